"""The counts of a border as steps over their days: reported, or following from other reports."""

from __future__ import annotations

from events.agreement import FEW, TOLERANCE
from events.bounds.evidence import evidence
from events.bounds.window_facts import span
from events.ledger import Ledger
from events.measures import Measure
from events.quantity import ValueKind
from events.series import WIDEST_DAYS, How, Rate


def day_figures(ledger: Ledger, border: str, measure: Measure) -> tuple[Rate, ...]:
    """Return every count of a measure on a border of at most 92 days as a rate, by first day.

    Reported ones stand as they were reported, contested or not. Between two days that all reports
    together tie to one number, with none such between them, the count is *derived* where nobody
    reported it.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    measure : Measure
        What is counted.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    """
    found = evidence(ledger, border, measure)
    reported = ledger.series[border].of(measure)
    told = {(rate.period.start, rate.period.end) for rate in reported}
    derived = [
        rate
        for start, end in found.exact_spans()
        if end - start <= WIDEST_DAYS
        and ((rate := _derived(ledger, border, measure, start, end)).period.start, rate.period.end)
        not in told
    ]
    return tuple(sorted([*reported, *derived], key=lambda r: (r.period.start, r.days)))


def _derived(ledger: Ledger, border: str, measure: Measure, start: int, end: int) -> Rate:
    bounds = evidence(ledger, border, measure).bounds
    i, j = bounds.closure.index(start), bounds.closure.index(end)
    total = float(bounds.closure.most[i, j])
    rate = total / (end - start)
    return Rate(
        measure=measure,
        period=span(start, end),
        rate_per_day=rate,
        low=rate,
        high=rate,
        total=total,
        how=How.DERIVED,
        kind=ValueKind.EXACT,
        report_ids=bounds.exact_ids(i, j),
        contested=bounds.doubt(i, j) > max(TOLERANCE * total, FEW),
    )
