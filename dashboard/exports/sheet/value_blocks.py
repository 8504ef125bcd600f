"""What was counted on each border, set beside its line on the Belarusian side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.exports.citations import Citations
from dashboard.exports.fonts import BOLD, POINT_MM, REGULAR, SEMIBOLD, text_width, wrap
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import MapFrame
from dashboard.exports.sheet.rated_borders import border_on_paper, draw_class
from dashboard.exports.sheet.symbols import draw_tag
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import INK, INK_2, PAPER
from dashboard.scene.words import overview

_BAR, _GAP = 1.5, 1.3
_WIDEST = 34.0
_NAME_PT, _VALUE_PT, _WORDS_PT, _UNIT_PT, _BASIS_PT = 7.6, 15.0, 11.0, 7.4, 6.4
_LEADING = 1.14
_FARTHEST, _BEYOND, _STRIDE = 34.0, 64.0, 2.0
_RIM = 4.0
"""A border that only touches the edge of a map, in millimetres, is not one that it shows."""


@dataclass(frozen=True, slots=True)
class Block:
    """The words of a border's value.

    Attributes
    ----------
    rows : tuple
        Lines from the top; each holds pieces set side by side: text, size, weight and colour.
    tagged : int
        How many lines at the end are the tag of what reports disagree on.
    """

    rows: tuple[tuple[tuple[str, float, int, str], ...], ...]
    tagged: int

    @property
    def width(self) -> float:
        """Width in millimetres, the class bar included."""
        widths = (
            sum(text_width(text, size, weight) for text, size, weight, _ in row)
            + 1.2 * (len(row) - 1)
            for row in self.rows
        )
        return _BAR + _GAP + max(widths)

    @property
    def height(self) -> float:
        """Height in millimetres."""
        return sum(map(_height, self.rows)) + 0.4 + 0.5 * self.tagged


def draw_values(
    page: Page,
    frame: MapFrame,
    scene: Scene,
    citations: Citations,
    room: Room,
    neighbours: BaseGeometry,
) -> None:
    """Draw a block a border: name, number with its measure, what it rests on with its sources.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map, with the line of each border.
    scene : Scene
        The view, with its three borders.
    citations : Citations
        The numbers of the sources.
    room : Room
        What is taken on the map; the place of each block is added.
    neighbours : shapely geometry
        The EU side on the sheet, in millimetres, which belongs to the callouts.
    """
    for stand in borders_in(scene, frame):
        blocks = [
            build_block(stand, citations, brevity, of_whole=page.layout.where is not None)
            for brevity in Brevity
        ]
        anchors = _anchors(frame, stand)
        reaches = [*((block, _FARTHEST) for block in blocks), (blocks[-1], _BEYOND)]
        placed = (
            (_place(anchors, block, room, neighbours, reach), block) for block, reach in reaches
        )
        box, block = next(
            ((box, block) for box, block in placed if box is not None),
            (_forced(frame, anchors[0], blocks[-1]), blocks[-1]),
        )
        room.take(box.grown(0.8))
        _draw(page, box, stand, block)


def borders_in(scene: Scene, frame: MapFrame) -> list[BorderStand]:
    """Return the borders of which a map shows a part; the others have no value on it."""
    inner = frame.box.grown(-_RIM).polygon
    return [
        stand
        for stand in scene.borders
        if border_on_paper(stand.style.pair, frame).intersects(inner)
    ]


def _anchors(frame: MapFrame, stand: BorderStand) -> list[tuple[float, float]]:
    """Return where the value of a border may stand: its own places, or its line as it is shown."""
    inner = frame.box.grown(-_RIM)
    own = [frame.at(*anchor) for anchor in stand.style.anchors]
    seen = [(x, y) for x, y in own if inner.holds(Box(x, y, x, y))]
    if seen:
        return seen
    line = border_on_paper(stand.style.pair, frame).intersection(inner.polygon)
    middle = shapely.shortest_line(line, line.centroid).coords[0]
    return [(float(middle[0]), float(middle[1]))]


class Brevity(IntEnum):
    """In how few words a border's figure is told: a later one where an earlier finds no room."""

    FULL = 0
    WITHOUT_BOUNDS = 1
    SHORT = 2


