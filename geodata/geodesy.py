"""Lengths and great circles on the WGS 84 ellipsoid, and the one place that projects."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.errors import CoordinateError

if TYPE_CHECKING:
    from pyproj import Geod, Transformer

# Lambert azimuthal equal-area, centred on the three borders: within 450 km of the centre a
# distance is true to 0.07 %, enough to find what is nearest. No length is ever read from it.
_PLANE = "+proj=laea +lat_0=53.9 +lon_0=25.6 +datum=WGS84 +units=km +no_defs"


@cache
def _geod() -> "Geod":
    from pyproj import Geod

    return Geod(ellps="WGS84")


@cache
def _transformer() -> "Transformer":
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", _PLANE, always_xy=True)


def checked_lonlat(
    lon: ArrayLike, lat: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes and latitudes as arrays of one shape.

    Raises
    ------
    CoordinateError
        A value is not finite or lies outside ±180, ±90 degrees, or the shapes differ.
    """
    lons = np.asarray(lon, dtype=np.float64)
    lats = np.asarray(lat, dtype=np.float64)
    if lons.shape != lats.shape:
        raise CoordinateError(
            f"{lons.shape} longitudes and {lats.shape} latitudes. Give as many of each"
        )
    if not (np.isfinite(lons).all() and (np.abs(lons) <= 180).all()):
        raise CoordinateError("a longitude is not within ±180 degrees. Give longitude first")
    if not (np.isfinite(lats).all() and (np.abs(lats) <= 90).all()):
        raise CoordinateError("a latitude is not within ±90 degrees. Give longitude first")
    return lons, lats


def to_plane_km(lon: ArrayLike, lat: ArrayLike) -> NDArray[np.float64]:
    """Project longitude and latitude to kilometres around the three borders.

    Returns
    -------
    ndarray, shape (n, 2)
        Easting and northing. For finding the nearest thing, not for lengths.
    """
    lons, lats = checked_lonlat(lon, lat)
    x, y = _transformer().transform(np.atleast_1d(lons), np.atleast_1d(lats))
    return np.column_stack([x, y])


def geodesic_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Shortest distance between two points on the WGS 84 ellipsoid, in kilometres.

    Parameters
    ----------
    lon1, lat1 : float
        One point, in WGS 84 degrees.
    lon2, lat2 : float
        The other.
    """
    checked_lonlat((lon1, lon2), (lat1, lat2))
    return float(_geod().inv(lon1, lat1, lon2, lat2)[2]) / 1000


def geodesic_distances_km(
    lons1: ArrayLike, lats1: ArrayLike, lons2: ArrayLike, lats2: ArrayLike
) -> NDArray[np.float64]:
    """Shortest distances between pairs of points on the WGS 84 ellipsoid.

    Parameters
    ----------
    lons1, lats1, lons2, lats2 : array_like, shape (n,)
        Degrees.

    Returns
    -------
    ndarray, shape (n,)
        Kilometres.
    """
    lon1, lat1 = checked_lonlat(lons1, lats1)
    lon2, lat2 = checked_lonlat(lons2, lats2)
    return np.asarray(_geod().inv(lon1, lat1, lon2, lat2)[2], dtype=np.float64) / 1000


def chainages_km(coordinates: ArrayLike) -> NDArray[np.float64]:
    """Distance from the first vertex of a line to each of its vertices, along the line.

    Parameters
    ----------
    coordinates : array_like, shape (n, 2)
        Longitude and latitude of the vertices.

    Returns
    -------
    ndarray, shape (n,)
        Kilometres; the first is 0, the last the length of the line. Each edge is a geodesic.
    """
    vertices = np.asarray(coordinates, dtype=np.float64)
    lons, lats = checked_lonlat(vertices[:, 0], vertices[:, 1])
    edges = geodesic_distances_km(lons[:-1], lats[:-1], lons[1:], lats[1:])
    return np.concatenate([[0.0], np.cumsum(edges)])


def great_circle(
    lon1: float, lat1: float, lon2: float, lat2: float, points: int = 64
) -> NDArray[np.float64]:
    """Shortest path between two points, for drawing a flight.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : float
        Ends, in degrees.
    points : int, default 64
        Vertices of the path, both ends included; at least 2.

    Returns
    -------
    ndarray, shape (points, 2)
        Longitude and latitude, evenly spaced along the geodesic (`pyproj.Geod.inv_intermediate`).
        Longitudes run on past ±180 rather than jump.

    Raises
    ------
    CoordinateError
        An end is no coordinate, or fewer than 2 points are asked for.
    """
    checked_lonlat((lon1, lon2), (lat1, lat2))
    if points < 2:
        raise CoordinateError(f"a path of {points} points is no path. Ask for 2 or more")
    # 0 and 0: start and end are counted among the points.
    path = _geod().inv_intermediate(
        lon1, lat1, lon2, lat2, npts=points, initial_idx=0, terminus_idx=0, return_back_azimuth=True
    )
    lons = np.unwrap(np.asarray(path.lons, dtype=np.float64), period=360)
    vertices = np.column_stack([lons, np.asarray(path.lats, dtype=np.float64)])
    # The ends are the given ones, to the last digit.
    vertices[0] = lon1, lat1
    vertices[-1, 1] = lat2
    return vertices
