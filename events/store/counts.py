"""Counts the rows of a store: into tiles, by kind, by section and day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from events.store.cells import FINEST, PLACE_IN_TILE, TILE_BITS, column_and_row
from events.store.manifest import MOST_KINDS
from events.store.tiles import Tile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

_AT_ONCE = 1_000_000
_COLUMNS = ("place", "year", "yearday", "group_of", "events")


def _paths(parts: list[Path]) -> list[str]:
    return [str(part.resolve()) for part in parts]


def frequent_kinds(connection: DuckDBPyConnection, parts: list[Path]) -> tuple[str, ...]:
    """Return the words of the most frequent kinds, those that are counted apart.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Sees the files.
    parts : list of Path
        Rows of the store.

    Returns
    -------
    tuple of str
        The most frequent first; of two as frequent, the first by its letters.
    """
    found = connection.execute(
        "SELECT kind FROM read_parquet(?) WHERE cell IS NOT NULL"
        " GROUP BY kind ORDER BY count(*) DESC, kind LIMIT ?",
        [_paths(parts), MOST_KINDS],
    ).fetchall()
    return tuple(kind for (kind,) in found)


def cut_tiles(
    connection: DuckDBPyConnection,
    parts: list[Path],
    kinds: tuple[str, ...],
    zoom: int,
    touched_by: list[Path] | None = None,
) -> Iterator[Tile]:
    """Give the tiles of one zoom, year by year of each.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Sees the files.
    parts : list of Path
        Rows of the store.
    kinds : tuple of str
        Those that are counted apart.
    zoom : int
        Of the cells.
    touched_by : list of Path, optional
        Only tiles and years that hold a row of these files; None: all.
    """
    shift, tile_shift = 2 * (FINEST - zoom), 2 * TILE_BITS
    asked: list[Any] = [shift, list(kinds), len(kinds) + 1, _paths(parts)]
    only = ""
    if touched_by is not None:
        only = (
            " AND (cell >> ?, year(day)) IN (SELECT (cell >> ?, year(day)) FROM read_parquet(?)"
            " WHERE cell IS NOT NULL)"
        )
        asked += [shift + tile_shift] * 2 + [_paths(touched_by)]
    reader = connection.sql(
        "SELECT place, year, yearday, group_of, count(*)::UINTEGER AS events FROM ("
        "SELECT (cell >> ?)::UINTEGER AS place, year(day)::INTEGER AS year,"
        " (dayofyear(day) - 1)::USMALLINT AS yearday,"
        " (coalesce(nullif(list_position(?, kind), 0), ?) - 1)::UTINYINT AS group_of"
        f" FROM read_parquet(?) WHERE cell IS NOT NULL{only})"
        " GROUP BY place, year, yearday, group_of"
        f" ORDER BY place >> {tile_shift}, year, yearday, group_of, place",
        params=asked,
    ).to_arrow_reader(_AT_ONCE)
    left: dict[str, NDArray[Any]] | None = None
    for batch in reader:
        columns = {name: batch.column(name).to_numpy() for name in _COLUMNS}
        if left is not None:
            columns = {name: np.concatenate([left[name], columns[name]]) for name in _COLUMNS}
        # The last tile of a batch may go on in the next one.
        starts = _starts(columns)
        for begin, end in pairwise(starts):
            yield _tile(columns, begin, end, zoom, len(kinds) + 1)
        left = {name: column[starts[-1] :] for name, column in columns.items()}
    if left is not None and len(left["place"]):
        yield _tile(left, 0, len(left["place"]), zoom, len(kinds) + 1)


def _starts(columns: dict[str, NDArray[Any]]) -> list[int]:
    """Return where each year of each tile begins."""
    tile = columns["place"] >> np.uint32(2 * TILE_BITS)
    changes = (tile[1:] != tile[:-1]) | (columns["year"][1:] != columns["year"][:-1])
    return [0, *(np.flatnonzero(changes) + 1).tolist()]


def _tile(columns: dict[str, NDArray[Any]], begin: int, end: int, zoom: int, kinds: int) -> Tile:
    cells = columns["place"][begin:end]
    x, y = column_and_row(cells[:1] >> np.uint32(2 * TILE_BITS))
    return Tile(
        zoom,
        int(x[0]),
        int(y[0]),
        int(columns["year"][begin]),
        kinds,
        columns["yearday"][begin:end],
        PLACE_IN_TILE[cells & np.uint32(0xFF)],
        columns["group_of"][begin:end],
        columns["events"][begin:end],
    )


def rows_by_source(
    connection: DuckDBPyConnection, parts: list[Path]
) -> dict[str, tuple[int, int, int]]:
    """Return, by key of the file, its rows, those on a section, and those without a place."""
    found = connection.execute(
        "SELECT source, count(*), count(section),"
        " count(*) FILTER (section IS NULL AND cell IS NULL) FROM read_parquet(?) GROUP BY source",
        [_paths(parts)],
    ).fetchall()
    return {source: (rows, sections, nowhere) for source, rows, sections, nowhere in found}


def span_of_rows(
    connection: DuckDBPyConnection, parts: list[Path]
) -> tuple[int, int, str | None, str | None]:
    """Return how many rows there are, how many have a cell, and their first and last first day."""
    found = connection.execute(
        "SELECT count(*), count(cell), min(day)::VARCHAR, max(day)::VARCHAR FROM read_parquet(?)",
        [_paths(parts)],
    ).fetchone()
    assert found is not None
    return found[0], found[1], found[2], found[3]


def sections_digest(connection: DuckDBPyConnection, parts: list[Path]) -> str:
    """Return the SHA-256 of the counts by section and first day."""
    digest = hashlib.sha256()
    answer = connection.execute(
        "SELECT section, day::VARCHAR, count(*) FROM read_parquet(?)"
        " GROUP BY ALL ORDER BY 1 NULLS FIRST, 2",
        [_paths(parts)],
    )
    while rows := answer.fetchmany(100_000):
        digest.update(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    return digest.hexdigest()
