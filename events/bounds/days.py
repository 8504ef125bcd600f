"""Single days: which have a figure of their own, and how well each day is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from events.bounds.bounds import Bounds
from events.bounds.closure import Floats, Ints
from events.bounds.counts import ABOUT, AT_LEAST, EXACT, NO_COUNT, Counts
from events.bounds.figure import DAY_STATES, DayState

WIDEST_DAYS = 92
"""A count of more days than this says nothing of single days: it is told beside, as context."""

_REPORTED = DAY_STATES.index(DayState.REPORTED)
_DERIVED = DAY_STATES.index(DayState.DERIVED)
_NOTHING = DAY_STATES.index(DayState.NONE)


class Days:
    """Every day from the first to the last that a report speaks of, as columns.

    Attributes
    ----------
    first : int
        Ordinal of the first day; each column has one entry a day from there.
    kind : ndarray of uint8
        ``EXACT``, ``ABOUT`` or ``AT_LEAST`` where the day has a figure, else ``NO_COUNT``.
    value : ndarray of float64
        The figure; NaN where there is none.
    state : ndarray of uint8
        Index into ``DAY_STATES``: reported, derived, or none; see `day_states` for the rest.
    doubt : ndarray of float64
        How many people of the figure are in dispute.
    """

    __slots__ = ("_running", "doubt", "first", "kind", "state", "value")

    def __init__(self, bounds: Bounds, counts: Counts) -> None:
        nodes = bounds.closure.nodes
        inner = nodes[1:-1]
        self.first = int(inner[0]) if len(inner) else 0
        size = int(inner[-1]) - self.first if len(inner) else 0
        self.kind: NDArray[np.uint8] = np.full(size, NO_COUNT, dtype=np.uint8)
        self.value: Floats = np.full(size, np.nan)
        self.doubt: Floats = np.zeros(size)
        rows = np.flatnonzero(np.diff(nodes) == 1)
        at = nodes[rows] - self.first
        self.kind[at] = counts.kind[rows, rows + 1]
        known = self.kind[at] != NO_COUNT
        self.value[at] = np.where(known, counts.value[rows, rows + 1], np.nan)
        self.doubt[at] = counts.doubt[rows, rows + 1] * known
        self.state = self._states(bounds)
        self._running = {
            name: np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
            for name, values in (
                ("sum", np.where(self.kind <= ABOUT, self.value, 0.0)),
                ("known", self.kind <= ABOUT),
                ("about", self.kind == ABOUT),
                ("rough", self.kind == AT_LEAST),
                ("doubt", self.doubt),
            )
        }

    def _states(self, bounds: Bounds) -> NDArray[np.uint8]:
        state = np.full(len(self.kind), _NOTHING, dtype=np.uint8)
        state[self.kind == EXACT] = _DERIVED
        for one in (*bounds.kept, *bounds.beside):
            if one.days == 1 and one.value is not None:
                state[one.start - self.first] = _REPORTED
        return state

    def between(self, name: str, starts: Ints, ends: Ints) -> Floats:
        """Return a column summed over many windows, half-open ordinals.

        Parameters
        ----------
        name : str
            ``sum`` and ``known``, the people and the days of exact figures and of those given as
            "about"; ``about`` and ``rough``, the days given as "about" and as "at least";
            ``doubt``, the people in dispute.
        starts, ends : ndarray of int64, shape (n,)
            Ordinals of the first day and of the day after the last of each window.
        """
        running = self._running[name]
        low = np.clip(starts - self.first, 0, len(self.kind))
        high = np.clip(ends - self.first, 0, len(self.kind))
        found: Floats = running[np.maximum(high, low)] - running[low]
        return found

    def rows(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open entries of a window, given by its ordinals."""
        low, high = (min(max(day - self.first, 0), len(self.kind)) for day in (start, end))
        return low, max(low, high)

    def with_figure(self, start: int, end: int) -> Ints:
        """Return the ordinals of the days of a window that have a figure of their own."""
        low, high = self.rows(start, end)
        found: Ints = np.flatnonzero(self.kind[low:high] != NO_COUNT) + low + self.first
        return found
