"""Where a row of a list leads: what opens, which days are shown, where the map looks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import geodata
from dashboard.scene import places
from dashboard.scene.neighbours import days_listed
from dashboard.scene.positions import border_middle, spot_of
from dashboard.scene.scene import window_of
from dashboard.scene.state import MOST_PICKED, MapState, View
from events import BORDERS, Condition, Event, Ledger, Period, routes, stops, unplaced
from events.uploads import contexts_of

_CLOSE, _NEAR, _ROUTES = 11.0, 9.0, 5.0
"""Zooms at which a point, a place known only roughly, and routes are seen whole."""
_MAP = (640, 360)
"""CSS pixels of a map that are surely free of cards, across and down."""
_TILE = 256
_DAYS_AFTER = 7
"""An event is shown with the days up to its last one, when these are so few."""


def led_to(
    ledger: Ledger, state: MapState, ids: Sequence[str], day: date | None = None
) -> MapState:
    """Return the view that a row leads to.

    Parameters
    ----------
    ledger : Ledger
        Holds what the ids name, whatever a filter hides.
    state : MapState
        What is on show; the window keeps its length, and its days while one of them holds what is
        named. Without a place the map looks where it did.
    ids : sequence of str
        Of events, conditions, borders, sections, crossings or sources.
    day : datetime.date or None
        The day that was pressed, which the window then holds; None finds one.
    """
    ids = ids[:MOST_PICKED]
    gone = replace(state, picked=tuple(ids), heap=0)
    if day is None:
        day = _day(ledger, state, ids)
    elif window_of(state).holds(day):
        day = None
    if day is not None:
        gone = replace(gone.reaching(day, day, state.window), picked=gone.picked)
    view = _view(ledger, state, ids)
    return gone if view is None else replace(gone, view=view)


def _day(ledger: Ledger, state: MapState, ids: Sequence[str]) -> date | None:
    """Return the day the clock must go to; None when the window holds what is named."""
    window = window_of(state)
    events = [ledger.event(id_) for id_ in ids if ledger.has_event(id_)]
    if any(event.kind == "flight" for event in events) and _flown(ledger, window) & set(ids):
        return None
    periods = [days_listed(event) for event in events]
    held = [condition for id_ in ids if (condition := condition_of(ledger, id_)) is not None]
    periods += [condition.period for condition in held if not condition.drawn_in(window)]
    if not periods or any(condition.drawn_in(window) for condition in held):
        return None
    if any(period.overlaps(window) for period in periods):
        return None
    first = periods[0]
    last = first.last_day
    few = last is not None and (last - first.start).days < _DAYS_AFTER
    return last if few else first.start


def _view(ledger: Ledger, state: MapState, ids: Sequence[str]) -> View | None:
    boxes = [box for id_ in ids if (box := _box(ledger, id_)) is not None]
    if not boxes:
        return None
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    most = min(box[4] for box in boxes)
    zoom = min(most, _fitting(west, south, east, north))
    # Who has looked closer stays as close, where that shows all of it.
    if state.view is not None and (west, south) == (east, north) and most > _ROUTES:
        zoom = max(zoom, state.view.zoom)
    middle = _unit_y(south) / 2 + _unit_y(north) / 2
    return View(round((west + east) / 2, 5), round(_latitude(middle), 5), zoom)


def _box(ledger: Ledger, id_: str) -> tuple[float, float, float, float, float] | None:
    """Return west, south, east, north and the closest zoom of what an id names."""
    if ledger.has_event(id_):
        return _event_box(ledger, ledger.event(id_))
    if id_ in BORDERS:
        return (*geodata.load_border_lines()[id_].line.bounds, _CLOSE)
    if id_ in {section.id for section in geodata.load_border_sections()}:
        return (*geodata.border_section(id_).line.bounds, _CLOSE)
    crossing = places.crossings().get(id_)
    if crossing is not None:
        return _point(crossing.lon, crossing.lat, _CLOSE)
    for layer in contexts_of(ledger):
        position = layer.position_of(id_)
        if position is not None:
            return (*layer.bounds(position), _CLOSE)
    condition = condition_of(ledger, id_)
    return None if condition is None else _condition_box(ledger, condition)


def _condition_box(
    ledger: Ledger, condition: Condition
) -> tuple[float, float, float, float, float] | None:
    if condition.crossing_id is not None:
        return _box(ledger, condition.crossing_id)
    airport = places.airports().get(condition.airport_iata or "")
    if airport is not None:
        return _point(airport.lon, airport.lat, _ROUTES)
    stretch = ledger.stretches.get(condition.stretch_id or "")
    names = (stretch.section_ids or (stretch.border,)) if stretch else condition.borders
    boxes = [box for name in names if (box := _box(ledger, name)) is not None]
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        _CLOSE,
    )


def _event_box(ledger: Ledger, event: Event) -> tuple[float, float, float, float, float] | None:
    if event.kind == "flight":
        return _flight_box(ledger, event)
    spot = spot_of(event)
    if spot is None:
        return None
    # The mark of a border stands at its middle, and speaks of all of it.
    if event.place.borders and spot in map(border_middle, event.place.borders):
        return (*geodata.load_border_lines()[event.place.borders[0]].line.bounds, _NEAR)
    return _point(spot.lon, spot.lat, _NEAR if spot.vague else _CLOSE)


def _flight_box(ledger: Ledger, event: Event) -> tuple[float, float, float, float, float] | None:
    flights = [report.flight for report in ledger.reports_of(event) if report.flight is not None]
    codes = {code for one in flights for code in (one.origin_iata, one.destination_iata) if code}
    found = [airport for code in codes if (airport := places.airports().get(code)) is not None]
    if not found:
        return None
    lons, lats = [one.lon for one in found], [one.lat for one in found]
    return (min(lons), min(lats), max(lons), max(lats), _ROUTES)


def _point(lon: float, lat: float, zoom: float) -> tuple[float, float, float, float, float]:
    return (lon, lat, lon, lat, zoom)


def _fitting(west: float, south: float, east: float, north: float) -> float:
    """Return the closest whole zoom at which a box in degrees fits the map (Web Mercator)."""
    across = (east - west) / 360
    down = abs(_unit_y(south) - _unit_y(north))
    shares = [
        room / (_TILE * part) for room, part in zip(_MAP, (across, down), strict=True) if part > 0
    ]
    return float(max(2, math.floor(math.log2(min(shares))))) if shares else math.inf


def _unit_y(lat: float) -> float:
    """Return a latitude in the unit square of Web Mercator, from the north."""
    return (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def _latitude(unit: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * unit))))


def _flown(ledger: Ledger, window: Period) -> set[str]:
    """Return the events of all flights listed in a window: what stopped before still holds."""
    halted = [id_ for stop in stops(ledger, window) for id_ in stop.report_ids]
    halted += [one.report_id for one in unplaced(ledger, window)]
    flown = (id_ for route in routes(ledger, window) for id_ in route.event_ids)
    return {*flown, *(ledger.event_for(id_).id for id_ in halted)}


def condition_of(ledger: Ledger, id_: str) -> Condition | None:
    """Return the condition of an id, or None when there is none."""
    return next((one for one in ledger.conditions if one.id == id_), None)
