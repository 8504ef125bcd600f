"""One point for each geometry of a column in the binary form (WKB), whatever a cell of it holds."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from events.uploads.geometry.corners import Corners
from events.uploads.geometry.points import points_of_shapes
from events.uploads.values.raw_table import Shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PORTION = 1 << 24
_LARGE = 1 << 20
_SMALLEST_PART = 9
_SEVERAL = (4, 5, 6, 7)
_WITH_SYSTEM = 0x20000000
_SHAPES = ("lon", "lat", "reduced")


def points_of_wkb(
    blobs: Sequence[bytes | None], corners: Corners, first_row: int
) -> tuple[Shapes, list[int]]:
    """Return one point for each geometry, and the positions of those that are damaged.

    Parameters
    ----------
    blobs : sequence of bytes or None
        Geometries as WKB, coordinates in the order of the file.
    corners : Corners
        Counts the corners of all geometries.
    first_row : int
        The row of the first geometry, as a reader finds it.

    Raises
    ------
    LimitError
        There are too many corners.
    """
    parts: list[Shapes] = []
    damaged: list[int] = []
    for start, end in _portions(blobs):
        some = blobs[start:end]
        for place, blob in enumerate(some, first_row + start):
            if isinstance(blob, bytes) and len(blob) > _LARGE:
                corners.foresee(_parts(blob), f"row {place:,}")
        found = _of_wkb(some)
        corners.add_shapes(found, first_row + start)
        given = np.array([blob is not None for blob in some], dtype=np.bool_)
        damaged += (start + np.flatnonzero(given & _missing(found))).tolist()
        parts.append(points_of_shapes(found))
    lon, lat, reduced = (
        np.concatenate([getattr(part, name) for part in parts]) for name in _SHAPES
    )
    return Shapes(lon, lat, reduced), damaged


def _portions(blobs: Sequence[bytes | None]) -> Iterator[tuple[int, int]]:
    """Return where to cut geometries, so that no portion takes much memory once it is read."""
    start = size = 0
    for end, blob in enumerate(blobs):
        size += len(blob) if isinstance(blob, bytes | str) else 0
        if size > _PORTION and end > start:
            yield start, end
            start, size = end, len(blob or b"")
    yield start, len(blobs)


def _parts(blob: bytes) -> int:
    """Return of how many parts a geometry says it is: each becomes an object, of one corner too."""
    order = "<" if blob[0] == 1 else ">"
    kind, count, after = struct.unpack_from(f"{order}III", blob, 1)
    if kind & _WITH_SYSTEM:
        count = after
    several = (kind & 0xFFFF) % 1000 in _SEVERAL
    return int(count) if several and len(blob) >= _SMALLEST_PART * count else 0


def _of_wkb(blobs: Sequence[bytes | None]) -> NDArray[np.object_]:
    import shapely

    # A column said to hold geometries may hold anything.
    texts = np.full(len(blobs), None, dtype=object)
    texts[:] = [blob if isinstance(blob, bytes | str) else None for blob in blobs]
    try:
        return np.asarray(shapely.from_wkb(texts, on_invalid="ignore"), dtype=object)
    except NotImplementedError:
        # Curves are not read: each shape is tried by itself, and those are damaged.
        found = np.full(len(texts), None, dtype=object)
        for place, text in enumerate(texts):
            with suppress(NotImplementedError):
                found[place] = shapely.from_wkb(text, on_invalid="ignore")
        return found


def _missing(found: NDArray[np.object_]) -> NDArray[np.bool_]:
    import shapely

    return np.asarray(shapely.is_missing(found), dtype=np.bool_)
