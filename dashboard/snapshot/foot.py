"""The foot of the sheet: numbered sources, notes that every map here owes, the file's name."""

from __future__ import annotations

from collections.abc import Sequence

from events import Ledger

from dashboard import words
from dashboard.scene import Scene
from dashboard.snapshot import layout
from dashboard.snapshot.boxes import Box
from dashboard.snapshot.citations import Citations, Cited
from dashboard.snapshot.fonts import BOLD, text_width, wrap
from dashboard.snapshot.page import Page
from dashboard.style import INK, INK_2, INK_3, RULE

_SOURCE_PT, _LEADING = 6.0, 2.4
_NOTE_PT, _NOTE_LEADING = 6.2, 2.5
_GUTTER, _FIRST_LINE = 3.0, 6.2
_COLUMNS = (3, 4)
"""Three wide columns while all sources fit, else four narrower ones."""
_MOST_LINES = 3

NOTES = (
    "Not reported is not zero. Class breaks are fixed for all dates. Figures are reports, counted by each "
    "service in its own way; one person may be counted many times. Measures are never added or ranked "
    "together; deaths are listed, never summed.",
    "Projection: ETRS89-LAEA (EPSG:3035), datum ETRS89; inset: azimuthal equal-area, centred on Minsk. "
    "Borders, lakes and rivers © OpenStreetMap contributors, ODbL. Inset: Natural Earth. Towns: GeoNames, "
    "CC BY 4.0. Airports: airportsdata, MIT. Crossings ±0.5–5 km.",
    "The depiction and use of boundaries and names do not imply endorsement or acceptance by the producer "
    "of this map.",
)
GRADE_NOTE = "numbers match the map; grade: source A–F, report 1–6; F6 = not judged"


def number_sources(ledger: Ledger, sources: Sequence[Cited]) -> Citations:
    """Give numbers to as many sources as the foot has room for; the rest is counted."""
    places = _layout(sources)[1]
    return Citations(ledger, tuple(sources[: len(places)]), len(sources) - len(places))


def _column_width(columns: int) -> float:
    return (layout.SOURCES.width - (columns - 1) * _GUTTER) / columns


def _rows() -> int:
    return int((layout.SOURCES.height - _FIRST_LINE) / _LEADING) + 1


def source_lines(number: int, cited: Cited, columns: int) -> list[str]:
    """Return the lines of one entry."""
    words = f"[{number}] {cited.words}"
    return wrap(words, _column_width(columns), _SOURCE_PT, most_lines=_MOST_LINES)


def _layout(sources: Sequence[Cited]) -> tuple[int, list[tuple[int, int]]]:
    """Return the number of columns, and column and row of each source that fits."""
    for columns in _COLUMNS:
        places = _fill(sources, columns)
        if len(places) == len(sources):
            break
    return columns, places


def _fill(sources: Sequence[Cited], columns: int) -> list[tuple[int, int]]:
    """Fill column by column; an entry is never torn over two.

    The last row of the last column is kept for the words on what has no room.
    """
    places: list[tuple[int, int]] = []
    column = row = 0
    for number, cited in enumerate(sources, start=1):
        lines = len(source_lines(number, cited, columns))
        if row + lines > _rows():
            column, row = column + 1, 0
        kept = 1 if column == columns - 1 and number < len(sources) else 0
        if column >= columns or row + lines + kept > _rows():
            break
        places.append((column, row))
        row += lines
    return places


def draw_foot(page: Page, scene: Scene, citations: Citations, file: str) -> None:
    """Draw the sources in columns, the notes beside them and the line at the bottom."""
    page.line([(layout.LEFT, layout.FOOT_RULE), (layout.RIGHT, layout.FOOT_RULE)], INK, 0.8)
    _draw_sources(page, citations)
    _draw_notes(page, scene)
    page.line([(layout.LEFT, layout.FILE_RULE), (layout.RIGHT, layout.FILE_RULE)], RULE, 0.4)
    page.text(layout.LEFT, layout.FILE_Y, file, 6.0, colour=INK_3, role="file")
    page.text(
        layout.RIGHT, layout.FILE_Y, words.as_of(scene), 6.0, colour=INK_2, align="right", role="as_of"
    )


def _draw_sources(page: Page, citations: Citations) -> None:
    box = layout.SOURCES
    page.text(box.left, box.top + 2.9, "Sources", 7.6, weight=BOLD, role="heading")
    after = box.left + text_width("Sources", 7.6, BOLD) + 2.5
    page.text(after, box.top + 2.9, GRADE_NOTE, 6.2, colour=INK_2, role="heading")
    top = box.top + _FIRST_LINE
    if not citations.listed:
        page.text(box.left, top, "Nothing is reported in this window.", _SOURCE_PT, role="source")
        return
    # With more than fits there are as many columns as there can be: the list was cut to fill them.
    columns, places = _layout(citations.listed)
    if citations.unlisted:
        columns = _COLUMNS[-1]
        places = _fill(citations.listed, columns)
    step = _column_width(columns) + _GUTTER
    end = (0, 0)
    for number, (cited, (column, row)) in enumerate(
        zip(citations.listed, places, strict=True), start=1
    ):
        for index, line in enumerate(source_lines(number, cited, columns)):
            y = top + (row + index) * _LEADING
            page.text(box.left + column * step, y, line, _SOURCE_PT, role="source")
            end = (column, row + index + 1)
    if citations.unlisted:
        rest = f"and {citations.unlisted} more sources: see the data table"
        column, row = end
        page.text(
            box.left + column * step, top + row * _LEADING, rest, _SOURCE_PT, weight=600, role="source"
        )


def _draw_notes(page: Page, scene: Scene) -> None:
    del scene
    box = Box(layout.NOTES.left, layout.NOTES.top, layout.NOTES.right, layout.NOTES.bottom)
    y = box.top + 2.4
    for note in NOTES:
        for line in wrap(note, box.width, _NOTE_PT):
            page.text(box.left, y, line, _NOTE_PT, colour=INK_2, role="note")
            y += _NOTE_LEADING
        y += 0.5
