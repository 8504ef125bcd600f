"""Flights of the window: routes drawn, what stopped them, and the reports only listed."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.page.panels.elsewhere import elsewhere_markup
from dashboard.page.panels.reports import grade_box, report_markup, source_words
from dashboard.page.panels.rows import lead, lit
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.scene import Scene
from dashboard.scene.state import MOST_PICKED
from dashboard.scene.words.absence import none_words
from dashboard.scene.words.flight_ends import end_of_flights
from dashboard.scene.words.flights import (
    city,
    flown_in,
    frequency_words,
    route_words,
)
from events import Event, Ledger, Period, Route, RouteStatus, Stop, day_in_words

_MOST_REPORTS = 40
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
        None if _has_flights(scene) else elsewhere_markup(ledger, scene, _is_flight, "flight"),
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
            "h2",
            "Not on the map ",
            tag("span", str(len(scene.unplaced_flights)), class_="soft"),
        ),
        *(
            join(
                [
                    tag("p", str(item.reason), class_="note"),
                    report_markup(ledger, ledger.report(item.report_id), leads=True),
                ]
            )
            for item in scene.unplaced_flights[:40]
        ),
        class_="bm",
    )


def _has_flights(scene: Scene) -> bool:
    return bool(scene.routes or scene.stops or scene.unplaced_flights)


def _is_flight(event: Event) -> bool:
    return event.kind == "flight"


def _table(rows: list[Markup], none: str) -> Markup:
    return tag("table", *rows) if rows else tag("p", none, class_="note")


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
    named, stands = route_words(route), _STATUS[route.status]
    called = ", ".join(filter(None, (f"{named}: {stands}", *route.airlines)))
    status = tag(
        "span",
        stands,
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
            tag("b", lead(named, *route.event_ids[:MOST_PICKED], name=called)),
            " ",
            status,
            tag("div", ", ".join(route.airlines), class_="soft"),
            tag("div", f"{flown.days}: {flown.named}", class_="soft") if flown else None,
            tag("div", sources, class_="source"),
            against,
            _end(ledger, route.report_ids) if route.flown is None else None,
        ),
        tag("td", frequency_words(route), class_="number"),
        data_row=lit(route.event_ids[:MOST_PICKED]),
    )


def _end(ledger: Ledger, report_ids: Sequence[str]) -> Markup | None:
    told = end_of_flights(ledger, report_ids)
    return tag("div", told, class_="source") if told else None


def _stop(ledger: Ledger, stop: Stop) -> Markup:
    who = ", ".join(stop.airlines) or "all airlines"
    people = f" (citizens of {', '.join(stop.nationalities)})" if stop.nationalities else ""
    sources = join((source_words(ledger, ledger.report(r)) for r in stop.report_ids), " · ")
    events = tuple(dict.fromkeys(ledger.event_for(id_).id for id_ in stop.report_ids))
    days = f"from {day_in_words(stop.start)}"
    told = f"{_STOP[str(stop.kind)]} {city(stop.airport_iata)}, {who}{people}, {days}"
    return tag(
        "tr",
        tag(
            "td",
            tag("b", lead(_STOP[str(stop.kind)], *events, name=told)),
            f" {city(stop.airport_iata)}",
            tag("div", who + people, class_="soft"),
            tag("div", sources, class_="source"),
            _end(ledger, stop.report_ids),
        ),
        tag("td", days, class_="number"),
        data_row=lit(events),
    )
