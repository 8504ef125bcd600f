"""Pressure figures: what was counted on a border in a window, and how well that is known."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

import numpy as np

import geodata
from events.bounds.figure import Change, Pressure, Way
from events.bounds.known import asked
from events.bounds.rule import answer
from events.bounds.window_facts import Reading
from events.ledger import Ledger
from events.period import Period
from events.quantity import ValueKind

# What a reading tells under the name it has in a figure; the rest is of the border and window.
_READ = tuple(
    field.name
    for field in fields(Pressure)
    if field.name not in ("border", "window", "counted") and hasattr(Reading, field.name)
)


def pressure(ledger: Ledger, border: str, window: Period) -> Pressure:
    """Return what is known of a border in a window, by the rule of decision 0006.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    window : Period
        The days to speak of, half-open, with an end.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        For a window without an end.
    """
    found, counted = asked(ledger, border, window)
    assert counted.end is not None
    span = counted.start.toordinal(), counted.end.toordinal()
    answers = answer(found, np.array(span[:1]), np.array(span[1:]))
    read = Reading(found, answers, 0, window.start.toordinal(), span)
    length_km, length_source = border_length(border)
    rate = read.rate_per_day
    return Pressure(
        border=border,
        window=window,
        counted=counted,
        per_km=None if rate is None else rate / length_km,
        length_km=length_km,
        length_source=length_source,
        **{name: getattr(read, name) for name in _READ},
    )


def change(ledger: Ledger, border: str, window: Period) -> Change:
    """Compare a window with the one before it, where both are known in the same way.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    window : Period
        The days to speak of, half-open, with an end.
    """
    now = pressure(ledger, border, window)
    before = pressure(ledger, border, window.before())
    reason = _no_comparison(now, before)
    if reason is not None and not (now.rated and before.rated):
        reason = _out_of_sight(ledger, border, window) or reason
    if reason is not None:
        return Change(now, before, None, None, None, None, reason)
    assert now.rate_low is not None and now.rate_high is not None
    assert before.rate_low is not None and before.rate_high is not None
    low, high = now.rate_low - before.rate_high, now.rate_high - before.rate_low
    if now.rate_per_day is None or before.rate_per_day is None:
        return Change(now, before, None, low, high, None, None)
    ratio = now.rate_per_day / before.rate_per_day if before.rate_per_day else None
    return Change(now, before, low, low, high, ratio, None)


@cache
def border_length(border: str) -> tuple[float, str]:
    """Return the measured length of a border in km and where it comes from."""
    line = geodata.load_border_lines()[border]
    return line.measured_km, "geodesic length of the OpenStreetMap border line"


def _no_comparison(now: Pressure, before: Pressure) -> str | None:
    for found, where in ((now, "this window"), (before, "the window before")):
        if not found.rated:
            return f"{_LACKS[found.way]} {where}"
    if now.measure is not before.measure:
        return "another measure was counted in the window before"
    if before.counted != before.window:
        return "another measure was counted in part of the window before"
    if _SORTS[now.way] != _SORTS[before.way]:
        return f"{_SORTS[now.way]} against {_SORTS[before.way]}"
    if now.way is Way.WIDER and now.own == before.own:
        return "one count covers both windows"
    if now.way is Way.WIDER:
        # Each speaks for days outside its window: their difference says nothing of the windows.
        return "both figures are averages of longer times"
    for found, where in ((now, "this window"), (before, "the window before")):
        if found.kind is ValueKind.AT_LEAST:
            return f"the figure of {where} is only a lower bound"
    return None


_LACKS = {Way.DAYS: "only single days or wide bounds in", Way.NONE: "not reported in"}
_SORTS = {
    Way.COMPLETE: "a count",
    Way.COUNT: "a count",
    Way.BETWEEN: "a count",
    Way.MEAN: "a mean of reported days",
    Way.WIDER: "the average of a wider count",
}


def _out_of_sight(ledger: Ledger, border: str, window: Period) -> str | None:
    """Say that a figure is missing here because it is hidden or filtered out, if it is."""
    if ledger.hides_reference:
        return "the reference is hidden"
    if ledger.reserve is not None:
        now = pressure(ledger.reserve, border, window)
        before = pressure(ledger.reserve, border, window.before())
        if now.rated and before.rated:
            return "filtered out in one of the windows"
    return None
