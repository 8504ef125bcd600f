"""Reads every report of one border and measure as a constraint on its running total."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import inf

from events.agreement import KIND_ORDER, limits, published_order
from events.ledger import Ledger
from events.measures import Measure
from events.model import PlaceKind, Report, Status
from events.period import Precision
from events.quantity import ValueKind


@dataclass(frozen=True, slots=True)
class Constraint:
    """``low <= S(end) - S(start) <= high``, where S(d) is what was counted before day d.

    Attributes
    ----------
    report_id : str
        The report that says so.
    start, end : int
        Half-open days as proleptic ordinals, cut at the day the measure began.
    low, high : float
        Whole numbers; ``high`` is infinite where the report sets no limit.
    kind : ValueKind
        Exact, about or at least.
    value : float or None
        The count as reported, where the report is a count of all of these days on the whole
        border; None for a part of the border, one day within a span, and a reported range.
    """

    report_id: str
    start: int
    end: int
    low: float
    high: float
    kind: ValueKind
    value: float | None

    @property
    def exact(self) -> bool:
        """Whether it leaves no choice."""
        return self.low == self.high

    @property
    def days(self) -> int:
        """Width in days."""
        return self.end - self.start


def constraints(
    ledger: Ledger, border: str, measure: Measure, since: date
) -> tuple[Constraint, ...]:
    """Return the constraints that the shown reports of a border set, the most trusted first.

    Trust falls with the grade of the publisher, the credibility of the report, what was read
    before what was inferred, exact before about before at least, short before long, and then the
    later page and the id, so that the order never changes by chance. Misprints take no part. Of
    a part of the border only the least counts, since the rest of it may have had any number more.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    measure : Measure
        What is counted.
    since : datetime.date
        First day of the measure: there is nothing to count before it.
    """
    return tuple(
        constraint_of(report, since)
        for report in sorted(_reports(ledger, border, measure, since), key=_trust(ledger))
    )


def constraint_of(report: Report, since: date) -> Constraint:
    """Read one report; it needs a figure and a last day."""
    quantity, period = report.quantity, report.period
    assert quantity is not None and period.end is not None
    low, high = limits(quantity)
    whole = report.whole_border is not None
    one_day = period.precision is Precision.ONE_DAY_WITHIN
    partial = one_day or not whole
    return Constraint(
        report_id=report.id,
        start=max(period.start, since).toordinal(),
        end=period.end.toordinal(),
        low=low,
        high=inf if partial else high,
        kind=ValueKind.AT_LEAST if partial else quantity.kind,
        value=None if partial else quantity.value,
    )


def _reports(ledger: Ledger, border: str, measure: Measure, since: date) -> Iterable[Report]:
    for report in ledger.reports.values():
        if (
            report.measure is measure
            and report.kind == "flow"
            and report.plotted
            and report.quantity is not None
            and report.period.end is not None
            and report.period.end > since
            and report.borders == (border,)
            and _is_of(report)
            and ledger.counts(report.id)
        ):
            yield report


def _is_of(report: Report) -> bool:
    """Tell whether it counts the border or a part of it: what a part counted the whole counted."""
    if report.whole_border is not None:
        return True
    return report.place.near_border and report.place.kind is not PlaceKind.COUNTRY


def _trust(ledger: Ledger) -> Callable[[Report], tuple[str, int, bool, bool, int, int, int, str]]:
    def key(report: Report) -> tuple[str, int, bool, bool, int, int, int, str]:
        source = ledger.source_of(report)
        assert report.quantity is not None and report.period.days is not None
        return (
            source.reliability,
            report.credibility,
            report.status is Status.INFERRED,
            report.whole_border is None,
            KIND_ORDER[report.quantity.kind],
            report.period.days,
            -published_order(source),
            report.id,
        )

    return key
