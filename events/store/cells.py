"""Cells of a store: squares of the web's Mercator map, numbered so that coarser ones nest exactly.

A cell of zoom z is one of ``2**z`` by ``2**z`` squares. Its number interleaves the bits of column
and row (a Morton number, x in the even bits), so that the cell above it is the number without its
last two bits: counts of a coarser zoom are sums of finer ones, to the last event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FINEST = 14
"""Zoom of the cell that stands in every row; about 1.4 km wide at 54° north."""
ZOOMS = (6, 8, 10, 12)
"""Zooms of the cells that tiles count."""
TILE_BITS = 4
"""The smallest tile is 16 by 16 cells."""
NORTHMOST = 85.0511287798066
"""Latitude at which the square map ends; what lies beyond is counted in the cell at the edge."""


def cells_at(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.uint32]:
    """Return the number of the finest cell at each place.

    Parameters
    ----------
    lon, lat : ndarray of float64, shape (n,)
        WGS 84 degrees, none of them NaN. 180° east is counted in the easternmost cell.

    Returns
    -------
    ndarray of uint32
    """
    count = 1 << FINEST
    sine = np.sin(np.radians(np.clip(lat, -NORTHMOST, NORTHMOST)))
    across = (lon + 180.0) / 360.0 * count
    down = (0.5 - np.arctanh(sine) / (2.0 * np.pi)) * count
    x, y = (np.clip(np.floor(part), 0, count - 1).astype(np.uint32) for part in (across, down))
    return interleaved(x, y)


def interleaved(x: NDArray[np.uint32], y: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the number of the cell in column x and row y, both below 65,536."""
    return _spread(x) | (_spread(y) << np.uint32(1))


def column_and_row(cells: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return column and row of cells by their numbers."""
    return _gathered(cells), _gathered(cells >> np.uint32(1))


_STEPS = ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555))


def _spread(part: NDArray[np.uint32]) -> NDArray[np.uint32]:
    found = part.astype(np.uint32)
    for shift, mask in _STEPS:
        found = (found | (found << np.uint32(shift))) & np.uint32(mask)
    return found


def _gathered(cells: NDArray[np.uint32]) -> NDArray[np.uint32]:
    found = cells.astype(np.uint32) & np.uint32(0x55555555)
    for (shift, _), mask in zip(
        reversed(_STEPS), (0x33333333, 0x0F0F0F0F, 0x00FF00FF, 0x0000FFFF), strict=True
    ):
        found = (found | (found >> np.uint32(shift))) & np.uint32(mask)
    return found
