"""Which files of a store have a share of a window and of a part of the map, and what they hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from events.store.cells import NORTHMOST
from events.store.layer import StoreLayer
from events.store.tile_files import ALL_YEARS, read_packed, tile_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees of WGS 84."""
Bounds = tuple[int, int, int, int]
"""First column and row of some cells, and last."""
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Entries of a file, by day: days since 1970, cell in the square, kind and count of each."""

    day: NDArray[np.int64]
    cell: NDArray[Any]
    kind: NDArray[np.uint8]
    count: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file of tiles lies: a square of the map of zoom ``level``, and of which year.

    Attributes
    ----------
    zoom : int
        Of the cells in it.
    level, x, y : int
        Column and row of the square on the map of that zoom, from the north-west.
    year : int or None
        None for a file that holds every year.
    """

    zoom: int
    level: int
    x: int
    y: int
    year: int | None

    @property
    def side(self) -> int:
        """Cells along one side of the square."""
        return 1 << self.zoom - self.level


def place_of(path: str) -> Place:
    """Return where a file lies by its path: ``zoom/level/x/y/year``."""
    *numbers, year = path.split("/")
    zoom, level, x, y = map(int, numbers)
    return Place(zoom, level, x, y, None if year == ALL_YEARS else int(year))


def entries_in(
    store: StoreLayer,
    zoom: int,
    first: date,
    last: date,
    bounds: Bounds | None,
) -> Iterator[tuple[Place, Entries]]:
    """Yield what each file has in a window, with where it lies.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    zoom : int
        Of the cells.
    first, last : datetime.date
        Both counted.
    bounds : tuple of int or None
        Only files that have one of these cells; None for all.

    Raises
    ------
    StoreError
        A file is missing, or is not as it was written.
    """
    for path, place in files_in(store, zoom, first.year, last.year, bounds):
        yield place, _within(_read(store, path), first, last)


def files_in(
    store: StoreLayer, zoom: int, first_year: int, last_year: int, bounds: Bounds | None
) -> Iterator[tuple[str, Place]]:
    """Yield path and place of each file that has a share of some years and cells, by its path.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    zoom : int
        Of the cells.
    first_year, last_year : int
        Both counted.
    bounds : tuple of int or None
        Only files that have one of these cells; None for all.
    """
    for path in sorted(store.indexes[zoom]):
        place = place_of(path)
        timely = place.year is None or first_year <= place.year <= last_year
        if timely and (bounds is None or meets(place, bounds)):
            yield path, place


def read_file(store: StoreLayer, path: str) -> tuple[bytes, bytes]:
    """Read a file of tiles as it lies on disk, and unpacked.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    path : str
        ``zoom/level/x/y/year``.

    Raises
    ------
    StoreError
        It is missing, or not as it was written.
    """
    zoom = int(path.partition("/")[0])
    return read_packed(store.folder / "tiles", path, store.indexes[zoom][path][-1])


def _read(store: StoreLayer, path: str) -> Entries:
    tile = tile_of(path, read_file(store, path)[1])
    return Entries(tile.day.astype(np.int64), tile.cell, tile.kind, tile.count)


def _within(entries: Entries, first: date, last: date) -> Entries:
    low, high = np.searchsorted(entries.day, (day_number(first), day_number(last) + 1)).tolist()
    taken = slice(low, high)
    return Entries(
        entries.day[taken], entries.cell[taken], entries.kind[taken], entries.count[taken]
    )


def day_number(day: date) -> int:
    """Return a day counted from 1 January 1970."""
    return day.toordinal() - _EPOCH


def cells_of(box: Box, zoom: int) -> Bounds:
    """Return the first and last column and row of the cells that a box of degrees touches."""
    west, south, east, north = box
    edge = (1 << zoom) - 1

    def column(lon: float) -> int:
        return min(max(math.floor((lon + 180) / 360 * (edge + 1)), 0), edge)

    def row(lat: float) -> int:
        sine = math.sin(math.radians(min(max(lat, -NORTHMOST), NORTHMOST)))
        unit = 0.5 - math.atanh(sine) / (2 * math.pi)
        return min(max(math.floor(unit * (edge + 1)), 0), edge)

    return column(west), row(north), column(east), row(south)


def meets(place: Place, bounds: Bounds) -> bool:
    """Tell whether a file has one of some cells."""
    west, north, east, south = bounds
    side = place.side
    across = place.x * side <= east and west < (place.x + 1) * side
    return across and place.y * side <= south and north < (place.y + 1) * side


def fullest_mean(store: StoreLayer, zoom: int) -> float:
    """Return how many events a year a cell has on average in the fullest file of a zoom."""
    days = store.days
    years = 1 if days is None else days[1].year - days[0].year + 1
    found = (
        entry[1] / place.side**2 / (years if place.year is None else 1)
        for place, entry in ((place_of(p), entry) for p, entry in store.indexes[zoom].items())
    )
    return max(found, default=0.0)
