"""Finds rows that may be about an event that is there already, and rows that stand twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

import geodata
from events.ledger import Ledger
from events.uploads.columns.days import EPOCH_ORDINAL
from events.uploads.values.raw_table import RawTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR_KM = 5.0
NEAR_DAYS = 1
LONGEST_EVENT_DAYS = 7
_IDS = re.compile(r"[\w-]+")


def events_nearby(
    ledger: Ledger,
    first: NDArray[np.int32],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
) -> dict[int, str]:
    """Return, for each row, the incident it may be a report of.

    A row is proposed when it starts within a day of the incident and lies within 5 km of it, or
    within the precision of its place; of several incidents the nearest is taken. Incidents of
    more than a week are left out: everything in their place would seem to be part of them.

    Parameters
    ----------
    ledger : Ledger
        What is there already.
    first : ndarray of int32
        First day of each row, days since 1970.
    lon, lat : ndarray of float64
        Degrees; NaN for none.
    """
    order = np.argsort(first, kind="stable")
    days = first[order]
    best: dict[int, tuple[float, str]] = {}
    for event in ledger.events:
        place, length = event.place, event.period.days
        if event.kind != "incident" or place.lon is None or place.lat is None:
            continue
        if length is None or length > LONGEST_EVENT_DAYS:
            continue
        start = event.period.start.toordinal() - EPOCH_ORDINAL
        low = int(np.searchsorted(days, start - NEAR_DAYS, "left"))
        high = int(np.searchsorted(days, start + length - 1 + NEAR_DAYS, "right"))
        rows = order[low:high]
        # One degree is never more than 112 km: the geodesic is for those that can be near.
        reach = max(NEAR_KM, place.precision_km or 0.0)
        rows = rows[np.abs(lat[rows] - place.lat) <= reach / 100]
        if not len(rows):
            continue
        there = np.full(len(rows), place.lon), np.full(len(rows), place.lat)
        far = geodata.geodesic_distances_km(lon[rows], lat[rows], *there)
        for row, distance in zip(rows.tolist(), far.tolist(), strict=True):
            if distance <= reach and (row not in best or (distance, event.id) < best[row]):
                best[row] = (distance, event.id)
    return {row: event_id for row, (_, event_id) in best.items()}


def events_named(ledger: Ledger, report_ids: list[str]) -> dict[int, str]:
    """Return, for each row that bears ids of reports or events of ours, the event of the first."""
    found: dict[int, str] = {}
    for row, cell in enumerate(report_ids):
        for id_ in _IDS.findall(cell):
            if ledger.has_report(id_):
                found[row] = ledger.event_for(id_).id
                break
            if ledger.has_event(id_):
                found[row] = id_
                break
    return found


def repeated_rows(table: RawTable, kept: NDArray[np.int64]) -> dict[int, int]:
    """Return, for each kept row that repeats an earlier one cell by cell, that earlier row."""
    seen: dict[int, int] = {}
    repeats: dict[int, int] = {}
    columns: list[list[str] | list[float | None]] = list(table.columns)
    if table.shapes is not None:
        # Not a number is never equal to itself; no place is.
        columns += [
            [None if degrees != degrees else degrees for degrees in values.tolist()]
            for values in (table.shapes.lon, table.shapes.lat)
        ]
    if not columns:
        return {}
    digests = np.fromiter(map(hash, zip(*columns, strict=True)), np.int64, len(table))
    _, group, sizes = np.unique(digests[kept], return_inverse=True, return_counts=True)
    for row in kept[sizes[group] > 1].tolist():
        earlier = seen.setdefault(int(digests[row]), row)
        if earlier != row and all(column[row] == column[earlier] for column in columns):
            repeats[row] = earlier
    return repeats
