"""Counts that share no day, as tiles of unequal width: the two ways to lay them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from events.bounds.counts import ABOUT, EXACT
from events.bounds.evidence import Evidence
from events.period import Period

WIDEST_TILE = 31
"""A count of more days than a month blurs what happened within it."""

DAYS_ONLY = "single days"
TOTALS_FIRST = "counts of up to a month"


@dataclass(frozen=True, slots=True)
class Tile:
    """One count over half-open days, given by their ordinals; a rough one was told as "about"."""

    start: int
    end: int
    total: float
    rough: bool
    report_ids: tuple[str, ...]

    @property
    def days(self) -> int:
        """Width in days."""
        return self.end - self.start

    @property
    def rate(self) -> float:
        """People a day."""
        return self.total / self.days


def totals_and_days(tiles: Sequence[Tile]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return people and days of tiles as columns."""
    return (
        np.array([tile.total for tile in tiles], dtype=np.float64),
        np.array([tile.days for tile in tiles], dtype=np.float64),
    )


def day_tiles(found: Evidence, span: Period) -> tuple[Tile, ...]:
    """Return every day of a span that has an exact figure or one given as "about"."""
    assert span.end is not None
    ordinals = found.days.with_figure(span.start.toordinal(), span.end.toordinal()).tolist()
    return tuple(
        Tile(
            day,
            day + 1,
            float(found.days.value[day - found.days.first]),
            bool(found.days.kind[day - found.days.first] == ABOUT),
            found.day_figure(day).report_ids,
        )
        for day in ordinals
        if found.days.kind[day - found.days.first] in (EXACT, ABOUT)
    )


def widest_cover(found: Evidence, span: Period) -> tuple[Tile, ...]:
    """Return the counts of at most a month that cover most days of a span, the finest of them.

    Exact by a run through all counts by their last day (weighted interval scheduling): most days
    first, then most tiles, then fewest rough ones.
    """
    assert span.end is not None
    counts = _counts(found, span)
    counts.sort(key=lambda tile: (tile.end, tile.start, tile.report_ids))
    ends = [tile.end for tile in counts]
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    taken: list[int | None] = [None]
    for number, tile in enumerate(counts):
        before = bisect_right(ends, tile.start, hi=number)
        days, tiles, sharp = best[before]
        own = (days + tile.days, tiles + 1, sharp - tile.rough)
        better = own > best[-1]
        best.append(own if better else best[-1])
        taken.append(before if better else None)
    chosen: list[Tile] = []
    at = len(counts)
    while at:
        before_it = taken[at]
        if before_it is None:
            at -= 1
        else:
            chosen.append(counts[at - 1])
            at = before_it
    return tuple(reversed(chosen))


def _counts(found: Evidence, span: Period) -> list[Tile]:
    """Return exact counts that no other parts, and reports given as "about" that all allow."""
    assert span.end is not None
    first, end = span.start.toordinal(), span.end.toordinal()
    bounds, counts = found.bounds, found.counts
    tiles = list(day_tiles(found, span))
    for i, j in found.exact_spans():
        if first <= i and j <= end and 1 < j - i <= WIDEST_TILE:
            nodes = bounds.closure.index(i), bounds.closure.index(j)
            own = found.reports_of(i, j) or bounds.exact_ids(*nodes)
            tiles.append(Tile(i, j, float(bounds.closure.most[nodes]), False, own))
    seen = {(tile.start, tile.end) for tile in tiles}
    for one in bounds.kept:
        if not (first <= one.start and one.end <= end and 1 < one.days <= WIDEST_TILE):
            continue
        nodes = bounds.closure.index(one.start), bounds.closure.index(one.end)
        told = one.value is not None and counts.kind[nodes] == ABOUT
        if told and (one.start, one.end) not in seen:
            seen.add((one.start, one.end))
            ids = found.reports_of(one.start, one.end)
            tiles.append(Tile(one.start, one.end, float(counts.value[nodes]), True, ids))
    return tiles
