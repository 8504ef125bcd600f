"""What is found by squares is what is found point by point."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

import geodata

NEAR_KM = 30.0


def plainly(
    lon: NDArray[np.float64], lat: NDArray[np.float64], near_km: float
) -> NDArray[np.int16]:
    near = geodata.sections_near(lon, lat)
    return np.where(near.distance_km <= near_km, near.section, -1).astype(np.int16)


def along_borders(chance: np.random.Generator, count: int, far: float) -> NDArray[np.float64]:
    """Return points round the borders, some of them so near that they could lie on either side."""
    lines = [shapely.get_coordinates(one.line) for one in geodata.load_border_lines().values()]
    middle = chance.choice(np.concatenate(lines), count)
    return middle + chance.normal(0, 1, (count, 2)) * chance.choice(
        [0.0, 1e-6, 0.01, far], (count, 1)
    )


@pytest.mark.parametrize("near_km", [NEAR_KM, 1.0, 80.0])
def test_points_in_great_number_have_the_sections_they_have_alone(near_km: float) -> None:
    chance = np.random.default_rng(5)
    cells = geodata.NearCells(near_km)
    # A dense track, points all round the borders, and the square of the whole region.
    dense = chance.normal(0, 1, (20_000, 2)) * (0.12, 0.3) + (23.7, 53.2)
    wide = chance.uniform((20, 50), (34, 58), (4_000, 2))
    for points in (dense, along_borders(chance, 8_000, 0.3), wide, dense[:2_000]):
        lon, lat = np.ascontiguousarray(points.T)
        assert (cells.sections_of(lon, lat) == plainly(lon, lat, near_km)).all()


def test_points_where_sections_meet_and_where_the_distance_ends() -> None:
    ends = np.array(
        [shapely.get_coordinates(one.line)[[0, -1]] for one in geodata.load_border_sections()]
    ).reshape(-1, 2)
    chance = np.random.default_rng(6)
    round_ends = np.repeat(ends, 150, axis=0)
    round_ends += chance.normal(0, 1, round_ends.shape) * (0.3, 0.2)
    lon, lat = np.ascontiguousarray(round_ends.T)
    expected = plainly(lon, lat, NEAR_KM)
    assert len(set(expected.tolist())) > 40 and (expected == -1).any()
    found = geodata.NearCells(NEAR_KM).sections_of(lon, lat)
    assert (found == expected).all()


def test_most_of_a_dense_track_is_answered_by_squares(monkeypatch: pytest.MonkeyPatch) -> None:
    from geodata import near_cells

    chance = np.random.default_rng(7)
    lon, lat = np.ascontiguousarray(chance.normal((23.8, 53.3), 0.02, (20_000, 2)).T)
    cells = geodata.NearCells(NEAR_KM)
    first = cells.sections_of(lon, lat)
    asked: list[int] = []
    plain = near_cells.sections_near

    def counted(lons: NDArray[np.float64], lats: NDArray[np.float64]) -> object:
        asked.append(len(lons))
        return plain(lons, lats)

    monkeypatch.setattr(near_cells, "sections_near", counted)
    assert (cells.sections_of(lon, lat) == first).all()
    assert sum(asked) < len(lon) / 2
