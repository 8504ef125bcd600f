"""The questions which column stands for a part of an event."""

from __future__ import annotations

from dataclasses import replace

from events.uploads.columns.samples import filled_cells
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Option, Question


def which_column(table: RawTable, role: Role, names: list[str]) -> Question:
    """Return the question which column stands for a role, each with its first cells.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    role : Role
        What the column is to stand for.
    names : list of str
        Columns that may.
    """
    options = []
    for name in names:
        column = table.column(name)
        filled = sum(bool(cell.strip()) for cell in column)
        first = " · ".join(cell for cell in column[:3] if cell)[:120]
        rows = "1 row filled" if filled == 1 else f"{filled:,} rows filled"
        options.append(Option(name, f"{first}; {rows}" if first else rows))
    words = {
        Role.DAY: "Which column holds the day?",
        Role.LON: "Which column holds the longitude?",
        Role.LAT: "Which column holds the latitude?",
    }
    return Question(
        f"columns.{role.value}",
        words.get(role, f"Which column holds the {role.value.replace('_', ' ')}?"),
        tuple(options),
    )


def maybe_day(table: RawTable, names: list[str]) -> Question:
    """Return the question which column holds the day; *none* makes the file a background.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    names : list of str
        Columns that may.
    """
    asked = which_column(table, Role.DAY, names)
    none = Option("", "no column: the file has no dates, and is drawn as a background")
    return replace(asked, options=(*asked.options, none))


def maybe_column(table: RawTable, role: Role, names: list[str]) -> Question:
    """Return the question whether a column holds coordinates; *none* is an answer.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    role : Role
        What the column is to stand for.
    names : list of str
        Columns that may.
    """
    options = []
    for name in names:
        filled = sum(bool(cell.strip()) for cell in table.column(name))
        first = " · ".join(filled_cells(table.column(name))[:3])[:120]
        rows = "1 row would have a place" if filled == 1 else f"{filled:,} rows would have a place"
        options.append(Option(name, f"{first}; {rows}"))
    rows = "the row has" if len(table) == 1 else f"all {len(table):,} rows have"
    options.append(Option("", f"no column: {rows} no place"))
    text = {
        Role.LON: "Does a column hold the longitude?",
        Role.LAT: "Does a column hold the latitude?",
        Role.LON_LAT: "Does this column hold coordinates?",
    }[role]
    return Question(f"columns.{role.value}", text, tuple(options))
