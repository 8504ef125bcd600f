"""The key on the map: what is in view and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from dashboard.dating import short_day
from dashboard.scene import CrossingMark, Scene
from dashboard.snapshot.boxes import Box, Room
from dashboard.snapshot.citations import Citations
from dashboard.snapshot.fonts import BOLD, clean_text, wrap
from dashboard.snapshot.marks import Stack
from dashboard.snapshot.page import Page
from dashboard.snapshot.rated_borders import draw_sample, is_average
from dashboard.snapshot.symbols import (
    CROSSING_WORDS,
    draw_count,
    draw_crossing,
    draw_ring,
    draw_symbol,
    draw_tag,
)
from dashboard.style import CATEGORIES, INK, INK_2, NO_LEVEL, RAMP, RULE, ZERO_LEVEL
from events import Condition, ConditionKind

WIDTH, COLUMN = 49.0, 42.5
_PAD, _TEXT_PT, _HEAD_PT, _ROW, _HEAD_ROW = 1.8, 6.4, 6.9, 3.0, 3.9
_INDENT, _LINE = 7.6, 2.6
_TALLEST, _LOWEST = 62.0, 24.0
MOST_IN_FORCE = 4
_TIED = "\u00a0"
_HELD = (
    ConditionKind.EMERGENCY,
    ConditionKind.BUFFER_ZONE,
    ConditionKind.LEGAL_MEASURE,
    ConditionKind.BARRIER_BUILT,
    ConditionKind.BARRIER_WORKS,
)
_Draw = Callable[[Page, float, float], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the key: a sample and its words, a heading, or words alone."""

    words: str
    height: float
    draw: _Draw | None = None
    heading: bool = False
    indent: float = _INDENT


def in_force(scene: Scene) -> tuple[Condition, ...]:
    """Return the conditions the key names: what holds along the borders on the last day."""
    held = [c for c in scene.conditions if c.kind in _HELD and c.period.holds(scene.state.date)]
    held.sort(key=lambda c: (_HELD.index(c.kind), c.period.start, c.id))
    return tuple(held)


def build_rows(
    scene: Scene,
    stacks: Sequence[Stack],
    crossings: Sequence[tuple[CrossingMark, float, float]],
    outside: int,
    citations: Citations,
    *,
    generalised: int = 0,
    crowded: bool = False,
) -> list[Row]:
    """Return the lines of the key for what the map shows."""
    return [
        *_border_rows(scene),
        *_event_rows(stacks, outside, generalised, crowded),
        *_crossing_rows(scene, crossings),
        *_in_force_rows(scene, citations),
    ]


def _heading(words: str) -> Row:
    return Row(words, _HEAD_ROW, heading=True)


def _border_rows(scene: Scene) -> list[Row]:
    rows = [_heading("Each border on its own scale")]
    levels = {stand.level for stand in scene.borders}
    if levels - {ZERO_LEVEL, NO_LEVEL}:
        rows.append(Row("low to high", _ROW, _ramp, indent=21.5))
    if ZERO_LEVEL in levels:
        rows.append(Row("reported zero", _ROW, _sample(ZERO_LEVEL)))
    if NO_LEVEL in levels:
        rows.append(Row("not reported", _ROW, _sample(NO_LEVEL)))
    if any(is_average(stand) for stand in scene.borders):
        rows.append(Row("average of a wider report", _ROW, _sample(3, average=True)))
    if scene.sections:
        rows.append(Row("stretch with a report of its own", _ROW, _band))
    return rows


