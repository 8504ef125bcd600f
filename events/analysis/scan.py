"""Kulldorff's scan for counts on neighbouring stretches of a line, by random placings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PLACINGS = 9_999
SEED = 4_210_000
RARE = 0.05
"""What stands out comes as far in at most this share of the random placings."""

WIDEST_SHARE = 0.5
"""A run covers at most this share of the line: a larger one is no exception."""


@dataclass(frozen=True, slots=True)
class Run:
    """The run of stretches that stands out most.

    Attributes
    ----------
    first, end : int
        Half-open stretches.
    seen : int
        Counted there.
    expected : float
        What its share of the length would have of all that was counted.
    likelihood_ratio : float
        Logarithm of it; 0 where no run has more than its share.
    as_far, placings : int
        Random placings, this one included, in which some run stands out as far, of how many.
    """

    first: int
    end: int
    seen: int
    expected: float
    likelihood_ratio: float
    as_far: int
    placings: int

    @property
    def stands_out(self) -> bool:
        """Whether at most one in twenty random placings comes as far."""
        return self.as_far <= RARE * self.placings


def scan(counts: Ints, lengths: Floats, placings: int = PLACINGS, seed: int = SEED) -> Run:
    """Return the run of neighbouring stretches with most more than its share by length.

    Parameters
    ----------
    counts : ndarray of int64
        What was counted on each stretch, in order along the line; at least one in all.
    lengths : ndarray of float64
        Length of each, in km.
    placings : int
        So many times the same number is placed at random, by length.
    seed : int
        The same seed gives the same answer.

    Notes
    -----
    Kulldorff (1997), doi 10.1080/03610929708831995, the Poisson model, with runs along a line for
    windows.
    """
    firsts, ends = _runs(lengths)
    share = np.concatenate([[0.0], np.cumsum(lengths)]) / lengths.sum()
    expected = (share[ends] - share[firsts]) * counts.sum()
    ratios = _ratios(counts[None, :], firsts, ends, expected)[0]
    best = int(np.argmax(ratios))
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(int(counts.sum()), lengths / lengths.sum(), size=placings)
    highest = _ratios(drawn, firsts, ends, expected).max(axis=1)
    first, end = int(firsts[best]), int(ends[best])
    return Run(
        first=first,
        end=end,
        seen=int(counts[first:end].sum()),
        expected=float(expected[best]),
        likelihood_ratio=float(ratios[best]),
        as_far=1 + int((highest >= ratios[best] - 1e-9).sum()),
        placings=placings + 1,
    )


def _runs(lengths: Floats) -> tuple[Ints, Ints]:
    """Return first and end of every run of at most half the line, and of every single stretch."""
    at = np.concatenate([[0.0], np.cumsum(lengths)])
    firsts, ends = np.triu_indices(len(at), k=1)
    fits = (at[ends] - at[firsts] <= WIDEST_SHARE * at[-1]) | (ends - firsts == 1)
    return firsts[fits].astype(np.int64), ends[fits].astype(np.int64)


def _ratios(counts: Ints, firsts: Ints, ends: Ints, expected: Floats) -> Floats:
    """Return the log likelihood ratio of each run, for each row of counts."""
    running = np.concatenate(
        [np.zeros((len(counts), 1), dtype=np.int64), np.cumsum(counts, axis=1)], axis=1
    )
    inside = (running[:, ends] - running[:, firsts]).astype(np.float64)
    total = float(counts[0].sum())
    outside = total - inside
    found: Floats = _times_log(inside, inside / expected) + _times_log(
        outside, outside / np.maximum(total - expected, 1e-12)
    )
    return np.where(inside > expected, found, 0.0)


def _times_log(times: Floats, of: Floats) -> Floats:
    return times * np.log(np.where(times > 0, of, 1.0))
