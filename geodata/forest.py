"""The Białowieża Forest: a schematic outline in two parts, cut by the border."""

from dataclasses import dataclass
from functools import cache

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry import shape

from geodata.errors import BadLayerError
from geodata.files import REBUILD, data_folder, read_features
from geodata.geodesy import checked_lonlat

FOREST_FILE = "forest.geojson"


@dataclass(frozen=True, slots=True)
class ForestPart:
    """The part of the Forest that lies in one country.

    Attributes
    ----------
    country : str
        ``BY`` or ``PL``.
    area_km2 : float
        Geodesic area of the outline.
    accuracy : str
        What the outline is worth; to be shown wherever it is drawn.
    """

    country: str
    outline: Polygon | MultiPolygon
    area_km2: float
    accuracy: str


@cache
def load_forest() -> dict[str, ForestPart]:
    """Parts of the Forest by country.

    Raises
    ------
    MissingFileError, BadLayerError
        The layer is not there or is damaged.
    """
    parts: dict[str, ForestPart] = {}
    for feature in read_features(data_folder() / FOREST_FILE):
        try:
            properties = feature["properties"]
            outline = shape(feature["geometry"])
            if not isinstance(outline, Polygon | MultiPolygon) or not outline.is_valid:
                raise BadLayerError(FOREST_FILE, None, "not a valid area", REBUILD)
            part = ForestPart(
                country=str(properties["country"]),
                outline=outline,
                area_km2=float(properties["area_km2"]),
                accuracy=str(properties["accuracy"]),
            )
        except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
            raise BadLayerError(FOREST_FILE, None, f"is damaged ({error!r})", REBUILD) from error
        parts[part.country] = part
    if set(parts) != {"BY", "PL"}:
        raise BadLayerError(FOREST_FILE, None, f"holds {', '.join(parts)}, not BY, PL", REBUILD)
    return parts


def in_forest(lon: float, lat: float) -> bool:
    """Whether a point lies within the schematic outline of the Forest.

    The edge is uncertain by some kilometres (see `ForestPart.accuracy`): fit for "in or near the
    Forest", not for a statement about one site.
    """
    checked_lonlat(lon, lat)
    return any(shapely.intersects_xy(part.outline, lon, lat) for part in load_forest().values())
