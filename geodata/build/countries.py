"""Country areas for the screen: one coverage, cut by the sea, thinned with shared edges shared."""

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.ops import linemerge

from geodata.borders import BORDER_PAIRS
from geodata.build.borders import INPUTS
from geodata.build.output import Feature
from geodata.build.packages import zone_polygons
from geodata.build.topology import Area, Edge, Vertex, directed, edges, joined, rings
from geodata.build.water import DECIMALS, FRAME, from_metres, polygons, read_sea, to_metres
from geodata.errors import TopologyError
from geodata.files import read_rows
from geodata.tables import Row

# Square roots of the triangle areas that Visvalingam-Whyatt may drop: along Belarus, along its
# neighbours in the EU, everywhere else.
BELARUS_M, NEIGHBOURS_M, ELSEWHERE_M = 100.0, 400.0, 1200.0
NEIGHBOURS = ("PL", "LT", "LV", "EE")
SMALLEST_PART_KM2, SMALLEST_FAR_PART_KM2 = 4.0, 100.0
# Enclaves stay, however small: Sankovo-Medvezhye lies in Belarus.
ENCLAVES = {"RU": (31.6, 52.4, 31.8, 52.6)}


def read_countries() -> list[Row]:
    """Rows of the table of countries."""
    columns = ("iso", "name", "zones", "focus", "label_lon", "label_lat")
    return read_rows(INPUTS / "countries.csv", columns, key="iso")


def build_coverage() -> dict[str, Area]:
    """Countries within the frame, without the sea, at full resolution."""
    sea, frame = read_sea(), shapely.box(*FRAME)
    areas = {}
    for row in read_countries():
        parts = [
            Polygon(polygon[0], polygon[1:])
            for zone in row.text("zones").split()
            for polygon in zone_polygons(zone)
        ]
        land = shapely.union_all([part for part in parts if part.intersects(frame)])
        cut = land.intersection(frame).difference(sea)
        smallest = SMALLEST_PART_KM2 if row.flag("focus") else SMALLEST_FAR_PART_KM2
        areas[row.text("iso")] = _large_parts(row.text("iso"), _at_grid(cut), smallest)
    return areas


def _at_grid(area: shapely.Geometry) -> shapely.Geometry:
    # Where a border meets the coast both neighbours must get the very same vertex.
    return shapely.transform(area, lambda xy: xy.round(6))


def _large_parts(iso: str, area: shapely.Geometry, smallest_km2: float) -> Area:
    kept = [
        part
        for part in polygons(area)
        if to_metres(part).area > smallest_km2 * 1e6
        or (iso in ENCLAVES and shapely.box(*ENCLAVES[iso]).contains(part))
    ]
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)


def thinned(
    coverage: dict[str, Area], lines: dict[str, LineString], cuts: dict[str, list[Vertex]]
) -> dict[str, Area]:
    """Thin a coverage: finely along Belarus, coarser elsewhere.

    Parameters
    ----------
    coverage : dict
        Full-resolution areas by country.
    lines : dict
        Full-resolution borders of Belarus.
    cuts : dict
        Vertices of each border of Belarus that must stay: the ends of its sections.

    Notes
    -----
    `shapely.coverage_simplify` (Visvalingam-Whyatt) keeps shared edges shared. It runs over
    all, then again, coarser, without Belarus and with the outer boundary held, so that the
    borders of Belarus, which are then a boundary, stay as they are; and so on outwards.

    Raises
    ------
    TopologyError
        The result is no valid coverage.
    """
    names = list(coverage)
    metres = np.array([to_metres(area) for area in coverage.values()])
    fine = shapely.coverage_simplify(metres, BELARUS_M)
    for held, tolerance in ((("BY",), NEIGHBOURS_M), (("BY", *NEIGHBOURS), ELSEWHERE_M)):
        others = [index for index, name in enumerate(names) if name not in held]
        fine[others] = shapely.coverage_simplify(fine[others], tolerance, simplify_boundary=False)
    degrees = [shapely.remove_repeated_points(from_metres(area, DECIMALS)) for area in fine]
    areas = dict(zip(names, degrees, strict=True))
    inserted: dict[Edge, list[Vertex]] = {}
    for pair, vertices in cuts.items():
        inserted |= _edges_to_split(areas, lines[pair], pair, vertices)
    areas = {name: _split(area, inserted) for name, area in areas.items()}
    if not shapely.coverage_is_valid(list(areas.values())):
        raise TopologyError("the thinned countries are not a coverage")
    return areas


