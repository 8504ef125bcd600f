"""The fewest reports that add up to a bound, or that collide with a further report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from events.bounds.closure import Closure, Floats, Ints
from events.bounds.constraints import Constraint


class Paths:
    """The reports that were kept, as edges between days, searched by number of edges.

    An edge from day a to day b of weight w says S(b) - S(a) <= w: a report's most forward, its
    least backward. Going back in time costs nothing, since a running total never falls.
    """

    __slots__ = ("_heads", "_order", "_owners", "_size", "_starts", "_tails", "_weights")

    def __init__(self, closure: Closure, kept: Sequence[Constraint]) -> None:
        tails: list[int] = []
        heads: list[int] = []
        weights: list[float] = []
        owners: list[int] = []
        for owner, one in enumerate(kept):
            i, j = closure.index(one.start), closure.index(one.end)
            if one.high < np.inf:
                tails.append(i)
                heads.append(j)
                weights.append(one.high)
                owners.append(owner)
            if one.low > 0:
                tails.append(j)
                heads.append(i)
                weights.append(-one.low)
                owners.append(owner)
        self._size = len(closure.nodes)
        self._heads: Ints = np.array(heads, dtype=np.int64)
        # Edges by their head, the more trusted first, so that each round is one reduction.
        order = np.argsort(self._heads, kind="stable")
        self._heads = self._heads[order]
        self._tails: Ints = np.array(tails, dtype=np.int64)[order]
        self._weights: Floats = np.array(weights, dtype=np.float64)[order]
        self._owners: Ints = np.array(owners, dtype=np.int64)[order]
        self._starts = np.flatnonzero(np.diff(self._heads, prepend=-1))

    def fewest(
        self, source: int, target: int, limit: float, among: NDArray[np.bool_] | None = None
    ) -> tuple[int, ...] | None:
        """Return the owners of the fewest edges from one node to another that weigh ``limit``.

        Parameters
        ----------
        source, target : int
            Rows of the closure.
        limit : float
            The path may weigh at most so much.
        among : ndarray of bool, optional
            Which of the kept reports take part; all by default.

        Returns
        -------
        tuple of int or None
            Positions in ``kept``, in order of the path, each once; None when no path is as short.

        Notes
        -----
        Bellman–Ford by rounds: after k rounds a node's distance is that of the best path of at
        most k edges.
        """
        weights = self._weights
        if among is not None:
            weights = np.where(among[self._owners], weights, np.inf)
        distance = np.full(self._size, np.inf)
        distance[: source + 1] = 0.0
        rounds = [distance]
        while distance[target] > limit:
            if len(rounds) > self._size or not len(self._heads):
                return None
            step = distance.copy()
            heads = self._heads[self._starts]
            best = np.minimum.reduceat(distance[self._tails] + weights, self._starts)
            step[heads] = np.minimum(step[heads], best)
            step = np.minimum.accumulate(step[::-1])[::-1]
            if np.array_equal(step, distance):
                return None
            rounds.append(step)
            distance = step
        return tuple(dict.fromkeys(self._walk_back(rounds, target, weights)))

    def _walk_back(self, rounds: list[Floats], target: int, weights: Floats) -> list[int]:
        owners: list[int] = []
        node = target
        for k in range(len(rounds) - 1, 0, -1):
            value = rounds[k][node]
            if rounds[k - 1][node] == value:
                continue
            # The free step back in time: the edge may have ended at a later day.
            into = np.flatnonzero(
                (self._heads >= node) & (rounds[k - 1][self._tails] + weights == value)
            )
            edge = into[np.argmin(self._owners[into])]
            owners.append(int(self._owners[edge]))
            node = int(self._tails[edge])
        return owners[::-1]
