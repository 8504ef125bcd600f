"""Turns the cells of coordinates into points; a cell that is none refuses its row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.uploads.columns.conventions import Rules
from events.uploads.columns.coordinates import read_degrees, read_pair
from events.uploads.columns.numbers import FigureError, plain_figures
from events.uploads.geometry.cells import is_geometry, points_of_cells
from events.uploads.geometry.points import points_in_wgs84
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.refusals import Distinct, Refusing
from events.uploads.values.words import is_no_data

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Points of a whole table; NaN for none. ``reduced``: a line or an area stood in the cell."""

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    reduced: NDArray[np.bool_]
    column: str = "geometry"


def read_places(
    table: RawTable, name_of: Callable[[Role], str | None], rules: Rules, refusing: Refusing
) -> Placed:
    """Read the points of a table from one column, from two, or from its geometry.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    name_of : callable
        Returns the column of a role.
    rules : Rules
        How decimals, axes and order are written.
    refusing : Refusing
        Takes each row that has no place it should have.
    """
    pair, lon_name, lat_name = (name_of(role) for role in (Role.LON_LAT, Role.LON, Role.LAT))
    count = len(table)
    none = np.zeros(count, dtype=np.bool_)
    if pair is not None:
        placed, names = _of_pairs(table, pair, rules, refusing), (pair, pair)
    elif lon_name is not None and lat_name is not None:
        lon, lat = _of_columns(table, lon_name, lat_name, rules, refusing)
        placed, names = Placed(lon, lat, none, lon_name), (lon_name, lat_name)
    elif table.shapes is not None:
        lon, lat = table.shapes.lon, table.shapes.lat
        if rules.lat_first:
            lon, lat = lat, lon
        if rules.crs is not None and table.shapes.crs_open:
            lon, lat = points_in_wgs84(lon, lat, rules.crs)
        placed, names = Placed(lon, lat, table.shapes.reduced), ("geometry", "geometry")
    else:
        nothing = np.full(count, np.nan)
        return Placed(nothing, nothing, none)
    for values, limit, column in ((placed.lon, 180, names[0]), (placed.lat, 90, names[1])):
        rows = np.flatnonzero(np.abs(values) > limit)
        shown = [f"{value:g}" for value in values[rows].tolist()]
        refusing.refuse(rows, column, shown, f"is not within ±{limit} degrees")
    return placed


def _of_pairs(table: RawTable, name: str, rules: Rules, refusing: Refusing) -> Placed:
    found = Distinct.of(table.column(name))
    count = len(found.cells)
    lon, lat = np.full(count, np.nan), np.full(count, np.nan)
    reduced = np.zeros(count, dtype=np.bool_)
    wrong: dict[int, str] = {}
    shapes: list[int] = []
    plain: list[int] = []
    for code, cell in enumerate(found.cells):
        if is_no_data(cell):
            continue
        if is_geometry(cell):
            shapes.append(code)
            continue
        try:
            a, b, order = read_pair(cell)
        except FigureError as error:
            wrong[code] = str(error)
            continue
        turned = order == "lat_lon" if order is not None else rules.lat_first
        lon[code], lat[code] = (b, a) if turned else (a, b)
        if order is None:
            plain.append(code)
    if rules.crs is not None and plain:
        lon[plain], lat[plain] = points_in_wgs84(lon[plain], lat[plain], rules.crs)
    if shapes:
        read = points_of_cells([found.cells[code] for code in shapes], rules.crs)
        lon[shapes], lat[shapes], reduced[shapes] = read.lon, read.lat, read.reduced
        wrong |= {shapes[place]: reason for place, reason in read.wrong.items()}
    _refuse(found, wrong, name, refusing)
    return Placed(lon[found.codes], lat[found.codes], reduced[found.codes], name)


def _of_columns(
    table: RawTable, lon_name: str, lat_name: str, rules: Rules, refusing: Refusing
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    # Letters say which is which; where the two have changed places, so have their letters.
    axes = ("lat", "lon") if rules.lat_first else ("lon", "lat")
    lon, lat = (
        _degrees(table, name, rules, axis, refusing)
        for name, axis in zip((lon_name, lat_name), axes, strict=True)
    )
    reason = "is empty where the other coordinate is given"
    for column, missing in (
        (lon_name, np.isnan(lon) & ~np.isnan(lat)),
        (lat_name, np.isnan(lat) & ~np.isnan(lon)),
    ):
        rows = np.flatnonzero(missing)
        refusing.refuse(rows, column, [""] * len(rows), reason)
    if rules.lat_first:
        lon, lat = lat, lon
    if rules.crs is not None:
        lon, lat = points_in_wgs84(lon, lat, rules.crs)
    return lon, lat


def _degrees(
    table: RawTable, name: str, rules: Rules, axis: str, refusing: Refusing
) -> NDArray[np.float64]:
    column = table.column(name)
    mark = "." if name in table.exact else rules.coordinate_decimal
    plain = plain_figures(column) if mark == "." else None
    if plain is not None:
        return plain
    found = Distinct.of(column)
    values = np.full(len(found.cells), np.nan)
    wrong: dict[int, str] = {}
    for code, cell in enumerate(found.cells):
        if is_no_data(cell):
            continue
        try:
            values[code] = read_degrees(cell, mark, axis)
        except FigureError as error:
            wrong[code] = str(error)
    _refuse(found, wrong, name, refusing)
    return values[found.codes]


def _refuse(found: Distinct, wrong: dict[int, str], name: str, refusing: Refusing) -> None:
    if not wrong:
        return
    bad = np.zeros(len(found.cells), dtype=np.bool_)
    bad[list(wrong)] = True
    rows = np.flatnonzero(bad[found.codes])
    codes = found.codes[rows].tolist()
    refusing.refuse(rows, name, [found.cells[c] for c in codes], [wrong[c] for c in codes])
