"""Finds columns in which a spreadsheet of another country turned half of the dates.

Opened under an order that is not the file's own, a text like 08/11/2021 becomes a date cell of
11 August, and one like 13/11/2021, which is no date by that order, stays a text. Date cells whose
day is never beyond 12, beside texts of one order whose day always is, are the mark of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from events.uploads.columns.days import orders_of
from events.uploads.values.raw_table import RawTable, TurnedDays

_LAST_MONTH = 12


def turned_days(cells: Sequence[object]) -> TurnedDays | None:
    """Return what is doubtful about a column of a workbook; None where nothing is."""
    if not any(
        isinstance(cell, str) and ("/" in cell or "-" in cell or "." in cell) for cell in cells
    ):
        return None
    places: list[int] = []
    days: list[date] = []
    orders: set[str] = set()
    for place, cell in enumerate(cells):
        if isinstance(cell, datetime | date):
            if cell.day > _LAST_MONTH:
                return None
            places.append(place)
            days.append(cell)
        elif isinstance(cell, str) and cell.strip():
            fits = orders_of(cell) & {"dmy", "mdy", "dmy*"}
            if len(fits) != 1:
                return None
            orders |= {order.rstrip("*") for order in fits}
    if not places or len(orders) != 1:
        return None
    order = orders.pop()
    if all(day.day == day.month for day in days):
        return None
    # The order that failed on the texts took the first figure for the other part.
    written = tuple(
        f"{day.month:02}/{day.day:02}/{day.year:04}"
        if order == "dmy"
        else f"{day.day:02}/{day.month:02}/{day.year:04}"
        for day in days
    )
    return TurnedDays(order, tuple(places), written)


def turned_back(table: RawTable, name: str | None, choice: str | None) -> RawTable:
    """Return the table with the date cells of a column as they were typed, if a person said so.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    name : str, optional
        Column of dates, if there is one.
    choice : str, optional
        What a person answered.
    """
    turned = table.turned.get(name or "")
    if name is None or turned is None or choice != turned.order:
        return table
    column = list(table.column(name))
    for place, text in zip(turned.cells, turned.written, strict=True):
        column[place] = text
    columns = [
        column if other == name else cells
        for other, cells in zip(table.names, table.columns, strict=True)
    ]
    return replace(table, columns=tuple(columns), turned={})
