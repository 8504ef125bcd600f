"""One report in a panel: value, source with link, grade, date, id."""

from __future__ import annotations

from dashboard.scene.markup import Markup, join, link, tag
from dashboard.scene.words.dates import long_month
from events import Ledger, Measure, Report, Source, in_words, owed, period_in_words

NO_FIGURE = "no figure"


def value_words(report: Report) -> str:
    """Write a report's figure with its unit, or say that it gives none.

    A number of a brought file keeps the file's own word for it.
    """
    if report.own_words:
        return report.own_words
    facts = report.flight
    if facts is not None:
        parts = []
        if facts.flights_a_week is not None:
            parts.append(f"{in_words(facts.flights_a_week)} flights a week")
        if facts.passengers is not None:
            parts.append(f"{in_words(facts.passengers)} passengers")
        return ", ".join(parts) or NO_FIGURE
    if report.quantity is None or report.measure is Measure.STATEMENT:
        return NO_FIGURE
    unit = report.measure.unit
    if report.quantity.value == 1:
        unit = unit.removesuffix("s")
    return f"{in_words(report.quantity)} {unit}"


def grade_box(ledger: Ledger, report: Report) -> Markup:
    """Draw the Admiralty grade; F6, not judged, is dashed."""
    grade = ledger.grade(report)
    judged = grade != "F6"
    meaning = "reliability of the source, credibility of the report" if judged else "not judged"
    return tag("span", grade, class_="grade" if judged else "grade f6", title=meaning)


def source_words(ledger: Ledger, report: Report) -> Markup:
    """Name publisher and title, with the link; without an address it says so."""
    source = ledger.source_of(report)
    words = link(source.title, source.address)
    if source.address is None:
        words = join([words, f" ({source.address_note or 'no address'})"])
    return words


def address_words(source: Source) -> str:
    """Say where a source can be read: its address, else why there is none."""
    return source.address or source.address_note or "no address"


def read_words(report: Report) -> str:
    """Say when the page was read; a brought file may not tell."""
    return f"read {long_month(report.read_on)}" if report.read_on else ""


def report_markup(ledger: Ledger, report: Report) -> Markup:
    """Write one report as a claim: what it says and who says it."""
    value = value_words(report)
    return tag(
        "div",
        tag("div", value, class_="number") if value != NO_FIGURE else None,
        tag("div", statement_words(report)),
        tag("div", grade_box(ledger, report), source_words(ledger, report), class_="source"),
        tag("div", report.note, class_="note") if report.note else None,
        *(tag("div", line, class_="note") for line in owed(ledger, (report.id,))),
        tag(
            "div",
            " · ".join(
                filter(None, (period_in_words(report.period), read_words(report), report.id))
            ),
            class_="id",
        ),
        class_="claim",
    )


def citation(ledger: Ledger, report: Report) -> str:
    """Write a report as a citation: publisher, title, date, address, when it was read, id."""
    source = ledger.source_of(report)
    parts = [
        source.author,
        source.title,
        source.publisher_name if source.publisher_name not in source.title else None,
        source.published,
        source.address or f"[{address_words(source)}]",
        read_words(report),
        f"grade {ledger.grade(report)}",
        report.id,
    ]
    return ", ".join(part for part in parts if part)


def statement_words(report: Report) -> str:
    """Say what a report is about, in a line."""
    if report.incident is not None:
        return report.incident.title
    if report.flight is not None:
        facts = report.flight
        route = f"{facts.origin_iata or '?'} to {facts.destination_iata or '?'}"
        return f"{facts.airline or 'airline not named'}, {route}: {facts.kind}"
    words = f"{report.measure.label}, {report.place.name}"
    if not report.plotted:
        words += " (evident misprint: kept on record, never drawn)"
    return words
