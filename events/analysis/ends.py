"""Intervals of a rate, and the interval of their difference."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from events.bounds.figure import Pressure

NO_LIMIT = inf


@dataclass(frozen=True, slots=True)
class Ends:
    """Least and most of a rate, or of a difference, in people a day; infinite without a limit."""

    low: float
    high: float

    @property
    def settled(self) -> bool:
        """Whether a difference is surely above or surely below zero."""
        return self.low > 0 or self.high < 0

    @property
    def exact(self) -> bool:
        """Whether both ends are one number."""
        return self.low == self.high


def ends_of(side: Pressure) -> Ends:
    """Return what all reports together allow for a window, a day."""
    days = side.counted_days
    return Ends(side.least / days, NO_LIMIT if side.most is None else side.most / days)


def apart(one: Ends, other: Ends) -> Ends:
    """Return the interval of the second less the first."""
    return Ends(other.low - one.high, other.high - one.low)
