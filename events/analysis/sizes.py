"""How one window stands to another: classes of ratio, the same on every border's own scale."""

from __future__ import annotations

from enum import StrEnum

from events.analysis.ends import Ends, ends_of
from events.bounds.figure import Pressure

SAME = 0.10
"""Figures up to this share of the earlier one apart are about the same: many are rounded."""


class Size(StrEnum):
    """How the second window stands to the first, in classes of ratio for the map."""

    QUARTER = "a quarter or less"
    HALF = "a quarter to half"
    LESS = "half to nine tenths"
    SAME = "about the same"
    MORE = "up to twice"
    DOUBLE = "two to four times"
    QUADRUPLE = "four times or more"


def about_same(ratio: float | None) -> bool:
    """Tell whether a ratio is that of two figures that are about the same."""
    return ratio is not None and 1 / (1 + SAME) <= ratio <= 1 + SAME


def size_of(one: Pressure, other: Pressure, ratio: float | None, *, by_bounds: bool) -> Size | None:
    """Return the class of a ratio; by bounds, of the least that is sure. None without a ratio.

    Parameters
    ----------
    one : Pressure
        What is known of one window.
    other : Pressure
        What is known of the other, of the same border.
    ratio : float, optional
        Rate of the other over that of the one; None where it means nothing.
    by_bounds : bool
        Whether the ratio is the least that is sure rather than that of two figures.
    """
    if by_bounds:
        ratio = _least_ratio(ends_of(one), ends_of(other))
    if ratio is None:
        return None
    if about_same(ratio):
        return Size.SAME
    return next((size for top, size in _TOPS if ratio < top), Size.QUADRUPLE)


_TOPS = (
    (0.25 + 1e-9, Size.QUARTER),
    (0.5, Size.HALF),
    (1.0, Size.LESS),
    (2.0, Size.MORE),
    (4.0, Size.DOUBLE),
)


def _least_ratio(one: Ends, other: Ends) -> float | None:
    """Return the ratio of two intervals that do not touch, at the ends that lie nearest."""
    if other.low > one.high:
        return other.low / one.high if one.high else None
    return other.high / one.low if one.low else None
