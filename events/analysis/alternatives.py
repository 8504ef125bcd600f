"""A comparison together with the windows that can be compared where it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from events.analysis.comparable import Match, comparable, offers
from events.analysis.difference import NOT_SHOWN, Difference, difference
from events.analysis.result import Table, Words, words_of
from events.figure_basis import dates, plural
from events.ledger import Ledger
from events.period import Period
from events.words import BORDER_NAMES


@dataclass(frozen=True, slots=True)
class Offered:
    """A difference; where it is refused, pairs of windows near it that can be compared."""

    difference: Difference
    offered: tuple[tuple[Period, Period], ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


@dataclass(frozen=True, slots=True)
class Matches:
    """What one window can be compared with."""

    border: str
    window: Period
    matches: tuple[Match, ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def compared(ledger: Ledger, border: str, first: Period, second: Period) -> Offered:
    """Compare two windows, and offer others if that is refused.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    first : Period
        One window, with an end.
    second : Period
        The other, with an end; the two share no day.
    """
    found = difference(ledger, border, first, second)
    offered = offers(ledger, found) if found.reason is not None else ()
    return Offered(found, offered, found.reason, found.report_ids, found.words, found.table)


def matches(ledger: Ledger, border: str, window: Period) -> Matches:
    """Return what a window can be compared with, as a result.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    window : Period
        The days to speak of, half-open, with an end.
    """
    found = comparable(ledger, border, window)
    reason = None if found else "no window near it, nor its season of another year, is its equal"
    subject = f"{BORDER_NAMES[border]}, {dates(window)}"
    return Matches(
        border=border,
        window=window,
        matches=found,
        reason=reason,
        report_ids=(),
        words=words_of(
            reason,
            f"What can be compared with {subject}",
            f"{subject} can be compared with {plural(len(found), 'window')}.",
            NOT_SHOWN,
        ),
        table=Table(
            ("window", "same season", "known by"),
            tuple(
                (
                    match.words,
                    "yes" if match.same_season else "no",
                    "bounds" if match.by_bounds else "counts",
                )
                for match in found
            ),
        ),
    )
