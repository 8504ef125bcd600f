"""The inset: flights of the window as straight lines from Minsk, and what stopped them.

Long because it is a map of its own, with ground, lines, airports and names.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import shapely
from matplotlib.path import Path
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

import geodata
from dashboard.exports.fonts import BOLD, SEMIBOLD
from dashboard.exports.sheet.base_map import draw_frame
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import (
    HUB,
    MapFrame,
    inset_crs,
    project,
    projected_shapes,
    to_paper_shape,
    to_path,
)
from dashboard.exports.sheet.symbols import draw_stop, moved, shape_path
from dashboard.exports.sheet.text_boxes import Align, text_box
from dashboard.scene.scene import Scene
from dashboard.scene.symbology import (
    BELARUS,
    BORDER,
    BROUGHT_FLIGHT,
    CONTESTED,
    FLIGHT,
    INK_2,
    LAND,
    PAPER,
    WATER,
)
from events import Route, RouteStatus, width_a_week

_ALWAYS = ("IST", "BEY", "BGW", "DXB")
"""The frame holds the Middle East on every date, so that two sheets can be laid side by side."""
_MARGIN_MM = (7.0, 5.5)
_SNAP = 250_000
_APART_MM = 0.9
_DIRECTED = (RouteStatus.REPATRIATION, RouteStatus.DIVERTED, RouteStatus.BROUGHT)


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a route is drawn: colour, width in points and dashes in points."""

    colour: str
    width: float
    dash: tuple[float, ...] | None


def line_style(route: Route) -> LineStyle:
    """Return how a route is drawn: width tells the flights a week, dashes what is not known."""
    if route.status is RouteStatus.CONTESTED:
        return LineStyle(CONTESTED, 1.1, (1.0, 1.5))
    if route.status is RouteStatus.BROUGHT:
        return LineStyle(BROUGHT_FLIGHT, 1.3, (5.0, 1.6, 1.2, 1.6))
    if route.status is RouteStatus.FREQUENCY_NOT_REPORTED:
        return LineStyle(FLIGHT, 1.0, (3.0, 1.6))
    told = width_a_week(route.flights_a_week)
    if told is not None:
        return LineStyle(FLIGHT, 0.5 + 0.36 * told, None)
    return LineStyle(FLIGHT, 1.1, None)


def draw_inset(page: Page, scene: Scene) -> None:
    """Draw land, routes, airports and stops, framed on what is shown."""
    frame = inset_frame(_route_codes(scene), page.layout.inset)
    codes = [code for code in _codes(scene) if _shows(frame, code)]
    room = Room(frame.box.grown(-0.5))
    _draw_land(page, frame)
    for route, offset in _lanes(scene.routes):
        _draw_route(page, frame, route, offset)
    _draw_airports(page, frame, scene, codes, room)
    draw_frame(page, frame.box)


def _route_codes(scene: Scene) -> list[str]:
    """Return Minsk and the airports of the routes; the busiest get their names first."""
    found: dict[str, None] = {HUB: None}
    for route in sorted(scene.routes, key=lambda r: -(r.flights_a_week or 0)):
        found |= dict.fromkeys((route.origin_iata, *route.via, route.destination_iata))
    return list(found)


def _codes(scene: Scene) -> list[str]:
    """Return the airports shown, those of routes first; stops beyond the frame are only listed."""
    airports = geodata.load_airports()
    found = dict.fromkeys((*_route_codes(scene), *(stop.airport_iata for stop in scene.stops)))
    return [code for code in found if code in airports]


def _shows(frame: MapFrame, code: str) -> bool:
    airport = geodata.load_airports()[code]
    return frame.box.grown(-3).holds(Box.around(*frame.at(airport.lon, airport.lat), 0))


