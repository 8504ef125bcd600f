"""Backgrounds of brought files on the map of a sheet, under everything that has a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import shapely
from matplotlib.path import Path

from dashboard.exports.citations import Citations
from dashboard.exports.fonts import clean_text
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.legend_samples import Draw
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import MapFrame, to_path
from dashboard.scene.contexts import FILL, context_colour
from dashboard.scene.symbology import PAPER
from events.uploads import HOLE, LINE, POINT, ContextLayer

_LAYER = 6.2
_LINE_PT, _EDGE_PT, _DOT_MM = 1.1, 0.8, 0.55
_TIED = "\u00a0"


def draw_backgrounds(page: Page, frame: MapFrame, layers: Iterable[ContextLayer]) -> None:
    """Draw points, lines and areas, cut off at the edge of the map.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; what does not reach into it is left out.
    layers : iterable of ContextLayer
        The lowest first.
    """
    for layer in layers:
        colour = context_colour(layer)
        for kind, parts in _shapes(layer, frame):
            if kind == POINT:
                dot = Path.circle(tuple(parts[0][0]), _DOT_MM)
                page.area(
                    dot, fill=colour, edge=PAPER, width=0.4, layer=_LAYER + 0.1, clip=frame.box
                )
            elif kind == LINE:
                page.line(parts[0], colour, _LINE_PT, layer=_LAYER, clip=frame.box)
            else:
                path = to_path(shapely.Polygon(parts[0], parts[1:]))
                if path is not None:
                    page.area(path, fill=colour, alpha=FILL, layer=_LAYER, clip=frame.box)
                    page.area(path, edge=colour, width=_EDGE_PT, layer=_LAYER, clip=frame.box)


def _shapes(
    layer: ContextLayer, frame: MapFrame
) -> Iterator[tuple[int, list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]]]:
    """Yield the kind and the parts, in millimetres, of each shape that reaches into the map."""
    shapes = layer.shapes
    places = frame.place(np.column_stack([shapes.lon, shapes.lat]))
    ends = shapes.path_end.tolist()
    kinds = shapes.path_kind.tolist()
    path = 0
    while path < len(kinds):
        kind, parts = kinds[path], []
        while True:
            parts.append(places[ends[path - 1] if path else 0 : ends[path]])
            path += 1
            if path == len(kinds) or kinds[path] != HOLE:
                break
        # A place on the far side of the Earth has no point on the plane of the map.
        if all(np.isfinite(part).all() for part in parts) and _reaches(parts[0], frame.box):
            yield kind, parts


def _reaches(corners: np.ndarray[tuple[int, int], np.dtype[np.float64]], box: Box) -> bool:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return bool(left < box.right and right > box.left and top < box.bottom and bottom > box.top)


def background_lines(
    layers: Sequence[ContextLayer], citations: Citations
) -> list[tuple[str, Draw]]:
    """Return for each background what the key says, and what draws its sample.

    Parameters
    ----------
    layers : sequence of ContextLayer
        The lowest first.
    citations : Citations
        The numbers of the sources.
    """
    return [
        (f"{clean_text(one.title)}{_TIED}{citations.cite((), (one.id,))}", background_sample(one))
        for one in layers
    ]


def background_sample(layer: ContextLayer) -> Draw:
    """Return what draws a sample of what a background holds: area, line, point."""
    colour = context_colour(layer)
    kinds = set(layer.shapes.path_kind.tolist())

    def draw(page: Page, x: float, y: float) -> None:
        box = Box(x + 0.3, y - 0.9, x + 5.3, y + 0.9)
        if kinds - {POINT, LINE}:
            page.area(box, fill=colour, alpha=FILL, layer=58)
            page.area(box, edge=colour, width=_EDGE_PT, layer=58)
        if LINE in kinds:
            page.line([(box.left, y), (box.right, y)], colour, _LINE_PT, layer=58)
        if POINT in kinds:
            dot = Path.circle((x + 2.8, y), _DOT_MM)
            page.area(dot, fill=colour, edge=PAPER, width=0.4, layer=58.1)

    return draw
