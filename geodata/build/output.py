"""Writes layers and tables so that the same input always gives the same bytes."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry with its properties, on its way to a file."""

    properties: Mapping[str, Any]
    geometry: BaseGeometry


def _rounded(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates[0], int | float):
        return [round(float(value), decimals) for value in coordinates]
    return [_rounded(part, decimals) for part in coordinates]


def to_geojson(features: Iterable[Feature], decimals: int) -> str:
    """GeoJSON text, one feature a line, coordinates rounded."""
    lines = []
    for feature in features:
        shape = mapping(feature.geometry)
        geometry = {
            "type": shape["type"],
            "coordinates": _rounded(shape["coordinates"], decimals),
        }
        record = {"type": "Feature", "properties": feature.properties, "geometry": geometry}
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(lines)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV text with a header; None becomes an empty cell."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else cell for cell in row])
    return page.getvalue()
