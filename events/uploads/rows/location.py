"""Joins rows to sections, countries, the Forest, airports and places, and marks doubtful ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

import geodata
from events.model import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

MINSK = "MSQ"
_KM_A_DEGREE = 110.5
_AT_ONCE = 100_000
_IDS = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Where each of n rows belongs; see `Imported` for the meaning of the columns."""

    section: NDArray[np.int16]
    distance_km: NDArray[np.float32]
    country: NDArray[np.int16]
    in_forest: NDArray[np.bool_]
    countries: tuple[str, ...]


def join_points(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    near_km: float,
    progress: Callable[[float], None] = lambda share: None,
) -> Joined:
    """Join points to the nearest section within a distance, their country and the Forest.

    Parameters
    ----------
    lon, lat : ndarray of float64, shape (n,)
        Degrees; NaN for a row without a place.
    near_km : float
        A section farther away than this is not the row's section.
    progress : callable
        Told the share that is done, some times on the way.

    Returns
    -------
    Joined
    """
    count = len(lon)
    section = np.full(count, -1, dtype=np.int16)
    distance = np.full(count, np.nan, dtype=np.float32)
    country = np.full(count, -1, dtype=np.int16)
    forest = np.zeros(count, dtype=np.bool_)
    # Many rows share a place; each place is looked up once.
    given = np.flatnonzero(~np.isnan(lon))
    keys = lon[given] + 1j * lat[given]
    unique, back = np.unique(keys, return_inverse=True)
    x, y = np.ascontiguousarray(unique.real), np.ascontiguousarray(unique.imag)
    countries: list[str | None] = []
    sections: list[NDArray[np.int16]] = []
    distances: list[NDArray[np.float32]] = []
    inside: list[NDArray[np.bool_]] = []
    for begin in range(0, len(unique), _AT_ONCE):
        progress(begin / len(unique))
        part = slice(begin, begin + _AT_ONCE)
        countries += geodata.countries_at(x[part], y[part])
        near = _near(x[part], y[part], near_km)
        sections.append(near[0])
        distances.append(near[1])
        inside.append(_in_forest(x[part], y[part]))
    words = tuple(sorted({iso for iso in countries if iso is not None}))
    if len(unique):
        index = {iso: code for code, iso in enumerate(words)}
        codes = [-1 if iso is None else index[iso] for iso in countries]
        country[given] = np.array(codes, dtype=np.int16)[back]
        section[given] = np.concatenate(sections)[back]
        distance[given] = np.concatenate(distances)[back]
        forest[given] = np.concatenate(inside)[back]
    return Joined(section, distance, country, forest, words)


def _near(
    x: NDArray[np.float64], y: NDArray[np.float64], near_km: float
) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
    """Return the section within the distance, -1 for none, and how far it is."""
    sections = np.full(len(x), -1, dtype=np.int16)
    distances = np.full(len(x), np.nan, dtype=np.float32)
    close = _close(x, y, near_km)
    if len(close):
        near = geodata.sections_near(x[close], y[close])
        within = near.distance_km <= near_km
        sections[close[within]] = near.section[within]
        distances[close[within]] = near.distance_km[within]
    return sections, distances


def _close(x: NDArray[np.float64], y: NDArray[np.float64], near_km: float) -> NDArray[np.int64]:
    """Return the positions of points that may lie within the distance of a border.

    Far from the borders the search for the nearest edge is slow, and needed by nobody.
    """
    import shapely

    return np.flatnonzero(shapely.intersects_xy(_surroundings(near_km), x, y))


def sections_of(
    lon: NDArray[np.float64], lat: NDArray[np.float64], cells: geodata.NearCells
) -> NDArray[np.int16]:
    """Return the section of each point, the same as `join_points` gives, and nothing else.

    Parameters
    ----------
    lon, lat : ndarray of float64, shape (n,)
        Degrees; NaN for a row without a place.
    cells : NearCells
        Knows the distance, and what it has found out so far.
    """
    found = np.full(len(lon), -1, dtype=np.int16)
    given = np.flatnonzero(~np.isnan(lon))
    close = given[_close(lon[given], lat[given], cells.near_km)]
    found[close] = cells.sections_of(lon[close], lat[close])
    return found


