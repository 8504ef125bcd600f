"""Carries a background from the reading process as plain columns, validated in full on arrival."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from events.uploads.process.validation import validate_roles, validate_text
from events.uploads.values.context import (
    CONTEXT_ARRAYS,
    FARTHEST_LAT,
    HOLE,
    LINE,
    MOST_CORNERS,
    POINT,
    TOLERANCES_M,
    ContextShapes,
)
from events.uploads.values.imported import TextColumn

_LEAST_OF_RING = 4


def context_parts(context: ContextShapes | None) -> tuple[dict[str, Any] | None, list[bytes]]:
    """Return the header and the columns of a background; None and none without one."""
    if context is None:
        return None, []
    parts = [
        np.asarray(getattr(context, name)).astype(code).tobytes()
        for name, code in CONTEXT_ARRAYS.items()
    ]
    for column in context.cells.values():
        data, ends = column.parts
        parts += [data, ends.astype("<i8").tobytes()]
    header = {
        "cells": list(context.cells),
        "roles": dict(context.roles),
        "tolerance_m": context.tolerance_m,
    }
    return header, parts


def context_of(header: dict[str, Any], parts: Sequence[memoryview]) -> ContextShapes:
    """Rebuild a background.

    Parameters
    ----------
    header : dict
        As `context_parts` gave it.
    parts : sequence of memoryview
        The columns, and no others.

    Raises
    ------
    ValueError
        A column holds what no reader writes into it; the text is its name.
    """
    names = header["cells"]
    if len(parts) != len(CONTEXT_ARRAYS) + 2 * len(names):
        raise ValueError("parts")
    arrays: dict[str, Any] = {
        name: np.frombuffer(part, dtype=code)
        for (name, code), part in zip(CONTEXT_ARRAYS.items(), parts, strict=False)
    }
    texts = parts[len(CONTEXT_ARRAYS) :]
    cells = {
        name: TextColumn(bytes(texts[2 * i]), np.frombuffer(texts[2 * i + 1], dtype="<i8"))
        for i, name in enumerate(names)
    }
    tolerance = header["tolerance_m"]
    if type(tolerance) is not int or tolerance not in (0, *TOLERANCES_M):
        raise ValueError("tolerance_m")
    found = ContextShapes(**arrays, tolerance_m=tolerance, cells=cells, roles=header["roles"])
    validate_context(found)
    return found


def validate_context(context: ContextShapes) -> None:
    """Make sure that every column of a background holds what it may hold.

    Parameters
    ----------
    context : ContextShapes
        As it came.

    Raises
    ------
    ValueError
        A column holds what no reader writes into it; the text is its name.
    """
    validate_roles(context.roles, context.cells)
    for column in context.cells.values():
        validate_text(column)
    if any(len(column) != len(context) for column in context.cells.values()):
        raise ValueError("lengths")
    paths, corners = len(context.path_row), len(context.lon)
    if len({paths, len(context.path_kind), len(context.path_end)}) > 1:
        raise ValueError("lengths of paths")
    if len(context.lat) != corners or corners > MOST_CORNERS:
        raise ValueError("corners")
    if len(context) and int(context.row.min()) < 0:
        raise ValueError("row")
    _validate_paths(context, corners)
    for name, most in (("lon", 180.0), ("lat", FARTHEST_LAT)):
        # Not a number is within no limit.
        if not bool((np.abs(getattr(context, name)) <= most).all()):
            raise ValueError(name)


def _validate_paths(context: ContextShapes, corners: int) -> None:
    row, kind, end = context.path_row, context.path_kind, context.path_end.astype(np.int64)
    # Every row has a path, and paths follow the order of the rows.
    if not np.array_equal(np.unique(row), np.arange(len(context))) or bool(
        (np.diff(row) < 0).any()
    ):
        raise ValueError("path_row")
    if len(kind) and int(kind.max()) > HOLE:
        raise ValueError("path_kind")
    counts = np.diff(end, prepend=0)
    least = np.where(kind == POINT, 1, np.where(kind == LINE, 2, _LEAST_OF_RING))
    if bool((counts < least).any()) or bool((counts[kind == POINT] != 1).any()):
        raise ValueError("path_end")
    if (int(end[-1]) if len(end) else 0) != corners:
        raise ValueError("path_end")
    # A hole lies in the area before it, of the same row.
    holes = np.flatnonzero(kind == HOLE)
    if len(holes) and (
        holes[0] == 0
        or bool((kind[holes - 1] < LINE + 1).any())
        or bool((row[holes - 1] != row[holes]).any())
    ):
        raise ValueError("hole")
    closed = np.flatnonzero(kind > LINE)
    first, last = (end - counts)[closed], end[closed] - 1
    for values in (context.lon, context.lat):
        if bool((values[first] != values[last]).any()):
            raise ValueError("ring")
