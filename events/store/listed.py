"""What lies in some cells of a store, one by one: counts of each kind, and the rows themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from events.store.cells import FINEST, column_and_row
from events.store.counts import compared_kind
from events.store.errors import StoreError
from events.store.layer import StoreLayer
from events.store.squares import entries_in
from events.store.windows import Cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = (
    *("source", "row", "day", "last_day", "kind", "title"),
    *("lon", "lat", "section", "value", "low", "high"),
)
WAY_OUT = "Compare it with itself: python -m events store check DIR."


@dataclass(frozen=True, slots=True)
class StoreRow:
    """A row with a place, as its file has it; None is not said.

    Attributes
    ----------
    source : str
        Twelve digits of the SHA-256 of its file.
    row : int
        Its number in the file.
    day, last_day : datetime.date
        First and last day, both counted.
    kind, title : str or None
        As the file has them.
    lon, lat : float
        Degrees of WGS 84.
    section : str or None
        Border section within the store's ``near_km``.
    value, low, high : float or None
        What the file counts, in a unit of its own.
    x, y : int
        Column and row of its cell, among those that were asked for.
    """

    source: str
    row: int
    day: date
    last_day: date | None
    kind: str | None
    title: str | None
    lon: float
    lat: float
    section: str | None
    value: float | None
    low: float | None
    high: float | None
    x: int
    y: int


def kinds_by_cell(store: StoreLayer, cells: Cells, first: date, last: date) -> NDArray[np.int64]:
    """Return how many events of each of ``store.kinds`` lie in each cell, shape (n, kinds).

    Parameters
    ----------
    store : StoreLayer
        An open store.
    cells : Cells
        Some of its cells, as `cells_in` gives them.
    first, last : datetime.date
        Both counted.

    Raises
    ------
    StoreError
        A tile is missing, or is not as it was written.
    """
    sums = np.zeros((len(cells.count), len(store.kinds)), np.int64)
    if not len(sums):
        return sums
    bounds = (int(cells.x.min()), int(cells.y.min()), int(cells.x.max()), int(cells.y.max()))
    wanted = _Places(cells)
    for place, found in entries_in(store, cells.zoom, first, last, bounds):
        cell = found.cell.astype(np.int64)
        at, there = wanted.of(
            place.x * place.side + cell % place.side, place.y * place.side + cell // place.side
        )
        np.add.at(sums, (at[there], found.kind[there]), found.count[there])
    return sums


def rows_in(
    store: StoreLayer, cells: Cells, first: date, last: date, *, without: Collection[int] = ()
) -> tuple[StoreRow, ...]:
    """Return the rows that some cells count in a window, by day, file and number.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    cells : Cells
        Some of its cells, as `cells_in` gives them, of a zoom that holds no kind back.
    first, last : datetime.date
        Both counted; a row is found by its first day.
    without : collection of int
        Positions among ``store.kinds`` that are left out, as they were of the cells.

    Raises
    ------
    StoreError
        The rows cannot be read, or are not those that the tiles count.
    """
    wanted = _Places(cells)
    kept: list[StoreRow] = []
    for table in _tables(store, first, last):
        numbers = table.column("cell").to_numpy().astype(np.uint32)
        x, y = column_and_row(numbers >> np.uint32(2 * (FINEST - cells.zoom)))
        there = np.flatnonzero(wanted.of(x.astype(np.int64), y.astype(np.int64))[1])
        rows = table.select(list(COLUMNS)).take(there).to_pylist()
        kept += [
            StoreRow(**row, x=column, y=line)
            for row, column, line in zip(rows, x[there].tolist(), y[there].tolist(), strict=True)
            if kind_at(store, row["kind"]) not in without
        ]
    if len(kept) != cells.events:
        raise StoreError(
            f"its tiles count {cells.events:,} events where {len(kept):,} rows lie",
            WAY_OUT,
        )
    return tuple(sorted(kept, key=lambda row: (row.day, row.source, row.row)))


def _tables(store: StoreLayer, first: date, last: date) -> Iterator[Any]:
    """Yield the rows of a window that have a cell, file by file; other days stay unread."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    days = [("day", ">=", first), ("day", "<=", last)]
    for part in store.manifest.parts:
        try:
            table = pq.read_table(
                store.folder / part.path, columns=[*COLUMNS, "cell"], filters=days
            )
        except (OSError, pa.ArrowException) as error:
            raise StoreError(f"{part.path} cannot be read ({str(error)[:80]})", WAY_OUT) from None
        yield table.filter(table.column("cell").is_valid())


def is_sensitive_kind(store: StoreLayer, kind: str | None) -> bool:
    """Tell whether rows of a kind may say where people in need were seen, case and blanks aside."""
    return kind is not None and compared_kind(kind) in map(compared_kind, store.manifest.sensitive)


def kind_at(store: StoreLayer, kind: str | None) -> int:
    """Return the position of a row's kind among the kinds of its store."""
    known = store.manifest.kinds
    return known.index(kind) if kind in known else len(known)


class _Places:
    """Finds columns and rows among cells."""

    def __init__(self, cells: Cells) -> None:
        self._size = 1 << cells.zoom
        keys = self._key(cells.x.astype(np.int64), cells.y.astype(np.int64))
        self._order = np.argsort(keys)
        self._keys = keys[self._order]

    def _key(self, x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
        return y * self._size + x

    def of(
        self, x: NDArray[np.int64], y: NDArray[np.int64]
    ) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return the position of each place among the cells, and whether it is one of them."""
        if not len(self._keys):
            return np.zeros(len(x), np.intp), np.zeros(len(x), np.bool_)
        keys = self._key(x, y)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return self._order[at], self._keys[at] == keys
