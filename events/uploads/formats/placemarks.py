"""What a placemark of KML holds: its words, moments and places, and what cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from events.uploads.geometry.points import place_of_geojson
from events.uploads.values.receipt import Refusal

_OWN_TIMES = ("when", "begin", "end")


@dataclass(slots=True)
class Track:
    """Moments and places of a track, in the order they stand."""

    moments: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Placemark:
    """A placemark as it is read.

    Attributes
    ----------
    fields : dict of str to str
        Texts of its own elements: name, description, times.
    data : dict of str to str
        Its extended data by name.
    shapes : list of tuple
        Kind and coordinates of each shape.
    tracks : list of Track
        A row a moment, instead of one.
    places : int
        How many places its shapes have in all, whether they were taken or not.
    wrong : tuple or None
        Column, value and reason why no row can be made of it: what was met first.
    """

    fields: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    shapes: list[tuple[str, str]] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    places: int = 0
    wrong: tuple[str | None, str | None, str] | None = None

    def tell(self, told: dict[str, str], name: str, text: str) -> None:
        """Take a text of a name; another one of the same name is a contradiction.

        Parameters
        ----------
        told : dict of str to str
            What was told so far, by name.
        name : str
            Of the cell.
        text : str
            What it holds.
        """
        before = told.get(name)
        if before and text and before != text:
            self.refuse(name, text, "stands twice in the placemark, with different values")
        elif text or before is None:
            told[name] = text

    def refuse(self, column: str | None, value: str | None, reason: str) -> None:
        """Say why no row can be made of it; the first reason stays.

        Parameters
        ----------
        column : str or None
            The column at fault.
        value : str or None
            What it holds.
        reason : str
            As the receipt says it.
        """
        if self.wrong is None:
            self.wrong = column, value, reason

    def settle(self) -> None:
        """Say what of it cannot all be true, once it has been read whole."""
        for track in self.tracks:
            places, moments = len(track.places), len(track.moments)
            # Nobody can tell which belong together.
            if moments and moments != places:
                reason = f"has a track of {places:,} places and {moments:,} moments"
                self.refuse("geometry", None, reason)
        if "when" in self.fields and ("begin" in self.fields or "end" in self.fields):
            self.refuse("when", self.fields["when"], "stands beside a span of time")
        for kind, text in self.shapes:
            if kind == "Point" and len(text.split(None, 2)) > 1:
                self.refuse("geometry", text[:80], "has a point with several places")


@dataclass(slots=True)
class Row:
    """One row that a placemark gives, and its shapes."""

    number: int
    fields: dict[str, str]
    shapes: list[tuple[str, str]]


@dataclass(slots=True)
class Rows:
    """The rows of all placemarks, those that are none, and what a reader should know."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rows_of(marks: list[Placemark]) -> Rows:
    """Return a row for each placemark, and for each moment of a track."""
    found = Rows()
    apart = _told_apart(marks)
    number = 0
    shaped: list[int] = []
    timed: list[int] = []
    for mark in marks:
        mark.settle()
        fields = {**mark.fields, **{apart.get(name, name): v for name, v in mark.data.items()}}
        moments = list(_moments(mark, fields)) or [(fields, mark.shapes)]
        if mark.wrong is None and mark.tracks:
            (shaped if mark.shapes else []).append(number + 1)
            own = any(name in mark.fields for name in _OWN_TIMES)
            (timed if own and mark.tracks[0].moments else []).append(number + 1)
        for told, shapes in moments:
            number += 1
            if mark.wrong is not None:
                found.refused.append(Refusal(number, *mark.wrong))
            else:
                found.rows.append(Row(number, told, shapes))
    for rows, words in (
        (shaped, "have a track and another shape: the track was taken, the shape left out"),
        (timed, "have a time beside their track: the moments of the track were taken"),
    ):
        if rows:
            found.notes.append(f"placemarks {words} ({_listed(rows)})")
    for name, column in apart.items():
        found.notes.append(
            f'"{name}" of the extended data differs from the placemark\'s own; it '
            f'is the column "{column}"'
        )
    return found


def _told_apart(marks: list[Placemark]) -> dict[str, str]:
    """Return other names for extended data that say something else than an element of the name."""
    names = dict.fromkeys(
        name
        for mark in marks
        for name, text in mark.data.items()
        if mark.fields.get(name, text) != text
    )
    return {name: f"extended data, {name}" for name in names}


def _moments(
    mark: Placemark, fields: dict[str, str]
) -> Iterator[tuple[dict[str, str], list[tuple[str, str]]]]:
    for track in mark.tracks:
        for place, coord in enumerate(track.places):
            told = fields
            if len(track.moments) == len(track.places):
                told = {n: v for n, v in fields.items() if n not in _OWN_TIMES}
                told["when"] = track.moments[place]
            yield told, [("Point", ",".join(coord.split()[:2]))]


def _listed(rows: list[int]) -> str:
    shown = ", ".join(f"{row:,}" for row in rows[:5])
    more = f" and {len(rows) - 5:,} more" if len(rows) > 5 else ""
    return f"row{'s' if len(rows) > 1 else ''} {shown}{more}"


def point_of(shapes: list[tuple[str, str]]) -> tuple[float, float, bool, bytes | None]:
    """Return longitude, latitude, whether they stand for more than a point, and that as WKB.

    Raises
    ------
    ValueError
        With what is wrong with a shape.
    """
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
        return place_of_geojson(None)
    if len(parts) == 1:
        return place_of_geojson(parts[0])
    for part in parts:
        place_of_geojson(part)
    return place_of_geojson({"type": "GeometryCollection", "geometries": parts})
