"""From a table without days to the points, lines and areas that are drawn as background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from events.uploads.columns.conventions import Rules
from events.uploads.columns.places import read_places
from events.uploads.geometry.cells import is_geometry, points_of_cells
from events.uploads.geometry.points import points_in_wgs84
from events.uploads.geometry.simplification import simplified
from events.uploads.values.context import (
    FARTHEST_LAT,
    HOLE,
    LINE,
    POINT,
    RING,
    ContextShapes,
)
from events.uploads.values.imported import TextColumn
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Located, Outcome, Receipt, Refusal
from events.uploads.values.refusals import Distinct, Refusing

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DEEPEST = 32
_POINTS, _LINES, _AREAS = (0,), (1, 2), (3,)


def read_context(
    table: RawTable, roles: Mapping[str, str], rules: Rules, refusing: Refusing
) -> ContextShapes:
    """Return what is drawn of a table; with too many corners the file is refused.

    Parameters
    ----------
    table : RawTable
        All rows that could be cut into cells.
    roles : mapping of str to str
        By role, the name of its column.
    rules : Rules
        How coordinates are written; without open questions.
    refusing : Refusing
        Takes each row that has no place on the map.
    """
    shapes = _geometries(table, roles, rules, refusing)
    _check(shapes, refusing)
    kept = np.flatnonzero(~refusing.refused)
    path_row, path_kind, counts, corners = _paths(shapes[kept])
    left, corners, tolerance = simplified(path_kind, counts, corners)
    rows = kept.tolist()
    return ContextShapes(
        row=np.array(table.numbers, dtype=np.int32)[kept],
        path_row=path_row,
        path_kind=path_kind,
        path_end=np.cumsum(left).astype(np.int32),
        lon=corners[:, 0].copy(),
        lat=corners[:, 1].copy(),
        tolerance_m=tolerance,
        cells={
            name: TextColumn.of([column[row] for row in rows])
            for name, column in zip(table.names, table.columns, strict=True)
        },
        roles={role: name for role, name in roles.items() if name},
    )


def context_receipt(
    receipt: Receipt, table: RawTable, context: ContextShapes, refused: Sequence[Refusal]
) -> Receipt:
    """Return the receipt of a background, in which every row is accounted for.

    Parameters
    ----------
    receipt : Receipt
        As far as it is known.
    table : RawTable
        All rows that could be cut into cells.
    context : ContextShapes
        What is drawn of them.
    refused : sequence of Refusal
        The others, and those that could not even be cut into cells.
    """
    notes = ["no column holds days: drawn as a background, on every date"]
    if context.tolerance_m:
        notes.append(f"outlines are simplified: off by at most {context.tolerance_m} m")
    used = context.roles.values()
    return replace(
        receipt,
        outcome=Outcome.READ,
        rows_in=len(table) + len(table.refused),
        rows_kept=len(context),
        refused=refused,
        located=Located(0, len(context), 0),
        unused_columns=tuple(name for name in table.names if name not in used),
        notes=(*receipt.notes, *notes),
    )


def _geometries(
    table: RawTable, roles: Mapping[str, str], rules: Rules, refusing: Refusing
) -> NDArray[np.object_]:
    """Return the whole geometry of each row in WGS 84, None where there is none."""
    import shapely

    placed = read_places(table, lambda role: roles.get(role.value) or None, rules, refusing)
    shapes = np.full(len(table), None, dtype=object)
    plain = np.flatnonzero(~placed.reduced & ~np.isnan(placed.lon) & ~refusing.refused)
    shapes[plain] = shapely.points(placed.lon[plain], placed.lat[plain])
    pair = roles.get(Role.LON_LAT.value)
    if pair:
        _of_cells(table.column(pair), rules, placed.reduced, shapes)
    elif table.shapes is not None and len(table.shapes.outlines) and placed.reduced.any():
        outlined = np.flatnonzero(placed.reduced)
        blobs = [table.shapes.outlines[row] for row in outlined.tolist()]
        # Each of them was read before, and one point on it stands in its row.
        found = shapely.force_2d(shapely.from_wkb(blobs, on_invalid="ignore"))
        found = _in_wgs84(found, table.shapes.crs)
        if rules.lat_first:
            found = shapely.transform(found, lambda corners: corners[:, ::-1])
        if rules.crs is not None and table.shapes.crs_open:
            found = _in_wgs84(found, rules.crs)
        shapes[outlined] = found
    return shapes


def _of_cells(
    cells: list[str], rules: Rules, reduced: NDArray[np.bool_], shapes: NDArray[np.object_]
) -> None:
    """Put the lines and areas that stand in the cells of a column in their place."""
    import shapely

    found = Distinct.of(cells)
    written = [code for code, cell in enumerate(found.cells) if is_geometry(cell)]
    read = points_of_cells([found.cells[code] for code in written], rules.crs)
    whole = np.full(len(found.cells), None, dtype=object)
    for system in dict.fromkeys(read.systems.tolist()):
        here = np.flatnonzero((read.systems == system) & ~shapely.is_missing(read.shapes))
        if len(here):
            flat = shapely.force_2d(read.shapes[here])
            whole[np.array(written)[here]] = _in_wgs84(flat, system or None)
    rows = np.flatnonzero(reduced)
    shapes[rows] = whole[found.codes[rows]]


def _in_wgs84(shapes: NDArray[np.object_], crs: str | dict[str, Any] | None) -> NDArray[np.object_]:
    import shapely

    if crs is None:
        return shapes
    moved = shapely.transform(
        shapes, lambda corners: np.column_stack(points_in_wgs84(corners[:, 0], corners[:, 1], crs))
    )
    return np.asarray(moved, dtype=object)


def _check(shapes: NDArray[np.object_], refusing: Refusing) -> None:
    """Refuse the rows without a place, and those that leave the map."""
    import shapely

    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    rows = np.flatnonzero(empty & ~refusing.refused)
    refusing.refuse(rows, "geometry", [None] * len(rows), "has neither a day nor a place")
    corners, owner = shapely.get_coordinates(shapes, return_index=True)
    for axis, most in ((0, 180.0), (1, FARTHEST_LAT)):
        off = ~(np.abs(corners[:, axis]) <= most)
        rows = np.unique(owner[off])
        reason = f"leaves the map: a corner is not within ±{most:g} degrees"
        refusing.refuse(rows, "geometry", [None] * len(rows), reason)


def _paths(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.int64], NDArray[np.float64]]:
    """Return row, kind, number and corners of the paths of shapes, in the order of their rows."""
    import shapely

    parts, owner = shapes, np.arange(len(shapes))
    for _ in range(_DEEPEST):
        several = shapely.get_type_id(parts) > _AREAS[0]
        if not several.any():
            break
        parts, index = shapely.get_parts(parts, return_index=True)
        owner = owner[index]
    there = ~shapely.is_empty(parts)
    parts, owner = parts[there], owner[there]
    kinds = shapely.get_type_id(parts)
    rings, of_area = shapely.get_rings(parts, return_index=True)
    first = np.append(True, of_area[1:] != of_area[:-1]) if len(of_area) else of_area.astype(bool)
    others = np.flatnonzero(kinds != _AREAS[0])
    paths = np.concatenate([parts[others], rings])
    of_part = np.concatenate([others, of_area])
    kind = np.concatenate(
        [np.where(kinds[others] == _POINTS[0], POINT, LINE), np.where(first, RING, HOLE)]
    )
    order = np.argsort(of_part, kind="stable")
    paths, of_part, kind = paths[order], of_part[order], kind[order]
    counts = shapely.get_num_coordinates(paths)
    return (
        owner[of_part].astype(np.int32),
        kind.astype(np.uint8),
        counts.astype(np.int64),
        shapely.get_coordinates(paths),
    )
