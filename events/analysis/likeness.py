"""Why two windows of a border are not known in the same way: both are named, each with its lack."""

from __future__ import annotations

from datetime import date

from events.bounds.figure import Pressure, Way
from events.figure_basis import dates, plural
from events.period import Period
from events.quantity import ValueKind
from events.words import day_in_words

FEWEST_DAYS = 5
"""Means are compared with at least so many days a side, or the whole window if it is shorter."""


def unlike_measures(one: Pressure, other: Pressure) -> str | None:
    """Return why two windows do not count the same, if so."""
    if one.measure is not other.measure:
        return (
            f"{one.measure.label} ({dates(one.window)}) cannot be compared with "
            f"{other.measure.label} ({dates(other.window)})"
        )
    cut = [side.counted != side.window for side in (one, other)]
    if not any(cut):
        return None
    since = day_in_words((one if cut[0] else other).counted.start)
    sides = (
        f"{dates(side.window)} begins {'before' if early else 'later'}"
        for side, early in zip((one, other), cut, strict=True)
    )
    return f"{one.measure.label} are counted only since {since}, and {', '.join(sides)}"


def unlike_figures(one: Pressure, other: Pressure) -> str | None:
    """Return why the figures of two windows are not known in the same way, if so.

    Both are named, each with what it lacks or has: whoever looks for other windows needs both.
    """
    sides = (one, other)
    lacking = [_lack(side) for side in sides]
    if not any(lacking):
        if (one.way is Way.MEAN) == (other.way is Way.MEAN):
            return None
        unlike = "a mean of some days is no equal of a count of all days: "
    else:
        unlike = ""
    told = (
        f"{dates(side.window)} {lack or _has(side)}"
        for side, lack in zip(sides, lacking, strict=True)
    )
    return unlike + ", and ".join(told)


def _lack(side: Pressure) -> str | None:
    """Say what keeps the figure of a window from being compared with any other, if so."""
    fewest = min(FEWEST_DAYS, side.window_days)
    if side.way is Way.NONE:
        return "has no figure"
    if side.way is Way.DAYS:
        if not side.coverage_days:
            return "has only wide bounds"
        return f"has a figure for {plural(side.coverage_days, 'day')} of {side.window_days:,} alone"
    if side.way is Way.WIDER:
        assert side.own is not None
        return f"lies inside a wider count, {dates(side.own)}"
    if side.kind is ValueKind.AT_LEAST:
        return "has only a lower bound"
    if side.own is not None and _days(side.own) != _days(side.counted):
        return f"has a figure of other days, {dates(side.own)}"
    if side.way is Way.MEAN and side.coverage_days < fewest:
        return f"has {plural(side.coverage_days, 'day')} with a figure, and a mean needs {fewest}"
    return None


def _has(side: Pressure) -> str:
    """Say how the figure of a window is known that could be compared with its equal."""
    if side.way is Way.MEAN:
        return f"has a mean of {side.coverage_days:,} of {plural(side.window_days, 'day')}"
    if side.way is Way.BETWEEN:
        return "has a range"
    return "has a count of just these days"


def _days(period: Period) -> tuple[date, date | None]:
    return period.start, period.end
