"""Where things that a scene draws lie, as GeoJSON geometries in WGS 84 degrees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import shapely

import geodata
from dashboard.scene import places
from events import Where

_PLACES = 5
_POINTS = 48


def point_shape(lon: float, lat: float) -> dict[str, Any]:
    """Return a point in degrees."""
    return {"type": "Point", "coordinates": [round(lon, _PLACES), round(lat, _PLACES)]}


def area_shape(where: Where) -> dict[str, Any]:
    """Return the outline of an area or a view, against the clock as GeoJSON wants it.

    Its edges are straight on the page's map, so they have a corner every few kilometres here.
    """
    ring = shapely.get_coordinates(shapely.orient_polygons(shapely.Polygon(where.outline())))
    return {"type": "Polygon", "coordinates": [ring.round(_PLACES).tolist()]}


def box_shape(edges: Sequence[float]) -> dict[str, Any]:
    """Return the outline of a box by its west, south, east and north."""
    west, south, east, north = (round(edge, _PLACES) for edge in edges)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def line_shape(pairs: Iterable[str], section_ids: Iterable[str] = ()) -> dict[str, Any] | None:
    """Return border lines or sections as they are drawn on the screen."""
    found = [_screen_layer("border_lines_screen", "pair").get(pair) for pair in pairs]
    found += [_screen_layer("border_sections_screen", "id").get(id_) for id_ in section_ids]
    parts = [part for lines in found if lines for part in lines]
    return {"type": "MultiLineString", "coordinates": parts} if parts else None


@cache
def _screen_layer(name: str, key: str) -> dict[str, list[Any]]:
    # Read first as shapes: what is damaged is told with the layer's name.
    geodata.layer_features(name)
    features = json.loads(geodata.layer_text(name))["features"]
    lines = {}
    for feature in features:
        shape = feature["geometry"]
        single = shape["type"] == "LineString"
        lines[feature["properties"][key]] = (
            [shape["coordinates"]] if single else shape["coordinates"]
        )
    return lines


def flown_shape(codes: Sequence[str]) -> dict[str, Any] | None:
    """Return the great circles from airport to airport, or None where one is not known."""
    airports = places.airports()
    if any(code not in airports for code in codes):
        return None
    parts = []
    for start, end in pairwise(codes):
        a, b = airports[start], airports[end]
        line = geodata.great_circle(a.lon, a.lat, b.lon, b.lat, points=_POINTS)
        parts.append(line.round(_PLACES).tolist())
    return {"type": "MultiLineString", "coordinates": parts}
