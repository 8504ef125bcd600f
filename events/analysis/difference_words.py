"""Puts the difference of two windows into a sentence and a table."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from events.analysis.compared_sides import ComparedSide
from events.analysis.ends import Ends
from events.analysis.result import Table
from events.bounds.figure import Pressure, Way
from events.figure_basis import dates, plural
from events.figure_words import rate_in_words
from events.quantity import ValueKind
from events.words import BORDER_NAMES, number_in_words

COLUMNS = ("window", "measure", "a day", "how it is known", "days with reports", "reports")


def sentence(
    one: Pressure,
    other: Pressure,
    per_day: float | None,
    ratio: float | None,
    ends: Ends,
    *,
    settled: bool,
    by_bounds: bool,
) -> str:
    """Say what the two windows tell, as sharply as they are known.

    Parameters
    ----------
    one : Pressure
        What is known of one window.
    other : Pressure
        What is known of the other, of the same border.
    per_day : float, optional
        Difference in people a day; None where only bounds are known.
    ratio : float, optional
        Rate of the other over that of the one; None where it means nothing.
    ends : Ends
        Between which differences the truth lies.
    settled : bool
        Whether the two cannot be alike.
    by_bounds : bool
        Whether what all reports allow is compared rather than two figures.
    """
    where = f"{BORDER_NAMES[one.border]}, {one.measure.label}"
    windows = f"{dates(one.window)} to {dates(other.window)}"
    if by_bounds:
        return f"{where}, {windows}: {_bound(ends)}, by what all reports together allow."
    said = f"{_side(one)} to {_side(other)} a day"
    if per_day is None:
        said += f", {_between(ends)}"
    else:
        about = "about " if ValueKind.ABOUT in (one.kind, other.kind) else ""
        said += f": {_signed(per_day, about)}"
        if ratio is not None:
            said += f" (×{ratio:.2f})"
        # Ends that are the figure itself, give or take nothing, need no words.
        contested = one.contested or other.contested
        if not ends.exact and isfinite(ends.low) and isfinite(ends.high):
            said += f", {'contested: ' if contested else ''}{_between(ends)}"
        elif contested:
            # By figures of other days, which give no other end: the basis names them.
            said += ", contested"
    if not settled:
        said += (
            "; about the same"
            if per_day is not None and ends.settled
            else (
                "; within what the reports leave open"
                if ends.low < 0 < ends.high
                else "; no difference"
            )
        )
    if Way.MEAN in (one.way, other.way):
        said += (
            f"; means of {one.coverage_days} of {one.window_days} and {other.coverage_days} of "
            f"{other.window_days} days, other days are not known"
        )
    return f"{where}, {windows}: {said}."


def difference_table(one: Pressure, other: Pressure, sides: Sequence[ComparedSide]) -> Table:
    """Return both windows as rows: there is never a total.

    Parameters
    ----------
    one : Pressure
        What is known of one window.
    other : Pressure
        What is known of the other, of the same border.
    sides : sequence of ComparedSide
        The same two as they take part in the comparison.
    """
    rows = [
        (
            dates(side.window),
            side.measure.label,
            told.rate or "not compared",
            told.basis,
            f"{side.coverage_days:,} of {side.window_days:,}",
            ", ".join(side.report_ids),
        )
        for side, told in zip((one, other), sides, strict=True)
    ]
    return Table(COLUMNS, tuple(rows))


def _side(side: Pressure) -> str:
    assert side.rate_low is not None and side.rate_high is not None
    if side.rate_per_day is None:
        return f"{rate_in_words(side.rate_low)}–{rate_in_words(side.rate_high)}"
    about = "about " if side.kind is ValueKind.ABOUT else ""
    rate = about + rate_in_words(side.rate_per_day)
    if side.way is Way.MEAN or side.total is None or side.window_days == 1:
        return rate
    return f"{rate} ({about}{number_in_words(side.total)} in {plural(side.window_days, 'day')})"


def _signed(per_day: float, about: str = "") -> str:
    if not per_day:
        return "no difference"
    return f"{about}{rate_in_words(abs(per_day))} {'more' if per_day > 0 else 'fewer'} a day"


def _between(ends: Ends) -> str:
    """Write an interval of differences, each end with its own word."""
    if ends.low >= 0 or ends.high <= 0:
        low, high = sorted((abs(ends.low), abs(ends.high)))
        way = "more" if ends.high > 0 else "fewer"
        return f"between {rate_in_words(low)} and {rate_in_words(high)} {way} a day"
    return f"between {_signed(ends.low)} and {_signed(ends.high)}"


def _bound(ends: Ends) -> str:
    least, most = (ends.low, ends.high) if ends.low > 0 else (-ends.high, -ends.low)
    way = "more" if ends.low > 0 else "fewer"
    said = f"at least {rate_in_words(least)} {way} a day"
    return said + (f", at most {rate_in_words(most)}" if isfinite(most) else "")
