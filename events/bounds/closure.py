"""The tightest bounds between days of a running total: shortest paths, kept closed as they grow."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

BEFORE, AFTER = 0, 4_000_000
"""Days before and after all others: ordinals of no date, so that every day lies between two."""

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]


class Closure:
    """Closed matrix of upper bounds: ``most[i, j]`` is the most that S(j) - S(i) can be.

    S is a running total and never falls, so an earlier total is never larger: ``most`` is 0 below
    the diagonal from the start. All reports are whole numbers, and so are their sums, which are
    exact in the precision chosen: bounds are compared without a margin.

    Attributes
    ----------
    nodes : ndarray of int64
        Days at which some report begins or ends, with one before and one after all of them.
    most : ndarray of float64, shape (nodes, nodes)
        Infinite where nothing limits it.

    Notes
    -----
    Differences bounded from both sides are the *difference constraints* of Cormen et al.,
    Introduction to Algorithms, 24.4; a new one is taken in by one relaxation of all pairs that
    it shortens.

    Parameters
    ----------
    days : iterable of int
        Every day at which a report begins or ends.
    largest : float
        No sum of reports is larger. Below 2**24 single precision is exact, and twice as fast.
    """

    __slots__ = ("_at", "_scratch", "most", "nodes")

    def __init__(self, days: Iterable[int], largest: float) -> None:
        self.nodes: Ints = np.array(sorted({BEFORE, AFTER, *days}), dtype=np.int64)
        size = len(self.nodes)
        kind = np.float32 if largest < 2**24 else np.float64
        self.most: Floats = np.where(np.tri(size, dtype=np.bool_), 0.0, np.inf).astype(kind)
        self._scratch: Floats = np.empty(size * size, kind)
        self._at = {int(day): index for index, day in enumerate(self.nodes)}

    def index(self, day: int) -> int:
        """Return the row of a day that is a node."""
        return self._at[day]

    def limits(self, start: int, end: int) -> tuple[float, float]:
        """Return least and most between two nodes, given by their days."""
        i, j = self._at[start], self._at[end]
        return -float(self.most[j, i]) + 0.0, float(self.most[i, j])

    def tighten(self, start: int, end: int, low: float, high: float) -> None:
        """Take ``low <= S(end) - S(start) <= high`` in; it must not contradict the rest.

        Parameters
        ----------
        start, end : int
            Ordinals of the first day and of the day after the last.
        low, high : float
            Least and most of the total between them; infinite where there is no such bound.
        """
        i, j = self._at[start], self._at[end]
        self._shorten(j, i, -low)
        self._shorten(i, j, high)

    def close(self) -> None:
        """Let go of what only further reports would need."""
        self._scratch = np.empty(0, self.most.dtype)

    def _shorten(self, i: int, j: int, most: float) -> None:
        table = self.most
        if most >= table[i, j]:
            return
        reach = table[:, i] + table.dtype.type(most)
        onward = table[j] + table.dtype.type(most)
        rows = np.flatnonzero(reach < table[:, j])
        columns = np.flatnonzero(onward < table[i])
        # Only pairs that come from such a row and go on to such a column can become shorter; a
        # block from the first to the last of each is one pass over memory.
        r = slice(int(rows[0]), int(rows[-1]) + 1)
        c = slice(int(columns[0]), int(columns[-1]) + 1)
        block = table[r, c]
        sums = self._scratch[: block.size].reshape(block.shape)
        np.add(reach[r, None], table[j, c], out=sums)
        np.minimum(block, sums, out=block)

    def between(self, starts: Ints, ends: Ints) -> tuple[Floats, Floats]:
        """Return least and most of many windows, half-open, whose days need not be nodes.

        A total between two nodes can lie anywhere between theirs: the most of a window runs from
        the node before its start to the node after its end, the least between the nodes inside.
        """
        outer = self.floor(starts), self.ceiling(ends)
        inner = self.ceiling(starts), self.floor(ends)
        most = self.most[outer]
        least = np.where(inner[1] > inner[0], -self.most[inner[1], inner[0]], 0.0)
        return np.maximum(least, 0.0), most

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the nodes just around a window."""
        first = np.searchsorted(self.nodes, start, side="right") - 1
        return int(first), int(np.searchsorted(self.nodes, end, side="left"))

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Return the outermost nodes inside a window; the second may come before the first."""
        last = np.searchsorted(self.nodes, end, side="right") - 1
        return int(np.searchsorted(self.nodes, start, side="left")), int(last)

    def floor(self, days: Ints) -> Ints:
        """Return the last node that is not after each day."""
        found: Ints = np.searchsorted(self.nodes, days, side="right") - 1
        return found

    def ceiling(self, days: Ints) -> Ints:
        """Return the first node that is not before each day."""
        found: Ints = np.searchsorted(self.nodes, days, side="left")
        return found
