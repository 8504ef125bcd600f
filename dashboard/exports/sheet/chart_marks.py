"""What stands in a chart of days: reported and derived days, counts of more days, bounds, gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np

from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.symbols import moved, shape_path
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import HATCH, HATCH_GROUND, INK, INK_2, PAPER, level_colour, level_of
from events import DAY_STATES, DayState, Ledger, Rate, Timeline, timeline

_DOT = 0.62
_NOTHING, _DERIVED = DAY_STATES.index(DayState.NONE), DAY_STATES.index(DayState.DERIVED)
_OWN = (DAY_STATES.index(DayState.REPORTED), _DERIVED)

Height: TypeAlias = Callable[[float], float]
"""Turns a rate a day into a place on the sheet."""


class Days:
    """Turns a day into a place along a chart: its midnight's x."""

    def __init__(self, plot: Box, first: date, last: date) -> None:
        self._left, self._first = plot.left, first
        self._step = plot.width / ((last - first).days + 1)

    def __call__(self, day: date) -> float:
        """Return the x of midnight."""
        return self._left + (day - self._first).days * self._step

    def middle(self, day: date) -> float:
        """Return the x of noon."""
        return self(day) + self._step / 2


def draw_gaps(page: Page, ledger: Ledger, days: Timeline, plot: Box, across: Days) -> None:
    """Hatch the days that no count of at most 92 days speaks of.

    Parameters
    ----------
    page : Page
        The sheet.
    ledger : Ledger
        The reports; those that filters leave out still close a gap.
    days : Timeline
        The days of one border's chart.
    plot : Box
        The ground of the chart, in millimetres.
    across : Days
        Turns a day into an x in millimetres.
    """
    for start, end in _gaps(ledger, days):
        gap = Box(across(start), plot.top, across(end + timedelta(days=1)), plot.bottom)
        page.hatch(gap, HATCH, HATCH_GROUND, layer=3)


def _gaps(ledger: Ledger, days: Timeline) -> Iterator[tuple[date, date]]:
    """Yield the spans of days for which no report gives a count, filtered out or not."""
    first = days.first_day
    missing = days.day_state == _NOTHING
    if ledger.reserve is not None:
        last = first + timedelta(days=len(missing) - 1)
        missing &= timeline(ledger.reserve, days.border, first, last, 1).day_state == _NOTHING
    start: int | None = None
    for index, gone in enumerate([*missing.tolist(), False]):
        if gone and start is None:
            start = index
        elif not gone and start is not None:
            yield first + timedelta(days=start), first + timedelta(days=index - 1)
            start = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A day with a figure of its own."""

    day: date
    value: float
    derived: bool
    contested: bool


def dots_of(days: Timeline) -> Iterator[Dot]:
    """Yield the days that were reported, and those that follow exactly from other reports."""
    for index in np.flatnonzero(~np.isnan(days.rate) & np.isin(days.day_state, _OWN)):
        yield Dot(
            days.first_day + timedelta(days=int(index)),
            float(days.rate[index]),
            bool(days.day_state[index] == _DERIVED),
            bool(days.contested[index]),
        )


def draw_bounds(
    page: Page, stand: BorderStand, plot: Box, across: Days, height: Height, since: date
) -> None:
    """Draw what all reports together allow for the window, spread over its days.

    Parameters
    ----------
    page : Page
        The sheet.
    stand : BorderStand
        The border; nothing is drawn when it has no bounds.
    plot : Box
        The ground of the chart, in millimetres.
    across : Days
        Turns a day into an x in millimetres.
    height : callable
        Turns a rate a day into a y in millimetres.
    since : datetime.date
        First day of the measure on this chart; the band does not reach before it.
    """
    found = stand.pressure
    end = found.counted.last_day
    if not stand.said.bounds or found.most is None or stand.hidden or end is None:
        return
    top, bottom = height(found.most / found.counted_days), height(found.least / found.counted_days)
    left, right = across(max(found.counted.start, since)), across(end + timedelta(days=1))
    band = Box(max(left, plot.left), max(top, plot.top), right, bottom)
    page.area(band, fill=HATCH, alpha=0.4, layer=4)


def draw_dot(
    page: Page, key: tuple[str, str], dot: Dot, plot: Box, across: Days, height: Height
) -> None:
    """Draw a day: a disc in its class, or a ring when it follows from other reports.

    Parameters
    ----------
    page : Page
        The sheet.
    key : tuple of str
        Border and measure, for the classes.
    dot : Dot
        The day, with its rate a day.
    plot : Box
        The ground of the chart, in millimetres.
    across : Days
        Turns a day into an x in millimetres.
    height : callable
        Turns a rate a day into a y in millimetres.
    """
    x, y = across.middle(dot.day), height(dot.value)
    page.line([(x, plot.bottom), (x, y)], INK_2, 0.35, layer=6)
    disc = moved(shape_path("disc"), x, y, _DOT)
    dash = (1.2, 0.8) if dot.contested else None
    fill = PAPER if dot.derived else level_colour(level_of(*key, dot.value))
    page.area(disc, fill=fill, edge=INK, width=0.5, dash=dash, layer=7)


def draw_count(
    page: Page,
    key: tuple[str, str],
    rate: Rate,
    across: Days,
    height: Height,
    since: date,
    last: date,
) -> None:
    """Draw a count of several days as a step over its days.

    Parameters
    ----------
    page : Page
        The sheet.
    key : tuple of str
        Border and measure, for the classes.
    rate : Rate
        The count, with an end; it is drawn at its rate a day.
    across : Days
        Turns a day into an x in millimetres.
    height : callable
        Turns a rate a day into a y in millimetres.
    since, last : datetime.date
        The days that the chart shows; what lies beyond is cut off.
    """
    end = rate.period.last_day
    assert end is not None
    y = height(rate.rate_per_day)
    left = across(max(rate.period.start, since))
    right = across(min(end, last) + timedelta(days=1))
    bar = Box(left, y - 0.27, right, y + 0.27)
    fill = level_colour(level_of(*key, rate.rate_per_day))
    page.area(bar, fill=fill, edge=INK, width=0.25, layer=5)
