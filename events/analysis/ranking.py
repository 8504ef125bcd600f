"""The highest days, weeks or months of one border, within one measure, by what was counted.

Only counts of just these days are ranked: an average of a longer count says nothing of its days,
and a mean of reported days nothing of the others. What is known only from below or within bounds
is not ranked, but said, where it may be higher than the last of those shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from events.analysis.ranking_words import ranking_sentence, ranking_table
from events.analysis.result import Table, Words, unique, words_of
from events.bounds.evidence import Evidence, evidence
from events.bounds.figure import WAYS, Way
from events.bounds.rule import answer
from events.errors import PeriodError
from events.figure_words import figure_words
from events.ledger import Ledger
from events.measures import Measure
from events.period import Period, Precision
from events.pressure import pressure
from events.quantity import ValueKind
from events.series import IN_FORCE, checked_border
from events.words import BORDER_NAMES

MOST = 10
"""So many are shown when nothing else is asked for."""

NOT_SHOWN = (
    "Days that nobody counted one by one: one of them may have been the highest of all. Each "
    "border and measure has a list of its own."
)
_COUNTED = (Way.COMPLETE, Way.COUNT)


class Length(StrEnum):
    """What is ranked."""

    DAY = "day"
    WEEK = "week"
    """Monday to Sunday."""
    MONTH = "month"
    """Of the calendar."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One window of a ranking.

    Attributes
    ----------
    rank : int
        1 for the highest; windows with the same total have the same, and the next is counted on.
    tied : bool
        Whether another window has the same total.
    window : Period
        Its days.
    total : float
        People or attempts counted in them.
    kind : ValueKind
        Exact, about or at least.
    contested : bool
        Whether another report says otherwise.
    basis, against : str
        How it is known; what else is told of it, empty when nothing is.
    report_ids : tuple of str
        The reports it rests on, the leading one first, then those that say otherwise.
    """

    rank: int
    tied: bool
    window: Period
    total: float
    kind: ValueKind
    contested: bool
    basis: str
    against: str
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The highest windows of one length on one border.

    Attributes
    ----------
    counted, windows : int
        Windows of the span with a count of their own, and all of them.
    maybe_higher : int
        Windows without one that the reports leave room for above the last shown, where what
        they can have been at most is known at all.
    """

    border: str
    measure: Measure
    length: Length
    span: Period
    ranked: tuple[Ranked, ...]
    counted: int
    windows: int
    maybe_higher: int
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def ranking(
    ledger: Ledger,
    border: str,
    length: Length | str = Length.DAY,
    span: Period | None = None,
    most: int = MOST,
) -> Ranking:
    """Return the highest days, weeks or months of a border.

    Parameters
    ----------
    ledger : Ledger
        The reports.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    length : Length
        What is ranked.
    span : Period, optional
        Windows that lie wholly in these days take part; all days of the reports by default. The
        measure is the one in force on its last day, and its own days only take part.
    most : int
        How many are wanted; more are given when the last of them is tied with others.

    Raises
    ------
    UnknownIdError
        For any other border.
    PeriodError
        For a span without an end, or for fewer than one.
    """
    if most < 1:
        raise PeriodError(f"a ranking needs at least one place, not {most}.")
    length = Length(length)
    span = span or Period(ledger.first_day, ledger.last_day + timedelta(days=1))
    if span.end is None:
        raise PeriodError("a ranking needs days with an end.")
    last = span.end - timedelta(days=1)
    since, measure = [step for step in IN_FORCE[checked_border(border)] if step[0] <= last][-1]
    found = evidence(ledger, border, measure)
    windows = list(_windows(length, max(span.start, since, _first_day(found)), span.end))
    starts = np.array([window.start.toordinal() for window in windows], dtype=np.int64)
    ends = np.array([window.end.toordinal() for window in windows if window.end], dtype=np.int64)
    answers = answer(found, starts, ends)
    known = np.isin(answers.way, [WAYS.index(way) for way in _COUNTED])
    known &= (answers.own_start == starts) & (answers.own_end == ends)
    totals = np.where(known, answers.total, -1.0)
    order = np.argsort(-totals, kind="stable")[: known.sum()]
    floor = totals[order[most - 1]] if len(order) > most else 0.0
    ranked = tuple(
        _ranked(ledger, border, windows[at], totals) for at in order if totals[at] >= floor
    )
    lowest = ranked[-1].total if ranked else 0.0
    room = int((~known & np.isfinite(answers.most) & (answers.most > lowest)).sum())
    counted = int(known.sum())
    reason = None if ranked else f"no {length} of this time has a count of its own"
    return Ranking(
        border=border,
        measure=measure,
        length=length,
        span=span,
        ranked=ranked,
        counted=counted,
        windows=len(windows),
        maybe_higher=room,
        reason=reason,
        report_ids=unique(*(one.report_ids for one in ranked)),
        words=words_of(
            reason,
            f"{BORDER_NAMES[border]}, highest {length}s",
            ranking_sentence(border, measure, length, ranked, counted, len(windows), room),
            NOT_SHOWN,
        ),
        table=ranking_table(length, measure, ranked),
    )


def _windows(length: Length, start: date, end: date) -> Iterator[Period]:
    """Yield the windows of a length that lie wholly within the days."""
    if length is Length.MONTH:
        first = start if start.day == 1 else _next_month(start)
        while (following := _next_month(first)) <= end:
            yield Period(first, following, Precision.MONTH)
            first = following
        return
    days = 7 if length is Length.WEEK else 1
    first = start + timedelta(days=-start.weekday() % 7 if days == 7 else 0)
    while (following := first + timedelta(days=days)) <= end:
        yield Period(first, following)
        first = following


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _first_day(found: Evidence) -> date:
    """Return the first day of which anything was counted in this measure."""
    return date.fromordinal(max(found.days.first, date.min.toordinal()))


def _ranked(ledger: Ledger, border: str, window: Period, totals: NDArray[np.float64]) -> Ranked:
    found = pressure(ledger, border, window)
    words = figure_words(ledger, found)
    assert found.kind is not None and found.total is not None  # it was counted
    return Ranked(
        rank=1 + int((totals > found.total).sum()),
        tied=int((totals == found.total).sum()) > 1,
        window=window,
        total=found.total,
        kind=found.kind,
        contested=found.contested,
        basis=words.basis,
        against="; ".join(filter(None, (words.beside, words.contested))),
        report_ids=unique(found.report_ids, (one.report_id for one in found.contests)),
    )