def inset_frame(codes: Iterable[str], box: Box) -> MapFrame:
    """Return the window of the inset: all airports shown, and the Middle East always."""
    airports = geodata.load_airports()
    shown = [airports[code] for code in dict.fromkeys((*codes, *_ALWAYS)) if code in airports]
    places = project([(a.lon, a.lat) for a in shown], inset_crs())
    low, high = places.min(axis=0), places.max(axis=0)
    across, down = box.width - 2 * _MARGIN_MM[0], box.height - 2 * _MARGIN_MM[1]
    metres_per_mm = max((high[0] - low[0]) / across, (high[1] - low[1]) / down)
    # Rounded up, so that frames of neighbouring dates are mostly one and are projected once.
    scale = math.ceil(metres_per_mm * 1000 / _SNAP) * _SNAP
    middle = (low + high) / 2
    return MapFrame(box, float(middle[0]), float(middle[1]), float(scale), inset_crs())


def _draw_land(page: Page, frame: MapFrame) -> None:
    page.area(frame.box, fill=WATER, layer=1)
    reach = frame.box.grown(1)
    others: list[BaseGeometry] = []
    own: list[BaseGeometry] = []
    for properties, land in projected_shapes("world", frame.crs):
        shown = shapely.clip_by_rect(
            to_paper_shape(land, frame), reach.left, reach.top, reach.right, reach.bottom
        )
        if not shown.is_empty:
            (own if properties["iso"] == "BY" else others).append(shapely.simplify(shown, 0.06))
    for parts, fill in ((others, LAND), (own, BELARUS)):
        for part in parts:
            path = to_path(part)
            if path is not None:
                page.area(path, fill=fill, edge=BORDER, width=0.3, layer=2, clip=frame.box)


