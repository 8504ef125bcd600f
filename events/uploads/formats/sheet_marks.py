"""What a sheet says beside its values: formulas never worked out, error cells, hidden rows."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from events.uploads.formats.archives import read_entry
from events.uploads.formats.headers import LOOKED_AT
from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.limits import Limits

_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})(\d{1,9})["']""")
_SPARE_COLUMNS = 4
_SHOWN = 5
_CELL = re.compile(rb"<(?:\w{1,9}:)?c(?=[\s>])")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]")
_ROW = re.compile(rb"<(?:\w{1,9}:)?row\b([^>]{0,500})>")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f\b")
_NAME = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4}\d{1,9})["']""")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,9})["']""")


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Cells and rows of a sheet that mean something else than they hold.

    ``unworked`` and ``errors`` are cells by their names, ``hidden`` rows by their numbers;
    ``merged`` holds first and last row and column of merged cells, from 0.
    """

    unworked: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    hidden: tuple[int, ...] = field(default=())
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    def words(self, above: int) -> list[str]:
        """Say what a reader of the receipt should know.

        Parameters
        ----------
        above : int
            Rows down to the header: they are no rows of the table.
        """
        told: list[str] = []
        if self.unworked:
            cells = _counted(len(self.unworked), "formula was", "formulas were")
            told.append(
                f"{cells} never worked out, and read as blank ({_some(self.unworked)}): open the "
                "workbook in a spreadsheet program and save it"
            )
        if self.errors:
            cells = _counted(len(self.errors), "error cell, like", "error cells, like")
            told.append(f"{cells} #N/A or #DIV/0!, read as blank ({_some(self.errors)})")
        rows = [str(row) for row in self.hidden if row > above]
        if rows:
            what = _counted(len(rows), "row is", "rows are")
            told.append(
                f"{what} hidden in the sheet, by a filter or by hand, and read ({_some(rows)})"
            )
        return told


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many}"


def _some(names: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def marks_of_xlsx(archive: zipfile.ZipFile, sheet: str) -> SheetMarks:
    """Return the marks of one sheet of a workbook; none where its part is not found."""
    part = _part_of(archive, sheet)
    if part is None:
        return SheetMarks()
    content = read_entry(archive, part)
    unworked: list[str] = []
    errors: list[str] = []
    # Most sheets have neither: they are not looked through cell by cell.
    if _holds(content, _FORMULA, b"<f", b":f") or _holds(content, _ERROR, b'"e"', b"'e'"):
        for cell in _CELL.split(content)[1:]:
            head, _, body = cell.partition(b">")
            named = _NAME.search(head)
            name = named[1].decode() if named else "?"
            if head.endswith(b"/"):
                continue
            if _ERROR.search(head):
                errors.append(name)
            # A formula may well give an empty text, and says so.
            elif _FORMULA.search(body) and not _VALUE.search(body) and not _TEXT.search(head):
                unworked.append(name)
    hidden = [
        int(number[1])
        # Most sheets hide no row: they are not looked through row by row.
        for row in (_ROW.finditer(content) if _holds(content, _HIDDEN, b"hidden") else ())
        if _HIDDEN.search(row[1]) and (number := _NUMBER.search(row[1]))
    ]
    return SheetMarks(tuple(unworked), tuple(errors), tuple(hidden))


def _holds(content: bytes, wanted: re.Pattern[bytes], *signs: bytes) -> bool:
    """Tell whether a pattern is found; plain texts that are in each find of it are sought first."""
    return any(sign in content for sign in signs) and wanted.search(content) is not None


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the name of the entry that holds a sheet."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag.rpartition(":")[2] == "sheet" and plain.get("name") == sheet:
            found["id"] = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        elif tag.rpartition(":")[2] == "Relationship" and plain.get("Id") == found.get("id"):
            found["part"] = plain.get("Target", "")

    for entry in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        try:
            parser.Parse(read_entry(archive, entry), True)
        except (expat.ExpatError, ValueError, LookupError):
            return None
    part = found.get("part", "")
    part = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
    return part if part in names else None


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

    Parameters
    ----------
    archive : zipfile.ZipFile
        The workbook.
    name : str
        Member that holds the sheet.
    limits : Limits
        What the settings allow.

    Raises
    ------
    LimitError
        Naming the setting.
    """
    content = read_entry(archive, name)
    if b"<!DOCTYPE" in content[:4000]:
        raise FileRefusedError("the workbook declares entities", "Save it anew as XLSX.")
    places = _PLACE.findall(content)
    # Many cells, few columns: each is looked at once.
    columns = {letters for letters, _ in places}
    rows = {digits for _, digits in places}
    _check(max(map(int, rows), default=0), max(map(column_number, columns), default=0), limits)


