"""Reports, sources and periods as plain values that go into JSON."""

from __future__ import annotations

from typing import Any

from events.ledger import Ledger
from events.model import Report, Source
from events.period import Period
from events.words import in_words, period_in_words


def report_values(ledger: Ledger, report: Report) -> dict[str, Any]:
    """Return a report with its source."""
    quantity = report.quantity
    return {
        "id": report.id,
        "measure": report.measure.key,
        "value": None if quantity is None else number_value(quantity.value),
        "low": None if quantity is None else number_value(quantity.low),
        "high": None if quantity is None else number_value(quantity.high),
        "value_kind": None if quantity is None else quantity.kind.value,
        "words": None if quantity is None else in_words(quantity),
        "figure": report.figure.value,
        "period": period_values(report.period),
        "place": report.place.name,
        "status": report.status.value,
        "plotted": report.plotted,
        "credibility": report.credibility,
        "note": report.note,
        "read_on": report.read_on,
        "event": ledger.event_of[report.id].id,
        "source": source_values(ledger.source_of(report), ledger.grade(report)),
    }


def source_values(source: Source, grade: str) -> dict[str, Any]:
    """Return a source with its grade."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher_name,
        "author": source.author,
        "published": source.published,
        "address": source.address,
        "address_note": source.address_note,
        "kind": source.kind,
        "grade": grade,
    }


def period_values(period: Period) -> dict[str, Any]:
    """Return a period by its first and last day."""
    last = period.last_day
    return {
        "first_day": period.start.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "days": period.days,
        "precision": period.precision.value,
        "words": period_in_words(period),
    }


def number_value(value: float | None) -> float | int | None:
    """Return a whole number without a decimal point."""
    return int(value) if value is not None and value == int(value) else value
