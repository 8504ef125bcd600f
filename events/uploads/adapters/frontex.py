"""Adapter for the monthly workbook of Frontex: one filled month cell becomes one row.

A blank month is *not reported*, never zero: it makes no row, and the receipt counts it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np

from events.uploads.adapters.column_table import Adapter, Column
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable

OUR_ROUTES = ("Eastern Land Borders", "Eastern Borders Route", "Eastern Land Border")
"""What the route of these borders was called, the name of most versions first."""

_NAMED = re.compile(r"[A-Z]{3}\d{4}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0)?", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d\d)-\d\d(?: .*)?", re.ASCII)
_SPREADSHEET_EPOCH = date(1899, 12, 30)


def month_of(header: str) -> str | None:
    """Return a month header as the text of a month, None when it is none.

    Both generations are known: ``JAN2009``, and dates or their serial numbers (2018).
    """
    header = header.strip()
    if _NAMED.fullmatch(header):
        return header
    if found := _DAY.fullmatch(header):
        return found[1]
    if _SERIAL.fullmatch(header):
        day = _SPREADSHEET_EPOCH + timedelta(days=int(float(header)))
        return f"{day:%Y-%m}" if 1990 <= day.year <= 2100 else None
    return None


def _recognises(table: RawTable) -> bool:
    if not table.names or table.names[0].casefold() != "route":
        return False
    months = sum(month_of(name) is not None for name in table.names)
    return months >= 1 and months >= len(table.names) - 4


def _reshape(table: RawTable) -> RawTable:
    """Turn each filled month cell into a row: route, border, nationality, month, detections."""
    months = [month_of(name) for name in table.names]
    front = [i for i, month in enumerate(months) if month is None]
    rows: list[int] = []
    columns: list[int] = []
    blank = 0
    for position, month in enumerate(months):
        if month is not None:
            cells = table.columns[position]
            filled = [i for i, cell in enumerate(cells) if cell.strip()]
            blank += len(cells) - len(filled)
            rows += filled
            columns += [position] * len(filled)
    order = np.lexsort((columns, rows)).tolist()
    rows, columns = [rows[i] for i in order], [columns[i] for i in order]
    names = tuple(_front_name(table.names[i]) for i in front)
    before = [[table.columns[i][row] for row in rows] for i in front]
    note = f"{blank:,} blank month cells are not reported, and make no row"
    if blank == 1:
        note = "1 blank month cell is not reported, and makes no row"
    return RawTable(
        names=(*names, "What", "Month", "Detections"),
        columns=(
            *before,
            _titles(dict(zip(names, before, strict=True)), len(rows)),
            [months[i] or "" for i in columns],
            [table.columns[i][row] for row, i in zip(rows, columns, strict=True)],
        ),
        numbers=[table.numbers[row] for row in rows],
        refused=table.refused,
        encoding=table.encoding,
        layer=table.layer,
        notes=(*table.notes, note),
    )


def _titles(front: dict[str, list[str]], count: int) -> list[str]:
    """Say of each row what is counted in it, as in "Eastern Land Borders, Land: Iraq"."""
    blank = [""] * count
    routes = front.get("Route", blank)
    kinds = front.get("Border type or inland", blank)
    people = front.get("Nationality", blank)
    return [
        ": ".join(filter(None, (", ".join(filter(None, (route, kind))), who)))
        for route, kind, who in zip(routes, kinds, people, strict=True)
    ]


def _front_name(name: str) -> str:
    """Return one name for the columns the two generations call differently."""
    older = {"borderlocation": "Border type or inland", "nationalitylong": "Nationality"}
    return older.get(name.casefold(), name)


FRONTEX = Adapter(
    name="frontex",
    title="Frontex monthly detections",
    recognises=_recognises,
    columns=(
        Column(Role.KIND, ("Route",)),
        Column(Role.TITLE, ("What",)),
        Column(Role.PLACE, ("Route",)),
        Column(Role.DAY, ("Month",)),
        Column(Role.VALUE, ("Detections",)),
    ),
    choices={"decimal": "."},
    reshape=_reshape,
    our_kinds=OUR_ROUTES,
    versions=(
        "2018: BorderLocation and NationalityLong, serial numbers for months",
        "2020 to 2024: Border type or inland, JAN2009, a title above the header",
        "2025: header in the first row, Eastern Borders Route",
    ),
)
