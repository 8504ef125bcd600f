"""Reads GeoJSON and plain JSON records: every feature becomes a row, or a refusal."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np

from events.uploads.formats.esri_json import as_features, is_esri
from events.uploads.geometry.corners import Corners, check_written
from events.uploads.geometry.points import place_of_geojson, points_in_wgs84
from events.uploads.values.encodings import decode
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.json_texts import (
    Doubled,
    JsonLines,
    parse,
    parse_lines,
    refuse_doubled,
)
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.raw_table import RawTable, Shapes, check_shape, unique_names
from events.uploads.values.receipt import Lines, Refusal

_GEOMETRIES = {
    *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    "GeometryCollection",
}
_OTHERS = {
    "topology": ("TopoJSON (a Topology)", "Save it as GeoJSON."),
    "coverage": ("CoverageJSON", "Save it as GeoJSON."),
    "cityjson": ("CityJSON", "Save it as GeoJSON."),
}


def read_json(data: bytes, mapping: ColumnMapping, limits: Limits) -> RawTable:
    """Read GeoJSON, features of an ArcGIS service, or records; whole, or one a line.

    Every value is the text it was written in.

    Parameters
    ----------
    data : bytes
        The file.
    mapping : ColumnMapping
        What was answered so far.
    limits : Limits
        What the settings allow.

    Raises
    ------
    FileRefusedError
        Not JSON, too deep, a pointer to another file, or larger than the limits.
    """
    text, encoding = decode(data, mapping.choices.get("encoding"))
    check_written(text, limits)
    try:
        content = parse(text)
    except RecursionError:
        raise FileRefusedError("the JSON is nested too deeply", "Bring plain features.") from None
    except ValueError as error:
        lines = parse_lines(text)
        if lines is None:
            raise FileRefusedError(f"the file is not JSON ({error})", "Save it anew.") from None
        return _of_lines(lines, encoding, mapping, limits)
    if isinstance(content, list):
        return _records(content, encoding, limits)
    if not isinstance(content, dict):
        raise FileRefusedError("the JSON holds no table", "Bring GeoJSON or a list of records.")
    refuse_doubled(content, "the JSON")
    if is_esri(content):
        return _features(*as_features(content), encoding, limits)
    kind = content.get("type")
    features: Any
    if kind == "FeatureCollection":
        features = content.get("features")
    elif kind == "Feature":
        features = [content]
    elif isinstance(kind, str) and kind in _GEOMETRIES:
        features = [{"type": "Feature", "properties": {}, "geometry": content}]
    else:
        return _other(content, kind, encoding, limits)
    if not isinstance(features, list):
        raise FileRefusedError("the GeoJSON has no list of features", "Save it anew.")
    return _features(features, _crs(content), encoding, limits)


def _other(content: dict[str, Any], kind: Any, encoding: str, limits: Limits) -> RawTable:
    """Read an object that holds one list of records; refuse any other by its name."""
    named = _OTHERS.get(str(kind).casefold())
    if named is not None:
        raise FileRefusedError(f"the JSON is {named[0]}", named[1])
    lists = [v for v in content.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    if len(lists) == 1:
        return _records(lists[0], encoding, limits)
    if kind is None and not lists and any(not isinstance(v, dict | list) for v in content.values()):
        return _records([content], encoding, limits)
    shown = "an object without a type" if kind is None else f'of type "{str(kind)[:40]}"'
    raise FileRefusedError(f"the JSON is {shown}, not GeoJSON", "Bring a FeatureCollection.")


def _of_lines(lines: JsonLines, encoding: str, mapping: ColumnMapping, limits: Limits) -> RawTable:
    check_shape(len(lines.values), 0, limits)
    first = lines.values[0]
    if isinstance(first, dict) and first.get("type") == "Feature":
        table = _features(lines.values, None, encoding, limits, lines.numbers)
    else:
        table = _records(lines.values, encoding, limits, lines.numbers)
    wrong = [Refusal(number, None, None, reason) for number, reason in lines.wrong]
    refused = tuple(sorted([*table.refused, *wrong], key=lambda refusal: refusal.row))
    told = Lines(lines.total, 0, lines.blank, len(table), len(refused))
    return replace(table, refused=refused, lines=told)


def _crs(content: dict[str, Any]) -> str | None:
    """Return the reference system an old GeoJSON names; a link to one is refused."""
    crs = content.get("crs")
    if crs is None:
        return None
    if isinstance(crs, Doubled):
        raise FileRefusedError(
            f'the reference system has the key "{crs.key[:60]}" twice, with different values',
            'Leave "crs" out; GeoJSON is WGS 84, longitude first.',
        )
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
    limits: Limits,
    places: list[int] | None = None,
) -> RawTable:
    check_shape(len(features), 0, limits)
    rows: list[dict[str, Any]] = []
    points: list[tuple[float, float, bool, bytes | None]] = []
    numbers: list[int] = []
    refused: list[Refusal] = []
    corners = Corners(limits)
    for number, feature in zip(places or range(1, len(features) + 1), features, strict=True):
        try:
            if not isinstance(feature, dict) or feature.get("type") != "Feature":
                raise ValueError("is not a feature")
            _refuse_doubled(feature)
            if "crs" in feature:
                raise ValueError("has a reference system of its own")
            properties = feature.get("properties") or {}
            if not isinstance(properties, dict):
                raise ValueError("has properties that are no table row")
            _refuse_doubled(properties)
            geometry = feature.get("geometry")
            if isinstance(geometry, dict):
                _refuse_doubled(geometry)
                before = corners.total
                corners.add_lists(geometry, f"feature {number:,}")
                if wrong := corners.too_many(corners.total - before):
                    raise ValueError(wrong)
            point = place_of_geojson(geometry)
        except (ValueError, RecursionError) as error:
            refused.append(Refusal(number, "geometry", None, str(error)))
            continue
        if "id" in feature and "id" not in properties:
            properties = {"id": feature["id"], **properties}
        rows.append(properties)
        points.append(point)
        numbers.append(number)
    names, columns, exact = _columns(rows, limits)
    lon = np.array([p[0] for p in points], dtype=np.float64)
    lat = np.array([p[1] for p in points], dtype=np.float64)
    reduced = np.array([p[2] for p in points], dtype=np.bool_)
    lon, lat = points_in_wgs84(lon, lat, crs)
    outlines = tuple(p[3] for p in points) if reduced.any() else ()
    shapes = Shapes(lon, lat, reduced, crs_open=crs is None, outlines=outlines, crs=crs)
    return RawTable(names, columns, numbers, tuple(refused), shapes, encoding, exact=exact)


def _refuse_doubled(part: dict[str, Any]) -> None:
    if isinstance(part, Doubled):
        raise ValueError(f'has the key "{part.key[:60]}" twice, with different values')


def _records(
    records: list[Any], encoding: str, limits: Limits, places: list[int] | None = None
) -> RawTable:
    check_shape(len(records), 0, limits)
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    refused: list[Refusal] = []
    for number, record in zip(places or range(1, len(records) + 1), records, strict=True):
        if isinstance(record, Doubled):
            reason = f'has the key "{record.key[:60]}" twice, with different values'
            refused.append(Refusal(number, None, None, reason))
        elif isinstance(record, dict):
            rows.append(record)
            numbers.append(number)
        else:
            refused.append(Refusal(number, None, None, "is not a record"))
    names, columns, exact = _columns(rows, limits)
    return RawTable(names, columns, numbers, tuple(refused), encoding=encoding, exact=exact)


def _columns(
    rows: list[dict[str, Any]], limits: Limits
) -> tuple[tuple[str, ...], tuple[list[str], ...], frozenset[str]]:
    names: dict[str, None] = {}
    for row in rows:
        if not names.keys() >= row.keys():
            names.update(dict.fromkeys(row))
            check_shape(0, len(names), limits)
    columns: list[list[str]] = []
    exact: set[int] = set()
    for place, name in enumerate(names):
        values = [row.get(name) for row in rows]
        if all(type(v) is not str or not ("." in v or "," in v) for v in values):
            exact.add(place)
        columns.append([_text(value) for value in values])
    unique = unique_names(tuple(names))
    return unique, tuple(columns), frozenset(unique[place] for place in exact)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False, default=str)
