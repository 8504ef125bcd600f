"""Opens a store for questions, wherever its rows are."""

from __future__ import annotations

import os
from pathlib import Path

from events.store.duckdb_rows import DuckRows
from events.store.folder import read_manifest
from events.store.queries import StoreQueries
from events.store.settings import StoreSettings


def open_store(place: Path | str, settings: StoreSettings | None = None) -> StoreQueries:
    """Open a store for questions; nothing of it is changed.

    Parameters
    ----------
    place : Path or str
        Its folder.
    settings : StoreSettings, optional
        Memory and threads; None: those of the environment.

    Returns
    -------
    StoreQueries
        To be closed by whoever opened it.

    Raises
    ------
    StoreError
        It is no store, is damaged, or what it needs is not installed.
    """
    settings = settings or StoreSettings.from_environment(os.environ)
    folder = Path(place)
    manifest = read_manifest(folder)
    return StoreQueries(manifest, DuckRows(folder, manifest, settings))
