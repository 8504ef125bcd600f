"""Shared edges of neighbouring polygons, found vertex for vertex."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.ops import linemerge

from geodata.errors import TopologyError

Vertex = tuple[float, float]
Edge = tuple[Vertex, Vertex]
Area = Polygon | MultiPolygon


def ring_edges(ring: NDArray[np.float64]) -> Iterator[Edge]:
    """Edges of a closed ring, each written the same way whichever way it runs."""
    vertices = [(float(x), float(y)) for x, y in ring]
    for a, b in pairwise(vertices):
        yield (a, b) if a < b else (b, a)


def rings(area: Area) -> Iterator[NDArray[np.float64]]:
    """Every ring of a polygon or multipolygon."""
    for polygon in shapely.get_parts(area):
        yield shapely.get_coordinates(polygon.exterior)
        for hole in polygon.interiors:
            yield shapely.get_coordinates(hole)


def edges(some_rings: Iterable[NDArray[np.float64]]) -> set[Edge]:
    """All edges of some rings."""
    return {edge for ring in some_rings for edge in ring_edges(ring)}


def joined(some_edges: Iterable[Edge]) -> LineString:
    """Join edges into the one line they form.

    Raises
    ------
    TopologyError
        They form several lines or none.
    """
    # Sorted, so that the same edges always give the same line.
    merged = linemerge([LineString(edge) for edge in sorted(some_edges)])
    if not isinstance(merged, LineString) or merged.is_empty:
        raise TopologyError(f"shared edges form a {merged.geom_type}, not one line")
    return merged


def directed(line: LineString, *, from_west: bool) -> LineString:
    """Turn a line so that it starts at its western, else its southern end."""
    axis = 0 if from_west else 1
    vertices = shapely.get_coordinates(line)
    return line if vertices[0, axis] <= vertices[-1, axis] else LineString(vertices[::-1])
