"""How backgrounds of brought files look, and what is said of them."""

from __future__ import annotations

from collections import Counter

import numpy as np

from dashboard.scene.palette import PALETTE
from events.uploads import HOLE, LINE, POINT, RING, ContextLayer

HEADING = "Backgrounds, as brought"
AS_GIVEN = "drawn exactly as the file gives it, on every date"
FILL = 0.18
"""Opacity of areas, on screen and on paper: what lies under them stays readable."""
COLOURS = {
    1: "slate blue",
    2: "ochre",
    3: "teal",
    4: "mauve",
    5: "olive",
    6: "clay",
    7: "indigo",
    8: "steel",
}
"""The colours of backgrounds by number, in words."""
_KINDS = {POINT: "point", LINE: "line", RING: "area"}


def context_colour(layer: ContextLayer) -> str:
    """Return the colour of a background as #RRGGBB."""
    return PALETTE[f"context_{layer.colour}"]


def shapes_words(layer: ContextLayer) -> str:
    """Say what a background holds: "3 areas, 1 line"."""
    counts = Counter(layer.shapes.path_kind.tolist())
    told = ((counts[kind], one) for kind, one in _KINDS.items() if counts[kind])
    return ", ".join(f"{count:,} {one}{'' if count == 1 else 's'}" for count, one in told)


def context_words(layer: ContextLayer) -> str:
    """Say whose a background is and how exactly it is drawn, in a line."""
    publisher = layer.provenance.publisher.strip()
    tolerance = layer.shapes.tolerance_m
    parts = (
        publisher,
        shapes_words(layer),
        f"outlines within {tolerance} m" if tolerance else "",
    )
    return " · ".join(" ".join(part.split()) for part in parts if part)


def attributes_words(layer: ContextLayer, position: int) -> str:
    """Return every filled cell of a row but the one it is called by, in a line."""
    label = layer.label(position)
    told = (f"{name}: {cell}" for name, cell in layer.attributes(position) if cell != label)
    return " · ".join(told)


def shape_of_row(layer: ContextLayer, position: int) -> dict[str, object]:
    """Return the geometry of a row as GeoJSON, in WGS 84 degrees to the seventh digit."""
    parts: list[dict[str, object]] = []
    areas: list[list[list[list[float]]]] = []
    shapes = layer.shapes
    for path in shapes.paths_of(position):
        corners = np.round(shapes.corners(path), 7).tolist()
        kind = int(shapes.path_kind[path])
        if kind == POINT:
            parts.append({"type": "Point", "coordinates": corners[0]})
        elif kind == LINE:
            parts.append({"type": "LineString", "coordinates": corners})
        elif kind == HOLE:
            areas[-1].append(corners)
        else:
            areas.append([corners])
    parts += [{"type": "Polygon", "coordinates": rings} for rings in areas]
    kinds = {part["type"] for part in parts}
    if len(parts) == 1:
        return parts[0]
    if len(kinds) == 1:
        coordinates = [part["coordinates"] for part in parts]
        return {"type": f"Multi{kinds.pop()}", "coordinates": coordinates}
    return {"type": "GeometryCollection", "geometries": parts}
