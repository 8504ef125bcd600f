"""Pressure figures: the reported rate per day on a border, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from weakref import WeakKeyDictionary

from events.errors import PeriodError
from events.ledger import Ledger
from events.measures import Measure
from events.model import Figure, PlaceKind, Report
from events.period import Period, Precision
from events.quantity import Quantity, ValueKind
from events.series import WIDEST_DAYS, BorderSeries, How, Rate, checked_border, measure_in_force
from events.showing import Showing


@dataclass(frozen=True, slots=True)
class Pressure:
    """The reported rate per day on one border in one window.

    Attributes
    ----------
    border, measure, window
        What the rate is of. The measure is the one in force on the window's last day.
    rate_per_day : float or None
        Mean of the day figures in the window; without any, the average of the report that
        covers most of it, the narrowest first. None when nothing covers it: *not reported*.
    how : How
        ``day``, an average, ``derived``, or ``none``.
    kind : ValueKind or None
        Exact, about or at least: the weakest of the figures used.
    report_ids : tuple of str
        The reports used.
    coverage_days, window_days : int
        Days of the window that the rate speaks for, and its length.
    low, high : float or None
        Smallest and largest rate any of the reports used gives.
    contested : bool
        Whether any report used belongs to a contested event.
    per_km, length_km, length_source
        The rate over the measured length of the border, and that length.
    rates : tuple of Rate
        The figures behind it, by day.
    """

    border: str
    measure: Measure
    window: Period
    rate_per_day: float | None
    how: How
    kind: ValueKind | None
    report_ids: tuple[str, ...]
    coverage_days: int
    window_days: int
    low: float | None
    high: float | None
    contested: bool
    per_km: float | None
    length_km: float
    length_source: str
    rates: tuple[Rate, ...]

    @property
    def reported(self) -> bool:
        """False when nothing covers the window."""
        return self.rate_per_day is not None


@dataclass(frozen=True, slots=True)
class Change:
    """Change against the window before: a difference per day, or the reason there is none."""

    now: Pressure
    before: Pressure
    difference_per_day: float | None
    ratio: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """What was reported in a window at one place on a border: never divided from a border figure.

    ``rate_per_day`` is None for levels (people present, size of a group) and for reports too
    wide to be a rate; the quantity is then told as it stands.
    """

    place_id: str
    section_ids: tuple[str, ...]
    measure: Measure
    quantity: Quantity
    rate_per_day: float | None
    period: Period
    report_id: str
    contested: bool


def pressure(ledger: Ledger, border: str, window: Period) -> Pressure:
    """Return the reported rate per day on a border in a window.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        For a window without an end.
    """
    last, window_days = window.last_day, window.days
    if last is None or window_days is None:
        raise PeriodError("a pressure figure needs a window with an end.")
    measure = measure_in_force(border, last)
    used = _rates_used(ledger.series[border], measure, window)
    length_km, length_source = border_length(border)
    rate = sum(r.rate_per_day for r in used) / len(used) if used else None
    return Pressure(
        border=border,
        measure=measure,
        window=window,
        rate_per_day=rate,
        how=used[0].how if used else How.NONE,
        kind=_weakest(used),
        report_ids=tuple(dict.fromkeys(i for r in used for i in r.report_ids)),
        coverage_days=sum(_overlap(r.period, window) for r in used),
        window_days=window_days,
        low=sum(r.low for r in used) / len(used) if used else None,
        high=sum(r.high for r in used) / len(used) if used else None,
        contested=any(r.contested for r in used),
        per_km=None if rate is None else rate / length_km,
        length_km=length_km,
        length_source=length_source,
        rates=used,
    )


def change(ledger: Ledger, border: str, window: Period) -> Change:
    """Compare a window with the one before it, where both are covered in the same way."""
    now = pressure(ledger, border, window)
    before = pressure(ledger, border, window.before())
    reason = _no_comparison(now, before)
    if reason is not None and not (now.reported and before.reported):
        reason = _out_of_sight(ledger, border, window) or reason
    if reason is not None or now.rate_per_day is None or before.rate_per_day is None:
        return Change(now, before, None, None, reason or "not reported")
    ratio = now.rate_per_day / before.rate_per_day if before.rate_per_day else None
    return Change(now, before, now.rate_per_day - before.rate_per_day, ratio, None)


def _out_of_sight(ledger: Ledger, border: str, window: Period) -> str | None:
    """Say that a figure is missing here because it is hidden or filtered out, if it is."""
    if ledger.rows and ledger.showing is Showing.ALONE:
        return "the reference is hidden"
    if ledger.reserve is not None:
        whole = replace(ledger, series=ledger.reserve, reserve=None)
        if (
            pressure(whole, border, window).reported
            and pressure(whole, border, window.before()).reported
        ):
            return "filtered out in one of the windows"
    return None


def day_figures(ledger: Ledger, border: str, measure: Measure) -> tuple[Rate, ...]:
    """Return every rate of a measure on a border, by first day: the bars of a series chart."""
    rates = ledger.series[checked_border(border)].of(measure)
    return tuple(sorted(rates, key=lambda r: (r.period.start, r.days)))


def section_pressure(ledger: Ledger, window: Period) -> tuple[PlaceFigure, ...]:
    """Return what was reported in a window for places on a border, by place and measure.

    Only flow reports that name a post, a place or a stretch take part; a border-wide figure is
    neither copied nor divided.
    """
    figures = [
        _place_figure(ledger, report)
        for report in _place_reports(ledger)
        if report.period.overlaps(window)
    ]
    return tuple(sorted(figures, key=lambda f: (f.place_id, f.measure.key, f.report_id)))


# A ledger never changes: its few reports on places are picked out once, not at every window.
_place_reports_of: WeakKeyDictionary[Ledger, tuple[Report, ...]] = WeakKeyDictionary()


def _place_reports(ledger: Ledger) -> tuple[Report, ...]:
    if ledger not in _place_reports_of:
        _place_reports_of[ledger] = tuple(
            report
            for report in ledger.reports.values()
            if report.kind == "flow"
            and ledger.shows(report.id)
            and report.plotted
            and report.quantity is not None
            and report.place.near_border
            and report.place.kind not in (PlaceKind.BORDER, PlaceKind.BORDERS)
        )
    return _place_reports_of[ledger]


@cache
def border_length(border: str) -> tuple[float, str]:
    """Return the measured length of a border in km and where it comes from."""
    import geodata

    line = geodata.load_border_lines()[border]
    return line.measured_km, "geodesic length of the OpenStreetMap border line"


def _rates_used(series: BorderSeries, measure: Measure, window: Period) -> tuple[Rate, ...]:
    touching = [r for r in series.of(measure) if r.period.overlaps(window)]
    days = [r for r in touching if r.how is How.DAY]
    if days:
        return tuple(sorted(days, key=lambda r: r.period.start))
    # Sorted narrowest first; max keeps the first of those that cover as much.
    widest = max(touching, key=lambda r: _overlap(r.period, window), default=None)
    return () if widest is None else (widest,)


def _overlap(one: Period, other: Period) -> int:
    assert one.end is not None and other.end is not None
    return (min(one.end, other.end) - max(one.start, other.start)).days


def _weakest(rates: tuple[Rate, ...]) -> ValueKind | None:
    kinds = {r.kind for r in rates}
    order = (ValueKind.AT_LEAST, ValueKind.ABOUT, ValueKind.EXACT)
    return next((k for k in order if k in kinds), None)


def _no_comparison(now: Pressure, before: Pressure) -> str | None:
    if not now.reported:
        return "not reported in this window"
    if not before.reported:
        return "not reported in the window before"
    if now.measure is not before.measure:
        return "another measure was counted in the window before"
    if now.how is not before.how:
        return f"{now.how.value} against {before.how.value}"
    if now.how is How.DAY:
        needed = min(2, now.window_days)
        if min(now.coverage_days, before.coverage_days) < needed:
            return "fewer than two reported days in one of the windows"
    elif now.rates == before.rates:
        return "one report covers both windows"
    if ValueKind.AT_LEAST in (now.kind, before.kind):
        return "one of the figures is only a lower bound"
    return None


def _place_figure(ledger: Ledger, report: Report) -> PlaceFigure:
    assert report.quantity is not None
    days = report.period.days
    counted = report.figure in (Figure.COUNT, Figure.RUNNING_TOTAL)
    within = report.period.precision is Precision.ONE_DAY_WITHIN
    rated = counted and not within and days is not None and days <= WIDEST_DAYS
    rate = report.quantity.least / days if rated and days else None
    return PlaceFigure(
        place_id=report.place.id,
        section_ids=report.place.section_ids,
        measure=report.measure,
        quantity=report.quantity,
        rate_per_day=rate,
        period=report.period,
        report_id=report.id,
        contested=ledger.event_of[report.id].contested,
    )
