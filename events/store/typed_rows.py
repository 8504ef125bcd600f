"""Rows of a piece that was read by its columns, in the shape of those of any file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from events.uploads import Imported, Outcome, Receipt, TextColumn
from events.uploads.values.receipt import Located

if TYPE_CHECKING:
    from numpy.typing import NDArray


def numbers_of(rows: int) -> NDArray[np.int32]:
    """Return the numbers of the rows of a piece: those of a file with a header."""
    return np.arange(2, rows + 2, dtype=np.int32)


def receipt_of(imported: Imported) -> Receipt:
    """Return the receipt of rows of which none was refused."""
    count = len(imported)
    sections, located = int((imported.section >= 0).sum()), int(imported.located.sum())
    where = Located(sections, located - sections, count - located)
    return Receipt("", "", Outcome.READ, rows_in=count, rows_kept=count, located=where)


def imported_of(
    row: NDArray[np.int32],
    told: Mapping[str, NDArray[Any]],
    kinds: tuple[str, ...],
    cells: Mapping[str, TextColumn],
    roles: Mapping[str, str],
) -> Imported:
    """Return the rows; where they lie beside sections, and doubts, no store asks for.

    Parameters
    ----------
    row : ndarray of int32
        Their numbers.
    told : mapping of str to ndarray
        By the name of the column, those that a store is made of.
    kinds : tuple of str
        Words that ``kind`` counts.
    cells, roles : mapping
        The column of titles as texts, and its name; empty where there is none.
    """
    count = len(row)
    nothing, no = np.full(count, -1, np.int16), np.zeros(count, np.bool_)
    days = {name: told[name].astype("datetime64[D]") for name in ("day", "last_day")}
    return Imported(
        **{**told, **days},
        row=row,
        distance_km=np.full(count, np.nan, np.float32),
        country=nothing,
        in_forest=no,
        origin=nothing,
        destination=nothing,
        doubts=no.astype(np.uint16),
        duplicate_of=nothing.astype(np.int32),
        kinds=kinds,
        countries=(),
        airports=(),
        event_ids=(),
        cells=cells,
        roles=roles,
    )
