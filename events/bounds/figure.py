"""What is known of one window on one border: the figure, how it is known, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.measures import Measure
from events.period import Period
from events.quantity import ValueKind


class Way(StrEnum):
    """How a figure is known: the step of the rule in decision 0006 that answers."""

    COMPLETE = "complete"
    """Step 1: least and most are one number."""
    COUNT = "count"
    """Step 2: one count, or adjoining ones, of nearly the same days."""
    BETWEEN = "between"
    """Step 3: a narrow range."""
    MEAN = "mean"
    """Step 4: the mean of the days with a figure of their own."""
    WIDER = "wider"
    """Step 5: the average of a wider count of at most 92 days around the window."""
    DAYS = "days"
    """Step 6: single days, or bounds no wider than one to five; no rate, no colour."""
    NONE = "none"
    """Step 7: not reported."""


WAYS: tuple[Way, ...] = tuple(Way)
"""Columns hold indices into this; the step of a way is its index and one."""


class DayState(StrEnum):
    """How well one day is known."""

    REPORTED = "reported"
    """A count of that very day was reported."""
    DERIVED = "derived"
    """Its count follows exactly from other reports."""
    WIDER = "wider"
    """It lies inside a reported count of at most 92 days."""
    NONE = "none"
    """No count speaks of it, or only a wider one than that."""


DAY_STATES: tuple[DayState, ...] = tuple(DayState)
"""Columns hold indices into this."""


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One day with a figure of its own, reported or derived.

    Attributes
    ----------
    day : datetime.date
        The day.
    value : float
        The count shown.
    kind : ValueKind
        Exact, about or at least.
    state : DayState
        Reported or derived.
    report_ids : tuple of str
        The report shown first, then those that agree; of a derived figure those it follows from.
    """

    day: date
    value: float
    kind: ValueKind
    state: DayState
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A report that cannot be true together with more trusted ones, and those it collides with.

    Attributes
    ----------
    report_id : str
        The report that was put aside.
    against : tuple of str
        The fewest reports that it cannot stand with.
    least, most : float
        What the others together allow for its days; ``most`` is infinite where nothing limits it.
    """

    report_id: str
    against: tuple[str, ...]
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class WiderCount:
    """A count of more days than the window: its own total and its own days."""

    period: Period
    total: float
    kind: ValueKind
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pressure:
    """What is known of one border in one window.

    Attributes
    ----------
    border, measure, window
        What the figure is of. The measure is the one in force on the window's last day.
    counted : Period
        The days of the window since that measure began: the bounds and the figure are of these.
    way : Way
        The step of the rule that answers.
    kind : ValueKind or None
        Exact, about or at least; None where there is no figure. A range has ``EXACT``.
    rate_per_day : float or None
        Steps 1, 2, 4 and 5; None for a range, for single days, and when *not reported*.
    rate_low, rate_high : float or None
        Steps 1 to 5: ends of the rate; both are the rate but for a range (step 3).
    total : float or None
        The number behind the rate, over ``own``: as counted (1, 2, 5), the sum of the days
        with a figure (4). None for the others.
    own : Period or None
        The days that the figure itself counts: ``counted`` for 1, 3 and 4, the count's own for
        2 and 5; None for the others.
    least : float
    most : float or None
        What all reports together allow for ``counted``; ``most`` is None where nothing limits it.
    derived : bool
        Step 1: whether nobody reported that count as such; it follows from other reports.
    coverage_days : int
        Days of the window that the figure speaks for: the days in common with ``own``, or the
        number of days with a figure (4, 6).
    days : tuple of DayFigure
        The days of ``counted`` with a figure of their own, whatever step answers.
    report_ids : tuple of str
        The reports that the figure rests on, the leading one first.
    least_ids, most_ids : tuple of str
        The reports behind each bound; they add up to it.
    beside_ids : tuple of str
        Further reports of just these days that agree: named, not contested.
    contested : bool
        Whether the figure needs a contested report, or one was put aside that says otherwise.
    contests : tuple of Contest
        Those reports, put aside, with the ones they speak against.
    context : WiderCount or None
        Steps 6 and 7: the narrowest wider count, however long.
    per_km, length_km, length_source
        The rate over the measured length of the border, and that length.
    """

    border: str
    measure: Measure
    window: Period
    counted: Period
    way: Way
    kind: ValueKind | None
    rate_per_day: float | None
    rate_low: float | None
    rate_high: float | None
    total: float | None
    own: Period | None
    least: float
    most: float | None
    derived: bool
    coverage_days: int
    days: tuple[DayFigure, ...]
    report_ids: tuple[str, ...]
    least_ids: tuple[str, ...]
    most_ids: tuple[str, ...]
    beside_ids: tuple[str, ...]
    contested: bool
    contests: tuple[Contest, ...]
    context: WiderCount | None
    per_km: float | None
    length_km: float
    length_source: str

    @property
    def step(self) -> int:
        """Number of the step of the rule: 1 to 7."""
        return WAYS.index(self.way) + 1

    @property
    def reported(self) -> bool:
        """False where the rule ends with *not reported*."""
        return self.way is not Way.NONE

    @property
    def rated(self) -> bool:
        """Whether there is a rate, or a range of rates, and so a colour."""
        return self.rate_low is not None

    @property
    def window_days(self) -> int:
        """Length of the window in days."""
        days = self.window.days
        assert days is not None
        return days

    @property
    def counted_days(self) -> int:
        """Days of the window since the measure began."""
        days = self.counted.days
        assert days is not None
        return days

    @property
    def derived_days(self) -> int:
        """How many of the days with a figure follow from other reports."""
        return sum(day.state is DayState.DERIVED for day in self.days)

    @property
    def day_sum(self) -> float:
        """What the days with a figure add up to."""
        return sum(day.value for day in self.days)

    @property
    def day_values(self) -> list[tuple[float, ValueKind]]:
        """Value and kind of each day with a figure."""
        return [(day.value, day.kind) for day in self.days]


@dataclass(frozen=True, slots=True)
class Change:
    """Change against the window before: a difference per day, or the reason there is none.

    Where one side is a range so is the difference, from ``low`` to ``high``;
    ``difference_per_day`` and ``ratio`` are then None.
    """

    now: Pressure
    before: Pressure
    difference_per_day: float | None
    low: float | None
    high: float | None
    ratio: float | None
    reason: str | None