def build_block(
    stand: BorderStand,
    citations: Citations,
    brevity: Brevity = Brevity.FULL,
    *,
    of_whole: bool = False,
) -> Block:
    """Return the words for a border; the table of charts and the data file tell what is cut.

    Parameters
    ----------
    stand : BorderStand
        The border with its figure.
    citations : Citations
        The numbers of the sources.
    brevity : Brevity
        In how few words.
    of_whole : bool
        Whether the map shows a part of the border alone: then the figure is said to be of all.
    """
    found = stand.pressure
    measure = (overview.measure_words(stand), _UNIT_PT, SEMIBOLD, INK)
    rows: list[tuple[tuple[str, float, int, str], ...]] = [
        ((f"{stand.style.name}{', whole border' if of_whole else ''}", _NAME_PT, BOLD, INK),)
    ]
    value = overview.value(stand)
    plain = value.replace(",", "").replace(".", "").isdigit()
    rows.append(((value, _VALUE_PT if plain else _WORDS_PT, BOLD, INK),))
    if not stand.hidden:
        rows = [*rows[:-1], (*rows[-1], measure)] if found.rated else [*rows, (measure,)]
    said = stand.said
    short = brevity is Brevity.SHORT and bool(said.short) and not stand.hidden
    basis = said.short if short else overview.basis(stand)
    if found.reported:
        basis = f"{basis} {citations.cite(found.report_ids)}"
    told = [basis]
    if brevity is Brevity.FULL:
        told += [text for text in overview.further(stand) if text != said.contested]
    elif brevity is Brevity.WITHOUT_BOUNDS and not stand.hidden:
        told += [text for text in (said.beside,) if text]
    rows += [
        ((line, _BASIS_PT, REGULAR, INK_2),)
        for text in told
        for line in wrap(text, _WIDEST, _BASIS_PT)
    ]
    tag: list[str] = []
    if found.contested and not stand.hidden:
        named = said.contested if brevity is not Brevity.SHORT else ""
        tag = wrap(named or "contested", _WIDEST, _BASIS_PT)
    rows += [((line, _BASIS_PT, SEMIBOLD, INK),) for line in tag]
    return Block(tuple(rows), len(tag))


def _height(row: tuple[tuple[str, float, int, str], ...]) -> float:
    return max(size for _, size, _, _ in row) * POINT_MM * _LEADING


def _place(
    anchors: Sequence[tuple[float, float]],
    block: Block,
    room: Room,
    neighbours: BaseGeometry,
    reach: float,
) -> Box | None:
    """Return the free place nearest to one of the border's own anchors, the first ones dearest."""
    width, height = block.width, block.height
    steps = np.arange(-reach, reach + 1, _STRIDE)
    tried = sorted(
        (math.hypot(dx, dy) + 4 * rank, x + dx, y + dy - height / 2)
        for rank, (x, y) in enumerate(anchors)
        for dx in steps
        for dy in steps
    )
    boxes = (Box(left, top, left + width, top + height) for _, left, top in tried)
    for box in boxes:
        if room.is_free(box.grown(1.0)) and not neighbours.intersects(box.polygon):
            return box
    return None


def _forced(frame: MapFrame, anchor: tuple[float, float], block: Block) -> Box:
    """Return a border's own place: its value always stands on the map, if need be over a name."""
    x, y = anchor
    left = min(x, frame.box.right - block.width - 1.0)
    top = max(frame.box.top + 1.0, min(y, frame.box.bottom) - block.height / 2)
    return Box(left, top, left + block.width, top + block.height)


def _draw(page: Page, box: Box, stand: BorderStand, block: Block) -> None:
    page.area(box.grown(0.7), fill=PAPER, alpha=0.78, layer=20)
    bar = Box(box.left, box.top, box.left + _BAR, box.bottom)
    draw_class(page, bar, stand, layer=21)
    y = box.top
    for index, row in enumerate(block.rows):
        tag = index >= len(block.rows) - block.tagged
        y += _height(row) + (0.5 if tag else 0.0)
        x = bar.right + _GAP
        base = y - max(size for _, size, _, _ in row) * POINT_MM * 0.22
        for text, size, weight, colour in row:
            set_in = page.text(
                x, base, text, size, weight=weight, colour=colour, layer=40, role="value"
            )
            x = set_in.right + 1.2
            if tag:
                draw_tag(page, set_in.grown(0.3), layer=39)
