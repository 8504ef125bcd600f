"""Names on the map, the weightiest first: what finds no room is left out, nothing shrinks.

Long because each kind of name has a rank and places of its own, and all share one room.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

import geodata
from dashboard.exports.fonts import REGULAR, SEMIBOLD, text_width
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import HUB, MapFrame, paper_shapes
from dashboard.exports.sheet.symbols import moved, shape_path
from dashboard.exports.sheet.text_boxes import Align, text_box
from dashboard.scene.symbology import COUNTRY_INK, FLIGHT, FOREST_INK, INK, INK_2, PAPER

_LEAST_TOWN = 90_000
_MOST_PLACES = 12
_MOST_TOWNS = 10
_HAIR = "\u2009"


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the dot it belongs to."""

    words: str
    x: float
    y: float
    size: float
    weight: int
    capital: bool


def draw_names(
    page: Page,
    frame: MapFrame,
    room: Room,
    hide: Collection[str] = (),
    others: Callable[[], None] = lambda: None,
) -> None:
    """Write capitals, the airport, the Forest, border places, towns, then countries.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; names of what lies outside it are left out.
    room : Room
        What is taken on it; a name that finds no room is left out, the others are added.
    hide : collection of str
        Layers that are off: their names are not written; those of countries are.
    others : callable
        Writes other names, which give way to capitals alone.
    """
    done: set[str] = set()
    for name in () if "places" in hide else _capitals(frame):
        _write(page, room, name, done)
    for name in () if "flights" in hide else _airport(page, frame, room):
        _write(page, room, name, done)
    others()
    if "forest" not in hide:
        _forest(page, frame, room)
    towns = ((_border_places(frame), _MOST_PLACES), (_towns(frame), _MOST_TOWNS))
    for kind, most in towns if "places" not in hide else ():
        written = 0
        for name in kind:
            if written == most:
                break
            written += _write(page, room, name, done)
    _countries(page, frame, room)


def _in_view(frame: MapFrame, lon: float, lat: float) -> tuple[float, float] | None:
    x, y = frame.at(lon, lat)
    inner = frame.box.grown(-2)
    return (x, y) if inner.left < x < inner.right and inner.top < y < inner.bottom else None


def _capitals(frame: MapFrame) -> Iterator[Name]:
    for town in geodata.load_towns().values():
        if town.capital and (at := _in_view(frame, town.lon, town.lat)):
            yield Name(town.name, *at, 8.0, SEMIBOLD, True)


def _airport(page: Page, frame: MapFrame, room: Room) -> Iterator[Name]:
    hub = geodata.load_airports()[HUB]
    at = _in_view(frame, hub.lon, hub.lat)
    if at is None or not room.is_free(Box.around(*at, 1.3)):
        return
    room.take(Box.around(*at, 1.3))
    page.area(moved(shape_path("disc"), *at, 1.35), fill=FLIGHT, edge=PAPER, width=0.7, layer=23)
    page.area(moved(shape_path("plane"), *at, 0.85), fill=PAPER, layer=23)
    yield Name("Minsk National (MSQ)", at[0], at[1], 6.6, REGULAR, False)


def _border_places(frame: MapFrame) -> Iterator[Name]:
    places = sorted(
        (place for place in geodata.load_places().values() if place.rank <= 3),
        key=lambda place: (place.rank, -(place.population or 0)),
    )
    for place in places:
        if at := _in_view(frame, place.lon, place.lat):
            yield Name(place.name, *at, 7.2 if place.rank == 1 else 6.8, REGULAR, False)


def _towns(frame: MapFrame) -> Iterator[Name]:
    towns = sorted(geodata.load_towns().values(), key=lambda town: -town.population)
    for town in towns:
        if town.population >= _LEAST_TOWN and (at := _in_view(frame, town.lon, town.lat)):
            yield Name(town.name, *at, 7.0, REGULAR, False)


def _write(page: Page, room: Room, name: Name, done: set[str]) -> bool:
    """Write a name beside its dot where there is room; False when there is none."""
    if name.words in done:
        return False
    dot = Box.around(name.x, name.y, 0.75 if name.capital else 0.6)
    airport = name.words.endswith(f"({HUB})")
    if not airport and not room.is_free(dot):
        return False
    for x, y, align in _around(name, 1.9 if airport else 1.2):
        box = text_box(x, y, name.words, name.size, weight=name.weight, align=align).grown(0.35)
        if not room.is_free(box):
            continue
        if not airport:
            _dot(page, name)
            room.take(dot)
        page.text(
            x,
            y,
            name.words,
            name.size,
            weight=name.weight,
            align=align,
            halo=1.3,
            layer=38,
            role="name",
        )
        room.take(box)
        done.add(name.words)
        return True
    return False


