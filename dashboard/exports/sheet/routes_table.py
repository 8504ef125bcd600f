"""The table beside the inset: routes with flights a week and who reports them, then stops."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.citations import Citations
from dashboard.exports.fonts import BOLD, SEMIBOLD, shorten, text_width, wrap
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.flights_inset import line_style
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import HUB
from dashboard.exports.sheet.symbols import STOP_WORDS, draw_stop
from dashboard.scene.scene import Scene
from dashboard.scene.symbology import INK, INK_2, RULE
from dashboard.scene.words.absence import undrawn_or_none
from dashboard.scene.words.flights import Flown, city, flown_in, frequency_words, route_words
from events import Ledger, Route, RouteStatus, Stop

_SAMPLE, _NAME_PT, _NOTE_PT = 6.0, 6.9, 6.0
_ROW, _STOP_ROW, _MORE = 5.5, 2.8, 3.4
_NOTE = {
    RouteStatus.SCHEDULED: "",
    RouteStatus.FREQUENCY_NOT_REPORTED: "frequency not reported",
    RouteStatus.CONTESTED: "contested",
    RouteStatus.DIVERTED: "diverted",
    RouteStatus.REPATRIATION: "return flight",
}


def draw_flights_heading(page: Page) -> None:
    """Write what the inset shows."""
    box = page.layout.flights
    page.text(
        box.left, box.top + 3.0, "Flights to and from Minsk", 9.2, weight=BOLD, role="heading"
    )
    note = (
        "Width: largest single report of flights a week, up to 14, never a sum. "
        "Straight lines are great circles."
    )
    page.text(box.left, box.top + 6.8, note, 6.6, colour=INK_2, role="note")


def draw_routes(page: Page, ledger: Ledger, scene: Scene, citations: Citations) -> None:
    """Write the routes, best known first, then the stops; what finds no room is counted.

    Parameters
    ----------
    page : Page
        The sheet; its layout has a room for the table.
    ledger : Ledger
        The reports, for the flights in the window.
    scene : Scene
        The view, with its routes and stops.
    citations : Citations
        The numbers of the sources.
    """
    box = page.layout.routes
    page.text(box.left, box.top + 2.2, "Flights a week", 6.9, weight=BOLD, role="heading")
    y = box.top + 3.4
    if not scene.routes:
        for line in wrap(undrawn_or_none(scene, "flights", "route"), box.width, _NAME_PT):
            page.text(box.left, y + 3, line, _NAME_PT, colour=INK_2, role="route")
            y += 2.8
        y += 1.8
    kinds = list(dict.fromkeys(str(stop.kind) for stop in scene.stops))
    kept = len(kinds) * _STOP_ROW * 2 + (2.6 if kinds else 0)
    routes = sorted(scene.routes, key=_weight)
    room = box.bottom - y - kept
    shown = routes if len(routes) * _ROW <= room else _first(routes, int((room - _MORE) / _ROW))
    for route in shown:
        _draw_route(page, box, y, route, flown_in(ledger, route, scene.window), citations)
        y += _ROW
    if len(shown) < len(routes):
        rest = f"and {len(routes) - len(shown)} more: see the data table"
        page.text(box.left, y + 2.2, rest, _NOTE_PT, colour=INK_2, role="route")
        y += _MORE
    if kinds:
        _draw_stops(page, box, y + 0.6, scene.stops, kinds, citations)


def _first(routes: Sequence[Route], count: int) -> list[Route]:
    """Return the first routes; one of a brought file is among them if any is, to tell its line."""
    shown = list(routes[:count])
    brought = [route for route in routes if route.status is RouteStatus.BROUGHT]
    if brought and shown and not any(route in shown for route in brought):
        shown[-1] = max(brought, key=lambda route: route.flown or 0)
    return shown


def _weight(route: Route) -> tuple[bool, float, int, str]:
    contested = route.status is RouteStatus.CONTESTED
    return contested, -(route.flights_a_week or 0), -(route.flown or 0), route_words(route)


def _said(route: Route, flown: Flown | None, room: float) -> str:
    """Say why a route is drawn so, else who flies it; of a brought file, on which days."""
    if flown is not None:
        longer = (f"flight in a brought file, {flown.days}", f"brought file, {flown.days}")
        return next((t for t in longer if text_width(t, _NOTE_PT) <= room), flown.days)
    return _listed([_NOTE[route.status]] if _NOTE[route.status] else list(route.airlines), room)


def _draw_route(
    page: Page, box: Box, top: float, route: Route, flown: Flown | None, citations: Citations
) -> None:
    style = line_style(route)
    y = top + 1.7
    page.line(
        [(box.left, y), (box.left + _SAMPLE, y)],
        style.colour,
        min(style.width, 4.2),
        dash=style.dash,
    )
    frequency = frequency_words(route).removesuffix(" a week").replace("in the window", "in window")
    right = text_width(frequency, _NAME_PT, BOLD)
    left = box.left + _SAMPLE + 1.6
    name = shorten(route_name(route), box.right - left - right - 1, _NAME_PT, SEMIBOLD)
    page.text(left, top + 2.5, name, _NAME_PT, weight=SEMIBOLD, role="route")
    page.text(box.right, top + 2.5, frequency, _NAME_PT, weight=BOLD, align="right", role="route")
    cited = citations.cite((*route.report_ids, *route.contradicted_by), most=4)
    room = box.right - left - text_width(f" {cited}", _NOTE_PT)
    note = f"{_said(route, flown, room)} {cited}".strip()
    page.text(left, top + 4.8, note, _NOTE_PT, colour=INK_2, role="route")


def route_name(route: Route) -> str:
    """Name a route by its far end; one that leaves Minsk or passes it, by its way."""
    if route.via:
        return route_words(route)
    if route.origin_iata == HUB:
        return f"to {city(route.destination_iata)}"
    return f"from {city(route.origin_iata)}"


def _draw_stops(
    page: Page,
    box: Box,
    top: float,
    stops: Sequence[Stop],
    kinds: Sequence[str],
    citations: Citations,
) -> None:
    page.line([(box.left, top), (box.right, top)], RULE, 0.5)
    y = top + 3.0
    for kind in kinds:
        held = [stop for stop in stops if str(stop.kind) == kind]
        places = list(dict.fromkeys(city(stop.airport_iata) for stop in held))
        cited = citations.cite([id_ for stop in held for id_ in stop.report_ids], most=3)
        draw_stop(page, box.left + 1.2, y - 0.8, kind, half=0.8)
        left = box.left + 3.6
        page.text(left, y, STOP_WORDS[kind], _NOTE_PT, colour=INK, role="stop")
        room = box.right - left - text_width(f" {cited}", _NOTE_PT)
        where = f"{_listed(places, room)} {cited}"
        page.text(left, y + 2.4, where, _NOTE_PT, colour=INK_2, role="stop")
        y += 2 * _STOP_ROW


def _listed(places: Sequence[str], width: float) -> str:
    """Return the places that fit into a line, and how many more there are."""
    if not places:
        return ""
    for count in range(len(places), 0, -1):
        rest = len(places) - count
        words = ", ".join(places[:count]) + (f" and {rest} more" if rest else "")
        if text_width(words, _NOTE_PT) <= width:
            return words
    return shorten(places[0], width, _NOTE_PT)
