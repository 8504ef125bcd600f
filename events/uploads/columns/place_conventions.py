"""Settles which of two coordinates comes first and in which grid they are, or asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from events.uploads.columns.coordinates import read_degrees, read_pair
from events.uploads.columns.numbers import FigureError, plain_figures
from events.uploads.geometry.cells import is_geometry, points_of_cells
from events.uploads.geometry.grids import are_metres, crs_question
from events.uploads.geometry.points import points_in_wgs84
from events.uploads.geometry.region import REGION_LAT, REGION_LON
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Option, Question

if TYPE_CHECKING:
    from numpy.typing import NDArray


def settle_places(
    table: RawTable, roles: Mapping[str, str], decimal: str, choices: Mapping[str, str]
) -> tuple[bool, list[Question]]:
    """Tell whether latitude (or northing) comes first, and what has to be asked.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    roles : mapping of str to str
        By role, the name of its column.
    decimal : str
        What stands before the decimals of coordinates.
    choices : mapping of str to str
        What a person answered, by the key of the question.
    """
    return settle_points(*_points(table, roles, decimal), roles, choices)


def settle_points(
    pairs: NDArray[np.float64],
    rows: NDArray[np.int64],
    fixed: bool,
    roles: Mapping[str, str],
    choices: Mapping[str, str],
) -> tuple[bool, list[Question]]:
    """Tell the same of points that were read already.

    Parameters
    ----------
    pairs : ndarray of float64, shape (n, 2)
        The different points as they stand; NaN where there is none.
    rows : ndarray of int64
        How many rows have each.
    fixed : bool
        Their order is told by the file.
    roles, choices : mapping of str to str
        As for `settle_places`.
    """
    order, crs = choices.get("axis_order"), choices.get("crs")
    questions: list[Question] = []
    if are_metres(pairs):
        if crs is None:
            questions.append(crs_question(pairs[:, 0], pairs[:, 1], either_way=not fixed))
        # A geometry is written easting first; two columns follow the custom of a country.
        if order is None and not fixed:
            question = _grid_axes(pairs, rows, crs)
            if question is None and crs is not None:
                return _northing_first(pairs, crs), questions
            questions += [question] if question else []
        return order == "lat_lon", questions
    if order is not None:
        return order == "lat_lon", questions
    if fixed and roles.get(Role.LON_LAT.value):
        return False, questions
    found, question = _axes(roles, pairs, rows)
    return found == "lat_lon", [*questions, question] if question else questions


def _points(
    table: RawTable, roles: Mapping[str, str], decimal: str
) -> tuple[NDArray[np.float64], NDArray[np.int64], bool]:
    """Return the different points as they stand, how many rows have each, and if order is fixed."""
    name = roles.get(Role.LON_LAT.value)
    if name:
        counts = Counter(cell for cell in table.column(name) if cell.strip())
        shapes = [cell for cell in counts if is_geometry(cell)]
        if shapes:
            read = points_of_cells(shapes, None)
            numbers = np.array([counts[cell] for cell in shapes], dtype=np.int64)
            return np.column_stack([read.lon, read.lat]), numbers, True
        return *_pairs(counts), False
    if table.shapes is not None and not (roles.get(Role.LON.value) and roles.get(Role.LAT.value)):
        pairs = np.column_stack([table.shapes.lon, table.shapes.lat])
        return pairs, np.ones(len(pairs), dtype=np.int64), False
    return *_columns(table, roles, decimal), False


def _pairs(counts: Counter[str]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the pairs whose own writing does not tell which comes first."""
    found: list[tuple[float, float]] = []
    rows: list[int] = []
    for cell, count in counts.items():
        try:
            a, b, order = read_pair(cell)
        except FigureError:
            continue
        if order is None:
            found.append((a, b))
            rows.append(count)
    return np.array(found, dtype=np.float64).reshape(-1, 2), np.array(rows, dtype=np.int64)


