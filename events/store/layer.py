"""An open store as a ledger knows it: what it is, where its tiles lie, and no row of any day.

Its events are counted, not listed: a ledger asks it as it asks a background, and finds a source and
a span of days. Whoever wants counts asks `events.store.windows`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from events.store.about import read_about
from events.store.errors import StoreError
from events.store.folder import data_folder, read_manifest, row_files
from events.store.manifest import KEY_DIGITS, Manifest
from events.store.tile_files import Index, read_index
from events.uploads import Provenance, one_line
from events.uploads.layers.rowless import RowlessSource

if TYPE_CHECKING:
    from events.ledger import Ledger

OTHER_KINDS = "other kinds"
"""Stands for every kind that the tiles do not count apart."""
_WAY_OUT = "Compare it with itself: python -m events store check DIR. Then build it anew."


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class StoreLayer(RowlessSource):
    """A store that can be shown.

    Attributes
    ----------
    number : int
        From 1: told as S1, which no other open store has.
    name : str
        Of its folder; the path is nobody's affair but the operator's.
    folder : Path
        Of its data.
    manifest : Manifest
        What it is.
    indexes : mapping of int to Index
        By zoom of the cells: its files, each with the digest of its content.
    provenance : Provenance
        Who says so.
    licence : str
        Line that its licence obliges to show; empty when it obliges to none.
    """

    number: int
    name: str
    folder: Path
    manifest: Manifest
    indexes: Mapping[int, Index] = field(repr=False)
    provenance: Provenance
    licence: str = ""

    @property
    def key(self) -> str:
        """First twelve hexadecimal digits of the digest of its data."""
        return self.manifest.data[:KEY_DIGITS]

    @property
    def title(self) -> str:
        """Name of the source."""
        return self.provenance.title

    @property
    def mark(self) -> str:
        """What it is called in a key: S1."""
        return f"S{self.number}"

    @property
    def id(self) -> str:
        """Id of its source, and beginning of the ids of its cells."""
        return f"store-{self.key}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """Words of the kinds as the tiles count them, the others last."""
        told = tuple(one_line(kind) or "no kind named" for kind in self.manifest.kinds)
        return (*told, OTHER_KINDS)

    @property
    def zooms(self) -> tuple[int, ...]:
        """Zooms of the cells that are counted, the coarsest first."""
        return tuple(sorted(self.indexes))

    @property
    def unplaced(self) -> int:
        """Kept rows that lie in no cell, on whatever day."""
        return self.manifest.rows - self.manifest.in_cells

    def held_back(self, zoom: int) -> int:
        """Return how many events with a place the tiles of a zoom leave out."""
        sums = {one.zoom: one.events for one in self.manifest.zooms}
        return self.manifest.in_cells - sums[zoom]

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last of the first days of its rows; None in one without rows."""
        first, last = self.manifest.first_day, self.manifest.last_day
        if first is None or last is None:
            return None
        return date.fromisoformat(first), date.fromisoformat(last)

    @property
    def address_note(self) -> str:
        """The first digits of its digest."""
        return f"store of brought files, digest {self.key}…"

    @property
    def version(self) -> str:
        """By what it is told from other stores, and from itself once built or named anew."""
        return " ".join((self.mark, self.manifest.folder, repr(self.provenance), self.licence))


def open_layer(store: Path, number: int = 1) -> StoreLayer:
    """Open a store to be shown: read what it is, and compare all that says where its tiles are.

    The tiles themselves are compared with their digests one by one, when they are asked for.

    Parameters
    ----------
    store : Path
        Folder of the store.
    number : int
        From 1; no two open stores share one.

    Raises
    ------
    StoreError
        The folder is no store, is damaged, or is not as it was written; or what is said of its
        source cannot be read.
    """
    manifest = read_manifest(store)
    folder = data_folder(store, manifest)
    name = one_line(store.resolve().name)[:60] or "store"
    for source in manifest.sources:
        if not source.balances:
            raise StoreError(f"the receipt of {one_line(source.file)} does not balance", _WAY_OUT)
    told = {file.path: file for file in manifest.files}
    indexes: dict[int, Index] = {}
    for zoom in manifest.zooms:
        path = f"tiles/{zoom.zoom}.json"
        _compare(folder, path, told[path].sha256 if path in told else None)
        indexes[zoom.zoom] = read_index(folder / "tiles", zoom.zoom)
        if sum(entry[1] for entry in indexes[zoom.zoom].values()) != zoom.events:
            raise StoreError(f"{path} does not add up to its receipt", _WAY_OUT)
    row_files(folder, manifest)
    return StoreLayer(number, name, folder, manifest, indexes, *read_about(store))


def _compare(folder: Path, path: str, digest: str | None) -> None:
    try:
        found = hashlib.sha256((folder / path).read_bytes()).hexdigest()
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror})", _WAY_OUT) from None
    if found != digest:
        raise StoreError(f"{path} is not as it was written", _WAY_OUT)


def stores_of(ledger: Ledger) -> tuple[StoreLayer, ...]:
    """Return the stores that are joined to a ledger, in the order they were joined."""
    return tuple(rows for rows in ledger.rows if isinstance(rows, StoreLayer))
