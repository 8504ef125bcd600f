"""Cuts the tiles of a store: rows counted by cell, day and kind, and shared out to squares.

Each zoom is counted from the next finer one, so that the rows are read once. What is counted is one
number an entry, in whose order the entries of one square follow each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from events.store.cells import FINEST, TILE_BITS, ZOOMS, column_and_row
from events.store.counts import paths_of
from events.store.tiles import Tile, levels_of, years_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

MOST_ENTRIES = 16_384
"""A square of so few entries is one file with all its years; one of more is cut in four. A square
of 16 by 16 cells that still has more is cut by years."""
_AT_ONCE = 500_000
# An entry as one number, from the right: place in the square of 16 by 16 cells, whether it is held
# back, kind, day since 1970, number of the square.
_HELD, _KIND, _DAY, _SQUARE = 8, 9, 13, 33
_KIND_MASK, _DAY_MASK, _PLACE_MASK = 0xF, 0xFFFFF, 0xFF


@dataclass(frozen=True, slots=True)
class Counted:
    """What is known of one zoom: events in no tile, and the tiles, which are given once."""

    zoom: int
    held: int
    tiles: Iterator[Tile]


def cut_zooms(
    connection: DuckDBPyConnection, parts: list[Path], kinds: tuple[str, ...], held: tuple[str, ...]
) -> Iterator[Counted]:
    """Give the tiles of each zoom, the finest first; one zoom must be read before the next.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Sees the files.
    parts : list of Path
        Rows of the store.
    kinds : tuple of str
        Those that are counted apart.
    held : tuple of str
        Those that are in no tile of the finest zoom.
    """
    finest = ZOOMS[-1]
    source = f"SELECT {_entry('cell', FINEST - finest)} AS entry FROM read_parquet(?)"
    _count(
        connection,
        finest,
        f"SELECT entry, count(*) AS events FROM ({source} WHERE cell IS NOT NULL) GROUP BY entry",
        [list(kinds), len(kinds) + 1, list(held), paths_of(parts)],
    )
    for finer, zoom in zip((None, *reversed(ZOOMS)), reversed(ZOOMS), strict=False):
        if finer is not None:
            _count(connection, zoom, _coarser(finer, zoom), [])
            connection.execute(f"DROP TABLE entries_{finer}")
        held_back = _held_back(connection) if zoom == finest else 0
        yield Counted(zoom, held_back, _tiles(connection, zoom, len(kinds) + 1))
    connection.execute(f"DROP TABLE entries_{ZOOMS[0]}")


def _count(connection: DuckDBPyConnection, zoom: int, query: str, asked: list[Any]) -> None:
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE entries_{zoom} AS"
        f" SELECT entry, events::UINTEGER AS events FROM ({query})",
        asked,
    )


def _entry(cell: str, finer: int) -> str:
    """Return the expression of an entry of a row whose cell is so many zooms finer."""
    place = f"({cell}::UBIGINT >> {2 * finer})"
    return (
        f"(({place} >> {2 * TILE_BITS}) << {_SQUARE})"
        f" | ((day - DATE '1970-01-01')::UBIGINT << {_DAY})"
        f" | ((coalesce(nullif(list_position(?, kind), 0), ?) - 1)::UBIGINT << {_KIND})"
        f" | (coalesce(list_contains(?, kind), false)::UBIGINT << {_HELD})"
        f" | ({place} & {_PLACE_MASK})"
    )


def _coarser(finer: int, zoom: int) -> str:
    """Return the query that adds up the entries of a finer zoom."""
    square, steps = f"(entry >> {_SQUARE})", 2 * (finer - zoom)
    place = f"((({square} << {2 * TILE_BITS}) | (entry & {_PLACE_MASK})) >> {steps})"
    middle = ((1 << _SQUARE) - 1) ^ ((1 << _KIND) - 1)
    # Held back or not is told apart on the finest zoom only.
    entry = (
        f"(({place} >> {2 * TILE_BITS}) << {_SQUARE}) | (entry & {middle})"
        f" | ({place} & {_PLACE_MASK})"
    )
    return (
        f"SELECT entry, sum(events) AS events FROM (SELECT {entry} AS entry, events"
        f" FROM entries_{finer}) GROUP BY entry"
    )


def _held_back(connection: DuckDBPyConnection) -> int:
    """Return how many events are in no tile of the finest zoom."""
    found = connection.execute(
        f"SELECT coalesce(sum(events), 0) FROM entries_{ZOOMS[-1]} WHERE entry >> {_HELD} & 1 = 1"
    ).fetchone()
    assert found is not None
    return int(found[0])


def _shown(zoom: int) -> str:
    return f"entries_{zoom} WHERE entry >> {_HELD} & 1 = 0"


def _tiles(connection: DuckDBPyConnection, zoom: int, kinds: int) -> Iterator[Tile]:
    squares = connection.execute(
        f"SELECT (entry >> {_SQUARE})::UINTEGER AS square, count(*) AS entries"
        f" FROM {_shown(zoom)} GROUP BY square ORDER BY square"
    ).fetchnumpy()
    square = np.asarray(squares["square"])
    level, by_year = shared_out(square, np.asarray(squares["entries"]), zoom)
    reader = connection.sql(
        f"SELECT entry, events FROM {_shown(zoom)} ORDER BY entry"
    ).to_arrow_reader(_AT_ONCE)
    entry, events = np.zeros(0, np.uint64), np.zeros(0, np.uint32)
    for batch in reader:
        entry = np.concatenate([entry, batch.column("entry").to_numpy()])
        events = np.concatenate([events, batch.column("events").to_numpy()])
        at = np.searchsorted(square, (entry >> np.uint64(_SQUARE)).astype(np.uint32))
        starts = _starts(entry, square[at], level[at], by_year[at], zoom)
        # The last tile of a batch may go on in the next one.
        yield from _cut(entry, events, level[at], by_year[at], starts, zoom, kinds)
        entry, events = entry[starts[-1] :], events[starts[-1] :]
    if len(entry):
        at = np.searchsorted(square, (entry >> np.uint64(_SQUARE)).astype(np.uint32))
        ends = np.array([0, len(entry)])
        yield from _cut(entry, events, level[at], by_year[at], ends, zoom, kinds)


def shared_out(
    square: NDArray[np.uint32], entries: NDArray[np.int64], zoom: int
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Tell for each square of 16 by 16 cells which tile it belongs to.

    Parameters
    ----------
    square : ndarray of uint32
        Morton numbers of the squares that have entries, ascending.
    entries : ndarray of int64
        How many each has.
    zoom : int
        Of the cells.

    Returns
    -------
    tuple of ndarray
        Level of the tile, and whether it is cut by years.
    """
    levels = levels_of(zoom)
    level = np.full(len(square), levels[-1], np.uint8)
    open_still = np.ones(len(square), np.bool_)
    for wider in levels:
        above = square >> np.uint32(2 * (levels[-1] - wider))
        _, back = np.unique(above, return_inverse=True)
        fits = open_still & (np.bincount(back, entries)[back] <= MOST_ENTRIES)
        level[fits], open_still[fits] = wider, False
    return level, open_still


