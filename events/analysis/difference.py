"""The difference of two windows of one border: between equals only, else refused in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from events.agreement import limits
from events.analysis.compared_sides import ComparedSide, compared_side
from events.analysis.difference_words import difference_table, sentence
from events.analysis.ends import NO_LIMIT, Ends, apart, ends_of
from events.analysis.likeness import unlike_figures, unlike_measures
from events.analysis.placed import SectionCounts, placed_in_both
from events.analysis.result import Table, Words, unique, words_of
from events.analysis.sizes import SAME, Size, about_same, size_of
from events.bounds.evidence import shared_enough
from events.bounds.figure import Pressure, Way
from events.errors import PeriodError
from events.figure_basis import dates
from events.ledger import Ledger
from events.measures import Measure
from events.period import Period
from events.pressure import pressure
from events.quantity import ValueKind
from events.words import BORDER_NAMES

NOT_SHOWN = (
    "why a figure changed, and whether more people came or more of them were counted. Each border "
    "stands on its own scale; no two borders are compared."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Second window less first, in people a day; or why they cannot be compared.

    Attributes
    ----------
    border : str
        One border; two are never compared.
    measure : Measure or None
        What both count; None where it is not one measure.
    first, second : Pressure
        What is known of each window.
    sides : tuple of ComparedSide
        Both as they take part in the comparison: without a figure where it is refused.
    per_day : float or None
        Second less first; None for ranges, and where only bounds can be compared.
    low, high : float or None
        The difference lies between these, as far as both are known; None where nothing limits it.
    ratio : float or None
        Second over first; None without ``per_day``, and where the first is zero.
    by_bounds : bool
        Whether only what all reports together allow could be compared.
    settled : bool
        Whether more or less is certain: the interval does not hold 0.
    size : Size or None
        Class for the map; None where it is refused, unsettled, or has no ratio.
    sections : tuple of SectionCounts
        Sections of this border with events placed there in both windows: two counts, no rate.
    reason : str or None
        Why it is refused.
    report_ids : tuple of str
    words, table
    """

    border: str
    measure: Measure | None
    first: Pressure
    second: Pressure
    sides: tuple[ComparedSide, ...]
    per_day: float | None
    low: float | None
    high: float | None
    ratio: float | None
    by_bounds: bool
    settled: bool
    size: Size | None
    sections: tuple[SectionCounts, ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def difference(ledger: Ledger, border: str, first: Period, second: Period) -> Difference:
    """Compare two windows of one border, where both are known in the same way.

    Where their figures are not alike, what all reports together allow is compared: if the two
    intervals do not touch, *at least so much more or fewer a day* follows.

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

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        For a window without an end, and for windows that share a day.
    """
    if first.overlaps(second):
        raise PeriodError(
            f"{dates(first)} and {dates(second)} share days. Give two windows that share none."
        )
    one, other = pressure(ledger, border, first), pressure(ledger, border, second)
    compared = compare(ledger, one, other)
    reason, ends, by_bounds = compared.reason, compared.ends, compared.by_bounds
    per_day = ratio = None
    if reason is None and not by_bounds and None not in (one.rate_per_day, other.rate_per_day):
        assert one.rate_per_day is not None and other.rate_per_day is not None
        per_day = other.rate_per_day - one.rate_per_day
        ratio = other.rate_per_day / one.rate_per_day if one.rate_per_day else None
    settled = ends is not None and ends.settled and not about_same(ratio)
    size = size_of(one, other, ratio, by_bounds=by_bounds) if settled or about_same(ratio) else None
    subject = f"{BORDER_NAMES[border]}, {dates(first)} to {dates(second)}"
    told = (
        ""
        if ends is None
        else sentence(one, other, per_day, ratio, ends, settled=settled, by_bounds=by_bounds)
    )
    sides = tuple(
        compared_side(ledger, side, left_open, by_bounds=by_bounds)
        for side, left_open in zip((one, other), compared.sides, strict=True)
    )
    return Difference(
        border=border,
        measure=one.measure if one.measure is other.measure else None,
        first=one,
        second=other,
        sides=sides,
        per_day=per_day,
        low=None if ends is None or ends.low == -inf else ends.low,
        high=None if ends is None or ends.high == NO_LIMIT else ends.high,
        ratio=ratio,
        by_bounds=by_bounds,
        settled=settled,
        size=size,
        sections=placed_in_both(ledger, border, first, second),
        reason=reason,
        report_ids=unique(*(_rests_on(side, by_bounds=by_bounds) for side in (one, other))),
        words=words_of(reason, subject, told, NOT_SHOWN),
        table=difference_table(one, other, sides),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """Both intervals, that of their difference and whether by bounds, or why there is none."""

    reason: str | None
    sides: tuple[Ends | None, Ends | None]
    ends: Ends | None
    by_bounds: bool


def compare(ledger: Ledger, one: Pressure, other: Pressure) -> Compared:
    """Tell how far two windows can be compared.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    one : Pressure
        What is known of one window.
    other : Pressure
        What is known of the other, of the same border.
    """
    reason = unlike_measures(one, other)
    if reason is not None:
        return Compared(reason, (None, None), None, False)
    reason = unlike_figures(one, other)
    if reason is None:
        told = _told_ends(ledger, one), _told_ends(ledger, other)
        return Compared(None, told, apart(*told), False)
    allowed = ends_of(one), ends_of(other)
    bounds = apart(*allowed)
    if bounds.settled:
        return Compared(None, allowed, bounds, True)
    return Compared(_filtered_out(ledger, one, other) or reason, (None, None), None, False)


def _filtered_out(ledger: Ledger, one: Pressure, other: Pressure) -> str | None:
    """Say that the windows could be compared without the filter, if so."""
    whole = ledger.reserve
    if whole is None:
        return None
    sides = (pressure(whole, side.border, side.window) for side in (one, other))
    return None if compare(whole, *sides).reason else "a filter hides what is reported of them"


def _told_ends(ledger: Ledger, side: Pressure) -> Ends:
    """Return the ends of a rate: its own, those of a rounded figure, and what is contested.

    A mean of some days says nothing of the others: its ends are those of all reports together.
    """
    assert side.rate_low is not None and side.rate_high is not None
    low, high = side.rate_low, side.rate_high
    if side.way is Way.MEAN:
        low, high = ends_of(side).low, ends_of(side).high
    elif side.kind is ValueKind.ABOUT:
        known = ends_of(side)
        low, high = min(low, known.low), max(high, min(known.high, side.rate_high * (1 + SAME)))
    start, end = side.window.start.toordinal(), side.window.start.toordinal() + side.window_days
    for contest in side.contests:
        report = ledger.report(contest.report_id)
        assert report.quantity is not None and report.period.end is not None
        own = report.period.start.toordinal(), report.period.end.toordinal()
        if report.whole_border is not None and shared_enough(start, end, *own):
            least, most = limits(report.quantity)
            days = own[1] - own[0]
            low, high = min(low, least / days), max(high, (least if most == inf else most) / days)
    return Ends(low, high)


def _rests_on(side: Pressure, *, by_bounds: bool) -> tuple[str, ...]:
    if by_bounds:
        return unique(side.least_ids, side.most_ids)
    return unique(side.report_ids, (contest.report_id for contest in side.contests))
