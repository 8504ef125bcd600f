"""The part of the map that lists and marks keep to: its outline, or its stretch of a border."""

from __future__ import annotations

import shapely
from matplotlib.path import Path

import geodata
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import MapFrame, to_path
from dashboard.scene.symbology import ACCENT, PAPER
from events import Where

_OUTLINE, _CASING, _BAND = 1.1, 2.4, 15.0
"""Widths in points."""
_DASH = (4.0, 2.2)
_SOFT = 0.35
_LAYER = 9
_SMOOTH_MM = 0.18


def draw_kept(page: Page, frame: MapFrame, where: Where) -> None:
    """Draw an outline of dashes around an area; a soft band along a border or a section.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; what reaches beyond it is cut off at its edge.
    where : Where
        What lists keep to.
    """
    if where.is_ground:
        path = Path(frame.place(where.outline()), closed=True)
        page.area(path, edge=PAPER, width=_CASING, layer=_LAYER, clip=frame.box, alpha=0.8)
        page.area(path, edge=ACCENT, width=_OUTLINE, layer=_LAYER, clip=frame.box, dash=_DASH)
        return
    lines = [
        shapely.transform(geodata.border_section(id_).line, frame.place)
        for id_ in where.section_ids
    ]
    along = to_path(shapely.simplify(shapely.MultiLineString(lines), _SMOOTH_MM))
    if along is not None:
        page.area(along, edge=ACCENT, width=_BAND, layer=_LAYER, clip=frame.box, alpha=_SOFT)


def draw_kept_sample(page: Page, x: float, y: float, where: Where) -> None:
    """Draw a short piece of it for the key.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Left end, in millimetres.
    where : Where
        What lists keep to.
    """
    piece = Path([(x, y), (x + 6.2, y)])
    if where.is_ground:
        page.area(piece, edge=ACCENT, width=_OUTLINE, layer=58, dash=_DASH)
    else:
        page.area(piece, edge=ACCENT, width=_BAND / 3, layer=58, alpha=_SOFT)
