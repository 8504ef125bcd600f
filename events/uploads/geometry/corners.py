"""Counts the corners of lines and areas of a file, and refuses it before they fill memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from events.uploads.values.errors import LimitError
from events.uploads.values.limits import Limits

if TYPE_CHECKING:
    from numpy.typing import NDArray

# No object stands in coordinates: they end before the next brace, or key and its colon.
_WRITTEN = re.compile(
    r'"(?:(?P<geometry>geometry)"\s*+:|(?:coordinates|rings|paths|points)"\s*+:\s*+\[\s*+'
    r"(?P<corners>\[[^{}:]*+))"
)
_CORNER = re.compile(r"\[(?!\s*\[)")


class Corners:
    """How many corners the lines and areas of a file have so far; a single point has none.

    Parameters
    ----------
    limits : Limits
        Says how many there may be in all.
    """

    def __init__(self, limits: Limits) -> None:
        self.most = limits.max_vertices
        self.total = 0

    def add(self, count: int, where: str) -> None:
        """Count further corners.

        Parameters
        ----------
        count : int
            How many.
        where : str
            The row they are of, as a reader finds it, as in ``feature 3``.

        Raises
        ------
        LimitError
            There are more than the setting allows.
        """
        self.foresee(count, where)
        self.total += count

    def foresee(self, count: int, where: str) -> None:
        """Refuse further corners that are too many, without counting them yet.

        Raises
        ------
        LimitError
            There would be more than the setting allows.
        """
        if self.total + count > self.most:
            raise LimitError(
                f"the lines and areas have too many corners, counted up to {where}",
                "max_vertices",
                self.most,
            )

    def add_shapes(self, shapes: NDArray[np.object_], first_row: int) -> None:
        """Count the corners of shapes, of rows that follow each other.

        Raises
        ------
        LimitError
            There are more than the setting allows.
        """
        import shapely

        counts = shapely.get_num_coordinates(shapes)
        # Programs write a single point as one of several, too.
        counts[counts == 1] = 0
        sums = self.total + np.cumsum(counts, dtype=np.int64)
        if len(sums) and sums[-1] > self.most:
            place = int(np.argmax(sums > self.most))
            self.add(int(sums[place]) - self.total, f"row {first_row + place:,}")
        self.total = int(sums[-1]) if len(sums) else self.total

    def add_lists(self, geometry: Any, where: str) -> None:
        """Count the corners of a geometry of GeoJSON that was parsed.

        Raises
        ------
        LimitError
            There are more than the setting allows.
        """
        if not isinstance(geometry, dict):
            return
        parts = geometry.get("geometries")
        if isinstance(parts, list):
            for part in parts:
                self.add_lists(part, where)
        if geometry.get("type") != "Point":
            self._add_list(geometry.get("coordinates"), where)

    def _add_list(self, coordinates: Any, where: str) -> None:
        if not isinstance(coordinates, list) or not coordinates:
            return
        if not isinstance(coordinates[0], list):
            self.add(1, where)
            return
        for part in coordinates:
            self._add_list(part, where)


def check_written(text: str, limits: Limits) -> None:
    """Count the corners in the text of GeoJSON, before anything is made of it.

    Raises
    ------
    LimitError
        There are more than the setting allows.
    """
    if text.count("[") <= limits.max_vertices:
        return
    corners = Corners(limits)
    features = 0
    for found in _WRITTEN.finditer(text):
        if found["geometry"]:
            features += 1
            continue
        where = f"feature {max(1, features):,}"
        for _ in _CORNER.finditer(text, found.start("corners"), found.end("corners")):
            corners.add(1, where)


def corners_written(text: str) -> int:
    """Return how many corners of lines and areas stand in one geometry of GeoJSON."""
    return sum(
        sum(1 for _ in _CORNER.finditer(text, found.start("corners"), found.end("corners")))
        for found in _WRITTEN.finditer(text)
        if not found["geometry"]
    )
