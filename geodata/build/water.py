"""Sea, large lakes and wide rivers, from water bodies of at least 250 m in OpenStreetMap."""

from functools import cache
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry import shape

from geodata.build.output import Feature
from geodata.build.packages import WATER_PACKAGE, npm_file

# Wide enough that no edge shows when the three borders fill a large screen.
FRAME = (12.0, 47.0, 40.0, 62.0)
DECIMALS = 4
COAST_M, LAKE_M = 450.0, 150.0
SMALLEST_ISLAND_KM2 = 5.0
# Lakes: whole near the borders, only the large ones farther away.
NEAR = (22.0, 50.8, 29.5, 57.0)
SMALLEST_NEAR_KM2, SMALLEST_FAR_KM2 = 2.0, 15.0

_METRES = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)


def to_metres(area: Any) -> Any:
    """Project to EPSG:3035, where thinning works the same in every direction."""
    return shapely.transform(
        area, lambda xy: np.column_stack(_METRES.transform(xy[:, 0], xy[:, 1]))
    )


def from_metres(area: Any, decimals: int) -> Any:
    """Back from EPSG:3035 to longitude and latitude, rounded."""

    def degrees(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        lonlat = _METRES.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
        # By way of the six decimals of the origin, so that both sides of a border round alike.
        return np.column_stack(lonlat).round(6).round(decimals)

    return shapely.transform(area, degrees)


@cache
def _bodies() -> tuple[Polygon, tuple[Polygon, ...]]:
    """Read the ocean, and every other water body that touches the frame."""
    content = npm_file(WATER_PACKAGE, "map.geo.json")
    bodies = shapely.get_parts(np.array([shape(part) for part in content["geometries"]]))
    west, south, east, north = shapely.bounds(bodies).T
    touching = (west < FRAME[2]) & (east > FRAME[0]) & (south < FRAME[3]) & (north > FRAME[1])
    near = sorted(bodies[touching], key=lambda body: body.area)
    return near[-1], tuple(near[:-1])


@cache
def read_sea() -> MultiPolygon:
    """Read the sea within the frame, thinned, islets filled in."""
    ocean, _ = _bodies()
    west, south, east, north = FRAME
    # Cut a little outside the frame, so that thinning cannot pull the sea off its edge.
    clipped = shapely.clip_by_rect(ocean, west - 0.5, south - 0.5, east + 0.5, north + 0.5)
    parts = []
    for part in polygons(to_metres(shapely.make_valid(clipped))):
        islands = [hole for hole in part.interiors if _km2(Polygon(hole)) > SMALLEST_ISLAND_KM2]
        parts.append(Polygon(part.exterior, islands))
    large = [part for part in parts if _km2(part) > SMALLEST_ISLAND_KM2]
    simple = shapely.coverage_simplify(large, COAST_M)
    return MultiPolygon(polygons(shapely.union_all([from_metres(part, 6) for part in simple])))


def lake_features() -> list[Feature]:
    """Lakes and wide rivers as one multipolygon, thinned for the screen."""
    _, bodies = _bodies()
    frame, near = shapely.box(*FRAME), shapely.box(*NEAR)
    kept = []
    for body in bodies:
        area = to_metres(body)
        smallest = SMALLEST_NEAR_KM2 if body.intersects(near) else SMALLEST_FAR_KM2
        if _km2(area) < smallest or not body.intersects(frame):
            continue
        islands = [hole for hole in area.interiors if _km2(Polygon(hole)) > 1.0]
        thin = shapely.simplify(Polygon(area.exterior, islands), LAKE_M)
        kept.append(shapely.make_valid(from_metres(thin, DECIMALS)))
    # Thinned one by one, some neighbours overlap: joined on the grid of the file, they are valid.
    joined = shapely.union_all(kept, grid_size=10.0**-DECIMALS).intersection(frame)
    lakes = sorted(polygons(shapely.set_precision(joined, 10.0**-DECIMALS)), key=_corner)
    return [Feature({"kind": "lake"}, MultiPolygon(lakes))]


def _corner(part: Polygon) -> tuple[float, ...]:
    return tuple(part.bounds)


def polygons(geometry: Any) -> list[Polygon]:
    """Polygons within a geometry, however deep; lines and points fall away."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [part for piece in getattr(geometry, "geoms", ()) for part in polygons(piece)]


def _km2(area: Any) -> float:
    return float(area.area) / 1e6
