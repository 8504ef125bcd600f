"""Routes in words: cities, frequency, the flights of a brought file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dashboard.scene import places
from dashboard.scene.words.dates import EPOCH, short_span
from events import Ledger, Period, Route, RouteStatus
from events.uploads import LayerRows, rows_of

_MOST_NAMED = 3


def city(iata: str) -> str:
    """Name the city of an airport."""
    airport = places.airports().get(iata)
    return airport.city if airport is not None else iata


def route_words(route: Route) -> str:
    """Write a route by its cities: "Athens → Minsk → Vilnius"."""
    return " → ".join(
        city(code) for code in (route.origin_iata, *route.via, route.destination_iata)
    )


def frequency_words(route: Route) -> str:
    """Write what is reported of a route's frequency; of a brought file, its flights."""
    if route.flown is not None:
        return f"{route.flown:,} in the window"
    if route.low is None or route.high is None:
        return ""
    if route.low == route.high:
        return f"{route.high:g} a week"
    return f"{route.low:g} to {route.high:g} a week"


@dataclass(frozen=True, slots=True)
class Flown:
    """Flights of a brought file on one route in a window.

    Attributes
    ----------
    first, last : datetime.date
        Days of the first and of the last of them.
    named : str
        The first three with their rows: "THY283, row 2 of flights.csv; and 4 more".
    """

    first: date
    last: date
    named: str

    @property
    def days(self) -> str:
        """Return the days in words."""
        return short_span(self.first, self.last)


def flown_in(ledger: Ledger, route: Route, window: Period) -> Flown | None:
    """Return when a route of a brought file was flown; None for any other route.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    route : Route
        Any route.
    window : Period
        The days to look at.
    """
    for rows in rows_of(ledger) if route.status is RouteStatus.BROUGHT else ():
        if route.event_ids[0].startswith(f"{rows.layer.id}-"):
            codes = rows.layer.imported.airports
            lane = codes.index(route.origin_iata), codes.index(route.destination_iata)
            return _flown(rows, rows.within(rows.on_lane(*lane), window).tolist())
    return None


def _flown(rows: LayerRows, positions: list[int]) -> Flown:
    days = rows.firsts(np.array(positions, dtype=np.int32))
    first, last = (EPOCH + timedelta(days=int(day)) for day in (days.min(), days.max()))
    named = []
    for position in positions[:_MOST_NAMED]:
        report = rows.report(f"{rows.layer.id}-{position}")
        assert report is not None and report.flight is not None
        row = f"row {rows.layer.imported.row[position]} of {rows.layer.file}"
        named.append(", ".join(filter(None, (report.flight.airline, row))))
    if len(positions) > _MOST_NAMED:
        named.append(f"and {len(positions) - _MOST_NAMED:,} more")
    return Flown(first, last, "; ".join(named))
