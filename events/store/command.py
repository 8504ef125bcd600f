"""What the ``store`` commands do: build, check, append and info."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from events.store.build import append_store, build_store
from events.store.cells import ZOOMS
from events.store.check import check_store
from events.store.errors import NotTakenError
from events.store.folder import data_folder, read_manifest
from events.store.manifest import Manifest, SourceReceipt
from events.store.publication import publish_store
from events.store.settings import StoreSettings
from events.terminal import tell, tell_json
from events.uploads import Limits
from events.uploads.command import mapping_of, to_lines

DAMAGED = 1
"""Exit code of a check that found a fault."""
_SHOWN = 20


def run_build(options: argparse.Namespace) -> int:
    """Build a store and print what became of every row."""
    make = partial(build_store, sensitive=options.sensitive)
    return _made(options, make, options.files, options.into)


def run_append(options: argparse.Namespace) -> int:
    """Add files to a store and print what it is now."""

    def added(files: Sequence[Path], store: Path, *rest: object) -> Manifest:
        return append_store(store, files, *rest)  # type: ignore[arg-type]

    return _made(options, added, options.files, options.store)


def _made(
    options: argparse.Namespace,
    make: Callable[..., Manifest],
    files: Sequence[Path],
    store: Path,
) -> int:
    def note(name: str, rows: int) -> None:
        if not options.json:
            tell(f"{name}: {rows:,} rows read", error=True)

    mapping = mapping_of(options)
    limits, settings = Limits.from_environment(os.environ), settings_of(options)
    try:
        manifest = make(files, store, mapping, limits, settings, note)
    except NotTakenError as error:
        tell(*to_lines(error.receipt), error=True)
        return error.receipt.exit_code
    _print(store, manifest, options.json)
    return 0


def settings_of(options: argparse.Namespace) -> StoreSettings:
    """Return the settings of the environment, with what the options say instead."""
    settings = StoreSettings.from_environment(os.environ)
    memory_mb: int | None = options.memory_mb
    return settings if memory_mb is None else replace(settings, memory_mb=memory_mb)


def run_check(options: argparse.Namespace) -> int:
    """Compare a store with what it says of itself; 1 when something is wrong."""
    faults = check_store(options.store, settings_of(options))
    if faults:
        tell(*faults[:_SHOWN])
        if len(faults) > _SHOWN:
            tell(f"{len(faults) - _SHOWN:,} more")
        tell("Build the store anew from its files.")
        return DAMAGED
    manifest = read_manifest(options.store)
    held = [zoom for zoom in manifest.zooms if zoom.held]
    tell(
        f"{manifest.rows:,} rows, {manifest.in_cells:,} of them in the tiles of each zoom"
        + "".join(f", {zoom.held:,} held back on zoom {zoom.zoom}" for zoom in held)
        + ": all is as it was written"
    )
    return 0


def run_publish(options: argparse.Namespace) -> int:
    """Copy the rows of a store into a database and print how they are asked there."""

    def note(rows: int) -> None:
        tell(f"{rows:,} rows copied", error=True)

    manifest, copied = publish_store(options.store, options.to, progress=note)
    what = "copied" if copied else "there already"
    tell(f"{_counted(manifest.rows, 'row')} {what} (data {manifest.data[:12]})")
    return 0


def run_info(options: argparse.Namespace) -> int:
    """Print what a store is."""
    _print(options.store, read_manifest(options.store), options.json)
    return 0


def _print(store: Path, manifest: Manifest, as_json: bool) -> None:
    if as_json:
        tell_json(manifest.to_json())
    else:
        tell(*store_lines(store, manifest))


def store_lines(store: Path, manifest: Manifest) -> list[str]:
    """Return a store as lines for people.

    Parameters
    ----------
    store : Path
        Its folder.
    manifest : Manifest
        What it is.
    """
    lines = [f"{data_folder(store, manifest)}  (data {manifest.data[:12]})"]
    for source in manifest.sources:
        lines += _source_lines(source)
    days = f"{manifest.first_day} to {manifest.last_day}"
    rows, parts = _counted(manifest.rows, "row"), _counted(len(manifest.parts), "file")
    lines.append(f"{rows}, first days {days}, in {parts}")
    apart = ", ".join(kind or "(no word)" for kind in manifest.kinds) or "none"
    lines.append(f"kinds counted apart in tiles: {apart}; all others as one")
    for zoom in manifest.zooms:
        lines.append(
            f"zoom {zoom.zoom}: {_counted(zoom.events, 'event')} in"
            f" {_counted(zoom.files, 'tile')}, entries: {zoom.entries:,}"
            + (f"; {_counted(zoom.held, 'event')} held back" if zoom.held else "")
        )
    lines.append(f"held back on zoom {ZOOMS[-1]}: the kinds {', '.join(manifest.sensitive)}")
    without = manifest.rows - manifest.in_cells
    lines.append(f"in no tile, since they have no point: {_counted(without, 'row')}")
    return lines


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def _source_lines(source: SourceReceipt) -> list[str]:
    shape = source.adapter or "unknown shape"
    lines = [
        f"{source.file}  (SHA-256 {source.key}), {shape}",
        f"  {_counted(source.rows_in, 'row')} in = {source.rows_kept:,} kept"
        f" + {source.rows_refused:,} refused",
        f"  kept: {source.sections:,} on sections, {source.points:,} elsewhere,"
        f" {source.not_located:,} not located",
    ]
    for column, reason, count in source.refused[:_SHOWN]:
        lines.append(f"  refused {count:,}: " + (f"{column}: " if column else "") + reason)
    if len(source.refused) > _SHOWN:
        lines.append(f"  {len(source.refused) - _SHOWN:,} more reasons; --json prints all")
    return lines
