"""From when to when something holds, in words, and how its end is known."""

from __future__ import annotations

from datetime import date

from dashboard.scene.words.dates import short_day, short_span
from events import Condition, EndHow, Period

_HOW = {
    EndHow.SUPERSEDED: " (by a later report)",
    EndHow.COMPUTED: " (worked out)",
}


def end_words(condition: Condition, day: date) -> str:
    """Say since when a condition holds, and until when: "2 Sep 2021 – 30 Nov 2021".

    Parameters
    ----------
    condition : Condition
        What holds, or held.
    day : datetime.date
        The date shown: an end that lies after it is still to come.
    """
    first, last = condition.period.start, condition.period.last_day
    if last is not None:
        still = "to " if last >= day else "ended "
        return (
            f"since {short_day(first)}, {still}{short_day(last)}{_HOW.get(condition.end_how, '')}"
        )
    if condition.drawn_end is not None and condition.drawn_end <= day:
        return f"since {short_day(first)}, end not reported; not counted on after 180 days"
    return f"since {short_day(first)}, end not reported"


def ended_heading(window: Period) -> str:
    """Name the list of what held on a day of the window, and no more on the last one."""
    assert window.last_day is not None  # a window has an end
    return f"Ended within {short_span(window.start, window.last_day)} "
