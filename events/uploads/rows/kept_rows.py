"""Packs the kept rows of a table as columns, ready to be joined with a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from events.uploads.adapters.column_table import Adapter
from events.uploads.columns.conversion import Typed
from events.uploads.columns.day_spans import NO_DAY
from events.uploads.rows.doubts import Doubtful
from events.uploads.rows.location import Joined, airport_codes
from events.uploads.values.imported import Imported, TextColumn
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.refusals import Distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray


def pack_rows(
    table: RawTable,
    adapter: Adapter | None,
    typed: Typed,
    joined: Joined,
    doubtful: Doubtful,
    kept: NDArray[np.int64],
    roles: dict[str, str],
    point: tuple[NDArray[np.float64], NDArray[np.float64]],
    route: tuple[NDArray[np.int16], NDArray[np.int16]],
) -> Imported:
    """Return the kept rows, column by column.

    Parameters
    ----------
    table : RawTable
        All rows that could be cut into cells.
    adapter : Adapter, optional
        Of the known shape that the file has.
    typed : Typed
        Their days, places and numbers.
    joined, doubtful : Joined, Doubtful
        Where the kept rows belong, and why they are doubtful.
    kept : ndarray of int64
        Positions of the kept rows in the table.
    roles : mapping of str to str
        By role, the name of its column.
    point, route : tuple of ndarray
        Longitude and latitude, origin and destination of every row of the table.
    """
    rows = kept.tolist()
    whole = len(rows) == len(table)
    kind, kinds = _kinds(table, adapter, roles, rows)
    last = typed.last[kept].astype("datetime64[D]")
    last[typed.last[kept] == NO_DAY] = np.datetime64("NaT")
    return Imported(
        row=np.array(table.numbers, dtype=np.int32)[kept],
        lon=point[0][kept],
        lat=point[1][kept],
        day=typed.first[kept].astype("datetime64[D]"),
        last_day=last,
        precision=typed.precision[kept],
        kind=kind,
        value=typed.value[kept],
        low=typed.low[kept],
        high=typed.high[kept],
        section=joined.section,
        distance_km=joined.distance_km,
        country=joined.country,
        in_forest=joined.in_forest,
        origin=route[0][kept],
        destination=route[1][kept],
        doubts=doubtful.mask,
        duplicate_of=doubtful.duplicate_of,
        kinds=kinds,
        countries=joined.countries,
        airports=airport_codes(),
        event_ids=doubtful.event_ids,
        cells={
            name: TextColumn.of(column if whole else [column[i] for i in rows])
            for name, column in zip(table.names, table.columns, strict=True)
        },
        # A column of ids that are none of ours holds no reports of ours.
        roles={r: n for r, n in roles.items() if r != Role.REPORT_ID.value or doubtful.named},
    )


def _kinds(
    table: RawTable, adapter: Adapter | None, roles: dict[str, str], rows: list[int]
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    name = roles.get(Role.KIND.value)
    if name is None:
        return np.zeros(len(rows), dtype=np.int32), ("",)
    words = adapter.kinds if adapter else {}
    cells = table.column(name)
    found = Distinct.of(cells if len(rows) == len(cells) else [cells[i] for i in rows])
    index: dict[str, int] = {}
    codes = [index.setdefault(words.get(cell, cell), len(index)) for cell in found.cells]
    return np.array(codes, dtype=np.int32)[found.codes], tuple(index)
