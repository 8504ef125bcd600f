"""Marks of the sheet as paths about (0, 0): event categories, crossings, stops of flights.

Long because each sign of the sheet is drawn here, one after another.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.path import Path

from dashboard.exports.fonts import BOLD, POINT_MM, text_width
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.page import Page
from dashboard.scene.fading import INKS, faded
from dashboard.scene.symbology import CONTESTED, INK, PAPER, TAG, UNKNOWN, UNKNOWN_GROUND, Category
from dashboard.scene.symbols import Loop, Polygon, outline

EVENT_MM = 7.6 * POINT_MM / 2
"""Half the height of an event mark."""
CROSSING_MM = 4.2 * POINT_MM / 2
"""Half the side of a crossing."""


@cache
def shape_path(shape: str) -> Path:
    """Return the outline of a category's shape, y downwards, for a half height of 1.

    Raises
    ------
    ValueError
        No shape has this name.
    """
    return Path.make_compound_path(*map(_loop_path, outline(shape)))


def _loop_path(loop: Loop) -> Path:
    if isinstance(loop, Polygon):
        return Path([*loop.corners, loop.corners[0]], closed=True)
    circle = Path.circle((0, 0), loop.radius)
    if not loop.hole:
        return circle
    # The last vertex only closes the line: turned about, the others run back to where they began.
    around = np.asarray(circle.vertices)[-2::-1]
    return Path(np.vstack([around, around[:1]]), circle.codes)


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
    page: Page,
    x: float,
    y: float,
    category: Category,
    *,
    half: float = EVENT_MM,
    layer: float = 30,
    step: int = 0,
) -> None:
    """Draw an event's mark: shape and colour of its category, ink outline, white rim.

    Parameters
    ----------
    page : Page
        Where it is drawn.
    x, y : float
        Its middle, in millimetres.
    category : Category
        Says shape and colour.
    half : float
        Half the height of a disc of its weight, in millimetres.
    layer : float
        Higher ones cover lower ones.
    step : int
        How far it has faded: 0 is young, 3 is old.
    """
    path = moved(shape_path(category.shape), x, y, half)
    page.area(path, edge=PAPER, width=2.2, layer=layer)
    fill = faded(category.colour, step)
    page.area(path, fill=fill, edge=INKS[step], width=0.7, layer=layer)


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
    page.area(path, edge=PAPER, width=1.9, layer=layer)
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
    page.area(box, fill=INK, edge=PAPER, width=0.5, layer=layer)
    page.text(
        x,
        y + 0.7,
        words,
        size,
        colour=PAPER,
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
    page.area(box.grown(0.28), fill=PAPER, layer=layer)
    fill = {"open": PAPER, "restricted": PAPER, "closed": INK}.get(status or "", UNKNOWN_GROUND)
    page.area(box, fill=fill, edge=INK if status else UNKNOWN, width=0.75, layer=layer)
    cross = half * 0.5
    if status == "closed":
        parts = [
            [(x - cross, y - cross), (x + cross, y + cross)],
            [(x + cross, y - cross), (x - cross, y + cross)],
        ]
        page.lines(parts, PAPER, 0.7, layer=layer)
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
        page.area(moved(Path.circle((0, 0), 1), x, y, half), edge=PAPER, width=2.2, layer=layer)
        page.area(moved(Path.circle((0, 0), 1), x, y, half), edge=CONTESTED, width=1.0, layer=layer)
    else:
        parts = [
            [(x - half, y - half), (x - half, y + half)],
            [(x + half, y - half), (x + half, y + half)],
            [(x - half, y), (x + half, y)],
        ]
    if kind != "airline_ban":
        page.lines(parts, PAPER, 2.2, layer=layer)
    page.lines(parts, CONTESTED, 1.0, layer=layer)
