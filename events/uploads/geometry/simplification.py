"""Leaves out corners of outlines that nobody would see, until few enough are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from events.uploads.values.context import LINE, MOST_CORNERS, POINT, TOLERANCES_M
from events.uploads.values.errors import FileRefusedError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_METRES_A_DEGREE = 111_195.0
_PIECE = 512
"""Corners that are simplified at once: the library recurses, and a saw of many would break it."""
_LEAST_OF_RING = 4


def simplified(
    kind: NDArray[np.uint8], counts: NDArray[np.int64], corners: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64], int]:
    """Return paths with few enough corners, by the least of `TOLERANCES_M` that leaves them.

    Parameters
    ----------
    kind : ndarray of uint8, shape (p,)
        `POINT`, `LINE`, `RING` or `HOLE`.
    counts : ndarray of int64, shape (p,)
        Corners of each path.
    corners : ndarray of float64, shape (c, 2)
        Longitude and latitude in degrees, path after path.

    Returns
    -------
    counts, corners : ndarray
        The same of what is left; the ends of a path always are.
    tolerance_m : int
        Metres by which outlines are off; 0 when no corner was left out.

    A file with too many corners by whatever tolerance is refused.
    """
    if not len(corners) or bool((kind == POINT).all()):
        _check(len(corners))
        return counts, corners, 0
    middle = (corners[:, 1].min() + corners[:, 1].max()) / 2
    narrow = max(0.05, float(np.cos(np.radians(middle))))
    flat = corners * [_METRES_A_DEGREE * narrow, _METRES_A_DEGREE]
    for tolerance in TOLERANCES_M:
        kept = _kept(kind, counts, flat, float(tolerance))
        if int(kept.sum()) <= MOST_CORNERS:
            break
    _check(int(kept.sum()))
    if kept.all():
        return counts, corners, 0
    of_path = np.repeat(np.arange(len(counts)), counts)
    return np.bincount(of_path[kept], minlength=len(counts)), corners[kept], tolerance


def _check(count: int) -> None:
    if count > MOST_CORNERS:
        raise FileRefusedError(
            f"the background has {count:,} corners, even with outlines simplified to within "
            f"{TOLERANCES_M[-1]} m; at most {MOST_CORNERS:,} can be drawn",
            "Simplify it, or bring the part of it that matters.",
        )


def _kept(
    kind: NDArray[np.uint8],
    counts: NDArray[np.int64],
    flat: NDArray[np.float64],
    tolerance: float,
) -> NDArray[np.bool_]:
    """Return which corners stay, by the rule of Douglas and Peucker within each piece of a path.

    ``flat`` holds the corners in metres.
    """
    import shapely

    ends = np.cumsum(counts)
    starts = ends - counts
    long = np.flatnonzero(kind != POINT)
    pieces = -(-(counts[long] - 1) // _PIECE)
    order = np.arange(int(pieces.sum())) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    first = np.repeat(starts[long], pieces) + order * _PIECE
    last = np.minimum(first + _PIECE, np.repeat(ends[long] - 1, pieces))
    lengths = last - first + 1
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    at = np.repeat(first, lengths) + within
    owner = np.repeat(np.arange(len(first)), lengths)
    # The third coordinate says which corner is left: the library does not look at it.
    tagged = np.column_stack([flat[at], at.astype(np.float64)])
    lines = shapely.simplify(
        shapely.linestrings(tagged, indices=owner), tolerance, preserve_topology=False
    )
    left = shapely.get_coordinates(lines, include_z=True)[:, 2]
    kept = np.zeros(len(flat), dtype=np.bool_)
    kept[left.astype(np.int64)] = True
    kept[starts], kept[ends - 1] = True, True
    _keep_rings(kind, starts, counts, kept)
    return kept


def _keep_rings(
    kind: NDArray[np.uint8],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
    kept: NDArray[np.bool_],
) -> None:
    """Leave a ring that would collapse three corners that lie apart, and its closing one."""
    sums = np.concatenate([[0], np.cumsum(kept)])
    number = sums[starts + counts] - sums[starts]
    for path in np.flatnonzero((kind > LINE) & (number < _LEAST_OF_RING)).tolist():
        start, count = int(starts[path]), int(counts[path])
        sides = count - 1
        kept[start : start + count] = False
        kept[[start, start + sides // 3, start + 2 * sides // 3, start + sides]] = True
