"""What the main map of a sheet shows: all three borders, or the part that lists keep to."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

import geodata
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.projection import MapFrame, project
from events import Where, WhereKind

SCALE = 5_000_000
# The middle leaves Belarus room for the values and the key, and the EU side for the callouts.
MAP_MIDDLE = (25.35, 53.94)

_SCALES = (1_000_000, 1_250_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000, 4_000_000)
"""Scales of a map of a part. A larger one would show more than the lines of the ground hold."""

_FILLED = {WhereKind.VIEW: 0.92, WhereKind.BORDER: 0.62}
_OTHERS_FILL = 0.5
"""How much of the frame a part may take: the rest is for key, values and callouts."""

_OFF_MIDDLE = (0.06, 0.1)
"""How far left and up of the middle a part lies, in shares of the frame: the key is lower right."""


@lru_cache(maxsize=64)
def frame_on(box: Box, where: Where | None) -> MapFrame:
    """Return the window of the main map in EPSG:3035.

    Parameters
    ----------
    box : Box
        Where on the sheet, in millimetres.
    where : Where or None
        What lists and marks keep to: it lies near the middle at the largest of a few scales that
        leaves room around it. Without one, or for one too wide for them, all three borders are
        shown at 1:5,000,000.
    """
    whole_east, whole_north = project([MAP_MIDDLE])[0]
    whole = MapFrame(box, float(whole_east), float(whole_north), SCALE)
    if where is None:
        return whole
    metres = project(_outline(where))
    (west, south), (east, north) = metres.min(axis=0), metres.max(axis=0)
    filled = _FILLED.get(where.kind, _OTHERS_FILL)
    wanted = 1000 * max((east - west) / box.width, (north - south) / box.height) / filled
    scale = next((scale for scale in _SCALES if scale >= wanted), None)
    if scale is None:
        return whole
    aside, up = (0.0, 0.0) if where.kind is WhereKind.VIEW else _OFF_MIDDLE
    return MapFrame(
        box,
        float(west + east) / 2 + aside * box.width * scale / 1000,
        float(south + north) / 2 - up * box.height * scale / 1000,
        scale,
    )


def _outline(where: Where) -> NDArray[np.float64]:
    """Return what bounds a part, in degrees, shape (n, 2)."""
    if where.is_ground:
        return np.asarray(where.outline(), dtype=float)
    lines = [geodata.border_section(id_).line for id_ in where.section_ids]
    return shapely.get_coordinates(lines)
