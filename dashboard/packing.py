"""The blob that carries events to the browser: length, JSON header, aligned columns."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_CODES = {"u1": "<u1", "u2": "<u2", "i4": "<i4", "f4": "<f4", "f8": "<f8"}
_ALIGN = 8


def pack(header: Mapping[str, Any], columns: Mapping[str, NDArray[Any]]) -> bytes:
    """Pack a header and columns of numbers.

    Parameters
    ----------
    header : mapping
        JSON values; the key ``columns`` is added to it.
    columns : mapping of str to ndarray
        One-dimensional, of type u1, u2, i4, f4 or f8.

    Returns
    -------
    bytes
        ``<u4`` length of the JSON text, the text padded with spaces, then each column at a
        multiple of 8 bytes, little-endian; offsets count from the start of the blob.
    """
    layout: dict[str, dict[str, Any]] = {}
    arrays: list[NDArray[Any]] = []
    for name, column in columns.items():
        code = f"{column.dtype.kind}{column.dtype.itemsize}"
        layout[name] = {"type": code, "count": len(column), "offset": 0}
        arrays.append(np.ascontiguousarray(column, dtype=_CODES[code]))
    # The offsets stand in the header whose length they depend on: a fixed width settles it.
    room = len(_dump({**header, "columns": layout})) + 12 * len(layout)
    start = _up(4 + room)
    at = start
    for entry, array in zip(layout.values(), arrays, strict=True):
        entry["offset"] = at
        at = _up(at + array.nbytes)
    text = _dump({**header, "columns": layout}).ljust(start - 4)
    blob = bytearray(at)
    blob[0:start] = struct.pack("<I", len(text)) + text
    for entry, array in zip(layout.values(), arrays, strict=True):
        blob[entry["offset"] : entry["offset"] + array.nbytes] = array.tobytes()
    return bytes(blob)


TOKEN_LENGTH = 32
"""A session's token is this many characters, so that it can take the place of the blank one."""


def with_token(blob: bytes, token: str) -> bytes:
    """Write a session's token into a packed blob, in place of the blank one.

    Raises
    ------
    ValueError
        When the token is not 32 hexadecimal digits or the blob has no blank one.
    """
    blank = f'"token":"{"0" * TOKEN_LENGTH}"'.encode()
    written = f'"token":"{token}"'.encode()
    if len(written) != len(blank) or not token.isalnum() or blob.count(blank, 0, 400) != 1:
        raise ValueError("the token does not fit the packed header.")
    return blob.replace(blank, written, 1)


def unpack(blob: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Read a blob back: the header without its layout, and the columns."""
    (length,) = struct.unpack_from("<I", blob)
    header: dict[str, Any] = json.loads(blob[4 : 4 + length])
    columns = {
        name: np.frombuffer(blob, _CODES[entry["type"]], entry["count"], entry["offset"])
        for name, entry in header.pop("columns").items()
    }
    return header, columns


def _dump(header: Mapping[str, Any]) -> bytes:
    return json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()


def _up(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN
