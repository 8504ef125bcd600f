"""What a window can be compared with: the same season of other years first, then what is near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from events.analysis.difference import Difference, compare
from events.bounds.known import asked
from events.figure_basis import dates
from events.ledger import Ledger
from events.period import ONE_DAY, Period
from events.pressure import pressure

MOST_OFFERED = 6
NEIGHBOURS = 6
"""So many windows of the same length are tried on each side."""


@dataclass(frozen=True, slots=True)
class Match:
    """A window that another one can be compared with.

    ``same_season`` holds for the same days of another year; ``by_bounds`` where only *at least so
    much more or fewer* follows.
    """

    window: Period
    same_season: bool
    by_bounds: bool

    @property
    def words(self) -> str:
        """The window by its days, or as a month or a year."""
        return dates(self.window)


def comparable(
    ledger: Ledger, border: str, window: Period, most: int = MOST_OFFERED
) -> tuple[Match, ...]:
    """Return the windows that a window can be compared with, the best first.

    The same days of other years come first, the nearest year before the others; then windows
    beside it and months and counts as they were reported, the nearest first. Those that can only
    be told by bounds follow the others.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    window : Period
        The days to speak of, half-open, with an end.
    most : int
        So many at most.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        For a window without an end.
    """
    this = pressure(ledger, border, window)
    found: list[tuple[tuple[bool, bool, int], Match]] = []
    seen: set[tuple[date, date | None]] = set()
    for other, season in _candidates(ledger, border, window):
        key = other.start, other.end
        if key in seen or other.overlaps(window):
            continue
        seen.add(key)
        result = compare(ledger, pressure(ledger, border, other), this)
        if result.reason is None:
            far = abs((other.start - window.start).days)
            order = (result.by_bounds, not season, far)
            found.append((order, Match(other, season, result.by_bounds)))
    found.sort(key=lambda pair: (pair[0], pair[1].window.start))
    # The seasons of many years would leave no room for what is near.
    seasons = [match for _, match in found if match.same_season][: most // 2]
    kept = [match for _, match in found if not match.same_season or match in seasons]
    return tuple(kept[:most])


def offers(ledger: Ledger, refused: Difference) -> tuple[tuple[Period, Period], ...]:
    """Return pairs of windows that can be compared, near a pair that could not.

    First the counts that hold one of them beside the other, then what the second window can be
    compared with, then the first.
    """
    first, second = refused.first.window, refused.second.window
    border = refused.border
    pairs: list[tuple[Period, Period]] = []
    for side, kept in ((refused.second, first), (refused.first, second)):
        wider = side.own or (side.context and side.context.period)
        if wider and not wider.overlaps(kept):
            sides = (pressure(ledger, border, period) for period in (wider, kept))
            if compare(ledger, *sides).reason is None:
                pairs.append((wider, kept))
    pairs += [(match.window, second) for match in comparable(ledger, border, second, 4)]
    pairs += [(first, match.window) for match in comparable(ledger, border, first, 4)]
    ordered = (sorted(pair, key=lambda period: period.start) for pair in pairs)
    return tuple(dict.fromkeys((one, other) for one, other in ordered))


def _candidates(ledger: Ledger, border: str, window: Period) -> Iterator[tuple[Period, bool]]:
    first, last = ledger.first_day, ledger.last_day
    for year in range(first.year, last.year + 1):
        other = _in_year(window, year)
        if other is not None:
            yield other, True
    assert window.end is not None
    length = window.end - window.start
    for step in range(1, NEIGHBOURS + 1):
        yield Period(window.start - step * length, window.end - step * length), False
        yield Period(window.start + step * length, window.end + step * length), False
    if _is_month(window):
        for step in (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1)):
            start = _month(window.start, step)
            yield Period(start, _month(start, 1)), False
    yield from _near_counts(ledger, border, window)


def _near_counts(ledger: Ledger, border: str, window: Period) -> Iterator[tuple[Period, bool]]:
    """Yield reported counts of half to twice the days, the nearest first."""
    found, _ = asked(ledger, border, window)
    days = window.days or 1
    counts = {
        (one.start, one.end)
        for one in found.bounds.kept
        if one.value is not None and days <= 2 * one.days <= 4 * days
    }
    at = window.start.toordinal()
    for start, end in sorted(counts, key=lambda ends: (abs(ends[0] - at), ends))[:NEIGHBOURS]:
        yield Period(date.fromordinal(start), date.fromordinal(end)), False


def _in_year(window: Period, year: int) -> Period | None:
    """Return the same days of another year; a last day of February stays one."""
    last = window.last_day
    assert last is not None
    shift = year - window.start.year
    try:
        end = _moved(last + ONE_DAY, shift)
        start = _moved(window.start, shift)
    except ValueError:
        return None
    return None if shift == 0 or end <= start else Period(start, end)


def _moved(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year + years)


def _is_month(window: Period) -> bool:
    assert window.end is not None
    return window.start.day == 1 and window.end == _month(window.start, 1)


def _month(day: date, step: int) -> date:
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)
