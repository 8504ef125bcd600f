"""Which constant levels describe counts of unequal width: exact partitioning, with a price."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_TILES = 2
FEWEST_DAYS = 7
"""A level has at least so many tiles, and so many days that they count."""


def dispersion(totals: Floats, days: Floats) -> float:
    """Return how much more neighbouring tiles differ than counts of one rate would; at least 1.

    The mean over neighbours of the square of their difference over what a Poisson count of their
    common rate would have: a level that holds for both adds nothing, a single jump little.

    Parameters
    ----------
    totals, days : ndarray of float64
        People counted, and days counted, of each tile in order.
    """
    pooled = (totals[1:] + totals[:-1]) / (days[1:] + days[:-1])
    difference = totals[1:] / days[1:] - totals[:-1] / days[:-1]
    spread = pooled * (1 / days[1:] + 1 / days[:-1])
    told = spread > 0
    if not told.any():
        return 1.0
    return max(1.0, float(np.mean(difference[told] ** 2 / spread[told])))


def costs(totals: Floats, days: Floats) -> Floats:
    """Return the deviance of tiles i to j-1 as one level, at ``[i, j]``; infinite if too short.

    Parameters
    ----------
    totals, days : ndarray of float64
        People counted, and days counted, of each tile in order.
    """
    size = len(totals)
    people, width, own = (
        np.concatenate([[0.0], np.cumsum(values)])
        for values in (totals, days, _times_log(totals, totals / days))
    )
    y = people[None, :] - people[:, None]
    d = width[None, :] - width[:, None]
    rate = np.divide(y, d, out=np.zeros_like(y), where=d > 0)
    found: Floats = 2 * (own[None, :] - own[:, None] - _times_log(y, rate))
    i, j = np.ogrid[: size + 1, : size + 1]
    found[(j - i < FEWEST_TILES) | (d < FEWEST_DAYS)] = np.inf
    return np.maximum(found, 0.0)


def partition(cost: Floats, penalty: float) -> tuple[int, ...]:
    """Return the tiles that begin a level, but for the first: the exact optimum.

    Parameters
    ----------
    cost : ndarray of float64
        Of `costs`, over the dispersion.
    penalty : float
        Price of one more level.

    Notes
    -----
    Optimal partitioning of Jackson et al. (2005), doi 10.1109/LSP.2001.838216: every last level
    is tried at every tile, so that nothing is assumed about spacing.
    """
    size = len(cost) - 1
    best = np.full(size + 1, np.inf)
    best[0] = -penalty
    came = np.zeros(size + 1, dtype=np.int64)
    for end in range(1, size + 1):
        whole = best[:end] + cost[:end, end] + penalty
        came[end] = int(np.argmin(whole))
        best[end] = whole[came[end]]
    if not np.isfinite(best[size]):
        return ()
    cuts: list[int] = []
    end = int(came[size])
    while end > 0:
        cuts.append(end)
        end = int(came[end])
    return tuple(reversed(cuts))


def partitions(cost: Floats, over: float, multiples: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the partition at each multiple of ln n as the price of a level.

    Parameters
    ----------
    cost : ndarray of float64
        Of `costs`.
    over : float
        The dispersion by which it is divided.
    multiples : sequence of int
        The multiples asked for.
    """
    scaled = cost / over
    unit = float(np.log(max(2, len(cost) - 1)))
    return {k: partition(scaled, k * unit) for k in multiples}


def _times_log(times: Floats, of: Floats) -> Floats:
    """Return ``times * log(of)``, zero where nothing was counted."""
    return times * np.log(np.where((times > 0) & (of > 0), of, 1.0))
