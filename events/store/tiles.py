"""Tiles of a store: how many events of each kind lie in each cell on each day of a square.

A tile is one file of integers (docs/store.md has the table): a head, its days, where the entries of
each day begin, then for each entry a count, a cell and a kind. Whoever holds the tiles in view
moves a window by adding the entries of the day that enters and taking off those of the day that
leaves.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.store.cells import TILE_BITS, ZOOMS
from events.store.errors import BUILD_ANEW, StoreError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAGIC = b"BMT2"
MOST = 65_535
"""The largest count of one entry; a larger one is written as several."""
WIDEST_BITS = 8
"""The largest square has 256 by 256 cells, so that two bytes name each of them."""
_HEAD = struct.Struct("<4sBBBBIIIIQ")


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A square of the map, all its years or one.

    Attributes
    ----------
    zoom : int
        Of its cells.
    level : int
        Zoom of the map on which the square is one of ``2**level`` by ``2**level``; it has
        ``2**(zoom - level)`` by as many cells.
    x, y : int
        Its column and row on that zoom, from the north-west.
    year : int or None
        Of its days; None where all years are in it.
    kinds : int
        How many kinds its store counts apart, the one that stands for all others included.
    day : ndarray of int32
        Of each entry, in days since 1 January 1970, in order.
    cell : ndarray of uint16
        Place in the square: ``side * row + column``, from the north-west.
    kind : ndarray of uint8
        Position among the kinds of the store.
    count : ndarray of uint32
        Events whose first day it is; never 0.
    """

    zoom: int
    level: int
    x: int
    y: int
    year: int | None
    kinds: int
    day: NDArray[np.int32]
    cell: NDArray[np.uint16]
    kind: NDArray[np.uint8]
    count: NDArray[np.uint32]

    @property
    def events(self) -> int:
        """Events of all entries together."""
        return int(self.count.sum(dtype=np.uint64))


def levels_of(zoom: int) -> range:
    """Return the levels of the squares that the tiles of a zoom may cover, the widest first."""
    return range(max(zoom - WIDEST_BITS, 0), zoom - TILE_BITS + 1)


def _cell_type(zoom: int, level: int) -> str:
    """Return how the cells of a tile are written: a byte is enough for 16 by 16."""
    return "u1" if zoom - level <= TILE_BITS else "<u2"


def encode_tile(tile: Tile) -> bytes:
    """Return a tile as bytes, before they are packed."""
    count, day, cell, kind = tile.count, tile.day, tile.cell, tile.kind
    if len(count) and int(count.max()) > MOST:
        # Full entries first, then what is left: the sum stays what it is.
        times = (count.astype(np.int64) + MOST - 1) // MOST
        last = np.cumsum(times) - 1
        left = count - (times - 1).astype(np.uint32) * MOST
        day, cell, kind = np.repeat(day, times), np.repeat(cell, times), np.repeat(kind, times)
        count = np.full(int(times.sum()), MOST, np.uint32)
        count[last] = left
    days, starts = np.unique(day, return_index=True)
    kind_of_cell = _cell_type(tile.zoom, tile.level)
    head = _HEAD.pack(
        *(MAGIC, tile.zoom, tile.level, tile.kinds, np.dtype(kind_of_cell).itemsize),
        *(tile.x, tile.y, len(days), len(count), tile.events),
    )
    parts = (
        *(days.astype("<i4"), np.append(starts, len(count)).astype("<u4")),
        *(count.astype("<u2"), cell.astype(kind_of_cell), kind.astype("u1")),
    )
    return head + b"".join(part.tobytes() for part in parts)


def entries_in(data: bytes) -> int:
    """Return how many entries an encoded tile has."""
    return int(_HEAD.unpack_from(data)[8])


def decode_tile(data: bytes, year: int | None) -> Tile:
    """Read a tile from its unpacked bytes.

    Parameters
    ----------
    data : bytes
        As `encode_tile` gave them.
    year : int, optional
        Of all its days, as its path says; None where every year is in it.

    Returns
    -------
    Tile
        Entries of one day, cell and kind may stand more than once: they are to be added.

    Raises
    ------
    StoreError
        The bytes are no tile, or damaged.
    """
    problem = StoreError("a tile is damaged", BUILD_ANEW)
    if len(data) < _HEAD.size:
        raise problem
    magic, zoom, level, kinds, width, x, y, many, entries, events = _HEAD.unpack_from(data)
    if magic != MAGIC or zoom not in ZOOMS or level not in levels_of(zoom):
        raise problem
    kind_of_cell = np.dtype(_cell_type(zoom, level))
    sizes = (4 * many, 4 * (many + 1), 2 * entries, width * entries, entries)
    if width != kind_of_cell.itemsize or len(data) != _HEAD.size + sum(sizes):
        raise problem
    at = np.cumsum([_HEAD.size, *sizes]).tolist()
    days = np.frombuffer(data, "<i4", many, at[0])
    starts = np.frombuffer(data, "<u4", many + 1, at[1]).astype(np.int64)
    count = np.frombuffer(data, "<u2", entries, at[2]).astype(np.uint32)
    cell = np.frombuffer(data, kind_of_cell, entries, at[3]).astype(np.uint16)
    kind = np.frombuffer(data, "u1", entries, at[4])
    steps = np.diff(starts)
    # A day without an entry is not written, and none stands twice.
    if starts[0] != 0 or starts[-1] != entries or not entries or (steps <= 0).any():
        raise problem
    if (np.diff(days.astype(np.int64)) <= 0).any() or max(x, y) >= 1 << level:
        raise problem
    if int(kind.max()) >= kinds or int(count.min()) == 0:
        raise problem
    if year is not None and (years_of(days) != year).any():
        raise problem
    if int(cell.max()) >= 1 << 2 * (zoom - level):
        raise problem
    day = np.repeat(days, steps)
    tile = Tile(zoom, level, x, y, year, kinds, day, cell, kind, count)
    if tile.events != events:
        raise problem
    return tile


def years_of(days: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the years of days since 1 January 1970."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
