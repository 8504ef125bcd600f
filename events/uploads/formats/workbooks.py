"""Reads XLSX and ODS: the extent of every sheet is measured before a library sees it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from events.uploads.columns.turned_days import turned_days
from events.uploads.formats.archives import open_archive, read_entry
from events.uploads.formats.headers import LOOKED_AT, find_header
from events.uploads.formats.sheet_marks import (
    SheetMarks,
    check_extent,
    is_sheet,
    marks_of_ods,
    marks_of_xlsx,
)
from events.uploads.values.errors import ChoiceNeededError, FileRefusedError, LimitError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.raw_table import RawTable, check_shape, text_of, unique_names
from events.uploads.values.receipt import Option, Question

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_INDENT = re.compile(rb">[ \t]*\r?\n\s*<")

Rows = list[list[object]]
Ranges = list[tuple[tuple[int, int], tuple[int, int]]]


def read_workbook(
    data: bytes, mapping: ColumnMapping, limits: Limits, *, ods: bool = False
) -> RawTable:
    """Read one sheet of a workbook, every cell as text.

    Parameters
    ----------
    data : bytes
        The file.
    mapping : ColumnMapping
        What was answered so far.
    limits : Limits
        What the settings allow.
    ods : bool
        An OpenDocument sheet.

    Raises
    ------
    ChoiceNeededError
        Several sheets that can be seen hold a table.
    FileRefusedError
        The workbook is damaged, protected or larger than the limits.
    """
    archive = open_archive(data, limits)
    marks: dict[str, SheetMarks] = {}
    if ods:
        content = read_entry(archive, "content.xml")
        marks = marks_of_ods(content, limits)
        data = _without_indents(archive, content)
    else:
        for name in archive.namelist():
            # Which part is a sheet is told by relations, not by its path or its ending.
            if is_sheet(read_entry(archive, name)):
                check_extent(archive, name, limits)
            elif (
                name.casefold().endswith((".xml", ".rels"))
                and b"<!DOCTYPE" in read_entry(archive, name)[:4000]
            ):
                raise FileRefusedError("the workbook declares entities", "Save it anew as XLSX.")
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        WorksheetNotFound,
        XmlError,
        ZipError,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name, rows, ranges, notes = _choose_sheet(book, mapping)
    except (CalamineError, PasswordError, WorksheetNotFound, XmlError, ZipError) as error:
        raise FileRefusedError(
            f"the workbook is damaged ({error})", "Save it anew as XLSX."
        ) from None
    mark = marks.get(name, SheetMarks()) if ods else marks_of_xlsx(archive, name)
    # Of an OpenDocument sheet the library tells no merged cells.
    return _table(rows, ranges or list(mark.merged), name, mark, notes, limits)


def _without_indents(archive: zipfile.ZipFile, content: bytes) -> bytes:
    """Return an OpenDocument sheet without the line ends between its elements.

    The library reads what LibreOffice writes; other programs indent, which is as valid.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("mimetype", "META-INF/manifest.xml"):
            if name in archive.namelist():
                made.writestr(name, read_entry(archive, name))
        made.writestr("content.xml", _INDENT.sub(b"><", content))
    return out.getvalue()


def _choose_sheet(
    book: CalamineWorkbook, mapping: ColumnMapping
) -> tuple[str, Rows, Ranges, tuple[str, ...]]:
    from python_calamine import SheetVisibleEnum

    chosen = mapping.choices.get("layer")
    names = [sheet.name for sheet in book.sheets_metadata]
    if chosen is not None and chosen not in names:
        raise FileRefusedError(
            f'the workbook has no sheet "{chosen}"', f"Use one of: {', '.join(names)}."
        )
    unseen = [s.name for s in book.sheets_metadata if s.visible != SheetVisibleEnum.Visible]
    # What nobody sees is no choice, unless there is nothing else, or it is asked for by its name.
    seen = [name for name in names if name not in unseen] or names
    filled: dict[str, tuple[Rows, Ranges]] = {}
    for name in seen if chosen is None else [chosen]:
        sheet = book.get_sheet_by_name(name)
        rows: Rows = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
        if any(text_of(cell) != "" for row in rows for cell in row):
            filled[name] = rows, list(sheet.merged_cell_ranges or [])
    if not filled:
        raise FileRefusedError("the workbook holds no table", "Bring a sheet with rows.")
    # The monthly workbook of Frontex says by this name which of its sheets is the table.
    name = "Detections_of_IBC" if "Detections_of_IBC" in filled else next(iter(filled))
    if len(filled) > 1 and name != "Detections_of_IBC":
        options = tuple(
            Option(other, f"{_beginning(rows)}; {_filled_rows(rows):,} rows with the header")
            for other, (rows, _) in filled.items()
        )
        raise ChoiceNeededError((Question("layer", "Which sheet holds the table?", options),))
    hidden = [other for other in unseen if other not in filled]
    notes: tuple[str, ...] = ()
    if hidden and chosen is None:
        shown = ", ".join(hidden)[:120]
        notes = (f"left out, as hidden in the workbook: {shown}",)
    return name, *filled[name], notes


