"""Settles how the cells of one file are to be read, and asks where it holds two readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.importing.column_mapping import Role
from events.importing.days import ZONES, DayError, DayRule, possible_orders, zones_differ
from events.importing.figures import (
    FigureError,
    decimal_of,
    is_point,
    plain_figures,
    read_figure,
    read_pair,
)
from events.importing.guessing import REGION_LAT, REGION_LON
from events.importing.raw_table import RawTable
from events.importing.receipt import Option, Question

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SHOWN = 3
_DAYS = (Role.DAY, Role.LAST_DAY)
_NUMBERS = (Role.VALUE, Role.LOW, Role.HIGH)


@dataclass(frozen=True, slots=True)
class Rules:
    """How to read days, numbers and coordinates of one file."""

    days: DayRule
    decimal: str
    coordinate_decimal: str
    lat_first: bool
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
    order = choices.get("date_order")
    if order is None:
        order, question = _order(day_cells)
        questions += [question] if question else []
    zone = choices.get("time_zone")
    if zone is None:
        question = _zone_question(day_cells, order)
        questions += [question] if question else []
    decimal = choices.get("decimal")
    if decimal is None:
        decimal, doubtful = decimal_of(_cells(table, roles, _NUMBERS))
        if doubtful is not None:
            options = tuple(
                Option(mark, f"{doubtful} is {read_figure(doubtful, mark):g}")
                for mark in (".", ",")
            )
            questions.append(
                Question("decimal", "Does the comma stand before decimals or thousands?", options)
            )
    degrees, _ = decimal_of(_cells(table, roles, (Role.LON, Role.LAT)), coordinates=True)
    order_of_axes = choices.get("axis_order")
    if order_of_axes is None:
        order_of_axes, question = _axes(table, roles, degrees or ".")
        questions += [question] if question else []
    return Rules(
        DayRule(order, zone or "as written"),
        decimal or ".",
        degrees or ".",
        order_of_axes == "lat_lon",
        tuple(questions),
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


def _order(cells: list[str]) -> tuple[str | None, Question | None]:
    possible = possible_orders(cells)
    if possible is None:
        return None, None
    if len(possible) == 1:
        return possible[0], None
    orders = possible or ("dmy", "mdy")
    options = tuple(Option(order, _as_read(cells, order)) for order in orders)
    text = "In which order do the dates give day, month and year?"
    if not possible:
        text = "No one order of day, month and year fits all dates. Which one is meant?"
    return None, Question("date_order", text, options)


def _as_read(cells: list[str], order: str) -> str:
    shown: list[str] = []
    rule = DayRule(order)
    for cell in cells:
        if not cell.strip()[:4].isdigit():
            try:
                span = rule.read(cell)
            except (DayError, OverflowError, OSError):
                continue
            shown.append(f"{cell} is {_iso(span.first)}")
        if len(shown) == _SHOWN:
            break
    return "; ".join(shown)


def _iso(day: int) -> str:
    from datetime import timedelta

    from events.importing.days import FIRST_DAY

    return (FIRST_DAY + timedelta(days=day)).isoformat()


def _zone_question(cells: list[str], order: str | None) -> Question | None:
    cell = zones_differ(cells, order)
    if cell is None:
        return None
    options = []
    for zone in ZONES:
        day = _iso(DayRule(order, zone).read(cell).first)
        options.append(Option(zone, f"{cell} is {day}"))
    return Question("time_zone", "By which clock is the day meant?", tuple(options))


def _axes(
    table: RawTable, roles: Mapping[str, str], decimal: str
) -> tuple[str | None, Question | None]:
    name = roles.get(Role.LON_LAT.value)
    if name:
        cells = [cell for cell in dict.fromkeys(table.column(name)) if cell.strip()]
        if all(is_point(cell) for cell in cells):
            return "lon_lat", None
        pairs = _pairs(cells)
    else:
        pairs = _columns(table, roles, decimal)
    pairs = pairs[~np.isnan(pairs).any(axis=1)]
    as_given, other_way = _inside(pairs), _inside(pairs[:, ::-1])
    straight, turned = int(as_given.sum()), int((other_way & ~as_given).sum())
    if name:
        either_way = int(other_way.sum())
        if straight and not either_way:
            return "lon_lat", None
        if either_way and not straight:
            return "lat_lon", None
        folded = name.casefold()
        if not straight and not either_way and "lat" in folded and "lon" in folded:
            return ("lat_lon" if folded.index("lat") < folded.index("lon") else "lon_lat"), None
    elif turned < 2 or turned * 2 < len(pairs) + (straight > 0):
        # A few rows the other way round are flagged; most of them are a question.
        return "lon_lat", None
    if not len(pairs):
        return "lon_lat", None
    a, b = pairs[0]
    options = (
        Option("lon_lat", f"the first point lies at {a:g} E, {b:g} N"),
        Option("lat_lon", f"the first point lies at {b:g} E, {a:g} N"),
    )
    guess = "lat_lon" if turned > straight else "lon_lat"
    text = "Longitude first, or latitude first?"
    if not name:
        text = "Longitude and latitude seem to have changed places. Which comes first?"
    return None, Question("axis_order", text, options, guess)


def _columns(table: RawTable, roles: Mapping[str, str], decimal: str) -> NDArray[np.float64]:
    """Return the points of two columns, or of the geometry, as they stand; shape (n, 2)."""
    if table.shapes is not None:
        return np.column_stack([table.shapes.lon, table.shapes.lat])
    if not (roles.get(Role.LON.value) and roles.get(Role.LAT.value)):
        return np.empty((0, 2))
    lons, lats = (table.column(roles[role.value]) for role in (Role.LON, Role.LAT))
    if decimal == ".":
        x, y = plain_figures(lons), plain_figures(lats)
        if x is not None and y is not None:
            return np.column_stack([x, y])
    found: list[tuple[float, float]] = []
    for lon, lat in dict.fromkeys(zip(lons, lats, strict=True)):
        try:
            found.append((read_figure(lon, decimal), read_figure(lat, decimal)))
        except FigureError:
            continue
    return np.array(found, dtype=np.float64).reshape(-1, 2)


def _pairs(cells: list[str]) -> NDArray[np.float64]:
    found: list[tuple[float, float]] = []
    for cell in cells:
        try:
            found.append(read_pair(cell))
        except FigureError:
            continue
    return np.array(found, dtype=np.float64).reshape(-1, 2)


def _inside(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    low, high = np.array([REGION_LON, REGION_LAT]).T
    found: NDArray[np.bool_] = np.logical_and(points >= low, points <= high).all(axis=1)
    return found
