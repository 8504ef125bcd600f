"""Deaths: events of their own, never added up; totals only as somebody told them."""

from __future__ import annotations

from docs.data_page.markdown import to_table
from events import Figure, Ledger, Measure, Precision, Report, in_words, period_in_words

IOM = "iom-missing-migrants"
_LONG_DAYS = 31  # a death dated to more than a month is a count over that time, not one find


def is_told_total(report: Report) -> bool:
    """Tell whether a report of deaths is somebody's total rather than one find."""
    if report.measure is not Measure.DEATHS or report.quantity is None:
        return False
    if report.figure is Figure.RUNNING_TOTAL:
        return True
    if report.period.precision is Precision.ONE_DAY_WITHIN:
        return False
    end = report.period.end
    return end is None or (end - report.period.start).days > _LONG_DAYS


def deaths_section(ledger: Ledger) -> str:
    """Say how deaths are kept, and list the totals others have given."""
    deaths = [r for r in ledger.reports.values() if r.measure is Measure.DEATHS]
    events = {ledger.event_of[report.id].id for report in deaths if not is_told_total(report)}
    listed = [report for report in ledger.reports.values() if report.source_id == IOM]
    joined = sum(
        any(other.source_id != IOM for other in ledger.reports_of(ledger.event_of[report.id]))
        for report in listed
    )
    totals = [
        (
            ledger.sources[report.source_id].publisher_name,
            in_words(report.quantity) if report.quantity is not None else "",
            period_in_words(report.period),
            report.place.name,
            f"`{report.id}`",
        )
        for report in sorted(deaths, key=lambda r: (r.period.start, r.id))
        if is_told_total(report)
    ]
    return "\n\n".join(
        (
            "## Deaths",
            f"{len(events)} events tell of deaths, one event for one find or record. They are not "
            "added up: one death can stand in several reports, and not everybody who died was a "
            f"migrant. {len(listed)} reports are records of IOM's Missing Migrants Project "
            "(https://missingmigrants.iom.int, CC BY 4.0; the table was reduced to the route "
            f"Belarus–EU border); {joined} of them stand in one event with a report from another "
            "publisher, the others beside the press. A point of that list is good to 10 km "
            "unless the press agrees.",
            "Totals that others gave, each as told:",
            to_table(("told by", "deaths", "of", "where", "report"), totals),
        )
    )
