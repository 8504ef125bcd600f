"""Periods with their own precision, and frames that cut them without gap or overlap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from events.errors import PeriodError

ONE_DAY = timedelta(days=1)
STEPS = ("day", "week", "month")


class Precision(StrEnum):
    """How sharply a source dates what it says."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    OPEN = "open"
    ONE_DAY_WITHIN = "one_day_within"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open span of days ``[start, end)``; an open one has no end.

    Parameters
    ----------
    start : datetime.date
        First day.
    end : datetime.date, optional
        The day after the last one; None when the source gives no end.
    precision : Precision
        ``one_day_within`` means one unknown day somewhere in the span.

    Raises
    ------
    PeriodError
        When the end is not after the start, or precision and ends do not agree.
    """

    start: date
    end: date | None
    precision: Precision = Precision.RANGE

    def __post_init__(self) -> None:
        if (self.end is None) != (self.precision is Precision.OPEN):
            raise PeriodError(f"a period without an end is open, and only that: {self!r}")
        if self.end is not None and self.end <= self.start:
            raise PeriodError(f"{self.start} to {self.end}: the end must lie after the start.")
        if self.precision is Precision.DAY and self.days != 1:
            raise PeriodError(f"{self.start} to {self.end}: a day is one day long.")

    @classmethod
    def of_day(cls, day: date) -> Period:
        """Return the period of one day."""
        return cls(day, day + ONE_DAY, Precision.DAY)

    @classmethod
    def of_days(cls, first: date, last: date | None, precision: Precision | None = None) -> Period:
        """Return the period from the first to the last day, both included.

        Parameters
        ----------
        first : date
            First day.
        last : date, optional
            Last day; without one the period is open.
        precision : Precision, optional
            How sharply the days are known; without it, as long as they are.
        """
        if last is None:
            return cls(first, None, Precision.OPEN)
        end = last + ONE_DAY
        if precision is None:
            precision = Precision.DAY if first == last else Precision.RANGE
        return cls(first, end, precision)

    @classmethod
    def trailing(cls, last: date, days: int) -> Period:
        """Return the window of that many days that ends with ``last``.

        Raises
        ------
        PeriodError
            Fewer days than one.
        """
        if days < 1:
            raise PeriodError(f"a window needs at least one day, not {days}.")
        return cls.of_days(last - timedelta(days=days - 1), last)

    @property
    def last_day(self) -> date | None:
        """Last day of it; None when open."""
        return None if self.end is None else self.end - ONE_DAY

    @property
    def days(self) -> int | None:
        """Length in days; None when open."""
        return None if self.end is None else (self.end - self.start).days

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in it."""
        return self.start <= day and (self.end is None or day < self.end)

    def covers(self, other: Period) -> bool:
        """Tell whether the whole of the other period lies in this one."""
        if self.start > other.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two share a day."""
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def before(self) -> Period:
        """Return the period of the same length that ends where this one starts.

        Raises
        ------
        PeriodError
            This one has no end.
        """
        if self.days is None:
            raise PeriodError("an open period has no period before it of the same length.")
        start = self.start - timedelta(days=self.days)
        return Period(start, self.start, self.precision)


def frames(period: Period, step: str) -> tuple[Period, ...]:
    """Cut a period at every midnight, Monday or first of a month.

    Parameters
    ----------
    period : Period
        A period with an end.
    step : str
        ``day``, ``week`` (from Monday) or ``month``.

    Returns
    -------
    tuple of Period
        Adjoining frames that cover the period exactly; the first and the last may be cut short.

    Raises
    ------
    PeriodError
        For an open period or an unknown step.
    """
    if step not in STEPS:
        raise PeriodError(f'"{step}" is not a step. Use one of: {", ".join(STEPS)}.')
    if period.end is None:
        raise PeriodError("an open period cannot be cut into frames.")
    result: list[Period] = []
    start = period.start
    while start < period.end:
        end = min(_next_cut(start, step), period.end)
        days = (end - start).days
        precision = Precision.DAY if days == 1 else Precision.RANGE
        if step == "week" and days == 7:
            precision = Precision.WEEK
        if step == "month" and start.day == 1 and end.day == 1:
            precision = Precision.MONTH
        result.append(Period(start, end, precision))
        start = end
    return tuple(result)


def _next_cut(day: date, step: str) -> date:
    if step == "day":
        return day + ONE_DAY
    if step == "week":
        return day + timedelta(days=7 - day.weekday())
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
