"""What was reported for places on a border: never divided from a figure of the border."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from events.ledger import Ledger
from events.measures import Measure
from events.model import Figure, PlaceKind, Report
from events.period import Period, Precision
from events.quantity import Quantity
from events.series import WIDEST_DAYS


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
            and ledger.counts(report.id)
            and report.plotted
            and report.quantity is not None
            and report.place.near_border
            and report.place.kind not in (PlaceKind.BORDER, PlaceKind.BORDERS)
        )
    return _place_reports_of[ledger]


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
