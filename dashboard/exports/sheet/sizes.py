"""The paper sizes a sheet can have."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.errors import SnapshotError
from dashboard.exports.sheet.layout import DEEP, LANDSCAPE, SCREEN, Layout


@dataclass(frozen=True, slots=True)
class Size:
    """A paper size.

    Attributes
    ----------
    name : str
        As written on the command line.
    label : str
        As written on the sheet.
    enlarged : float
        Its width over that of its layout: a larger sheet of one shape is the same picture.
    layouts : tuple of Layout
        Where things stand; a later one has more room for sources.
    """

    name: str
    label: str
    enlarged: float
    layouts: tuple[Layout, ...]


SIZES = {
    size.name: size
    for size in (
        Size("a4", "A4", 1.0, (LANDSCAPE, DEEP)),
        Size("a3", "A3", 420 / 297, (LANDSCAPE, DEEP)),
        Size("16x9", "16:9", 1.0, (SCREEN,)),
    )
}
DOTS_PER_INCH = 300
"""Of a sheet at the size of its layout; a larger one has as many dots in all."""


def paper_size(name: str) -> Size:
    """Return a paper size by name.

    Raises
    ------
    SnapshotError
        For a size that is not known.
    """
    if name not in SIZES:
        raise SnapshotError(f'"{name}" is not a paper size. Use one of: {", ".join(SIZES)}.')
    return SIZES[name]
