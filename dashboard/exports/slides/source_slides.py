"""Slides that list every numbered source, as many as the list needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Inches

from dashboard.exports.citations import Citations
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.source_list import GRADE_NOTE
from dashboard.exports.slides.shapes import WIDTH_IN, Run, add_words, fill_frame, height_of
from dashboard.scene.symbology import INK_2

_COLUMNS, _PT = 3, 9.5
_TOP, _BOTTOM, _MARGIN, _GUTTER = 1.15, 6.8, 0.45, 0.25


def add_sources(
    new: Callable[[], Any], citations: Citations, metadata: Mapping[str, str], *, note: str = ""
) -> None:
    """Add the list; an entry is never torn over two columns, and none is left out.

    Parameters
    ----------
    new : callable
        Adds a blank slide with a title and returns it.
    citations : Citations
        The sources, in the order of their numbers.
    metadata : mapping of str to str
        What the file says of itself; gives title and licences.
    note : str
        The line above the list; empty for the usual one, which explains the grades.
    """
    entries = [f"[{number}] {cited.words}" for number, cited in enumerate(citations.listed, 1)]
    width = (WIDTH_IN - 2 * _MARGIN - (_COLUMNS - 1) * _GUTTER) / _COLUMNS
    pages = _pages(entries, width)
    for index, columns in enumerate(pages):
        slide = new()
        set_title(slide, "Sources" if index == 0 else "Sources, continued", 24)
        told = Run(note or f"{metadata['Title']}: {GRADE_NOTE}.", 11, colour=INK_2)
        add_words(slide, Box(_MARGIN, 0.78, WIDTH_IN - _MARGIN, 1.05), [[told]], name="Note")
        for place, column in enumerate(columns):
            left = _MARGIN + place * (width + _GUTTER)
            box = Box(left, _TOP, left + width, _BOTTOM)
            lines = [[Run(entry, _PT)] for entry in column]
            add_words(slide, box, lines, name=f"Sources {place + 1}")
        if index == len(pages) - 1:
            licence = Run(metadata["Copyright"], 9, colour=INK_2)
            add_words(slide, Box(_MARGIN, 6.95, WIDTH_IN - _MARGIN, 7.3), [[licence]], name="Foot")


def set_title(slide: Any, words: str, size: float) -> None:
    """Write a slide's title where ours stand, in its own placeholder.

    Parameters
    ----------
    slide : pptx object
        A slide with a title's placeholder.
    words : str
        One line.
    size : float
        In points.
    """
    title = slide.shapes.title

    title.left, title.top = Inches(_MARGIN), Inches(0.3)
    title.width, title.height = Inches(WIDTH_IN - 2 * _MARGIN), Inches(0.5)
    fill_frame(title.text_frame, [[Run(words, size, bold=True)]])
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def _pages(entries: list[str], width: float) -> list[list[list[str]]]:
    columns: list[list[str]] = [[]]
    used = 0.0
    for entry in entries or ["Nothing is reported in this window."]:
        high = height_of([[Run(entry, _PT)]], width)
        if used + high > _BOTTOM - _TOP and columns[-1]:
            columns.append([])
            used = 0.0
        columns[-1].append(entry)
        used += high
    return [columns[start : start + _COLUMNS] for start in range(0, len(columns), _COLUMNS)]
