"""What is told between a build and the confined process that cuts a Parquet file for it.

Apart from that process, which forbids what it does not need as soon as it is imported.
"""

from __future__ import annotations

import struct

import numpy as np

from events.store.groups import LeftRows

FOOTER, READ, FILE, LEFT, END, PROBLEM = b"T", b"R", b"F", b"L", b"E", b"X"
ROWS_BYTES = 8
"""A piece begins with the number of its rows."""
_LEFT = struct.Struct("<QQ?")


def left_parts(left: LeftRows) -> list[bytes]:
    """Return rows that are left as parts that `left_of` puts together again."""
    head = _LEFT.pack(len(left.places), len(left.data), left.lat_first)
    return [head, left.places.astype("<i4").tobytes(), left.data, left.whole]


def left_of(body: bytes, rows: int) -> LeftRows:
    """Rebuild the rows that are left of a piece.

    Parameters
    ----------
    body : bytes
        Of the frame.
    rows : int
        Of the piece.

    Raises
    ------
    ValueError
        The bytes are not what `left_parts` makes.
    """
    if len(body) < _LEFT.size:
        raise ValueError("head")
    count, size, lat_first = _LEFT.unpack_from(body)
    begin = _LEFT.size + 4 * count
    if not 0 < count < rows or begin + size > len(body):
        raise ValueError("sizes")
    places = np.frombuffer(body, "<i4", count, _LEFT.size).astype(np.int32)
    if places[0] < 0 or places[-1] >= rows or (np.diff(places) <= 0).any():
        raise ValueError("places")
    return LeftRows(places, lat_first, body[begin : begin + size], body[begin + size :])