def shared_edges(areas: dict[str, Area], first: str, second: str) -> set[Edge]:
    """Edges that two countries share.

    Parameters
    ----------
    areas : dict of str to Area
        By country code, in WGS 84, longitude before latitude.
    first, second : str
        Codes of the two countries.
    """
    return edges(rings(areas[first])) & edges(rings(areas[second]))


def _edges_to_split(
    areas: dict[str, Area], line: LineString, pair: str, cuts: list[Vertex]
) -> dict[Edge, list[Vertex]]:
    """Edges of a thinned border that pass a cut by, with the cut that belongs into them."""
    whole = shapely.get_coordinates(line).round(DECIMALS)
    screen = shapely.get_coordinates(joined(shared_edges(areas, *pair.split("-"))))
    order = {tuple(vertex): index for index, vertex in enumerate(whole.tolist())}
    places = np.array([order[tuple(vertex)] for vertex in screen.tolist()])
    if places[0] > places[-1]:
        screen, places = screen[::-1], places[::-1]
    found: dict[Edge, list[Vertex]] = {}
    for cut in np.array(cuts).round(DECIMALS).tolist():
        vertex = (cut[0], cut[1])
        after = int(np.searchsorted(places, order[vertex]))
        if places[after] == order[vertex]:
            continue
        a, b = tuple(screen[after - 1].tolist()), tuple(screen[after].tolist())
        edge = (a, b) if a < b else (b, a)
        if edge in found:
            raise TopologyError(f"two cuts of {pair} fall on one thinned edge")
        found[edge] = [vertex]
    return found


def _split(area: Area, inserted: dict[Edge, list[Vertex]]) -> Area:
    def ring(coordinates: NDArray[np.float64]) -> list[Vertex]:
        vertices = [(float(x), float(y)) for x, y in coordinates]
        path = vertices[:1]
        for a, b in pairwise(vertices):
            path += inserted.get((a, b) if a < b else (b, a), [])
            path.append(b)
        return path

    parts = [
        Polygon(
            ring(shapely.get_coordinates(part.exterior)),
            [ring(shapely.get_coordinates(hole)) for hole in part.interiors],
        )
        for part in shapely.get_parts(area)
    ]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def country_features(areas: dict[str, Area]) -> list[Feature]:
    """Areas with name and label point."""
    return [
        Feature(
            {
                "iso": row.text("iso"),
                "name": row.text("name"),
                "focus": row.flag("focus"),
                "label": _label(row),
            },
            areas[row.text("iso")],
        )
        for row in read_countries()
    ]


def _label(row: Row) -> list[float] | None:
    lon = row.number_of("label_lon", low=-180, high=180)
    lat = row.number_of("label_lat", low=-90, high=90)
    return None if lon is None or lat is None else [lon, lat]


def other_border_features(areas: dict[str, Area]) -> list[Feature]:
    """Borders between any two countries of the frame but the three borders."""
    names = sorted(areas)
    features = []
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            pair = f"{first}-{second}"
            shared = shared_edges(areas, first, second)
            if pair in BORDER_PAIRS or not shared:
                continue
            merged = linemerge([LineString(edge) for edge in sorted(shared)])
            lines = merged if isinstance(merged, MultiLineString) else MultiLineString([merged])
            features.append(Feature({"pair": pair}, lines))
    return features


def screen_lines(areas: dict[str, Area]) -> dict[str, LineString]:
    """Join the three borders as the thinned countries share them."""
    return {
        pair: directed(joined(shared_edges(areas, "BY", pair[3:])), from_west=pair == "BY-LV")
        for pair in BORDER_PAIRS
    }


def screen_sections(lines: dict[str, LineString], sections: list[Feature]) -> list[Feature]:
    """Thinned sections: runs of the thinned lines between the cuts of the full ones."""
    features = []
    for section in sections:
        whole = lines[section.properties["pair"]]
        vertices = shapely.get_coordinates(whole)
        ends = shapely.get_coordinates(section.geometry)[[0, -1]].round(DECIMALS)
        first, last = (int(np.flatnonzero((vertices == end).all(axis=1))[0]) for end in ends)
        properties = {key: section.properties[key] for key in ("id", "pair", "name", "length_km")}
        features.append(Feature(properties, LineString(vertices[first : last + 1])))
    return features
