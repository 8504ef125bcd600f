"""Which section, border and country a point belongs to.

Long because what lies near a border line and what lies within a country must agree.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPolygon, Polygon, STRtree
from shapely.geometry import shape

from geodata.borders import BorderSection, checked_pair, load_border_lines, load_border_sections
from geodata.errors import BadLayerError
from geodata.files import REBUILD, data_folder, read_features
from geodata.geodesy import chainages_km, checked_lonlat, geodesic_distances_km, to_plane_km

COUNTRIES_FILE = "countries_screen.geojson"
_SIMPLER_KM = 0.2


@dataclass(frozen=True, slots=True)
class NearBorder:
    """For each of n points, the nearest section and the nearest point of it.

    Attributes
    ----------
    section : ndarray of int, shape (n,)
        Index into `load_border_sections()`.
    distance_km : ndarray of float, shape (n,)
        Geodesic distance to the border line.
    chainage_km : ndarray of float, shape (n,)
        Where along its border line the nearest point lies.
    """

    section: NDArray[np.int64]
    distance_km: NDArray[np.float64]
    chainage_km: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Edges:
    """Every edge of every section, in the plane and on the ellipsoid."""

    tree: STRtree
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    start_lonlat: NDArray[np.float64]
    end_lonlat: NDArray[np.float64]
    section: NDArray[np.int64]
    start_km: NDArray[np.float64]
    end_km: NDArray[np.float64]


@cache
def _edges(pair: str | None = None) -> _Edges:
    starts, ends, owners, start_km, end_km = [], [], [], [], []
    for index, section in enumerate(load_border_sections()):
        if pair not in (None, section.pair):
            continue
        vertices = shapely.get_coordinates(section.line)
        chainages = section.from_km + chainages_km(vertices)
        starts.append(vertices[:-1])
        ends.append(vertices[1:])
        start_km.append(chainages[:-1])
        end_km.append(chainages[1:])
        owners.append(np.full(len(vertices) - 1, index, dtype=np.int64))
    start_lonlat, end_lonlat = np.concatenate(starts), np.concatenate(ends)
    start = to_plane_km(start_lonlat[:, 0], start_lonlat[:, 1])
    end = to_plane_km(end_lonlat[:, 0], end_lonlat[:, 1])
    lines: Any = shapely.linestrings(np.stack([start, end], axis=1))
    return _Edges(
        # Small nodes find the nearest of many short edges almost twice as fast.
        tree=STRtree(lines, node_capacity=3),
        start=start,
        end=end,
        start_lonlat=start_lonlat,
        end_lonlat=end_lonlat,
        section=np.concatenate(owners),
        start_km=np.concatenate(start_km),
        end_km=np.concatenate(end_km),
    )


def sections_near(lons: ArrayLike, lats: ArrayLike, pair: str | None = None) -> NearBorder:
    """Find the nearest section, distance and chainage for many points at once.

    The nearest edge is found in an equal-area plane around the three borders, the distance to it
    is then geodesic. Within 450 km of the borders the edge found is the nearest; much farther
    away another one may be nearer by a little.

    Parameters
    ----------
    lons, lats : array_like, shape (n,)
        Degrees.
    pair : str, optional
        Look at this border only.

    Returns
    -------
    NearBorder

    Raises
    ------
    CoordinateError
        A value is no coordinate.
    UnknownNameError
        The pair is not a border.
    """
    if pair is not None:
        checked_pair(pair)
    lon, lat = (np.atleast_1d(values) for values in checked_lonlat(lons, lats))
    edges = _edges(pair)
    plane = to_plane_km(lon, lat)
    nearest = np.asarray(edges.tree.nearest(shapely.points(plane)), dtype=np.int64)
    start, along = edges.start[nearest], edges.end[nearest] - edges.start[nearest]
    squared = np.maximum((along**2).sum(axis=1), 1e-18)
    part = np.clip(((plane - start) * along).sum(axis=1) / squared, 0, 1)
    foot = edges.start_lonlat[nearest] + part[:, None] * (
        edges.end_lonlat[nearest] - edges.start_lonlat[nearest]
    )
    chainage = edges.start_km[nearest] + part * (edges.end_km[nearest] - edges.start_km[nearest])
    return NearBorder(
        section=edges.section[nearest],
        distance_km=geodesic_distances_km(lon, lat, foot[:, 0], foot[:, 1]),
        chainage_km=chainage,
    )


@cache
def _section_lines() -> STRtree:
    """Return the lines of all sections in the plane, each with few vertices."""
    lines = (
        shapely.transform(section.line, lambda c: to_plane_km(c[:, 0], c[:, 1]))
        for section in load_border_sections()
    )
    return STRtree([shapely.simplify(line, _SIMPLER_KM) for line in lines])


def sections_in_reach(
    lons: NDArray[np.float64], lats: NDArray[np.float64], reach_km: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find all sections within a distance of each point, and perhaps some a little farther.

    Parameters
    ----------
    lons, lats : ndarray of float64, shape (n,)
        WGS 84 degrees.
    reach_km : ndarray of float64, shape (n,)
        Kilometres of the plane in which `sections_near` finds the nearest edge.

    Returns
    -------
    tuple of ndarray
        Positions of points, and a section of each; one may stand more than once.
    """
    points = shapely.points(to_plane_km(lons, lats))
    # A simpler line is nowhere farther from the whole one than this.
    reach = np.asarray(reach_km) + _SIMPLER_KM
    point, section = _section_lines().query(points, predicate="dwithin", distance=reach)
    return np.asarray(point, np.int64), np.asarray(section, np.int64)


