"""Reads GeoJSON and plain JSON records: every feature becomes a row, or a refusal."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from events.importing.charsets import decode
from events.importing.column_mapping import ColumnMapping
from events.importing.errors import FileRefusedError
from events.importing.limits import Limits
from events.importing.points import point_of_geojson, points_in_wgs84
from events.importing.raw_table import RawTable, Shapes, check_shape, unique_names
from events.importing.receipt import Refusal

_GEOMETRIES = {
    *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    "GeometryCollection",
}


def read_json(data: bytes, mapping: ColumnMapping, limits: Limits) -> RawTable:
    """Read a GeoJSON file, or a list of records, every value as the text it was written in.

    Raises
    ------
    FileRefusedError
        Not JSON, too deep, a pointer to another file, or larger than the limits.
    """
    text, encoding = decode(data, mapping.choices.get("encoding"))
    try:
        # Numbers stay the text they are: 4e1234 is an aircraft before it is a number.
        content = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        raise FileRefusedError("the JSON is nested too deeply", "Bring plain features.") from None
    except ValueError as error:
        raise FileRefusedError(f"the file is not JSON ({error})", "Save it anew.") from None
    if isinstance(content, list):
        return _records(content, encoding, limits)
    if not isinstance(content, dict):
        raise FileRefusedError("the JSON holds no table", "Bring GeoJSON or a list of records.")
    kind = content.get("type")
    if kind == "FeatureCollection":
        features = content.get("features")
    elif kind == "Feature":
        features = [content]
    elif isinstance(kind, str) and kind in _GEOMETRIES:
        features = [{"type": "Feature", "properties": {}, "geometry": content}]
    else:
        raise FileRefusedError(
            f'the JSON is of type "{str(kind)[:40]}", not GeoJSON', "Bring a FeatureCollection."
        )
    if not isinstance(features, list):
        raise FileRefusedError("the GeoJSON has no list of features", "Save it anew.")
    return _features(features, _crs(content), encoding, mapping, limits)


def _crs(content: dict[str, Any]) -> str | None:
    """Return the reference system an old GeoJSON names; a link to one is refused."""
    crs = content.get("crs")
    if crs is None:
        return None
    name = None
    if isinstance(crs, dict) and crs.get("type") == "name":
        properties = crs.get("properties")
        name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        raise FileRefusedError(
            "the GeoJSON points elsewhere for its reference system",
            'Leave "crs" out; GeoJSON is WGS 84, longitude first.',
        )
    return name


def _features(
    features: list[Any],
    crs: str | None,
    encoding: str,
    mapping: ColumnMapping,
    limits: Limits,
) -> RawTable:
    check_shape(len(features), 0, limits)
    rows: list[dict[str, Any]] = []
    points: list[tuple[float, float, bool]] = []
    numbers: list[int] = []
    refused: list[Refusal] = []
    for number, feature in enumerate(features, 1):
        try:
            if not isinstance(feature, dict) or feature.get("type") != "Feature":
                raise ValueError("is not a feature")
            if "crs" in feature:
                raise ValueError("has a reference system of its own")
            properties = feature.get("properties") or {}
            if not isinstance(properties, dict):
                raise ValueError("has properties that are no table row")
            point = point_of_geojson(feature.get("geometry"))
        except (ValueError, RecursionError) as error:
            refused.append(Refusal(number, "geometry", None, str(error)))
            continue
        if "id" in feature and "id" not in properties:
            properties = {"id": feature["id"], **properties}
        rows.append(properties)
        points.append(point)
        numbers.append(number)
    names, columns = _columns(rows, limits)
    lon = np.array([p[0] for p in points], dtype=np.float64)
    lat = np.array([p[1] for p in points], dtype=np.float64)
    reduced = np.array([p[2] for p in points], dtype=np.bool_)
    lon, lat = points_in_wgs84(lon, lat, crs)
    shapes = Shapes(lon, lat, reduced)
    return RawTable(names, columns, numbers, tuple(refused), shapes, encoding)


def _records(records: list[Any], encoding: str, limits: Limits) -> RawTable:
    check_shape(len(records), 0, limits)
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    refused: list[Refusal] = []
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            rows.append(record)
            numbers.append(number)
        else:
            refused.append(Refusal(number, None, None, "is not a record"))
    names, columns = _columns(rows, limits)
    return RawTable(names, columns, numbers, tuple(refused), encoding=encoding)


def _columns(
    rows: list[dict[str, Any]], limits: Limits
) -> tuple[tuple[str, ...], tuple[list[str], ...]]:
    names: dict[str, None] = {}
    for row in rows:
        if not names.keys() >= row.keys():
            names.update(dict.fromkeys(row))
            check_shape(0, len(names), limits)
    columns = tuple([_text(row.get(name)) for row in rows] for name in names)
    return unique_names(tuple(names)), columns


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)
