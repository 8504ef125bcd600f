"""Opens a store for questions, wherever its rows are."""

from __future__ import annotations

import os
from pathlib import Path

from events.store.duckdb_rows import DuckRows
from events.store.folder import read_manifest
from events.store.postgres_connection import is_postgres, split_address
from events.store.postgres_rows import PostgresRows, published_in
from events.store.queries import StoreQueries
from events.store.settings import StoreSettings
from events.store.spark_rows import SCHEME, SparkRows


def open_store(place: Path | str, settings: StoreSettings | None = None) -> StoreQueries:
    """Open a store for questions; nothing of it is changed.

    Parameters
    ----------
    place : Path or str
        Its folder; or ``postgresql://…``, the address of a database that it was published to, with
        ``#`` and the first digits of its data where there are several; or ``spark:`` and a folder,
        to ask the files in it through Spark.
    settings : StoreSettings, optional
        Memory, threads and time; None: those of the environment.

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
    if isinstance(place, str) and is_postgres(place):
        url, named = split_address(place)
        manifest = published_in(url, named, settings)
        return StoreQueries(manifest, PostgresRows(url, manifest.data, settings))
    if isinstance(place, str) and place.startswith(SCHEME):
        folder = Path(place.removeprefix(SCHEME))
        manifest = read_manifest(folder)
        return StoreQueries(manifest, SparkRows(folder, manifest))
    folder = Path(place)
    manifest = read_manifest(folder)
    return StoreQueries(manifest, DuckRows(folder, manifest, settings))
