"""The parts a slide is made of: words, tables, pictures; all text passes through one gate."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.exports.fonts import clean_text, text_width, wrap
from dashboard.exports.sheet.boxes import Box
from dashboard.scene.symbology import HATCH, HATCH_GROUND, INK, PAPER, RULE

WIDTH_IN, HEIGHT_IN = 13.333, 7.5
_WIDEST_FACE, _LEADING = 1.25, 1.2
_PAD = (0.06, 0.035)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of words in one style; sizes in points."""

    text: str
    size: float = 12.0
    bold: bool = False
    colour: str = INK


Line = Sequence[Run]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    fill : str or None
        Colour; "hatch" is *not reported*; None is white.
    """

    lines: tuple[Line, ...] = ()
    fill: str | None = None
    right: bool = False


def colour(text: str) -> RGBColor:
    """Turn "#1E2329" into a colour of the slide."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def add_words(slide: Any, box: Box, lines: Sequence[Line], *, name: str) -> Any:
    """Set lines of words in a box given in inches; the box keeps its size and wraps.

    Parameters
    ----------
    slide : pptx object
        The slide that gets the box.
    box : Box
        In inches from the upper left corner of the slide.
    lines : sequence of Line
        Each a paragraph of runs.
    name : str
        The shape's name, as lists of shapes and screen readers show it.
    """
    shape = slide.shapes.add_textbox(*_place(box))
    shape.name = name
    fill_frame(shape.text_frame, lines)
    return shape


def fill_frame(frame: Any, lines: Sequence[Line]) -> None:
    """Write lines into a frame of text, without margins."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    write_lines(frame, lines)


def write_lines(frame: Any, lines: Sequence[Line]) -> None:
    """Write lines, a paragraph each, in place of what stands in a frame."""
    frame.clear()
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        for run in line:
            if not run.text:
                continue
            added = paragraph.add_run()
            added.text = _kept_edges(run.text)
            added.font.size = Pt(run.size)
            added.font.bold = run.bold
            added.font.color.rgb = colour(run.colour)
        if line and not any(run.text for run in line):
            # An empty line is as high as its end says, not as its runs do.
            size = max(run.size for run in line)
            paragraph._p.get_or_add_endParaRPr().set("sz", str(round(size * 100)))


def height_of(lines: Sequence[Line], width: float) -> float:
    """Return how high lines of words stand in a column, both in inches.

    Reckoned for a fallback face a quarter wider than ours: which face a reader's machine sets
    them in is not known, and words that run out of their room cover others.
    """
    room = width * 25.4 / _WIDEST_FACE
    high = 0.0
    for line in lines:
        size = max((run.size for run in line), default=0.0)
        text = "".join(run.text for run in line)
        high += max(1, len(wrap(clean_text(text), room, size))) * size * _LEADING / 72
    return high


def text_width_in(text: str, size: float) -> float:
    """Return how wide a line of words runs in inches, reckoned as in `height_of`."""
    return text_width(clean_text(text), size) * _WIDEST_FACE / 25.4


def _kept_edges(text: str) -> str:
    """Clean a piece of a line; a space at its edge parts it from the next piece."""
    lead, trail = text[:1] == " ", text[-1:] == " "
    cleaned = clean_text(text)
    return f"{' ' if lead else ''}{cleaned}{' ' if trail else ''}" if cleaned else ""


def add_bar(slide: Any, box: Box, fill: str, *, name: str) -> None:
    """Draw a filled rectangle without an outline; it is decoration and says so.

    Parameters
    ----------
    slide : pptx object
        The slide that gets the bar.
    box : Box
        In inches from the upper left corner of the slide.
    fill : str
        As #RRGGBB.
    name : str
        The shape's name, as lists of shapes show it.
    """
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_place(box))
    shape.name = name
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    shape.shadow.inherit = False


def add_picture(slide: Any, content: bytes, box: Box, *, name: str, alt: str) -> None:
    """Put a picture into a box, as large as fits with its proportions kept, with its alt text.

    Parameters
    ----------
    slide : pptx object
        The slide that gets the picture.
    content : bytes
        A picture file, as PNG.
    box : Box
        In inches; the picture begins in its upper left corner.
    name : str
        The shape's name, as lists of shapes show it.
    alt : str
        What the picture shows, in words.
    """
    left, top, width, height = _place(box)
    shape = slide.shapes.add_picture(io.BytesIO(content), left, top)
    scale = min(width / shape.width, height / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.name = name
    _describe(shape, alt)


def add_table(
    slide: Any,
    box: Box,
    widths: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    *,
    name: str,
    alt: str,
) -> float:
    """Add a native table whose first row is its head; return its height in inches.

    Parameters
    ----------
    slide : pptx object
        The slide that gets the table.
    box : Box
        In inches; its left and top hold, widths and rows decide how far the table reaches.
    widths : sequence of float
        Of the columns, in inches.
    rows : sequence of sequence of Cell
        Each as many cells as there are widths.
    name : str
        The shape's name, as lists of shapes show it.
    alt : str
        What the table says, in words.
    """
    shape = slide.shapes.add_table(len(rows), len(widths), *_place(box))
    shape.name = name
    _describe(shape, alt)
    table = shape.table
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    high = 0.0
    for index, cells in enumerate(rows):
        row = max(
            height_of(cell.lines, width - 2 * _PAD[0])
            for cell, width in zip(cells, widths, strict=True)
        )
        high += row + 2 * _PAD[1]
        table.rows[index].height = Inches(row + 2 * _PAD[1])
        for place, cell in enumerate(cells):
            _fill_cell(table.cell(index, place), cell, head=index == 0)
    return high


def _fill_cell(target: Any, cell: Cell, *, head: bool) -> None:
    target.margin_left = target.margin_right = Inches(_PAD[0])
    target.margin_top = target.margin_bottom = Inches(_PAD[1])
    target.vertical_anchor = MSO_ANCHOR.MIDDLE if head else MSO_ANCHOR.TOP
    if cell.fill == "hatch":
        target.fill.patterned()
        target.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        target.fill.fore_color.rgb = colour(HATCH)
        target.fill.back_color.rgb = colour(HATCH_GROUND)
    else:
        target.fill.solid()
        target.fill.fore_color.rgb = colour(RULE if head else cell.fill or PAPER)
    write_lines(target.text_frame, cell.lines or ((Run(""),),))
    target.text_frame.word_wrap = True
    if cell.right:
        for paragraph in target.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT


def _describe(shape: Any, alt: str) -> None:
    # python-pptx has no property for it; screen readers read this attribute.
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean_text(alt))


def _place(box: Box) -> tuple[int, int, int, int]:
    return (Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height))
