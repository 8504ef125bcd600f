"""The ground the reports are drawn on: land, water, forest, graticule, frame, scale, north."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

import numpy as np
import shapely
from matplotlib.path import Path

import geodata
from dashboard.exports.fonts import BOLD
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import (
    MapFrame,
    line_parts,
    north_angle,
    paper_shapes,
    scale_bar_mm,
    to_path,
)
from dashboard.scene.symbology import (
    BELARUS,
    BORDER,
    FOREST,
    FOREST_EDGE,
    GRATICULE,
    INK,
    INK_2,
    LAND,
    PAPER,
    WATER,
    WATER_LINE,
)

_GROUND, _WATER, _FOREST, _GRID, _BORDERS, _FRAME = 2, 3, 4, 5, 6, 60
_BARS_KM = (100, 50, 20)
_LONGEST_BAR_MM = 24.0
_FINE_BELOW = 3_000_000
"""A map at a larger scale than 1 to this has meridians by the degree."""
_LEAST_LAKE_MM2 = 0.05


def draw_base(page: Page, frame: MapFrame, hide: Collection[str] = ()) -> None:
    """Draw land and sea, lakes, the Bug, the Forest's outline and the other borders.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map.
    hide : collection of str
        Layers that are off; of the ground the forest is one.
    """
    box = frame.box
    page.area(box, fill=WATER, layer=1)
    for properties, land in paper_shapes("countries_screen", frame):
        path = to_path(land)
        if path is not None:
            ground = BELARUS if properties["iso"] == "BY" else LAND
            # The rim under all land shows only where land ends: a coast line without a coast layer.
            page.area(path, edge=WATER_LINE, width=0.9, layer=_GROUND - 0.5, clip=box)
            page.area(path, fill=ground, edge=ground, width=0.3, layer=_GROUND, clip=box)
    for _, lakes in paper_shapes("water_screen", frame):
        large = [part for part in shapely.get_parts(lakes) if part.area > _LEAST_LAKE_MM2]
        path = to_path(shapely.GeometryCollection(large))
        if path is not None:
            page.area(path, fill=WATER, edge=WATER_LINE, width=0.2, layer=_WATER, clip=box)
    for _, river in paper_shapes("bug_river", frame):
        page.lines(line_parts(river), WATER_LINE, 0.35, layer=_WATER, clip=box)
    for _, forest in paper_shapes("forest", frame) if "forest" not in hide else ():
        path = to_path(forest)
        if path is not None:
            page.area(path, fill=FOREST, edge=FOREST_EDGE, width=0.4, layer=_FOREST, clip=box)
    for properties, border in paper_shapes("country_borders_screen", frame):
        if properties["pair"] not in geodata.BORDER_PAIRS:
            page.lines(line_parts(border), BORDER, 0.6, layer=_BORDERS, clip=box)


def draw_graticule(page: Page, frame: MapFrame, *, step: int | None = None) -> None:
    """Draw meridians and parallels as hairlines, with degrees at the lower and right edges.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map, whose edges carry the degrees.
    step : int or None
        Degrees from one meridian to the next; parallels lie half as far apart. None leaves it to
        the scale.
    """
    box = frame.box
    step = step or (1 if frame.scale < _FINE_BELOW else 2)
    for degree, line in _graticule(frame, step, meridians=True):
        page.line(line, GRATICULE, 0.25, layer=_GRID, clip=box)
        x = _crossing_at(line, 1, box.bottom)
        if x is not None and box.left + 4 < x < box.right - 4:
            page.line([(x, box.bottom - 1), (x, box.bottom)], INK, 0.5, layer=_FRAME)
            page.text(
                x,
                box.bottom - 1.5,
                f"{degree:g}°E",
                5.6,
                colour=INK_2,
                align="center",
                halo=1.2,
                role="tick",
            )
    for degree, line in _graticule(frame, step / 2, meridians=False):
        page.line(line, GRATICULE, 0.25, layer=_GRID, clip=box)
        y = _crossing_at(line, 0, box.right)
        if y is not None and box.top + 4 < y < box.bottom - 4:
            page.line([(box.right - 1, y), (box.right, y)], INK, 0.5, layer=_FRAME)
            page.text(
                box.right - 1.5,
                y + 0.7,
                f"{degree:g}°N",
                5.6,
                colour=INK_2,
                align="right",
                halo=1.2,
                role="tick",
            )


def _graticule(
    frame: MapFrame, step: float, *, meridians: bool
) -> Iterator[tuple[float, np.ndarray[tuple[int, int], np.dtype[np.float64]]]]:
    box = frame.box
    corners = [frame.lonlat(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    west, east = min(c[0] for c in corners), max(c[0] for c in corners)
    south, north = min(c[1] for c in corners) - 1, max(c[1] for c in corners) + 1
    low, high = (west, east) if meridians else (south, north)
    for count in range(math.ceil(low / step), math.floor(high / step) + 1):
        degree = count * step
        if meridians:
            along = np.linspace(south, north, 24)
            yield degree, frame.place(np.column_stack([np.full(24, degree), along]))
        else:
            along = np.linspace(west - 1, east + 1, 24)
            yield degree, frame.place(np.column_stack([along, np.full(24, degree)]))


def _crossing_at(
    line: np.ndarray[tuple[int, int], np.dtype[np.float64]], axis: int, value: float
) -> float | None:
    """Return the other coordinate where a line crosses an edge of the frame."""
    order = np.argsort(line[:, axis])
    along, across = line[order, axis], line[order, 1 - axis]
    if not along[0] <= value <= along[-1]:
        return None
    return float(np.interp(value, along, across))


def draw_frame(page: Page, box: Box) -> None:
    """Draw the neat line around a map."""
    page.area(box, edge=INK, width=0.7, layer=_FRAME)


def draw_scale_bar(page: Page, frame: MapFrame, room: Room, *, on_paper: bool = True) -> None:
    """Draw a bar of 100 km or less, true where it stands; on paper also the scale there.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; the bar stands in its lower left corner.
    room : Room
        What is taken on it; the place of the bar is added.
    on_paper : bool
        False for a picture that will be shown at any size: no "1:…" then.
    """
    x, y = frame.box.left + 4.5, frame.box.bottom - 7.0
    longest = _LONGEST_BAR_MM * frame.scale / 1e6
    bar_km = next((km for km in _BARS_KM if km <= longest), _BARS_KM[-1])
    length = scale_bar_mm(frame, x, y, bar_km)
    room.take(Box(x - 2, y - 4.5, x + length + 38, y + 2.5))
    height = 1.1
    for index in range(2):
        for row in range(2):
            left = x + index * length / 2
            cell = Box(left, y + row * height / 2, left + length / 2, y + (row + 1) * height / 2)
            page.area(cell, fill=INK if (index + row) % 2 else PAPER, layer=55)
    page.area(Box(x, y, x + length, y + height), edge=INK, width=0.5, layer=55)
    for share, words in ((0.0, "0"), (0.5, f"{bar_km // 2}"), (1.0, f"{bar_km} km")):
        page.text(
            x + share * length,
            y - 0.9,
            words,
            6.2,
            align="center",
            halo=1.2,
            layer=55,
            role="scale",
        )
    if not on_paper:
        return
    shown = f"1:{frame.scale / page.size.enlarged:,.0f} at {page.size.label}"
    page.text(
        x + length + 7, y + height, shown, 6.2, colour=INK_2, halo=1.2, layer=55, role="scale"
    )


def draw_north(page: Page, frame: MapFrame, room: Room) -> None:
    """Draw an arrow turned to true north where it stands.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; the arrow stands in its upper left corner.
    room : Room
        What is taken on it; the place of the arrow is added.
    """
    x, y = frame.box.left + 7.0, frame.box.top + 11.0
    room.take(Box(x - 4, y - 9.5, x + 4, y + 5))
    angle = math.radians(north_angle(frame, x, y))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    half = np.array([(0, -5.2), (2.2, 3.2), (0, 1.6), (0, -5.2)])
    for side, fill in ((1, INK), (-1, PAPER)):
        # y runs downwards on the sheet: a turn to the left is the transposed rotation there.
        corners = (half * (side, 1)) @ turn + (x, y)
        page.area(Path(corners, closed=True), fill=fill, edge=INK, width=0.5, layer=55)
    tip = np.array([0.0, -6.2]) @ turn + (x, y)
    page.text(
        float(tip[0]),
        float(tip[1]),
        "N",
        7.6,
        weight=BOLD,
        align="center",
        halo=1.5,
        layer=55,
        role="scale",
    )
