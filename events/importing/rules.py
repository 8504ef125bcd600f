"""Settles how the cells of one file are to be read, and asks where it holds two readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from events.importing.column_mapping import Role
from events.importing.days import ZONES, DayError, DayRule, possible_orders, zones_differ
from events.importing.figures import FigureError, decimal_of, is_point, read_figure, read_pair
from events.importing.guessing import in_region
from events.importing.raw_table import RawTable
from events.importing.receipt import Option, Question

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
    pairs: list[tuple[float, float]] = []
    if name:
        cells = [cell for cell in dict.fromkeys(table.column(name)) if cell.strip()]
        if all(is_point(cell) for cell in cells):
            return "lon_lat", None
        pairs = _read(lambda i: read_pair(cells[i]), len(cells))
    elif table.shapes is not None:
        pairs = list(zip(table.shapes.lon.tolist(), table.shapes.lat.tolist(), strict=True))
    elif roles.get(Role.LON.value) and roles.get(Role.LAT.value):
        lons, lats = (table.column(roles[role.value]) for role in (Role.LON, Role.LAT))
        both = list(dict.fromkeys(zip(lons, lats, strict=True)))
        pairs = _read(
            lambda i: (read_figure(both[i][0], decimal), read_figure(both[i][1], decimal)),
            len(both),
        )
    pairs = [pair for pair in pairs if pair[0] == pair[0]]
    as_given = sum(in_region(a, b) for a, b in pairs)
    turned = sum(in_region(b, a) for a, b in pairs)
    if name:
        if as_given and not turned:
            return "lon_lat", None
        if turned and not as_given:
            return "lat_lon", None
        folded = name.casefold()
        if not as_given and not turned and "lat" in folded and "lon" in folded:
            return ("lat_lon" if folded.index("lat") < folded.index("lon") else "lon_lat"), None
    elif not (turned >= 2 and as_given == 0 and turned * 2 >= len(pairs)):
        return "lon_lat", None
    if not pairs:
        return "lon_lat", None
    a, b = pairs[0]
    options = (
        Option("lon_lat", f"the first point lies at {a:g} E, {b:g} N"),
        Option("lat_lon", f"the first point lies at {b:g} E, {a:g} N"),
    )
    guess = "lat_lon" if turned > as_given else "lon_lat"
    text = "Longitude first, or latitude first?"
    if not name:
        text = "Longitude and latitude seem to have changed places. Which comes first?"
    return None, Question("axis_order", text, options, guess)


def _read(read: object, count: int) -> list[tuple[float, float]]:
    pairs: list[tuple[float, float]] = []
    for index in range(count):
        try:
            pairs.append(read(index))  # type: ignore[operator]
        except FigureError:
            continue
    return pairs
