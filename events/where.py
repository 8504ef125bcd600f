"""Which part of the ground lists keep to, and whether a place lies there: the one rule for it.

A place is judged as sharply as its report knows it. What is known only to something that reaches
beyond the part asked for is neither in nor out, and is told apart.

Long because the rule for one place and the same rule for a million rows stand side by side.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geodata
from events.errors import WhereError
from events.model import BORDERS, Place, Stretch

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

MOST_CORNERS = 50
SHARP_KM = 10.0
"""A place known to this or better counts as its point: beyond it a mark carries a dashed ring."""
_EARTH_KM = 6378.137
_HIGHEST = 85.0
_FINEST = 4
"""Decimals of a degree that a corner keeps: 11 metres."""
_EDGE_KM = 2.0

LonLat = tuple[float, float]


class Kind(StrEnum):
    """What lists keep to."""

    VIEW = "view"
    """What a map shows: west, south, east, north."""
    BORDER = "border"
    SECTION = "section"
    AREA = "area"
    """What lies within an outline drawn by hand."""


class Standing(StrEnum):
    """How a place stands to a part of the ground."""

    WITHIN = "within"
    BEYOND = "beyond"
    """Known only to something that reaches in, and beyond it: a border, a stretch, a circle."""
    NOWHERE = "nowhere"
    """No place on a map is told."""
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the ground that lists keep to.

    Attributes
    ----------
    kind : Kind
        What it is.
    name : str
        Border pair or id of the section; empty for a view and an area.
    ring : tuple of (float, float)
        Corners in degrees of WGS 84, longitude first, the first not repeated at the end. Of an
        area the outline, whichever way round; of a view south-west and north-east corner. An edge
        is straight on the page's map, in Web Mercator.

    Raises
    ------
    WhereError
        When it is no border or section, or its corners make no area: see `checked_ring`.
    """

    kind: Kind
    name: str = ""
    ring: tuple[LonLat, ...] = ()

    def __post_init__(self) -> None:
        if self.kind in (Kind.BORDER, Kind.SECTION):
            _check_name(self.kind, self.name)
        elif self.kind is Kind.VIEW:
            _check_view(self.ring)
        elif self.ring != checked_ring(self.ring):
            raise WhereError("an area", str(self.ring), "Give its corners as checked_ring does")

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of a view or an area, in degrees."""
        lons, lats = zip(*self.ring, strict=True)
        return min(lons), min(lats), max(lons), max(lats)

    @property
    def is_ground(self) -> bool:
        """Whether it is a piece of ground, not a border or a section by its name."""
        return self.kind in (Kind.VIEW, Kind.AREA)

    @property
    def section_ids(self) -> tuple[str, ...]:
        """The border sections it is made of; none for a view and an area."""
        if self.kind is Kind.SECTION:
            return (self.name,)
        return tuple(s.id for s in geodata.load_border_sections() if s.pair == self.name)

    def outline(self) -> NDArray[np.float64]:
        """Return the closed outline of a view or an area for a map of another projection.

        Returns
        -------
        ndarray of float, shape (n, 2)
            Degrees of WGS 84, longitude first, with a point every 2 km, so that an edge runs there
            as it does on the page's map.
        """
        placed = shapely.segmentize(in_plane(self).exterior, _EDGE_KM)
        return from_plane(shapely.get_coordinates(placed))


def checked_ring(corners: Sequence[LonLat]) -> tuple[LonLat, ...]:
    """Return the corners of an area as they are kept: rounded to 4 decimals, not closed twice.

    Parameters
    ----------
    corners : sequence of (float, float)
        Longitude and latitude in degrees of WGS 84, in either direction; the first may stand at
        the end again.

    Raises
    ------
    WhereError
        Fewer than three corners or more than `MOST_CORNERS`, one that is no place on a map or
        stands there twice, edges that cross, or corners on one line.
    """
    ring = [(_degrees(lon, 180), _degrees(lat, _HIGHEST)) for lon, lat in corners]
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    if len(ring) < 3:
        raise WhereError("an area", _told(ring), "Give at least three corners")
    if len(ring) > MOST_CORNERS:
        raise WhereError(
            "an area", f"{len(ring)} corners", f"Give at most {MOST_CORNERS} corners of it"
        )
    twice = next((corner for corner in ring if ring.count(corner) > 1), None)
    if twice is not None:
        raise WhereError(
            "an area", _told([twice]), "It passes this corner twice. Give each corner once"
        )
    shape = shapely.Polygon(to_plane(ring))
    if not shape.is_valid:
        flat = shape.convex_hull.geom_type != "Polygon"
        raise WhereError(
            "an area",
            _told(ring),
            "Its corners lie on one line. Give a corner beside it"
            if flat
            else "Its edges cross. Give the corners in the order of the outline",
        )
    return tuple(ring)


def stands(where: Where, place: Place, stretches: Mapping[str, Stretch]) -> Standing:
    """Tell how a place stands to a part of the ground.

    Parameters
    ----------
    where : Where
        The part asked for.
    place : Place
        As a report tells it.
    stretches : mapping of str to Stretch
        The named stretches of the ledger, for a place that is one of them.

    Returns
    -------
    Standing
        A border or a section is asked of what the place says it belongs to. A view or an area is
        asked of the place's own geometry: its point, where that is known to `SHARP_KM`, else the
        circle it is known to; its stretch, its sections, its borders. Wholly in is within,
        partly in is beyond.
    """
    if where.is_ground:
        return _on_ground(where, place, stretches)
    known = place.section_ids if where.kind is Kind.SECTION else place.borders
    if known:
        if where.name not in known:
            return Standing.OUTSIDE
        return Standing.WITHIN if set(known) == {where.name} else Standing.BEYOND
    if place.lon is not None:
        return Standing.OUTSIDE
    if not place.borders:
        return Standing.NOWHERE
    return Standing.BEYOND if where.name[:5] in place.borders else Standing.OUTSIDE


def rows_within(
    where: Where,
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    section: NDArray[np.integer],
    rough: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Tell which rows of a brought file lie within, by the rule of `stands`.

    Parameters
    ----------
    where : Where
        The part asked for.
    lon, lat : ndarray of float64, shape (n,)
        Degrees of WGS 84; NaN without a point.
    section : ndarray of int, shape (n,)
        Index into ``geodata.load_border_sections()``; -1 for none.
    rough : ndarray of bool, shape (n,)
        Whether the point stands for an area whose size is not told.
    """
    sections = geodata.load_border_sections()
    if not where.is_ground:
        own = where.section_ids
        named: NDArray[np.bool_] = np.append([one.id in own for one in sections], False)[section]
        return named
    area = in_plane(where)
    covered = [area.covers(_lines((one.id,))) for one in sections]
    found: NDArray[np.bool_] = np.append(covered, False)[section] & np.isnan(lon)
    given = ~np.isnan(lon) & ~rough
    points = to_plane(np.column_stack([lon[given], lat[given]]))
    found[given] = shapely.intersects_xy(area, points[:, 0], points[:, 1])
    return found


