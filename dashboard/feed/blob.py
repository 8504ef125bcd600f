"""The blob that carries events to the browser: length, JSON header, aligned columns."""

from __future__ import annotations

import json
import struct
import zlib
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
"""A session's token is this many characters; it stands before what is sent."""
_PLENTY = 4 * 2**20


def squeeze(blob: bytes) -> bytes:
    """Deflate a packed blob for the way to the browser: a tenth is left of words and figures.

    The coordinates of a great many brought rows hardly shrink; they are only lightly tried.
    """
    return zlib.compress(blob, 1 if len(blob) > _PLENTY else 6)


def with_token(squeezed: bytes, token: str) -> bytes:
    """Address what is sent to one session: its token, then what all sessions share.

    Raises
    ------
    ValueError
        When the token is not 32 letters and digits of ASCII.
    """
    if len(token) != TOKEN_LENGTH or not (token.isascii() and token.isalnum()):
        raise ValueError("the token is not 32 letters and digits.")
    return token.encode() + squeezed


def read_sent(content: bytes) -> tuple[str, bytes]:
    """Return the token and the packed blob of what `with_token` addressed."""
    return content[:TOKEN_LENGTH].decode(), zlib.decompress(content[TOKEN_LENGTH:])


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
