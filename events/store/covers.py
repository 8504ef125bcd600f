"""The cells of a part of the ground: those wholly in it, and those that its outline runs through.

An engine compares whole numbers alone. What lies in a cell that the outline runs through is tested
here, point by point, by the rule that every other list keeps to (`events.where.rows_within`): so
that no engine can round an edge in a way of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geodata
from events.store.cells import FINEST, column_and_row
from events.where import Where, in_plane, rows_within, to_plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CELLS = 4096
"""Cells are cut no finer when there might be more of them: those of a view by 64 times 64."""
_SLACK_KM = 1e-6
"""A cell counts as within only with this much to spare: a millimetre, far above any rounding."""

_BEYOND_KM = 1e6
"""Farther from the equator than any place on the plane but the poles, which have none."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one zoom.

    Attributes
    ----------
    zoom : int
        Of the cells.
    numbers : tuple of int
        As `events.store.cells` gives them; there may be none.
    """

    zoom: int
    numbers: tuple[int, ...]

    @property
    def shift(self) -> int:
        """Bits that a finest cell's number loses to become one of these."""
        return 2 * (FINEST - self.zoom)


@dataclass(frozen=True, slots=True)
class Cover:
    """A part of the ground as cells.

    Attributes
    ----------
    within : Cells
        Every point in one of them lies within.
    rim : Cells
        A point in one of them may lie within; in any other it does not.
    sections : tuple of str
        Border sections that lie within: a row without a point on one of them does too.
    """

    within: Cells
    rim: Cells
    sections: tuple[str, ...]


@lru_cache(maxsize=64)
def cover_of(where: Where, most: int = MOST_CELLS) -> Cover:
    """Return the cells of a view or an area.

    Parameters
    ----------
    where : Where
        A view or an area.
    most : int
        So many cells at most, of both kinds together, where that many are needed at all.
    """
    area = in_plane(where)
    zoom, within, rim = 0, np.zeros(0, np.uint32), np.zeros(1, np.uint32)
    while True:
        boxes = _boxes(rim, zoom)
        inside = shapely.covers(area, boxes)
        within = np.concatenate([within, rim[inside]])
        rim = rim[~inside & shapely.intersects(area, boxes)]
        if zoom == FINEST or 4 * (len(within) + len(rim)) > most:
            break
        within, rim = _halved(within), _halved(rim)
        zoom += 1
    cells = [Cells(zoom, tuple(np.sort(one).tolist())) for one in (within, rim)]
    return Cover(cells[0], cells[1], _sections_in(where))


def _halved(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the cells of the next zoom that lie in some cells."""
    quarters = np.arange(4, dtype=np.uint32)
    found: NDArray[np.uint32] = np.add.outer(numbers << np.uint32(2), quarters).ravel()
    return found


def _boxes(numbers: NDArray[np.uint32], zoom: int) -> NDArray[np.object_]:
    """Return the squares of cells in the plane, with some slack; those at the edge have no end."""
    count = 1 << zoom
    column, row = (part.astype(np.int64) for part in column_and_row(numbers))
    (half, _) = to_plane([(180.0, 0.0)])[0]
    side = 2 * half / count
    west, north = column * side - half, half - row * side
    # Rows beyond the map's edge are counted in the cells there.
    top = np.where(row == 0, _BEYOND_KM, north + _SLACK_KM)
    bottom = np.where(row == count - 1, -_BEYOND_KM, north - side - _SLACK_KM)
    boxes: NDArray[np.object_] = shapely.box(west - _SLACK_KM, bottom, west + side + _SLACK_KM, top)
    return boxes


def _sections_in(where: Where) -> tuple[str, ...]:
    """Return the border sections that lie within, by the rule for rows without a point."""
    sections = geodata.load_border_sections()
    nowhere = np.full(len(sections), np.nan)
    rough = np.zeros(len(sections), np.bool_)
    covered = rows_within(where, nowhere, nowhere, np.arange(len(sections)), rough)
    return tuple(one.id for one, found in zip(sections, covered, strict=True) if found)


def points_within(
    where: Where, lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which points lie within a view or an area, edges included.

    Parameters
    ----------
    where : Where
        A view or an area.
    lon, lat : ndarray of float64, shape (n,)
        Degrees of WGS 84, none of them NaN.
    """
    nowhere = np.full(len(lon), -1)
    return rows_within(where, lon, lat, nowhere, np.zeros(len(lon), np.bool_))
