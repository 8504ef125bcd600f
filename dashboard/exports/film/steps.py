"""The days an animation shows: the steps of the slider that end at its date."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.errors import SnapshotError
from dashboard.scene.state import MapState
from dashboard.scene.words.dates import EARLIEST

USUAL_STEPS, MOST_STEPS = 30, 400


def last_steps(state: MapState, count: int = USUAL_STEPS) -> tuple[date, ...]:
    """Return the last days of the frames, the earliest first.

    Parameters
    ----------
    state : MapState
        Its date ends the animation, its step is the distance of the frames; none lies before
        the start of the slider.
    count : int
        Frames, at most 400.

    Raises
    ------
    SnapshotError
        For fewer frames than one or more than 400.
    """
    if not 1 <= count <= MOST_STEPS:
        raise SnapshotError(f"{count} is not a number of frames. Use 1 to {MOST_STEPS}.")
    days = [_back(state.date, state.step, steps) for steps in range(count)]
    first = min(state.start, state.date)
    return tuple(reversed([day for day in days if day >= first]))


def _back(day: date, step: str, steps: int) -> date:
    if step == "month":
        months = day.year * 12 + day.month - 1 - steps
        year, month = divmod(months, 12)
        if year < EARLIEST.year:
            return EARLIEST
        after = date(year + month // 11, (month + 1) % 12 + 1, 1)
        return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))
    return day - timedelta(days=steps * (7 if step == "week" else 1))
