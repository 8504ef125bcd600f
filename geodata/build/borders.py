"""Border lines and their sections: shared edges of the countries, cut by chainage."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Point

from geodata.borders import BORDER_PAIRS
from geodata.build.output import Feature
from geodata.build.packages import zone_polygons
from geodata.build.topology import Vertex, directed, edges, joined
from geodata.errors import TopologyError
from geodata.files import read_rows
from geodata.geodesy import chainages_km, geodesic_distances_km, to_plane_km
from geodata.tables import Row

INPUTS = Path(__file__).parent / "inputs"
ZONES = {
    "BY": "Europe/Minsk",
    "PL": "Europe/Warsaw",
    "LT": "Europe/Vilnius",
    "LV": "Europe/Riga",
}
SHORTEST_KM, LONGEST_KM = 15.0, 40.0
# The line leaves the river at the end of this section.
BUG_LEAVES_AT = "BY-PL-06"

CROSSING_COLUMNS = (
    *("id", "name", "pair", "mode", "road", "precision_km", "method"),
    *("lon", "lat", "source", "status_seen"),
)


def build_border_lines() -> dict[str, LineString]:
    """Full-resolution line of each border, from its southern (Latvia: western) tripoint.

    The road crossings are vertices of their line, so that a section can end at one exactly.
    """
    outline = {country: edges(_rings(zone)) for country, zone in ZONES.items()}
    lines = {
        pair: directed(joined(outline["BY"] & outline[pair[3:]]), from_west=pair == "BY-LV")
        for pair in BORDER_PAIRS
    }
    for row in read_crossings():
        if row.text("mode") == "road":
            pair = row.choice("pair", BORDER_PAIRS)
            lines[pair] = with_vertex(lines[pair], *row.lonlat())
    return lines


def read_crossings() -> list[Row]:
    """Rows of the hand-made table of crossings."""
    return read_rows(INPUTS / "crossings.csv", CROSSING_COLUMNS, key="id")


def _rings(zone: str) -> list[NDArray[np.float64]]:
    return [ring for polygon in zone_polygons(zone) for ring in polygon]


def length_km(line: LineString) -> float:
    """Geodesic length of a line."""
    return float(chainages_km(shapely.get_coordinates(line))[-1])


def border_line_features(lines: dict[str, LineString]) -> list[Feature]:
    """Border lines with measured and published lengths."""
    columns = ("pair", "length_km", "source", "note")
    published = read_rows(INPUTS / "official_lengths.csv", columns)
    return [
        Feature(
            {
                "pair": pair,
                "measured_km": round(length_km(line), 3),
                "official": [
                    {
                        "length_km": row.number_in("length_km", 1, 2000),
                        "source": row.text("source"),
                        "note": row.optional("note") or "",
                    }
                    for row in published
                    if row.text("pair") == pair
                ],
            },
            line,
        )
        for pair, line in lines.items()
    ]


def nearest_vertex(line: LineString, lon: float, lat: float) -> int:
    """Index of the vertex of a line that lies nearest to a point.

    Parameters
    ----------
    line : LineString
        In WGS 84, longitude before latitude.
    lon : float
        Longitude in WGS 84 degrees.
    lat : float
        Latitude in WGS 84 degrees.
    """
    vertices = shapely.get_coordinates(line)
    away = geodesic_distances_km(
        vertices[:, 0], vertices[:, 1], np.full(len(vertices), lon), np.full(len(vertices), lat)
    )
    return int(away.argmin())


def nearest_on_line(line: LineString, lon: float, lat: float) -> tuple[int, Vertex]:
    """Point of a line nearest to a point, to 6 decimals, and the edge that it lies on.

    Parameters
    ----------
    line : LineString
        In WGS 84, longitude before latitude.
    lon : float
        Longitude in WGS 84 degrees.
    lat : float
        Latitude in WGS 84 degrees.
    """
    vertices = shapely.get_coordinates(line)
    plane = to_plane_km(vertices[:, 0], vertices[:, 1])
    part = LineString(plane).project(Point(to_plane_km(lon, lat)[0]))
    steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(plane, axis=0).T))])
    edge = min(int(np.searchsorted(steps, part, side="right")) - 1, len(vertices) - 2)
    return edge, (
        round(float(np.interp(part, steps, vertices[:, 0])), 6),
        round(float(np.interp(part, steps, vertices[:, 1])), 6),
    )


def with_vertex(line: LineString, lon: float, lat: float) -> LineString:
    """Line with a vertex at its point nearest to a point.

    Parameters
    ----------
    line : LineString
        In WGS 84, longitude before latitude.
    lon : float
        Longitude in WGS 84 degrees.
    lat : float
        Latitude in WGS 84 degrees.
    """
    edge, vertex = nearest_on_line(line, lon, lat)
    vertices = shapely.get_coordinates(line)
    if (vertices == vertex).all(axis=1).any():
        return line
    return LineString(np.insert(vertices, edge + 1, vertex, axis=0))


def build_sections(lines: dict[str, LineString]) -> list[Feature]:
    """Cut every border at the places that ``inputs/sections.csv`` names.

    A cut is made at a vertex: the crossing's own or the one nearest to the chainage. So the
    sections are runs of the border line's own vertices and cover it exactly.

    Raises
    ------
    TopologyError
        A section is shorter than 15 or longer than 40 km, or a road crossing that lies in that
        range was passed over.
    """
    crossings = {row.text("id"): row for row in read_crossings()}
    columns = ("pair", "to_km", "to_crossing", "name", "why_here")
    wanted = read_rows(INPUTS / "sections.csv", columns)
    features = []
    for pair, line in lines.items():
        vertices = shapely.get_coordinates(line)
        chainages = chainages_km(vertices)
        roads = {
            name: float(chainages[nearest_vertex(line, *row.lonlat())])
            for name, row in crossings.items()
            if row.text("pair") == pair and row.text("mode") == "road"
        }
        start = 0
        for number, row in enumerate((r for r in wanted if r.text("pair") == pair), start=1):
            crossing = row.optional("to_crossing")
            to_km = row.number_of("to_km", low=0, high=2000)
            if crossing is not None:
                end = nearest_vertex(line, *crossings[crossing].lonlat())
            elif to_km is not None:
                end = int(np.abs(chainages - to_km).argmin())
            else:
                end = len(vertices) - 1
            name = f"{pair}-{number:02d}"
            _check_cut(name, float(chainages[start]), float(chainages[end]), roads)
            features.append(
                Feature(
                    {
                        "id": name,
                        "pair": pair,
                        "name": row.text("name"),
                        "from_km": round(float(chainages[start]), 3),
                        "to_km": round(float(chainages[end]), 3),
                        "length_km": round(float(chainages[end] - chainages[start]), 3),
                    },
                    LineString(vertices[start : end + 1]),
                )
            )
            start = end
        if start != len(vertices) - 1:
            raise TopologyError(f"the sections of {pair} stop at {chainages[start]:.1f} km")
    return features


def _check_cut(name: str, from_km: float, to_km: float, roads: dict[str, float]) -> None:
    if not SHORTEST_KM <= to_km - from_km <= LONGEST_KM:
        raise TopologyError(f"section {name} is {to_km - from_km:.1f} km long, not 15 to 40")
    in_range = [
        crossing
        for crossing, at in roads.items()
        if from_km + SHORTEST_KM <= at <= from_km + LONGEST_KM
    ]
    if in_range and all(abs(roads[crossing] - to_km) > 0.001 for crossing in in_range):
        raise TopologyError(f"section {name} should end at a crossing: {', '.join(in_range)}")


def cut_vertices(sections: list[Feature]) -> dict[str, list[Vertex]]:
    """Vertices of each border at which one section ends and the next begins."""
    cuts: dict[str, list[Vertex]] = {}
    for section, following in pairwise(sections):
        pair = section.properties["pair"]
        if following.properties["pair"] == pair:
            lon, lat = section.geometry.coords[-1]
            cuts.setdefault(pair, []).append((lon, lat))
    return cuts


def bug_line(sections: list[Feature]) -> LineString:
    """Join the sections that follow the Bug, from the tripoint with Ukraine.

    Raises
    ------
    TopologyError
        The section at which the border leaves the Bug is not among them.
    """
    vertices: list[Vertex] = []
    for section in sections:
        run = [(lon, lat) for lon, lat in section.geometry.coords]
        vertices += run[1:] if vertices else run
        if section.properties["id"] == BUG_LEAVES_AT:
            return LineString(vertices)
    raise TopologyError(f"there is no section {BUG_LEAVES_AT}")
