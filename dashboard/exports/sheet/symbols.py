"""Marks of the sheet as paths about (0, 0): event categories, crossings, stops of flights.

Long because every shape that events can have on paper is built here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from matplotlib.path import Path

from dashboard.exports.fonts import BOLD, POINT_MM, text_width
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.page import Page
from dashboard.scene.style import CONTESTED, INK, Category

EVENT_MM = 7.6 * POINT_MM / 2
"""Half the height of an event mark."""
TAG = "#F9EDBB"
CROSSING_MM = 4.2 * POINT_MM / 2
"""Half the side of a crossing."""

TURN = 2 * math.pi


def _polygon(sides: int, reach: float, turn: float) -> Path:
    angles = turn + np.arange(sides) / sides * TURN
    corners = reach * np.column_stack([np.cos(angles), np.sin(angles)])
    return Path(np.vstack([corners, corners[:1]]), closed=True)


def _star() -> Path:
    angles = -TURN / 4 + np.arange(10) / 10 * TURN
    reach = np.where(np.arange(10) % 2, 0.52, 1.3)
    corners = reach[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    return Path(np.vstack([corners, corners[:1]]), closed=True)


def _box(left: float, top: float, width: float, height: float) -> Path:
    right, bottom = left + width, top + height
    return Path(
        [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True
    )


def _comb() -> Path:
    teeth = [_box(at, -0.9, 0.3, 1.1) for at in (-0.95, -0.15, 0.65)]
    return Path.make_compound_path(_box(-1.1, 0.2, 2.2, 0.45), *teeth)


_PLANE = [
    *((0, -1.2), (0.18, -0.9), (0.18, -0.3), (1.15, 0.3), (1.15, 0.55), (0.18, 0.25)),
    *((0.14, 0.75), (0.45, 1), (0.45, 1.15), (0, 1.02)),
]


_HOLE = 0.42
_PLUS = [
    *((-0.55, -1.35), (0.55, -1.35), (0.55, -0.55), (1.35, -0.55), (1.35, 0.55), (0.55, 0.55)),
    *((0.55, 1.35), (-0.55, 1.35), (-0.55, 0.55), (-1.35, 0.55), (-1.35, -0.55), (-0.55, -0.55)),
]


@cache
def shape_path(shape: str) -> Path:
    """Return the outline of a category's shape, y downwards, for a half height of 1.

    Raises
    ------
    ValueError
        No shape has this name.
    """
    match shape:
        case "disc":
            return Path.circle((0, 0), 1)
        case "triangle":
            return _polygon(3, 1.25, -TURN / 4)
        case "triangle-left":
            return _polygon(3, 1.2, TURN / 2)
        case "square":
            return _box(-0.88, -0.88, 1.76, 1.76)
        case "diamond":
            return _polygon(4, 1.2, 0)
        case "pentagon":
            return _polygon(5, 1.1, -TURN / 4)
        case "hexagon":
            return _polygon(6, 1.08, 0)
        case "star":
            return _star()
        case "comb":
            return _comb()
        case "plane":
            half = np.array(_PLANE, dtype=float)
            outline = np.vstack([half, half[::-1] * (-1, 1)])
            return Path(outline, closed=True)
        case "ring":
            return _framed(_polygon(48, 1.05, 0))
        case "frame-diamond":
            return _framed(_polygon(4, 1.3, 0))
        case "frame-triangle-down":
            return _framed(_polygon(3, 1.4, TURN / 4))
        case "frame-bar":
            return _framed(_box(-1.4, -0.8, 2.8, 1.6))
        case "frame-triangle-right":
            return _framed(_polygon(3, 1.4, 0))
        case "frame-pillar":
            return _framed(_box(-0.8, -1.4, 1.6, 2.8))
        case "frame-plus":
            return _framed(_closed(_PLUS), _polygon(24, 0.3, 0))
        case "frame-spark":
            return _framed(_spark())
    raise ValueError(f'no shape is named "{shape}"')


def _framed(outer: Path, hole: Path | None = None) -> Path:
    """Return an outline with a hole: the mark of what is not of the reference."""
    corners = np.asarray(outer.vertices) * _HOLE if hole is None else np.asarray(hole.vertices)
    # The hole is drawn the other way round, so that every rule of filling leaves it open.
    return Path.make_compound_path(outer, Path(corners[::-1], closed=True))


def _closed(corners: Sequence[tuple[float, float]]) -> Path:
    return Path([*corners, corners[0]], closed=True)


def _spark() -> Path:
    angles = np.arange(8) / 8 * TURN
    reach = np.where(np.arange(8) % 2, 0.75, 1.5)
    corners = reach[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    return Path(np.vstack([corners, corners[:1]]), closed=True)


def moved(path: Path, x: float, y: float, scale: float) -> Path:
    """Return a path enlarged and set at a place.

    Parameters
    ----------
    path : Path
        About the origin, in units of its own.
    x, y : float
        Where the origin comes to lie, in millimetres.
    scale : float
        Millimetres to a unit.
    """
    return Path(np.asarray(path.vertices) * scale + (x, y), path.codes)


def draw_symbol(
    page: Page, x: float, y: float, category: Category, *, half: float = EVENT_MM, layer: float = 30
) -> None:
    """Draw an event's mark: shape and colour of its category, ink outline, white rim.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        The middle, in millimetres.
    category : Category
        Gives shape and colour.
    half : float
        Half the height in millimetres.
    layer : float
        What has the higher one lies above.
    """
    path = moved(shape_path(category.shape), x, y, half)
    page.area(path, edge="#FFFFFF", width=2.2, layer=layer)
    page.area(path, fill=category.colour, edge=INK, width=0.7, layer=layer)


def draw_ring(page: Page, x: float, y: float, *, half: float = 2.3, layer: float = 29) -> None:
    """Draw the dashed ring of a place that is known only to a section or a border.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        The middle, in millimetres.
    half : float
        The radius in millimetres.
    layer : float
        What has the higher one lies above.
    """
    path = moved(Path.circle((0, 0), 1), x, y, half)
    page.area(path, edge="#FFFFFF", width=1.9, layer=layer)
    page.area(path, edge=INK, width=0.7, dash=(2.2, 1.6), layer=layer)


def draw_tag(page: Page, box: Box, *, layer: float) -> None:
    """Draw the dashed tag of what reports disagree on, behind a mark or words.

    Parameters
    ----------
    page : Page
        The sheet.
    box : Box
        In millimetres.
    layer : float
        What has the higher one lies above.
    """
    page.area(box, fill=TAG, edge=INK, width=0.5, dash=(1.8, 1.2), layer=layer)


def draw_count(page: Page, x: float, y: float, count: int, *, layer: float = 33) -> Box:
    """Draw how many events one mark stands for, in a dark lozenge with its middle at (x, y).

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        The middle, in millimetres.
    count : int
        Two or more; one event has no number.
    layer : float
        What has the higher one lies above.
    """
    words, size = str(count), 5.6
    half = max(1.25, text_width(words, size, BOLD) / 2 + 0.5)
    box = Box(x - half, y - 1.1, x + half, y + 1.1)
    page.area(box, fill=INK, edge="#FFFFFF", width=0.5, layer=layer)
    page.text(
        x,
        y + 0.7,
        words,
        size,
        colour="#FFFFFF",
        weight=BOLD,
        align="center",
        layer=layer,
        role="count",
    )
    return box


CROSSING_WORDS = {
    "open": "open",
    "closed": "closed",
    "restricted": "restricted",
    None: "status on that date not reported",
}


def draw_crossing(
    page: Page,
    x: float,
    y: float,
    status: str | None,
    *,
    half: float = CROSSING_MM,
    layer: float = 26,
) -> None:
    """Draw a crossing: white open, barred restricted, dark closed, grey when not reported.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        The middle, in millimetres.
    status : str or None
        "open", "restricted" or "closed"; None when it is not reported.
    half : float
        Half the width in millimetres.
    layer : float
        What has the higher one lies above.
    """
    box = Box.around(x, y, half)
    page.area(box.grown(0.28), fill="#FFFFFF", layer=layer)
    fill = {"open": "#FFFFFF", "restricted": "#FFFFFF", "closed": INK}.get(status or "", "#E4E4E4")
    page.area(box, fill=fill, edge=INK if status else "#8B9096", width=0.75, layer=layer)
    cross = half * 0.5
    if status == "closed":
        parts = [
            [(x - cross, y - cross), (x + cross, y + cross)],
            [(x + cross, y - cross), (x - cross, y + cross)],
        ]
        page.lines(parts, "#FFFFFF", 0.7, layer=layer)
    elif status == "restricted":
        page.line([(x - half, y + half), (x + half, y - half)], INK, 0.7, layer=layer)


STOP_WORDS = {
    "suspension": "flights suspended",
    "airline_ban": "airline or airspace banned",
    "citizen_bar": "citizens barred from boarding",
}


def draw_stop(
    page: Page, x: float, y: float, kind: str, *, half: float = 0.95, layer: float = 44
) -> None:
    """Draw what stopped flights: × suspension, barred ring ban, gate for a bar on citizens.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        The middle, in millimetres.
    kind : str
        Of the stop, as the ledger has it.
    half : float
        Half the width in millimetres.
    layer : float
        What has the higher one lies above.
    """
    if kind == "suspension":
        parts = [
            [(x - half, y - half), (x + half, y + half)],
            [(x + half, y - half), (x - half, y + half)],
        ]
    elif kind == "airline_ban":
        slant = half * 0.7
        parts = [[(x - slant, y + slant), (x + slant, y - slant)]]
        page.area(moved(Path.circle((0, 0), 1), x, y, half), edge="#FFFFFF", width=2.2, layer=layer)
        page.area(moved(Path.circle((0, 0), 1), x, y, half), edge=CONTESTED, width=1.0, layer=layer)
    else:
        parts = [
            [(x - half, y - half), (x - half, y + half)],
            [(x + half, y - half), (x + half, y + half)],
            [(x - half, y), (x + half, y)],
        ]
    if kind != "airline_ban":
        page.lines(parts, "#FFFFFF", 2.2, layer=layer)
    page.lines(parts, CONTESTED, 1.0, layer=layer)
