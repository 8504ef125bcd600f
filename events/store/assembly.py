"""Puts a store together: old and new rows, tiles, sums, and the manifest that tells of them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from events.store.counts import frequent_kinds, kinds_held, sections_digest, span_of_rows
from events.store.cuts import cut_zooms
from events.store.engine import opened, rows_of, sort_rows
from events.store.errors import BUILD_ANEW, StoreError
from events.store.folder import data_folder, described, free_name, linked, publish
from events.store.manifest import FORMAT, Manifest, SourceReceipt, ZoomSum
from events.store.settings import StoreSettings
from events.store.tile_files import write_index, write_tiles

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def assemble(
    store: Path,
    building: Path,
    sources: tuple[SourceReceipt, ...],
    old: Manifest | None,
    near_km: int,
    sensitive: tuple[str, ...],
    settings: StoreSettings,
) -> Manifest:
    """Join new rows with old ones, cut the tiles, check the sums, and put all in its place.

    Parameters
    ----------
    store : Path
        Held by the caller.
    building : Path
        Where the new state is made; holds new rows and receipts already.
    sources : tuple of SourceReceipt
        Of all files, old and new.
    old : Manifest, optional
        What the store was; None for one that is built from nothing.
    near_km : int
        Within which distance rows belong to a section.
    sensitive : tuple of str
        Kinds that are in no tile of the finest zoom.
    settings : StoreSettings
        What the database may use.

    Raises
    ------
    StoreError
        The sums differ, what was there is damaged, or the database gave up.
    """
    tiles, files = building / "tiles", []
    if old is not None:
        before = data_folder(store, old)
        _check_old(before, old)
        for one in (*old.parts, *old.files):
            if not one.path.startswith("tiles/"):
                linked(before / one.path, building / one.path)
    parts = sorted((building / "rows").iterdir())
    with opened((building,), settings) as connection:
        kinds = frequent_kinds(connection, parts)
        held = kinds_held(connection, parts, sensitive)
        zooms = []
        for counted in cut_zooms(connection, parts, kinds, held):
            index = write_tiles(counted.tiles, tiles)
            path, found = write_index(tiles, counted.zoom, index, counted.held)
            files.append(path)
            zooms.append(found)
        files.reverse()
        zooms.reverse()
        rows, in_cells, first, last = span_of_rows(connection, parts)
        sections = sections_digest(connection, parts)
        if len(parts) > settings.parts:
            parts = [_compacted(connection, parts)]
    shutil.rmtree(building / "spill", ignore_errors=True)
    sources = tuple(sorted(sources, key=lambda one: one.sha256))
    _check_sums(sources, zooms, rows, in_cells)
    files += sorted((building / "receipts").iterdir())
    data = _digest(sources, zooms, sections, near_km, sensitive)
    manifest = Manifest(
        data,
        free_name(store, data),
        near_km,
        sources,
        kinds,
        sensitive,
        in_cells,
        first,
        last,
        tuple(zooms),
        tuple(described(building, part, rows_of(part)) for part in parts),
        tuple(described(building, file) for file in files),
    )
    publish(store, building, manifest)
    return manifest


def _check_old(folder: Path, old: Manifest) -> None:
    """See that the rows and indexes are those that were written: a fault must not be signed anew.

    Raises
    ------
    StoreError
        One of them was changed, or is missing.
    """
    for one in (*old.parts, *old.files):
        path = folder / one.path
        if not path.is_file() or described(folder, path, one.rows) != one:
            raise StoreError(f"{one.path} is not as it was written", BUILD_ANEW)


def _compacted(connection: DuckDBPyConnection, parts: list[Path]) -> Path:
    """Make one file of all rows."""
    whole = parts[0].with_name("all.parquet")
    sort_rows(connection, parts, whole)
    for part in parts:
        part.unlink()
    return whole.rename(parts[0])


def _check_sums(
    sources: Sequence[SourceReceipt], zooms: Sequence[ZoomSum], rows: int, in_cells: int
) -> None:
    """See that every row is accounted for before anybody can read the store.

    Raises
    ------
    StoreError
        A fault of ours.
    """
    kept = sum(one.rows_kept for one in sources)
    sums = [rows == kept, *(zoom.events + zoom.held == in_cells for zoom in zooms)]
    if not all((*sums, *(one.balances for one in sources))):
        counted = ", ".join(
            f"{zoom.events:,} in tiles of zoom {zoom.zoom} and {zoom.held:,} held back"
            for zoom in zooms
        )
        raise StoreError(
            f"the sums differ, by a fault of ours: {kept:,} rows were kept, {rows:,} are written, "
            f"{in_cells:,} of them with a point; {counted}",
            "Report it with the files.",
        )


def _digest(
    sources: Sequence[SourceReceipt],
    zooms: Sequence[ZoomSum],
    sections: str,
    near_km: int,
    sensitive: tuple[str, ...],
) -> str:
    """Return the digest of what a store says: not of how its rows are cut into files."""
    said = {
        "format": FORMAT,
        "near_km": near_km,
        "sensitive": sensitive,
        "sources": [{**asdict(one), "file": None} for one in sources],
        "tiles": [asdict(zoom) for zoom in zooms],
        "sections": sections,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
