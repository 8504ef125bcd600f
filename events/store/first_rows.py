"""The first rows that one square of a store counts in a window: no more is read than holds them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from events.store.cells import FINEST, interleaved
from events.store.errors import StoreError
from events.store.layer import StoreLayer
from events.store.listed import COLUMNS, WAY_OUT, StoreRow, is_sensitive_kind, kind_at

if TYPE_CHECKING:
    from numpy.typing import NDArray


def first_rows(
    store: StoreLayer,
    square: tuple[int, int, int],
    first: date,
    last: date,
    *,
    most: int,
    without: Collection[int] = (),
) -> tuple[StoreRow, ...]:
    """Return the first rows of a square in a window, by day, file and number.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    square : tuple of int
        Zoom, column and row of a cell of its tiles.
    first, last : datetime.date
        Both counted; a row is found by its first day.
    most : int
        So many are returned at most, and no more is read than holds them.
    without : collection of int
        Positions among ``store.kinds`` that are left out. On a zoom that holds kinds back, rows
        of those are left out too, so that what is listed is what is counted.

    Raises
    ------
    StoreError
        The rows cannot be read.
    """
    found: list[StoreRow] = []
    for part in store.manifest.parts:
        found += _of_part(store, part.path, square, (first, last), most, without)
    return tuple(sorted(found, key=lambda row: (row.day, row.source, row.row))[:most])


def _of_part(
    store: StoreLayer,
    path: str,
    square: tuple[int, int, int],
    days: tuple[date, date],
    most: int,
    without: Collection[int],
) -> list[StoreRow]:
    """Return the first rows of one file, which is sorted as they are asked for."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    zoom, x, y = square
    held = zoom == store.zooms[-1]
    rows: list[StoreRow] = []
    try:
        with pq.ParquetFile(store.folder / path) as file:
            for group in _groups(file, *days):
                at = _places(file.read_row_group(group, columns=["day", "cell"]), square, days)
                if not len(at):
                    continue
                table = file.read_row_group(group, columns=list(COLUMNS)).take(at)
                for one in table.to_pylist():
                    kind = one["kind"]
                    left_out = kind_at(store, kind) in without
                    if not left_out and not (held and is_sensitive_kind(store, kind)):
                        rows.append(StoreRow(**one, x=x, y=y))
                        if len(rows) == most:
                            return rows
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path} cannot be read ({str(error)[:80]})", WAY_OUT) from None
    return rows


def _groups(file: Any, first: date, last: date) -> Iterator[int]:
    """Yield the groups of rows that may have one on these days."""
    column = file.schema_arrow.get_field_index("day")
    for group in range(file.num_row_groups):
        told = file.metadata.row_group(group).column(column).statistics
        if told is None or not told.has_min_max or (told.min <= last and told.max >= first):
            yield group


def _places(table: Any, square: tuple[int, int, int], days: tuple[date, date]) -> NDArray[np.intp]:
    """Return where in a group the rows of the square lie that are of these days."""
    zoom, x, y = square
    wanted = int(interleaved(np.array([x], np.uint32), np.array([y], np.uint32))[0])
    cells = table.column("cell")
    known = cells.is_valid().to_numpy()
    number = cells.fill_null(0).to_numpy().astype(np.uint32) >> np.uint32(2 * (FINEST - zoom))
    day = table.column("day").to_numpy()
    first, last = (np.datetime64(one) for one in days)
    return np.flatnonzero(known & (number == wanted) & (day >= first) & (day <= last))
