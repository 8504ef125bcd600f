"""The pressure on a border for every day at once, for maps and charts that move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from events.errors import PeriodError
from events.ledger import Ledger
from events.measures import Measure
from events.series import IN_FORCE, How, Rate, checked_border

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOW_CODES: tuple[How, ...] = tuple(How)
"""``Timeline.how`` holds indices into this."""


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """What ``pressure`` gives for the window ending on each day, as columns.

    Attributes
    ----------
    rate : ndarray of float32, shape (days,)
        Rate per day; NaN means *not reported*, and 0 is a measured zero.
    coverage : ndarray of int16, shape (days,)
        Days of the window the rate speaks for.
    how : ndarray of uint8, shape (days,)
        Index into ``HOW_CODES``.
    measure : ndarray of uint8, shape (days,)
        Index into ``measures``.
    contested : ndarray of bool, shape (days,)
        Whether a report used is contested.
    """

    border: str
    first_day: date
    window_days: int | None
    measures: tuple[Measure, ...]
    rate: NDArray[np.float32]
    coverage: NDArray[np.int16]
    how: NDArray[np.uint8]
    measure: NDArray[np.uint8]
    contested: NDArray[np.bool_]


def timeline(
    ledger: Ledger, border: str, first_day: date, last_day: date, window_days: int | None
) -> Timeline:
    """Return the pressure for every day from the first to the last.

    Parameters
    ----------
    window_days : int or None
        Length of the trailing window; None: everything since ``first_day``.

    Raises
    ------
    PeriodError
        When the days are the wrong way round or the window is shorter than a day.
    """
    import numpy as np

    steps = IN_FORCE[checked_border(border)]
    if last_day < first_day:
        raise PeriodError(f"{first_day} to {last_day}: the last day lies before the first.")
    if window_days is not None and window_days < 1:
        raise PeriodError(f"a window needs at least one day, not {window_days}.")
    count = (last_day - first_day).days + 1
    ends = np.arange(1, count + 1)
    starts = np.zeros(count, dtype=np.int64) if window_days is None else ends - window_days
    result = Timeline(
        border=border,
        first_day=first_day,
        window_days=window_days,
        measures=tuple(measure for _, measure in steps),
        rate=np.full(count, np.nan, dtype=np.float32),
        coverage=np.zeros(count, dtype=np.int16),
        how=np.full(count, HOW_CODES.index(How.NONE), dtype=np.uint8),
        measure=np.zeros(count, dtype=np.uint8),
        contested=np.zeros(count, dtype=np.bool_),
    )
    for code, (since, measure) in enumerate(steps):
        until = steps[code + 1][0] if code + 1 < len(steps) else last_day + timedelta(days=1)
        a = max(0, (max(since, first_day) - first_day).days)
        b = min(count, (until - first_day).days)
        if a < b:
            _fill(result, slice(a, b), starts[a:b], ends[a:b], ledger.series[border].of(measure))
            result.measure[a:b] = code
    return result


def _fill(
    result: Timeline,
    part: slice,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    rates: tuple[Rate, ...],
) -> None:
    """Fill the days of one measure: day figures by running sums, the rest by overlap."""
    import numpy as np

    origin = int(starts[0])
    spans = [_offsets(rate, result.first_day) for rate in rates]
    size = int(ends[-1]) - origin
    sums, known, disputed = (np.zeros(size + 1) for _ in range(3))
    best = np.zeros(len(ends), dtype=np.int64)
    rate = np.full(len(ends), np.nan)
    how = np.full(len(ends), HOW_CODES.index(How.NONE), dtype=np.uint8)
    contested = np.zeros(len(ends), dtype=np.bool_)
    for entry, (start, end) in zip(rates, spans, strict=True):
        if entry.how is How.DAY:
            if origin <= start < origin + size:
                sums[start - origin + 1] += entry.rate_per_day
                known[start - origin + 1] += 1
                disputed[start - origin + 1] += entry.contested
            continue
        overlap = np.minimum(ends, end) - np.maximum(starts, start)
        better = overlap > best
        best[better] = overlap[better]
        rate[better] = entry.rate_per_day
        how[better] = HOW_CODES.index(entry.how)
        contested[better] = entry.contested
    low, high = starts - origin, ends - origin
    days = _between(known, low, high)
    has_day = days > 0
    with np.errstate(invalid="ignore"):
        mean = _between(sums, low, high) / days
    result.rate[part] = np.where(has_day, mean, rate)
    result.coverage[part] = np.where(has_day, days, best)
    result.how[part] = np.where(has_day, HOW_CODES.index(How.DAY), how)
    result.contested[part] = np.where(has_day, _between(disputed, low, high) > 0, contested)


def _between(
    per_day: NDArray[np.float64], low: NDArray[np.int64], high: NDArray[np.int64]
) -> NDArray[np.float64]:
    running = per_day.cumsum()
    difference: NDArray[np.float64] = running[high] - running[low]
    return difference


def _offsets(rate: Rate, first_day: date) -> tuple[int, int]:
    assert rate.period.end is not None
    return (rate.period.start - first_day).days, (rate.period.end - first_day).days