def to_plane(lonlat: ArrayLike) -> NDArray[np.float64]:
    """Project degrees, shape (n, 2), to the page's map: Web Mercator in kilometres."""
    degrees = np.radians(np.asarray(lonlat, dtype=float).reshape(-1, 2))
    with np.errstate(divide="ignore"):  # the poles are infinitely far away, and nowhere within
        north = np.arctanh(np.sin(degrees[:, 1]))
    return np.column_stack([degrees[:, 0], north]) * _EARTH_KM


def from_plane(placed: ArrayLike) -> NDArray[np.float64]:
    """Turn kilometres of Web Mercator, shape (n, 2), into degrees."""
    found = np.asarray(placed, dtype=float).reshape(-1, 2) / _EARTH_KM
    lonlat: NDArray[np.float64] = np.column_stack([found[:, 0], np.arcsin(np.tanh(found[:, 1]))])
    return lonlat * (180 / np.pi)


def _on_ground(where: Where, place: Place, stretches: Mapping[str, Stretch]) -> Standing:
    shape = _shape(place, stretches)
    if shape is None:
        return Standing.NOWHERE
    area = in_plane(where)
    if not area.intersects(shape):
        return Standing.OUTSIDE
    return Standing.WITHIN if area.covers(shape) and not place.rough else Standing.BEYOND


