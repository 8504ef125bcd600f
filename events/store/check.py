"""Reads a whole store again: its files by digest, its rows by count, its tiles by their sums."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from events.store.counts import frequent_kinds, kinds_held, rows_by_source, span_of_rows
from events.store.cuts import cut_zooms
from events.store.engine import opened
from events.store.errors import StoreError
from events.store.folder import data_folder, read_manifest
from events.store.manifest import FileDigest, Manifest
from events.store.settings import StoreSettings
from events.store.tile_files import Index, entry_of, read_index, read_tile, tile_path, zoom_sum
from events.store.tiles import encode_tile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def check_store(store: Path, settings: StoreSettings | None = None) -> tuple[str, ...]:
    """Compare everything in a store with what it says of itself.

    Parameters
    ----------
    store : Path
        Folder of the store.
    settings : StoreSettings, optional
        Memory and threads of the database.

    Returns
    -------
    tuple of str
        What is wrong, a sentence each; empty when all is as it should be.

    Raises
    ------
    StoreError
        The folder is no store, or there is not enough memory to count.
    """
    manifest = read_manifest(store)
    folder = data_folder(store, manifest)
    faults = [fault for one in (*manifest.parts, *manifest.files) for fault in _file(folder, one)]
    faults += _receipts(manifest)
    for zoom in manifest.zooms:
        try:
            faults += _zoom(folder / "tiles", read_index(folder / "tiles", zoom.zoom), zoom.zoom)
        except StoreError as error:
            faults.append(error.problem)
    if not faults:
        # Rows are counted only where they are those that were written.
        faults += _recounted(folder, manifest, settings or StoreSettings())
    return tuple(faults)


def _file(folder: Path, told: FileDigest) -> Iterator[str]:
    try:
        with (folder / told.path).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        yield f"{told.path} cannot be read ({error.strerror})"
        return
    if found != told.sha256:
        yield f"{told.path} is not as it was written"


def _receipts(manifest: Manifest) -> Iterator[str]:
    for source in manifest.sources:
        if not source.balances:
            yield f"the receipt of {source.file} does not balance"
    if sum(part.rows for part in manifest.parts) != manifest.rows:
        yield "the parts do not hold as many rows as were kept"


def _zoom(folder: Path, index: Index, zoom: int) -> Iterator[str]:
    """Compare the files of the tiles of one zoom with their index."""
    there = {
        path.relative_to(folder).as_posix().removesuffix(".gz")
        for path in (folder / str(zoom)).rglob("*")
        if path.is_file()
    }
    for path in sorted(there - index.keys()):
        yield f"the tile {path} stands in no index"
    for path in sorted(index):
        try:
            tile, data = read_tile(folder, path)
        except StoreError as error:
            yield error.problem
            continue
        if entry_of(tile, data) != index[path]:
            yield f"the tile {path} is not as it was written"


def _recounted(folder: Path, manifest: Manifest, settings: StoreSettings) -> Iterator[str]:
    parts = [folder / part.path for part in manifest.parts]
    # The store itself is only read: what does not fit into memory goes elsewhere.
    spill = Path(tempfile.mkdtemp(prefix="store-check-"))
    try:
        with opened((spill, folder), settings) as connection:
            yield from _rows(connection, parts, manifest)
            told = {zoom.zoom: zoom for zoom in manifest.zooms}
            held = kinds_held(connection, parts, manifest.sensitive)
            for counted in cut_zooms(connection, parts, manifest.kinds, held):
                index = {
                    tile_path(tile): entry_of(tile, encode_tile(tile)) for tile in counted.tiles
                }
                if zoom_sum(counted.zoom, index, counted.held) != told.get(counted.zoom):
                    yield f"the tiles of zoom {counted.zoom} do not count what the rows say"
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _rows(connection: DuckDBPyConnection, parts: list[Path], manifest: Manifest) -> Iterator[str]:
    found = rows_by_source(connection, parts)
    for source in manifest.sources:
        told = (source.rows_kept, source.sections, source.not_located)
        if found.pop(source.key, (0, 0, 0)) != told:
            yield f"the rows of {source.file} are not those of its receipt"
    for key in sorted(found):
        yield f"rows name the file {key}, which is no source of the store"
    _, in_cells, first, last = span_of_rows(connection, parts)
    if (in_cells, first, last) != (manifest.in_cells, manifest.first_day, manifest.last_day):
        yield "the rows do not lie where and when store.json says"
    if frequent_kinds(connection, parts) != manifest.kinds:
        yield "the kinds that are counted apart are not the most frequent ones"
    for zoom in manifest.zooms:
        if zoom.events + zoom.held != in_cells:
            yield f"the tiles of zoom {zoom.zoom} do not add up to the rows"