def _lanes(routes: Sequence[Route]) -> list[tuple[Route, float]]:
    """Return the routes, widest first, each with its offset from others of its airports."""
    counts: dict[frozenset[str], int] = {}
    placed = []
    for route in sorted(routes, key=lambda r: (-(r.flights_a_week or 0), r.origin_iata, r.status)):
        ends = frozenset((route.origin_iata, route.destination_iata))
        index = counts.get(ends, 0)
        counts[ends] = index + 1
        placed.append((route, (index + 1) // 2 * _APART_MM * (1 if index % 2 else -1)))
    return placed


def _draw_route(page: Page, frame: MapFrame, route: Route, offset: float) -> None:
    airports = geodata.load_airports()
    stops = (route.origin_iata, *route.via, route.destination_iata)
    if any(code not in airports for code in stops):
        return
    style = line_style(route)
    for start, end in pairwise(stops):
        a, b = airports[start], airports[end]
        line = frame.place(geodata.great_circle(a.lon, a.lat, b.lon, b.lat, points=24))
        line = _beside(line, offset)
        page.line(line, PAPER, style.width + 1.4, layer=10, clip=frame.box)
        page.line(line, style.colour, style.width, layer=11, clip=frame.box, dash=style.dash)
        if route.status is RouteStatus.CONTESTED:
            _cross(page, line)
        elif route.status in _DIRECTED:
            _arrow(page, line, style.colour)
    if route.via:
        via = airports[route.via[0]]
        kink = moved(shape_path("diamond"), *frame.at(via.lon, via.lat), 2.3)
        page.area(kink, fill=PAPER, edge=FLIGHT, width=0.9, layer=42)


def _beside(line: NDArray[np.float64], offset: float) -> NDArray[np.float64]:
    along = line[-1] - line[0]
    length = float(np.hypot(*along))
    if not offset or not length:
        return line
    return line + offset * np.array([along[1], -along[0]]) / length


def _cross(page: Page, line: NDArray[np.float64]) -> None:
    x, y = line[len(line) // 2]
    parts = [[(x - 0.7, y - 0.7), (x + 0.7, y + 0.7)], [(x + 0.7, y - 0.7), (x - 0.7, y + 0.7)]]
    page.lines(parts, PAPER, 2.0, layer=12)
    page.lines(parts, CONTESTED, 0.9, layer=12)


def _arrow(page: Page, line: NDArray[np.float64], colour: str) -> None:
    at = line[int(len(line) * 0.62)]
    along = line[-1] - line[0]
    angle = math.atan2(along[1], along[0])
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    head = np.array([(1.3, 0), (-0.9, -0.95), (-0.9, 0.95), (1.3, 0)]) @ turn + at
    page.area(Path(head, closed=True), fill=colour, edge=PAPER, width=0.4, layer=12)


def _draw_airports(
    page: Page, frame: MapFrame, scene: Scene, codes: Sequence[str], room: Room
) -> None:
    airports = geodata.load_airports()
    spots = {code: frame.at(airports[code].lon, airports[code].lat) for code in codes}
    for code, (x, y) in spots.items():
        hub = code == HUB
        disc = moved(shape_path("disc"), x, y, 1.5 if hub else 0.75)
        page.area(
            disc,
            fill=FLIGHT if hub else PAPER,
            edge=PAPER if hub else FLIGHT,
            width=0.8,
            layer=43,
        )
        if hub:
            page.area(moved(shape_path("plane"), x, y, 0.95), fill=PAPER, layer=43)
        room.take(Box.around(x, y, 1.5 if hub else 0.75))
    kinds: dict[str, dict[str, None]] = {}
    for stop in scene.stops:
        kinds.setdefault(stop.airport_iata, {})[str(stop.kind)] = None
    for code, found in kinds.items():
        if code in spots:
            _draw_stops(page, spots[code], list(found), room)
    for code, (x, y) in spots.items():
        _name(page, room, airports[code].city, x, y, hub=code == HUB)


def _draw_stops(page: Page, spot: tuple[float, float], kinds: Sequence[str], room: Room) -> None:
    x, y = spot
    top = y + 2.1
    left = x - (len(kinds) - 1) * 1.25
    for index, kind in enumerate(kinds):
        at = left + index * 2.5
        draw_stop(page, at, top, kind, half=0.8)
        room.take(Box.around(at, top, 1.1))


def _name(page: Page, room: Room, city: str, x: float, y: float, *, hub: bool) -> None:
    size, weight = (8.0, BOLD) if hub else (6.6, SEMIBOLD)
    gap = 2.1 if hub else 1.3
    rise = size * 0.3528 * 0.33
    spots: tuple[tuple[float, float, Align], ...] = (
        (x + gap, y + rise, "left"),
        (x - gap, y + rise, "right"),
        (x, y - gap - 0.2, "center"),
        (x + gap * 0.8, y - gap * 0.7, "left"),
        (x - gap * 0.8, y - gap * 0.7, "right"),
        (x + gap * 0.8, y + gap + rise * 2, "left"),
        (x - gap * 0.8, y + gap + rise * 2, "right"),
        (x, y + gap + rise * 2.4, "center"),
        (x, y + gap + rise * 2.4 + 2.2, "center"),
        (x, y - gap - 1.4, "center"),
        (x + gap, y - gap - 1.4, "left"),
        *((x + gap, y + rise + down, "left") for down in (-0.9, 0.9, -1.8, 1.8)),
        *((x - gap, y + rise + down, "right") for down in (-0.9, 0.9, -1.8, 1.8)),
    )
    for left, base, align in spots:
        if _written(page, room, city, left, base, size, weight, align):
            return
    # Beside the dot there is no room: at the nearest free place all round, with a line to it.
    for away, turn in product(np.arange(3.0, 24.0, 1.0).tolist(), range(24)):
        across, down = math.cos(turn * math.pi / 12), math.sin(turn * math.pi / 12)
        px, py = x + away * across, y + away * down
        side: Align = "left" if across >= 0 else "right"
        if _written(page, room, city, px, py + rise, size, weight, side):
            page.line([(x, y), (px, py)], INK_2, 0.5, layer=42)
            return


def _written(
    page: Page,
    room: Room,
    city: str,
    x: float,
    y: float,
    size: float,
    weight: int,
    align: Align,
) -> bool:
    box = text_box(x, y, city, size, weight=weight, align=align).grown(0.2)
    if not room.is_free(box):
        return False
    page.text(x, y, city, size, weight=weight, align=align, halo=1.3, layer=46, role="airport")
    room.take(box)
    return True
