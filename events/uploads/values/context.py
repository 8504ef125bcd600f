"""Points, lines and areas of a file without days, as plain columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.uploads.values.imported import TextColumn

if TYPE_CHECKING:
    from numpy.typing import NDArray

POINT, LINE, RING, HOLE = range(4)
"""What a path is: a point, a line, the outer ring of an area, or a hole in the area before it."""

MOST_CORNERS = 100_000
"""Corners that a file may have once its outlines are simplified."""
TOLERANCES_M = (20, 40, 80, 160, 320, 640)
"""Metres by which a simplified outline may be off, the least that leaves few enough corners."""
FARTHEST_LAT = 85.0
"""Degrees; beyond them no map of the screen goes."""


@dataclass(frozen=True, slots=True, eq=False)
class ContextShapes:
    """The rows of a file that is drawn as background, whatever the date.

    Attributes
    ----------
    row : ndarray of int32, shape (n,)
        Row number in the file.
    path_row : ndarray of int32, shape (p,)
        For each path the position of its row, ascending; every row has one or more.
    path_kind : ndarray of uint8, shape (p,)
        `POINT`, `LINE`, `RING` or `HOLE`.
    path_end : ndarray of int32, shape (p,)
        Where the corners of each path end, ascending.
    lon, lat : ndarray of float64, shape (c,)
        Corners in WGS 84 degrees; the last corner of a ring is its first.
    tolerance_m : int
        Metres by which outlines were simplified.
    cells : mapping of str to TextColumn
        Every column of the file as text, in its order.
    roles : mapping of str to str
        Role (`Role` value) to column name.
    """

    row: NDArray[np.int32]
    path_row: NDArray[np.int32]
    path_kind: NDArray[np.uint8]
    path_end: NDArray[np.int32]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    tolerance_m: int
    cells: Mapping[str, TextColumn]
    roles: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.row)

    def paths_of(self, position: int) -> range:
        """Return which paths a row has."""
        first, end = np.searchsorted(self.path_row, [position, position + 1])
        return range(int(first), int(end))

    def corners(self, path: int) -> NDArray[np.float64]:
        """Return the corners of a path, shape (n, 2), longitude first."""
        start = int(self.path_end[path - 1]) if path else 0
        end = int(self.path_end[path])
        return np.column_stack([self.lon[start:end], self.lat[start:end]])


CONTEXT_ARRAYS = {
    "row": "<i4",
    "path_row": "<i4",
    "path_kind": "u1",
    "path_end": "<i4",
    "lon": "<f8",
    "lat": "<f8",
}
"""Names and types of its columns, in the order they travel."""
