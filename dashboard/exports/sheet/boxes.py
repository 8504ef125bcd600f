"""Rooms on the sheet in millimetres, and who has already taken them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the upper left corner of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in millimetres."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in millimetres."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by_mm: float) -> Box:
        """Return the box with a margin on each side; a negative one shrinks it."""
        return Box(self.left - by_mm, self.top - by_mm, self.right + by_mm, self.bottom + by_mm)

    def holds(self, other: Box) -> bool:
        """Tell whether the other box lies wholly in this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def meets(self, other: Box) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def polygon(self) -> BaseGeometry:
        """The box as a shapely polygon."""
        return shapely.box(self.left, self.top, self.right, self.bottom)

    @staticmethod
    def around(x: float, y: float, half: float) -> Box:
        """Return the square of that half width about a point.

        Parameters
        ----------
        x, y : float
            The middle, in millimetres from the upper left corner of the sheet.
        half : float
            Half the length of a side, in millimetres.
        """
        return Box(x - half, y - half, x + half, y + half)


@dataclass(slots=True)
class Room:
    """A part of the sheet in which labels look for a free place.

    Attributes
    ----------
    bounds : Box
        Nothing may leave it.
    taken : list of Box
        What is occupied by labels and marks.
    lines : list of shapely geometry
        What labels may not cover, such as a rated border with its casing.
    """

    bounds: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[BaseGeometry] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Mark a box as occupied."""
        self.taken.append(box)

    def keep_clear(self, shape: BaseGeometry) -> None:
        """Keep labels off a line or an area."""
        shapely.prepare(shape)
        self.lines.append(shape)

    def is_free(self, box: Box, *, beside: Iterable[Box] = ()) -> bool:
        """Tell whether a box is in bounds and touches nothing that is taken.

        ``beside`` are taken boxes that do not count: the mark a label belongs to.
        """
        if not self.bounds.holds(box):
            return False
        own = set(beside)
        if any(other.meets(box) and other not in own for other in self.taken):
            return False
        polygon = box.polygon
        return not any(shape.intersects(polygon) for shape in self.lines)
