"""Days that can be found by a name: named periods, key events, years, seasons, months and weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import geodata
from dashboard.feed.header import TimeEntry
from dashboard.scene.state import FIRST_DATE
from dashboard.scene.words.dates import day_number, long_month, short_span
from events import Ledger

_SEASONS = {3: "Spring", 6: "Summer", 9: "Autumn", 12: "Winter"}
"""By the month in which each begins, as the weather is counted: three whole months."""
_WEEK = timedelta(days=7)


def times_of(ledger: Ledger) -> list[TimeEntry]:
    """Return what can be found, longest spans of the calendar first.

    Named are the years from that of the first date of the slider to that of the last report; any
    other date is typed into the clock.
    """
    last = ledger.last_day
    found = [
        _entry(named.label, "period", named.period.start, named.period.last_day or last)
        for named in ledger.named_periods
    ]
    found += [
        _entry(f"{key.label}, {short_span(key.day, key.day)}", "key event", key.day, key.day)
        for key in ledger.key_events
    ]
    years = range(FIRST_DATE.year, last.year + 1)
    for spans in (_years, _seasons, _months, _weeks):
        found += [
            _entry(f"{name}, {short_span(first, end)}", what, first, end, *also)
            for year in years
            for name, what, first, end, also in spans(year)
            if end >= FIRST_DATE and first <= last
        ]
    return found


_Span = tuple[str, str, date, date, tuple[str, ...]]
"""Name, what it is, first and last day, other ways to write it."""


def _entry(name: str, what: str, first: date, last: date, *also: str) -> TimeEntry:
    folded = [geodata.fold_name(text) for text in (name, *also)]
    return {
        "name": name,
        "what": what,
        "folded": folded,
        "first": day_number(first),
        "last": day_number(last),
    }


def _years(year: int) -> Iterator[_Span]:
    yield str(year), "year", date(year, 1, 1), date(year, 12, 31), (str(year),)


def _seasons(year: int) -> Iterator[_Span]:
    for month, season in _SEASONS.items():
        named = f"{season} {year}" if month < 12 else f"{season} {year}–{(year + 1) % 100}"
        also = (f"{season} {year}", f"fall {year}" if season == "Autumn" else named)
        yield named, "season", date(year, month, 1), _month_after(year, month + 2), also


def _months(year: int) -> Iterator[_Span]:
    for month in range(1, 13):
        written = f"{year}-{month:02}"
        name = long_month(written)
        also = (name, f"{name[:3]} {year}", written)
        yield name, "month", date(year, month, 1), _month_after(year, month), also


def _weeks(year: int) -> Iterator[_Span]:
    monday, number = date.fromisocalendar(year, 1, 1), 1
    while monday.isocalendar().year == year:
        name = f"Week {number} of {year}"
        written = (f"week {number} {year}", f"{year}-W{number:02}", f"W{number} {year}")
        yield name, "week", monday, monday + _WEEK - timedelta(days=1), written
        monday, number = monday + _WEEK, number + 1


def _month_after(year: int, month: int) -> date:
    """Return the last day of a month; one above 12 is of the next year."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)
