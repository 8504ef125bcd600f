"""The first filled cells of a column, by which it is judged."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 200


def filled_cells(cells: Iterable[str]) -> list[str]:
    """Return the first cells that hold something, as many as a column is judged by."""
    found: list[str] = []
    for cell in cells:
        if cell.strip():
            found.append(cell.strip())
        if len(found) == MOST:
            break
    return found
