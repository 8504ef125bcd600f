"""Flights of the window: routes drawn, what stopped them, and the reports only listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dashboard import ground
from dashboard.dating import EPOCH, short_span
from dashboard.markup import Markup, join, tag
from dashboard.panels.absence import none_words
from dashboard.panels.reports import grade_box, report_markup, source_words
from dashboard.scene import Scene
from events import Ledger, Period, Route, RouteStatus, Stop, day_in_words
from events.uploads import LayerRows, rows_of

_MOST_REPORTS, _MOST_NAMED = 40, 3
_STATUS = {
    RouteStatus.SCHEDULED: "flown",
    RouteStatus.FREQUENCY_NOT_REPORTED: "flown; frequency not reported",
    RouteStatus.CONTESTED: "contested",
    RouteStatus.DIVERTED: "diverted",
    RouteStatus.REPATRIATION: "repatriation",
    RouteStatus.BROUGHT: "flight in a brought file",
}
_STOP = {
    "suspension": "Flights suspended",
    "airline_ban": "Ban on an airline or airspace",
    "citizen_bar": "Citizens barred from boarding",
}


def flights_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write routes, stops and unplaced reports."""
    return tag(
        "div",
        tag("h2", "Routes drawn ", tag("span", str(len(scene.routes)), class_="soft")),
        tag(
            "p",
            "A route's width is the largest single report for its two airports, never a sum, "
            "and never from a report that covers several origins.",
            class_="note",
        ),
        _table(
            [_route(ledger, route, scene.window) for route in scene.routes],
            none_words(scene, "route"),
        ),
        tag("h2", "Stops, bans and bars ", tag("span", str(len(scene.stops)), class_="soft")),
        _table(
            [_stop(ledger, stop) for stop in scene.stops],
            none_words(scene, "stop, ban or bar", "in force"),
        ),
        tag(
            "h2", "Listed, not drawn ", tag("span", str(len(scene.unplaced_flights)), class_="soft")
        ),
        *(
            join(
                [
                    tag("p", str(item.reason), class_="note"),
                    report_markup(ledger, ledger.report(item.report_id)),
                ]
            )
            for item in scene.unplaced_flights[:40]
        ),
        class_="bm",
    )


def _table(rows: list[Markup], none: str) -> Markup:
    return tag("table", *rows) if rows else tag("p", none, class_="note")


def city(iata: str) -> str:
    """Name the city of an airport."""
    airport = ground.airports().get(iata)
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


def _route(ledger: Ledger, route: Route, window: Period) -> Markup:
    flown = flown_in(ledger, route, window)
    reports = [ledger.report(id_) for id_ in route.report_ids[:_MOST_REPORTS]]
    # Thousands of flights of one file have one source: it is named once.
    first = {report.source_id: report for report in reversed(reports)}
    shown = reports if route.flown is None else list(first.values())[::-1]
    sources = join(
        (join([grade_box(ledger, r), source_words(ledger, r)]) for r in shown),
        " · ",
    )
    status = tag(
        "span",
        _STATUS[route.status],
        class_="contested" if route.status is RouteStatus.CONTESTED else "soft",
    )
    against = (
        tag(
            "div",
            "against it: ",
            join((source_words(ledger, ledger.report(r)) for r in route.contradicted_by), " · "),
            class_="source",
        )
        if route.contradicted_by
        else None
    )
    return tag(
        "tr",
        tag(
            "td",
            tag("b", route_words(route)),
            " ",
            status,
            tag("div", ", ".join(route.airlines), class_="soft"),
            tag("div", f"{flown.days}: {flown.named}", class_="soft") if flown else None,
            tag("div", sources, class_="source"),
            against,
            tag("div", f"end: {route.end}", class_="source") if route.flown is None else None,
        ),
        tag("td", frequency_words(route), class_="number"),
    )


def _stop(ledger: Ledger, stop: Stop) -> Markup:
    who = ", ".join(stop.airlines) or "all airlines"
    people = f" (citizens of {', '.join(stop.nationalities)})" if stop.nationalities else ""
    sources = join((source_words(ledger, ledger.report(r)) for r in stop.report_ids), " · ")
    return tag(
        "tr",
        tag(
            "td",
            tag("b", _STOP[str(stop.kind)]),
            f" {city(stop.airport_iata)}",
            tag("div", who + people, class_="soft"),
            tag("div", sources, class_="source"),
        ),
        tag("td", f"from {day_in_words(stop.start)}", class_="number"),
    )
