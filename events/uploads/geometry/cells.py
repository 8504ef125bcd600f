"""Geometries that stand in cells: WKT and EWKT of every kind, hexadecimal WKB, GeoJSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.uploads.geometry.corners import Corners, corners_written
from events.uploads.geometry.points import place_of_geojson, points_in_wgs84, points_of_shapes
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.json_texts import Doubled, parse
from events.uploads.values.limits import Limits
from events.uploads.values.words import is_no_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WKT = re.compile(
    r"\s*(?:SRID\s*=\s*(?P<srid>\d{1,6})\s*;)?\s*"
    r"(?P<body>(?:MULTI)?(?:POINT|LINESTRING|POLYGON|CURVE|SURFACE)|LINEARRING|"
    r"GEOMETRYCOLLECTION|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|TRIANGLE|TIN)\s*"
    r"(?:Z|M|ZM)?\s*(?:\(|EMPTY)",
    re.IGNORECASE,
)
_HEX = re.compile(r"\s*(?:\\x)?(?P<hex>0[01][0-9A-Fa-f]{16,})\s*", re.ASCII)
_JSON = re.compile(r'\s*\{.*"type"\s*:\s*"[A-Z]\w+"', re.DOTALL)
_DEEPEST = 32
_HEX_DIGITS = 32
_SHORTEST_CORNER = 4
_CURVE = "is a curve, which is not read: straight lines are"


@dataclass(frozen=True, slots=True, eq=False)
class CellPoints:
    """One point for each of n cells; see `Shapes`. ``wrong`` tells why cells have none.

    ``shapes`` holds the geometries as they are written, ``systems`` their reference systems; an
    empty text is longitude and latitude.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    reduced: NDArray[np.bool_]
    wrong: dict[int, str]
    shapes: NDArray[np.object_]
    systems: NDArray[np.object_]


def is_geometry(text: str) -> bool:
    """Tell whether a cell is a geometry, which always says longitude, or easting, first."""
    head = text[:400]
    return bool(_WKT.match(head) or _JSON.match(head) or _HEX.fullmatch(text))


def check_corners(cells: list[str], numbers: list[int], limits: Limits) -> None:
    """Count the corners of lines and areas in cells, before anything is made of them.

    Parameters
    ----------
    limits : Limits
        Holds the most a file may have.
    cells, numbers : list of str, list of int
        A column, and the rows of its cells. Cells that are the same are read, and counted, once.

    Raises
    ------
    LimitError
        There are more than the setting allows.
    """
    if sum(map(len, cells)) < _SHORTEST_CORNER * limits.max_vertices:
        return
    corners = Corners(limits)
    seen: set[str] = set()
    for cell, number in zip(cells, numbers, strict=True):
        if cell not in seen and is_geometry(cell):
            seen.add(cell)
            corners.add(_corners(cell), f"row {number:,}")


def _corners(cell: str) -> int:
    if found := _WKT.match(cell):
        # A comma stands between any two corners, of whatever parts.
        return cell.count(",") + 1 if found["body"].upper() != "POINT" else 0
    if found := _HEX.fullmatch(cell):
        text = found["hex"]
        kind = text[2:4] if text[1] == "1" else text[8:10]
        return len(text) // _HEX_DIGITS if kind != "01" else 0
    return corners_written(cell)


def points_of_cells(cells: list[str], crs: str | None) -> CellPoints:
    """Return one point for each cell, in WGS 84.

    Parameters
    ----------
    cells : list of str
        Different cells; blanks and words for *no data* are no place.
    crs : str or None
        The reference system of geometries that name none themselves.

    Raises
    ------
    FileRefusedError
        A cell names a reference system that is not known.
    """
    import shapely

    count = len(cells)
    shapes = np.full(count, None, dtype=object)
    systems = np.full(count, crs or "", dtype=object)
    lon, lat = np.full(count, np.nan), np.full(count, np.nan)
    reduced = np.zeros(count, dtype=np.bool_)
    wrong: dict[int, str] = {}
    outlines: dict[int, object] = {}
    for place, cell in enumerate(cells):
        if is_no_data(cell):
            continue
        if found := _WKT.match(cell):
            if cell.upper().count("COLLECTION") > _DEEPEST:
                wrong[place] = "is a geometry nested too deeply"
                continue
            body = cell[found.start("body") :].strip()
            try:
                shapes[place] = shapely.from_wkt(body, on_invalid="ignore")
            except NotImplementedError:
                wrong[place] = _CURVE
                continue
            if found["srid"] and int(found["srid"]):
                systems[place] = f"EPSG:{found['srid']}"
        elif found := _HEX.fullmatch(cell):
            try:
                shapes[place] = _of_hex(found["hex"])
            except NotImplementedError:
                wrong[place] = _CURVE
                continue
            srid = shapely.get_srid(shapes[place]) if shapes[place] is not None else 0
            if srid > 0:
                systems[place] = f"EPSG:{srid}"
        elif cell.lstrip()[:1] == "{":
            try:
                geometry = parse(cell)
                if isinstance(geometry, Doubled):
                    raise ValueError(f'has the key "{geometry.key[:60]}" twice, with other values')
                lon[place], lat[place], reduced[place], whole = place_of_geojson(geometry)
                outlines[place] = None if whole is None else shapely.from_wkb(whole)
            except (ValueError, RecursionError) as error:
                wrong[place] = str(error) if "has" in str(error) else "is not a geometry"
            continue
        if shapes[place] is None:
            wrong[place] = "is not a geometry"
    found_at = np.flatnonzero(~shapely.is_missing(shapes))
    if len(found_at):
        read = points_of_shapes(shapes[found_at])
        lon[found_at], lat[found_at], reduced[found_at] = read.lon, read.lat, read.reduced
    for system in {str(name) for name in systems if name}:
        rows = np.flatnonzero(systems == system)
        try:
            lon[rows], lat[rows] = points_in_wgs84(lon[rows], lat[rows], system)
        except FileRefusedError as error:
            if crs == system:
                raise
            wrong |= dict.fromkeys(rows.tolist(), error.problem)
    for place, outline in outlines.items():
        shapes[place] = outline
    return CellPoints(lon, lat, reduced, wrong, shapes, systems)


def _of_hex(text: str) -> object:
    import shapely

    if len(text) % 2:
        return None
    return shapely.from_wkb(bytes.fromhex(text), on_invalid="ignore")