def _in_forest(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    import shapely

    inside = np.zeros(len(x), dtype=np.bool_)
    for part in geodata.load_forest().values():
        inside |= shapely.intersects_xy(part.outline, x, y)
    return inside


@cache
def _surroundings(near_km: float) -> Any:
    """Return an area that holds every point within the distance of a border, and some more."""
    import shapely

    # A degree of longitude is shortest in the north: measured there, no point is missed.
    narrow = float(np.cos(np.radians(58)))
    lines = [
        shapely.transform(border.line, lambda c: c * [narrow, 1])
        for border in geodata.load_border_lines().values()
    ]
    reach = 1.02 * near_km / _KM_A_DEGREE + 0.01
    area = shapely.union_all([shapely.simplify(line, 0.005).buffer(reach) for line in lines])
    area = shapely.transform(area, lambda c: c / [narrow, 1])
    shapely.prepare(area)
    return area


@cache
def airport_codes() -> tuple[str, ...]:
    """Return the IATA codes of the known airports, in the order of their table."""
    return tuple(geodata.load_airports())


def join_airports(cells: list[str] | None, count: int) -> tuple[NDArray[np.int16], list[int]]:
    """Return the airport of each row, and the positions of rows that name an unknown one.

    Parameters
    ----------
    cells : list of str or None
        ICAO or IATA location indicators, empty where the row names none.
    count : int
        Rows, when there is no such column.
    """
    if cells is None:
        return np.full(count, -1, dtype=np.int16), []
    index: dict[str, int] = {}
    for position, airport in enumerate(geodata.load_airports().values()):
        index |= {airport.iata: position, airport.icao: position}
    found = np.array([index.get(cell.strip().upper(), -1) for cell in cells], dtype=np.int16)
    unknown = [i for i, cell in enumerate(cells) if cell.strip() and found[i] < 0]
    return found, unknown


def airport_points(
    origin: NDArray[np.int16], destination: NDArray[np.int16]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the point of each flight: its end in Minsk, else its destination, else its origin."""
    airports = list(geodata.load_airports().values())
    minsk = airport_codes().index(MINSK)
    lons = np.array([a.lon for a in airports] + [np.nan])
    lats = np.array([a.lat for a in airports] + [np.nan])
    end = np.where(destination >= 0, destination, origin)
    end = np.where(origin == minsk, origin, end)
    end = np.where(destination == minsk, destination, end)
    # Index -1 is the NaN at the end of the lists.
    return lons[end], lats[end]


def join_sections(cells: list[str]) -> NDArray[np.int16]:
    """Return the section each row names, as an index; -1 where it names none, or several."""
    order = {s.id: index for index, s in enumerate(geodata.load_border_sections())}
    named = {cell: _IDS.findall(cell) for cell in dict.fromkeys(cells)}
    codes = {c: order.get(ids[0], -1) if len(ids) == 1 else -1 for c, ids in named.items()}
    return np.fromiter(map(codes.__getitem__, cells), np.int16, len(cells))


def join_places(
    cells: list[str], places: Mapping[str, Place]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int16], list[int]]:
    """Return point and section of each row that names a place of ours, and unknown places.

    Returns
    -------
    tuple
        Longitudes, latitudes (NaN for none), index of the one section a place without a point
        names (-1 for none or several), positions of rows whose place is not known.
    """
    order = {s.id: index for index, s in enumerate(geodata.load_border_sections())}
    count = len(cells)
    lon, lat = np.full(count, np.nan), np.full(count, np.nan)
    section = np.full(count, -1, dtype=np.int16)
    unknown: list[int] = []
    for index, cell in enumerate(cells):
        place = places.get(cell)
        if place is None:
            unknown.append(index)
        elif place.lon is not None and place.lat is not None:
            lon[index], lat[index] = place.lon, place.lat
        elif len(place.section_ids) == 1:
            section[index] = order[place.section_ids[0]]
    return lon, lat, section, unknown
