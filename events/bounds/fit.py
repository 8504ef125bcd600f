"""Finds the count that fits a window, and the narrowest around it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from events.bounds.bounds import Bounds
from events.bounds.closure import Floats, Ints
from events.bounds.counts import ABOUT, AT_LEAST, EXACT, NO_COUNT, Counts


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """Which windows found a count, and the nodes at which it begins and ends."""

    window: Ints
    first: Ints
    last: Ints


def fitting(
    bounds: Bounds,
    counts: Counts,
    starts: Ints,
    ends: Ints,
    least: Floats,
    most: Floats,
    kinds: Collection[int],
) -> Picked:
    """Pick for each window the count that shares most days with it.

    A count fits when the days in common are at least nine tenths of the window and of the count,
    and its average over the window lies within the window's bounds; it is no zero unless the
    window's most is zero. Of those that share as many
    days the sharper kind is picked, then the one with the fewest other days, then the one that
    rests on the fewest rough reports.

    Parameters
    ----------
    bounds : Bounds
        Least and most of any span of days.
    counts : Counts
        The reported counts that may be picked.
    starts : ndarray of int64, shape (n,)
        Ordinal of the first day of each window.
    ends : ndarray of int64, shape (n,)
        Ordinal of the day after the last of each.
    least : ndarray of float, shape (n,)
        Least total that each window can have.
    most : ndarray of float, shape (n,)
        Most total that each window can have.
    kinds : collection of int
        Kinds of value that may be picked, by their number.
    """
    return _pick(bounds, counts, starts, ends, least, most, kinds, _Fitting())


def around(
    bounds: Bounds,
    counts: Counts,
    starts: Ints,
    ends: Ints,
    least: Floats,
    most: Floats,
    widest: int,
) -> Picked:
    """Pick for each window the narrowest count of at most so many days that holds all of it.

    It is no "at least", its average over the window lies within the window's bounds, and it is no
    zero unless the window's most is zero.

    Parameters
    ----------
    bounds : Bounds
        Least and most of any span of days.
    counts : Counts
        The reported counts that may be picked.
    starts : ndarray of int64, shape (n,)
        Ordinal of the first day of each window.
    ends : ndarray of int64, shape (n,)
        Ordinal of the day after the last of each.
    least : ndarray of float, shape (n,)
        Least total that each window can have.
    most : ndarray of float, shape (n,)
        Most total that each window can have.
    widest : int
        Days that a count may last at most.
    """
    return _pick(bounds, counts, starts, ends, least, most, (EXACT, ABOUT), _Around(widest))


class _Fitting:
    """Counts of nearly the window's days."""

    inside = True

    def spans(self, start: int, end: int) -> tuple[int, int, int, int]:
        days = end - start
        less, more = days // 10, days // 9
        return start - more, start + less, end - less, end + more

    def score(self, start: int, end: int, a: Ints, b: Ints) -> tuple[NDArray[np.bool_], Ints]:
        days, own = end - start, b - a
        shared = np.minimum(b, end) - np.maximum(a, start)
        return shared * 10 >= 9 * np.maximum(days, own), days - shared


class _Around:
    """Counts that hold the window."""

    inside = False

    def __init__(self, widest: int) -> None:
        self._widest = widest

    def spans(self, start: int, end: int) -> tuple[int, int, int, int]:
        return end - self._widest, start, end, start + self._widest

    def score(self, start: int, end: int, a: Ints, b: Ints) -> tuple[NDArray[np.bool_], Ints]:
        own = b - a
        return own <= self._widest, own


def _pick(
    bounds: Bounds,
    counts: Counts,
    starts: Ints,
    ends: Ints,
    least: Floats,
    most: Floats,
    kinds: Collection[int],
    way: _Fitting | _Around,
) -> Picked:
    nodes = bounds.closure.nodes
    allowed = np.zeros(NO_COUNT + 1, dtype=np.bool_)
    allowed[list(kinds)] = True
    found: list[tuple[int, int, int]] = []
    spans = np.array([way.spans(int(s), int(e)) for s, e in zip(starts, ends, strict=True)])
    if not len(spans):
        return Picked(*np.empty((3, 0), dtype=np.int64))
    low = np.searchsorted(nodes, spans[:, (0, 2)], side="left")
    high = np.searchsorted(nodes, spans[:, (1, 3)], side="right")
    for window in np.flatnonzero((low < high).all(axis=1)):
        (r0, c0), (r1, c1) = low[window], high[window]
        kind = counts.kind[r0:r1, c0:c1]
        rows, columns = np.nonzero(allowed[kind])
        if not len(rows):
            continue
        start, end = int(starts[window]), int(ends[window])
        rows, columns = rows + r0, columns + c0
        a, b = nodes[rows], nodes[columns]
        good, score = way.score(start, end, a, b)
        kind = counts.kind[rows, columns].astype(np.int64)
        own = b - a
        average = counts.value[rows, columns] * (end - start)
        good &= average <= most[window] * own
        # Nobody on other days is no reason to say so of these.
        good &= (average > 0) | (most[window] == 0)
        # What is at least so much may be any number more.
        good &= (average >= least[window] * own) | (kind == AT_LEAST)
        if way.inside:
            # At an end of its own bounds a rough count says less than the bounds do.
            most_own = bounds.closure.most[rows, columns]
            least_own = -bounds.closure.most[columns, rows]
            value = counts.value[rows, columns]
            good &= (kind != ABOUT) | ((least_own < value) & (value < most_own))
        if not good.any():
            continue
        order = np.lexsort((counts.cost(rows, columns), own, kind, score))
        best = order[good[order]][0]
        found.append((int(window), int(rows[best]), int(columns[best])))
    table = np.array(found, dtype=np.int64).reshape(-1, 3)
    return Picked(table[:, 0], table[:, 1], table[:, 2])
