"""The room that a line of words takes on the sheet."""

from __future__ import annotations

from typing import Literal

from dashboard.exports.fonts import POINT_MM, REGULAR, clean_text, text_width
from dashboard.exports.sheet.boxes import Box

ASCENT, DESCENT = 0.72, 0.22
"""Height of capitals with accents above the baseline and depth below it, in shares of the size."""

Align = Literal["left", "center", "right"]


def text_box(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    weight: int = REGULAR,
    italic: bool = False,
    align: Align = "left",
) -> Box:
    """Return the room a line of words takes with its baseline at y.

    Parameters
    ----------
    x, y : float
        In millimetres: the point of the baseline that ``align`` names.
    words : str
        One line.
    size : float
        In points.
    weight : int
        Of the typeface, 400 for regular.
    italic : bool
        Whether the letters slant.
    align : Align
        Which part of the words stands at x.
    """
    width = text_width(clean_text(words), size, weight, italic)
    left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
    high = size * POINT_MM
    return Box(left, y - ASCENT * high, left + width, y + DESCENT * high)
