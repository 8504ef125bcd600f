"""Looks at each record of a shapefile: which row it is of, and whether it is cut or of no kind."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HEAD = 100
_RECORD = 8
_NULL = struct.pack("<i", 0)
_POINTS = {1: 20, 11: 28, 21: 28}
_SETS = (8, 18, 28)
_PATHS = (3, 5, 13, 15, 23, 25, 31)
_WITH_HEIGHTS = (13, 15, 18, 31)
_PATCH = 31
_DELETED = 0x2A
_DBF_HEAD = 32

_Record = tuple[int, bytes | None]


@dataclass(frozen=True, slots=True)
class MendedRecords:
    """A ``.shp`` of records in the order of their rows, whose bad ones hold no shape.

    Attributes
    ----------
    shp : bytes
        The file.
    bad : frozenset of int
        Which rows of the layer the bad ones are, from 0.
    spare : int
        How many further geometries there are, of which the table has no row.
    """

    shp: bytes
    bad: frozenset[int]
    spare: int


def are_in_order(shp: bytes, shx: bytes | None, dbf: bytes | None, most: int) -> bool:
    """Tell whether the records follow each other as the rows do, one for each, to the end.

    A program that writes a geometry anew puts it behind all others: then the index alone tells
    whose it is.

    Parameters
    ----------
    shp : bytes
        The geometries.
    shx : bytes or None
        Where each begins; without it nothing tells.
    dbf : bytes or None
        The table beside them.
    most : int
        So many records are looked at.
    """
    if shx is None:
        return False
    starts, lengths = _entries(shx, most)
    ends = starts + _RECORD + lengths
    if not len(starts) or starts[0] != _HEAD or ends[-1] != len(shp) or lengths.min() < 4:
        return False
    if dbf is not None and len(starts) != len(_deleted(dbf, most)):
        return False
    if (starts[1:] != ends[:-1]).any():
        return False
    heads = np.frombuffer(shp, np.uint8)[(starts + 4)[:, None] + np.arange(4)]
    return bool((2 * heads.view(">i4")[:, 0].astype(np.int64) == lengths).all())


def mend_records(shp: bytes, shx: bytes | None, dbf: bytes | None, most: int) -> MendedRecords:
    """Return the geometries of a shapefile as its rows are, a blank for each that is damaged.

    Parameters
    ----------
    shp : bytes
        The geometries.
    shx : bytes or None
        Where each begins, where that is known; else, and where it leads nowhere, they are taken
        one after another.
    dbf : bytes or None
        The table beside them: a row of it without a geometry has a bad one.
    most : int
        So many records are looked at.
    """
    deleted = _deleted(dbf, most)
    records = _of_rows(shp, shx, most, len(deleted))
    spare = max(0, len(records) - len(deleted)) if dbf is not None else 0
    records += [None] * (min(len(deleted), most) - len(records))
    parts: list[bytes] = []
    bad: set[int] = set()
    row = 0
    for place, record in enumerate(records):
        whole = record is not None and _is_whole(record)
        content = record if whole and record is not None else _NULL
        parts.append(struct.pack(">ii", place + 1, len(content) // 2) + content)
        # The rows of a layer are those of its table that were not deleted.
        gone = place < len(deleted) and deleted[place]
        if not whole and not gone:
            bad.add(row)
        row += not gone
    body = b"".join(parts)
    length = struct.pack(">i", (_HEAD + len(body)) // 2)
    return MendedRecords(shp[:24] + length + shp[28:_HEAD] + body, frozenset(bad), spare)


def rows_of_table(dbf: bytes | None, most: int) -> int:
    """Return how many rows a table has that were not deleted.

    Parameters
    ----------
    dbf : bytes or None
        The table.
    most : int
        So many rows are looked at.
    """
    return _deleted(dbf, most).count(False)


def _deleted(dbf: bytes | None, most: int) -> list[bool]:
    """Return for each row that a table holds whether it was deleted."""
    if dbf is None or len(dbf) < _DBF_HEAD:
        return []
    claimed, head, width = struct.unpack_from("<IHH", dbf, 4)
    if not width or head < _DBF_HEAD:
        return []
    flags = np.frombuffer(dbf, np.uint8)[head::width]
    count = min(claimed, most + 1, max(0, len(dbf) - head) // width)
    return [bool(flag) for flag in flags[:count] == _DELETED]


def _entries(shx: bytes, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each record of an index begins, and how long it is, in bytes."""
    count = max(0, min((len(shx) - _HEAD) // _RECORD, most + 1))
    # At no entry there is nothing to begin at.
    numbers = np.frombuffer(shx, ">i4", 2 * count, _HEAD if count else 0)
    both = 2 * numbers.astype(np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _of_rows(shp: bytes, shx: bytes | None, most: int, rows: int) -> list[bytes | None]:
    """Return the content of the record of each row; None where there is none."""
    following = _following(shp, most)
    contents = [content for _, content in following]
    if shx is None:
        return contents
    indexed = _indexed(shp, shx, most)
    found = [content for _, content in indexed]
    if len(found) >= rows and None not in found:
        return found
    # Where records are whole from first to last, and where the index leads as well, it is the
    # index that is damaged.
    agree = all(
        content is None or following[place : place + 1] == [(start, content)]
        for place, (start, content) in enumerate(indexed)
    )
    return contents if agree and None not in contents and len(contents) >= rows else found


def _indexed(shp: bytes, shx: bytes, most: int) -> list[_Record]:
    """Return the records of an index; without content where it leads nowhere, or twice."""
    starts, lengths = _entries(shx, most)
    found: list[_Record] = []
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        content = _content(shp, start) if start >= _HEAD else None
        found.append((start, content if content is not None and len(content) == length else None))
    there = sorted(
        (place for place in range(len(found)) if found[place][1] is not None), key=found.__getitem__
    )
    ends = {place: found[place][0] + _RECORD + len(found[place][1] or b"") for place in there}
    for before, after in pairwise(there):
        if found[after][0] < ends[before]:
            found[before], found[after] = (found[before][0], None), (found[after][0], None)
    return found


def _following(shp: bytes, most: int) -> list[_Record]:
    """Return records that follow each other; what comes after a bad one is lost."""
    found: list[_Record] = []
    start = _HEAD
    while start < len(shp) and len(found) <= most:
        content = _content(shp, start)
        found.append((start, content))
        if content is None:
            break
        start += _RECORD + len(content)
    return found


def _content(shp: bytes, start: int) -> bytes | None:
    if start + _RECORD > len(shp):
        return None
    length = 2 * struct.unpack_from(">i", shp, start + 4)[0]
    begin = start + _RECORD
    return shp[begin : begin + length] if 4 <= length <= len(shp) - begin else None


def _is_whole(record: bytes) -> bool:
    """Tell whether a record is of a known kind, and has as much as it says."""
    if record[:4] == _NULL:
        return True
    (kind,) = struct.unpack_from("<i", record)
    if kind in _POINTS:
        return len(record) >= _POINTS[kind]
    numbers = {**dict.fromkeys(_SETS, 1), **dict.fromkeys(_PATHS, 2)}.get(kind, 0)
    needed = 36 + 4 * numbers
    if not numbers or len(record) < needed:
        return False
    *parts, points = struct.unpack_from(f"<{numbers}i", record, 36)
    count = parts[0] if parts else 0
    if points < 0 or count < 0:
        return False
    needed += 4 * count * (2 if kind == _PATCH else 1) + 16 * points
    needed += 16 + 8 * points if kind in _WITH_HEIGHTS else 0
    if len(record) < needed:
        return False
    if not count:
        return not (parts and points)
    starts = [-1, *struct.unpack_from(f"<{count}i", record, 44), points]
    return all(a < b for a, b in pairwise(starts))
