"""Reads KML: every placemark becomes a row. No entity, link or other file is followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

import numpy as np

from events.uploads.formats.placemarks import Placemark, Rows, Track, point_of, rows_of
from events.uploads.geometry.corners import Corners
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.limits import Limits
from events.uploads.values.raw_table import RawTable, Shapes, check_shape
from events.uploads.values.receipt import Refusal

_DEEPEST = 100
_FIELDS = {"name", "description", "when", "begin", "end", "address"}
_TIMES = {"TimeStamp", "TimeSpan"}
_KINDS = {"Point", "LineString", "LinearRing", "Polygon"}
_TEXTS = {*_FIELDS, "value", "SimpleData", "coordinates", "coord"}


@dataclass(slots=True)
class _Reading:
    """What the parser has met so far."""

    limits: Limits
    corners: Corners
    path: list[str] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    found: list[Placemark] = field(default_factory=list)
    open: list[Placemark] = field(default_factory=list)
    key: str | None = None
    nameless: int = 0
    rows: int = 0
    within: bool = False
    """Whether a corner goes on: a text comes in pieces."""
    free: int = 0
    """Corners that count for nothing: a point has one."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if not self.path and tag != "kml":
            raise FileRefusedError(f"the XML is {tag[:40]}, not KML", "Save it as KML.")
        self.path.append(tag)
        if len(self.path) > _DEEPEST:
            raise FileRefusedError("the KML is nested too deeply", "Bring plain placemarks.")
        self.texts.append([])
        if tag == "Placemark":
            self.begin()
        elif tag in ("Data", "SimpleData"):
            self.key = attributes.get("name")
        elif tag == "Track" and self.open:
            self.open[-1].tracks.append(Track())
        elif tag == "coordinates":
            self.within = False
            # A point is a row and no corner, but for those that are together in one placemark.
            first = bool(self.open) and not self.open[-1].places
            self.free = 1 if first and self.outline() == "Point" else 0

    def begin(self) -> None:
        mark = Placemark()
        if self.open:
            # Which of the two a word or a place is of cannot be told.
            self.open[-1].refuse(None, None, "is a placemark with another one inside")
            mark.refuse(None, None, "is a placemark inside another one")
        self.found.append(mark)
        self.open.append(mark)
        self.count()

    def count(self) -> None:
        self.rows += 1
        check_shape(self.rows, 0, self.limits)

    def outline(self) -> str:
        return next((step for step in reversed(self.path) if step in _KINDS), "")

    def words(self, text: str) -> None:
        if not self.open:
            return
        if self.path[-1] == "coordinates":
            self.count_corners(text)
            if self.corners.too_many(self.open[-1].places):
                self.open[-1].shapes.clear()
                self.texts[-1].clear()
                return
        self.texts[-1].append(text)

    def count_corners(self, text: str) -> None:
        """Count the corners of a piece of coordinates, before anything is made of them."""
        steps = len(text.split())
        if self.within and not text[:1].isspace():
            steps -= 1
        self.within = not text[-1:].isspace()
        self.open[-1].places += steps
        counted = max(0, steps - self.free)
        self.free = max(0, self.free - steps)
        self.corners.add(counted, f"placemark {len(self.found):,}")

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self.path.pop()
        whole = "".join(self.texts.pop())
        if not self.open:
            return
        mark, text = self.open[-1], whole.strip()
        parent = self.path[-1] if self.path else ""
        if parent in _TEXTS:
            # Marks of another language in a text are left out, and their words kept.
            self.texts[-1].append(whole)
        elif tag == "Placemark":
            self.open.pop()
            if wrong := self.corners.too_many(mark.places):
                mark.shapes.clear()
                mark.refuse("geometry", None, wrong)
        elif tag == "coordinates":
            if "innerBoundaryIs" not in self.path and not self.corners.too_many(mark.places):
                kind = "Polygon" if "Polygon" in self.path else self.outline()
                mark.shapes.append((kind, text))
        elif parent == "Track" and tag in ("when", "coord"):
            track = mark.tracks[-1]
            (track.moments if tag == "when" else track.places).append(text)
            if tag == "coord":
                self.count()
        elif (tag == "value" and parent == "Data") or tag == "SimpleData":
            if self.key:
                mark.tell(mark.data, self.key, text)
            else:
                self.nameless += bool(text)
        elif tag in _FIELDS and self.is_own(parent):
            mark.tell(mark.fields, tag, text)

    def is_own(self, parent: str) -> bool:
        """Tell whether an element is the placemark's: the time of a view of it is none."""
        if parent == "Placemark":
            return True
        return parent in _TIMES and self.path[-2:-1] == ["Placemark"]


def _no_declarations(*_: object) -> None:
    raise FileRefusedError("the KML declares entities", "Save it anew without a DOCTYPE.")


def read_kml(data: bytes, limits: Limits) -> RawTable:
    """Read the placemarks of a KML file, each with one point; a track, one row a moment.

    Raises
    ------
    FileRefusedError
        Not KML, damaged, with a document type of its own, or larger than the limits.
    """
    reading = _Reading(limits, Corners(limits))
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
    found = rows_of(reading.found)
    if reading.nameless:
        found.notes.append(f"extended data without a name is left out: {reading.nameless:,} values")
    return _table(found, limits)


def _table(found: Rows, limits: Limits) -> RawTable:
    names: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    points: list[tuple[float, float, bool, bytes | None]] = []
    numbers: list[int] = []
    refused = list(found.refused)
    spans = any("begin" in row.fields or "end" in row.fields for row in found.rows)
    for row in found.rows:
        try:
            point = point_of(row.shapes)
        except ValueError as error:
            refused.append(Refusal(row.number, "geometry", None, str(error)))
            continue
        fields = _spanned(row.fields) if spans else row.fields
        names.update(dict.fromkeys(fields))
        rows.append(fields)
        points.append(point)
        numbers.append(row.number)
    if spans:
        names.setdefault("end", None)
    check_shape(0, len(names), limits)
    columns = tuple([row.get(name, "") for row in rows] for name in names)
    shapes = Shapes(
        np.array([p[0] for p in points], dtype=np.float64),
        np.array([p[1] for p in points], dtype=np.float64),
        np.array([p[2] for p in points], dtype=np.bool_),
        outlines=tuple(p[3] for p in points) if any(p[2] for p in points) else (),
    )
    refused.sort(key=lambda refusal: refusal.row)
    return RawTable(
        tuple(names),
        columns,
        numbers,
        tuple(refused),
        shapes,
        notes=tuple(found.notes),
        open_end=spans,
    )


def _spanned(fields: dict[str, str]) -> dict[str, str]:
    """Return a row with a beginning: a moment begins and ends when it is."""
    if "when" not in fields:
        return {"begin": "", **fields}
    return {"begin": fields["when"], "end": fields["when"], **fields}
