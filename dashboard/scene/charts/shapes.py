"""What a chart is made of, for page, sheet and slide alike: a few plain shapes with words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""

Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; ``dash`` holds lengths of stroke and gap, none for a solid one."""

    points: tuple[Point, ...]
    ink: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle from its upper left corner.

    ``fill`` and ``ink`` (a thin outline) are colours or None; ``hatch`` draws the oblique lines of
    `hatch_lines` over the fill.
    """

    x: float
    y: float
    w: float
    h: float
    fill: str | None
    hatch: bool = False
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc around its middle; ``ink`` is a thin outline or None."""

    x: float
    y: float
    r: float
    fill: str | None
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A closed outline with straight sides: a country, a triangle, a diamond."""

    points: tuple[Point, ...]
    fill: str | None
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text: ``y`` is its base line, ``x`` its start, middle or end by ``anchor``."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    anchor: Anchor
    fill: str


Part: TypeAlias = "Line | Rect | Dot | Area | Label"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a result.

    Attributes
    ----------
    width, height : float
        Of the whole, in CSS pixels; the origin is the upper left corner and y grows downwards.
    parts : tuple of Part
        Drawn in this order, later ones on top.
    told : str
        What the drawing shows, in words, for whoever does not see it.
    """

    width: float
    height: float
    parts: tuple[Part, ...]
    told: str


OUTLINE = 1.0
"""Width of the outline of rectangles, discs and areas."""

HATCH_STEP, HATCH_WIDTH = 5.0, 1.0


def hatch_lines(rect: Rect, ink: str) -> tuple[Line, ...]:
    """Return the oblique lines (45°, rising to the right) of a hatched rectangle.

    They lie on one grid of the whole drawing, so that neighbours run into each other.
    """
    right, bottom = rect.x + rect.w, rect.y + rect.h
    # On each line x + y is one number.
    number = int((rect.x + rect.y) // HATCH_STEP) + 1
    found = []
    while (at := number * HATCH_STEP) < right + bottom:
        left_x, right_x = max(rect.x, at - bottom), min(right, at - rect.y)
        if right_x > left_x:
            ends = ((left_x, at - left_x), (right_x, at - right_x))
            found.append(Line(ends, ink, HATCH_WIDTH))
        number += 1
    return tuple(found)


# Advances of ASCII from the space on, in hundredths of the size, rounded up: Source Sans Pro.
_REGULAR = (
    "20 29 43 50 50 83 61 25 31 31 42 50 25 32 25 35 50 50 50 50 50 50 50 50 50 50 25 25 50 50 50 "
    "43 85 55 59 58 62 53 50 62 66 27 48 58 49 73 65 67 57 67 57 54 54 65 52 79 52 48 54 31 35 31 "
    "50 50 55 51 56 46 56 50 30 51 55 25 25 50 26 83 55 55 56 56 35 42 34 55 47 72 45 47 43 31 25 "
    "31 50"
)
_BOLD = (
    "20 34 54 53 53 86 67 30 35 35 46 53 30 34 30 34 53 53 53 53 53 53 53 53 53 53 30 30 53 53 53 "
    "47 91 58 61 59 64 55 53 64 68 31 51 62 52 77 67 69 60 69 62 56 56 67 56 82 57 53 55 35 34 35 "
    "53 50 56 53 58 47 58 52 35 54 58 28 28 55 29 86 58 56 58 58 40 45 39 57 53 78 52 53 46 35 27 "
    "35 53"
)
_OTHERS = {"–": 50, "×": 53, "≥": 53, "≤": 53, "·": 30, "−": 53, "±": 53, "’": 30, "ł": 31}
_WIDEST = 100
_ADVANCES = {
    bold: {chr(32 + at): int(width) for at, width in enumerate(table.split())} | _OTHERS
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text runs at most, in pixels, in Source Sans.

    Accents add nothing to their letter; what the table does not know counts as wide as it gets.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Size of the letters, in pixels.
    bold : bool
        Whether the letters are bold.
    """
    table = _ADVANCES[bold]
    plain = (
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return sum(table.get(letter, _WIDEST) for letter in plain) * size / 100


def frame_of(part: Part) -> Frame:
    """Return left, top, right and bottom of a part, strokes and text included."""
    match part:
        case Line(points, _, width):
            half = width / 2
            xs, ys = zip(*points, strict=True)
            return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half
        case Rect(x, y, w, h, ink=ink):
            half = OUTLINE / 2 if ink else 0.0
            return x - half, y - half, x + w + half, y + h + half
        case Dot(x, y, r, ink=ink):
            reach = r + (OUTLINE / 2 if ink else 0.0)
            return x - reach, y - reach, x + reach, y + reach
        case Area(points, ink=ink):
            half = OUTLINE / 2 if ink else 0.0
            xs, ys = zip(*points, strict=True)
            return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half
        case Label(x, y, text, size, bold, anchor):
            width = text_width(text, size, bold=bold)
            left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
            return left, y - 0.75 * size, left + width, y + 0.25 * size
