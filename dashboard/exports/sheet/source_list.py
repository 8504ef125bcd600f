"""The numbered sources, set in columns: what has room on a sheet, and where the list goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.citations import Cited
from dashboard.exports.fonts import SEMIBOLD, wrap
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.page import Page

SOURCE_PT, LEADING = 6.0, 2.4
GUTTER = 3.0
_MOST_LINES = 9
"""More than any real entry takes; a title of thousands of letters ends with an ellipsis."""

GRADE_NOTE = "numbers match the map; grade: source A–F, report 1–6; F6 = not judged"
NEXT, AFTER_ANALYSIS = "next sheet", "after the analysis"
AFTER_SECOND, ELSEWHERE = "after the second date", "on the other sheets"


@dataclass(frozen=True, slots=True)
class SourceList:
    """Entries set in columns.

    Attributes
    ----------
    first : int
        Number of the first entry.
    entries : tuple
        Column, row and lines of each entry.
    columns : int
        Columns the box is cut into.
    """

    first: int
    entries: tuple[tuple[int, int, tuple[str, ...]], ...]
    columns: int

    @property
    def last(self) -> int:
        """Number of the last entry."""
        return self.first + len(self.entries) - 1


def column_width(box: Box, columns: int) -> float:
    """Return the width of one column in millimetres."""
    return (box.width - (columns - 1) * GUTTER) / columns


def source_lines(number: int, cited: Cited, width: float) -> tuple[str, ...]:
    """Return the lines of one entry.

    Parameters
    ----------
    number : int
        The one it is cited by.
    cited : Cited
        The source; a title too long for nine lines ends with an ellipsis.
    width : float
        Of the column, in millimetres.
    """
    return tuple(wrap(f"[{number}] {cited.words}", width, SOURCE_PT, most_lines=_MOST_LINES))


def set_list(
    sources: Sequence[Cited], first: int, box: Box, columns: int, *, head: float
) -> SourceList:
    """Set as many entries as a box has room for, column by column; none is torn over two.

    Parameters
    ----------
    sources : sequence of Cited
        Those not yet set, in the order of their numbers.
    first : int
        Number of the first of ``sources``.
    box : Box
        The room, in millimetres.
    columns : int
        How many share the width of the box.
    head : float
        Millimetres from the top of the box to the first baseline.

    Returns
    -------
    SourceList
        Not every source, when there is too little room: the last row is then kept for words.
    """
    rows = int((box.height - head) / LEADING) + 1
    width = column_width(box, columns)
    found: list[tuple[int, int, tuple[str, ...]]] = []
    column = row = 0
    for index, cited in enumerate(sources):
        lines = source_lines(first + index, cited, width)
        if row + len(lines) > rows:
            column, row = column + 1, 0
        more = index < len(sources) - 1
        kept = 1 if column == columns - 1 and more else 0
        if column >= columns or row + len(lines) + kept > rows:
            break
        found.append((column, row, lines))
        row += len(lines)
    return SourceList(first, tuple(found), columns)


def draw_list(
    page: Page, listed: SourceList, box: Box, top: float, total: int, goes_on: str = NEXT
) -> None:
    """Write the entries, and below the last one where the list goes on.

    Parameters
    ----------
    page : Page
        The sheet.
    listed : SourceList
        The entries with their places in the columns.
    box : Box
        The room of the list, in millimetres.
    top : float
        Baseline of its first line, in millimetres.
    total : int
        Number of the last source there is; where the list ends before, the rest is named.
    goes_on : str
        Where the rest stands.
    """
    step = column_width(box, listed.columns) + GUTTER
    column = row = 0
    for column, row, lines in listed.entries:
        for index, line in enumerate(lines):
            y = top + (row + index) * LEADING
            page.text(box.left + column * step, y, line, SOURCE_PT, role="source")
        row += len(lines)
    if listed.last < total:
        rest = f"[{listed.last + 1}] to [{total}]: {goes_on}"
        if listed.last + 1 == total:
            rest = f"[{total}]: {goes_on}"
        x = box.left + (listed.columns - 1) * step
        y = top + (row if column == listed.columns - 1 else 0) * LEADING
        page.text(x, y, rest, SOURCE_PT, weight=SEMIBOLD, role="source")
