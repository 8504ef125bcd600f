"""Squares of stores on the map of a sheet, under borders and marks, and their lines in the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection

from dashboard.exports.citations import Citations
from dashboard.exports.fonts import clean_text, shorten, text_width, wrap
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.legend_box import COLUMN, INDENT, PAD, TEXT_PT, Row
from dashboard.exports.sheet.legend_samples import Draw, nothing
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import MapFrame
from dashboard.exports.store_squares import MOST_SQUARES, Squares
from dashboard.scene.stores import ALPHAS, COUNTED, SHARES, cell_km, store_colour

if TYPE_CHECKING:
    from events.store import StoreLayer

HEADING = "Brought events, counted by square"
_LAYER = 5.5
"""Above ground and grid, below every border."""
_ROW, _HEAD_ROW, _LINE = 3.0, 3.9, 2.6
_SAMPLE_MM, _STEP_MM = 2.4, 3.0
_AFTER_CLASSES = len(SHARES) * _STEP_MM + 1
_TOLD_IN_FULL = 2
"""Stores of which the key has room for all; of more it has two lines each."""
_TIED = "\u00a0"


def draw_squares(page: Page, frame: MapFrame, found: Iterable[Squares]) -> None:
    """Draw the squares of stores, cut off at the edge of the map.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map.
    found : iterable of Squares
        By number; the later lies above.
    """
    for squares in found:
        outlines, classes = squares.outlines(frame), squares.classes
        for index, alpha in enumerate(ALPHAS):
            here = outlines[classes == index]
            if len(here):
                drawn = PolyCollection(
                    [np.asarray(outline) for outline in here],
                    facecolors=store_colour(squares.layer),
                    edgecolors="none",
                    linewidths=0,
                    alpha=alpha,
                )
                page.add(drawn, _LAYER, frame.box)


def store_rows(found: Sequence[Squares], frame: MapFrame, citations: Citations) -> list[Row]:
    """Return the lines of the key for the stores on a map.

    Parameters
    ----------
    found : sequence of Squares
        What the map shows of each.
    frame : MapFrame
        The map, on which the squares have a size.
    citations : Citations
        The numbers of the sources.
    """
    if not found:
        return []
    rows = [Row(HEADING, _HEAD_ROW, heading=True)]
    if len(found) > _TOLD_IN_FULL:
        rows.append(Row("more events", _ROW, _classes(found[0].layer), indent=_AFTER_CLASSES))
        rows += _lines("Each: events on this map; width of its cells, least events of each class.")
        rows += [row for squares in found for row in _brief_rows(squares, frame, citations)]
    else:
        rows += [row for squares in found for row in _rows_of(squares, frame, citations)]
    return rows + _lines(COUNTED)


def _brief_rows(squares: Squares, frame: MapFrame, citations: Citations) -> list[Row]:
    """Return the lines of one of many stores: its data file and the sentence say the rest."""
    layer, width = squares.layer, COLUMN - 2 * PAD - INDENT
    cited = citations.cite((), (layer.id,))
    told = f":{_TIED}{squares.cells.events:,}{_TIED}{cited}"
    room = width - text_width(told, TEXT_PT)
    name = shorten(clean_text(f"{layer.mark} {layer.title}"), room, TEXT_PT)
    coarser = "; coarser" if squares.coarser else ""
    classes = f"{_wide(squares, frame)} km, {_breaks(squares)}{coarser}"
    return [
        Row(f"{name}{told}", _ROW, store_sample(layer)),
        *(Row(line, _LINE, nothing) for line in wrap(classes, width, TEXT_PT, most_lines=2)),
    ]


def _wide(squares: Squares, frame: MapFrame) -> str:
    return f"{cell_km(squares.cells.zoom, frame.lonlat(*frame.box.middle)[1]):.2g}"


def _breaks(squares: Squares) -> str:
    return ", ".join(f"{least:,}" for least in squares.breaks)


def _rows_of(squares: Squares, frame: MapFrame, citations: Citations) -> list[Row]:
    layer, stand = squares.layer, squares.stand
    cited = citations.cite((), (layer.id,))
    told = (
        f"{layer.mark} {clean_text(layer.title)}:{_TIED}{squares.cells.events:,} on this map, "
        f"{stand.in_window:,} in the window{_TIED}{cited}"
    )
    first, *others = wrap(told, COLUMN - 2 * PAD - INDENT, TEXT_PT, most_lines=4)
    rows = [Row(first, _ROW, store_sample(layer)), *(Row(line, _LINE, nothing) for line in others)]
    words = f"by cells {_wide(squares, frame)} km wide"
    rows.append(Row(words, _ROW, _classes(layer), indent=_AFTER_CLASSES))
    rows += _lines(f"from {_breaks(squares)} events")
    for told in _notes(squares):
        rows += _lines(told)
    return rows


def _notes(squares: Squares) -> list[str]:
    """Return what is not in the squares, and why they are as large as they are."""
    layer = squares.layer
    held = layer.held_back(squares.cells.zoom)
    return [
        *(
            (f"{', '.join(map(clean_text, squares.stand.off))} turned off",)
            if squares.stand.off
            else ()
        ),
        *((f"of all days, {layer.unplaced:,} have no place",) if layer.unplaced else ()),
        *((f"of all days, {held:,} of kinds held back at this size",) if held else ()),
        *((f"coarser: a map holds {MOST_SQUARES:,} squares",) if squares.coarser else ()),
    ]


def _lines(told: str) -> list[Row]:
    return [
        Row(line, _LINE, indent=0) for line in wrap(told, COLUMN - 2 * PAD, TEXT_PT, most_lines=4)
    ]


def store_sample(layer: StoreLayer) -> Draw:
    """Return what draws one full square in the colour of a store."""

    def draw(page: Page, x: float, y: float) -> None:
        box = Box.around(x + 2.6, y, _SAMPLE_MM / 2)
        page.area(box, fill=store_colour(layer), alpha=ALPHAS[-1], layer=58)

    return draw


def _classes(layer: StoreLayer) -> Draw:
    """Return what draws a square of each class, the fewest events first."""

    def draw(page: Page, x: float, y: float) -> None:
        for index, (share, alpha) in enumerate(zip(SHARES, ALPHAS, strict=True)):
            box = Box.around(x + _STEP_MM * (index + 0.5), y, share * _SAMPLE_MM / 2)
            page.area(box, fill=store_colour(layer), alpha=alpha, layer=58)

    return draw
