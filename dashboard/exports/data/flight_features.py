"""Routes, stops and flights without a place as a data file tells them."""

from __future__ import annotations

from typing import Any

from dashboard.exports.data.drawn import Drawn
from dashboard.exports.data.shapes import flown_shape, point_shape
from dashboard.scene import places
from dashboard.scene.words.flights import city, flown_in, route_words
from dashboard.scene.words.reports import statement_words
from events import (
    Ledger,
    Period,
    Report,
    Route,
    RouteStatus,
    Stop,
    Unplaced,
    period_in_words,
)

_MOST_REPORTS = 100


def row_note(report: Report) -> str:
    """Return what a row holds beside its title; its number stands in the file's own words."""
    return " · ".join(filter(None, (report.own_words, report.note)))


def route_feature(ledger: Ledger, route: Route, window: Period) -> Drawn:
    """Return a route with its airlines and its flights a week, or those flown in the window.

    Parameters
    ----------
    ledger : Ledger
        The reports that the scene was built from.
    route : Route
        Its airports give the line, in WGS 84, longitude first.
    window : Period
        The days for which the flights of brought files are counted.
    """
    stops = (route.origin_iata, *route.via, route.destination_iata)
    brought = route.status is RouteStatus.BROUGHT
    facts: dict[str, Any] = {
        "status": str(route.status),
        "flights_a_week": route.flights_a_week,
        "low": route.low,
        "high": route.high,
        "airlines": list(route.airlines),
        "end": None if brought else str(route.end),
        "value": route.flown,
        "unit": "flights in the window" if brought else None,
        "contested": bool(route.contradicted_by),
        "events": list(route.event_ids),
    }
    flown = flown_in(ledger, route, window)
    if flown is not None:
        facts |= {"first_day": flown.first, "last_day": flown.last, "note": flown.named}
    # A file of flights has thousands of rows: its sources are all named, its rows not all listed.
    reports = (*route.report_ids[:_MOST_REPORTS], *route.contradicted_by)
    id_ = route.event_ids[0] if brought else f"{'-'.join(stops)} {route.status}"
    sources = tuple(dict.fromkeys(ledger.report(r).source_id for r in route.report_ids))
    return Drawn("route", id_, route_words(route), flown_shape(stops), facts, reports, sources)


def stop_feature(stop: Stop) -> Drawn:
    """Return what stopped flights, at the airport it holds for."""
    airport = places.airports().get(stop.airport_iata)
    facts = {
        "status": str(stop.kind),
        "place": city(stop.airport_iata),
        "airlines": list(stop.airlines),
        "nationalities": list(stop.nationalities),
        "first_day": stop.start,
        "end": str(stop.end_how),
        "events": [stop.event_id],
    }
    shape = point_shape(airport.lon, airport.lat) if airport else None
    title = f"{str(stop.kind).replace('_', ' ')}, {city(stop.airport_iata)}"
    return Drawn("stop", f"{stop.kind} {stop.id}", title, shape, facts, stop.report_ids)


def listed_flight(ledger: Ledger, item: Unplaced) -> Drawn:
    """Return a report of flights that no line can be drawn for."""
    report = ledger.report(item.report_id)
    facts = {
        "status": str(item.reason),
        "first_day": report.period.start,
        "last_day": report.period.last_day,
        "period": period_in_words(report.period),
        "note": row_note(report),
    }
    return Drawn("listed flight", report.id, statement_words(report), None, facts, (report.id,))
