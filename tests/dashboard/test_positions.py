"""Where on the map an event is drawn, which events can be drawn, and how much their marks weigh."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from shapely import Point

import geodata
from dashboard.scene.marks import is_marked, mark_of, shown_period
from dashboard.scene.positions import spot_of
from dashboard.scene.symbology import CATEGORIES
from events import Event, Ledger, Period, PlaceKind

EDGES = [
    *((19.0, 53.0, True), (18.99, 53.0, False)),
    *((33.0, 53.0, True), (33.01, 53.0, False)),
    *((24.0, 50.5, True), (24.0, 50.49, False)),
    *((24.0, 57.5, True), (24.0, 57.51, False)),
]


@pytest.fixture
def event(ledger: Ledger) -> Event:
    """An incident at a point beside the border."""
    return ledger.event("incident-kuznica-2021-11-16")


def at(event: Event, **place: Any) -> Event:
    return replace(event, place=replace(event.place, **place))


def nowhere(event: Event, kind: PlaceKind, *borders: str, sections: tuple[str, ...] = ()) -> Event:
    return at(event, kind=kind, lon=None, lat=None, borders=borders, section_ids=sections)


@pytest.mark.parametrize(("lon", "lat", "drawn"), EDGES)
def test_a_point_is_drawn_up_to_the_edges_of_the_region(
    event: Event, lon: float, lat: float, drawn: bool
) -> None:
    spot = spot_of(at(event, lon=lon, lat=lat))
    assert (None if spot is None else (spot.lon, spot.lat)) == ((lon, lat) if drawn else None)


def test_a_point_away_from_the_border_is_only_listed(event: Event) -> None:
    assert spot_of(event) is not None
    assert spot_of(at(event, near_border=False)) is None


def test_a_rough_point_carries_the_ring(event: Event) -> None:
    for rough in (True, False):
        spot = spot_of(at(event, precision_km=1.0, rough=rough))
        assert spot is not None and spot.vague is rough


def test_a_place_of_three_sections_is_drawn_at_the_middle_of_the_second(event: Event) -> None:
    sections = ("BY-PL-10", "BY-PL-13", "BY-PL-15")
    spot = spot_of(nowhere(event, PlaceKind.STRETCH, "BY-PL", sections=sections))
    assert spot is not None and spot.vague
    line = geodata.border_section("BY-PL-13").line
    before, after = geodata.border_section("BY-PL-10").line, geodata.border_section("BY-PL-15").line
    point = Point(spot.lon, spot.lat)
    assert line.project(point, normalized=True) == pytest.approx(0.5, abs=1e-3)
    assert line.distance(point) < 1e-4 < min(before.distance(point), after.distance(point))


def test_one_border_has_a_middle_and_two_have_none(event: Event) -> None:
    spot = spot_of(nowhere(event, PlaceKind.BORDER, "BY-LT"))
    assert spot is not None and spot.vague
    assert spot_of(nowhere(event, PlaceKind.BORDER, "BY-LT", "BY-LV")) is None
    assert spot_of(nowhere(event, PlaceKind.BORDERS, "BY-LT")) is None
    assert spot_of(nowhere(event, PlaceKind.COUNTRY, "BY-LT")) is None


def test_a_figure_is_a_mark_at_a_point_or_a_section_and_at_nothing_wider(ledger: Ledger) -> None:
    figure = next(e for e in ledger.events if e.kind == "flow" and is_marked(e))
    marked = {kind for kind in PlaceKind if is_marked(at(figure, kind=kind))}
    assert marked == {PlaceKind.POINT, PlaceKind.SECTION}


def test_a_figure_has_a_symbol_of_its_own_and_none_without_an_end_is_a_mark(
    ledger: Ledger,
) -> None:
    figure = next(e for e in ledger.events if e.kind == "flow" and is_marked(e))
    mark = mark_of(figure, frozenset())
    assert mark is not None
    assert CATEGORIES[mark.category].label == "reported figure at a place"
    without_end = Period.of_days(figure.period.start, None)
    assert not is_marked(replace(figure, period=without_end))


def test_a_flight_is_no_mark(ledger: Ledger) -> None:
    flights = [event for event in ledger.events if event.kind == "flight"]
    assert flights and not any(map(is_marked, flights))


def test_a_rule_is_marked_on_its_first_day_and_all_else_on_each_of_its_days(
    ledger: Ledger,
) -> None:
    long = [e for e in ledger.events if e.kind == "incident" and e.period.days != 1]
    for event in long:
        shown = shown_period(event)
        if event.category in {"emergency", "policy", "closure"}:
            assert (shown.start, shown.days) == (event.period.start, 1)
        else:
            assert shown == event.period
    assert {"emergency", "policy", "closure", "camp", "clash"} <= {e.category for e in long}


def test_what_the_clock_names_weighs_a_hundred_more(event: Event) -> None:
    plain, named = mark_of(event, frozenset()), mark_of(event, frozenset({event.id}))
    assert plain is not None and named is not None
    assert named.weight == plain.weight + 100
    assert mark_of(event, frozenset({"another"})) == plain
    assert mark_of(at(event, near_border=False), frozenset()) is None
