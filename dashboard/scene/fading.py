"""How marks fade with age, on screen and paper: in four steps, never too light to read.

Decision 0013 says why. A mark is as old as its first day, but what still goes on is as young as the
last day on show; the youngest of a stack decides for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import TypedDict

from dashboard.scene.marks import Mark, shown_period
from dashboard.scene.palette import DARK, DARK_TONES, PALETTE
from dashboard.scene.state import MOST_WINDOW_DAYS, MapState
from dashboard.scene.symbology import CATEGORIES
from events import Period

TOWARDS_WHITE = (0.0, 0.25, 0.45, 0.6)
"""How far towards white a colour goes at each step, the young first."""

_INKS = ("ink", "ink_faded", "ink_2", "ink_faint")
INKS = tuple(PALETTE[name] for name in _INKS)
"""The outline carries the shape: at every step it keeps 3:1 against land (WCAG 2.2, 1.4.11)."""

FADING_SHORT = "the lighter, the longer ago"
"""What a key says of it under a heading that names the window."""

FADING_WORDS = f"{FADING_SHORT} in the window"
"""What is said of it elsewhere."""

_SINCE_START = (7, 30, 90)


@cache
def step_starts(days: int | None) -> tuple[int, ...]:
    """Return the ages in days at which the second, third and fourth step begin.

    Parameters
    ----------
    days : int or None
        Length of the window, which the steps share out evenly; a window of one day has no age.
        None is "since the start": there the first week, month and quarter are told apart.
    """
    if days is None:
        return _SINCE_START
    steps = len(TOWARDS_WHITE)
    return () if days <= 1 else tuple(-(-step * days // steps) for step in range(1, steps))


def fade_step(period: Period, last: date, days: int | None) -> int:
    """Return how far a mark has faded: 0 is young, 3 is old.

    Parameters
    ----------
    period : Period
        The days on which it is marked.
    last : date
        Last day on show.
    days : int or None
        Length of the window in days; None for "since the start".
    """
    if period.start < last and (period.last_day is None or period.last_day >= last):
        return 0
    age = (last - period.start).days
    return sum(age >= start for start in step_starts(days))


def youngest_step(marks: Iterable[Mark], state: MapState) -> int:
    """Return how far marks that are drawn as one have faded: as far as the youngest of them.

    Parameters
    ----------
    marks : iterable of Mark
        At least one.
    state : MapState
        Its window and last day.
    """
    return min(fade_step(shown_period(mark.event), state.date, state.window_days) for mark in marks)


@cache
def faded(colour: str, step: int, ground: str = "#FFFFFF") -> str:
    """Return a colour as it is at a step, on its way to that of the ground.

    Parameters
    ----------
    colour : str
        As "#D55E00".
    step : int
        0 is young, 3 is old.
    ground : str
        What it fades towards: white on paper and in the light scheme.
    """
    share = TOWARDS_WHITE[step]
    ends = (bytes.fromhex(one.removeprefix("#")) for one in (colour, ground))
    parts = [value + (end - value) * share for value, end in zip(*ends, strict=True)]
    return "#" + "".join(f"{int(part + 0.5):02X}" for part in parts)


def dark_inks() -> tuple[str, ...]:
    """Return the outline of each step in the dark scheme of the page."""
    return tuple(DARK[name] for name in _INKS)


def dark_tints() -> dict[str, list[str]]:
    """Return the faded colours of the dark scheme: there marks fade towards the land."""
    colours = dict.fromkeys(DARK_TONES[category.colour] for category in CATEGORIES)
    return {colour: _steps(colour, DARK["land"]) for colour in colours}


def _steps(colour: str, ground: str = "#FFFFFF") -> list[str]:
    return [faded(colour, step, ground) for step in range(len(TOWARDS_WHITE))]


class FadingEntry(TypedDict):
    """The rule as the browser is given it: ages in days, outlines and colours of each step."""

    since_start: Sequence[int]
    by_days: Sequence[Sequence[int]]
    inks: Sequence[str]
    tints: dict[str, list[str]]


def sent_fading() -> FadingEntry:
    """Return the rule as the browser is given it: ages, outlines and the faded colours."""
    colours = dict.fromkeys(category.colour for category in CATEGORIES)
    return {
        "since_start": step_starts(None),
        "by_days": [step_starts(days) for days in range(MOST_WINDOW_DAYS + 1)],
        "inks": INKS,
        "tints": {colour: _steps(colour) for colour in colours},
    }
