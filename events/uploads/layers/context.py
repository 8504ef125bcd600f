"""A brought file without days: points, lines and areas drawn as a background on every date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from events.errors import LayerError
from events.uploads.layers.layer import BROUGHT_FILE, MOST_LAYERS, Layer, NamedFile, one_line
from events.uploads.layers.provenance import Provenance
from events.uploads.layers.rowless import RowlessSource
from events.uploads.values.context import ContextShapes
from events.uploads.values.mapping import ColumnMapping, Role
from events.uploads.values.receipt import Receipt

if TYPE_CHECKING:
    from events.uploads.process.wire import Upload

_LABELS = (Role.TITLE, Role.PLACE, Role.KIND, Role.ID)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class ContextLayer(NamedFile, RowlessSource):
    """A background. To a ledger it is a source of rows that has none of any day.

    Attributes
    ----------
    number : int
        1 to `MOST_LAYERS`, which no other brought file has.
    receipt, mapping, shapes
        As `events.uploads.read_upload` gave them.
    provenance : Provenance
        Whose it is.
    colour : int
        Which of the colours of backgrounds it has, from 1 to `MOST_LAYERS`.
    shown : bool
        Whether it is drawn at the moment.
    """

    number: int
    receipt: Receipt
    mapping: ColumnMapping
    shapes: ContextShapes
    provenance: Provenance
    colour: int
    shown: bool = True

    def label(self, position: int) -> str:
        """Return what a row is called: its title, place, kind or id, else its number."""
        for role in _LABELS:
            name = self.shapes.roles.get(role.value)
            cell = one_line(self.shapes.cells[name][position]) if name else ""
            if cell:
                return cell
        return f"row {self.shapes.row[position]} of {self.file}"

    def attributes(self, position: int) -> tuple[tuple[str, str], ...]:
        """Return every filled cell of a row under the name of its column."""
        cells = ((one_line(name), one_line(c[position])) for name, c in self.shapes.cells.items())
        return tuple((name, cell) for name, cell in cells if cell)

    def position_of(self, id_: str) -> int | None:
        """Return which row an id means; None for any other id."""
        text = id_.removeprefix(f"{self.id}-")
        if text == id_ or not (text.isascii() and text.isdecimal() and str(int(text)) == text):
            return None
        return int(text) if int(text) < len(self.shapes) else None

    def bounds(self, position: int) -> tuple[float, float, float, float]:
        """Return west, south, east and north of a row, in degrees."""
        paths = self.shapes.paths_of(position)
        corners = np.concatenate([self.shapes.corners(path) for path in paths])
        west, south = corners.min(axis=0).tolist()
        east, north = corners.max(axis=0).tolist()
        return west, south, east, north

    @property
    def address_note(self) -> str:
        """Name and digest of the file."""
        return f"brought file {self.file}, SHA-256 {self.key}…"


Brought: TypeAlias = Layer | ContextLayer
"""A brought file, with days or without."""


def build_context(
    upload: Upload,
    number: int,
    provenance: Provenance | None = None,
    colour: int | None = None,
) -> ContextLayer:
    """Make a background of what was kept of a file without days.

    Parameters
    ----------
    upload : Upload
        A file as it was read.
    number : int
        1 to `MOST_LAYERS`; no two brought files of a ledger share one.
    provenance : Provenance, optional
        By default the file's name, not judged.
    colour : int, optional
        1 to `MOST_LAYERS`; by default the number.

    Raises
    ------
    LayerError
        When nothing was kept, or the number or the colour is none.
    """
    receipt, shapes = upload.receipt, upload.context
    if shapes is None or not len(shapes):
        raise LayerError(f"{receipt.file}: no row was kept. See its receipt.")
    chosen = number if colour is None else colour
    for value, what in ((number, "files"), (chosen, "colours")):
        if value not in range(1, MOST_LAYERS + 1):
            raise LayerError(f"There are at most {MOST_LAYERS} {what}. Choose one of them.")
    said = provenance or Provenance(one_line(receipt.file)[:300] or BROUGHT_FILE)
    return ContextLayer(number, receipt, upload.mapping, shapes, said, chosen)
