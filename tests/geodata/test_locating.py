"""Which section, border and country a point belongs to."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodata

VERTICES = np.concatenate([np.array(s.line.coords) for s in geodata.load_border_sections()])

around = st.tuples(st.floats(20, 32), st.floats(50.5, 57.5))


def test_every_border_place_lies_on_the_right_side_of_the_border() -> None:
    places = geodata.load_places().values()
    found = geodata.countries_at([p.lon for p in places], [p.lat for p in places])
    wrong = [(p.name, iso) for p, iso in zip(places, found, strict=True) if p.country != iso]
    assert wrong == []


def test_the_towns_that_natural_earth_gets_wrong_lie_right() -> None:
    countries = {
        name: geodata.load_places()[name].country
        for name in ("kuznica", "polowce", "benyakoni", "piedruja")
    }
    assert countries == {"kuznica": "PL", "polowce": "PL", "benyakoni": "BY", "piedruja": "LV"}


def test_airports_and_towns_of_the_frame_lie_in_their_country() -> None:
    towns = [t for t in geodata.load_towns().values() if t.country in ("BY", "PL", "LT", "LV")]
    found = geodata.countries_at([t.lon for t in towns], [t.lat for t in towns])
    wrong = [t.name for t, iso in zip(towns, found, strict=True) if t.country != iso]
    # Places right at the water's edge fall off a coast that is thinned.
    assert len(wrong) <= 2
    minsk = geodata.load_airports()["MSQ"]
    assert geodata.country_at(minsk.lon, minsk.lat) == "BY"


def test_the_full_line_decides_a_stone_throw_from_the_border() -> None:
    for pair, border in geodata.load_border_lines().items():
        vertices = np.array(border.line.coords)
        middle = (vertices[:-1] + vertices[1:]) / 2
        along = np.diff(vertices, axis=0)
        stretch = np.cos(np.radians(middle[:, 1]))
        # Long edges only: beside a short one a neighbouring bend may be nearer than 30 m.
        straight = np.flatnonzero(np.hypot(along[:, 0] * stretch, along[:, 1]) > 0.006)
        assert straight.size > 10
        left = np.column_stack([-along[:, 1] / stretch, along[:, 0] * stretch])
        left /= np.hypot(left[:, 0] * stretch, left[:, 1])[:, None]
        for side, country in ((0.0003, pair[3:]), (-0.0003, "BY")):
            points = (middle + side * left)[straight]
            assert set(geodata.countries_at(points[:, 0], points[:, 1])) == {country}


def test_the_enclave_in_belarus_is_russian_and_the_open_sea_nobodys() -> None:
    assert geodata.country_at(31.687, 52.478) == "RU"
    assert geodata.country_at(19.0, 56.0) is None
    assert geodata.country_at(20.5, 54.7) == "RU"
    assert geodata.country_at(44.4, 33.3) is None


def test_kuznica_lies_by_the_section_that_bears_its_name() -> None:
    section, distance_km = geodata.nearest_section(23.64361, 53.50972)
    assert (section.id, section.name) == ("BY-PL-13", "Krynki – Kuźnica")
    assert distance_km == pytest.approx(1.54, abs=0.01)
    section, distance_km = geodata.nearest_section(25.65, 54.53889)
    assert (section.pair, distance_km) == ("BY-LT", pytest.approx(1.95, abs=0.01))


@given(around)
def test_the_distance_found_is_the_least_over_all_vertices_or_less(
    point: tuple[float, float],
) -> None:
    near = geodata.sections_near([point[0]], [point[1]])
    lon, lat = np.full(len(VERTICES), point[0]), np.full(len(VERTICES), point[1])
    least = geodata.geodesic_distances_km(lon, lat, VERTICES[:, 0], VERTICES[:, 1]).min()
    assert near.distance_km[0] <= least * 1.001 + 1e-6
    # No edge is longer than 3 km, so no point of one is farther than 1.5 km from a vertex.
    assert near.distance_km[0] >= least - 1.5


@given(around)
def test_one_point_and_many_points_give_the_same(point: tuple[float, float]) -> None:
    section, distance_km = geodata.nearest_section(*point)
    near = geodata.sections_near([point[0], 24.0], [point[1], 53.0])
    assert geodata.load_border_sections()[near.section[0]] is section
    assert near.distance_km[0] == distance_km


@given(st.sampled_from(geodata.load_border_sections()), st.floats(0.001, 0.999))
def test_a_point_on_a_section_is_found_there_with_its_chainage(
    section: geodata.BorderSection, part: float
) -> None:
    point = section.line.interpolate(part, normalized=True)
    near = geodata.sections_near([point.x], [point.y], section.pair)
    found = geodata.load_border_sections()[near.section[0]]
    assert found is section or abs(near.chainage_km[0] - found.to_km) < 0.05
    assert near.distance_km[0] < 0.001
    chainage = geodata.chainage_km(section.pair, point.x, point.y)
    assert section.from_km - 0.05 <= chainage <= section.to_km + 0.05


def test_chainage_of_a_crossing_is_the_one_in_its_table() -> None:
    for crossing in geodata.load_crossings().values():
        chainage = geodata.chainage_km(crossing.pair, crossing.lon, crossing.lat)
        assert chainage == pytest.approx(crossing.chainage_km, abs=0.01)
        assert geodata.nearest_section(crossing.lon, crossing.lat)[1] < 0.001


def test_distances_in_the_table_of_places_are_those_of_the_line() -> None:
    for place in geodata.load_places().values():
        section, distance_km = geodata.nearest_section(place.lon, place.lat)
        assert (place.section, place.border_pair) == (section.id, section.pair)
        assert place.border_km == pytest.approx(distance_km, abs=0.006)


def test_a_hundred_thousand_points_are_located_in_under_two_seconds() -> None:
    chance = np.random.default_rng(0)
    lons, lats = chance.uniform(22, 29, 100_000), chance.uniform(51, 57, 100_000)
    geodata.sections_near(lons[:1], lats[:1])
    start = time.process_time()
    near = geodata.sections_near(lons, lats)
    assert time.process_time() - start < 2
    assert near.section.shape == near.distance_km.shape == (100_000,)


@pytest.mark.parametrize("point", [(181.0, 50.0), (24.0, 91.0), (float("nan"), 50.0)])
def test_what_is_no_coordinate_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(geodata.CoordinateError, match="Give longitude first"):
        geodata.nearest_section(*point)
    with pytest.raises(geodata.CoordinateError):
        geodata.country_at(*point)


def test_longitudes_and_latitudes_must_be_as_many() -> None:
    with pytest.raises(geodata.CoordinateError, match="Give as many of each"):
        geodata.sections_near([24.0, 25.0], [53.0])


def test_the_forest_holds_bialowieza_but_not_minsk() -> None:
    assert geodata.in_forest(23.86667, 52.7)
    assert not geodata.in_forest(27.56653, 53.90019)
