"""The rule for a window's figure, for many windows at once: decision 0006, step by step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from events.agreement import ABOUT as ABOUT_SHARE
from events.agreement import FEW, TOLERANCE
from events.bounds.answers import Answers
from events.bounds.closure import Floats, Ints
from events.bounds.counts import ABOUT, AT_LEAST, EXACT, NO_COUNT
from events.bounds.days import WIDEST_DAYS
from events.bounds.evidence import Evidence
from events.bounds.figure import WAYS, Way
from events.bounds.fit import Picked, around, fitting

NARROW = 1.5
"""Step 3: the most may be so many times the least…"""

NARROW_MORE = 3.0
"""…and so many more."""

FEWEST_DAYS = 3
"""Step 4: a mean needs so many days, or all of a shorter window."""

WIDE = 5.0
"""Step 6: bounds are worth telling where the most is at most so many times the least."""

_CODE = {way: index for index, way in enumerate(WAYS)}


def answer(evidence: Evidence, starts: Ints, ends: Ints) -> Answers:
    """Apply the rule to windows of one measure.

    Parameters
    ----------
    evidence : Evidence
        What all reports of the border and measure say together.
    starts, ends : ndarray of int64
        Half-open ordinals, each window at least a day long.
    """
    least, most = evidence.bounds.closure.between(starts, ends)
    found = _Sheet(evidence, starts, ends, least.astype(np.float64), most.astype(np.float64))
    found.complete()
    found.between(tight=True)
    found.count(ABOUT)
    found.between(tight=False)
    found.count(AT_LEAST)
    found.mean()
    found.wider()
    found.single_days()
    found.contest()
    return found.answers


class _Sheet:
    """Windows that are being answered; each step writes to those that none before it answered."""

    def __init__(
        self, evidence: Evidence, starts: Ints, ends: Ints, least: Floats, most: Floats
    ) -> None:
        size = len(starts)
        self.evidence, self.starts, self.ends = evidence, starts, ends
        self.days = ends - starts
        blank = np.full(size, np.nan)
        self.answers = Answers(
            way=np.full(size, _CODE[Way.NONE], dtype=np.uint8),
            kind=np.full(size, NO_COUNT, dtype=np.uint8),
            rate=blank.copy(),
            rate_low=blank.copy(),
            rate_high=blank.copy(),
            total=blank,
            least=least,
            most=most,
            coverage=np.zeros(size, dtype=np.int64),
            own_start=starts.copy(),
            own_end=ends.copy(),
            first=np.full(size, -1, dtype=np.int64),
            last=np.full(size, -1, dtype=np.int64),
            contested=np.zeros(size, dtype=np.bool_),
        )

    def open(self) -> Ints:
        """Return the windows without an answer so far."""
        found: Ints = np.flatnonzero(self.answers.way == _CODE[Way.NONE])
        return found

    def complete(self) -> None:
        """Step 1: the bounds are one number."""
        a, closure = self.answers, self.evidence.bounds.closure
        at = np.flatnonzero(a.least == a.most)
        a.first[at], a.last[at] = closure.floor(self.starts[at]), closure.ceiling(self.ends[at])
        self._write(at, Way.COMPLETE, EXACT, a.least[at], self.days[at], self.days[at])

    def count(self, roughest: int) -> None:
        """Step 2: one count, or adjoining ones, of nearly the same days."""
        only = (AT_LEAST,) if roughest == AT_LEAST else (EXACT, ABOUT)
        at = self.open()
        self._take(
            at,
            Way.COUNT,
            fitting(self.evidence.bounds, self.evidence.counts, *self._windows(at), only),
        )

    def between(self, *, tight: bool) -> None:
        """Step 3: bounds that lie close together, both ends and never their middle.

        Where they are so tight that both ends agree they say more than a count of nearly these
        days, and go before it.
        """
        a, at = self.answers, self.open()
        limit = NARROW * a.least[at] + NARROW_MORE
        if tight:
            limit = a.least[at] + _leeway(a.most[at])
            limit = np.where(self._told_roughly(at), -1.0, limit)
        at = at[a.most[at] <= limit]
        a.way[at] = _CODE[Way.BETWEEN]
        a.kind[at] = EXACT
        a.coverage[at] = self.days[at]
        a.rate_low[at] = a.least[at] / self.days[at]
        a.rate_high[at] = a.most[at] / self.days[at]

    def _told_roughly(self, at: Ints) -> NDArray[np.bool_]:
        """Tell whose very days are counted roughly, and about as sharply as the bounds do."""
        a, closure, counts = self.answers, self.evidence.bounds.closure, self.evidence.counts
        first, last = closure.floor(self.starts[at]), closure.ceiling(self.ends[at])
        own = (closure.nodes[first] == self.starts[at]) & (closure.nodes[last] == self.ends[at])
        told = own & (counts.kind[first, last] == ABOUT)
        rough = a.most[at] - a.least[at] >= ABOUT_SHARE * counts.value[first, last]
        good: NDArray[np.bool_] = told & rough
        return good

    def mean(self) -> None:
        """Step 4: the mean of day figures, of half the days and of three at least."""
        a, at = self.answers, self.open()
        starts, ends, days = self.starts[at], self.ends[at], self.days[at]
        of = self.evidence.days.between
        known, total = of("known", starts, ends), of("sum", starts, ends)
        enough = (known * 2 >= days) & (known >= np.minimum(FEWEST_DAYS, days))
        whole = total * days / np.maximum(known, 1)
        good = enough & (whole >= a.least[at]) & (whole <= a.most[at])
        # A few days without anybody are no reason to say so of the days between them.
        good &= (total > 0) | (a.most[at] == 0)
        at, known, total = at[good], known[good], total[good]
        about = of("about", self.starts[at], self.ends[at]) > 0
        kind = np.where(about, ABOUT, EXACT)
        self._write(at, Way.MEAN, kind, total, known, known.astype(np.int64))

    def wider(self) -> None:
        """Step 5: the average of the narrowest count around the window, if it can be true of it."""
        at = self.open()
        picked = around(self.evidence.bounds, self.evidence.counts, *self._windows(at), WIDEST_DAYS)
        self._take(at, Way.WIDER, picked)

    def single_days(self) -> None:
        """Step 6: days as what they are, or bounds that say something."""
        a, at = self.answers, self.open()
        starts, ends = self.starts[at], self.ends[at]
        of = self.evidence.days.between
        known = of("known", starts, ends) + of("rough", starts, ends)
        told = tells(a.least[at], a.most[at])
        a.way[at[(known > 0) | told]] = _CODE[Way.DAYS]
        a.coverage[at] = known.astype(np.int64)

    def contest(self) -> None:
        """Mark figures that need a contested report, and those another report speaks against.

        A report in doubt for so few people that the figure would agree with itself without them
        does not put it in doubt.
        """
        a = self.answers
        doubt = np.zeros(len(a.way))
        at = np.flatnonzero(a.first >= 0)
        doubt[at] = self.evidence.counts.doubt[a.first[at], a.last[at]]
        at = np.flatnonzero(np.isin(a.way, (_CODE[Way.MEAN], _CODE[Way.DAYS])))
        doubt[at] = self.evidence.days.between("doubt", self.starts[at], self.ends[at])
        total = np.where(np.isnan(a.total), a.least, a.total)
        a.contested[:] = doubt > _leeway(total)
        for one in self.evidence.bounds.aside:
            against = fits(a.own_start, a.own_end, one.start, one.end)
            np.logical_or(a.contested, against, out=a.contested)

    def _windows(self, at: Ints) -> tuple[Ints, Ints, Floats, Floats]:
        a = self.answers
        return self.starts[at], self.ends[at], a.least[at], a.most[at]

    def _take(self, at: Ints, way: Way, picked: Picked) -> None:
        """Write the counts that were picked."""
        a, nodes = self.answers, self.evidence.bounds.closure.nodes
        at = at[picked.window]
        first, last = picked.first, picked.last
        a.first[at], a.last[at] = first, last
        a.own_start[at], a.own_end[at] = nodes[first], nodes[last]
        counts = self.evidence.counts
        own = nodes[last] - nodes[first]
        shared = np.minimum(nodes[last], self.ends[at]) - np.maximum(nodes[first], self.starts[at])
        self._write(at, way, counts.kind[first, last], counts.value[first, last], own, shared)

    def _write(
        self,
        at: Ints,
        way: Way,
        kind: int | Ints | NDArray[np.uint8],
        total: Floats,
        days: Ints | Floats,
        coverage: Ints,
    ) -> None:
        a = self.answers
        a.way[at] = _CODE[way]
        a.kind[at] = kind
        a.total[at] = total
        a.coverage[at] = coverage
        for column in (a.rate, a.rate_low, a.rate_high):
            column[at] = total / days


def _leeway(larger: Floats) -> Floats:
    """Return how far below a count another one may lie that still agrees with it."""
    return np.where(np.isinf(larger), 0.0, np.maximum(TOLERANCE * larger, FEW))


def fits(starts: Ints, ends: Ints, start: int, end: int) -> NDArray[np.bool_]:
    """Tell whether spans have nine tenths of their days and of another's in common with it.

    Parameters
    ----------
    starts, ends : ndarray of int64, shape (n,)
        Ordinals of the first day and of the day after the last of each span.
    start, end : int
        The other span.
    """
    shared = np.minimum(ends, end) - np.maximum(starts, start)
    good: NDArray[np.bool_] = shared * 10 >= 9 * np.maximum(ends - starts, end - start)
    return good


def tells(least: Floats, most: Floats) -> NDArray[np.bool_]:
    """Tell whether bounds alone are worth telling."""
    good: NDArray[np.bool_] = most <= WIDE * least
    return good
