"""The box of the key: its lines in one column or two, in a corner of the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from dashboard.exports.fonts import BOLD
from dashboard.exports.sheet import legend_samples as samples
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.page import Page
from dashboard.scene.symbology import INK, INK_2, PAPER, RULE

WIDTH, COLUMN = 49.0, 42.5
PAD, TEXT_PT, INDENT = 1.8, 6.4, 7.6
_HEAD_PT = 6.9
_TALLEST, _LOWEST = 62.0, 24.0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the key: a sample and its words, a heading, or words alone."""

    words: str
    height: float
    draw: samples.Draw | None = None
    heading: bool = False
    indent: float = INDENT


def draw_key(page: Page, frame: Box, rows: Sequence[Row], room: Room) -> None:
    """Draw the key in the lower right corner; what is too tall takes a second, lower column.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : Box
        The map, in millimetres; the key stands in its lower right corner.
    rows : sequence of Row
        From top to bottom.
    room : Room
        What is taken on the map; the place of the key is added.
    """
    columns = _columns(rows)
    width = WIDTH if len(columns) == 1 else COLUMN
    right, bottom = frame.right - 8.5, frame.bottom - 5.5
    for column in reversed(columns):
        box = Box(right - width, bottom - _height(column) - 2 * PAD, right, bottom)
        page.area(box, fill=PAPER, edge=RULE, width=0.6, layer=56)
        y = box.top + PAD
        for row in column:
            y += row.height
            _draw_row(page, row, box.left + PAD, y)
        room.take(box.grown(1.6))
        right -= width


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _columns(rows: Sequence[Row]) -> list[list[Row]]:
    """Return one column, or two when one were too tall; a group under a heading is never torn.

    The left one is kept as low as can be: above it stands the value of the Polish border.
    """
    if _height(rows) <= _TALLEST:
        return [list(rows)]
    starts = [index for index, row in enumerate(rows) if row.heading]
    groups = [
        list(rows[start:end]) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]
    found = []
    for choice in product((0, 1), repeat=len(groups) - 1):
        columns: list[list[Row]] = [list(groups[0]), []]
        for side, group in zip(choice, groups[1:], strict=True):
            columns[side] += group
        left, right = map(_height, columns)
        found.append((max(0.0, right - _TALLEST), max(left, _LOWEST), choice, columns))
    return min(found, key=lambda entry: entry[:3])[3]


def _draw_row(page: Page, row: Row, x: float, y: float) -> None:
    if row.heading:
        page.text(x, y - 1.2, row.words, _HEAD_PT, weight=BOLD, layer=58, role="key")
        return
    middle = y - row.height / 2
    if row.draw is not None:
        row.draw(page, x, middle)
    colour = INK if row.draw is not None else INK_2
    page.text(
        x + row.indent, middle + 0.78, row.words, TEXT_PT, colour=colour, layer=58, role="key"
    )
