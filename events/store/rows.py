"""The rows of a store: the columns of a piece that was read, and what its cells settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

import geodata
from events.store.cells import cells_at
from events.store.engine import COLUMNS
from events.store.errors import StoreError
from events.uploads import Imported, Role, TextColumn
from events.uploads.columns.days import possible_orders
from events.uploads.columns.numbers import decimal_of
from events.uploads.values.imported import PRECISIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WAYS_OUT = {
    "date_order": "Answer with --choose date_order=dmy, mdy or ymd.",
    "decimal": "Answer with --choose decimal=. or decimal=,",
    "decimal mark of the coordinates": "Write them with a point.",
}


def to_table(imported: Imported, source: str, before: int) -> Any:
    """Return the kept rows of a piece as a table of the columns of a store.

    Parameters
    ----------
    imported : Imported
        As `events.uploads` read them.
    source : str
        Key of the file.
    before : int
        Rows of the file before the piece, added to the number of each row.

    Returns
    -------
    pyarrow.Table
        What a row does not say is null. ``cell`` is null for a row without a point.
    """
    import pyarrow as pa  # type: ignore[import-untyped]

    count = len(imported)
    placed = ~np.isnan(imported.lon)
    cell = np.zeros(count, np.uint32)
    cell[placed] = cells_at(imported.lon[placed], imported.lat[placed])
    sections = [section.id for section in geodata.load_border_sections()]
    columns = {
        "source": pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), [source]),
        "row": pa.array(imported.row.astype(np.int64) + before),
        "day": pa.array(imported.day),
        "last_day": pa.array(imported.last_day),
        "precision": _words(imported.precision.astype(np.int32), [one.value for one in PRECISIONS]),
        "kind": _words(imported.kind, list(imported.kinds)),
        "title": _texts(imported, Role.TITLE.value),
        "lon": _numbers(imported.lon),
        "lat": _numbers(imported.lat),
        "section": _words(imported.section.astype(np.int32), sections),
        "value": _numbers(imported.value),
        "low": _numbers(imported.low),
        "high": _numbers(imported.high),
        "cell": pa.array(cell, mask=~placed),
    }
    assert tuple(columns) == COLUMNS
    return pa.table(columns)


def _numbers(values: NDArray[np.float64]) -> Any:
    import pyarrow as pa

    return pa.array(values, mask=np.isnan(values))


def _words(codes: NDArray[np.int32], words: list[str]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(
        pa.array(codes, mask=codes < 0), pa.array(words, pa.string())
    )


def _texts(imported: Imported, role: str) -> Any:
    """Return a column of texts; an empty one is a text that was not given."""
    import pyarrow as pa
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    name = imported.roles.get(role)
    if name is None:
        return pa.nulls(len(imported), pa.string())
    data, ends = imported.cells[name].parts
    offsets = np.concatenate([[0], ends]).astype(np.int64)
    texts = pa.LargeStringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(data))
    given = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.large_string()), texts)
    return pc.cast(given, pa.string())


def settled_by(imported: Imported, choices: Mapping[str, str]) -> dict[str, str]:
    """Return what the cells of a piece settle by themselves of how they are read.

    Parameters
    ----------
    imported : Imported
        The rows of the piece.
    choices : mapping of str to str
        What a person has answered: nothing settles that.

    Returns
    -------
    dict of str to str
        Empty where every cell reads the same either way.
    """
    found: dict[str, str] = {}
    days = _cells(imported, Role.DAY, Role.LAST_DAY)
    orders = possible_orders(days)
    if "date_order" not in choices and orders is not None and len(orders) == 1:
        found["date_order"] = orders[0]
    if "decimal" not in choices:
        mark, _ = decimal_of(_cells(imported, Role.VALUE, Role.LOW, Role.HIGH))
        if mark is not None:
            found["decimal"] = mark
    mark, _ = decimal_of(_cells(imported, Role.LON, Role.LAT), coordinates=True)
    if mark is not None:
        found["decimal mark of the coordinates"] = mark
    return found


def check_settled(file: str, known: dict[str, str], found: Mapping[str, str]) -> None:
    """Add what a piece settled to what those before it did.

    Parameters
    ----------
    file : str
        Its name.
    known : dict of str to str
        What the pieces so far settled; this is added to.
    found : mapping of str to str
        What the next one settled.

    Raises
    ------
    StoreError
        Two pieces of one file were read by different rules; as one they would have been asked
        about.
    """
    for name, value in found.items():
        if known.setdefault(name, value) != value:
            raise StoreError(
                f'{file} is read in pieces, and they do not agree: {name} is "{known[name]}" in '
                f'one and "{value}" in another',
                _WAYS_OUT[name],
            )


def _cells(imported: Imported, *roles: Role) -> list[str]:
    found: dict[str, None] = {}
    for role in roles:
        column: TextColumn | None = imported.cells.get(imported.roles.get(role.value, ""))
        if column is not None:
            found.update(dict.fromkeys(column))
    found.pop("", None)
    return list(found)
