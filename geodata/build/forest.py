"""The Białowieża Forest: the hand-drawn ring, cut by the border into its two parts."""

import pyproj
import shapely
from shapely import Polygon

from geodata.build.borders import INPUTS, ZONES
from geodata.build.output import Feature
from geodata.build.packages import zone_polygons
from geodata.files import read_rows

ACCURACY = {
    "PL": "Schematic outline, edge uncertain by 2 to 4 km",
    "BY": "Schematic outline, edge not checked, perhaps uncertain by 5 km",
}


def forest_features() -> list[Feature]:
    """Cut the ring into its Polish and its Belarusian part, with their geodesic areas."""
    ring = Polygon(
        [row.lonlat() for row in read_rows(INPUTS / "forest_outline.csv", ("lon", "lat"))]
    )
    geod = pyproj.Geod(ellps="WGS84")
    features = []
    for country, accuracy in ACCURACY.items():
        land = zone_polygons(ZONES[country])[0]
        part = Polygon(land[0], land[1:]).intersection(ring)
        outline = shapely.transform(part, lambda xy: xy.round(6))
        area_m2, _ = geod.geometry_area_perimeter(outline)
        features.append(
            Feature(
                {
                    "country": country,
                    "area_km2": round(abs(area_m2) / 1e6, 1),
                    "schematic": True,
                    "accuracy": accuracy,
                },
                outline,
            )
        )
    return features
