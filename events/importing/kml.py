"""Reads KML: every placemark becomes a row. No entity, link or other file is followed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from xml.parsers import expat

import numpy as np

from events.importing.errors import FileRefusedError, LimitError
from events.importing.limits import Limits
from events.importing.points import point_of_geojson
from events.importing.raw_table import RawTable, Shapes, check_shape
from events.importing.receipt import Refusal

_DEEPEST = 100
_FIELDS = {"name", "description", "when", "begin", "end", "address"}
_TIMES = {"TimeStamp", "TimeSpan"}
_KINDS = {"Point", "LineString", "LinearRing", "Polygon"}


@dataclass(slots=True)
class _Placemark:
    fields: dict[str, str] = field(default_factory=dict)
    shapes: list[tuple[str, str]] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)
    track: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What the parser has met so far."""

    limits: Limits
    path: list[str] = field(default_factory=list)
    found: list[_Placemark] = field(default_factory=list)
    current: _Placemark | None = None
    key: str | None = None
    text: list[str] = field(default_factory=list)
    vertices: int = 0
    rows: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if not self.path and tag != "kml":
            raise FileRefusedError(f"the XML is {tag[:40]}, not KML", "Save it as KML.")
        self.path.append(tag)
        if len(self.path) > _DEEPEST:
            raise FileRefusedError("the KML is nested too deeply", "Bring plain placemarks.")
        self.text.clear()
        if tag == "Placemark":
            self.current = _Placemark()
            self.count()
        elif tag in ("Data", "SimpleData"):
            self.key = attributes.get("name")

    def count(self) -> None:
        self.rows += 1
        check_shape(self.rows, 0, self.limits)

    def words(self, text: str) -> None:
        if self.current is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self.path.pop()
        mark = self.current
        if mark is None:
            return
        text = "".join(self.text).strip()
        parent = self.path[-1] if self.path else ""
        if tag == "Placemark":
            self.found.append(mark)
            self.current = None
        elif tag == "coordinates":
            outline = next((step for step in reversed(self.path) if step in _KINDS), "")
            hole = "innerBoundaryIs" in self.path
            # A corner has a comma, or two with a height; counted before anything is made of them.
            first = next(iter(text[:200].split()), "")
            self.vertices += text.count(",") // max(1, first.count(","))
            if self.vertices > self.limits.max_vertices:
                most = self.limits.max_vertices
                raise LimitError("the shapes have too many corners", "max_vertices", most)
            if not hole:
                mark.shapes.append(("Polygon" if "Polygon" in self.path else outline, text))
        elif parent == "Track" and tag in ("when", "coord"):
            (mark.moments if tag == "when" else mark.track).append(text)
            if tag == "coord":
                self.count()
        elif self.key is not None and (tag == "value" or tag == "SimpleData"):
            mark.fields[self.key] = text
            self.key = None
        elif tag in _FIELDS and (parent in _TIMES or parent == "Placemark"):
            mark.fields[tag] = text
        self.text.clear()


def _no_declarations(*_: object) -> None:
    raise FileRefusedError("the KML declares entities", "Save it anew without a DOCTYPE.")


def read_kml(data: bytes, limits: Limits) -> RawTable:
    """Read the placemarks of a KML file, each with one point; a track, one row a moment.

    Raises
    ------
    FileRefusedError
        Not KML, damaged, with a document type of its own, or larger than the limits.
    """
    reading = _Reading(limits)
    # Namespaces are not looked at: many programs write gx: or xsi: and declare neither.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_declarations
    parser.EntityDeclHandler = _no_declarations
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.words
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FileRefusedError(f"the KML is damaged ({error})", "Save it anew.") from None
    except (ValueError, LookupError) as error:
        raise FileRefusedError(f"the KML cannot be decoded ({error})", "Save it anew.") from None
    return _table(_moments_of(reading.found), limits)


def _moments_of(found: list[_Placemark]) -> list[_Placemark]:
    """Return the placemarks with one for each moment of a track."""
    marks: list[_Placemark] = []
    for mark in found:
        if not mark.track:
            marks.append(mark)
            continue
        for place, coord in enumerate(mark.track):
            fields = dict(mark.fields)
            # As many moments as places, or nobody can tell which belong together.
            if len(mark.moments) == len(mark.track):
                fields["when"] = mark.moments[place]
            shape = ("Point", ",".join(coord.split()[:2]))
            marks.append(replace(mark, fields=fields, shapes=[shape], moments=[], track=[]))
    return marks


def _table(found: list[_Placemark], limits: Limits) -> RawTable:
    names: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    points: list[tuple[float, float, bool]] = []
    numbers: list[int] = []
    refused: list[Refusal] = []
    spans = any("begin" in mark.fields or "end" in mark.fields for mark in found)
    if spans:
        # A moment begins and ends when it is; a span without an end is still so.
        for mark in found:
            if "when" in mark.fields:
                mark.fields.setdefault("begin", mark.fields["when"])
                mark.fields.setdefault("end", mark.fields["when"])
            else:
                mark.fields.setdefault("begin", "")
    for number, mark in enumerate(found, 1):
        try:
            point = _point(mark.shapes)
        except ValueError as error:
            refused.append(Refusal(number, "geometry", None, str(error)))
            continue
        names.update(dict.fromkeys(mark.fields))
        rows.append(mark.fields)
        points.append(point)
        numbers.append(number)
    if spans:
        names.setdefault("end", None)
    check_shape(0, len(names), limits)
    columns = tuple([row.get(name, "") for row in rows] for name in names)
    shapes = Shapes(
        np.array([p[0] for p in points], dtype=np.float64),
        np.array([p[1] for p in points], dtype=np.float64),
        np.array([p[2] for p in points], dtype=np.bool_),
    )
    return RawTable(tuple(names), columns, numbers, tuple(refused), shapes, open_end=spans)


def _point(shapes: list[tuple[str, str]]) -> tuple[float, float, bool]:
    parts: list[dict[str, Any]] = []
    for kind, text in shapes:
        path = [step.split(",")[:2] for step in text.split()]
        if kind == "Point":
            coordinates: Any = path[0] if path else []
        else:
            coordinates = [path] if kind == "Polygon" else path
        plain = kind if kind in ("Point", "Polygon") else "LineString"
        if coordinates and coordinates != [[]]:
            parts.append({"type": plain, "coordinates": coordinates})
    if not parts:
        return point_of_geojson(None)
    if len(parts) == 1:
        return point_of_geojson(parts[0])
    for part in parts:
        point_of_geojson(part)
    return point_of_geojson({"type": "GeometryCollection", "geometries": parts})
