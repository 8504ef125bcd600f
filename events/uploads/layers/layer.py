"""A brought file, ready to be joined: its columns, its receipt, and who says so.

Long because whoever asks for a file's source, counts or titles asks the layer alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from events.errors import LayerError
from events.model import Publisher, Source
from events.uploads.layers.provenance import Provenance
from events.uploads.values.imported import Imported
from events.uploads.values.mapping import ColumnMapping, Role
from events.uploads.values.receipt import Receipt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from events.uploads.process.wire import Upload

MOST_LAYERS = 8
BROUGHT_FILE = "brought file"
_KEY_DIGITS = 12
LONGEST = 400
"""Characters of a cell that are repeated in a report; the file itself keeps it whole."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that may be one more report of an event of the reference.

    Attributes
    ----------
    position : int
        Of the row in the layer's columns.
    row : int
        Its number in the file.
    day : datetime.date
        Its first day.
    title : str
        What the row says.
    event_id : str
        The event it may be about.
    """

    position: int
    row: int
    day: date
    title: str
    event_id: str


@dataclass(frozen=True, slots=True)
class LayerCounts:
    """Rows of a whole file: ``sections + points + not_located == kept``."""

    kept: int
    sections: int
    points: int
    not_located: int
    attached: int


class NamedFile:
    """What every brought file is called, by its receipt and by who says so."""

    __slots__ = ()
    receipt: Receipt
    provenance: Provenance

    @property
    def key(self) -> str:
        """First twelve hexadecimal digits of the file's SHA-256."""
        return key_of_digest(self.receipt.sha256)

    @property
    def title(self) -> str:
        """Name of the source."""
        return self.provenance.title

    @property
    def file(self) -> str:
        """Name of the file, as it can be shown."""
        return one_line(self.receipt.file)

    @property
    def id(self) -> str:
        """Id of its source, and beginning of the ids of its rows."""
        return f"own-{self.key}"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Layer(NamedFile):
    """A brought file.

    Attributes
    ----------
    number : int
        1 to `MOST_LAYERS`: which symbol it bears.
    receipt, mapping, imported
        As `events.uploads.read_upload` gave them.
    provenance : Provenance
        Who says so.
    attached : frozenset of int
        Positions of rows that are one more report of the event they may be about.
    row_sources : tuple of str
        The sources the file itself names, row by row; empty when it names none.
    row_source : ndarray of int32
        Index into ``row_sources``; -1 where a row names none.
    by_air : ndarray of bool
        Rows that are flights: they name an origin or a destination, known or not.
    rough : ndarray of bool
        Rows whose point stands for an area, by a column of precision that the shape has; empty
        where the shape has none.
    """

    number: int
    receipt: Receipt
    mapping: ColumnMapping
    imported: Imported
    provenance: Provenance
    attached: frozenset[int] = frozenset()
    row_sources: tuple[str, ...] = ()
    row_source: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    by_air: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    rough: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))

    @property
    def shown(self) -> bool:
        """Whether it takes part: a file with days always does, as a background may not."""
        return True

    @property
    def publisher(self) -> Publisher:
        """Return who put the file out, graded as the person who brought it said."""
        return self.provenance.publisher_of(self.id, BROUGHT_FILE)

    def source_id(self, position: int) -> str:
        """Return the id of the source of a row: the file, or the one that it names there."""
        code = int(self.row_source[position]) if self.row_sources else -1
        return f"{self.id}-s{code}" if code >= 0 else self.id

    def source(self, index: int = -1) -> Source:
        """Return the file as a source, or one of those it names row by row."""
        named = index >= 0
        publisher = self.publisher
        return Source(
            id=f"{self.id}-s{index}" if named else self.id,
            publisher_id=publisher.id,
            title=self.row_sources[index] if named else self.title,
            author=None,
            published=None,
            address=None,
            kind=BROUGHT_FILE,
            address_note=self._note_of_source(named=named),
            publisher_name=publisher.name,
            reliability=publisher.reliability,
        )

    def _note_of_source(self, *, named: bool) -> str:
        file = f"brought file {self.file}, SHA-256 {self.key}…"
        if not named:
            return file
        said = (self.title if self.title != self.file else "", self.provenance.publisher.strip())
        told = ", ".join(filter(None, said))
        return f"as named in {told} ({file})" if told else f"as named in {file}"

    @property
    def counts(self) -> LayerCounts:
        """Rows of the whole file, by where they stand."""
        at = self.receipt.located
        return LayerCounts(
            self.receipt.rows_kept, at.sections, at.points, at.not_located, len(self.attached)
        )

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Return the rows that may be about an event of the reference, in the file's order."""
        brought = self.imported
        return tuple(
            Proposal(
                position,
                int(brought.row[position]),
                day_of(brought, position),
                row_title(self, position),
                brought.event_ids[brought.duplicate_of[position]],
            )
            for position in np.flatnonzero(brought.duplicate_of >= 0).tolist()
        )

    @property
    def holds_our_reports(self) -> bool:
        """Whether its rows bear ids of reports of this project."""
        return Role.REPORT_ID.value in self.imported.roles


