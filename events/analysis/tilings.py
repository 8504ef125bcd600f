"""One way to lay the figures of a border, and the levels found on it at each price."""

from __future__ import annotations

from dataclasses import dataclass

from events.analysis.partition import costs, dispersion, partitions
from events.analysis.tiles import DAYS_ONLY, Tile, totals_and_days
from events.bounds.window_facts import span as period_of
from events.period import Period

MULTIPLES = (4, 6, 8)
"""Prices of a level, as multiples of ln n, at which a partition is asked for."""

FEWEST_DAY_TILES = 20
FEWEST_TOTALS = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level: the tiles from its first to its last day, and their common rate a day."""

    period: Period
    rate_per_day: float
    tiles: int
    days_counted: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """One way to lay the figures, and the levels found at each price.

    ``levels`` holds one tuple for each of ``MULTIPLES``; it is empty where the tiles are too few.
    """

    name: str
    tiles: tuple[Tile, ...]
    days_counted: int
    dispersion: float
    usable: bool
    levels: tuple[tuple[Level, ...], ...]


def tiling_of(name: str, tiles: tuple[Tile, ...], fewest: int) -> Tiling:
    """Return a tiling with the levels at every price, if it has tiles enough.

    Parameters
    ----------
    name : str
        How the tiling is called in words.
    tiles : tuple of Tile
        Its spans of days with their totals, by day.
    fewest : int
        With fewer tiles than this it stays without levels.
    """
    told = len(tiles) if name == DAYS_ONLY else sum(tile.days > 1 for tile in tiles)
    days_counted = sum(tile.days for tile in tiles)
    if told < fewest:
        return Tiling(name, tiles, days_counted, 1.0, False, ())
    totals, days = totals_and_days(tiles)
    over = dispersion(totals, days)
    cuts = partitions(costs(totals, days), over, MULTIPLES)
    found = tuple(_levels_between(tiles, cuts[k]) for k in MULTIPLES)
    return Tiling(name, tiles, days_counted, over, True, found)


def _levels_between(tiles: tuple[Tile, ...], cuts: tuple[int, ...]) -> tuple[Level, ...]:
    ends = (*cuts, len(tiles))
    found: list[Level] = []
    for first, end in zip((0, *cuts), ends, strict=True):
        own = tiles[first:end]
        days = sum(tile.days for tile in own)
        rate = sum(tile.total for tile in own) / days
        found.append(Level(period_of(own[0].start, own[-1].end), rate, len(own), days))
    return tuple(found)