def _around(name: Name, gap: float) -> Iterator[tuple[float, float, Align]]:
    x, y, rise = name.x, name.y, name.size * 0.3528 * 0.33
    yield x + gap, y + rise, "left"
    yield x - gap, y + rise, "right"
    yield x, y - gap - 0.3, "center"
    yield x, y + gap + 3.1 * rise, "center"
    yield x + gap * 0.7, y - gap * 0.6, "left"
    yield x + gap * 0.7, y + gap * 0.6 + 2.2 * rise, "left"
    yield x - gap * 0.7, y - gap * 0.6, "right"
    yield x - gap * 0.7, y + gap * 0.6 + 2.2 * rise, "right"


def _dot(page: Page, name: Name) -> None:
    if name.capital:
        page.area(Box.around(name.x, name.y, 0.75), fill=INK, edge=PAPER, width=0.5, layer=23)
    else:
        disc = moved(shape_path("disc"), name.x, name.y, 0.5)
        page.area(disc, fill=PAPER, edge=INK_2, width=0.6, layer=23)


def _forest(page: Page, frame: MapFrame, room: Room) -> None:
    shapes = [shape for _, shape in paper_shapes("forest", frame)]
    if not shapes:
        return
    left, top, right, bottom = shapely.total_bounds(shapes)
    lines = (("Białowieża Forest", 6.6), ("schematic outline", 6.0))
    width = max(text_width(words, size, italic=True) for words, size in lines)
    spots = [
        (right + 1, (top + bottom) / 2),
        (right - 2, bottom + 1),
        (right - 4, top - 5),
        (left - 1 - width, (top + bottom) / 2),
        (left - 1 - width, bottom + 2),
        (left - 1 - width, top - 4),
    ]
    for x, y in spots:
        box = Box(x, y - 2.2, x + width, y + 3.0)
        if room.is_free(box.grown(0.4)):
            room.take(box)
            for (words, size), down in zip(lines, (0.0, 2.5), strict=True):
                page.text(
                    x,
                    y + down,
                    words,
                    size,
                    italic=True,
                    colour=FOREST_INK,
                    halo=1.3,
                    layer=38,
                    role="name",
                )
            return


def _countries(page: Page, frame: MapFrame, room: Room) -> None:
    """Write country names in spaced capitals, as near the middle of what shows as there is room."""
    for properties, shape in paper_shapes("countries_screen", frame):
        for part in shapely.get_parts(shape):
            if part.area < 120:
                continue
            exclave = properties["iso"] == "RU" and part.centroid.x < frame.box.middle[0]
            small = part.area < 900
            lines = [(_HAIR.join(str(properties["name"]).upper()), 6.4 if small else 8.6)]
            if exclave:
                lines.append(("(Kaliningrad)", 6.0))
            width = max(text_width(words, size, SEMIBOLD) for words, size in lines)
            height = 3.0 * len(lines)
            middle = _free_middle(part, width, height, room)
            if middle is None:
                continue
            x, y = middle
            room.take(Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2).grown(0.5))
            for index, (words, size) in enumerate(lines):
                page.text(
                    x,
                    y - height / 2 + 2.3 + index * 2.8,
                    words,
                    size,
                    weight=SEMIBOLD if not index else REGULAR,
                    colour=COUNTRY_INK,
                    align="center",
                    layer=8,
                    role="country",
                )


def _free_middle(
    part: BaseGeometry, width: float, height: float, room: Room
) -> tuple[float, float] | None:
    left, top, right, bottom = part.bounds
    centre = part.representative_point() if part.area < 900 else part.centroid
    grid = [
        (float(x), float(y))
        for x in np.arange(left + width / 2, right - width / 2, 4.0)
        for y in np.arange(top + height / 2 + 1, bottom - height / 2 - 1, 3.0)
    ]
    grid.sort(key=lambda at: (at[0] - centre.x) ** 2 + 2 * (at[1] - centre.y) ** 2)
    shapely.prepare(part)
    for x, y in grid:
        box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2).grown(1.0)
        if part.contains(box.polygon) and room.is_free(box):
            return x, y
    return None
