"""The scene: what is to be drawn for a state. Screen, paper and words are all made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.scene import places
from dashboard.scene.appearance import appearance
from dashboard.scene.kept import Kept, count_kept
from dashboard.scene.marks import Mark, is_marked, key_event_ids, mark_of, shown_period
from dashboard.scene.stands import (
    FILTERED_OUT,
    NOT_REPORTED,
    REFERENCE_HIDDEN,
    BorderStand,
    CrossingMark,
    LayerStand,
    SectionStand,
)
from dashboard.scene.state import MapState
from dashboard.scene.stores import StoreStand, stands_in
from dashboard.scene.symbology import BORDERS, BREAKS, CATEGORIES, BorderStyle, level_of
from dashboard.scene.zones import Zone, zones_of
from events import (
    Condition,
    Event,
    Ledger,
    Period,
    PlaceFigure,
    Route,
    Showing,
    Stop,
    Unplaced,
    conditions,
    crossing_status,
    figure_words,
    pressure,
    routes,
    section_pressure,
    select,
    stops,
    unplaced,
)
from events.uploads import ContextLayer, contexts_of, rows_of


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
    zones : tuple of Zone
        Emergencies and buffer zones that hold on the last day.
    layers : tuple of LayerStand
        Brought files; their rows stand among marks, listed events and routes.
    contexts : tuple of ContextLayer
        Backgrounds of brought files, the lowest first.
    stores : tuple of StoreStand
        Open stores, each with what it counts in the window.
    showing : Showing
        How they stand to the reference.
    tables : mapping of str to str
        SHA-256 of the tables it was made of.
    kept : Kept or None
        How many events lie in the part of the map that lists keep to; None when they keep to none.
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
    zones: tuple[Zone, ...] = ()
    layers: tuple[LayerStand, ...] = ()
    contexts: tuple[ContextLayer, ...] = ()
    stores: tuple[StoreStand, ...] = ()
    showing: Showing = Showing.BESIDE
    tables: Mapping[str, str] = field(default_factory=dict, compare=False)
    kept: Kept | None = None

    @property
    def hides_reference(self) -> bool:
        """Whether brought files stand alone: then a border has no figure *on show*."""
        return bool(self.layers or self.stores) and self.showing is Showing.ALONE

    def label_of(self, category: int) -> str:
        """Return what a mark's category is called; a brought file's is its title."""
        key = CATEGORIES[category].key
        for stand in self.layers:
            if key == f"layer-{stand.layer.number}":
                return stand.layer.title
        return CATEGORIES[category].label


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
        crossings=_crossings(ledger, state),
        conditions=conditions(ledger, window),
        routes=routes(ledger, window),
        stops=stops(ledger, window),
        unplaced_flights=unplaced(ledger, window),
        latest_report=ledger.last_reported,
        zones=tuple(zone for zone in zones_of(ledger) if zone.holds(state.date)),
        layers=_layers(ledger, window),
        contexts=contexts_of(ledger),
        stores=stands_in(ledger, state.first_day, state.date, state.hide),
        showing=ledger.showing,
        tables=ledger.digests,
        kept=_kept(ledger, state, window),
    )


def _kept(ledger: Ledger, state: MapState, window: Period) -> Kept | None:
    where = state.selection.where
    if where is None or ledger.reserve is None:
        return None
    wider = select(ledger.reserve, replace(state.selection, where=None))
    wider = replace(wider, most_rows=ledger.most_rows)
    marks, listed = _place(wider, window)
    return count_kept(wider, where, [*(mark.event for mark in marks), *listed])


def _crossings(ledger: Ledger, state: MapState) -> tuple[CrossingMark, ...]:
    if ledger.hides_reference:
        return ()
    return tuple(
        CrossingMark(crossing, crossing_status(ledger, crossing.id, state.date).status)
        for crossing in places.crossings().values()
    )


def _layers(ledger: Ledger, window: Period) -> tuple[LayerStand, ...]:
    stands = []
    for rows in rows_of(ledger):
        found = rows.counts_in(window)
        stands.append(
            LayerStand(
                rows.layer,
                found.in_window,
                found.sections,
                found.points,
                found.not_located,
                found.attached,
                found.figures,
                max(0, found.on_ground - ledger.most_rows),
                found.by_section,
                rows.refused,
            )
        )
    return tuple(stands)


def _stand(ledger: Ledger, style: BorderStyle, window: Period) -> BorderStand:
    found = pressure(ledger, style.pair, window)
    absence = None if found.reported else _absence(ledger, style.pair, window)
    return BorderStand(style, found, figure_words(ledger, found), *appearance(found), absence)


def _absence(ledger: Ledger, pair: str, window: Period) -> str:
    if ledger.hides_reference:
        return REFERENCE_HIDDEN
    if ledger.reserve is not None:
        whole = pressure(ledger.reserve, pair, window)
        if whole.reported:
            return FILTERED_OUT
    return NOT_REPORTED


def section_scale(figure: PlaceFigure) -> tuple[str, str] | None:
    """Return border and measure of the scale a place's figure is coloured by, if any is."""
    if figure.rate_per_day is None or not figure.section_ids:
        return None
    scale = (figure.section_ids[0][:5], figure.measure.key)
    return scale if scale in BREAKS else None


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
