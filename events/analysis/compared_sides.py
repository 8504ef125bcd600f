"""The two windows of a comparison as they take part in it: the same in chart, table and file."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from events.analysis.ends import Ends, ends_of
from events.bounds.figure import Pressure
from events.figure_words import figure_words, rate_in_words
from events.ledger import Ledger
from events.quantity import ValueKind
from events.words import KIND_WORDS


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One window as it takes part in a comparison.

    Attributes
    ----------
    rate : str
        What is compared, in people a day; empty where nothing is: beside a refusal a figure would
        be read as compared.
    basis : str
        How it is known, with the number behind it.
    low, high : float or None
        Ends of the rate. ``low`` is None where nothing is compared, ``high`` where no upper end is
        known too.
    open_low, open_high : float or None
        Ends of the rate with what a rounded figure, days without one and contests leave open:
        those the ends of the difference are made of. None as ``low`` and ``high``.
    """

    rate: str
    basis: str
    low: float | None
    high: float | None
    open_low: float | None
    open_high: float | None


def compared_side(
    ledger: Ledger, side: Pressure, left_open: Ends | None, *, by_bounds: bool
) -> ComparedSide:
    """Return one of two windows as it takes part in their comparison.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    side : Pressure
        What is known of the window.
    left_open : Ends, optional
        Ends of the rate that go into the difference; None where nothing is compared.
    by_bounds : bool
        Whether what all reports allow is compared rather than two figures.
    """
    words = figure_words(ledger, side)
    basis = "; ".join(part for part in (words.basis, words.contested) if part)
    if left_open is None:
        return ComparedSide("", basis, None, None, None, None)
    if by_bounds or side.rate_low is None or side.rate_high is None:
        ends, kind = ends_of(side), ValueKind.EXACT
        basis = f"by what all reports together allow; the figure itself: {basis}"
    else:
        ends, kind = Ends(side.rate_low, side.rate_high), side.kind or ValueKind.EXACT
    return ComparedSide(
        rate=_rate(ends, kind),
        basis=basis,
        low=ends.low,
        high=_limit(ends.high),
        open_low=left_open.low,
        open_high=_limit(left_open.high),
    )


def _limit(high: float) -> float | None:
    return high if isfinite(high) else None


def _rate(ends: Ends, kind: ValueKind) -> str:
    low = rate_in_words(ends.low)
    if not isfinite(ends.high):
        return f"at least {low}"
    high = rate_in_words(ends.high)
    return f"{low} to {high}" if low != high else KIND_WORDS[kind] + low
