"""All reports of one border and measure, those that stand together and those that cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, inf

import numpy as np
from numpy.typing import NDArray

from events.agreement import FEW, TOLERANCE
from events.bounds.closure import Closure, Ints
from events.bounds.constraints import Constraint
from events.bounds.figure import Contest
from events.bounds.paths import Paths

MOST_DAYS = 2_500
"""So many days on which a report begins or ends are weighed together: seven years of every day."""

MOST_REPORTS = 5_000
"""So many reports are weighed together; the reference has 800 of a border."""

MOST_AGAINST = 3
"""A report that only more others than so many together contradict puts none of them in doubt."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """What the reports of one border and measure say together.

    Attributes
    ----------
    closure : Closure
        The tightest bounds between any two days, from the kept reports.
    paths : Paths
        The kept reports as edges, to name those behind a bound.
    kept : tuple of Constraint
        Reports that can all be true, the most trusted first.
    beside : tuple of Constraint
        Reports that miss what the kept ones allow by no more than the tolerance: they agree.
    aside : tuple of Constraint
        Reports that cannot be true together with more trusted ones.
    contests : tuple of Contest
        One for each of ``aside``, in its order.
    left_out : tuple of Constraint
        The least trusted, where there are more reports or days than can be weighed together.
    """

    closure: Closure
    paths: Paths
    kept: tuple[Constraint, ...]
    beside: tuple[Constraint, ...]
    aside: tuple[Constraint, ...]
    contests: tuple[Contest, ...]
    left_out: tuple[Constraint, ...] = ()

    @cached_property
    def disputed(self) -> dict[str, float]:
        """Kept reports that a short contest names, and by how many people it misses them.

        Where it takes many reports together to contradict one, none of them is in doubt for it.
        """
        found: dict[str, float] = {}
        for one, contest in zip(self.aside, self.contests, strict=True):
            if len(contest.against) <= MOST_AGAINST:
                miss = max(contest.least - one.high, one.low - contest.most)
                for id_ in contest.against:
                    found[id_] = max(miss, found.get(id_, 0.0))
        return found

    @cached_property
    def _undisputed(self) -> NDArray[np.bool_]:
        return np.array([one.report_id not in self.disputed for one in self.kept], dtype=np.bool_)

    @cached_property
    def classes(self) -> Ints:
        """For each node the first node that it is tied to exactly; itself when to none."""
        most = self.closure.most
        # Unknown on both sides is inf + 0, never an inf - inf.
        found: Ints = np.argmax(most + most.T == 0, axis=1)
        return found

    @cached_property
    def calm(self) -> Ints:
        """For each node its class when only undisputed exact reports tie nodes together."""
        parent = list(range(len(self.closure.nodes)))

        def top(node: int) -> int:
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for one in self.kept:
            if one.exact and one.report_id not in self.disputed:
                i, j = top(self.closure.index(one.start)), top(self.closure.index(one.end))
                parent[max(i, j)] = min(i, j)
        return np.array([top(node) for node in range(len(parent))], dtype=np.int64)

    def bound_ids(self, i: int, j: int) -> tuple[str, ...]:
        """Return the fewest reports behind the most of S(j) - S(i); undisputed ones if they do."""
        limit = float(self.closure.most[i, j])
        if limit == inf:
            return ()
        found = None
        if self.disputed:
            found = self.paths.fewest(i, j, limit, self._undisputed)
        if found is None:
            found = self.paths.fewest(i, j, limit)
        assert found is not None  # the closure is made of these paths
        return tuple(self.kept[k].report_id for k in found)

    def exact_ids(self, i: int, j: int) -> tuple[str, ...]:
        """Return the reports that an exact count from node i to node j rests on."""
        if (i, j) not in self._exact:
            ids = (*self.bound_ids(i, j), *self.bound_ids(j, i))
            self._exact[i, j] = tuple(dict.fromkeys(ids))
        return self._exact[i, j]

    @cached_property
    def _exact(self) -> dict[tuple[int, int], tuple[str, ...]]:
        return {}

    def doubt(self, i: int, j: int) -> float:
        """Return how many people of an exact count are in dispute."""
        if not self.disputed or self.calm[i] == self.calm[j]:
            return 0.0
        return sum(self.disputed.get(id_, 0.0) for id_ in self.exact_ids(i, j))


def build_bounds(ordered: Sequence[Constraint]) -> Bounds:
    """Take the constraints in one by one, in the order given: the more trusted first."""
    ordered, left_out = _within_measure(ordered)
    largest = sum(one.low if one.high == inf else one.high for one in ordered)
    closure = Closure((day for one in ordered for day in (one.start, one.end)), largest)
    kept: list[Constraint] = []
    beside: list[Constraint] = []
    aside: list[tuple[Constraint, float, float, int]] = []
    for one in ordered:
        least, most = closure.limits(one.start, one.end)
        over, under = least - one.high, one.low - most
        if over <= 0 and under <= 0:
            closure.tighten(one.start, one.end, one.low, one.high)
            kept.append(one)
        elif over <= leeway(least) and under <= leeway(one.low):
            beside.append(one)
        else:
            aside.append((one, least, most, len(kept)))
    closure.close()
    paths = Paths(closure, kept)
    return Bounds(
        closure,
        paths,
        tuple(kept),
        tuple(beside),
        tuple(one for one, *_ in aside),
        tuple(_contest(paths, closure, kept, *found) for found in aside),
        left_out,
    )


def _within_measure(
    ordered: Sequence[Constraint],
) -> tuple[Sequence[Constraint], tuple[Constraint, ...]]:
    """Part what is weighed together from what a brought file has too much of, by trust."""
    days: set[int] = set()
    weighed: list[Constraint] = []
    left_out: list[Constraint] = []
    for one in ordered:
        more = {one.start, one.end} - days
        if len(weighed) < MOST_REPORTS and len(days) + len(more) <= MOST_DAYS:
            days |= more
            weighed.append(one)
        else:
            left_out.append(one)
    return weighed, tuple(left_out)


def leeway(larger: float) -> float:
    """Return how far below a count another one may lie that still agrees with it."""
    return max(TOLERANCE * larger, FEW)


def _contest(
    paths: Paths,
    closure: Closure,
    kept: Sequence[Constraint],
    one: Constraint,
    least: float,
    most: float,
    among: int,
) -> Contest:
    """Name the fewest of the more trusted reports that one collides with."""
    i, j = closure.index(one.start), closure.index(one.end)
    before = np.arange(len(kept)) < among
    if least > one.high:
        found = paths.fewest(j, i, -_contradicting(one.high), before)
    else:
        found = paths.fewest(i, j, -_above(leeway(one.low) - one.low), before)
    assert found is not None  # the bounds that it misses come from such a path
    return Contest(one.report_id, tuple(kept[k].report_id for k in found), least, most)


def _contradicting(high: float) -> float:
    """Return the smallest whole least that a count of at most ``high`` does not agree with.

    What agrees is measured by the larger of the two, so the few that are named for it must
    contradict it by themselves: not by the leeway of a least that more reports together give.
    """
    least = floor(high + FEW) + 1
    while least - high <= leeway(least):
        least += max(1, floor(leeway(least) - (least - high)))
    return float(least)


def _above(number: float) -> float:
    """Return the smallest whole number above it."""
    return float(floor(number) + 1)
