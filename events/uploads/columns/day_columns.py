"""Makes one day of columns that hold its parts: year and month, day, week or quarter."""

from __future__ import annotations

from collections.abc import Callable

from events.uploads.columns.month_names import month_number, roman_number
from events.uploads.columns.names import PARTS, folded
from events.uploads.columns.samples import filled_cells
from events.uploads.values.raw_table import RawTable
from events.uploads.values.words import is_digits

_JOIN = " + "


def with_whole_days(
    table: RawTable, wanted: str | None, has_day: Callable[[], bool]
) -> tuple[RawTable, str | None]:
    """Return a table with one more column, the day that year, month and day make, and its name.

    A month or a day of 0 is not known, as in the Global Terrorism Database: the day is then as
    wide as the month or the year.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    wanted : str or None
        The column a person chose for the day; the name of this one, if it was made before.
    has_day : callable
        Tells whether another column holds whole days: then nothing is made.
    """
    parts = {part: _column(table, part) for part in PARTS}
    year = parts["year"]
    if year is None or not _are_years(table.column(year)):
        return table, None
    by_month = (parts["month"], parts["day"])
    chosen = [name for name in by_month if name is not None]
    if parts["month"] is None:
        chosen = [name for name in (parts["week"] or parts["quarter"],) if name is not None]
    if not chosen:
        return table, None
    name = _JOIN.join([year, *chosen])
    if name in table.names or (wanted is not None and wanted != name):
        return table, None
    if wanted is None and has_day():
        return table, None
    years = table.column(year)
    if parts["month"] is not None:
        months = table.column(parts["month"])
        days = table.column(parts["day"]) if parts["day"] is not None else [""] * len(table)
        whole = [_whole(*cells) for cells in zip(years, months, days, strict=True)]
    else:
        mark = "W" if parts["week"] is not None else "Q"
        cells = table.column(chosen[0])
        whole = [_counted(y, c, mark) for y, c in zip(years, cells, strict=True)]
    filled = [cell for cell in whole if cell]
    if filled and sum(is_digits(cell[:4]) for cell in filled) < 0.8 * len(filled):
        return table, None
    return table.with_columns((*table.names, name), (*table.columns, whole)), name


def _column(table: RawTable, part: str) -> str | None:
    found = [name for name in table.names if folded(name) in PARTS[part]]
    return found[0] if len(found) == 1 else None


def _are_years(cells: list[str]) -> bool:
    sample = [cell.removesuffix(".0") for cell in filled_cells(cells)]
    return bool(sample) and all(
        len(c) == 4 and is_digits(c) and c[:2] in ("19", "20", "21") for c in sample
    )


def _whole(year: str, month: str, day: str) -> str:
    """Return a day, a month or a year as ISO 8601 writes it; what is none stays as it is."""
    year, month, day = (part.strip().removesuffix(".0") for part in (year, month, day))
    if not year:
        return ""
    if month in ("", "0", "00", "-9"):
        return year
    number = (
        int(month) if is_digits(month) else month_number(month.rstrip(".")) or roman_number(month)
    )
    if number is None:
        return f"{year} {month} {day}".strip()
    if day in ("", "0", "00", "-9"):
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}" if is_digits(day) else f"{year} {month} {day}"


def _counted(year: str, cell: str, mark: str) -> str:
    year, cell = year.strip().removesuffix(".0"), cell.strip().removesuffix(".0")
    digits = cell.upper().lstrip("WQKT").strip()
    number = int(digits) if is_digits(digits) else roman_number(digits)
    if not cell or number == 0:
        return year
    if number is None:
        return f"{year} {cell}"
    return f"{year}-{mark}{number:02}" if mark == "W" else f"{year}-{mark}{number}"