def build_layer(
    upload: Upload,
    number: int,
    provenance: Provenance | None = None,
    attached: Iterable[int] = (),
) -> Layer:
    """Make a layer of what was kept of a file.

    Parameters
    ----------
    upload : Upload
        A file as it was read.
    number : int
        1 to `MOST_LAYERS`; no two layers of a ledger share one.
    provenance : Provenance, optional
        By default the file's name, F6.
    attached : iterable of int
        Positions of rows with a proposal that was accepted.

    Raises
    ------
    LayerError
        When nothing was kept, the number is none, or a row to be attached has no proposal.
    """
    brought, receipt = upload.imported, upload.receipt
    if brought is None or not len(brought):
        raise LayerError(f"{receipt.file}: no row was kept. See its receipt.")
    if number not in range(1, MOST_LAYERS + 1):
        raise LayerError(f"At most {MOST_LAYERS} files can be shown at once. Remove one first.")
    chosen = frozenset(attached)
    for position in sorted(chosen):
        if not (0 <= position < len(brought) and brought.duplicate_of[position] >= 0):
            raise LayerError(f"{receipt.file}: position {position} has no event to be attached to.")
    names, codes = _row_sources(brought)
    said = provenance or Provenance(one_line(receipt.file)[:300] or BROUGHT_FILE)
    by_air, rough = _by_air(brought), _rough(brought, receipt.adapter)
    return Layer(
        number, receipt, upload.mapping, brought, said, chosen, names, codes, by_air, rough
    )


_EXACT = {"acled": ("geo_precision", "1"), "ucdp-ged": ("where_prec", "1")}
"""Column of precision of a known shape, and its code for a point; any other is an area."""


def _rough(brought: Imported, adapter: str | None) -> NDArray[np.bool_]:
    name, exact = _EXACT.get(adapter or "", ("", ""))
    column = next((n for n in brought.cells if n.casefold() == name), None)
    if column is None:
        return np.empty(0, np.bool_)
    codes = (cell.strip() not in ("", exact) for cell in brought.cells[column])
    return np.fromiter(codes, np.bool_, len(brought))


def _by_air(brought: Imported) -> NDArray[np.bool_]:
    found = (brought.origin >= 0) | (brought.destination >= 0)
    for role in (Role.ORIGIN, Role.DESTINATION):
        name = brought.roles.get(role.value)
        if name is not None:
            told = (bool(cell.strip()) for cell in brought.cells[name])
            found |= np.fromiter(told, np.bool_, len(brought))
    return found


def _row_sources(brought: Imported) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    column = brought.roles.get(Role.SOURCE.value)
    if column is None:
        return (), np.full(len(brought), -1, np.int32)
    known: dict[str, int] = {}
    codes = [
        known.setdefault(one_line(cell), len(known)) if cell.strip() else -1
        for cell in brought.cells[column]
    ]
    return tuple(known), np.array(codes, np.int32)


def day_of(brought: Imported, position: int) -> date:
    """Return the first day of a row."""
    day: date = brought.day[position].item()
    return day


def row_title(layer: Layer, position: int) -> str:
    """Return what a row says in a line: its title, else its kind, else its number.

    A flight says its two airports, as the tables or else the file call them.
    """
    brought = layer.imported
    if layer.by_air[position]:
        name = one_line(brought.text(Role.TITLE.value, position) or "flight")
        ends = (
            brought.airports[index] if index >= 0 else one_line(brought.text(role, position) or "?")
            for index, role in (
                (brought.origin[position], Role.ORIGIN.value),
                (brought.destination[position], Role.DESTINATION.value),
            )
        )
        return f"{name}, {' → '.join(ends)}"
    kind = brought.kinds[brought.kind[position]]
    told = one_line(brought.text(Role.TITLE.value, position) or kind)
    return told or f"row {brought.row[position]} of {layer.title}"


def key_of_digest(sha256: str) -> str:
    """Return the first twelve hexadecimal digits of a SHA-256, as brought files are called."""
    return sha256[:_KEY_DIGITS]


def one_line(text: str) -> str:
    """Return a text of a file as it can be shown: in one line, not endless, no half characters.

    Half of a surrogate pair is no character, and no screen, table or file takes it.
    """
    whole = text[: 2 * LONGEST].encode("utf-8", "replace").decode("utf-8")
    return " ".join(whole.split())[:LONGEST]
