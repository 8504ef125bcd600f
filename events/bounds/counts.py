"""Counts between any two days: reported, derived exactly, or a sum of adjoining ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from events.bounds.bounds import Bounds
from events.bounds.closure import Floats, Ints
from events.quantity import ValueKind

EXACT, ABOUT, AT_LEAST, NO_COUNT = 0, 1, 2, 9
"""Codes of ``Counts.kind``, the sharper the smaller."""

KINDS: tuple[ValueKind, ...] = (ValueKind.EXACT, ValueKind.ABOUT, ValueKind.AT_LEAST)
"""Columns hold indices into this."""

_STEP = 1_000  # one "at least" weighs more than any number of "about"
_FAR = 1_000_000_000
_NOWHERE = np.iinfo(np.int64).max


class Counts:
    """The count from each node to each later one that adjoining counts lead to.

    Of several ways the one with the fewest rough reports is taken, "about" before "at least", and
    of those alike the one with the more trusted first report.

    Attributes
    ----------
    kind : ndarray of uint8, shape (nodes, nodes)
        ``EXACT``, ``ABOUT``, ``AT_LEAST`` or ``NO_COUNT``.
    value : ndarray of float64, shape (nodes, nodes)
        The count; of an "at least" the least that all reports together allow.
    doubt : ndarray of float64, shape (nodes, nodes)
        How many people of it are in dispute: by so many do other reports miss those it needs.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        size = len(bounds.closure.nodes)
        self._links = _links(bounds)
        self._cost = np.full((size, size), _FAR, dtype=np.int32)
        self._hop = np.full((size, size), -1, dtype=np.int32)
        self.value: Floats = np.full((size, size), np.nan)
        self.doubt: Floats = np.zeros((size, size), dtype=np.float32)
        np.fill_diagonal(self._cost, 0)
        np.fill_diagonal(self.value, 0.0)
        self._join()
        # Days tied by undisputed reports are sure, whatever disputed ones say of days between.
        self.doubt[bounds.calm[:, None] == bounds.calm[None, :]] = 0.0
        self.kind = self._kinds()

    def _join(self) -> None:
        """Carry every link on to all that adjoin it, the last first day first."""
        for number, link in sorted(enumerate(self._links), key=lambda n: (-n[1].start, n[0])):
            onward = self._cost[link.end, link.end :] + link.cost
            row = slice(link.end, None)
            better = onward < self._cost[link.start, row]
            for table, new in (
                (self._cost, onward),
                (self.value, self.value[link.end, row] + link.value),
                (self.doubt, self.doubt[link.end, row] + link.doubt),
                (self._hop, number),
            ):
                np.copyto(table[link.start, row], new, where=better)

    def _kinds(self) -> NDArray[np.uint8]:
        cost, most = self._cost, self._bounds.closure.most
        least = -most.T
        kind = np.full(cost.shape, NO_COUNT, dtype=np.uint8)
        kind[cost < _FAR] = AT_LEAST
        kind[cost < _STEP] = ABOUT
        kind[cost == 0] = EXACT
        # A sum of rough figures that lies outside what all reports allow is no count.
        kind[(kind == ABOUT) & ((self.value < least) | (self.value > most))] = NO_COUNT
        rough = kind == AT_LEAST
        self.value[rough] = np.maximum(least, 0.0)[rough]
        kind[np.tri(len(kind), dtype=np.bool_)] = NO_COUNT
        return kind

    def cost(self, rows: Ints, columns: Ints) -> Ints:
        """Return how many rough reports each count needs; the fewer the better."""
        found: Ints = self._cost[rows, columns].astype(np.int64)
        return found

    def narrowest(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the ends of the narrowest count that holds two nodes and all between them.

        However wide; an "at least" only where there is no other. None where nothing holds them.
        """
        size = len(self.kind)
        for table in self._around:
            key = int(table[first, last])
            if key != _NOWHERE:
                return divmod(key % size**2, size)
        return None

    @cached_property
    def _around(self) -> tuple[Ints, Ints]:
        """For each pair of nodes the narrowest count around them: width, kind and ends as a key."""
        nodes, size = self._bounds.closure.nodes, len(self.kind)
        width = nodes[None, :] - nodes[:, None]
        ends = np.arange(size**2).reshape(size, size)
        key = (width * NO_COUNT + self.kind) * size**2 + ends
        tables = []
        for fits in (self.kind <= ABOUT, self.kind == AT_LEAST):
            best = np.where(fits, key, _NOWHERE)
            # What holds a pair also holds every pair within it.
            best = np.minimum.accumulate(best, axis=0)
            tables.append(np.minimum.accumulate(best[:, ::-1], axis=1)[:, ::-1])
        return tables[0], tables[1]

    def report_ids(self, start: int, end: int) -> tuple[str, ...]:
        """Return the reports that a count rests on, in order of their days, each once."""
        ids: list[str] = []
        while start != end:
            link = self._links[self._hop[start, end]]
            ids += link.ids()
            start = link.end
        return tuple(dict.fromkeys(ids))


class _Link:
    """One count that others may adjoin: an exact one, or a rough report."""

    __slots__ = ("cost", "doubt", "end", "ids", "start", "value")

    def __init__(
        self,
        ends: tuple[int, int],
        value: float,
        cost: int,
        doubt: float,
        ids: Callable[[], tuple[str, ...]],
    ) -> None:
        self.start, self.end = ends
        self.value = value
        self.cost = cost
        self.doubt = doubt
        self.ids = ids


def _links(bounds: Bounds) -> list[_Link]:
    """Return exact counts from each node to the next it is tied to, then rough reports by trust."""
    closure = bounds.closure
    tied = bounds.classes
    last: dict[int, int] = {}
    links: list[_Link] = []
    for node, group in enumerate(tied.tolist()):
        if group in last:
            ends = (last[group], node)
            value, doubt = float(closure.most[ends]), bounds.doubt(*ends)
            links.append(_Link(ends, value, 0, doubt, partial(bounds.exact_ids, *ends)))
        last[group] = node
    for one in bounds.kept:
        ends = (closure.index(one.start), closure.index(one.end))
        if one.value is None or tied[ends[0]] == tied[ends[1]]:
            continue
        doubt = bounds.disputed.get(one.report_id, 0.0)
        if one.kind is ValueKind.AT_LEAST:
            links.append(_Link(ends, one.value, _STEP, doubt, _named(one.report_id)))
            continue
        # Where other reports leave less room than "about" does, the count is the nearest they do.
        least, most = closure.limits(one.start, one.end)
        value = min(max(one.value, least), most)
        path = ends if value < one.value else ends[::-1]
        ids = _named(one.report_id) if value == one.value else _shown(bounds, one.report_id, path)
        links.append(_Link(ends, value, 1, doubt, ids))
    return links


def _named(report_id: str) -> Callable[[], tuple[str, ...]]:
    return lambda: (report_id,)


def _shown(bounds: Bounds, report_id: str, path: tuple[int, int]) -> Callable[[], tuple[str, ...]]:
    return lambda: tuple(dict.fromkeys([report_id, *bounds.bound_ids(*path)]))
