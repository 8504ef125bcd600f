"""Lengths and great circles."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import geodata

lonlat = st.tuples(st.floats(-179, 179), st.floats(-85, 85))


def test_wellington_to_salamanca_is_as_long_as_geographiclib_says() -> None:
    # The worked example in the documentation of GeographicLib (Karney 2013).
    km = geodata.geodesic_km(174.81, -41.32, -5.50, 40.96)
    assert km == pytest.approx(19959.679267, abs=1e-5)


def test_minsk_to_baghdad_agrees_with_a_sphere_to_half_a_percent() -> None:
    minsk, baghdad = (geodata.load_airports()[code] for code in ("MSQ", "BGW"))
    lon1, lat1, lon2, lat2 = np.radians([minsk.lon, minsk.lat, baghdad.lon, baghdad.lat])
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * (
        np.sin((lon2 - lon1) / 2) ** 2
    )
    sphere = 2 * 6371.0088 * np.arcsin(np.sqrt(half))
    km = geodata.geodesic_km(minsk.lon, minsk.lat, baghdad.lon, baghdad.lat)
    assert km == pytest.approx(sphere, rel=0.005)


def test_a_degree_of_the_equator_is_111_km() -> None:
    assert geodata.geodesic_km(0, 0, 1, 0) == pytest.approx(111.319, abs=0.001)


@given(lonlat, lonlat, st.integers(2, 80))
def test_a_great_circle_is_as_long_as_the_shortest_path(
    start: tuple[float, float], end: tuple[float, float], points: int
) -> None:
    shortest = geodata.geodesic_km(*start, *end)
    # Opposite ends of the earth have no single shortest path.
    assume(shortest < 19_900)
    path = geodata.great_circle(*start, *end, points=points)
    assert path.shape == (points, 2)
    assert tuple(path[0]) == start
    assert path[-1, 1] == end[1]
    assert (path[-1, 0] - end[0]) % 360 == pytest.approx(0, abs=1e-9) or (
        path[-1, 0] - end[0]
    ) % 360 == pytest.approx(360, abs=1e-9)
    wrapped = (path[:, 0] + 180) % 360 - 180
    steps = geodata.geodesic_distances_km(wrapped[:-1], path[:-1, 1], wrapped[1:], path[1:, 1])
    assert steps.sum() == pytest.approx(shortest, abs=0.001)
    assert steps == pytest.approx(np.full(points - 1, shortest / (points - 1)), abs=0.001)


@given(lonlat, lonlat)
def test_a_great_circle_never_jumps_across_the_map(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    path = geodata.great_circle(*start, *end, points=200)
    assert np.abs(np.diff(path[:, 0])).max() <= 180


def test_a_path_needs_two_points() -> None:
    with pytest.raises(geodata.CoordinateError, match="Ask for 2 or more"):
        geodata.great_circle(0, 0, 1, 1, points=1)


@given(st.lists(lonlat, min_size=2, max_size=12))
def test_chainages_begin_at_zero_never_fall_and_end_at_the_length(
    vertices: list[tuple[float, float]],
) -> None:
    chainages = geodata.chainages_km(vertices)
    assert chainages[0] == 0
    assert (np.diff(chainages) >= 0).all()
    total = sum(geodata.geodesic_km(*a, *b) for a, b in pairwise(vertices))
    assert chainages[-1] == pytest.approx(total, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("lon", "lat"), [(180.1, 0), (-180.1, 0), (0, 90.1), (0, -90.1)])
def test_what_lies_beyond_the_poles_or_round_the_globe_is_no_coordinate(
    lon: float, lat: float
) -> None:
    with pytest.raises(geodata.CoordinateError):
        geodata.geodesic_km(lon, lat, 0, 0)
    assert geodata.geodesic_km(180, 90, -180, -90) > 20_000


def test_the_plane_around_the_borders_is_in_kilometres() -> None:
    (near, far) = geodata.geodesy.to_plane_km((23.8, 23.8), (53.0, 53.9))
    # A degree of latitude has 111.28 km there.
    assert float(np.hypot(*(far - near))) == pytest.approx(100.1, abs=0.2)