def _columns(
    table: RawTable, roles: Mapping[str, str], decimal: str
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    if not (roles.get(Role.LON.value) and roles.get(Role.LAT.value)):
        return np.empty((0, 2)), np.empty(0, dtype=np.int64)
    lons, lats = (table.column(roles[role.value]) for role in (Role.LON, Role.LAT))
    if decimal == ".":
        x, y = plain_figures(lons), plain_figures(lats)
        if x is not None and y is not None:
            return np.column_stack([x, y]), np.ones(len(x), dtype=np.int64)
    found: list[tuple[float, float]] = []
    rows: list[int] = []
    for (lon, lat), count in Counter(zip(lons, lats, strict=True)).items():
        try:
            # A coordinate with a letter says itself which it is: there is nothing to be turned.
            found.append((read_degrees(lon, decimal, "lon"), read_degrees(lat, decimal, "lat")))
            rows.append(count)
        except FigureError:
            continue
    return np.array(found, dtype=np.float64).reshape(-1, 2), np.array(rows, dtype=np.int64)


def _axes(
    roles: Mapping[str, str], pairs: NDArray[np.float64], rows: NDArray[np.int64]
) -> tuple[str | None, Question | None]:
    given = ~np.isnan(pairs).any(axis=1)
    pairs, rows = pairs[given], rows[given]
    as_given, other_way = inside(pairs), inside(pairs[:, ::-1])
    straight = int(rows[as_given].sum())
    turned = int(rows[other_way & ~as_given].sum())
    name = roles.get(Role.LON_LAT.value)
    if name:
        either_way = bool(other_way.any())
        if straight and not either_way:
            return "lon_lat", None
        if either_way and not straight:
            return "lat_lon", None
        folded = name.casefold()
        if not straight and not either_way and "lat" in folded and "lon" in folded:
            return ("lat_lon" if folded.index("lat") < folded.index("lon") else "lon_lat"), None
    elif turned < 2 or turned * 2 < int(rows.sum()) + (straight > 0):
        # A few rows the other way round are flagged; most of them are a question.
        return "lon_lat", None
    if not len(pairs):
        return "lon_lat", None
    guess = "lat_lon" if turned > straight else "lon_lat"
    text = "Longitude first, or latitude first?"
    if not name:
        text = "Longitude and latitude seem to have changed places. Which comes first?"
    a, b = pairs[0]
    counts = [int(rows[as_given].sum()), int(rows[other_way].sum())]
    return None, Question("axis_order", text, _ways((a, b), (b, a), counts), guess)


def _ways(
    straight: tuple[float, float], turned: tuple[float, float], counts: list[int]
) -> tuple[Option, ...]:
    options = []
    for value, (lon, lat), count in zip(
        ("lon_lat", "lat_lon"), (straight, turned), counts, strict=True
    ):
        rows = "1 row lies" if count == 1 else f"{count:,} rows lie"
        shown = f"the first point lies at {lon:g} E, {lat:g} N; {rows} in the region"
        options.append(Option(value, shown))
    return tuple(options)


def _grid_axes(
    pairs: NDArray[np.float64], rows: NDArray[np.int64], crs: str | None
) -> Question | None:
    """Ask whether the first of two columns is the easting, where both ways lie in the region."""
    if crs is None:
        return None
    given = ~np.isnan(pairs).any(axis=1)
    x, y = pairs[given].T
    straight, turned = (
        np.column_stack(points_in_wgs84(east, north, crs)) for east, north in ((x, y), (y, x))
    )
    here, there = inside(straight), inside(turned)
    if not (here.any() and there.any()):
        return None
    counts = [int(rows[given][found].sum()) for found in (here, there)]
    first = tuple(straight[0].tolist()), tuple(turned[0].tolist())
    text = "Does the first column hold the easting (longitude), or the northing (latitude)?"
    return Question("axis_order", text, _ways(*first, counts))


def _northing_first(pairs: NDArray[np.float64], crs: str) -> bool:
    """Tell whether only the other order puts points into the region."""
    given = ~np.isnan(pairs).any(axis=1)
    x, y = pairs[given].T
    straight = inside(np.column_stack(points_in_wgs84(x, y, crs)))
    turned = inside(np.column_stack(points_in_wgs84(y, x, crs)))
    return bool(turned.sum() > straight.sum())


def inside(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which points of shape (n, 2), longitude first, lie in the box of the region."""
    low, high = np.array([REGION_LON, REGION_LAT]).T
    found: NDArray[np.bool_] = np.logical_and(points >= low, points <= high).all(axis=1)
    return found
