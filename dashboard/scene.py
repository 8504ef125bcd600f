"""What is to be drawn for a state. Screen, paper and words are all made from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import geodata
from dashboard import ground
from dashboard.placing import Spot, spot_of
from dashboard.state import MapState
from dashboard.style import BORDERS, BREAKS, CATEGORIES, BorderStyle, category_index, level_of
from events import (
    Condition,
    Event,
    Ledger,
    Period,
    PlaceFigure,
    Pressure,
    Route,
    Stop,
    Unplaced,
    conditions,
    crossing_status,
    pressure,
    routes,
    section_pressure,
    stops,
    unplaced,
)


@dataclass(frozen=True, slots=True)
class BorderStand:
    """How one border stands in the window, on its own scale."""

    style: BorderStyle
    pressure: Pressure
    level: int


@dataclass(frozen=True, slots=True)
class SectionStand:
    """A section or stretch with a report of its own."""

    figure: PlaceFigure
    level: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One event at its place. ``weight`` above 0 asks for a label, the highest first."""

    event: Event
    spot: Spot
    category: int
    weight: int


@dataclass(frozen=True, slots=True)
class CrossingMark:
    """A crossing and its state on the last day; None is *not reported*."""

    crossing: geodata.Crossing
    status: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything on show, in drawing order within each kind.

    Attributes
    ----------
    window : Period
        First to last day on show.
    borders : tuple of BorderStand
        The three borders, always all of them.
    sections : tuple of SectionStand
        Sections and stretches coloured by their own reports.
    marks : tuple of Mark
        Events with a place on the map, heaviest first.
    listed : tuple of Event
        Events of the window without one.
    routes, stops : tuple
        Flights drawn, and marks of what stopped them.
    unplaced_flights : tuple of Report
        Flight reports without both airports.
    latest_report : datetime.date
        Last day any report speaks of.
    """

    state: MapState
    window: Period
    borders: tuple[BorderStand, ...]
    sections: tuple[SectionStand, ...]
    marks: tuple[Mark, ...]
    listed: tuple[Event, ...]
    crossings: tuple[CrossingMark, ...]
    conditions: tuple[Condition, ...]
    routes: tuple[Route, ...]
    stops: tuple[Stop, ...]
    unplaced_flights: tuple[Unplaced, ...]
    latest_report: date


def window_of(state: MapState) -> Period:
    """Return the days on show."""
    return Period.of_days(state.first_day, state.date)


def build_scene(ledger: Ledger, state: MapState) -> Scene:
    """Build the scene of a state.

    Parameters
    ----------
    ledger : Ledger
        The reports.
    state : MapState
        What the person chose.

    Returns
    -------
    Scene
        Nothing in it depends on where the map looks.
    """
    window = window_of(state)
    marks, listed = _place(ledger, window)
    return Scene(
        state=state,
        window=window,
        borders=tuple(_stand(ledger, style, window) for style in BORDERS),
        sections=tuple(
            SectionStand(figure, level_of(*scale, figure.rate_per_day))
            for figure in section_pressure(ledger, window)
            if (scale := section_scale(figure)) is not None
        ),
        marks=marks,
        listed=listed,
        crossings=tuple(
            CrossingMark(crossing, crossing_status(ledger, crossing.id, state.date).status)
            for crossing in ground.crossings().values()
        ),
        conditions=conditions(ledger, window),
        routes=routes(ledger, window),
        stops=stops(ledger, window),
        unplaced_flights=unplaced(ledger, window),
        latest_report=ledger.last_day,
    )


def _stand(ledger: Ledger, style: BorderStyle, window: Period) -> BorderStand:
    found = pressure(ledger, style.pair, window)
    return BorderStand(style, found, level_of(style.pair, found.measure.key, found.rate_per_day))


def section_scale(figure: PlaceFigure) -> tuple[str, str] | None:
    """Return border and measure of the scale a place's figure is coloured by, if any is."""
    if figure.rate_per_day is None or not figure.section_ids:
        return None
    scale = (figure.section_ids[0][:5], figure.measure.key)
    return scale if scale in BREAKS else None


def is_marked(event: Event) -> bool:
    """Tell whether an event can stand as a mark: an incident, or a figure at a named place."""
    if event.kind == "incident":
        return True
    return event.kind == "flow" and event.place.kind in _FIGURE_PLACES and not _is_wide(event)


def shown_period(event: Event) -> Period:
    """Return the days on which an event is marked.

    A rule that holds for months (an emergency, a closure) is marked where it begins; while it
    holds it is told as a condition, not as something that happened again every day.
    """
    if CATEGORIES[mark_category(event)].key == "emergency":
        return Period.of_day(event.period.start)
    return event.period


def mark_category(event: Event) -> int:
    """Return the index of the category an event is marked by."""
    return category_index("figure" if event.kind == "flow" else event.category)


_FIGURE_PLACES = frozenset({"point", "section"})


def _is_wide(event: Event) -> bool:
    return event.period.days is None or event.period.days > 92


def _place(ledger: Ledger, window: Period) -> tuple[tuple[Mark, ...], tuple[Event, ...]]:
    marks: list[Mark] = []
    listed: list[Event] = []
    named = key_event_ids(ledger)
    for event in ledger.events_in(window):
        if not is_marked(event) or not shown_period(event).overlaps(window):
            continue
        mark = mark_of(event, named)
        if mark is None:
            listed.append(event)
        else:
            marks.append(mark)
    marks.sort(key=lambda mark: (-mark.weight, mark.event.period.start, mark.event.id))
    return tuple(marks), tuple(listed)


_LABELLED = {
    "clash": 70,
    "death": 60,
    "incident": 50,
    "camp": 45,
    "pushback": 40,
    "aviation": 35,
    "military": 30,
    "emergency": 20,
}


def mark_of(event: Event, named: frozenset[str]) -> Mark | None:
    """Return the mark of an event, or None when it has no place on the map.

    ``named`` are the ids of the events the clock names: they get their label first.
    """
    spot = spot_of(event)
    if spot is None:
        return None
    category = mark_category(event)
    weight = _LABELLED.get(CATEGORIES[category].key, 0)
    if event.id in named:
        weight += 100
    return Mark(event, spot, category, weight)


def key_event_ids(ledger: Ledger) -> frozenset[str]:
    """Return the ids of the events that the clock names."""
    return frozenset(
        ledger.event_of[report_id].id
        for key in ledger.key_events
        for report_id in key.report_ids
        if report_id in ledger.event_of
    )
