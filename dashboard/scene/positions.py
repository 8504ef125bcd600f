"""Where on the map an event is drawn: at its point, at the middle of its section, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from shapely import LineString

import geodata
from events import Event, PlaceKind


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map in WGS 84 degrees.

    ``vague`` says that the place is known only to a section, a stretch or a border: the mark
    then stands at its middle and carries a dashed ring.
    """

    lon: float
    lat: float
    vague: bool


REGION = (19.0, 50.5, 33.0, 57.5)
"""West, south, east, north: what lies outside is listed beside the map."""


def spot_of(event: Event) -> Spot | None:
    """Return where an event is drawn, or None when it is only listed."""
    place = event.place
    if place.kind is PlaceKind.POINT and not place.near_border:
        return None
    if place.lon is not None and place.lat is not None:
        west, south, east, north = REGION
        if not (west <= place.lon <= east and south <= place.lat <= north):
            return None
        return Spot(place.lon, place.lat, vague=place.rough or (place.precision_km or 0) > 10)
    if place.section_ids:
        return section_middle(place.section_ids[len(place.section_ids) // 2])
    if place.kind is PlaceKind.BORDER and len(place.borders) == 1:
        return border_middle(place.borders[0])
    return None


@cache
def section_middle(section_id: str) -> Spot:
    """Return the middle of a border section, as a vague spot."""
    return _middle(geodata.border_section(section_id).line)


@cache
def border_middle(pair: str) -> Spot:
    """Return the middle of a border, as a vague spot."""
    return _middle(geodata.load_border_lines()[pair].line)


def _middle(line: LineString) -> Spot:
    point = line.interpolate(0.5, normalized=True)
    return Spot(round(point.x, 5), round(point.y, 5), vague=True)