def _event_rows(
    stacks: Sequence[Stack], outside: int, generalised: int, crowded: bool
) -> list[Row]:
    if not stacks and not outside:
        return []
    kinds = sorted({mark.category for stack in stacks for mark in stack.marks})
    rows = [_heading("Reported in the window")]
    for kind in kinds:
        category = CATEGORIES[kind]

        def draw(page: Page, x: float, y: float, kind: int = kind) -> None:
            draw_symbol(page, x + 2.6, y, CATEGORIES[kind], half=1.15, layer=58)

        rows.append(Row(category.label, _ROW, draw))
    if any(stack.vague for stack in stacks):
        rows.append(Row("place known to a section only", _ROW, _ring))
    if crowded:
        rows.append(Row("each dot one event, in its colour", _ROW))
    if generalised:
        rows.append(Row(f"locations generalised: {generalised}", _ROW, indent=_INDENT))
    if any(stack.contested for stack in stacks):
        rows.append(Row("contested: reports disagree", _ROW, _contested))
    if any(len(stack.marks) > 1 for stack in stacks):
        rows.append(Row("events at one place", _ROW, lambda page, x, y: _count(page, x + 2.6, y)))
    if outside:
        rows.append(Row(f"{outside:,} beyond this frame: see data", _LINE + 0.5, indent=0))
    return rows


def _crossing_rows(
    scene: Scene, crossings: Sequence[tuple[CrossingMark, float, float]]
) -> list[Row]:
    statuses = {mark.status for mark, _, _ in crossings}
    if not statuses:
        return []
    rows = [_heading(f"Crossings on {short_day(scene.state.date)}")]
    for status, words in CROSSING_WORDS.items():
        if status in statuses:

            def draw(page: Page, x: float, y: float, status: str | None = status) -> None:
                draw_crossing(page, x + 2.6, y, status, layer=58)

            rows.append(Row(words, _ROW, draw))
    return rows


def _in_force_rows(scene: Scene, citations: Citations) -> list[Row]:
    held = in_force(scene)
    if not held:
        return []
    rows = [_heading(f"In force on {short_day(scene.state.date)}")]
    for condition in held[:MOST_IN_FORCE]:
        cited = citations.cite(condition.report_ids, condition.source_ids, most=2)
        told = f"{clean_text(condition.title)}{_TIED}{cited}"
        lines = wrap(told, COLUMN - 2 * _PAD, _TEXT_PT, most_lines=3)
        rows += [Row(line, _LINE, indent=0) for line in lines]
    if len(held) > MOST_IN_FORCE:
        rest = len(held) - MOST_IN_FORCE
        rows.append(Row(f"and {rest} more: see the data table", _LINE, indent=0))
    return rows


def draw_key(page: Page, frame: Box, rows: Sequence[Row], room: Room) -> None:
    """Draw the key in the lower right corner; what is too tall takes a second, lower column."""
    columns = _columns(rows)
    width = WIDTH if len(columns) == 1 else COLUMN
    right, bottom = frame.right - 8.5, frame.bottom - 5.5
    for column in reversed(columns):
        box = Box(right - width, bottom - _height(column) - 2 * _PAD, right, bottom)
        page.area(box, fill="#FFFFFF", edge=RULE, width=0.6, layer=56)
        y = box.top + _PAD
        for row in column:
            y += row.height
            _draw_row(page, row, box.left + _PAD, y)
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
        x + row.indent, middle + 0.78, row.words, _TEXT_PT, colour=colour, layer=58, role="key"
    )


def _ramp(page: Page, x: float, y: float) -> None:
    for index, colour in enumerate(RAMP):
        cell = Box(x + index * 4, y - 0.9, x + index * 4 + 4, y + 0.9)
        page.area(cell, fill=colour, edge=INK, width=0.4, layer=58)


def _sample(level: int, *, average: bool = False) -> _Draw:
    def draw(page: Page, x: float, y: float) -> None:
        draw_sample(page, x, y, 6.2, level, average=average)

    return draw


def _band(page: Page, x: float, y: float) -> None:
    page.area(Box(x, y - 1.3, x + 6.2, y + 1.3), fill=RAMP[1], edge=INK, width=0.5, layer=58)
    draw_sample(page, x, y, 6.2, NO_LEVEL)


def _contested(page: Page, x: float, y: float) -> None:
    draw_tag(page, Box.around(x + 2.6, y, 1.3), layer=58)


def _ring(page: Page, x: float, y: float) -> None:
    draw_ring(page, x + 2.6, y, half=1.35, layer=58)


def _count(page: Page, x: float, y: float) -> None:
    draw_count(page, x, y, 2, layer=58)
