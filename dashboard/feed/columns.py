"""The columns of numbers: figures of each border by day, reports a day, marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.dating import day_number
from dashboard.scene import Mark, is_marked, key_event_ids, mark_of
from dashboard.state import MapState
from dashboard.style import BREAKS, NO_LEVEL, levels_of
from events import HOW_CODES, How, Ledger, timeline

MARK_DAYS = 7
"""Reports over more days than this are no bar of the histogram: it shows dated reports."""

_RING = 1


def timeline_columns(
    ledger: Ledger, pair: str, window: str, start: date
) -> dict[str, NDArray[Any]]:
    """Return a border's figures for the window that ends on each day of the ledger."""
    days = MapState(window=window).window_days
    first, last = ledger.first_day, ledger.last_day
    begin = first if days is not None else min(max(start, first), last)
    line = timeline(ledger, pair, begin, last, days)
    known = list(BREAKS)
    level = np.full(len(line.rate), NO_LEVEL, "u1")
    measure = np.zeros(len(line.rate), "u1")
    for code, counted in enumerate(line.measures):
        in_force = line.measure == code
        level[in_force] = levels_of(pair, counted.key, line.rate[in_force].astype("f8"))
        measure[in_force] = known.index((pair, counted.key))
    # "Since the start" begins with the slider: the days before it are none of its days.
    lead = (begin - first).days
    columns: dict[str, tuple[NDArray[Any], Any]] = {
        "rate": (line.rate.astype("f4"), np.nan),
        "class": (level, NO_LEVEL),
        "how": (line.how.astype("u1"), HOW_CODES.index(How.NONE)),
        "measure": (measure, 0),
        "covered_days": (line.coverage.astype("u2"), 0),
    }
    return {
        f"{name}:{window}:{pair}": np.pad(column, (lead, 0), constant_values=blank)
        for name, (column, blank) in columns.items()
    }


def covered_column(columns: dict[str, NDArray[Any]], pair: str) -> NDArray[Any]:
    """Return a code a day: 0 nothing reported, 1 its own figure, 2 only a wider report."""
    reported = columns[f"class:1d:{pair}"] != NO_LEVEL
    own = columns[f"how:1d:{pair}"] == HOW_CODES.index(How.DAY)
    return np.where(reported, np.where(own, 1, 2), 0).astype("u1")


def histogram_columns(ledger: Ledger, first: date, last: date) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the dated reports of every day, and the days that have any."""
    counts = np.zeros((last - first).days + 1, "u2")
    for report in ledger.reports.values():
        days = report.period.days
        if ledger.shows(report.id) and report.plotted and days is not None and days <= MARK_DAYS:
            counts[(report.period.start - first).days] += 1
    return counts, (np.flatnonzero(counts) + day_number(first)).astype("i4")


def sorted_marks(ledger: Ledger) -> list[Mark]:
    """Return every mark of the ledger by first day, as the browser needs them."""
    named = key_event_ids(ledger)
    found = (mark_of(event, named) for event in ledger.events if is_marked(event))
    return sorted(
        (mark for mark in found if mark is not None),
        key=lambda mark: (mark.event.period.start, mark.event.id),
    )


def mark_columns(marks: Sequence[Mark]) -> dict[str, NDArray[Any]]:
    """Return place, day, kind and flags of every mark, one column each: 12 bytes a mark.

    Raises
    ------
    OverflowError
        When a day lies outside 1970 to June 2149, the days that two bytes can number.
    """
    return {
        "mark_lon": np.array([mark.spot.lon for mark in marks], "f4"),
        "mark_lat": np.array([mark.spot.lat for mark in marks], "f4"),
        "mark_day": np.array([day_number(mark.event.period.start) for mark in marks], "u2"),
        "mark_kind": np.array([mark.category for mark in marks], "u1"),
        "mark_flags": np.array([_RING if mark.spot.vague else 0 for mark in marks], "u1"),
    }
