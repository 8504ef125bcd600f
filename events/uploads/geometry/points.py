"""One point for a geometry, whatever it is written in; and the one place that reprojects files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from events.uploads.values.errors import FileRefusedError
from events.uploads.values.raw_table import Shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import CRS

_LONLAT = {"OGC:CRS84", "EPSG:4326", "CRS84", "EPSG:4979"}


def place_of_geojson(geometry: Any) -> tuple[float, float, bool, bytes | None]:
    """Return longitude, latitude, whether they stand for a line or an area, and that as WKB.

    Parameters
    ----------
    geometry : object
        A GeoJSON geometry whose numbers are still text, or None.

    Raises
    ------
    ValueError
        With what is wrong with the geometry.
    """
    nan = float("nan")
    if geometry is None:
        return nan, nan, False, None
    if not isinstance(geometry, dict):
        raise ValueError("has a geometry that is none")
    kind = geometry.get("type")
    coordinates: Any = geometry.get("coordinates")
    if kind == "Point":
        if coordinates == []:
            return nan, nan, False, None
        lon, lat = _pair(coordinates)
        return lon, lat, False, None
    import shapely
    from shapely.geometry import shape

    try:
        found = shape(_numbers(geometry))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"has a damaged geometry ({error})") from None
    except shapely.errors.ShapelyError as error:
        raise ValueError(f"has a damaged geometry ({error})") from None
    if kind in ("Polygon", "MultiPolygon"):
        for ring in [coordinates] if kind == "Polygon" else coordinates:
            if any(part and part[0] != part[-1] for part in ring):
                raise ValueError("has a ring that is not closed")
    point = shapely.point_on_surface(found)
    if point is None or point.is_empty:
        return nan, nan, False, None
    return float(point.x), float(point.y), True, shapely.to_wkb(shapely.force_2d(found))


def _numbers(geometry: dict[str, Any]) -> dict[str, Any]:
    if geometry.get("type") == "GeometryCollection":
        return {**geometry, "geometries": [_numbers(part) for part in geometry["geometries"]]}
    return {**geometry, "coordinates": _deep(geometry["coordinates"])}


def _deep(coordinates: Any) -> Any:
    if isinstance(coordinates, list):
        return [_deep(part) for part in coordinates]
    return _number(coordinates)


def _pair(coordinates: Any) -> tuple[float, float]:
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        raise ValueError("has a point without two coordinates")
    return _number(coordinates[0]), _number(coordinates[1])


def _number(text: Any) -> float:
    try:
        number = float(text)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f'has "{str(text)[:40]}" for a coordinate') from None
    if not -1e9 < number < 1e9:
        raise ValueError(f'has "{str(text)[:40]}" for a coordinate')
    return number


def points_of_shapes(found: NDArray[np.object_]) -> Shapes:
    """Return one point for each geometry; none for what is missing, or empty of every kind."""
    import shapely

    there = ~shapely.is_missing(found) & ~shapely.is_empty(found)
    plain = there & (shapely.get_type_id(found) == 0)
    others = there & ~plain
    points = np.full(len(found), None, dtype=object)
    points[plain] = found[plain]
    if others.any():
        points[others] = _points_on(found[others])
    # Of an empty point GEOS tells no coordinate: it raises.
    points[shapely.is_empty(points)] = None
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    # Half a point is no place and not "no place given": infinity is refused row by row.
    half = np.isnan(lon) ^ np.isnan(lat)
    lon, lat = np.where(half, np.inf, lon), np.where(half, np.inf, lat)
    return Shapes(lon, lat, others & ~np.isnan(lon))


def _points_on(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return a point on each line or area; one that GEOS cannot work with has none."""
    import shapely

    try:
        return np.asarray(shapely.point_on_surface(shapes), dtype=object)
    except (shapely.errors.ShapelyError, NotImplementedError):
        # Curves are not implemented for it: each shape is tried by itself.
        found = np.full(len(shapes), None, dtype=object)
        for place, shape in enumerate(shapes):
            try:
                found[place] = shapely.point_on_surface(shape)
            except (shapely.errors.ShapelyError, NotImplementedError):
                continue
        return found


def points_in_wgs84(
    lon: NDArray[np.float64], lat: NDArray[np.float64], crs: str | dict[str, Any] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coordinates as WGS 84 longitude and latitude.

    Parameters
    ----------
    lon, lat : ndarray of float64, shape (n,)
        First (x) and second (y) coordinate in that system.
    crs : str, dict or None
        Name or definition of their reference system; None: they are longitude and latitude.

    Raises
    ------
    FileRefusedError
        The reference system is not known.
    """
    if crs is None:
        return lon, lat
    if isinstance(crs, str):
        short = crs.upper().replace("URN:OGC:DEF:CRS:", "").replace("::", ":")
        if short in _LONLAT or short in {"OGC:1.3:CRS84", "OGC:2:84"}:
            return lon, lat
    system = known_crs(crs)
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        transformer = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
        x, y = transformer.transform(lon, lat)
    except ProjError:
        shown = crs if isinstance(crs, str) else "definition"
        raise FileRefusedError(
            f'coordinates of the reference system "{shown[:60]}" cannot be made longitude and '
            "latitude",
            "Save the file in WGS 84.",
        ) from None
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    # Infinity is refused row by row later on; "no place given" stays NaN.
    bad = ~(np.isfinite(x) & np.isfinite(y)) & ~np.isnan(lon)
    return np.where(bad, np.inf, x), np.where(bad, np.inf, y)


_STEPS = re.compile(
    r"PROJ (?:affine|axisswap|geogoffset|noop|pop|push|set|unitconvert)\b|.*topocentric"
)
"""Methods that PROJ calls a projected system and that only move or swap numbers."""


def _is_step(system: CRS) -> bool:
    operation = system.coordinate_operation
    return operation is not None and _STEPS.match(operation.method_name) is not None


def known_crs(crs: str | dict[str, Any]) -> CRS:
    """Return a coordinate reference system by name or definition.

    Raises
    ------
    FileRefusedError
        It is not known.
    """
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    shown = (crs if isinstance(crs, str) else "definition")[:60]
    way_out = "Name one by its EPSG code, as in EPSG:2180."
    try:
        system = CRS.from_user_input(crs)
    except (CRSError, ValueError, TypeError, RecursionError):
        raise FileRefusedError(f'the reference system "{shown}" is not known', way_out) from None
    # Heights, a site's own grid, or the steps of a computation say nothing of a place on Earth.
    steps = "pipeline" in str(crs).casefold() or _is_step(system)
    if steps or not (system.is_geographic or system.is_projected):
        problem = f'the reference system "{shown}" tells no longitude and latitude'
        raise FileRefusedError(problem, way_out)
    return system