def _check(last_row: int, last_column: int, limits: Limits) -> None:
    # Rows above the header, the header itself, and columns left empty beside the table.
    if last_row > limits.max_rows + LOOKED_AT + 1:
        raise LimitError(f"a sheet has a cell in row {last_row:,}", "max_rows", limits.max_rows)
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


@dataclass(slots=True)
class _Sheet:
    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    errors: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    unworked: list[str] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def marks_of_ods(content: bytes, limits: Limits) -> dict[str, SheetMarks]:
    """Measure the sheets of an OpenDocument file, and return their marks by name.

    Raises
    ------
    LimitError
        A filled cell lies beyond the limits; repeated cells count as often as they are repeated.
    FileRefusedError
        The document is damaged, or declares entities.
    """
    if b"<!DOCTYPE" in content[:4000] or b"<!ENTITY" in content[:4000]:
        raise FileRefusedError("the workbook declares entities", "Save it anew as ODS.")
    sheets: dict[str, _Sheet] = {}
    open_sheets: list[_Sheet] = []
    repeated = [1, 1]

    def start(tag: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        name = tag.rpartition(":")[2]
        if name == "table":
            open_sheets.append(sheets.setdefault(plain.get("name", ""), _Sheet()))
        if not open_sheets:
            return
        sheet = open_sheets[-1]
        if name == "table-row":
            repeated[0] = _times(plain, "number-rows-repeated")
            sheet.row += repeated[0]
            sheet.column = 0
            if plain.get("visibility") in ("filter", "collapse"):
                sheet.hidden += range(sheet.row, sheet.row + 1)
        elif name in ("table-cell", "covered-table-cell"):
            sheet.column += _times(plain, "number-columns-repeated")
            down, across = (_times(plain, f"number-{way}-spanned") for way in ("rows", "columns"))
            if name == "table-cell" and (down > 1 or across > 1):
                top, left = sheet.row - 1, sheet.column - 1
                sheet.merged.append(((top, left), (top + down - 1, left + across - 1)))
            if any(key.endswith("value-type") for key in plain) or "formula" in plain:
                sheet.last_row = max(sheet.last_row, sheet.row)
                sheet.last_column = max(sheet.last_column, sheet.column)
                place = f"{_letters(sheet.column)}{sheet.row}"
                if plain.get("value-type") == "string" and "Err:" in plain.get("string-value", ""):
                    sheet.errors.append(place)
                if plain.get("value-type") == "error":
                    sheet.errors.append(place)
                if "formula" in plain and "value-type" not in plain:
                    sheet.unworked.append(place)

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "table" and open_sheets:
            open_sheets.pop()

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefusedError(f"the workbook is damaged ({error})", "Save it anew.") from None
    for sheet in sheets.values():
        _check(sheet.last_row, sheet.last_column, limits)
    return {
        name: SheetMarks(tuple(s.unworked), tuple(s.errors), tuple(s.hidden), tuple(s.merged))
        for name, s in sheets.items()
    }


def _times(plain: dict[str, str], name: str) -> int:
    text = plain.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
