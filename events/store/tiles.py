"""Tiles of a store: how many events of each kind lie in each cell on each day, a year a file.

A tile is 16 by 16 cells, a year of it one file of integers (docs/store.md has the table): a head, a
table of days, then for each entry a count, a cell and a kind. Whoever holds the tiles in view moves
a window by adding the entries of the day that enters and taking off those of the day that leaves.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.store.errors import StoreError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAGIC = b"BMT1"
DAYS = 366
"""Days of the table of a tile, as many as a leap year has."""
MOST = 65_535
"""The largest count of one entry; a larger one is written as several."""
_HEAD = struct.Struct("<4sBBhIIIIQ")
_TABLE = 4 * (DAYS + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One year of one tile.

    Attributes
    ----------
    zoom : int
        Of its cells.
    x, y : int
        Column and row of the tile among those of ``zoom - 4``, from the north-west.
    year : int
        Of its days.
    kinds : int
        How many kinds its store counts apart, the one that stands for all others included.
    day : ndarray of uint16
        Of each entry, from 0 on 1 January, in order.
    cell : ndarray of uint8
        Place in the tile: ``16 * row + column``.
    kind : ndarray of uint8
        Position among the kinds of the store.
    count : ndarray of uint32
        Events whose first day it is; never 0.
    """

    zoom: int
    x: int
    y: int
    year: int
    kinds: int
    day: NDArray[np.uint16]
    cell: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    count: NDArray[np.uint32]

    @property
    def events(self) -> int:
        """Events of all entries together."""
        return int(self.count.sum(dtype=np.uint64))


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
    starts = np.searchsorted(day, np.arange(DAYS + 1)).astype("<u4")
    head = _HEAD.pack(
        *(MAGIC, tile.zoom, tile.kinds, tile.year, tile.x, tile.y, len(count), 0, tile.events)
    )
    parts = (starts, count.astype("<u2"), cell.astype("u1"), kind.astype("u1"))
    return head + b"".join(part.tobytes() for part in parts)


def entries_in(data: bytes) -> int:
    """Return how many entries an encoded tile has."""
    return (len(data) - _HEAD.size - _TABLE) // 4


def decode_tile(data: bytes) -> Tile:
    """Read a tile from its unpacked bytes.

    Parameters
    ----------
    data : bytes
        As `encode_tile` gave them.

    Returns
    -------
    Tile
        Entries of one day, cell and kind may stand more than once: they are to be added.

    Raises
    ------
    StoreError
        The bytes are no tile, or damaged.
    """
    problem = StoreError("a tile is damaged", "Build the store anew.")
    if len(data) < _HEAD.size + _TABLE:
        raise problem
    magic, zoom, kinds, year, x, y, entries, zero, events = _HEAD.unpack_from(data)
    begin = _HEAD.size + _TABLE
    if magic != MAGIC or zero != 0 or len(data) != begin + 4 * entries:
        raise problem
    starts = np.frombuffer(data, "<u4", DAYS + 1, _HEAD.size).astype(np.int64)
    count = np.frombuffer(data, "<u2", entries, begin).astype(np.uint32)
    cell = np.frombuffer(data, "u1", entries, begin + 2 * entries)
    kind = np.frombuffer(data, "u1", entries, begin + 3 * entries)
    steps = np.diff(starts)
    if starts[0] != 0 or starts[-1] != entries or (steps < 0).any():
        raise problem
    if entries and (int(kind.max()) >= kinds or int(count.min()) == 0):
        raise problem
    day = np.repeat(np.arange(DAYS, dtype=np.uint16), steps)
    tile = Tile(zoom, x, y, year, kinds, day, cell, kind, count)
    if tile.events != events:
        raise problem
    return tile
