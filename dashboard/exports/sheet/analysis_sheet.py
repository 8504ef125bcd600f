"""The sheets of an analysis: its sentence or refusal, what it does not show, chart, table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.answer import Answer
from dashboard.exports.citations import Citations
from dashboard.exports.fonts import BOLD, REGULAR, SEMIBOLD, clean_text, text_width, wrap
from dashboard.exports.request import Order
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.drawn_chart import PIXEL_MM, chart_box, draw_chart
from dashboard.exports.sheet.foot import draw_file_line
from dashboard.exports.sheet.head import draw_title
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.page import Page
from dashboard.scene.charts import Chart
from dashboard.scene.scene import Scene
from dashboard.scene.symbology import ACCENT, HATCH, INK, INK_2, PAPER, RULE
from dashboard.scene.words import overview

_TOLD_PT, _NOTE_PT, _CELL_PT = 12.0, 8.0, 7.2
_TOLD_LEADING, _NOTE_LEADING, _CELL_LEADING = 5.2, 3.5, 3.0
_TOLD_MM, _NOTE_MM = 235.0, 250.0
_BAR_MM, _INDENT_MM = 1.2, 4.0
_BETWEEN, _GUTTER, _PAD = 2.5, 4.0, 0.75
_LEAST_COLUMN = 12.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: the lines of each cell, and its height in millimetres."""

    cells: tuple[tuple[str, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What stands on one sheet.

    Attributes
    ----------
    head : tuple of tuple
        Paragraphs above the table: their lines, and whether they are the sentence.
    chart : tuple of Chart and Box or None
        The drawing, and where it stands.
    top : float
        Where the table begins, in millimetres.
    columns : tuple of float
        Left edges of the columns.
    heads : _Row or None
        Headings of the columns; None where there is no table.
    """

    head: tuple[tuple[tuple[str, ...], bool], ...]
    chart: tuple[Chart, Box] | None
    top: float
    columns: tuple[float, ...]
    heads: _Row | None
    rows: tuple[_Row, ...]


def answer_pages(answer: Answer, citations: Citations, layout: Layout) -> list[AnswerPage]:
    """Set an analysis on as many sheets as its table needs; no row is torn over two.

    Parameters
    ----------
    answer : Answer
        The analysis: its sentence, notes, chart and table.
    citations : Citations
        The numbers of its sources.
    layout : Layout
        Where a sheet without a map has room, in millimetres.
    """
    box = layout.full_list
    head = _head(answer, citations)
    top = box.top + sum(_height(lines, told) for lines, told in head)
    chart = _placed(answer, Box(box.left, top, box.right, box.bottom))
    if chart is not None:
        top = chart[1].bottom + _BETWEEN
    rows = answer.rows(citations)
    if not rows:
        return [AnswerPage(head, chart, top, (), None, ())]
    names = answer.result.table.columns
    widths = _widths([names, *rows], box.width)
    lefts = tuple(box.left + sum(widths[:at]) for at in range(len(widths)))
    heads = _row(names, widths, BOLD)
    pages: list[AnswerPage] = []
    left = [_row(row, widths, REGULAR) for row in rows]
    while left:
        room = box.bottom - top - heads.height
        count = 0
        while count < len(left) and left[count].height <= room:
            room -= left[count].height
            count += 1
        if count or pages:
            # A row higher than a whole sheet stands on one by itself.
            count = max(count, 1)
        set_ = AnswerPage(head, chart, top, lefts, heads if count else None, tuple(left[:count]))
        pages.append(set_)
        left = left[count:]
        head, chart, top = (), None, box.top
    return pages


def draw_answer(
    page: Page, scene: Scene, order: Order, answer: Answer, set_: AnswerPage, told: str, file: str
) -> None:
    """Draw one sheet of an analysis with the title of the first and the same foot.

    Parameters
    ----------
    page : Page
        A blank sheet of the layout that ``set_`` was made for.
    scene : Scene
        The view that the analysis belongs to.
    order : Order
        Its imprint and handling caveat stand on the sheet.
    answer : Answer
        The analysis, for its heading and columns.
    set_ : AnswerPage
        What of it stands on this sheet.
    told : str
        Which of its sheets it is; empty for the only one.
    file : str
        The file's name, for the line at the foot.
    """
    draw_title(page, overview.title(scene), f"{answer.title}{told}", order)
    _draw_head(page, answer, set_)
    if set_.chart is not None:
        draw_chart(page, *set_.chart)
    if set_.heads is not None:
        _draw_table(page, set_)
    draw_file_line(page, scene, order, file)


def _head(answer: Answer, citations: Citations) -> tuple[tuple[tuple[str, ...], bool], ...]:
    told = wrap(clean_text(answer.told), _TOLD_MM, _TOLD_PT, SEMIBOLD)
    notes = (*answer.notes, answer.rests_on(citations))
    return (
        (tuple(told), True),
        *((tuple(wrap(clean_text(note), _NOTE_MM, _NOTE_PT)), False) for note in notes),
    )


def _height(lines: Sequence[str], told: bool) -> float:
    return len(lines) * (_TOLD_LEADING if told else _NOTE_LEADING) + _BETWEEN


def _placed(answer: Answer, room: Box) -> tuple[Chart, Box] | None:
    chart = answer.chart(room.width / PIXEL_MM)
    if chart is not None and chart.height * PIXEL_MM > room.height:
        # Smaller, it has room for more beside each other: what it shows is drawn as wide as it can.
        chart = answer.chart(room.width * chart.height / room.height)
    return None if chart is None else (chart, chart_box(chart, room))


def _draw_head(page: Page, answer: Answer, set_: AnswerPage) -> None:
    """Draw the paragraphs; a bar marks the sentence, hatched where it is a refusal."""
    box = page.layout.full_list
    y = box.top
    for lines, told in set_.head:
        leading, size = (_TOLD_LEADING, _TOLD_PT) if told else (_NOTE_LEADING, _NOTE_PT)
        if told:
            bar = Box(box.left, y, box.left + _BAR_MM, y + len(lines) * leading)
            if answer.result.reason is None:
                page.area(bar, fill=ACCENT)
            else:
                page.hatch(bar, HATCH, PAPER, step=0.9)
        for index, line in enumerate(lines):
            page.text(
                box.left + _INDENT_MM,
                y + (index + 0.75) * leading,
                line,
                size,
                weight=SEMIBOLD if told else REGULAR,
                colour=INK if told else INK_2,
                role="analysis" if told else "analysis_note",
            )
        y += _height(lines, told)


def _draw_table(page: Page, set_: AnswerPage) -> None:
    assert set_.heads is not None
    right = page.layout.full_list.right
    y = set_.top
    for index, row in enumerate((set_.heads, *set_.rows)):
        head = index == 0
        for left, lines in zip(set_.columns, row.cells, strict=True):
            for number, line in enumerate(lines):
                page.text(
                    left,
                    y + _PAD + (number + 0.75) * _CELL_LEADING,
                    line,
                    _CELL_PT,
                    weight=BOLD if head else REGULAR,
                    role="analysis_head" if head else "analysis_cell",
                )
        y += row.height
        page.line([(page.layout.full_list.left, y), (right, y)], INK if head else RULE, 0.4)


def _row(cells: Sequence[str], widths: Sequence[float], weight: int) -> _Row:
    found = tuple(
        tuple(wrap(clean_text(text), width - _GUTTER, _CELL_PT, weight))
        for text, width in zip(cells, widths, strict=True)
    )
    return _Row(found, max(1, *map(len, found)) * _CELL_LEADING + 2 * _PAD)


def _widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return the widths of the columns: as wide as their words, the widest cut to the room."""
    wanted = [
        max(
            _LEAST_COLUMN,
            *(text_width(clean_text(row[at]), _CELL_PT, BOLD) + _GUTTER for row in rows),
        )
        for at in range(len(rows[0]))
    ]
    # One limit for all that are wider, found among the widths themselves.
    left, count = room, len(wanted)
    limit = room
    for width in sorted(wanted):
        limit = left / count
        if width > limit:
            break
        left -= width
        count -= 1
    else:
        return wanted
    return [min(width, limit) for width in wanted]
