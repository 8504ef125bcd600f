"""The one place that reprojects: from degrees to the paper's metres and millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

import geodata
from dashboard.exports.sheet.boxes import Box

MAP_CRS = "EPSG:3035"
HUB = "MSQ"
PAPER_MM = 0.06
"""Detail finer than this is lost in print at 300 dots an inch (a dot is 0.085 mm)."""


@cache
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


@cache
def _inset_crs() -> str:
    hub = geodata.load_airports()[HUB]
    return f"+proj=laea +lat_0={hub.lat} +lon_0={hub.lon} +datum=WGS84 +units=m +no_defs"


def inset_crs() -> str:
    """Return the inset's projection: azimuthal equal-area, where lines from Minsk are straight."""
    return _inset_crs()


def project(lonlat: ArrayLike, crs: str = MAP_CRS) -> NDArray[np.float64]:
    """Project degrees, shape (n, 2), to metres, shape (n, 2)."""
    degrees = np.asarray(lonlat, dtype=float).reshape(-1, 2)
    return np.column_stack(_transformer(crs).transform(degrees[:, 0], degrees[:, 1]))


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A window on a projected map, printed in a box at a scale.

    Attributes
    ----------
    box : Box
        Where on the sheet.
    east_m, north_m : float
        Projected metres at the middle of the box.
    scale : float
        Metres on the ground for a metre on paper.
    """

    box: Box
    east_m: float
    north_m: float
    scale: float
    crs: str = MAP_CRS

    @property
    def metres_per_mm(self) -> float:
        """Projected metres in a millimetre of the sheet."""
        return self.scale / 1000

    def to_paper(self, metres: ArrayLike) -> NDArray[np.float64]:
        """Turn projected metres, shape (n, 2), into millimetres on the sheet."""
        x, y = self.box.middle
        found = np.asarray(metres, dtype=float).reshape(-1, 2)
        return np.column_stack(
            [
                x + (found[:, 0] - self.east_m) / self.metres_per_mm,
                y - (found[:, 1] - self.north_m) / self.metres_per_mm,
            ]
        )

    def place(self, lonlat: ArrayLike) -> NDArray[np.float64]:
        """Turn degrees, shape (n, 2), into millimetres on the sheet."""
        return self.to_paper(project(lonlat, self.crs))

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where one point lies on the sheet."""
        x, y = self.place([(lon, lat)])[0]
        return float(x), float(y)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Return the degrees of a place on the sheet."""
        middle_x, middle_y = self.box.middle
        lon, lat = _transformer(self.crs).transform(
            self.east_m + (x - middle_x) * self.metres_per_mm,
            self.north_m - (y - middle_y) * self.metres_per_mm,
            direction="INVERSE",
        )
        return float(lon), float(lat)


def scale_bar_mm(frame: MapFrame, x: float, y: float, length_km: float) -> float:
    """Return how long a length on the ground is on the sheet, eastward from (x, y).

    The geodesic between the bar's ends is measured, so that the bar is true where it stands.

    Parameters
    ----------
    frame : MapFrame
        The map; it knows its own projection.
    x, y : float
        Left end of the bar, in millimetres on the sheet.
    length_km : float
        Length on the ground in kilometres.
    """
    length = length_km * 1000 / frame.metres_per_mm
    for _ in range(4):
        true_km = geodata.geodesic_km(*frame.lonlat(x, y), *frame.lonlat(x + length, y))
        length *= length_km / true_km
    return length


def north_angle(frame: MapFrame, x: float, y: float) -> float:
    """Return the direction of true north at a place on the sheet, in degrees from upright.

    Positive turns to the left, as matplotlib turns text.

    Parameters
    ----------
    frame : MapFrame
        The map; it knows its own projection.
    x, y : float
        In millimetres on the sheet.
    """
    lon, lat = frame.lonlat(x, y)
    up_x, up_y = frame.at(lon, lat + 0.1)
    return float(np.degrees(np.arctan2(-(up_x - x), -(up_y - y))))


@cache
def read_shapes(layer: str) -> tuple[tuple[dict[str, Any], BaseGeometry], ...]:
    """Read a shipped layer: the properties and the geometry, in degrees, of each feature."""
    # json and shapely read these small files several times faster than the import of geopandas.
    return geodata.layer_features(layer)


@cache
def projected_shapes(layer: str, crs: str) -> tuple[tuple[dict[str, Any], BaseGeometry], ...]:
    """Return a shipped layer in projected metres."""
    found = read_shapes(layer)
    moved = shapely.transform([geometry for _, geometry in found], lambda xy: project(xy, crs))
    return tuple((entry[0], moved[index]) for index, entry in enumerate(found))


# Parts of the map have frames of their own: what is kept of former ones has an end.
@lru_cache(maxsize=64)
def paper_shapes(layer: str, frame: MapFrame) -> tuple[tuple[dict[str, Any], BaseGeometry], ...]:
    """Return what of a layer shows in a frame, in millimetres and at the paper's detail."""
    kept = []
    edge = frame.box.grown(2)
    for properties, geometry in projected_shapes(layer, frame.crs):
        on_paper = to_paper_shape(geometry, frame)
        shown = shapely.clip_by_rect(on_paper, edge.left, edge.top, edge.right, edge.bottom)
        if not shown.is_empty:
            kept.append((properties, shapely.simplify(shown, PAPER_MM, preserve_topology=False)))
    return tuple(kept)


def to_paper_shape(geometry: BaseGeometry, frame: MapFrame) -> BaseGeometry:
    """Return a geometry given in projected metres in millimetres on the sheet."""
    return shapely.transform(geometry, frame.to_paper)


def to_path(geometry: BaseGeometry) -> Path | None:
    """Turn lines or areas into a path; holes run against their outline, as filling needs."""
    parts = [part for part in shapely.get_parts(geometry) if not part.is_empty]
    paths = []
    for part in parts:
        if part.geom_type == "Polygon":
            for ring in shapely.get_rings(shapely.orient_polygons(part)):
                paths.append(Path(shapely.get_coordinates(ring), closed=True))
        elif part.geom_type in ("LineString", "LinearRing"):
            paths.append(Path(shapely.get_coordinates(part)))
    return Path.make_compound_path(*paths) if paths else None


def line_parts(geometry: BaseGeometry) -> list[NDArray[np.float64]]:
    """Return the coordinates of each line of a geometry."""
    return [
        shapely.get_coordinates(part)
        for part in shapely.get_parts(geometry)
        if part.geom_type == "LineString" and not part.is_empty
    ]
