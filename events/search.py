"""Finds events by words, whatever their accents."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from events.ledger import Ledger
from events.model import Event
from geodata import fold

_SPACED_DASH = re.compile(r"(?<=\S) *- *(?=\S)")


def searched(text: str) -> str:
    """Return a text as it is searched and searched for: folded, no blank around a dash.

    >>> searched("Kuźnica – Bruzgi")
    'kuznica-bruzgi'
    """
    folded = fold(text)
    return _SPACED_DASH.sub("-", folded) if " -" in folded or "- " in folded else folded


def find(ledger: Ledger, text: str) -> tuple[Event, ...]:
    """Return the events in which every word of the text occurs, by first day.

    Titles, reasons, places, notes, airlines, airports, sources and ids are searched. An empty
    text finds everything.
    """
    words = searched(text).split()
    if not words:
        return ledger.events
    texts = _folded(ledger)
    return tuple(e for e in ledger.events if _holds(texts[e.id], words))


# Folding every text takes longer than a search may; a ledger never changes, so once is enough.
_texts: WeakKeyDictionary[Ledger, dict[str, str]] = WeakKeyDictionary()


def _folded(ledger: Ledger) -> dict[str, str]:
    if ledger not in _texts:
        _texts[ledger] = {e.id: searched(event_text(ledger, e)) for e in ledger.events}
    return _texts[ledger]


def event_text(ledger: Ledger, event: Event) -> str:
    """Return everything an event says in words, for searching."""
    parts = [event.id, event.title, event.why, event.category, event.place.name]
    for report in ledger.reports_of(event):
        source = ledger.source_of(report)
        parts += [report.id, report.note, report.place.name, report.measure.label]
        parts += [source.title, source.publisher_name, source.author or ""]
        if report.incident is not None:
            parts.append(report.incident.title)
        if report.flight is not None:
            flight = report.flight
            codes = (flight.origin_iata, flight.destination_iata, *flight.covers_iata)
            parts += [flight.airline or "", flight.kind, *(c or "" for c in codes)]
    return " ".join(parts)


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
