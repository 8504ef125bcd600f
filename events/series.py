"""What was counted on each border, as rates per day with the width each report gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.agreement import preference
from events.errors import UnknownIdError
from events.measures import Measure
from events.model import BORDERS, Event, Report, Source
from events.period import Period, Precision
from events.quantity import Quantity, ValueKind

WIDEST_DAYS = 92
"""A report wider than this is told in words, never as a rate."""

IN_FORCE: dict[str, tuple[tuple[date, Measure], ...]] = {
    "BY-PL": ((date.min, Measure.ATTEMPTS),),
    "BY-LT": ((date.min, Measure.DETENTIONS), (date(2021, 8, 3), Measure.TURN_BACKS)),
    "BY-LV": ((date.min, Measure.DETENTIONS), (date(2021, 8, 10), Measure.PREVENTED)),
}
"""What each border's guard counts, from which day on."""


class How(StrEnum):
    """How a rate came about."""

    DAY = "day"
    WEEK_AVERAGE = "week average"
    MONTH_AVERAGE = "month average"
    RANGE_AVERAGE = "range average"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate per day over one period, and the reports that give it.

    Attributes
    ----------
    period : Period
        The days it holds for.
    rate_per_day, low, high : float
        The rate shown, and the smallest and largest that any of the reports gives.
    total : float
        The number behind the rate, over the whole period.
    how : How
        Day, week, month or range as reported; derived from several reports.
    kind : ValueKind
        Exact, about or at least.
    report_ids : tuple of str
        The report shown first; the rest follow. A derived rate names all it follows from.
    contested : bool
        Whether the event of any of these reports is contested.
    """

    measure: Measure
    period: Period
    rate_per_day: float
    low: float
    high: float
    total: float
    how: How
    kind: ValueKind
    report_ids: tuple[str, ...]
    contested: bool

    @property
    def days(self) -> int:
        """Width in days."""
        return _days(self.period)


@dataclass(frozen=True, slots=True)
class BorderSeries:
    """Every reported rate of one border, by measure, the sharpest first."""

    border: str
    rates: Mapping[Measure, tuple[Rate, ...]]

    def of(self, measure: Measure) -> tuple[Rate, ...]:
        """Return the rates of one measure, narrowest first; none when never reported."""
        return self.rates.get(measure, ())


def checked_border(border: str) -> str:
    """Return the border pair.

    Raises
    ------
    UnknownIdError
        It is none of the three.
    """
    if border not in BORDERS:
        raise UnknownIdError(f'"{border}" is not a border. Use one of: {", ".join(BORDERS)}.')
    return border


def measure_in_force(border: str, day: date) -> Measure:
    """Return what that border's guard counted on that day."""
    steps = IN_FORCE[checked_border(border)]
    return next(measure for since, measure in reversed(steps) if since <= day)


def build_series(
    reports: Iterable[Report], sources: Mapping[str, Source], event_of: Mapping[str, Event]
) -> dict[str, BorderSeries]:
    """Turn the flow figures that speak of one whole border into rates per day.

    They are what was reported, each for itself; what they say together is in `events.bounds`.

    Parameters
    ----------
    reports : iterable of Report
        All that are shown.
    sources : mapping of str to Source
        By id.
    event_of : mapping of str to Event
        By the id of a report, the event it belongs to.
    """
    groups: dict[tuple[str, Measure], list[Report]] = {}
    for report in reports:
        border = report.whole_border
        if border and report.kind == "flow" and report.plotted and report.measure.sums:
            groups.setdefault((border, report.measure), []).append(report)
    result: dict[str, BorderSeries] = {}
    for border in BORDERS:
        rates = {
            measure: tuple(sorted(_reported(group, sources, event_of), key=_sharpness))
            for (pair, measure), group in groups.items()
            if pair == border
        }
        result[border] = BorderSeries(border, rates)
    return result


def _reported(
    group: list[Report], sources: Mapping[str, Source], event_of: Mapping[str, Event]
) -> list[Rate]:
    """Rates of reports no wider than 92 days; those over one period make one rate."""
    by_period: dict[tuple[date, date], list[Report]] = {}
    for report in group:
        period = report.period
        if (
            period.end is None
            or report.quantity is None
            or period.precision is Precision.ONE_DAY_WITHIN
            or _days(period) > WIDEST_DAYS
        ):
            continue
        by_period.setdefault((period.start, period.end), []).append(report)
    rates: list[Rate] = []
    for alike in by_period.values():
        alike.sort(key=lambda r: preference(r, sources[r.source_id]))
        first = alike[0]
        quantities = [r.quantity for r in alike if r.quantity is not None]
        shown = quantities[0]
        days = _days(first.period)
        rates.append(
            Rate(
                measure=first.measure,
                period=first.period,
                rate_per_day=_middle(shown) / days,
                low=min(q.least for q in quantities) / days,
                high=max(_top(q) for q in quantities) / days,
                total=_middle(shown),
                how=_how(first.period),
                kind=shown.kind,
                report_ids=tuple(r.id for r in alike),
                contested=any(event_of[r.id].contested for r in alike),
            )
        )
    return rates


def _how(period: Period) -> How:
    if _days(period) == 1:
        return How.DAY
    if period.precision is Precision.WEEK:
        return How.WEEK_AVERAGE
    assert period.end is not None
    if period.start.day == 1 and period.end.day == 1 and _days(period) <= 31:
        return How.MONTH_AVERAGE
    return How.RANGE_AVERAGE


def _sharpness(rate: Rate) -> tuple[int, bool, bool, str]:
    """Return a sort key: narrow before wide, reported before derived, exact before rough."""
    inexact = rate.kind is not ValueKind.EXACT
    return rate.days, rate.how is How.DERIVED, inexact, rate.report_ids[0]


def _days(period: Period) -> int:
    days = period.days
    assert days is not None
    return days


def _middle(quantity: Quantity) -> float:
    """Return the number shown: as reported, or the middle of a reported range."""
    return quantity.value if quantity.value is not None else (quantity.least + _top(quantity)) / 2


def _top(quantity: Quantity) -> float:
    top = quantity.most
    return quantity.least if top is None else top
