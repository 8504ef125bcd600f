"""Flights of the window: routes drawn, what stopped them, and the reports only listed."""

from __future__ import annotations

from dashboard import ground
from dashboard.markup import Markup, join, tag
from dashboard.panels.reports import grade_box, report_markup, source_words
from dashboard.scene import Scene
from events import Ledger, Route, RouteStatus, Stop, day_in_words

_STATUS = {
    RouteStatus.SCHEDULED: "flown",
    RouteStatus.FREQUENCY_NOT_REPORTED: "flown; frequency not reported",
    RouteStatus.CONTESTED: "contested",
    RouteStatus.DIVERTED: "diverted",
    RouteStatus.REPATRIATION: "repatriation",
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
            [_route(ledger, route) for route in scene.routes],
            "No route is reported in this window.",
        ),
        tag("h2", "Stops, bans and bars ", tag("span", str(len(scene.stops)), class_="soft")),
        _table([_stop(ledger, stop) for stop in scene.stops], "None in force in this window."),
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
    """Write what is reported of a route's frequency."""
    if route.low is None or route.high is None:
        return ""
    if route.low == route.high:
        return f"{route.high:g} a week"
    return f"{route.low:g} to {route.high:g} a week"


def _route(ledger: Ledger, route: Route) -> Markup:
    sources = join(
        (
            join([grade_box(ledger, r), source_words(ledger, r)])
            for r in map(ledger.report, route.report_ids)
        ),
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
            tag("div", sources, class_="source"),
            against,
            tag("div", f"end: {route.end}", class_="source"),
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
