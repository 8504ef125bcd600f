"""Features of an ArcGIS service, as GeoJSON."""

from __future__ import annotations

from typing import Any

from events.uploads.values.errors import FileRefusedError
from events.uploads.values.json_texts import Doubled, as_doubled

# What ArcGIS calls Web Mercator by numbers of its own.
_WKIDS = {"102100": "3857", "102113": "3857", "900913": "3857"}


def is_esri(content: dict[str, Any]) -> bool:
    """Tell whether a JSON object is a feature set of ArcGIS."""
    features = content.get("features")
    if content.get("type") is not None or not isinstance(features, list):
        return False
    named = "geometryType" in content or "fields" in content or "spatialReference" in content
    first = features[0] if features else None
    return named or (isinstance(first, dict) and "attributes" in first)


def as_features(content: dict[str, Any]) -> tuple[list[Any], str | None]:
    """Return the features as GeoJSON, and their reference system.

    Raises
    ------
    FileRefusedError
        The reference system is given by a definition that is not known.
    """
    reference = content.get("spatialReference")
    if isinstance(reference, Doubled):
        raise FileRefusedError(
            f'the reference system has the key "{reference.key[:60]}" twice, with different values',
            "Keep the one that is meant.",
        )
    crs: str | None = None
    if isinstance(reference, dict):
        code = str(reference.get("latestWkid") or reference.get("wkid") or "")
        code = _WKIDS.get(code, code)
        if code.isdigit():
            crs = f"EPSG:{code}"
        elif reference.get("wkt"):
            crs = str(reference["wkt"])
        elif reference:
            raise FileRefusedError(
                "the ArcGIS features name a reference system that is not known",
                "Export them as GeoJSON.",
            )
    return [_feature(feature) for feature in content["features"]], crs


def _feature(feature: Any) -> Any:
    if not isinstance(feature, dict):
        return feature
    made = {
        "type": "Feature",
        "properties": feature.get("attributes") or {},
        "geometry": _geometry(feature.get("geometry")),
    }
    return as_doubled(made, feature.key) if isinstance(feature, Doubled) else made


def _geometry(geometry: Any) -> dict[str, Any] | None:
    if not isinstance(geometry, dict) or not geometry:
        return None
    if "x" in geometry:
        if geometry.get("x") in (None, "NaN"):
            return None
        return {"type": "Point", "coordinates": [geometry["x"], geometry.get("y")]}
    for key, kind in (("points", "MultiPoint"), ("paths", "MultiLineString"), ("rings", "Polygon")):
        if key in geometry:
            return {"type": kind, "coordinates": geometry[key]} if geometry[key] else None
    return {"type": "geometry of ArcGIS that is none here"}