def nearest_section(lon: float, lat: float) -> tuple[BorderSection, float]:
    """Nearest section and the geodesic distance to it in kilometres."""
    near = sections_near([lon], [lat])
    return load_border_sections()[int(near.section[0])], float(near.distance_km[0])


def chainage_km(pair: str, lon: float, lat: float) -> float:
    """Chainage of the point of a border that lies nearest to a point.

    Parameters
    ----------
    pair : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    lon : float
        Longitude in WGS 84 degrees.
    lat : float
        Latitude in WGS 84 degrees.

    Raises
    ------
    UnknownNameError
        The pair is not a border.
    CoordinateError
        This is no coordinate.
    """
    return float(sections_near([lon], [lat], pair).chainage_km[0])


@dataclass(frozen=True, slots=True)
class _Countries:
    belarus: Polygon
    others: dict[str, Polygon | MultiPolygon]


@cache
def _countries() -> _Countries:
    screen = {
        str(feature["properties"].get("iso")): _area(feature)
        for feature in read_features(data_folder() / COUNTRIES_FILE)
    }
    belarus = screen.pop("BY", None)
    if not isinstance(belarus, Polygon):
        raise BadLayerError(COUNTRIES_FILE, "BY", "is missing or in several parts", REBUILD)
    full = _with_full_borders(belarus)
    for area in (full, *screen.values()):
        shapely.prepare(area)
    return _Countries(full, screen)


def _area(feature: dict[str, Any]) -> Polygon | MultiPolygon:
    name = str(feature["properties"].get("iso"))
    try:
        area = shape(feature["geometry"])
    except (TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise BadLayerError(COUNTRIES_FILE, name, f"is damaged ({error!r})", REBUILD) from error
    if not isinstance(area, Polygon | MultiPolygon) or not area.is_valid:
        raise BadLayerError(COUNTRIES_FILE, name, "is not a valid area", REBUILD)
    return area


def _with_full_borders(belarus: Polygon) -> Polygon:
    """Belarus with its three thinned borders replaced by the full ones."""
    lines = [shapely.get_coordinates(border.line) for border in load_border_lines().values()]
    ring = shapely.get_coordinates(belarus.exterior)[:-1]
    # The ring runs through the tripoints: from the last of the three borders back to the first.
    first, last = (int(np.hypot(*(ring - end).T).argmin()) for end in (lines[0][0], lines[-1][-1]))
    forwards = np.roll(ring, -last, axis=0)[: (first - last) % len(ring) + 1]
    backwards = np.roll(ring[::-1], last + 1, axis=0)[: (last - first) % len(ring) + 1]
    # Of the two ways round, the one along Ukraine and Russia leads past the easternmost vertex.
    rest = max(forwards, backwards, key=lambda path: float(path[:, 0].max()))
    outline = Polygon(
        np.concatenate([*lines, rest[1:-1]]),
        [shapely.get_coordinates(hole) for hole in belarus.interiors],
    )
    if not outline.is_valid:
        raise BadLayerError(COUNTRIES_FILE, "BY", "crosses its own border lines", REBUILD)
    return outline


def countries_at(lons: ArrayLike, lats: ArrayLike) -> list[str | None]:
    """Country of each of many points, as `country_at` tells it."""
    lon, lat = (np.atleast_1d(values) for values in checked_lonlat(lons, lats))
    countries = _countries()
    found = np.full(lon.shape, None, dtype=object)
    for iso, area in countries.others.items():
        found[shapely.intersects_xy(area, lon, lat)] = iso
    inside = shapely.intersects_xy(countries.belarus, lon, lat)
    found[inside] = "BY"
    _settle_slivers(found, lon, lat, ~inside)
    return list(found)


def _settle_slivers(
    found: NDArray[np.object_],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    outside: NDArray[np.bool_],
) -> None:
    """Give points between the thinned and the full border to the neighbour they lie in."""
    unknown = np.flatnonzero(outside & (found == None))  # noqa: E711
    if unknown.size:
        near = sections_near(lon[unknown], lat[unknown])
        sections = load_border_sections()
        for index, section, distance in zip(unknown, near.section, near.distance_km, strict=True):
            # Thinning moved the line by less than this (sources.toml, countries_screen).
            if distance < 0.25:
                found[index] = sections[section].pair[3:]


def country_at(lon: float, lat: float) -> str | None:
    """Country of a point, as an ISO 3166-1 alpha-2 code.

    Along the three borders of Belarus the full-resolution line decides. Elsewhere the thinned
    areas do, within about 500 m of a border.

    Returns
    -------
    str or None
        None at sea and beyond the countries of the base map.

    Raises
    ------
    CoordinateError
        This is no coordinate.
    """
    return countries_at([lon], [lat])[0]
