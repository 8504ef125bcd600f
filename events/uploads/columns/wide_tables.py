"""Tables with one column a month, year or country: asked about, and made one row a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from events.uploads.columns.amounts import read_amount
from events.uploads.columns.days import DayError, DayRule
from events.uploads.columns.month_names import month_number, roman_number
from events.uploads.columns.names import PARTS, axis_of, folded
from events.uploads.columns.numbers import FigureError
from events.uploads.columns.samples import filled_cells
from events.uploads.columns.territories import country_named
from events.uploads.values.raw_table import RawTable, Shapes, unique_names
from events.uploads.values.receipt import Option, Question

CELLS, ROWS = "cells", "rows"
WHAT, WHEN, FIGURE = "what", "date", "value"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_FIRST_OF_MONTH = re.compile(r"\d{4}-\d\d-01", re.ASCII)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class WideTable:
    """Columns of a table whose heads are times or countries.

    ``heads`` gives for each such column what its cells are counted for, and when; empty for
    nothing. ``timed`` tells that the heads are times; ``year`` is the column that completes them.
    """

    heads: Mapping[str, tuple[str, str]]
    timed: bool
    year: str | None = None


def find_wide(table: RawTable) -> WideTable | None:
    """Return what is wide about a table; None where nothing is."""
    free = [
        name for name in table.names if axis_of(name) is None and _are_figures(table.column(name))
    ]
    timed = {name: told for name in free if (told := _time_in(name)) is not None}
    if len(timed) >= _FEWEST:
        # A workbook keeps a month as its first day.
        if all(_FIRST_OF_MONTH.fullmatch(time) for _, time in timed.values()):
            timed = {name: (what, time[:7]) for name, (what, time) in timed.items()}
        return WideTable(timed, True)
    year, months = _month_heads(table, free)
    if len(months) >= _FEWEST:
        return WideTable(months, True, year)
    countries = {name: (name, "") for name in free if country_named(name) is not None}
    if len(countries) >= _FEWEST:
        return WideTable(countries, False)
    return None


def layout_question(table: RawTable, wide: WideTable) -> Question:
    """Return the question whether each cell is a row of its own, with how many that makes."""
    filled = sum(bool(cell.strip()) for name in wide.heads for cell in table.column(name))
    names = list(wide.heads)
    shown = f"{names[0]}, {names[1]}" + (f" … {names[-1]}" if len(names) > 2 else "")
    what = "time" if wide.timed else "country"
    text = (
        f"{len(names)} columns are called after a {what} each ({shown}). Is each of their cells a "
        "figure of its own?"
    )
    rows = "1 row" if len(table) == 1 else f"{len(table):,} rows"
    cells = "1 row" if filled == 1 else f"{filled:,} rows"
    return Question(
        "layout",
        text,
        (
            Option(CELLS, f"one row for each filled cell: {cells}; blank cells make none"),
            Option(ROWS, f"one row for each line: {rows}; these columns stay text"),
        ),
        CELLS if wide.timed else None,
    )


def one_row_a_cell(table: RawTable, wide: WideTable) -> RawTable:
    """Return the table with a row for each filled cell; blank ones are not reported."""
    front = [name for name in table.names if name not in wide.heads]
    rows: list[int] = []
    what: list[str] = []
    when: list[str] = []
    figures: list[str] = []
    blank = 0
    columns = [(wide.heads[name], table.column(name)) for name in wide.heads]
    years = [""] * len(table)
    if wide.year is not None:
        years = [f"{cell.strip().removesuffix('.0')}-" for cell in table.column(wide.year)]
    for row in range(len(table)):
        for (label, time), column in columns:
            if not column[row].strip():
                blank += 1
                continue
            rows.append(row)
            what.append(label)
            when.append(years[row] + time)
            figures.append(column[row])
    kept = [[table.column(name)[row] for row in rows] for name in front]
    made: list[tuple[str, list[str]]] = []
    if any(what):
        made.append((WHAT, what))
    if wide.timed:
        made.append((WHEN, when))
    made.append((FIGURE, figures))
    notes = table.notes
    if blank:
        words = "1 blank cell is" if blank == 1 else f"{blank:,} blank cells are"
        notes = (*notes, f"{words} not reported, and make{'s' if blank == 1 else ''} no row")
    names = unique_names([*front, *(name for name, _ in made)])
    exact = {name for name in front if name in table.exact}
    if all(name in table.exact for name in wide.heads):
        exact.add(names[-1])
    return replace(
        table,
        names=names,
        columns=(*kept, *(column for _, column in made)),
        numbers=[table.numbers[row] for row in rows],
        notes=notes,
        exact=frozenset(exact),
        turned={},
        shapes=None if table.shapes is None else _repeated(table, rows),
    )


def _repeated(table: RawTable, rows: list[int]) -> Shapes:
    shapes = table.shapes
    assert shapes is not None
    return shapes.of_rows(rows)


def _are_figures(cells: list[str]) -> bool:
    sample = filled_cells(cells)
    told = 0
    for cell in sample:
        try:
            read_amount(cell, ",")
        except FigureError:
            continue
        told += 1
    return told >= 0.8 * len(sample)


def _time_in(name: str) -> tuple[str, str] | None:
    """Return what a head says beside its time, and the time; None where it is no time."""
    plain = name.strip().strip("[]")
    # A number written by a spreadsheet for a month is known to the adapter of Frontex alone.
    if plain.isdigit() and not _YEAR.fullmatch(plain):
        return None
    try:
        DayRule().read(plain)
    except (DayError, OverflowError, OSError, ValueError):
        years = _YEAR.findall(plain)
        if len(years) != 1:
            return None
        rest = re.sub(r"\s*[;:_,/|-]+\s*", " ", _YEAR.sub(" ", plain))
        return " ".join(rest.split()), years[0]
    return "", plain


def _month_heads(table: RawTable, free: list[str]) -> tuple[str | None, dict[str, tuple[str, str]]]:
    """Return heads that are months alone, where another column gives the year of each row."""
    years = [name for name in table.names if folded(name) in PARTS["year"]]
    if len(years) != 1:
        return None, {}
    year = filled_cells(table.column(years[0]))
    if not year or not all(_YEAR.fullmatch(cell.removesuffix(".0")) for cell in year):
        return None, {}
    found: dict[str, tuple[str, str]] = {}
    for name in free:
        number = month_number(name.rstrip(".")) or roman_number(name)
        if number is not None:
            found[name] = ("", f"{number:02}")
    return years[0], found
