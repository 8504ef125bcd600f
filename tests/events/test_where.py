"""A part of the ground: what it can be, and which places lie there."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from import_files import CSV
from shipped import shipped_ledger

import geodata
from events import (
    BORDERS,
    Ledger,
    PlaceKind,
    Selection,
    Showing,
    Standing,
    Where,
    WhereError,
    WhereKind,
    checked_ring,
    select,
    standing_of,
    stands,
)
from events.uploads import Layer, build_layer, join_layers, read_upload, rows_of
from events.uploads.layers.report import place_of
from events.where import from_plane, rows_within, to_plane

LEDGER = shipped_ledger()
EVERYWHERE = Where(WhereKind.VIEW, ring=((-179.0, -84.0), (179.0, 84.0)))
KUZNICA = Where(WhereKind.AREA, ring=((23.3, 53.2), (24.1, 53.2), (24.1, 53.9), (23.3, 53.9)))
SECTION = Where(WhereKind.SECTION, "BY-PL-13")
POINTS = [r.place for r in LEDGER.reports.values() if r.place.lon is not None]

lons = st.integers(210000, 290000).map(lambda n: n / 10000)
lats = st.integers(510000, 570000).map(lambda n: n / 10000)
corners = st.lists(st.tuples(lons, lats), min_size=3, max_size=8, unique=True)


def plane(ring: list[tuple[float, float]]) -> shapely.Polygon:
    """Web Mercator written out by its own formula."""
    return shapely.Polygon(
        [(math.radians(x), math.log(math.tan(math.pi / 4 + math.radians(y) / 2))) for x, y in ring]
    )


@given(corners)
def test_an_area_stands_exactly_when_its_edges_do_not_cross(
    ring: list[tuple[float, float]],
) -> None:
    if plane(ring).is_valid:
        assert checked_ring(ring) == tuple(ring)
    else:
        with pytest.raises(WhereError, match=r"Its (edges cross|corners lie on one line)"):
            checked_ring(ring)


@given(corners.filter(lambda ring: plane(ring).is_valid), st.sampled_from(POINTS), st.booleans())
def test_a_sharp_point_lies_in_an_area_when_its_outline_holds_it(
    ring: list[tuple[float, float]], place: geodata.Place, backwards: bool
) -> None:
    sharp = replace(place, precision_km=1.0)
    area = Where(WhereKind.AREA, ring=checked_ring(ring[::-1] if backwards else ring))
    x, y = plane([(sharp.lon, sharp.lat)] * 3).exterior.coords[0]
    inside = plane(ring).intersects(shapely.Point(x, y))
    assert stands(area, sharp, {}) is (Standing.WITHIN if inside else Standing.OUTSIDE)


@pytest.mark.parametrize(
    ("ring", "told"),
    [
        ([(23, 53), (24, 53)], "at least three corners"),
        ([(23, 53), (24, 53), (23, 53)], "at least three corners"),
        ([(23, 53), (24, 54), (24, 53), (23, 54)], "Its edges cross"),
        ([(23, 53), (23, 54), (23, 55)], "on one line"),
        ([(23, 53), (24, 53), (24, 54), (23, 53), (22, 54)], "passes this corner twice"),
        ([(23, 53), (math.nan, 53), (24, 54)], '"nan" is not a longitude'),
        ([(23, 53), (24, 53), (24, 86)], '"86" is not a latitude'),
        ([(23 + 0.01 * n, 53 + 0.001 * n * n) for n in range(51)], '"51 corners"'),
    ],
)
def test_what_is_no_area_is_refused_with_its_reason(
    ring: list[tuple[float, float]], told: str
) -> None:
    with pytest.raises(WhereError, match=told):
        checked_ring(ring)


def test_fifty_corners_are_an_area_and_a_closed_ring_is_the_open_one() -> None:
    ring = [(23 + math.cos(n / 8) / 10, 53 + math.sin(n / 8) / 10) for n in range(50)]
    assert len(checked_ring(ring)) == 50
    assert checked_ring([*ring, ring[0]]) == checked_ring(ring)


def test_an_area_kept_otherwise_than_checked_is_no_value() -> None:
    with pytest.raises(WhereError):
        Where(WhereKind.AREA, ring=((23.12345, 53.0), (24.0, 53.0), (24.0, 54.0)))
    with pytest.raises(WhereError):
        Where(WhereKind.VIEW, ring=((24.0, 53.0), (23.0, 54.0)))
    with pytest.raises(WhereError, match='"BY-UA" is not a border'):
        Where(WhereKind.BORDER, "BY-UA")


def test_a_place_known_to_20_km_lies_in_an_area_only_with_its_whole_circle() -> None:
    place = replace(POINTS[0], lon=24.0, lat=53.5, precision_km=20.0)
    # 20 km are 0.303 degrees of longitude and 0.180 of latitude there.
    for half, found in (
        ((0.32, 0.19), "within"),
        ((0.29, 0.19), "beyond"),
        ((0.32, 0.17), "beyond"),
    ):
        box = ((24 - half[0], 53.5 - half[1]), (24 + half[0], 53.5 + half[1]))
        assert stands(Where(WhereKind.VIEW, ring=box), place, {}) is Standing(found)
    beside = Where(WhereKind.VIEW, ring=((24.2, 53.4), (24.5, 53.6)))
    assert stands(beside, place, {}) is Standing.BEYOND
    assert stands(beside, replace(place, precision_km=10.0), {}) is Standing.OUTSIDE
    far = Where(WhereKind.VIEW, ring=((24.4, 53.4), (24.5, 53.6)))
    assert stands(far, place, {}) is Standing.OUTSIDE
    # What is known to 10 km is a point.
    close = Where(WhereKind.VIEW, ring=((23.95, 53.45), (24.05, 53.55)))
    assert stands(close, replace(place, precision_km=10.0), {}) is Standing.WITHIN
    assert stands(close, replace(place, precision_km=10.1), {}) is Standing.BEYOND


def test_a_report_on_a_whole_border_lies_in_no_part_of_it_and_is_told_apart() -> None:
    whole = next(r.place for r in LEDGER.reports.values() if r.whole_border == "BY-PL")
    assert stands(KUZNICA, whole, {}) is Standing.BEYOND
    assert stands(SECTION, whole, {}) is Standing.BEYOND
    assert stands(Where(WhereKind.BORDER, "BY-PL"), whole, {}) is Standing.WITHIN
    assert stands(Where(WhereKind.BORDER, "BY-LV"), whole, {}) is Standing.OUTSIDE
    assert stands(EVERYWHERE, whole, {}) is Standing.WITHIN


def test_every_place_stands_somewhere_and_what_has_ground_lies_everywhere() -> None:
    for report in LEDGER.reports.values():
        place = report.place
        found = stands(EVERYWHERE, place, LEDGER.stretches)
        told = place.kind in (PlaceKind.NONE, PlaceKind.COUNTRY)
        assert found is (Standing.NOWHERE if told else Standing.WITHIN), place.id


@pytest.mark.parametrize("pair", BORDERS)
def test_a_section_lies_in_its_border_and_a_part_never_shows_more_than_the_whole(
    pair: str,
) -> None:
    border = select(LEDGER, Selection(where=Where(WhereKind.BORDER, pair)))
    for section in geodata.load_border_sections():
        if section.pair == pair:
            part = select(LEDGER, Selection(where=Where(WhereKind.SECTION, section.id)))
            assert part.shown is not None and border.shown is not None
            assert part.shown <= border.shown


@pytest.mark.parametrize("where", [KUZNICA, SECTION, EVERYWHERE], ids=lambda one: one.kind)
def test_figures_and_flights_stay_and_what_is_shown_lies_within(where: Where) -> None:
    narrowed = select(LEDGER, Selection(where=where))
    assert narrowed.series is LEDGER.series
    assert narrowed.counted is None
    for report in LEDGER.reports.values():
        within = stands(where, report.place, LEDGER.stretches) is Standing.WITHIN
        assert narrowed.shows(report.id) == (report.kind == "flight" or within)
    for event in LEDGER.events:
        if event.kind != "flight":
            listed = any(one.id == event.id for one in narrowed.events)
            assert listed == (standing_of(LEDGER, where, event) is Standing.WITHIN)


@cache
def own_rows() -> Layer:
    return build_layer(read_upload(CSV, "own.csv"), 1)


@cache
def joined() -> Ledger:
    return join_layers(LEDGER, (own_rows(),), Showing.BESIDE)


@settings(max_examples=30, deadline=None)
@given(
    st.one_of(
        st.sampled_from([s.id for s in geodata.load_border_sections()]).map(
            lambda id_: Where(WhereKind.SECTION, id_)
        ),
        st.sampled_from(BORDERS).map(lambda pair: Where(WhereKind.BORDER, pair)),
        corners.filter(lambda ring: plane(ring).is_valid).map(
            lambda ring: Where(WhereKind.AREA, ring=checked_ring(ring))
        ),
    )
)
def test_rows_of_a_file_follow_the_same_rule(where: Where) -> None:
    ledger = select(joined(), Selection(where=where))
    left = set(rows_of(ledger)[0].positions.tolist())
    for position in rows_of(joined())[0].positions.tolist():
        within = stands(where, place_of(own_rows(), position), {}) is Standing.WITHIN
        assert (position in left) == (within or bool(own_rows().by_air[position]))


def test_a_point_that_stands_for_an_area_of_unknown_size_is_never_within() -> None:
    rough = np.array([False, True, False, True])
    lon, lat = np.array([23.7, 23.7, 25.7, np.nan]), np.array([53.5, 53.5, 53.5, np.nan])
    section = np.array([-1, -1, -1, 12])
    assert rows_within(EVERYWHERE, lon, lat, section, rough).tolist() == [True, False, True, True]
    assert rows_within(KUZNICA, lon, lat, section, rough).tolist() == [True, False, False, True]
    place = replace(POINTS[0], lon=23.7, lat=53.5, precision_km=None, rough=True)
    assert stands(EVERYWHERE, place, {}) is Standing.BEYOND


def test_the_plane_is_web_mercator_and_leads_back() -> None:
    assert to_plane([(180, 0)])[0] == pytest.approx([20037.508342789244, 0])
    found = np.array([[23.7, 53.4], [-20.0, 12.0], [72.0, 65.0]])
    assert from_plane(to_plane(found)) == pytest.approx(found)


def test_an_outline_follows_the_edges_of_the_page_on_a_map_of_another_projection() -> None:
    wide = Where(WhereKind.AREA, ring=((21.0, 51.0), (29.0, 57.0), (21.0, 57.0)))
    outline = wide.outline()
    assert tuple(outline[0]) == pytest.approx(tuple(outline[-1]))
    steps = geodata.geodesic_km(*outline[0], *outline[1])
    assert steps < 2.1
    # The middle of the long edge lies further north than halfway in degrees.
    assert shapely.Polygon(outline).distance(shapely.Point(25.0, 54.0)) > 0.05
