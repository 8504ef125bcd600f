"""The words a player shows on a click: every event with its reports and their sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import geodata
from dashboard.exports.player.row_texts import (
    MOST_FLIGHTS,
    all_sources,
    flown_events,
    listed_events,
    row_texts,
)
from dashboard.feed.spans import constant_spans
from dashboard.scene import places
from dashboard.scene.symbology import BORDERS
from dashboard.scene.words.dates import NEVER, day_number, short_period
from dashboard.scene.words.reports import NO_FIGURE, read_words, statement_words, value_words
from events import (
    Event,
    Ledger,
    Report,
    crossing_status,
    measure_in_force,
    period_in_words,
)


def build_texts(ledger: Ledger, day: date) -> dict[str, Any]:
    """Return what the player's panel can show, as values of JSON.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    day : datetime.date
        The day whose measure describes each border.
    """
    shown = {
        event: reports
        for event in ledger.events
        if (reports := [id_ for id_ in event.report_ids if ledger.shows(id_)])
    }
    flown = {event: list(event.report_ids[:MOST_FLIGHTS]) for event in flown_events(ledger)}
    told = (id_ for reports in (*shown.values(), *flown.values()) for id_ in reports)
    return {
        "reference": "hidden" if ledger.hides_reference else "shown",
        "events": {
            event.id: _event(event, reports) for event, reports in (*shown.items(), *flown.items())
        },
        "reports": {id_: _report(ledger, ledger.report(id_)) for id_ in told},
        "rows": row_texts(ledger),
        "listed": listed_events(ledger),
        "sources": {
            source.id: {
                "title": source.title,
                "publisher": source.publisher_name,
                "address": source.address,
                "note": source.address_note,
            }
            for source in all_sources(ledger)
        },
        "borders": {style.pair: _border(style.pair, style.name, day) for style in BORDERS},
        "crossings": _crossings(ledger),
        "stretches": {section.id: section.name for section in geodata.load_border_sections()},
    }


def _event(event: Event, report_ids: list[str]) -> dict[str, Any]:
    return {
        "title": event.title,
        "when": short_period(event),
        "place": event.place.name,
        "why": event.why,
        "contested": event.contested,
        "kind": event.kind,
        "border": event.place.borders[0] if len(event.place.borders) == 1 else None,
        "first": day_number(event.period.start),
        "last": day_number(event.period.last_day or NEVER),
        "reports": report_ids,
        "more": len(event.report_ids) - MOST_FLIGHTS if event.layer else 0,
    }


def _report(ledger: Ledger, report: Report) -> dict[str, Any]:
    value = value_words(report)
    return {
        "value": "" if value == NO_FIGURE else value,
        "says": statement_words(report),
        "grade": ledger.grade(report),
        "source": report.source_id,
        "note": report.note,
        "when": " · ".join(filter(None, (period_in_words(report.period), read_words(report)))),
    }


def _border(pair: str, name: str, day: date) -> dict[str, str]:
    measure = measure_in_force(pair, day)
    said = f"{measure.label}: {measure.one_is}. Counted by: {measure.counted_by}."
    return {"name": name, "measure": said}


def _crossings(ledger: Ledger) -> dict[str, Any]:
    found = {}
    for crossing in places.crossings().values():
        told = [c.period for c in ledger.conditions if c.crossing_id == crossing.id]
        changes = {p.start for p in told} | {p.end for p in told if p.end}

        def held(day: date, id_: str = crossing.id) -> dict[str, Any] | None:
            status = crossing_status(ledger, id_, day)
            if status.status is None or status.since is None:
                return None
            return {
                "status": status.status,
                "since": day_number(status.since),
                "note": status.note,
                "reports": [id_ for id_ in status.report_ids if ledger.shows(id_)],
                "sources": list(status.source_ids),
            }

        found[crossing.id] = {
            "name": crossing.name,
            "note": f"{crossing.mode}; point on the border line, ±{crossing.precision_km:g} km",
            "spans": [
                {"first": first, "last": last, **value}
                for first, last, value in constant_spans(changes, held)
                if value
            ],
        }
    return found
