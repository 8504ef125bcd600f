"""Cells of the tables that are taken away: typed values, and how CSV writes each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from events import plain_cell

Cell: TypeAlias = str | int | float | bool | date | None
"""None is *not reported*, or does not apply."""
BETWEEN = " | "
"""Stands between the entries of a cell that holds several."""


def plain_number(value: float) -> int | float:
    """Return a count as a whole number where it is one, so that no table shows "7000.0"."""
    return int(value) if value == int(value) else value


def joined(entries: Sequence[str]) -> str:
    """Write several entries as one cell, each once, in their order."""
    return BETWEEN.join(dict.fromkeys(filter(None, entries)))


def cell_text(value: Cell) -> str:
    """Write a cell for CSV; a text that a spreadsheet would compute gets an apostrophe.

    Parameters
    ----------
    value : str, int, float, bool, datetime.date or None
        Numbers have a decimal point and no unit, days are written 2021-11-08, a truth is yes or
        no, None is empty.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return plain_cell(value)
