"""Where things that a scene draws lie, as GeoJSON geometries in WGS 84 degrees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import geodata
from dashboard import ground

_PLACES = 5
_POINTS = 48


def point_shape(lon: float, lat: float) -> dict[str, Any]:
    """Return a point in degrees."""
    return {"type": "Point", "coordinates": [round(lon, _PLACES), round(lat, _PLACES)]}


def line_shape(pairs: Iterable[str], section_ids: Iterable[str] = ()) -> dict[str, Any] | None:
    """Return border lines or sections as they are drawn on the screen."""
    found = [_screen_layer("border_lines_screen", "pair").get(pair) for pair in pairs]
    found += [_screen_layer("border_sections_screen", "id").get(id_) for id_ in section_ids]
    parts = [part for lines in found if lines for part in lines]
    return {"type": "MultiLineString", "coordinates": parts} if parts else None


@cache
def _screen_layer(name: str, key: str) -> dict[str, list[Any]]:
    features = json.loads(geodata.layer_path(name).read_text(encoding="utf-8"))["features"]
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
    airports = ground.airports()
    if any(code not in airports for code in codes):
        return None
    parts = []
    for start, end in pairwise(codes):
        a, b = airports[start], airports[end]
        line = geodata.great_circle(a.lon, a.lat, b.lon, b.lat, points=_POINTS)
        parts.append(line.round(_PLACES).tolist())
    return {"type": "MultiLineString", "coordinates": parts}
