"""Running totals of a border as a ladder: what was counted between one total and the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from events.analysis.result import Table, Words, unique, words_of
from events.analysis.rungs import Left, Rung, ladder_sentence, ladder_table
from events.analysis.seasons import MonthPair, month_pairs
from events.analysis.tiles import widest_cover
from events.bounds.constraints import Constraint
from events.bounds.evidence import Evidence, evidence
from events.bounds.window_facts import span
from events.figure_basis import plural
from events.ledger import Ledger
from events.measures import Measure
from events.period import Period
from events.pressure import border_length
from events.quantity import ValueKind
from events.series import WIDEST_DAYS, measure_in_force
from events.words import BORDER_NAMES, day_in_words

FEWEST_TOTALS = 3
NOT_SHOWN = (
    "Nothing is known of the way from one total to the next: a line between two is not what was "
    "counted on any day. The persons of a total may be counted in it many times."
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The exact totals of a border with one start, and what lies between them.

    Attributes
    ----------
    since : datetime.date or None
        First day of all the totals.
    rungs : tuple of Rung
        One for each total after another, by day; the first from the start.
    remainders : tuple of Rung
        Counts that nobody reported and that follow exactly from others.
    months : tuple of MonthPair
        The same month of two years in a row, where both are complete.
    left : tuple of Left
        Of years with an exact total.
    """

    border: str
    measure: Measure
    since: date | None
    rungs: tuple[Rung, ...]
    remainders: tuple[Rung, ...]
    months: tuple[MonthPair, ...]
    left: tuple[Left, ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def ladder(
    ledger: Ledger, border: str, since: date | None = None, measure: Measure | None = None
) -> Ladder:
    """Return the exact running totals of a border that begin on one day, as rungs.

    Parameters
    ----------
    ledger : Ledger
        The ledger.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    since : datetime.date, optional
        First day of the totals; by default the day that most totals begin on.
    measure : Measure, optional
        By default the one in force on ``since``, or on the last day of the ledger.

    Raises
    ------
    UnknownIdError
        For another border.
    """
    if measure is None:
        measure = measure_in_force(border, ledger.last_day if since is None else since)
    found = evidence(ledger, border, measure)
    totals = _totals(found, since)
    start = date.fromordinal(totals[0].start) if totals else since
    reason = None
    if len(totals) < FEWEST_TOTALS:
        begin = "one day" if start is None else day_in_words(start)
        reason = (
            f"{plural(len(totals), 'exact total')} of {measure.label} since {begin} "
            f"{'is' if len(totals) == 1 else 'are'} too few; {FEWEST_TOTALS} are needed"
        )
    rungs = _rungs(border, totals) if reason is None else ()
    remainders = _remainders(found)
    months = month_pairs(ledger, border, measure)
    left = _left(found)
    subject = f"{BORDER_NAMES[border]}, {measure.label}"
    return Ladder(
        border=border,
        measure=measure,
        since=start,
        rungs=rungs,
        remainders=remainders,
        months=months,
        left=left,
        reason=reason,
        report_ids=unique(
            *(rung.report_ids for rung in (*rungs, *remainders)),
            *(pair.report_ids for pair in months),
            *(one.report_ids for one in left),
        ),
        words=words_of(
            reason, f"Ladder of totals, {subject}", ladder_sentence(subject, rungs), NOT_SHOWN
        ),
        table=ladder_table(rungs, remainders, months, left),
    )


def _totals(found: Evidence, since: date | None) -> list[Constraint]:
    """Return one exact total for each last day, from the start that most of them share.

    Of two totals of the same days the more trusted is taken. One that was put aside stays: a
    total that falls is shown, not smoothed away.
    """
    groups: dict[int, dict[int, Constraint]] = {}
    for one in found.ordered:
        if one.value is not None and one.kind is ValueKind.EXACT:
            groups.setdefault(one.start, {}).setdefault(one.end, one)
    if since is not None:
        chosen = groups.get(since.toordinal(), {})
    else:
        chosen = max(groups.values(), key=len, default={})
    return [chosen[end] for end in sorted(chosen)]


def _rungs(border: str, totals: Sequence[Constraint]) -> tuple[Rung, ...]:
    rungs: list[Rung] = []
    before, start, ids = 0.0, totals[0].start, ()  # type: float, int, tuple[str, ...]
    for one in totals:
        assert one.value is not None
        own = (*ids, one.report_id)
        rungs.append(_rung(border, span(start, one.end), one.value - before, one.value, own))
        before, start, ids = one.value, one.end, (one.report_id,)
    return tuple(rungs)


def _rung(
    border: str, period: Period, total: float, to_total: float | None, ids: tuple[str, ...]
) -> Rung:
    assert period.days is not None
    rated = period.days <= WIDEST_DAYS and total >= 0
    rate = total / period.days if rated else None
    length_km, _ = border_length(border)
    per_km = None if rate is None else rate / length_km
    return Rung(period, total, to_total, rate, per_km, ids)


def _remainders(found: Evidence) -> tuple[Rung, ...]:
    """Return the exact counts of more than a day that follow from others and nobody reported."""
    bounds = found.bounds
    rungs = []
    for start, end in found.exact_spans():
        if end - start > 1 and not found.reports_of(start, end):
            i, j = bounds.closure.index(start), bounds.closure.index(end)
            total = float(bounds.closure.most[i, j])
            ids = bounds.exact_ids(i, j)
            rungs.append(_rung(found.border, span(start, end), total, None, ids))
    return tuple(sorted(rungs, key=lambda rung: rung.period.start))


def _left(found: Evidence) -> tuple[Left, ...]:
    """Return what exact years leave beside the counts of at most a month that they hold."""
    known: list[Left] = []
    last = found.bounds.closure.nodes[-2:].tolist()[0] if len(found.bounds.kept) else 1
    for year in range(2017, date.fromordinal(last).year + 1):
        period = Period(date(year, 1, 1), date(year + 1, 1, 1))
        ids = found.reports_of(period.start.toordinal(), date(year + 1, 1, 1).toordinal())
        report = found.exact_report(period.start.toordinal(), date(year + 1, 1, 1).toordinal())
        if report is None:
            continue
        total = next(one.low for one in found.bounds.kept if one.report_id == report)
        parts = widest_cover(found, period)
        assert period.days is not None
        days = period.days - sum(tile.days for tile in parts)
        if parts and days > 0:
            ends = (np.array([getattr(tile, end) for tile in parts]) for end in ("start", "end"))
            least, most = found.bounds.closure.between(*ends)
            known.append(
                Left(
                    year=year,
                    total=total,
                    low=max(0.0, total - float(most.sum())),
                    high=total - float(least.sum()),
                    days=days,
                    report_ids=unique(ids, *(tile.report_ids for tile in parts)),
                )
            )
    return tuple(known)
