"""Sections near points in great number: squares of the map that belong to one section as a whole.

Where all points of a square have the same answer, one look at the square answers for all of them;
only the others are looked up one by one. The answers are those of `sections_near`, to the last
point: a square counts as a whole only where what can differ within it is less than what it has to
spare.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geodata.location import sections_in_reach, sections_near

NONE = -1
"""Stands for no section within the distance."""
_UNKNOWN, _MIXED = -3, -2
_WEST, _EAST, _SOUTH, _NORTH = 15.0, 40.0, 48.0, 62.0
_WIDE, _HIGH = 0.015, 0.01
"""Degrees of a square: about a kilometre each way."""
_KM_A_DEGREE = 111.7
"""More than a degree of latitude has anywhere, or one of longitude at the equator."""
_SPARE = 1.01
"""The plane in which the nearest edge is found and the ellipsoid differ by far less than this."""
_WORTH = 2
"""A square is looked at when so many points lie in it: looking costs as much as two of them."""


class NearCells:
    """Finds the section of points within a distance; remembers the squares it has looked at.

    Parameters
    ----------
    near_km : float
        A section farther away than this is not the point's section.
    """

    def __init__(self, near_km: float) -> None:
        self.near_km = near_km
        self._columns = round((_EAST - _WEST) / _WIDE)
        self._rows = round((_NORTH - _SOUTH) / _HIGH)
        self._known = np.full(self._columns * self._rows, _UNKNOWN, np.int16)

    def sections_of(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int16]:
        """Return the section of each point, as an index into `load_border_sections()`.

        Parameters
        ----------
        lon, lat : ndarray of float64, shape (n,)
            WGS 84 degrees, within 450 km of the borders: beyond, `sections_near` is not exact.

        Returns
        -------
        ndarray of int16
            -1 where no section lies within the distance.
        """
        column = np.floor((lon - _WEST) / _WIDE).astype(np.int64)
        row = np.floor((lat - _SOUTH) / _HIGH).astype(np.int64)
        inside = (column >= 0) & (column < self._columns) & (row >= 0) & (row < self._rows)
        square = np.where(inside, row * self._columns + column, 0)
        self._look_at(square[inside])
        found = np.where(inside, self._known[square], np.int16(_MIXED)).astype(np.int16)
        alone = np.flatnonzero(found < NONE)
        if len(alone):
            near = sections_near(lon[alone], lat[alone])
            found[alone] = np.where(near.distance_km <= self.near_km, near.section, NONE)
        return found

    def _look_at(self, squares: NDArray[np.int64]) -> None:
        """Learn about the squares that hold enough points to be worth it."""
        unknown = squares[self._known[squares] == _UNKNOWN]
        names, points = np.unique(unknown, return_counts=True)
        names = names[points >= _WORTH]
        if not len(names):
            return
        row, column = np.divmod(names, self._columns)
        lon, lat = _WEST + (column + 0.5) * _WIDE, _SOUTH + (row + 0.5) * _HIGH
        wide = _WIDE / 2 * np.cos(np.radians(lat - _HIGH / 2))
        # The farthest that a point of the square lies from its middle.
        radius = _SPARE * _KM_A_DEGREE * np.hypot(wide, _HIGH / 2)
        near = sections_near(lon, lat)
        away = near.distance_km
        told = np.full(len(names), _MIXED, np.int16)
        told[away > _SPARE * self.near_km + _SPARE * radius] = NONE
        whole = np.flatnonzero(_SPARE * (away + radius) < self.near_km)
        # Whichever edge is the nearest to a point of the square is no farther from its middle.
        reach = _SPARE * (away[whole] + 2 * radius[whole])
        square, section = sections_in_reach(lon[whole], lat[whole], reach)
        other = np.zeros(len(whole), np.bool_)
        other[square[section != near.section[whole][square]]] = True
        told[whole[~other]] = near.section[whole[~other]]
        self._known[names] = told
