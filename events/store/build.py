"""Builds a store of files, and adds files to one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from events.generalisation import PEOPLE_CATEGORIES
from events.store.assembly import assemble
from events.store.engine import opened, sort_rows
from events.store.errors import StoreError
from events.store.folder import held, read_manifest
from events.store.intake import Progress, digest_of, take_file
from events.store.manifest import Manifest, SourceReceipt
from events.store.settings import StoreSettings
from events.uploads import ColumnMapping, Limits

SUFFIXES = {".csv", ".tsv", ".parquet", ".geoparquet"}
"""Files that are taken out of a folder; others are left where they are."""


def _silent(name: str, rows: int) -> None:
    """Tell nobody."""


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Return the files that some paths name, those of a folder by their names.

    Raises
    ------
    StoreError
        A path names nothing, or a folder without a file that a store takes.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                file
                for file in path.iterdir()
                if file.suffix.lower() in SUFFIXES and file.name[0] not in "._"
            )
            if not inside:
                raise StoreError(
                    f"{path} holds no CSV, TSV or Parquet", "Name the files, or another folder."
                )
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise StoreError(f"{path} is neither a file nor a folder", "Check the path.")
    return found


def build_store(
    paths: Sequence[Path],
    into: Path,
    mapping: ColumnMapping | None = None,
    limits: Limits | None = None,
    settings: StoreSettings | None = None,
    progress: Progress = _silent,
    sensitive: Sequence[str] = (),
) -> Manifest:
    """Build a store; what stood in its folder before goes when the new one is whole.

    Parameters
    ----------
    paths : sequence of Path
        Files, and folders of files.
    into : Path
        Folder of the store: new, empty, or a store.
    mapping : ColumnMapping, optional
        What was settled of how to read the files; the same for all.
    limits : Limits, optional
        What reading a piece may use.
    settings : StoreSettings, optional
        Memory and threads of the database, size of pieces.
    progress : callable
        Told a file and its rows so far.
    sensitive : sequence of str
        Kinds whose places are not told sharply, beside those of people in need.

    Returns
    -------
    Manifest

    Raises
    ------
    StoreError
        The store is left as it was.
    """
    limits, settings = limits or Limits(), settings or StoreSettings()
    how = (mapping or ColumnMapping(), limits, settings, progress)
    files = files_in(paths)
    kinds = tuple(sorted(PEOPLE_CATEGORIES | set(sensitive)))
    with held(into) as building:
        _refuse_twins(files, {})
        sources = _taken(files, building, 0, *how)
        return assemble(into, building, sources, None, limits.near_km, kinds, settings)


def append_store(
    store: Path,
    paths: Sequence[Path],
    mapping: ColumnMapping | None = None,
    limits: Limits | None = None,
    settings: StoreSettings | None = None,
    progress: Progress = _silent,
) -> Manifest:
    """Add files to a store; what it says then is what one built of all files says.

    Parameters
    ----------
    store : Path
        Folder of the store.
    paths, mapping, limits, settings, progress
        As for `build_store`.

    Returns
    -------
    Manifest

    Raises
    ------
    StoreError
        The store is left as it was; also where a file is in it already.
    """
    limits, settings = limits or Limits(), settings or StoreSettings()
    how = (mapping or ColumnMapping(), limits, settings, progress)
    files = files_in(paths)
    read_manifest(store)  # before anything is written beside it
    with held(store) as building:
        old = read_manifest(store)
        if old.near_km != limits.near_km:
            raise StoreError(
                f"the rows of the store belong to a section within {old.near_km} km, and new ones "
                f"would within {limits.near_km} km",
                f"Set BORDER_MONITOR_NEAR_KM={old.near_km}, or build the store anew.",
            )
        _refuse_twins(files, {one.sha256: one.file for one in old.sources})
        sources = (*old.sources, *_taken(files, building, len(old.parts), *how))
        return assemble(store, building, sources, old, limits.near_km, old.sensitive, settings)


def _refuse_twins(files: Sequence[Path], known: dict[str, str]) -> None:
    """See that no file is taken twice: its events would be counted twice."""
    taken = dict(known)
    for file in files:
        digest = digest_of(file)
        if digest in taken:
            raise StoreError(
                f"{file.name} has the same bytes as {taken[digest]}, which is taken already",
                "Leave it out.",
            )
        taken[digest] = file.name


def _taken(
    files: Sequence[Path],
    building: Path,
    number: int,
    mapping: ColumnMapping,
    limits: Limits,
    settings: StoreSettings,
    progress: Progress,
) -> tuple[SourceReceipt, ...]:
    """Read files into one part of rows, sorted by day; tell what became of them."""
    for name in ("pieces", "receipts", "rows", "tiles"):
        (building / name).mkdir()
    pieces, receipts = building / "pieces", building / "receipts"
    told = tuple(
        take_file(file, mapping, limits, settings, pieces, receipts, progress) for file in files
    )
    part = building / "rows" / f"{number:04d}.parquet"
    written = sorted(pieces.iterdir())
    if not written:
        raise StoreError("no row was kept", "See why with: python -m events check FILE.")
    with opened((building,), settings) as connection:
        sort_rows(connection, written, part)
    shutil.rmtree(pieces)
    return told
