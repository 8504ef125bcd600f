"""What the three charts say: what each counts and since when, what their marks mean, their days."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.exports.fonts import text_width
from dashboard.exports.sheet.chart_marks import Days
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.words import overview
from dashboard.scene.words.dates import short_day
from events import (
    IN_FORCE,
    Ledger,
    Measure,
)

_SPAN_DAYS, _LONGEST_DAYS = 100, 1500
TICK_PT = 5.8


def chart_words(scene: Scene, stand: BorderStand, across: Days, first: date) -> str:
    """Name what a chart counts, and since when, where its ground has no room to say so.

    Parameters
    ----------
    scene : Scene
        The view, with its date.
    stand : BorderStand
        The border, with the measure of that date.
    across : Days
        Turns a day into an x in millimetres.
    first : datetime.date
        First day of the chart.
    """
    told = overview.measure_words(stand)
    since = since_of(stand.pressure.border, stand.pressure.measure)
    if scene.hides_reference or not first < since <= scene.state.date:
        return told
    roomy = text_width(before_words(since), TICK_PT) < across(since) - across(first) - 1
    return told if roomy else f"{told}, a measure in use since {short_day(since)}"


def before_words(since: date) -> str:
    """Say that another measure was in use until the day before."""
    return f"another measure until {short_day(since - timedelta(days=1))}"


def marks_words(ledger: Ledger, scene: Scene) -> str:
    """Say what dots, bars and hatching mean, and what blank days are."""
    told = "Dots: days; rings: derived; bars: counts of more days"
    if any(stand.said.bounds for stand in scene.borders):
        told += "; grey: bounds"
    if scene.hides_reference:
        return f"{told}; blank: the reference is hidden."
    if ledger.counted is not None:
        return f"{told}; hatched: none; blank: filtered out."
    return f"{told}; hatched: none."


def chart_days(scene: Scene) -> tuple[date, date]:
    """Return the first and last day on the axis: the window with as much before it as fits."""
    last = scene.state.date
    days = scene.window.days or 1
    if scene.state.window_days is None:
        return max(scene.state.first_day, last - timedelta(days=_LONGEST_DAYS)), last
    return last - timedelta(days=max(_SPAN_DAYS, 2 * days) - 1), last


def since_of(border: str, measure: Measure) -> date:
    """Return the first day on which a measure is the one in force at a border."""
    return next(day for day, known in IN_FORCE[border] if known is measure)


def class_words(breaks: tuple[int, ...], level: int) -> str:
    """Say a class: "100–249", "550 or more"."""
    least = breaks[level - 1]
    if level == len(breaks):
        return f"{least} or more"
    return f"{least}–{breaks[level] - 1}"
