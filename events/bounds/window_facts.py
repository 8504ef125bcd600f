"""One window read off the columns of answers: each fact is worked out when it is asked for."""

from __future__ import annotations

from datetime import date

import numpy as np

from events.bounds.answers import Answers
from events.bounds.counts import ABOUT, EXACT, KINDS, NO_COUNT
from events.bounds.evidence import Evidence
from events.bounds.figure import DAY_STATES, WAYS, Contest, DayFigure, DayState, Way, WiderCount
from events.measures import Measure
from events.period import Period
from events.quantity import ValueKind

_DERIVED = DAY_STATES.index(DayState.DERIVED)


class Reading:
    """What is known of one window: the attributes of `Pressure`, under the same names.

    Parameters
    ----------
    evidence : Evidence
        What the reports say together.
    answers : Answers
        The figures of many windows.
    at : int
        Which of them this is.
    start : int
        Ordinal of the first day of the window as asked; the measure may have begun later.
    counted : tuple of int
        Half-open ordinals of the days since the measure began.
    """

    __slots__ = ("_answers", "_at", "_evidence", "_span", "_start", "way")

    def __init__(
        self, evidence: Evidence, answers: Answers, at: int, start: int, counted: tuple[int, int]
    ) -> None:
        self._evidence, self._answers, self._at = evidence, answers, at
        self._start, self._span = start, counted
        self.way: Way = WAYS[answers.way[at]]

    @property
    def border(self) -> str:
        """The border that it is of."""
        return self._evidence.border

    @property
    def measure(self) -> Measure:
        """What is counted."""
        return self._evidence.measure

    @property
    def window(self) -> Period:
        """The window as asked."""
        return span(self._start, self._span[1])

    @property
    def counted(self) -> Period:
        """The days of it since the measure began."""
        return span(*self._span)

    @property
    def kind(self) -> ValueKind | None:
        """Exact, about or at least."""
        return _kind(int(self._answers.kind[self._at]))

    @property
    def rate_per_day(self) -> float | None:
        """The rate, where there is one."""
        return _number(self._answers.rate[self._at])

    @property
    def rate_low(self) -> float | None:
        """Lower end of the rate."""
        return _number(self._answers.rate_low[self._at])

    @property
    def rate_high(self) -> float | None:
        """Upper end of the rate."""
        return _number(self._answers.rate_high[self._at])

    @property
    def total(self) -> float | None:
        """The number behind the rate."""
        return _number(self._answers.total[self._at])

    @property
    def own_span(self) -> tuple[int, int]:
        """Half-open ordinals of the days that the figure itself counts."""
        return int(self._answers.own_start[self._at]), int(self._answers.own_end[self._at])

    @property
    def own(self) -> Period | None:
        """The same as a period; None for single days and where nothing is reported."""
        return None if self.way in (Way.DAYS, Way.NONE) else span(*self.own_span)

    @property
    def least(self) -> float:
        """At least so much was counted."""
        return float(self._answers.least[self._at])

    @property
    def most(self) -> float | None:
        """At most so much; None where nothing limits it."""
        most = float(self._answers.most[self._at])
        return None if most == np.inf else most

    @property
    def coverage_days(self) -> int:
        """Days of the window that the figure speaks for."""
        return int(self._answers.coverage[self._at])

    @property
    def contested(self) -> bool:
        """Whether it needs a contested report, or one was put aside that says otherwise."""
        return bool(self._answers.contested[self._at])

    @property
    def derived(self) -> bool:
        """Whether a complete count was reported by nobody as such."""
        return self.way is Way.COMPLETE and not self._evidence.reports_of(*self._span)

    @property
    def derived_days(self) -> int:
        """How many days with a figure follow from other reports."""
        low, high = self._evidence.days.rows(*self._span)
        days = self._evidence.days
        known = days.kind[low:high] <= ABOUT
        return int(np.count_nonzero(known & (days.state[low:high] == _DERIVED)))

    @property
    def day_sum(self) -> float:
        """What the days with a figure add up to."""
        low, high = self._evidence.days.rows(*self._span)
        return float(np.nansum(self._evidence.days.value[low:high]))

    @property
    def day_values(self) -> list[tuple[float, ValueKind]]:
        """Value and kind of each day with a figure."""
        days, (low, high) = self._evidence.days, self._evidence.days.rows(*self._span)
        at = np.flatnonzero(days.kind[low:high] != NO_COUNT) + low
        return [(float(days.value[k]), KINDS[days.kind[k]]) for k in at]

    @property
    def days(self) -> tuple[DayFigure, ...]:
        """Each day with a figure of its own and its reports."""
        days = self._evidence.days.with_figure(*self._span).tolist()
        return tuple(map(self._evidence.day_figure, days))

    @property
    def least_ids(self) -> tuple[str, ...]:
        """Return the fewest reports that give the least."""
        return self._evidence.least_ids(*self._span)

    @property
    def most_ids(self) -> tuple[str, ...]:
        """Return the fewest reports that give the most."""
        return self._evidence.most_ids(*self._span)

    @property
    def report_ids(self) -> tuple[str, ...]:
        """Return the reports that the figure rests on, those of just these days first."""
        ids = self._resting_on()
        lead = [id_ for id_ in self._evidence.reports_of(*self.own_span) if id_ in ids]
        return tuple(dict.fromkeys([*lead, *ids]))

    def _resting_on(self) -> tuple[str, ...]:
        if self.way is Way.COMPLETE:
            own = self._evidence.exact_report(*self._span)
            return (*self.most_ids, *self.least_ids) if own is None else (own,)
        if self.way in (Way.COUNT, Way.WIDER):
            first, last = self._nodes()
            if self._evidence.counts.kind[first, last] == EXACT:
                return self._evidence.bounds.exact_ids(first, last)
            return self._evidence.counts.report_ids(first, last)
        if self.way is Way.MEAN or (self.way is Way.DAYS and self.coverage_days):
            # Of a reported day the report shown first is named, of a derived one all of them.
            return tuple(
                id_
                for day in self.days
                for id_ in day.report_ids[: 1 if day.state is DayState.REPORTED else None]
            )
        return () if self.way is Way.NONE else (*self.most_ids, *self.least_ids)

    @property
    def beside_ids(self) -> tuple[str, ...]:
        """Further reports of just these days: those that agree, and those that bound a range."""
        told = self._evidence.reports_of(*self.own_span)
        if not told or self.way is Way.NONE:
            return ()
        kind = int(self._answers.kind[self._at])
        if self.way in (Way.COMPLETE, Way.COUNT, Way.WIDER):
            own = self._evidence.exact_report(*self.own_span)
            shown = (own,) if kind == EXACT else self._evidence.counts.report_ids(*self._nodes())
            return tuple(id_ for id_ in told if id_ not in shown)
        return told

    @property
    def contests(self) -> tuple[Contest, ...]:
        """The reports that were put aside and make it contested."""
        if not self.contested:
            return ()
        ids = self.report_ids
        if self.way in (Way.COUNT, Way.WIDER):
            ids = (*ids, *self._evidence.counts.report_ids(*self._nodes()))
        return self._evidence.contests_of(*self.own_span, ids)

    @property
    def context(self) -> WiderCount | None:
        """The narrowest count around the window, however long, where there is no figure.

        An "at least" only where there is no other.
        """
        if self.way not in (Way.DAYS, Way.NONE):
            return None
        bounds, counts = self._evidence.bounds, self._evidence.counts
        found = counts.narrowest(*bounds.closure.around(*self._span))
        if found is None:
            return None
        first, last = found
        return WiderCount(
            period=span(int(bounds.closure.nodes[first]), int(bounds.closure.nodes[last])),
            total=float(counts.value[first, last]),
            kind=KINDS[counts.kind[first, last]],
            report_ids=counts.report_ids(first, last),
        )

    def _nodes(self) -> tuple[int, int]:
        return int(self._answers.first[self._at]), int(self._answers.last[self._at])


def span(start: int, end: int) -> Period:
    """Return half-open ordinals as a period."""
    return Period.of_days(date.fromordinal(start), date.fromordinal(end - 1))


def _kind(code: int) -> ValueKind | None:
    return None if code == NO_COUNT else KINDS[code]


def _number(value: np.floating) -> float | None:
    return None if np.isnan(value) else float(value)
