"""How a figure looks on its border's own scale: its class, and what tells one way from another."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from dashboard.scene.symbology import NO_LEVEL, levels_of
from events import KINDS, WAYS, Pressure, ValueKind, Way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from events import Timeline


class Look(StrEnum):
    """How a class is drawn."""

    NONE = "none"
    """No class: bounds, single days, or nothing reported. Dashes."""
    SOLID = "solid"
    """A count or mean of the window itself. The colour of its class."""
    AVERAGE = "average"
    """Spread from a wider count. The colour of its class with a white core."""
    HATCHED = "hatched"
    """In this class or a higher one: a range over several, or at least. Its colour, hatched."""


LOOK_WORDS = {
    Look.SOLID: "count or mean of the window",
    Look.AVERAGE: "average of a wider count",
    Look.HATCHED: "this class or a higher one",
}
"""What a key says of each way to draw a class."""

LOOKS: tuple[Look, ...] = tuple(Look)
"""Columns hold indices into this."""

_NONE, _SOLID, _AVERAGE, _HATCHED = range(4)
_BETWEEN, _WIDER = WAYS.index(Way.BETWEEN), WAYS.index(Way.WIDER)
_AT_LEAST = KINDS.index(ValueKind.AT_LEAST)
_NO_KIND = 255


def appearance(found: Pressure) -> tuple[int, Look]:
    """Return class and look of a figure; ``NO_LEVEL`` and ``Look.NONE`` where it has no rate."""
    levels, looks = _appear(
        found.border,
        found.measure.key,
        np.array([_number(found.rate_low)]),
        np.array([_number(found.rate_high)]),
        np.array([WAYS.index(found.way)], "u1"),
        np.array([_NO_KIND if found.kind is None else KINDS.index(found.kind)], "u1"),
    )
    return int(levels[0]), LOOKS[int(looks[0])]


def appearances(line: Timeline) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return class of every day's figure, and its look as an index into ``LOOKS``."""
    levels = np.full(len(line.way), NO_LEVEL, "u1")
    looks = np.full(len(line.way), _NONE, "u1")
    for code, measure in enumerate(line.measures):
        at = line.measure == code
        levels[at], looks[at] = _appear(
            line.border,
            measure.key,
            line.rate_low[at].astype("f8"),
            line.rate_high[at].astype("f8"),
            line.way[at],
            line.kind[at],
        )
    return levels, looks


def _appear(
    border: str,
    measure: str,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    way: NDArray[np.uint8],
    kind: NDArray[np.uint8],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Class by the lower end; a class that a higher one may hide behind is hatched."""
    lower, upper = levels_of(border, measure, low), levels_of(border, measure, high)
    open_above = ((way == _BETWEEN) & (lower != upper)) | (kind == _AT_LEAST)
    looks = np.select(
        [lower == NO_LEVEL, open_above, way == _WIDER], [_NONE, _HATCHED, _AVERAGE], _SOLID
    )
    return lower, looks.astype("u1")


def _number(rate: float | None) -> float:
    return np.nan if rate is None else rate
