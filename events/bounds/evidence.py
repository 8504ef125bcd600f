"""Everything that the reports of one border and measure say together, worked out once a ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, WeakValueDictionary

from events.bounds.bounds import Bounds, build_bounds
from events.bounds.constraints import Constraint, constraints
from events.bounds.counts import EXACT, KINDS, Counts
from events.bounds.days import Days
from events.bounds.figure import DAY_STATES, Contest, DayFigure
from events.ledger import Ledger
from events.measures import Measure
from events.series import IN_FORCE, checked_border

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Evidence:
    """Bounds, counts and days of one border and measure; days are given by their ordinals.

    ``since`` is the first day on which the measure was counted, ``ordered`` what was reported, by
    trust.
    """

    border: str
    measure: Measure
    since: date
    ordered: tuple[Constraint, ...]
    bounds: Bounds
    counts: Counts
    days: Days
    _whole: dict[tuple[int, int], tuple[str, ...]]
    _exact: dict[tuple[int, int], str]
    _memory: dict[Hashable, Any] = field(default_factory=dict)

    def memory(self, key: Hashable, work_out: Callable[[], _T]) -> _T:
        """Return what was worked out for a key before, or work it out."""
        if key not in self._memory:
            self._memory[key] = work_out()
        found: _T = self._memory[key]
        return found

    def reports_of(self, start: int, end: int) -> tuple[str, ...]:
        """Return the reports that count exactly these days, half-open, by trust.

        Those that agree within the tolerance follow; those put aside are not among them.
        """
        return self._whole.get((start, end), ())

    def exact_report(self, start: int, end: int) -> str | None:
        """Return the most trusted of the kept reports that give just these days a number."""
        return self._exact.get((start, end))

    def contests_of(self, start: int, end: int, ids: Collection[str]) -> tuple[Contest, ...]:
        """Return the contests about these days, and those that name one of the reports.

        Parameters
        ----------
        start, end : int
            Ordinals of the first day and of the day after the last.
        ids : collection of str
            Ids of reports.
        """
        disputed = self.bounds.disputed.keys() & set(ids)
        return tuple(
            contest
            for one, contest in zip(self.bounds.aside, self.bounds.contests, strict=True)
            if shared_enough(start, end, one.start, one.end)
            or not disputed.isdisjoint(contest.against)
        )

    def exact_spans(self) -> Iterator[tuple[int, int]]:
        """Yield the half-open days of each exact count that no other exact count parts."""
        nodes = self.bounds.closure.nodes.tolist()
        last: dict[int, int] = {}
        for day, group in zip(nodes, self.bounds.classes.tolist(), strict=True):
            if group in last:
                yield last[group], day
            last[group] = day

    def most_ids(self, start: int, end: int) -> tuple[str, ...]:
        """Return the fewest reports behind the most of a window; none where nothing limits it."""
        i, j = self.bounds.closure.around(start, end)
        return self.memory(("path", i, j), lambda: self.bounds.bound_ids(i, j))

    def least_ids(self, start: int, end: int) -> tuple[str, ...]:
        """Return the fewest reports behind the least of a window; none where it is zero."""
        i, j = self.bounds.closure.inside(start, end)
        if j <= i:
            return ()
        return self.memory(("path", j, i), lambda: self.bounds.bound_ids(j, i))

    def day_figure(self, day: int) -> DayFigure:
        """Return the figure of a day that has one."""
        return self.memory(("day", day), lambda: self._day_figure(day))

    def _day_figure(self, day: int) -> DayFigure:
        at, bounds = day - self.days.first, self.bounds
        nodes = bounds.closure.index(day), bounds.closure.index(day + 1)
        ids = self.reports_of(day, day + 1)
        if self.days.kind[at] == EXACT:
            # Where nobody reported it, or what was reported only agrees, it follows from others.
            own = self.exact_report(day, day + 1)
            resting = bounds.exact_ids(*nodes) if own is None else (own,)
            ids = tuple(dict.fromkeys([*resting, *ids]))
        return DayFigure(
            day=date.fromordinal(day),
            value=float(self.days.value[at]),
            kind=KINDS[self.days.kind[at]],
            state=DAY_STATES[self.days.state[at]],
            report_ids=ids,
        )


def shared_enough(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Tell whether two spans have nine tenths of either's days in common.

    Parameters
    ----------
    start, end : int
        One span: ordinals of its first day and of the day after its last.
    other_start, other_end : int
        The other.
    """
    shared = min(end, other_end) - max(start, other_start)
    return shared * 10 >= 9 * max(end - start, other_end - other_start)


# A ledger never changes: what its reports say together is worked out at the first question.
_of: WeakKeyDictionary[Ledger, dict[tuple[str, Measure], Evidence]] = WeakKeyDictionary()
# A ledger narrowed by a filter or joined with files often has the same figures of a border.
_alike: WeakValueDictionary[tuple[Hashable, ...], Evidence] = WeakValueDictionary()


def evidence(ledger: Ledger, border: str, measure: Measure) -> Evidence:
    """Return what the reports of a border that count say together in one measure.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    measure : Measure
        What is counted.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    """
    steps = IN_FORCE[checked_border(border)]
    since = next((first for first, counted in steps if counted is measure), date.min)
    kept = _of.setdefault(ledger, {})
    if (border, measure) not in kept:
        ordered = tuple(constraints(ledger, border, measure, since))
        key = (border, measure, since, ordered)
        found = _alike.get(key)
        if found is None:
            found = _alike[key] = build_evidence(border, measure, since, ordered)
        kept[border, measure] = found
    return kept[border, measure]


def build_evidence(
    border: str, measure: Measure, since: date, ordered: Sequence[Constraint]
) -> Evidence:
    """Work out what constraints say together; the more trusted come first.

    Parameters
    ----------
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    measure : Measure
        What is counted.
    since : date
        First day of the measure: there is nothing to count before it.
    ordered : sequence of Constraint
        What the reports say, the most trusted first.
    """
    bounds = build_bounds(ordered)
    counts = Counts(bounds)
    days = Days(bounds, counts)
    whole: dict[tuple[int, int], tuple[str, ...]] = {}
    exact: dict[tuple[int, int], str] = {}
    for one in bounds.kept:
        if one.value is not None and one.exact:
            exact.setdefault((one.start, one.end), one.report_id)
    for one in (*bounds.kept, *bounds.beside):
        if one.value is not None:
            span = one.start, one.end
            whole[span] = (*whole.get(span, ()), one.report_id)
    return Evidence(border, measure, since, tuple(ordered), bounds, counts, days, whole, exact)