def _shape(place: Place, stretches: Mapping[str, Stretch]) -> BaseGeometry | None:
    """Return what is known of where a place is, in the plane; None when nothing is."""
    if place.lon is not None and place.lat is not None:
        return _circle(place.lon, place.lat, place.precision_km or 0.0)
    stretch = stretches.get(place.stretch_id or "")
    if stretch is not None and stretch.from_km is not None and stretch.to_km is not None:
        return _stretch(stretch.border, stretch.from_km, stretch.to_km)
    if place.section_ids:
        return _lines(place.section_ids)
    return _lines(place.borders) if place.borders else None


def _circle(lon: float, lat: float, precision_km: float) -> BaseGeometry:
    point = shapely.Point(to_plane([(lon, lat)])[0])
    if precision_km <= SHARP_KM:
        return point
    # Web Mercator keeps shapes: a circle on the ground is one in the plane, larger by its scale.
    return point.buffer(precision_km / math.cos(math.radians(lat)))


@lru_cache(maxsize=32)
def in_plane(where: Where) -> shapely.Polygon:
    """Return a view or an area in the plane of `to_plane`, prepared for many points."""
    if where.kind is Kind.VIEW:
        (west, south), (east, north) = to_plane(where.ring)
        shape: shapely.Polygon = shapely.box(west, south, east, north)
    else:
        shape = shapely.Polygon(to_plane(where.ring))
    shapely.prepare(shape)
    return shape


# An area moves with every view of a map; borders and sections stay.
@lru_cache(maxsize=512)
def _lines(names: tuple[str, ...]) -> BaseGeometry:
    """Return borders by their pair, or sections by their id, in the plane."""
    borders = geodata.load_border_lines()
    found = [
        (borders[name] if name in borders else geodata.border_section(name)).line for name in names
    ]
    return shapely.transform(shapely.MultiLineString(found), to_plane)


@lru_cache(maxsize=512)
def _stretch(pair: str, from_km: float, to_km: float) -> BaseGeometry:
    """Return a stretch of a border between two chainages."""
    line = shapely.get_coordinates(geodata.load_border_lines()[pair].line)
    chainages = geodata.chainages_km(line)
    ends = [[np.interp(km, chainages, line[:, axis]) for axis in (0, 1)] for km in (from_km, to_km)]
    inner = line[(chainages > from_km) & (chainages < to_km)]
    return shapely.LineString(to_plane(np.vstack([ends[:1], inner, ends[1:]])))


def _check_name(kind: Kind, name: str) -> None:
    known = BORDERS if kind is Kind.BORDER else [s.id for s in geodata.load_border_sections()]
    if name not in known:
        what = "a border" if kind is Kind.BORDER else "a border section"
        told = ", ".join(known) if kind is Kind.BORDER else f"{known[0]} to {known[-1]}"
        raise WhereError(what, name, f"Use one of: {told}")


def _check_view(ring: Sequence[LonLat]) -> None:
    if len(ring) == 2:
        (west, south), (east, north) = ring
        if -180 <= west < east <= 180 and -_HIGHEST <= south < north <= _HIGHEST:
            return
    told = _told(ring).replace(";", ",")
    raise WhereError("a view", told, "Write west,south,east,north in degrees")


def _degrees(value: float, most: float) -> float:
    if not (math.isfinite(value) and abs(value) <= most):
        what = "a longitude" if most == 180 else "a latitude of the map"
        raise WhereError(what, f"{value:g}", f"Give degrees from -{most:g} to {most:g}")
    return round(value, _FINEST) + 0.0


def _told(ring: Sequence[LonLat]) -> str:
    return ";".join(f"{lon:g},{lat:g}" for lon, lat in ring)
