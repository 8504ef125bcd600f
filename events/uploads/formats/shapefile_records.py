"""Looks at each record of a shapefile, so that one that is cut or of no kind is refused alone."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

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


@dataclass(frozen=True, slots=True)
class MendedRecords:
    """A ``.shp`` whose bad records hold no shape, and which rows of the layer they are, from 0."""

    shp: bytes
    bad: frozenset[int]


def mend_records(shp: bytes, shx: bytes | None, dbf: bytes | None, most: int) -> MendedRecords:
    """Return the geometries of a shapefile with a blank for each that cannot be read.

    Parameters
    ----------
    shp : bytes
        The geometries.
    shx : bytes or None
        Where each begins, where that is known; else they are taken one after another.
    dbf : bytes or None
        The table beside them: a row of it without a geometry has a bad one.
    most : int
        So many records are looked at.
    """
    records = _indexed(shp, shx, most) if shx is not None else _following(shp, most)
    deleted = _deleted(dbf, most)
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
    return MendedRecords(shp[:24] + length + shp[28:_HEAD] + body, frozenset(bad))


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


def _indexed(shp: bytes, shx: bytes, most: int) -> list[bytes | None]:
    """Return the content of each record of an index; None where it leads nowhere."""
    found: list[bytes | None] = []
    end = min(len(shx), _HEAD + _RECORD * (most + 1)) - _RECORD + 1
    for at in range(_HEAD, end, _RECORD):
        start, length = (2 * number for number in struct.unpack_from(">ii", shx, at))
        found.append(_content(shp, start) if start >= _HEAD else None)
        content = found[-1]
        if content is not None and len(content) != length:
            found[-1] = None
    return found


def _following(shp: bytes, most: int) -> list[bytes | None]:
    """Return the content of records that follow each other; what comes after a bad one is lost."""
    found: list[bytes | None] = []
    start = _HEAD
    while start < len(shp) and len(found) <= most:
        content = _content(shp, start)
        found.append(content)
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
    starts = [-1, *struct.unpack_from(f"<{count}i", record, 44), points]
    return not count or all(a < b for a, b in pairwise(starts))
