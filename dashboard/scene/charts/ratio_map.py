"""A small map of a difference: each border in the class of its own ratio."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians
from typing import TYPE_CHECKING

import shapely

import geodata
from dashboard.scene.charts.difference import headline, ratio_class
from dashboard.scene.charts.labels import BODY, SMALL, height_of, paragraph, wrapped
from dashboard.scene.charts.shapes import Area, Chart, Label, Line, Part, Point, Rect, text_width
from dashboard.scene.symbology import (
    BELARUS,
    BORDER,
    BORDERS,
    COUNTRY_INK,
    INK,
    INK_2,
    LAND,
    NOT_REPORTED,
    PAPER,
    RATIO_ENDS,
    RATIOS,
)

if TYPE_CHECKING:
    from events.analysis import Difference

WEST, SOUTH, NORTH = 21.4, 51.2, 56.5
_TALL = 0.9
"""Height over width of the map itself."""

_MIDDLE = cos(radians((SOUTH + NORTH) / 2))
_COUNTRIES, _LINES = "countries_screen", "border_lines_screen"
_APART, _TRIANGLE = 46.0, 5.0
_BLOCKS = {"BY-PL": (24.35, 53.05), "BY-LT": (27.05, 54.75), "BY-LV": (28.45, 55.75)}
"""Where the words of each border begin, on the side of Belarus."""

_CASING = 2.0
KEY = (
    "Each border against itself, on its own scale. Triangles point up where it rose, down where it "
    "fell. Grey: about the same, or within what is uncertain. White: no ratio. White dashes: at "
    "least so much. Cross strokes: not comparable."
)


def ratio_map(results: Sequence[Difference], width: float) -> Chart:
    """Draw the borders that were compared, with a legend above and the owed line below."""
    legend, top = _legend(width)
    height = width * _TALL
    scale = height / (NORTH - SOUTH)
    place = _Place(scale, top)
    parts: list[Part] = [*legend, Rect(0, top, width, height, LAND)]
    tolerance, east = _detail(scale), WEST + width / (scale * _MIDDLE)
    for name, ring in _outlines(east, tolerance):
        fill = BELARUS if name == "Belarus" else LAND
        parts.append(Area(tuple(place.at(*point) for point in ring), fill, BORDER))
    parts += _names(place, width, top + height)
    lines = _lines(tolerance)
    for result in results:
        points = tuple(place.at(*point) for point in lines[result.border])
        parts += _rated(result, points)
    for result in results:
        parts += _words(result, place, width)
    parts.append(Rect(0, top, width, height, None, ink=BORDER))
    bottom = top + height + 14
    parts.append(Label(0, bottom, attribution(), SMALL, False, "start", INK_2))
    told = " ".join(result.words.told for result in results)
    return Chart(width, bottom + 6, tuple(parts), told)


def attribution() -> str:
    """Return what the licences of the layers drawn oblige to say."""
    sources = geodata.load_layer_sources()
    return " · ".join(dict.fromkeys(sources[name].attribution for name in (_COUNTRIES, _LINES)))


class _Place:
    """Degrees to pixels: one degree of longitude as wide as in the middle of the map."""

    __slots__ = ("scale", "top")

    def __init__(self, scale: float, top: float) -> None:
        self.scale, self.top = scale, top

    def at(self, longitude: float, latitude: float) -> Point:
        x = (longitude - WEST) * self.scale * _MIDDLE
        return x, self.top + (NORTH - latitude) * self.scale


def _detail(scale: float) -> float:
    """Return degrees of half a pixel: less cannot be seen."""
    return round(0.5 / scale, 4)


@lru_cache(maxsize=8)
def _outlines(east: float, tolerance: float) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """Return the outlines of the countries in the frame of the map, in degrees."""
    found = []
    for properties, geometry in geodata.layer_features(_COUNTRIES):
        inside = shapely.clip_by_rect(geometry, WEST, SOUTH, east, NORTH)
        for polygon in shapely.get_parts(shapely.simplify(inside, tolerance)):
            if polygon.geom_type == "Polygon" and not polygon.is_empty:
                ring = tuple((x, y) for x, y in polygon.exterior.coords)
                found.append((str(properties["name"]), ring))
    return tuple(found)


@lru_cache(maxsize=8)
def _lines(tolerance: float) -> dict[str, tuple[Point, ...]]:
    return {
        str(properties["pair"]): tuple(
            (x, y) for x, y in shapely.simplify(geometry, tolerance).coords
        )
        for properties, geometry in geodata.layer_features(_LINES)
    }


def _names(place: _Place, width: float, bottom: float) -> list[Label]:
    found = []
    for name, longitude, latitude in (
        ("POLAND", 21.7, 52.6),
        ("LITHUANIA", 22.9, 55.3),
        ("LATVIA", 25.6, 56.32),
        ("BELARUS", 26.6, 53.35),
        ("UKRAINE", 24.9, 51.4),
    ):
        x, y = place.at(longitude, latitude)
        room = text_width(name, SMALL)
        if x + room <= width and y < bottom:
            found.append(Label(x, y, name, SMALL, False, "start", COUNTRY_INK))
    return found


def _rated(result: Difference, points: tuple[Point, ...]) -> list[Part]:
    found = ratio_class(result)
    if found is None:
        return [Line(points, PAPER, 8.0), Line(points, NOT_REPORTED, 6.0, (1.6, 2.6))]
    colour, wide = found
    parts: list[Part] = [Line(points, INK, wide + _CASING), Line(points, colour, wide)]
    if result.by_bounds:
        parts.append(Line(points, PAPER, 1.6, (7.0, 4.0)))
    if result.settled:
        up = result.low is not None and result.low > 0
        parts += [_triangle(x, y, up=up) for x, y in _along(points, _APART)]
    return parts


def _triangle(x: float, y: float, *, up: bool) -> Area:
    side = _TRIANGLE if up else -_TRIANGLE
    return Area(
        ((x, y - side), (x + _TRIANGLE, y + side * 0.8), (x - _TRIANGLE, y + side * 0.8)),
        PAPER,
        INK,
    )


def _along(points: Sequence[Point], apart: float) -> Iterable[Point]:
    """Yield places along a line, so far apart, the first after half of that."""
    left = apart / 2
    for (x1, y1), (x2, y2) in pairwise(points):
        length = hypot(x2 - x1, y2 - y1)
        done = 0.0
        while length - done > left:
            done += left
            share = done / length
            yield x1 + share * (x2 - x1), y1 + share * (y2 - y1)
            left = apart
        left -= length - done


def _words(result: Difference, place: _Place, width: float) -> list[Part]:
    style = next(one for one in BORDERS if one.pair == result.border)
    x, y = place.at(*_BLOCKS[result.border])
    room = width - x - 4
    lines = wrapped(headline(result), room, BODY, bold=True)
    labels: list[Part] = [Label(x, y, style.name, SMALL, False, "start", INK)]
    for number, line in enumerate(lines):
        labels.append(Label(x, y + 15 + number * 15, line, BODY, True, "start", INK))
    return labels


def _legend(width: float) -> tuple[list[Part], float]:
    """Draw the classes from fell to rose, with the ratios where they meet."""
    box = min(34.0, (width - 8) / len(RATIOS))
    parts: list[Part] = [
        Label(0, BODY, "Second window over the first", BODY, True, "start", INK),
        Label(0, 29, "fell", SMALL, False, "start", INK_2),
        Label(box * len(RATIOS), 29, "rose", SMALL, False, "end", INK_2),
    ]
    for number, (colour, _) in enumerate(RATIOS.values()):
        parts.append(Rect(number * box + 0.5, 34, box, 10, colour, ink=INK))
    for number, word in enumerate(RATIO_ENDS, start=1):
        parts.append(Label(number * box, 57, word, SMALL, False, "middle", INK_2))
    words = paragraph(KEY, 0, 60, width)
    return [*parts, *words], 62 + height_of(words)
