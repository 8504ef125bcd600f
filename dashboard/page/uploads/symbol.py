"""The hollow symbols of brought files as small pictures, the same shapes as on the map."""

from __future__ import annotations

import math
from base64 import b64encode

from dashboard.scene.markup import Markup, tag
from dashboard.scene.style import CATEGORIES, INK

_HOLE = 0.42
"""The hole is the outline once more, this much smaller."""


def _ring(corners: int, reach: float, turn: float = 0.0) -> list[tuple[float, float]]:
    angles = [turn + index / corners * math.tau for index in range(corners)]
    return [(reach * math.cos(a), reach * math.sin(a)) for a in angles]


def _bar(x: float, y: float) -> list[tuple[float, float]]:
    return [(-x, -y), (x, -y), (x, y), (-x, y)]


def _plus() -> list[tuple[float, float]]:
    arm, half = 1.35, 0.55
    quarter = [(half, half), (half, arm), (-half, arm)]
    found: list[tuple[float, float]] = []
    for _ in range(4):
        found += quarter
        quarter = [(-y, x) for x, y in quarter]
    return found


def _spark() -> list[tuple[float, float]]:
    far, near = _ring(4, 1.5), _ring(4, 0.75, math.tau / 8)
    return [corner for pair in zip(far, near, strict=True) for corner in pair]


_OUTLINES = {
    "ring": _ring(24, 1.05),
    "frame-diamond": _ring(4, 1.3),
    "frame-triangle-down": _ring(3, 1.4, math.tau / 4),
    "frame-bar": _bar(1.4, 0.8),
    "frame-triangle-right": _ring(3, 1.4),
    "frame-pillar": _bar(0.8, 1.4),
    "frame-plus": _plus(),
    "frame-spark": _spark(),
}


def symbol_markup(number: int) -> Markup:
    """Draw the symbol of the layer of a number, as a picture: a drawing within HTML is dropped."""
    category = next(known for known in CATEGORIES if known.key == f"layer-{number}")
    outline = _OUTLINES[category.shape]
    hole = _ring(24, 0.3) if category.shape == "frame-plus" else _smaller(outline)
    path = _path(outline) + _path(hole)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.75 -1.75 3.5 3.5"><path '
        f'd="{path}" fill="{category.colour}" fill-rule="evenodd" stroke="{INK}" '
        'stroke-width="0.22"/></svg>'
    )
    address = f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
    return tag("img", class_="symbol", src=address, width="18", height="18", alt="")


def _smaller(outline: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(_HOLE * x, _HOLE * y) for x, y in outline]


def _path(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in corners) + "Z"
