"""The grids that maps of the region are drawn in, and the question which of them is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from events.uploads.geometry.points import points_in_wgs84
from events.uploads.geometry.region import in_box
from events.uploads.values.receipt import Option, Question

if TYPE_CHECKING:
    from numpy.typing import NDArray

GRIDS = {
    "EPSG:4326": "WGS 84",
    "EPSG:3857": "Web Mercator",
    "EPSG:3035": "Europe, LAEA",
    "EPSG:2180": "Poland, PL-1992",
    "EPSG:2179": "Poland, PL-2000 zone 8",
    "EPSG:2178": "Poland, PL-2000 zone 7",
    "EPSG:2177": "Poland, PL-2000 zone 6",
    "EPSG:2176": "Poland, PL-2000 zone 5",
    "EPSG:3346": "Lithuania, LKS-94",
    "EPSG:3059": "Latvia, LKS-92",
    "EPSG:32634": "UTM 34 north",
    "EPSG:32635": "UTM 35 north",
    "EPSG:32636": "UTM 36 north",
    "EPSG:28404": "Pulkovo 1942, zone 4",
    "EPSG:28405": "Pulkovo 1942, zone 5",
    "EPSG:28406": "Pulkovo 1942, zone 6",
}
"""Reference systems by code, with what people call them."""

_LOOKED_AT = 200
_BEYOND_DEGREES = 1_000.0


def are_metres(points: NDArray[np.float64]) -> bool:
    """Tell whether most points of shape (n, 2) cannot be degrees, but are metres of a grid."""
    given = points[~np.isnan(points).any(axis=1)]
    if not len(given):
        return False
    large = (np.abs(given) > _BEYOND_DEGREES).all(axis=1) & (np.abs(given) < 1e8).all(axis=1)
    return bool(large.sum() * 2 > len(given))


def crs_question(
    x: NDArray[np.float64], y: NDArray[np.float64], *, either_way: bool = False
) -> Question:
    """Return the question in which reference system points are.

    An answer is offered where it puts points into the region. ``either_way``: the first column
    may be the northing, as surveyors have it; then the better of both ways is shown.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
        First and second coordinate as written, in an unknown system.
    either_way : bool
        Whether the first may be the northing.
    """
    given = ~(np.isnan(x) | np.isnan(y))
    x, y = x[given][:_LOOKED_AT], y[given][:_LOOKED_AT]
    ways = [(x, y, "")] + ([(y, x, "with the northing first ")] if either_way else [])
    near: list[tuple[float, Option]] = []
    far: list[Option] = []
    for code, name in GRIDS.items():
        told: list[str] = []
        best = -1.0
        for east, north, words in ways:
            lon, lat = points_in_wgs84(east, north, code)
            if not len(lon) or not (abs(lon[0]) <= 180 and abs(lat[0]) <= 90):
                continue
            share = float(in_box(lon, lat).mean())
            # Both ways may lie in the region; where only one does, the other need not be shown.
            if share > 0 >= best:
                told = []
            if share > 0 or best <= 0:
                told.append(f"{words}the first point lies at {lon[0]:.4f} E, {lat[0]:.4f} N")
            best = max(best, share)
        if told:
            option = Option(code, f"{name}: {', or '.join(told)}")
            near.append((best, option)) if best > 0 else far.append(option)
    near.sort(key=lambda found: -found[0])
    rows = int(given.sum())
    moved = "the 1 row with a place" if rows == 1 else f"all {rows:,} rows with a place"
    text = (
        f"Which reference system are the coordinates in? It moves {moved}. Any EPSG code is an "
        "answer."
    )
    return Question("crs", text, tuple(option for _, option in near) or tuple(far))
