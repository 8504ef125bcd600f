"""The dates of a briefing: from one to another by a step, or each week of a month; its name."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.errors import StateError
from dashboard.exports.request import MOST_DATES

_SUNDAY = 6


def stepped_days(first: date, last: date, every: int) -> tuple[date, ...]:
    """Return the first date, then one every so many days, the last at the latest.

    Parameters
    ----------
    first, last : datetime.date
        Ends of the period.
    every : int
        Days between two dates, 1 or more.

    Raises
    ------
    StateError
        When the last lies before the first, or there are more than 60 dates.
    """
    if last < first:
        raise StateError(f"The first date, {first}, lies after the last, {last}. Change one.")
    count = (last - first).days // every + 1
    if count > MOST_DATES:
        raise StateError(
            f"{count} dates are more than {MOST_DATES}. Take a longer step than {every} "
            f"{'day' if every == 1 else 'days'}, or a shorter period."
        )
    return tuple(first + timedelta(days=every * step) for step in range(count))


def sundays(year: int, month: int) -> tuple[date, ...]:
    """Return the last day of each week, Monday to Sunday, that ends in a month."""
    days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
    return tuple(day for day in days if day.weekday() == _SUNDAY)


def pack_name(days: Sequence[date], form: str) -> str:
    """Return the name of a pack's file: its first and last date are in it."""
    return f"border-monitor_pack_{days[0]:%Y%m%d}-{days[-1]:%Y%m%d}.{form}"
