"""How often levels find a shift where there is none: simulated on the layout of the tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from events.analysis.levels import Levels
from events.analysis.partition import costs, dispersion, partitions
from events.analysis.result import Table, Words, words_of
from events.analysis.tiles import Tile

CALIBRATED = (2, 3, 4, 6, 8)
DRAWS = 300
SEED = 20211116
SPREAD = 0.4
"""Standard deviation of the logarithm of a day's rate, where nothing changes."""

BASE = 300.0
"""People a day before chance: of such size that counting itself adds little to the spread."""

FALL = 8.0
"""The steady fall ends at one part in so many of where it began."""


@dataclass(frozen=True, slots=True)
class World:
    """What is simulated: memory from day to day, and whether the level falls steadily."""

    name: str
    memory: float
    falls: bool


WORLDS = (
    World("nothing changes, independent days", 0.0, False),
    World("nothing changes, memory 0.5", 0.5, False),
    World("nothing changes, memory 0.8", 0.8, False),
    World("steady fall to 1/8, memory 0.5", 0.5, True),
)


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """Share of simulated series with at least one shift, for each price in ``CALIBRATED``."""

    world: World
    shares: tuple[float, ...]


def calibrate(
    tiles: Sequence[Tile], draws: int = DRAWS, seed: int = SEED
) -> tuple[FalseAlarms, ...]:
    """Return how often a shift is found on the layout of some tiles where none is.

    Parameters
    ----------
    tiles : sequence of Tile
        Only their days count.
    draws : int
        Series simulated in each world.
    seed : int
        The same seed gives the same table.
    """
    starts = np.array([tile.start for tile in tiles], dtype=np.int64)
    ends = np.array([tile.end for tile in tiles], dtype=np.int64)
    generator = np.random.default_rng(seed)
    return tuple(_alarms(world, starts, ends, draws, generator) for world in WORLDS)


def _alarms(
    world: World,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    draws: int,
    generator: np.random.Generator,
) -> FalseAlarms:
    length = int(ends[-1] - starts[0])
    found = np.zeros(len(CALIBRATED))
    for _ in range(draws):
        rate = BASE * np.exp(SPREAD * remembering(length, world.memory, generator))
        if world.falls:
            rate *= FALL ** (-np.arange(length) / length)
        running = np.concatenate([[0.0], np.cumsum(generator.poisson(rate))])
        totals = running[ends - starts[0]] - running[starts - starts[0]]
        days = (ends - starts).astype(np.float64)
        cuts = partitions(costs(totals, days), dispersion(totals, days), CALIBRATED)
        found += [len(cuts[k]) > 0 for k in CALIBRATED]
    return FalseAlarms(world, tuple((found / draws).tolist()))


def remembering(length: int, memory: float, generator: np.random.Generator) -> NDArray[np.float64]:
    """Return a random series of variance 1 in which each day remembers the one before.

    Parameters
    ----------
    length : int
        Days.
    memory : float
        Correlation of a day with the one before, 0 to less than 1.
    generator : numpy.random.Generator
        Where chance comes from; the same seed gives the same series.
    """
    shocks = generator.standard_normal(length)
    shocks[1:] *= np.sqrt(1 - memory**2)
    series = np.empty(length)
    kept = 0.0
    for day, shock in enumerate(shocks.tolist()):
        kept = memory * kept + shock
        series[day] = kept
    return series


def alarms_table(found: Sequence[FalseAlarms]) -> Table:
    """Return the shares as per cent, a world a row."""
    return Table(
        ("price (× ln n)", *map(str, CALIBRATED)),
        tuple((one.world.name, *(f"{share:.0%}" for share in one.shares)) for one in found),
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """The false alarms of levels on the layout of each way to lay a border's figures."""

    tilings: tuple[tuple[str, tuple[FalseAlarms, ...]], ...]
    draws: int
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def calibration(found: Levels, draws: int = DRAWS) -> Calibration:
    """Return how often levels find a shift in simulated series with the layout of some figures."""
    usable = [tiling for tiling in found.tilings if tiling.usable]
    simulated = tuple((tiling.name, calibrate(tiling.tiles, draws)) for tiling in usable)
    rows = [(name, *row) for name, alarms in simulated for row in alarms_table(alarms).rows]
    columns = ("layout", "simulated", *(f"{k} × ln n" for k in CALIBRATED))
    return Calibration(
        tilings=simulated,
        draws=draws,
        reason=found.reason,
        report_ids=(),
        words=words_of(
            found.reason,
            f"False alarms, {found.words.refusal or found.measure.label}",
            f"Share of {draws} simulated series without a jump in which at least one shift is "
            "found, by the price of a level; the longer the memory, the more. A shift is called "
            "clear only where it stands at 4, 6 and 8.",
            "How much memory the figures really have is not known; the steady fall shows what a "
            "change without a jump looks like.",
        ),
        table=Table(columns, tuple(rows)),
    )
