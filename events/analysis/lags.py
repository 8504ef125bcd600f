"""Whether two day series move together, against what unrelated ones do: only for brought series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from events.figure_basis import plural

Floats = NDArray[np.float64]

FEWEST_DAYS = 60
FEWEST_CHANGES = 20
"""So many common days on which each series is not what it was the day before."""

LONGEST_LAG = 21
DRAWS = 1_999
SEED = 90_000_013
BAND = 0.95
NOT_SHOWN = "association, not cause; flights are not migrants"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """The largest coefficient over all lags, with what chance alone reaches.

    Attributes
    ----------
    days : int
        Common days.
    lag : int
        Days by which the second series follows.
    value : float
        Correlation of day-to-day changes at that lag.
    band : float
        Of two unrelated series of these days and this memory the largest coefficient stays below
        in 95 of 100.
    """

    days: int
    lag: int
    value: float
    band: float

    @property
    def beyond_chance(self) -> bool:
        """Whether it lies outside the band."""
        return abs(self.value) > self.band


def too_short(first: Mapping[int, float], second: Mapping[int, float]) -> str | None:
    """Return why two day series give no coefficient, if so; they map ordinals to figures."""
    common = sorted(first.keys() & second.keys())
    if len(common) < FEWEST_DAYS:
        return (
            f"{plural(len(common), 'day')} with a count of both; such a figure needs {FEWEST_DAYS}"
        )
    for series in (first, second):
        values = [series[day] for day in common]
        changes = sum(a != b for a, b in pairwise(values))
        if changes < FEWEST_CHANGES:
            days = plural(changes, "day")
            return f"one of the two changes on {days}; such a figure needs {FEWEST_CHANGES}"
    return None


def coefficient(
    first: Mapping[int, float], second: Mapping[int, float], draws: int = DRAWS, seed: int = SEED
) -> Coefficient | None:
    """Return the largest coefficient of the second series following the first; None if too short.

    Day-to-day changes are compared, at lags from 0 to 21 days and at most a quarter of the common
    days. The band is simulated for the days that both have, with the memory of each.

    Parameters
    ----------
    first, second : mapping of int to float
        Figures by the ordinal of their day; a day without a figure is not there.
    draws : int
        Unrelated pairs simulated.
    seed : int
        The same seed gives the same band.
    """
    if too_short(first, second) is not None:
        return None
    days = len(first.keys() & second.keys())
    lags = min(LONGEST_LAG, days // 4) + 1
    start = min(*first, *second)
    end = max(*first, *second) + 1
    one, other = (_column(series, start, end)[None, :] for series in (first, second))
    found = _correlations(one, other, lags)[0]
    generator = np.random.default_rng(seed)
    unrelated = [_simulated(series[0], draws, generator) for series in (one, other)]
    chance = np.abs(_correlations(unrelated[0], unrelated[1], lags)).max(axis=1)
    lag = int(np.argmax(np.abs(found)))
    return Coefficient(days, lag, float(found[lag]), float(np.quantile(chance, BAND)))


def _column(series: Mapping[int, float], start: int, end: int) -> Floats:
    column = np.full(end - start, np.nan)
    for day, value in series.items():
        column[day - start] = value
    return column


def memory(series: Floats) -> float:
    """Return how much of a day's figure stays the next day, between 0 and 0.99."""
    one, other = series[:-1], series[1:]
    both = ~np.isnan(one) & ~np.isnan(other)
    middle = np.nanmean(series)
    spread = float(np.nanmean((series - middle) ** 2))
    if both.sum() < 2 or spread == 0:
        return 0.0
    shared = float(np.mean((one[both] - middle) * (other[both] - middle)))
    return min(max(shared / spread, 0.0), 0.99)


def _simulated(series: Floats, draws: int, generator: np.random.Generator) -> Floats:
    """Return random series with the memory of one and figures on the same days."""
    kept = memory(series)
    found = generator.standard_normal((draws, len(series)))
    found[:, 1:] *= np.sqrt(1 - kept**2)
    for day in range(1, len(series)):
        found[:, day] += kept * found[:, day - 1]
    found[:, np.isnan(series)] = np.nan
    return found


def _correlations(first: Floats, second: Floats, lags: int) -> Floats:
    """Return the correlation of changes at each lag, for each pair of rows; 0 where too few."""
    one, other = np.diff(first, axis=1), np.diff(second, axis=1)
    found = np.zeros((len(first), lags))
    for lag in range(lags):
        x, y = one[:, : one.shape[1] - lag], other[:, lag:]
        both = ~np.isnan(x[0]) & ~np.isnan(y[0])
        if both.sum() < FEWEST_CHANGES:
            continue
        x, y = x[:, both], y[:, both]
        x, y = x - x.mean(axis=1, keepdims=True), y - y.mean(axis=1, keepdims=True)
        scale = np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
        found[:, lag] = np.divide(
            (x * y).sum(axis=1), scale, out=np.zeros(len(scale)), where=scale > 0
        )
    return found
