"""The columns of numbers: figures of each border by day, reports a day, marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.feed.upload_marks import RowMarks
from dashboard.scene.marks import Mark, is_marked, key_event_ids, mark_of, shown_period
from dashboard.scene.words.dates import NEVER, day_number
from events import Ledger, Showing
from events.uploads import rows_of

MARK_DAYS = 7
"""Reports over more days than this are no bar of the histogram: it shows dated reports."""

_RING = 1


def histogram_columns(ledger: Ledger, first: date, last: date) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the dated reports of every day, and the days that have any.

    Rows of brought files count only where they stand alone: beside them no bar of the reference
    could be seen.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    first, last : date
        Both included.
    """
    counts = np.zeros((last - first).days + 1, "i8")
    for report in ledger.reports.values():
        days = report.period.days
        if ledger.shows(report.id) and report.plotted and days is not None and days <= MARK_DAYS:
            counts[(report.period.start - first).days] += 1
    if ledger.showing is Showing.ALONE:
        for rows in rows_of(ledger):
            at = rows.firsts(rows.positions) - day_number(first)
            counts += np.bincount(at[(at >= 0) & (at < len(counts))], minlength=len(counts))
    counts = np.minimum(counts, 2**16 - 1).astype("u2")
    return counts, (np.flatnonzero(counts) + day_number(first)).astype("i4")


def sorted_marks(ledger: Ledger) -> list[Mark]:
    """Return every mark of the ledger by first day, as the browser needs them."""
    named = key_event_ids(ledger)
    found = (mark_of(event, named) for event in ledger.events if is_marked(event))
    return sorted(
        (mark for mark in found if mark is not None),
        key=lambda mark: (mark.event.period.start, mark.event.id),
    )


def mark_columns(
    marks: Sequence[Mark], brought: Sequence[RowMarks] = ()
) -> tuple[dict[str, NDArray[Any]], NDArray[np.intp]]:
    """Return place, day, kind and flags of every mark, one column each, by first day.

    Parameters
    ----------
    marks : sequence of Mark
        Those of the reference.
    brought : sequence of RowMarks
        Those of brought files.

    Returns
    -------
    columns : dict of str to ndarray
        12 bytes a mark; with brought files 16. ``long_mark`` and ``long_last`` hold index and last
        day of the marks that last longer than a day.
    order : ndarray of intp
        For each mark its index before sorting: first the reference, then file by file.

    Raises
    ------
    OverflowError
        When a day lies outside 1970 to June 2149, the days that two bytes can number.
    """
    periods = [shown_period(mark.event) for mark in marks]
    day = _join("i4", [day_number(p.start) for p in periods], [b.first for b in brought])
    last = _join(
        "i4", [day_number(p.last_day or NEVER) for p in periods], [b.last for b in brought]
    )
    if len(day) and not 0 <= day.min() <= day.max() < 2**16:
        raise OverflowError("a mark lies outside the days that two bytes can number.")
    order = np.argsort(day, kind="stable")
    flags = _join(
        "u1",
        [_RING if mark.spot.vague else 0 for mark in marks],
        [b.vague * _RING | b.rows.layer.number << 1 for b in brought],
    )
    columns = {
        "mark_lon": _join("f4", [m.spot.lon for m in marks], [b.lon for b in brought])[order],
        "mark_lat": _join("f4", [m.spot.lat for m in marks], [b.lat for b in brought])[order],
        "mark_day": day[order].astype("u2"),
        "mark_kind": _join("u1", [m.category for m in marks], [b.kind for b in brought])[order],
        "mark_flags": flags[order],
    }
    if brought:
        rows = _join("i4", [0] * len(marks), [b.position for b in brought])
        columns["mark_row"] = rows[order]
    long = np.flatnonzero((last > day)[order])
    columns["long_mark"] = long.astype("i4")
    columns["long_last"] = last[order][long]
    return columns, order


def _join(dtype: str, own: Sequence[float], others: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate([np.array(own, dtype), *(other.astype(dtype) for other in others)])
