"""What each border's own count did from one window to another, told side by side in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from events.analysis.difference import Difference, difference
from events.analysis.result import Table, Words, unique, words_of
from events.errors import PeriodError
from events.figure_basis import dates, listed, plural
from events.ledger import Ledger
from events.model import BORDERS
from events.period import Period
from events.words import BORDER_NAMES

FARTHEST_DAYS = 31
"""Windows further apart are told border by border: too much else lies between them."""

NOT_SHOWN = (
    "Each border counts something else, so nothing is added and no share is made; that one count "
    "fell while another rose does not show that the same people moved."
)


class Turn(StrEnum):
    """What one border's own count did."""

    ROSE = "rose"
    FELL = "fell"
    SAME = "about the same"
    OPEN = "within what the reports leave open"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Move:
    """One border: what its own count did, on its own scale.

    ``by_bounds`` holds where it is known only by what all reports together allow.
    """

    border: str
    turn: Turn
    by_bounds: bool
    difference: Difference


@dataclass(frozen=True, slots=True)
class Moves:
    """The three borders side by side, or why nothing is said of them together."""

    first: Period
    second: Period
    rows: tuple[Move, ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def moves(ledger: Ledger, first: Period, second: Period) -> Moves:
    """Return what each border's own count did between two windows.

    The rows stand whether or not anything is said of the borders together.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    first : Period
        One window, with an end.
    second : Period
        The other, later, with an end; the two share no day.

    Raises
    ------
    PeriodError
        For a window without an end, windows that share a day, and a second that comes earlier.
    """
    if second.start < first.start:
        raise PeriodError(f"{dates(second)} comes before {dates(first)}. Give the earlier first.")
    rows = tuple(_move(difference(ledger, border, first, second)) for border in BORDERS)
    assert first.end is not None
    gap = (second.start - first.end).days
    reason = _reason(rows, gap)
    return Moves(
        first=first,
        second=second,
        rows=rows,
        reason=reason,
        report_ids=unique(*(row.difference.report_ids for row in rows)),
        words=words_of(
            reason,
            f"Moves between borders, {dates(first)} to {dates(second)}",
            _sentence(first, second, rows),
            NOT_SHOWN,
        ),
        table=Table(
            ("border", "its own count", "what is known"),
            tuple(
                (BORDER_NAMES[row.border], row.turn.value, row.difference.words.told)
                for row in rows
            ),
        ),
    )


def _move(found: Difference) -> Move:
    return Move(found.border, _turn(found), found.by_bounds, found)


def _turn(found: Difference) -> Turn:
    if found.reason is not None:
        return Turn.NOT_COMPARABLE
    if found.settled:
        return Turn.ROSE if found.low is not None and found.low > 0 else Turn.FELL
    return Turn.SAME if found.size is not None or found.low == found.high else Turn.OPEN


def _reason(rows: Sequence[Move], gap: int) -> str | None:
    if gap > FARTHEST_DAYS:
        return f"the windows lie {plural(gap, 'day')} apart, more than {FARTHEST_DAYS}"
    turns = {row.turn for row in rows}
    if not turns >= {Turn.ROSE, Turn.FELL}:
        told = listed([f"{BORDER_NAMES[row.border]} {row.turn.value}" for row in rows])
        return f"no count is known to have fallen while another rose ({told})"
    return None


def _sentence(first: Period, second: Period, rows: Sequence[Move]) -> str:
    parts = []
    for turn in (Turn.FELL, Turn.ROSE):
        own = [
            f"{BORDER_NAMES[row.border]} ({row.difference.first.measure.label}"
            f"{', by bounds' if row.by_bounds else ''})"
            for row in rows
            if row.turn is turn
        ]
        if own:
            parts.append(f"{turn.value} on the {listed(own)}")
    others = [
        f"{BORDER_NAMES[row.border]}: {row.turn.value}"
        for row in rows
        if row.turn not in (Turn.FELL, Turn.ROSE)
    ]
    rest = f" {'; '.join(others)}." if others else ""
    return (
        f"{dates(first)} to {dates(second)}: {', '.join(parts)}; the counts differ, so this does "
        f"not show that the same people moved.{rest}"
    )
