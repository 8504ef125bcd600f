"""The slides of an analysis: sentence or refusal, what it does not show, chart, table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.exports.answer import Answer
from dashboard.exports.citations import Citations
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.slides.picture import chart_picture
from dashboard.exports.slides.shapes import (
    WIDTH_IN,
    Cell,
    Run,
    add_bar,
    add_picture,
    add_table,
    add_words,
    height_of,
    text_width_in,
)
from dashboard.exports.slides.source_slides import set_title
from dashboard.scene.charts import Chart
from dashboard.scene.symbology import ACCENT, INK_2, NOT_REPORTED

_LEFT, _RIGHT, _TOP, _BOTTOM = 0.45, WIDTH_IN - 0.45, 1.05, 7.1
_CHART_PX = 900.0
"""Width of a chart: so its words stand at about 12 points on the slide."""
_TOLD_PT, _NOTE_PT, _CELL_PT = 16, 11, 10.5
_INDENT_IN, _BETWEEN_IN, _PAD_IN, _LEAST_IN = 0.16, 0.1, 0.07, 0.7


def add_answer(new: Callable[[], Any], answer: Answer, citations: Citations, of: str) -> None:
    """Add the slide of an analysis; with chart and table there are two.

    The chart stands under the words where it has room there, else the table does.

    Parameters
    ----------
    new : callable
        Adds a blank slide with a title.
    answer : Answer
        The analysis: its sentence, notes, chart and table.
    citations : Citations
        The numbers of its sources.
    of : str
        The title of the view it belongs to.
    """
    slide = new()
    set_title(slide, answer.title, 24)
    below = _add_head(slide, answer, citations, of)
    chart, rows = answer.chart(_CHART_PX), answer.rows(citations)
    room = Box(_LEFT, below, _RIGHT, _BOTTOM)
    whole = Box(_LEFT, _TOP, _RIGHT, _BOTTOM)
    first = chart is not None and chart.height * room.width / chart.width <= room.height
    if chart is not None and first:
        _add_chart(slide, chart, room)
    elif rows:
        _add_table(slide, answer.result.table.columns, rows, below, answer.heading)
    if chart is not None and not first:
        # Words and marks keep their size: a high chart is drawn wider, not smaller.
        least = chart.height * whole.width / whole.height
        _add_chart(_further(new, answer, "chart"), answer.chart(max(_CHART_PX, least)), whole)
    elif first and rows:
        second = _further(new, answer, "table")
        _add_table(second, answer.result.table.columns, rows, _TOP, answer.heading)
    told = (answer.told, *answer.notes, answer.rests_on(citations))
    slide.notes_slide.notes_text_frame.text = "\n".join(told)


def _add_head(slide: Any, answer: Answer, citations: Citations, of: str) -> float:
    """Write the sentence and what belongs to it; return where the rest of the slide begins."""
    told = [[Run(answer.told, _TOLD_PT, bold=True)]]
    notes = [
        [Run(note, _NOTE_PT, colour=INK_2)]
        for note in (of, *answer.notes, answer.rests_on(citations))
    ]
    width = _RIGHT - _LEFT - _INDENT_IN
    high = height_of(told, width)
    fill = ACCENT if answer.result.reason is None else NOT_REPORTED
    add_bar(slide, Box(_LEFT, _TOP, _LEFT + 0.06, _TOP + high), fill, name="Accent")
    box = Box(_LEFT + _INDENT_IN, _TOP, _RIGHT, _TOP + high)
    add_words(slide, box, told, name="Analysis")
    top = box.bottom + _BETWEEN_IN
    under = Box(box.left, top, _RIGHT, top + height_of(notes, width))
    add_words(slide, under, notes, name="Analysis notes")
    return under.bottom + _BETWEEN_IN


def _further(new: Callable[[], Any], answer: Answer, what: str) -> Any:
    slide = new()
    set_title(slide, f"{answer.title}, {what}", 24)
    return slide


def _add_chart(slide: Any, chart: Chart | None, room: Box) -> None:
    assert chart is not None
    picture = chart_picture(chart, room.width)
    add_picture(slide, picture, room, name="Analysis chart", alt=chart.told)


def _add_table(
    slide: Any, columns: Sequence[str], rows: Sequence[Sequence[str]], top: float, alt: str
) -> None:
    """Add as many rows as the slide has room for, and say how many more there are."""
    widths = _widths((columns, *rows), _RIGHT - _LEFT)
    head = [Cell(((Run(text, _CELL_PT, bold=True),),)) for text in columns]
    rest = _BOTTOM - top - _height(head, widths) - 0.25
    shown: list[list[Cell]] = []
    for row in rows:
        cells = [Cell(((Run(text, _CELL_PT),),)) for text in row]
        rest -= _height(cells, widths)
        if rest < 0 and shown:
            break
        shown.append(cells)
    box = Box(_LEFT, top, _RIGHT, _BOTTOM)
    high = add_table(slide, box, widths, [head, *shown], name="Analysis table", alt=alt)
    more = len(rows) - len(shown)
    if more:
        told = f"and {more:,} more row{'' if more == 1 else 's'}: see the sheet of the same view"
        place = Box(_LEFT, top + high + 0.05, _RIGHT, top + high + 0.25)
        add_words(slide, place, [[Run(told, 10, colour=INK_2)]], name="More rows")


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    return (
        max(height_of(cell.lines, width - 0.12) for cell, width in zip(cells, widths, strict=True))
        + _PAD_IN
    )


def _widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return widths that fill the room, each column in the measure of its longest words."""
    wanted = [
        max(_LEAST_IN, *(text_width_in(row[at], _CELL_PT) + 0.15 for row in rows))
        for at in range(len(rows[0]))
    ]
    cut = [min(width, room / 3) for width in wanted] if sum(wanted) > room else wanted
    scale = room / sum(cut)
    return [width * scale for width in cut]
