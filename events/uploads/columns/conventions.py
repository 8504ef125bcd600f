"""Settles how the cells of one file are to be read, and asks where it holds two readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from events.uploads.columns.day_spans import FIRST_DAY, NO_DAY
from events.uploads.columns.days import (
    ZONES,
    DayError,
    DayRule,
    DaySpan,
    possible_orders,
    zones_differ,
)
from events.uploads.columns.numbers import FigureError, decimal_of, read_figure
from events.uploads.columns.place_conventions import settle_places
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Option, Question

_SHOWN = 3
_DAYS = (Role.DAY, Role.LAST_DAY)
_NUMBERS = (Role.VALUE, Role.LOW, Role.HIGH)
AS_CELLS = "cells"
"""The answer that date cells of a workbook are right as they are."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How to read days, numbers and coordinates of one file.

    ``crs`` is the reference system a person chose; None: degrees of WGS 84.
    """

    days: DayRule
    decimal: str
    coordinate_decimal: str
    lat_first: bool
    crs: str | None
    questions: tuple[Question, ...]


def settle_rules(table: RawTable, roles: Mapping[str, str], choices: Mapping[str, str]) -> Rules:
    """Settle how to read a file from all of its cells and from what a person chose.

    Parameters
    ----------
    table : RawTable
        The table.
    roles : mapping of str to str
        Role to column name.
    choices : mapping of str to str
        Answers given already, and what an adapter knows of its shape.

    Returns
    -------
    Rules
        With a question for everything that can be read in two ways.
    """
    questions: list[Question] = []
    day_cells = _cells(table, roles, _DAYS)
    chosen = choices.get("date_order")
    order = None if chosen == AS_CELLS else chosen
    if chosen is None:
        question = _turned_question(table, roles)
        if question is None:
            order, question = _order(table, roles, day_cells)
        questions += [question] if question else []
    elif order is None:
        possible = possible_orders(day_cells)
        order = possible[0] if possible else None
    zone = choices.get("time_zone")
    if zone is None:
        question = _zone_question(table, roles, day_cells, order)
        questions += [question] if question else []
    decimal = choices.get("decimal")
    if decimal is None:
        decimal, question = _decimal(table, roles)
        questions += [question] if question else []
    degrees, _ = decimal_of(_cells(table, roles, (Role.LON, Role.LAT)), coordinates=True)
    lat_first, asked = settle_places(table, roles, degrees or ".", choices)
    return Rules(
        DayRule(order, zone or "as written"),
        decimal or ".",
        degrees or ".",
        lat_first,
        choices.get("crs"),
        (*questions, *asked),
    )


def _cells(table: RawTable, roles: Mapping[str, str], wanted: Iterable[Role]) -> list[str]:
    """Return every different cell of some columns."""
    found: dict[str, None] = {}
    for role in wanted:
        name = roles.get(role.value)
        if name:
            found.update(dict.fromkeys(table.column(name)))
    found.pop("", None)
    return list(found)


def rows_with(
    table: RawTable, roles: Mapping[str, str], wanted: Iterable[Role], cells: set[str]
) -> int:
    """Count the rows that hold one of some cells in one of some columns.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    roles : mapping of str to str
        By role, the name of its column.
    wanted : iterable of Role
        Whose columns to look in.
    cells : set of str
        Texts to look for.
    """
    names = [name for role in wanted if (name := roles.get(role.value))]
    columns = [table.column(name) for name in names]
    return sum(any(cell in cells for cell in row) for row in zip(*columns, strict=True))


def _counted(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows:,} rows"


def _order(
    table: RawTable, roles: Mapping[str, str], cells: list[str]
) -> tuple[str | None, Question | None]:
    possible = possible_orders(cells)
    if possible is None:
        return None, None
    if len(possible) == 1:
        return possible[0], None
    orders = possible or ("dmy", "mdy")
    options = tuple(
        Option(order, f"{_as_read(cells, order)}; {_readable(table, roles, cells, order, orders)}")
        for order in orders
    )
    text = "In which order do the dates give day, month and year?"
    if not possible:
        text = "No one order of day, month and year fits all dates. Which one is meant?"
    return None, Question("date_order", text, options)


def _readable(
    table: RawTable,
    roles: Mapping[str, str],
    cells: list[str],
    order: str,
    orders: tuple[str, ...],
) -> str:
    """Say how many rows an order would change against the first answer, and how many it loses."""
    first = orders[0] if order != orders[0] else orders[-1]
    changed, lost = set[str](), set[str]()
    for cell in cells:
        mine, other = _span(cell, order), _span(cell, first)
        if mine is None and other is not None:
            lost.add(cell)
        elif mine != other:
            changed.add(cell)
    words = f"{_counted(rows_with(table, roles, _DAYS, changed))} would change"
    if lost:
        words += f", {_counted(rows_with(table, roles, _DAYS, lost))} would be refused"
    return words


def _span(cell: str, order: str | None) -> DaySpan | None:
    try:
        return DayRule(order).read(cell)
    except (DayError, OverflowError, OSError, ValueError):
        return None


def _as_read(cells: list[str], order: str) -> str:
    shown: list[str] = []
    for cell in cells:
        if not cell.strip()[:4].isdigit():
            span = _span(cell, order)
            if span is None:
                continue
            shown.append(f"{cell[:60]} is {iso(span.first)}")
        if len(shown) == _SHOWN:
            break
    return "; ".join(shown)


def iso(day: int) -> str:
    """Return a day number as ISO 8601 writes it."""
    return "open" if day == NO_DAY else (FIRST_DAY + timedelta(days=day)).isoformat()


def _turned_question(table: RawTable, roles: Mapping[str, str]) -> Question | None:
    """Ask about date cells that a spreadsheet of another country may have turned."""
    name = roles.get(Role.DAY.value, "")
    turned = table.turned.get(name)
    if turned is None:
        return None
    column = table.column(name)
    changed = [
        (column[place], iso(span.first))
        for place, text in zip(turned.cells, turned.written, strict=True)
        if (span := _span(text, turned.order)) is not None and iso(span.first) != column[place][:10]
    ]
    pairs = [f"{cell[:10]} becomes {day}" for cell, day in changed[:_SHOWN]]
    text = next((cell for row, cell in enumerate(column) if cell and row not in turned.cells), "")
    told = (
        f'"{name}" is half date cells, none with a day beyond 12, and half texts like {text[:20]}: '
        "a spreadsheet set to another country may have turned day and month. Has it?"
    )
    return Question(
        "date_order",
        told,
        (
            Option(
                turned.order,
                f"turned back: {'; '.join(pairs)}; {_counted(len(changed))} would change",
            ),
            Option(AS_CELLS, "right as they are; no row would change"),
        ),
    )


def _zone_question(
    table: RawTable, roles: Mapping[str, str], cells: list[str], order: str | None
) -> Question | None:
    differ = zones_differ(cells, order)
    if not differ:
        return None
    cell = differ[0]
    plain = {c: _read_in(c, order, "as written") for c in differ}
    options = []
    for zone in ZONES:
        changed = {c for c in differ if _read_in(c, order, zone) != plain[c]}
        rows = _counted(rows_with(table, roles, _DAYS, changed))
        day = iso(DayRule(order, zone).read(cell).first)
        told = f"{cell} is {day}"
        options.append(
            Option(zone, told if zone == "as written" else f"{told}; {rows} would change")
        )
    return Question("time_zone", "By which clock is the day meant?", tuple(options))


def _read_in(cell: str, order: str | None, zone: str) -> int | None:
    try:
        return DayRule(order, zone).read(cell).first
    except (DayError, OverflowError, OSError, ValueError):
        return None


def _decimal(table: RawTable, roles: Mapping[str, str]) -> tuple[str | None, Question | None]:
    """Tell the decimal mark of the counts; columns with numbers of their own do not need one."""
    names = [name for role in _NUMBERS if (name := roles.get(role.value))]
    written = [role for role in _NUMBERS if roles.get(role.value) not in (None, *table.exact)]
    if names and not written:
        return ".", None
    cells = _cells(table, roles, written)
    mark, doubtful = decimal_of(cells)
    if doubtful is None:
        return mark, None
    differ = {cell for cell in cells if _figure(cell, ".") != _figure(cell, ",")}
    rows = _counted(rows_with(table, roles, written, differ))
    options = tuple(
        Option(sign, f"{doubtful} is {read_figure(doubtful, sign):g}") for sign in (".", ",")
    )
    what = "comma" if "," in doubtful else "point"
    text = f"Does the {what} in {doubtful} stand before decimals or thousands? It decides {rows}."
    return None, Question("decimal", text, options)


def _figure(cell: str, mark: str) -> float | None:
    try:
        return read_figure(cell, mark)
    except FigureError:
        return None
