"""Decides when two figures about one thing disagree, and which of them is shown first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import ceil, floor, inf

from events.model import Place, PlaceKind, Report, Source
from events.period import Precision
from events.quantity import Quantity, ValueKind

TOLERANCE = 0.02
"""Figures up to this share of the larger one apart are taken to agree."""

FEW = 3.0
"""So are counts that are no more than so many apart, however small they are."""

ABOUT = 0.10
"""A figure given as "about" may be off by this share of it."""

KIND_ORDER = {ValueKind.EXACT: 0, ValueKind.ABOUT: 1, ValueKind.AT_LEAST: 2}
"""The sharper first."""


def disagree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures of one measure, for one thing, cannot both stand.

    What they allow lies more than 2 % and more than 3 apart, that is; a figure given as "at least"
    is contradicted only by a smaller one. What is listed and never summed, deaths before all, has
    no such leeway of 3.

    Raises
    ------
    MeasureError
        When the measures differ.
    """
    low, high = (one, other) if one <= other else (other, one)
    return limits(high)[0] - limits(low)[1] > leeway(high)


def limits(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the most that a figure allows, in whole numbers, rounded inward.

    Infinite where it sets no limit.
    """
    low, high = quantity.least, quantity.most
    if quantity.value is not None and quantity.low is None and quantity.kind is ValueKind.ABOUT:
        low, high = quantity.value * (1 - ABOUT), quantity.value * (1 + ABOUT)
    if high is None:
        return float(ceil(round(low, 6))), inf
    least, most = ceil(round(low, 6)), floor(round(high, 6))
    # Between two whole numbers that are next to each other inward would leave nothing.
    return (float(least), float(most)) if least <= most else (float(most), float(least))


def leeway(larger: Quantity) -> float:
    """Return how far below a figure another one may lie that still agrees with it."""
    share = TOLERANCE * larger.least
    return max(share, FEW) if larger.measure.sums else share


def any_disagree(quantities: Iterable[Quantity]) -> bool:
    """Tell whether any two of them disagree."""
    return any(disagree(a, b) for a, b in combinations(quantities, 2))


def preference(report: Report, source: Source) -> tuple[int, str, int, int, str]:
    """Return a sort key: the figure shown first, among those for one thing, has the smallest.

    Exact before about before at least; the better graded publisher; the more credible report;
    the later page; the id. No mean of disagreeing figures is ever made.
    """
    kind = report.quantity.kind if report.quantity is not None else ValueKind.AT_LEAST
    return (
        KIND_ORDER[kind],
        source.reliability,
        report.credibility,
        -published_order(source),
        report.id,
    )


def published_order(source: Source) -> int:
    """Return a number that grows with the day a page was published; 0 when it gives none."""
    return int((source.published or "0").replace("-", "").ljust(8, "0"))


def is_part(part: Report, whole: Report) -> bool:
    """Tell whether one figure counts a part of what the other counts."""
    if part.measure is not whole.measure or not (part.measure.sums and part.plotted):
        return False
    same_days = (part.period.start, part.period.end) == (whole.period.start, whole.period.end)
    if same_days and part.place == whole.place:
        return False
    return (
        whole.plotted
        and whole.period.precision is not Precision.ONE_DAY_WITHIN
        and whole.period.covers(part.period)
        and _within(part.place, whole.place)
    )


def exceeds(part: Report, whole: Report) -> bool:
    """Tell whether a part is larger than its whole by more than the tolerance.

    A whole given as "at least" is not contradicted by a larger part.
    """
    assert part.quantity is not None and whole.quantity is not None
    return limits(part.quantity)[0] - limits(whole.quantity)[1] > leeway(part.quantity)


def overruns(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Return every (part, whole) among flow figures in which the part exceeds the whole.

    Pairs stand in the order of the reports, the part's first.
    """
    counted = [
        r
        for r in reports
        if r.kind == "flow" and r.quantity is not None and r.plotted and r.measure.sums
    ]
    rank = {r.id: i for i, r in enumerate(counted)}
    shelves: dict[object, list[Report]] = {}
    for report in counted:
        # A figure lies within others of its place, and within those of its whole border.
        for key in (report.place.id, report.place.borders):
            shelves.setdefault((report.measure, key), []).append(report)
    made = {key: _Shelf(group) for key, group in shelves.items()}
    found = [
        (part, whole)
        for whole in counted
        for part in made[whole.measure, _shelf_of(whole.place)].larger_within(whole)
    ]
    return sorted(found, key=lambda pair: (rank[pair[0].id], rank[pair[1].id]))


class _Shelf:
    """Figures of one measure at one place, by first day and by size.

    A whole is compared with those that begin in its days or with those larger than it, whichever
    are fewer: a short whole has few days, and little is larger than a long one.
    """

    def __init__(self, group: Sequence[Report]) -> None:
        self.by_day = sorted(group, key=lambda r: r.period.start)
        self.days = [r.period.start for r in self.by_day]
        self.by_size = sorted(group, key=_least)
        self.sizes = [_least(r) for r in self.by_size]

    def larger_within(self, whole: Report) -> Iterator[Report]:
        """Yield the parts of the whole that exceed it."""
        assert whole.quantity is not None
        top, period = whole.quantity.most, whole.period
        if top is None:
            return
        first = bisect_left(self.days, period.start)
        last = len(self.days) if period.end is None else bisect_left(self.days, period.end)
        larger = bisect_right(self.sizes, top)
        near = self.by_day[first:last]
        big = self.by_size[larger:]
        for part in near if len(near) < len(big) else big:
            if _least(part) > top and is_part(part, whole) and exceeds(part, whole):
                yield part


def _shelf_of(whole: Place) -> object:
    return whole.borders if whole.kind is PlaceKind.BORDER else whole.id


def _least(report: Report) -> float:
    assert report.quantity is not None
    return report.quantity.least


def _within(part: Place, whole: Place) -> bool:
    if part.id == whole.id:
        return True
    return whole.kind is PlaceKind.BORDER and part.borders == whole.borders
