"""The words of brought files a player shows on a click: columns, so that many rows stay small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.scene.contexts import attributes_words
from dashboard.scene.marks import is_marked, shown_period
from dashboard.scene.positions import spot_of
from dashboard.scene.stores import stores_of
from dashboard.scene.words.dates import NEVER, day_number, short_period
from dashboard.scene.words.reports import read_words
from events import Event, Ledger, Source
from events.uploads import ContextLayer, LayerRows, contexts_of, layers_of, rows_of

MOST_FLIGHTS = 40
"""Flights of a route that are told one by one."""


def all_sources(ledger: Ledger) -> Iterator[Source]:
    """Yield the sources of the tables, and of every brought file, each once."""
    yield from ledger.sources.values()
    for background in contexts_of(ledger):
        yield ledger.source(background.id)
    for store in stores_of(ledger):
        yield ledger.source(store.id)
    for layer in layers_of(ledger):
        for index in range(-1, len(layer.row_sources)):
            source = layer.source(index)
            if source.id not in ledger.sources:
                yield source


def flown_events(ledger: Ledger) -> Iterator[Event]:
    """Yield the event of each route that a brought file has flown."""
    for rows in rows_of(ledger):
        for lane in rows.lanes():
            yield rows.lane_event(*lane)


def row_texts(ledger: Ledger) -> list[dict[str, Any]]:
    """Return a table a brought file: positions of its rows, and where their words stand.

    ``listed`` and ``flights`` name what the map cannot draw, by place in the table, with first and
    last day: rows without a place on it, and flights without both airports.
    """
    tables = (_table(ledger, rows) for rows in rows_of(ledger))
    return [*(t for t in tables if t["position"]), *map(_background, contexts_of(ledger))]


def _background(layer: ContextLayer) -> dict[str, Any]:
    """Return the rows of a background in the same form: they are of every date."""
    words: dict[str, int] = {}
    said = layer.provenance
    rows = range(len(layer.shapes))

    def known(text: str) -> int:
        return words.setdefault(text, len(words))

    columns = {
        "position": list(rows),
        "title": [known(layer.label(row)) for row in rows],
        "place": [known(layer.title)] * len(rows),
        "when": [known("a background, on every date")] * len(rows),
        "value": [known("")] * len(rows),
        "note": [known(attributes_words(layer, row)) for row in rows],
        "source": [0] * len(rows),
    }
    return {
        "id": layer.id,
        "grade": f"{said.reliability}{said.credibility}",
        "read": "",
        "words": list(words),
        "sources": [layer.id],
        "listed": _spans(),
        "flights": _spans(),
        **columns,
    }


def listed_events(ledger: Ledger) -> dict[str, list[Any]]:
    """Return the events of the tables that the map cannot draw: ids, first and last days."""
    found = _spans()
    for event in ledger.events:
        if is_marked(event) and spot_of(event) is None and any(map(ledger.shows, event.report_ids)):
            _add_span(found, event.id, event)
    return found


def _spans() -> dict[str, list[Any]]:
    return {"at": [], "first": [], "last": []}


def _add_span(spans: dict[str, list[Any]], at: int | str, event: Event) -> None:
    period = shown_period(event) if event.kind != "flight" else event.period
    spans["at"].append(at)
    spans["first"].append(day_number(period.start))
    spans["last"].append(day_number(period.last_day or NEVER))


def _table(ledger: Ledger, rows: LayerRows) -> dict[str, Any]:
    layer, said = rows.layer, rows.layer.provenance
    words: dict[str, int] = {}
    sources: dict[str, int] = {}
    columns: dict[str, list[int]] = {
        name: [] for name in ("position", "title", "place", "when", "value", "note", "source")
    }
    listed, flights = _spans(), _spans()

    def known(text: str) -> int:
        return words.setdefault(text, len(words))

    read = ""
    brought = layer.imported
    lost = (brought.origin[rows.by_air] < 0) | (brought.destination[rows.by_air] < 0)
    for position in (*rows.ground.tolist(), *rows.by_air[lost].tolist()):
        event = rows.event_at(position)
        report = ledger.report(event.id)
        read = read or read_words(report)
        if layer.by_air[position]:
            _add_span(flights, len(columns["position"]), event)
        elif is_marked(event) and spot_of(event) is None:
            _add_span(listed, len(columns["position"]), event)
        columns["position"].append(position)
        columns["title"].append(known(event.title))
        columns["place"].append(known(event.place.name))
        columns["when"].append(known(short_period(event)))
        columns["value"].append(known(report.own_words))
        columns["note"].append(known(report.note))
        columns["source"].append(sources.setdefault(report.source_id, len(sources)))
    return {
        "id": layer.id,
        "grade": f"{said.reliability}{said.credibility}",
        "read": read,
        "words": list(words),
        "sources": list(sources),
        "listed": listed,
        "flights": flights,
        **columns,
    }