def _days(entry: NDArray[np.uint64]) -> NDArray[np.int32]:
    return ((entry >> np.uint64(_DAY)) & np.uint64(_DAY_MASK)).astype(np.int32)


def _starts(
    entry: NDArray[np.uint64],
    square: NDArray[np.uint32],
    level: NDArray[np.uint8],
    by_year: NDArray[np.bool_],
    zoom: int,
) -> NDArray[np.int64]:
    """Return where each tile begins."""
    above = square >> (2 * (np.uint32(zoom - TILE_BITS) - level)).astype(np.uint32)
    year = np.where(by_year, years_of(_days(entry)), 0)
    changes = (above[1:] != above[:-1]) | (level[1:] != level[:-1]) | (year[1:] != year[:-1])
    return np.concatenate([[0], np.flatnonzero(changes) + 1])


def _cut(
    entry: NDArray[np.uint64],
    events: NDArray[np.uint32],
    level: NDArray[np.uint8],
    by_year: NDArray[np.bool_],
    bounds: NDArray[np.int64],
    zoom: int,
    kinds: int,
) -> Iterator[Tile]:
    """Make a tile of the entries between each two bounds."""
    day = _days(entry)
    kind = ((entry >> np.uint64(_KIND)) & np.uint64(_KIND_MASK)).astype(np.uint8)
    place = ((entry >> np.uint64(_SQUARE)) << np.uint64(2 * TILE_BITS)).astype(np.uint32)
    column, row = column_and_row(place | (entry & np.uint64(_PLACE_MASK)).astype(np.uint32))
    for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        part, wide = slice(begin, end), int(level[begin])
        bits = zoom - wide
        inside = np.uint32((1 << bits) - 1)
        cell = (((row[part] & inside) << np.uint32(bits)) | (column[part] & inside)).astype("u2")
        # Of a wider square the entries come square by square, and are to come day by day.
        order = np.lexsort((cell, kind[part], day[part]))
        yield Tile(
            zoom,
            wide,
            int(column[begin] >> bits),
            int(row[begin] >> bits),
            int(years_of(day[begin : begin + 1])[0]) if by_year[begin] else None,
            kinds,
            day[part][order],
            cell[order],
            kind[part][order],
            events[part][order],
        )
