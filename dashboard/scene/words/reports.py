"""A report in words: its figure, what it is about, where it can be read, how it is cited."""

from __future__ import annotations

from dashboard.scene import places
from dashboard.scene.words.dates import long_month
from events import Ledger, Measure, Report, Source, in_words

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


def address_words(source: Source) -> str:
    """Say where a source can be read: its address, else why there is none."""
    return source.address or source.address_note or "no address"


def read_words(report: Report) -> str:
    """Say when the page was read; a brought file may not tell."""
    return f"read {long_month(report.read_on)}" if report.read_on else ""


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
        route = f"{airport_words(facts.origin_iata)} to {airport_words(facts.destination_iata)}"
        return f"{facts.airline or 'airline not named'}, {route}: {facts.kind}"
    words = f"{report.measure.label}, {report.place.name}"
    if not report.plotted:
        words += " (evident misprint: kept on record, never drawn)"
    return words


def airport_words(iata: str | None) -> str:
    """Name an airport by its city and code: "Baghdad (BGW)"; "not named" for None."""
    airport = places.airports().get(iata or "")
    return f"{airport.city} ({iata})" if airport is not None else iata or "not named"
