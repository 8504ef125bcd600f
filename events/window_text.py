"""Windows as they are typed: a day, a month or a year, or two of them with a colon between."""

from __future__ import annotations

import re
from datetime import date, timedelta

from events.errors import PeriodError
from events.period import Period, Precision

WINDOW_HELP = "a day, month or year, or two with a colon: 2021-11, 2021-11-02:2021-11-08"

_WINDOW = re.compile(
    r"(?P<first>\d{4}(?:-\d\d(?:-\d\d)?)?)(?::(?P<last>\d{4}(?:-\d\d(?:-\d\d)?)?))?", re.ASCII
)


def read_window(text: str) -> Period:
    """Read a window as it is typed: a day, a month or a year, or the first and last of a span.

    Raises
    ------
    PeriodError
        When it is none, with its text and the way out.
    """
    found = _WINDOW.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        first = _period(found["first"])
        if found["last"] is None:
            return first
        end = _period(found["last"]).end
        if end == first.start + timedelta(days=1):
            return Period.of_day(first.start)
        return Period(first.start, end)
    except (ValueError, PeriodError):
        raise PeriodError(f'"{text[:60]}" is not a window. Write {WINDOW_HELP}.') from None


def window_text(period: Period) -> str:
    """Write a window so that `read_window` reads the same days.

    Raises
    ------
    PeriodError
        For a window without an end.
    """
    last = period.last_day
    if last is None:
        raise PeriodError("a window without an end cannot be written.")
    short = {Precision.MONTH: f"{period.start:%Y-%m}", Precision.YEAR: f"{period.start:%Y}"}
    told = short.get(period.precision)
    if told is not None and read_window(told) == period:
        return told
    return f"{period.start}" if last == period.start else f"{period.start}:{last}"


def _period(text: str) -> Period:
    """Return a day, month or year."""
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 3:
        return Period.of_day(date(*numbers))
    year, month = (*numbers, 1)[:2]
    start = date(year, month, 1)
    if len(numbers) == 1:
        return Period(start, date(year + 1, 1, 1), Precision.YEAR)
    return Period(start, date(year + month // 12, month % 12 + 1, 1), Precision.MONTH)
