"""The outlines of the symbols, once for screen, paper and page: corners and circles about (0, 0).

y runs downwards; 1 is half the height of a disc of the same weight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NotRequired, TypeAlias, TypedDict

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed line through corners; it ends where it began.

    Attributes
    ----------
    corners : tuple of (float, float)
        Each corner once. Those of a hole run the other way round, so that every rule of filling
        leaves it open.
    """

    corners: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle about (0, 0).

    Attributes
    ----------
    radius : float
        In units of the symbol.
    hole : bool
        Whether it is drawn the other way round.
    """

    radius: float
    hole: bool = False


Loop: TypeAlias = Polygon | Circle
Outline: TypeAlias = tuple[Loop, ...]

_TURN = 2 * math.pi
_HOLE = 0.42
"""The hole of a hollow symbol is its outline once more, this much smaller."""


def _ring(sides: int, reach: float | Sequence[float], turn: float) -> tuple[Point, ...]:
    reaches = [reach] if isinstance(reach, int | float) else list(reach)
    angles = [turn + corner / sides * _TURN for corner in range(sides)]
    far = [reaches[corner % len(reaches)] for corner in range(sides)]
    return tuple(
        (r * math.cos(angle), r * math.sin(angle)) for r, angle in zip(far, angles, strict=True)
    )


def _box(left: float, top: float, width: float, height: float) -> tuple[Point, ...]:
    right, bottom = left + width, top + height
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _hollow(corners: tuple[Point, ...]) -> Outline:
    smaller = [(_HOLE * x, _HOLE * y) for x, y in corners]
    return (Polygon(corners), Polygon((smaller[0], *reversed(smaller[1:]))))


_HALF_PLANE: tuple[Point, ...] = (
    *((0, -1.2), (0.18, -0.9), (0.18, -0.3), (1.15, 0.3), (1.15, 0.55), (0.18, 0.25)),
    *((0.14, 0.75), (0.45, 1), (0.45, 1.15), (0, 1.02)),
)
_PLANE = (*_HALF_PLANE, *((-x, y) for x, y in _HALF_PLANE[-2:0:-1]))
_PLUS: tuple[Point, ...] = (
    *((-0.55, -1.35), (0.55, -1.35), (0.55, -0.55), (1.35, -0.55), (1.35, 0.55), (0.55, 0.55)),
    *((0.55, 1.35), (-0.55, 1.35), (-0.55, 0.55), (-1.35, 0.55), (-1.35, -0.55), (-0.55, -0.55)),
)
_COMB = (
    Polygon(_box(-1.1, 0.2, 2.2, 0.45)),
    *(Polygon(_box(at, -0.9, 0.3, 1.1)) for at in (-0.95, -0.15, 0.65)),
)

OUTLINES: Mapping[str, Outline] = MappingProxyType(
    {
        "disc": (Circle(1.0),),
        "triangle": (Polygon(_ring(3, 1.25, -_TURN / 4)),),
        "triangle-left": (Polygon(_ring(3, 1.2, _TURN / 2)),),
        "square": (Polygon(_box(-0.88, -0.88, 1.76, 1.76)),),
        "diamond": (Polygon(_ring(4, 1.2, 0)),),
        "pentagon": (Polygon(_ring(5, 1.1, -_TURN / 4)),),
        "hexagon": (Polygon(_ring(6, 1.08, 0)),),
        "comb": _COMB,
        "star": (Polygon(_ring(10, (1.3, 0.52), -_TURN / 4)),),
        "plane": (Polygon(_PLANE),),
        "ring": (Circle(1.05), Circle(1.05 * _HOLE, hole=True)),
        "frame-diamond": _hollow(_ring(4, 1.3, 0)),
        "frame-triangle-down": _hollow(_ring(3, 1.4, _TURN / 4)),
        "frame-bar": _hollow(_box(-1.4, -0.8, 2.8, 1.6)),
        "frame-triangle-right": _hollow(_ring(3, 1.4, 0)),
        "frame-pillar": _hollow(_box(-0.8, -1.4, 1.6, 2.8)),
        "frame-plus": (Polygon(_PLUS), Circle(0.3, hole=True)),
        "frame-spark": _hollow(_ring(8, (1.5, 0.75), 0)),
    }
)
"""Outline of each shape by name. Shapes that begin with ``frame``, and the ring, are hollow:
symbols of brought files, so that none is taken for one of the reference."""


def outline(shape: str) -> Outline:
    """Return the outline of a shape.

    Raises
    ------
    ValueError
        No shape has this name.
    """
    if shape not in OUTLINES:
        raise ValueError(f'no shape is named "{shape}"')
    return OUTLINES[shape]


class OutlineEntry(TypedDict):
    """A closed line as the browser is given it: corners, or a circle around 0, 0.

    A hole is drawn the other way round.
    """

    corners: NotRequired[list[list[float]]]
    circle: NotRequired[float]
    hole: NotRequired[bool]


def sent_outlines() -> dict[str, list[OutlineEntry]]:
    """Return every outline as the browser is given it, by the name of its shape."""
    return {name: [_sent(loop) for loop in loops] for name, loops in OUTLINES.items()}


def svg_path(shape: str) -> str:
    """Return the outline of a shape as the path of an SVG, in units of the symbol."""
    return "".join(map(_svg, outline(shape)))


def _sent(loop: Loop) -> OutlineEntry:
    if isinstance(loop, Circle):
        return {"circle": loop.radius, "hole": loop.hole}
    return {"corners": [list(corner) for corner in loop.corners]}


def _svg(loop: Loop) -> str:
    if isinstance(loop, Circle):
        r, sweep = f"{loop.radius:.3f}", 0 if loop.hole else 1
        return f"M{r} 0A{r} {r} 0 1 {sweep} -{r} 0A{r} {r} 0 1 {sweep} {r} 0Z"
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in loop.corners) + "Z"
