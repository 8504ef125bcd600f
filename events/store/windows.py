"""What lies in which cell of a store in a window of days, counted from its tiles.

The browser does the same sums (`dashboard/web/map/counts.js`); a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from events.store.layer import StoreLayer
from events.store.squares import Bounds, Box, cells_of, day_number, entries_in

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Events by cell, those with none left out, from the north-west row by row.

    Attributes
    ----------
    zoom : int
        The world has ``2**zoom`` by ``2**zoom`` cells in the web's Mercator map.
    x, y : ndarray of int32
        Column and row of each cell.
    count : ndarray of int64
        Events in it.
    """

    zoom: int
    x: NDArray[np.int32]
    y: NDArray[np.int32]
    count: NDArray[np.int64]

    @property
    def events(self) -> int:
        """Events of all cells."""
        return int(self.count.sum())

    def corners(self) -> NDArray[np.float64]:
        """Return west, south, east and north of each cell in degrees, shape (n, 4)."""
        size = float(1 << self.zoom)
        west, east = (self.x / size * 360 - 180, (self.x + 1) / size * 360 - 180)
        north, south = (_latitude(self.y / size), _latitude((self.y + 1) / size))
        return np.stack([west, south, east, north], axis=1)


def _latitude(unit: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * unit)))), np.float64)


def cells_in(
    store: StoreLayer,
    zoom: int,
    first: date,
    last: date,
    *,
    without: Collection[int] = (),
    box: Box | None = None,
) -> Cells:
    """Count the events of a window by cell.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    zoom : int
        Of the cells, one of ``store.zooms``.
    first, last : datetime.date
        Both counted. An event counts on its first day.
    without : collection of int
        Positions among ``store.kinds`` that are left out.
    box : tuple of float, optional
        West, south, east, north: only cells that share ground with it.

    Raises
    ------
    StoreError
        A tile is missing, or is not as it was written.
    KeyError
        The store counts no cells of this zoom.
    """
    bounds = None if box is None else cells_of(box, zoom)
    sums: dict[tuple[int, int, int], NDArray[np.int64]] = {}
    for place, found in entries_in(store, zoom, first, last, bounds):
        count = np.where(np.isin(found.kind, list(without)), 0, found.count)
        square = (place.level, place.x, place.y)
        if square not in sums:
            sums[square] = np.zeros(place.side**2, np.int64)
        # Sums of whole numbers below 2**53: as exact as they are in the tiles.
        sums[square] += np.bincount(found.cell, count, place.side**2).astype(np.int64)
    return _joined(zoom, sums, bounds)


def _joined(
    zoom: int, sums: Mapping[tuple[int, int, int], NDArray[np.int64]], bounds: Bounds | None
) -> Cells:
    parts = []
    for (level, x, y), counts in sums.items():
        side = 1 << zoom - level
        cells = np.flatnonzero(counts)
        parts.append(np.stack([y * side + cells // side, x * side + cells % side, counts[cells]]))
    rows = np.concatenate(parts, axis=1) if parts else np.zeros((3, 0), np.int64)
    if bounds is not None:
        west, north, east, south = bounds
        rows = rows[
            :, (rows[1] >= west) & (rows[1] <= east) & (rows[0] >= north) & (rows[0] <= south)
        ]
    y, x, count = rows[:, np.lexsort((rows[1], rows[0]))]
    return Cells(zoom, x.astype(np.int32), y.astype(np.int32), count)


def kinds_in(
    store: StoreLayer, zoom: int, x: int, y: int, first: date, last: date
) -> tuple[int, ...]:
    """Return how many events of each of ``store.kinds`` lie in one cell in a window.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    zoom, x, y : int
        The cell, by zoom, column and row.
    first, last : datetime.date
        Both counted.

    Raises
    ------
    StoreError
        A tile is missing, or is not as it was written.
    """
    sums = np.zeros(len(store.kinds), np.int64)
    for place, found in entries_in(store, zoom, first, last, (x, y, x, y)):
        here = found.cell == (y - place.y * place.side) * place.side + x - place.x * place.side
        sums += np.bincount(found.kind[here], found.count[here], len(sums)).astype(np.int64)
    return tuple(sums.tolist())


@dataclass(frozen=True, slots=True, eq=False)
class DayTotals:
    """Events with a place by day and kind, in the whole store.

    Attributes
    ----------
    first : int
        The first day, counted from 1 January 1970.
    upto : ndarray of int64, shape (days + 1, kinds)
        Events of each kind before each day: a window is a difference of two rows.
    """

    first: int
    upto: NDArray[np.int64]

    def between(self, first: date, last: date) -> tuple[int, ...]:
        """Return how many events of each kind a window has, both days counted."""
        most = len(self.upto) - 1
        low, high = (
            min(max(day - self.first, 0), most) for day in (day_number(first), day_number(last) + 1)
        )
        return tuple((self.upto[max(high, low)] - self.upto[low]).tolist())


_counted: WeakKeyDictionary[StoreLayer, DayTotals] = WeakKeyDictionary()


def day_counts(store: StoreLayer) -> DayTotals:
    """Count the events of each day and kind once, from the coarsest tiles, and remember it.

    Raises
    ------
    StoreError
        A tile is missing, or is not as it was written.
    """
    known = _counted.get(store)
    if known is None:
        known = _counted[store] = _day_counts(store)
    return known


def _day_counts(store: StoreLayer) -> DayTotals:
    kinds = len(store.kinds)
    if store.days is None:
        return DayTotals(0, np.zeros((1, kinds), np.int64))
    first, last = store.days
    sums = np.zeros((day_number(last) - day_number(first) + 1, kinds), np.int64)
    for _, found in entries_in(store, store.zooms[0], first, last, None):
        at = (found.day - day_number(first)) * kinds + found.kind
        sums += np.bincount(at, found.count, sums.size).astype(np.int64).reshape(sums.shape)
    return DayTotals(
        day_number(first), np.concatenate([np.zeros((1, kinds), np.int64), sums.cumsum(axis=0)])
    )