def _beginning(rows: Rows) -> str:
    first = next(row for row in rows if any(text_of(cell) != "" for cell in row))
    return " ▏".join(text_of(cell) for cell in first)[:120]


def _filled_rows(rows: Rows) -> int:
    return sum(any(text_of(cell) != "" for cell in row) for row in rows)


def _table(
    rows: Rows,
    ranges: Ranges,
    layer: str,
    marks: SheetMarks,
    notes: tuple[str, ...],
    limits: Limits,
) -> RawTable:
    width = max(map(len, rows))
    heads = [[text_of(cell) for cell in row] for row in rows[:LOOKED_AT]]
    merged = _spread_heads(heads, ranges)
    found = find_header(heads, groups=[])
    if found.rows == 2:
        found = find_header(heads, groups=merged[found.above])
    below = found.above + found.rows
    spread = _fill_merged(rows, ranges, below)
    body = [
        (number, row)
        for number, row in enumerate(rows[below:], below + 1)
        if any(text_of(cell) != "" for cell in row)
    ]
    check_shape(len(body), width, limits)
    columns = tuple([text_of(row[i]) for _, row in body] for i in range(width))
    longest = max((len(cell) for column in columns for cell in column), default=0)
    if longest > limits.max_cell_characters:
        raise LimitError(
            f"a cell has {longest:,} characters", "max_cell_characters", limits.max_cell_characters
        )
    names = unique_names([*found.names, *[""] * (width - len(found.names))][:width])
    typed = {name: [row[i] for _, row in body] for i, name in enumerate(names)}
    told = [*notes, *_titles(heads, found.above), *marks.words(below)]
    if spread:
        told.append(
            "1 merged cell stands for all the rows it covers"
            if spread == 1
            else f"{spread:,} merged cells stand for all the rows they cover"
        )
    turned = {name: t for name, cells in typed.items() if (t := turned_days(cells)) is not None}
    return RawTable(
        names,
        columns,
        [number for number, _ in body],
        layer=layer,
        notes=tuple(told),
        exact=frozenset(name for name, cells in typed.items() if _is_exact(cells)),
        turned=turned,
    )


def _titles(heads: list[list[str]], above: int) -> list[str]:
    titles = [" ".join(filter(None, row)) for row in heads[:above]]
    shown = " · ".join(filter(None, titles))[:160]
    if not shown:
        return []
    return [f"{'1 row' if above == 1 else f'{above} rows'} above the header, no rows: {shown}"]


def _is_exact(cells: list[object]) -> bool:
    """Tell whether the numbers of a column are numbers of the workbook, and none a text."""
    return not any(isinstance(c, str) and ("." in c or "," in c) for c in cells) and any(
        isinstance(c, float | int) for c in cells
    )


def _spread_heads(heads: list[list[str]], ranges: Ranges) -> list[list[str]]:
    """Return the first rows with merged heads written into each of their cells."""
    spread = [list(row) for row in heads]
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom + 1, len(spread))):
            for column in range(left, min(right + 1, len(spread[row]))):
                if top < len(heads) and left < len(heads[top]):
                    spread[row][column] = heads[top][left]
    return spread


def _fill_merged(rows: Rows, ranges: Ranges, below: int) -> int:
    """Write a merged cell of the body into all the rows it covers; return how many there were."""
    filled = 0
    for (top, left), (bottom, _) in ranges:
        if bottom < below or bottom == top or top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        if text_of(value) == "":
            continue
        filled += 1
        for row in rows[max(top, below) : bottom + 1]:
            # A merge over a whole row is a title or a remark, and says nothing of rows below it.
            if left < len(row) and any(text_of(cell) != "" for cell in row):
                row[left] = value
    return filled
