"""Days as numbers, and the spans that weeks, months, quarters and years stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from events.period import Precision

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2149, 6, 5)
"""Days the map can number."""

EPOCH_ORDINAL = FIRST_DAY.toordinal()

NO_DAY = -(2**31)
"""The last day of what is still so."""

_CENTURY_TURNS = 70


class DayError(ValueError):
    """A cell that is no day; its text says why."""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """First and last day as days since 1970, both included, and how sharp they are.

    ``last`` is `NO_DAY` where the precision is open.
    """

    first: int
    last: int
    precision: Precision


def day_of(year: int, month: int, day: int) -> date:
    """Return a day.

    Parameters
    ----------
    year, month, day : int
        As they were written.

    Raises
    ------
    DayError
        There is no such day.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise DayError("is a date that does not exist") from None


def full_year(year: int) -> int:
    """Return a year of two digits with its century: 69 is 2069, 70 is 1970."""
    if year >= 100:
        return year
    return year + (2000 if year < _CENTURY_TURNS else 1900)


def span(first: date, last: date | None = None, precision: Precision = Precision.DAY) -> DaySpan:
    """Return the span from one day to another, both included.

    Parameters
    ----------
    first : date
        First day.
    last : date, optional
        Last day; by default the first.
    precision : Precision
        How sharply the days are known.

    Raises
    ------
    DayError
        It lies outside the days the map can number, or ends before it begins.
    """
    last = last or first
    if first < FIRST_DAY or last > LAST_DAY:
        raise DayError(f"lies outside {FIRST_DAY.year} to {LAST_DAY.year}")
    if last < first:
        raise DayError("ends before it begins")
    return DaySpan(first.toordinal() - EPOCH_ORDINAL, last.toordinal() - EPOCH_ORDINAL, precision)


def months(year: int, month: int, count: int = 1) -> DaySpan:
    """Return the span of whole months: one is a month, more are a range.

    Parameters
    ----------
    year, month : int
        The first month, 1 to 12.
    count : int
        How many months.
    """
    first = day_of(year, month, 1)
    after = year * 12 + month - 1 + count
    following = day_of(after // 12, after % 12 + 1, 1)
    precision = Precision.MONTH if count == 1 else Precision.RANGE
    return span(first, following - timedelta(days=1), precision)


def quarter(year: int, number: int) -> DaySpan:
    """Return the span of a quarter of a year."""
    if not 1 <= number <= 4:
        raise DayError("names a quarter that does not exist")
    return months(year, 3 * number - 2, 3)


def half(year: int, number: int) -> DaySpan:
    """Return the span of half a year."""
    if not 1 <= number <= 2:
        raise DayError("names a half-year that does not exist")
    return months(year, 6 * number - 5, 6)


def week(year: int, number: int) -> DaySpan:
    """Return the span of a week of ISO 8601, Monday to Sunday."""
    try:
        first = date.fromisocalendar(year, number, 1)
    except ValueError:
        raise DayError("names a week that does not exist") from None
    return span(first, first + timedelta(days=6), Precision.RANGE)


def year(number: int) -> DaySpan:
    """Return the span of a year."""
    return span(day_of(number, 1, 1), day_of(number, 12, 31), Precision.YEAR)


def since(first: date) -> DaySpan:
    """Return what began on a day and has no end."""
    return DaySpan(span(first).first, NO_DAY, Precision.OPEN)
