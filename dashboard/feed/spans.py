"""What holds from one day to another: routes, stops, states of crossings, coloured stretches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from dashboard.feed.header import Band, CrossingEntry, RouteSpan, StopSpan, Stretch
from dashboard.scene import places
from dashboard.scene.scene import section_scale
from dashboard.scene.symbology import level_of
from dashboard.scene.words.dates import NEVER, day_number
from dashboard.scene.zones import anchors_of, zones_of
from events import (
    Ledger,
    Period,
    RouteStatus,
    crossing_status,
    route_spans,
    section_pressure,
    stop_spans,
    width_a_week,
)
from events.uploads import flown_days, rows_of

_T = TypeVar("_T")


def routes_of(ledger: Ledger) -> list[RouteSpan]:
    """Return every span of every route; the browser gathers them by lane."""
    found: list[RouteSpan] = [
        {
            "pair": f"{span.origin_iata}-{span.destination_iata}",
            "lane": "-".join(span.lane),
            "via": list(span.via),
            "status": str(span.status),
            "flights_a_week": span.flights_a_week,
            "width_a_week": width_a_week(span.flights_a_week),
            "first": day_number(span.start),
            "last": day_number(span.end) - 1,
            "event": span.event_id,
        }
        for span in route_spans(ledger)
    ]
    found += [
        {
            "pair": f"{origin}-{destination}",
            "lane": f"{origin}-{destination}-{rows.layer.id}",
            "via": [],
            "status": str(RouteStatus.BROUGHT),
            "flights_a_week": None,
            "width_a_week": None,
            "first": first,
            "last": last,
            "event": event_id,
            "layer": rows.layer.number,
        }
        for rows in rows_of(ledger)
        for origin, destination, event_id, first, last in flown_days(rows)
    ]
    return found


def stops_of(ledger: Ledger) -> list[StopSpan]:
    """Return every suspension, ban and bar with the days it is in force."""
    return [
        {
            "airport": span.airport_iata,
            "kind": str(span.kind),
            "first": day_number(span.start),
            "last": day_number(span.end) - 1,
            "event": span.event_id,
        }
        for span in stop_spans(ledger)
    ]


def bands_of(ledger: Ledger) -> list[Band]:
    """Return the emergencies and buffer zones with their days, where each lies and what it says."""
    return [
        {
            "id": zone.condition.id,
            "title": zone.condition.title,
            "name": zone.name,
            "when": zone.when,
            "kind": str(zone.kind),
            "state": zone.state,
            "row": zone.row,
            "first": day_number(zone.condition.period.start),
            "last": day_number(end) - 1 if (end := zone.condition.drawn_end) else day_number(NEVER),
            "pairs": list(zone.pairs),
            "sections": list(zone.section_ids),
            "anchors": anchors_of(zone.pairs, zone.section_ids),
        }
        for zone in zones_of(ledger)
    ]


def crossings_of(ledger: Ledger) -> list[CrossingEntry]:
    """Return the crossings, each with the spans over which its state is reported."""
    found: list[CrossingEntry] = []
    if ledger.hides_reference:
        return found
    for crossing in places.crossings().values():
        told = [c.period for c in ledger.conditions if c.crossing_id == crossing.id]
        changes = {p.start for p in told} | {p.end for p in told if p.end}

        def status(day: date, id_: str = crossing.id) -> str:
            return crossing_status(ledger, id_, day).status or ""

        spans = constant_spans(changes, status)
        found.append(
            {
                "id": crossing.id,
                "name": crossing.name,
                "lon": crossing.lon,
                "lat": crossing.lat,
                "spans": [{"first": a, "last": b, "status": held} for a, b, held in spans],
            }
        )
    return found


def stretches_of(ledger: Ledger) -> list[Stretch]:
    """Return where a section or stretch is coloured by its own report, and the report's days."""
    days = Period.of_days(ledger.first_day, ledger.last_day)
    return [
        {
            "first": day_number(figure.period.start),
            "last": day_number(last),
            "sections": list(figure.section_ids),
            "level": level_of(*scale, figure.rate_per_day),
        }
        for figure in section_pressure(ledger, days)
        if (scale := section_scale(figure)) is not None
        and (last := figure.period.last_day) is not None
    ]


def constant_spans(
    changes: Iterable[date], value: Callable[[date], _T]
) -> list[tuple[int, int, _T]]:
    """Cut time at the days of change and keep the spans that have a value.

    Returns
    -------
    list of (first, last, value)
        Day numbers, both included; the last span has no end but that of the calendar in use.
    """
    days = sorted(changes)
    spans = []
    for day, after in zip(days, [*days[1:], None] if days else [], strict=True):
        held = value(day)
        if held:
            last = day_number(after) - 1 if after else day_number(NEVER)
            spans.append((day_number(day), last, held))
    return spans
