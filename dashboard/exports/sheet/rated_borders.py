"""The borders as charts: each line in the class of its own scale, dashed where none is known."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from matplotlib.path import Path
from shapely import LineString

import geodata
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.kept_part import draw_kept
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import MapFrame, project, to_path
from dashboard.scene.appearance import Look
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand, SectionStand
from dashboard.scene.symbology import (
    BORDER,
    HATCH,
    HATCH_GROUND,
    INK,
    NO_LEVEL,
    NOT_REPORTED,
    PAPER,
    ZERO_LEVEL,
    level_colour,
)

WIDTHS = (2.4, 2.4, 3.0, 3.6, 4.2, 4.8)
"""Width in points of a reported zero and of classes 1 to 5."""
UNKNOWN_WIDTH, HIDDEN_WIDTH = 3.0, 2.0
INK_CASING, WHITE_CASING, BAND = 1.1, 2.6, 9.5
_SMOOTH_MM = 0.18
_CLEAR_MM = 1.1
_BAND_LAYER, _LINE_LAYER = 10, 12


@lru_cache(maxsize=64)
def border_on_paper(pair: str, frame: MapFrame) -> LineString:
    """Return a border line in millimetres, without the wiggles its own width would clog."""
    return _on_paper(geodata.load_border_lines()[pair].line, frame)


@lru_cache(maxsize=512)
def section_on_paper(section_id: str, frame: MapFrame) -> LineString:
    """Return a section of a border in millimetres."""
    return _on_paper(geodata.border_section(section_id).line, frame)


def _on_paper(line: LineString, frame: MapFrame) -> LineString:
    placed = frame.to_paper(project(shapely.get_coordinates(line), frame.crs))
    return shapely.simplify(LineString(placed), _SMOOTH_MM)


def hatch_of(level: int) -> str:
    """Return the colour of the strokes over a class that a higher one may hide behind."""
    return INK if level == ZERO_LEVEL else PAPER


def draw_class(page: Page, box: Box, stand: BorderStand, layer: float = 1) -> None:
    """Fill a box with the class of a border, hatched as its line is; grey hatching for none.

    Parameters
    ----------
    page : Page
        The sheet.
    box : Box
        In millimetres.
    stand : BorderStand
        The border, with its class.
    layer : float
        Of the filling; the outline lies one above.
    """
    if stand.hidden:
        page.area(box, fill=BORDER, layer=layer)
    elif stand.level == NO_LEVEL:
        page.hatch(box, HATCH, HATCH_GROUND, layer=layer, step=0.9)
    elif stand.look is Look.HATCHED:
        page.hatch(box, hatch_of(stand.level), level_colour(stand.level), layer=layer, step=0.9)
    else:
        page.area(box, fill=level_colour(stand.level), layer=layer)
        if stand.look is Look.AVERAGE:
            x = (box.left + box.right) / 2
            core = [(x, box.top), (x, box.bottom)]
            page.line(core, PAPER, 0.9, layer=layer, clip=box, dash=(2.2, 1.4))
    page.area(box, edge=INK, width=0.5, layer=layer + 1)


def draw_borders(page: Page, frame: MapFrame, scene: Scene, room: Room) -> None:
    """Draw what lists keep to, stretches with reports of their own, the three borders over them.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; lines are cut off at its edge.
    scene : Scene
        The view, with its borders and the sections that have reports of their own.
    room : Room
        What is taken on the map; the lines are kept clear.
    """
    if scene.kept is not None:
        draw_kept(page, frame, scene.kept.where)
    for section in scene.sections:
        draw_band(page, frame, section)
    for stand in scene.borders:
        line = border_on_paper(stand.style.pair, frame)
        room.keep_clear(line.buffer(_CLEAR_MM, quad_segs=2))
        path = to_path(line)
        if path is not None and stand.hidden:
            draw_hidden(page, path, layer=_LINE_LAYER, frame=frame)
        elif path is not None:
            draw_rated(page, path, stand.level, stand.look, frame=frame)


def draw_rated(
    page: Page,
    path: Path,
    level: int,
    look: Look,
    *,
    frame: MapFrame,
    layer: float = _LINE_LAYER,
) -> None:
    """Draw one line in its class.

    Parameters
    ----------
    page : Page
        The sheet.
    path : Path
        In millimetres.
    level : int
        The class, or ``NO_LEVEL`` where nothing is reported.
    look : Look
        How a figure is told by the line: solid, hatched or as an average.
    frame : MapFrame
        The map; the line is cut off at its edge.
    layer : float
        What has the higher one lies above.
    """
    _draw_line(page, path, level, look, layer=layer, frame=frame)


def draw_hidden(page: Page, path: Path, *, layer: float, frame: MapFrame | None = None) -> None:
    """Draw a border whose figures are not on show: a plain line, neither dashed nor in a class.

    Parameters
    ----------
    page : Page
        The sheet.
    path : Path
        In millimetres.
    layer : float
        What has the higher one lies above.
    frame : MapFrame or None
        The map at whose edge the line is cut off; None cuts nothing off.
    """
    clip = None if frame is None else frame.box
    page.area(path, edge=PAPER, width=HIDDEN_WIDTH + 1.8, layer=layer, clip=clip)
    page.area(path, edge=BORDER, width=HIDDEN_WIDTH, layer=layer, clip=clip)


def draw_sample(
    page: Page, x: float, y: float, length: float, level: int, look: Look = Look.SOLID
) -> None:
    """Draw a short piece of a border for the key.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Left end, in millimetres.
    length : float
        In millimetres.
    level : int
        The class, or ``NO_LEVEL`` where nothing is reported.
    look : Look
        How a figure is told by the line: solid, hatched or as an average.
    """
    _draw_line(page, Path([(x, y), (x + length, y)]), level, look, layer=58, frame=None)


def _draw_line(
    page: Page, path: Path, level: int, look: Look, *, layer: float, frame: MapFrame | None
) -> None:
    clip = None if frame is None else frame.box
    width = UNKNOWN_WIDTH if level == NO_LEVEL else WIDTHS[level]
    page.area(path, edge=PAPER, width=width + WHITE_CASING, layer=layer, clip=clip)
    if level == NO_LEVEL:
        dash = (1.6 * width, 0.9 * width)
        _stroke(page, path, NOT_REPORTED, width, layer, clip, dash)
        return
    page.area(path, edge=INK, width=width + INK_CASING, layer=layer, clip=clip)
    page.area(path, edge=level_colour(level), width=width, layer=layer, clip=clip)
    if look is Look.AVERAGE:
        _stroke(page, path, PAPER, max(0.7, 0.24 * width), layer, clip, (3.6, 2.2))
    elif look is Look.HATCHED:
        _stroke(page, path, hatch_of(level), width, layer, clip, (0.9, 3.4))


def _stroke(
    page: Page,
    path: Path,
    colour: str,
    width: float,
    layer: float,
    clip: object,
    dash: tuple[float, float],
) -> None:
    for part in path.to_polygons(closed_only=False):
        page.line(np.asarray(part), colour, width, layer=layer, clip=clip, dash=dash)  # type: ignore[arg-type]


def draw_band(page: Page, frame: MapFrame, section: SectionStand) -> None:
    """Draw a stretch that has a report of its own: a band beside the line, outlined in ink.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; the band is cut off at its edge.
    section : SectionStand
        The stretch with its figure and class; nothing is drawn when it lies outside the map.
    """
    lines = [section_on_paper(id_, frame) for id_ in section.figure.section_ids]
    path = to_path(shapely.MultiLineString(lines))
    if path is None:
        return
    page.area(path, edge=INK, width=BAND + 1.0, layer=_BAND_LAYER, clip=frame.box)
    page.area(path, edge=level_colour(section.level), width=BAND, layer=_BAND_LAYER, clip=frame.box)
