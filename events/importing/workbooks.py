"""Reads XLSX: the extent of every sheet is measured before a library sees it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from events.importing.archives import open_archive, read_entry
from events.importing.column_mapping import ColumnMapping
from events.importing.errors import ChoiceNeededError, FileRefusedError, LimitError
from events.importing.limits import Limits
from events.importing.raw_table import RawTable, check_shape, text_of, unique_names
from events.importing.receipt import Option, Question

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})(\d{1,9})["']""")
_TITLE_ROWS = 5
_SPARE_COLUMNS = 4


def read_workbook(data: bytes, mapping: ColumnMapping, limits: Limits) -> RawTable:
    """Read one sheet of a workbook, every cell as text.

    Raises
    ------
    ChoiceNeededError
        Several sheets hold a table.
    FileRefusedError
        The workbook is damaged, protected or larger than the limits.
    """
    archive = open_archive(data, limits)
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
        return _read_sheet(book, mapping, limits)
    except (CalamineError, PasswordError, WorksheetNotFound, XmlError, ZipError) as error:
        raise FileRefusedError(
            f"the workbook is damaged ({error})", "Save it anew as XLSX."
        ) from None


def _read_sheet(book: CalamineWorkbook, mapping: ColumnMapping, limits: Limits) -> RawTable:
    chosen = mapping.choices.get("layer")
    names = [sheet.name for sheet in book.sheets_metadata]
    if chosen is not None and chosen not in names:
        raise FileRefusedError(
            f'the workbook has no sheet "{chosen}"', f"Use one of: {', '.join(names)}."
        )
    filled: dict[str, list[list[object]]] = {}
    for name in names if chosen is None else [chosen]:
        rows: list[list[object]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[assignment]
        if rows:
            filled[name] = rows
    if not filled:
        raise FileRefusedError("the workbook holds no table", "Bring a sheet with rows.")
    # The monthly workbook of Frontex says by this name which of its sheets is the table.
    name = "Detections_of_IBC" if "Detections_of_IBC" in filled else next(iter(filled))
    if len(filled) > 1 and name != "Detections_of_IBC":
        options = tuple(
            Option(other, " ▏".join(text_of(cell) for cell in rows[0])[:120])
            for other, rows in filled.items()
        )
        raise ChoiceNeededError((Question("layer", "Which sheet holds the table?", options),))
    return _table(filled[name], name, limits)


def _table(rows: list[list[object]], layer: str, limits: Limits) -> RawTable:
    width = max(map(len, rows))
    # A title above the header fills one cell; the header is the first row that fills most.
    head = next(
        (
            position
            for position, row in enumerate(rows[:_TITLE_ROWS])
            if sum(text_of(cell) != "" for cell in row) * 2 > width
        ),
        0,
    )
    body = [
        (number, row)
        for number, row in enumerate(rows[head + 1 :], head + 2)
        if any(text_of(cell) != "" for cell in row)
    ]
    check_shape(len(body), width, limits)
    columns = tuple([text_of(row[i]) for _, row in body] for i in range(width))
    longest = max((len(cell) for column in columns for cell in column), default=0)
    if longest > limits.max_cell_characters:
        raise LimitError(
            f"a cell has {longest:,} characters", "max_cell_characters", limits.max_cell_characters
        )
    return RawTable(
        unique_names([text_of(cell) for cell in rows[head]]),
        columns,
        [number for number, _ in body],
        layer=layer,
    )


def is_sheet(content: bytes) -> bool:
    """Tell whether a part of a workbook holds cells.

    Raises
    ------
    FileRefusedError
        It is written in wide characters, in which nothing here can be measured.
    """
    if any("sheetData".encode(wide) in content for wide in ("utf-16-le", "utf-16-be", "utf-32-le")):
        raise FileRefusedError("a sheet is not written in UTF-8", "Save it anew as XLSX.")
    return b"sheetData" in content


def check_extent(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Refuse a sheet with a cell beyond the limits: a library would fill all up to it.

    Raises
    ------
    LimitError
        Naming the setting.
    """
    content = read_entry(archive, name)
    if b"<!DOCTYPE" in content[:4000]:
        raise FileRefusedError("the workbook declares entities", "Save it anew as XLSX.")
    last_row = last_column = 0
    for letters, digits in _PLACE.findall(content):
        last_row = max(last_row, int(digits))
        if letters:
            last_column = max(last_column, column_number(letters))
    # Rows above the header, the header itself, and columns left empty beside the table.
    if last_row > limits.max_rows + _TITLE_ROWS + 1:
        raise LimitError(
            f"a sheet has a cell in row {last_row:,}",
            "max_rows",
            limits.max_rows,
        )
    if last_column > limits.max_columns + _SPARE_COLUMNS:
        raise LimitError(
            f"a sheet has a cell in column {last_column:,}", "max_columns", limits.max_columns
        )


def column_number(letters: bytes) -> int:
    """Return the number of a column by its letters: ``A`` is 1, ``XFD`` is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
