"""Flights of brought files as routes: one line for each file and pair of airports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from events.flights import FlightEnd
from events.period import Period
from events.routes import Route, RouteStatus

if TYPE_CHECKING:
    from events.uploads.layers.rows import LayerRows


def flown_routes(rows: LayerRows, window: Period, most: int) -> Iterator[Route]:
    """Yield the routes that a file has flown in a window, with at most so many of their rows.

    Parameters
    ----------
    rows : LayerRows
        The rows of a file, as the ledger holds them.
    window : Period
        The days to speak of, half-open, with an end.
    most : int
        So many rows of a route are named at most.
    """
    layer = rows.layer
    codes = layer.imported.airports
    for origin, destination in rows.lanes():
        found = rows.within(rows.on_lane(origin, destination), window)
        if not len(found):
            continue
        yield Route(
            origin_iata=codes[origin],
            destination_iata=codes[destination],
            via=(),
            status=RouteStatus.BROUGHT,
            flights_a_week=None,
            low=None,
            high=None,
            airlines=(),
            spans=(),
            report_ids=tuple(f"{layer.id}-{position}" for position in found[:most].tolist()),
            event_ids=(rows.lane_id(origin, destination),),
            contradicted_by=(),
            end=FlightEnd.REPORTED,
            flown=len(found),
        )


def flown_days(rows: LayerRows) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield origin, destination, event id, first and last day of every run of days with flights.

    Days count from 1970; a run ends where a day has no flight.
    """
    codes = rows.layer.imported.airports
    for origin, destination in rows.lanes():
        found = rows.on_lane(origin, destination)
        days = np.unique(rows.firsts(found))
        for run in np.split(days, np.flatnonzero(np.diff(days) > 1) + 1):
            yield (
                codes[origin],
                codes[destination],
                rows.lane_id(origin, destination),
                int(run[0]),
                int(run[-1]),
            )
