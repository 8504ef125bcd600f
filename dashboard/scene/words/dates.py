"""Days as an address writes them, as the browser counts them, and in the words of a label."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dashboard.errors import StateError
from events import Event, day_in_words

EPOCH = date(1970, 1, 1)
NEVER = date(2099, 12, 31)
"""Stands for an end that no report gives, where a number is needed."""

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
"""The days that a clock can show."""


def parse_date(text: str) -> date:
    """Read a date written YYYY-MM-DD.

    Raises
    ------
    StateError
        For any other form, a day that does not exist, or a year before 2000 or after 2099.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise StateError(f'"{text[:60]}" is not a date. Write it as 2021-11-08.')
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise StateError(f'"{text}" is not a day of the calendar.') from None
    if not EARLIEST <= day <= LATEST:
        raise StateError(f'"{text}" lies outside {EARLIEST.year} to {LATEST.year}.')
    return day


def day_number(day: date) -> int:
    """Return a day as the browser counts: days since 1 January 1970."""
    return (day - EPOCH).days


def short_period(event: Event) -> str:
    """Write an event's days for a label: "8 Nov 2021", "25–26 Nov 2021"."""
    first, last = event.period.start, event.period.last_day
    return f"since {short_day(first)}" if last is None else short_span(first, last)


def short_span(first: date, last: date) -> str:
    """Write a span of days without saying a month or a year twice: "2–8 Nov 2021"."""
    if first == last:
        return short_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


def title_days(first: date, last: date) -> str:
    """Name the days of a title: "on 8 November 2021", and of a whole month or year that.

    Examples
    --------
    >>> title_days(date(2021, 10, 1), date(2021, 10, 31))
    'October 2021'
    >>> title_days(date(2021, 10, 2), date(2021, 10, 31))
    'on 31 October 2021'
    """
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return long_month(f"{last:%Y-%m}")
        if (first.month, last.month) == (1, 12):
            return f"in {last.year}"
    return f"on {day_in_words(last)}"


def long_month(month: str) -> str:
    """Write a month given as "2026-11" in words: "November 2026"."""
    return day_in_words(date.fromisoformat(f"{month}-01")).partition(" ")[2]


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: date) -> str:
    """Write a day as "8 Nov 2021", in English whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
