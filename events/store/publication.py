"""Copies the rows of a store into a PostgreSQL, where others can ask them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from events.store.engine import COLUMNS, quoted_name
from events.store.errors import BUILD_ANEW, StoreError
from events.store.expressions import TABLE
from events.store.folder import data_folder, read_manifest, row_files
from events.store.manifest import Manifest
from events.store.postgres_connection import connected, told
from events.store.postgres_rows import MANIFEST_TABLE, PREFIX
from events.store.questions import TYPES
from events.store.settings import StoreSettings

_AT_ONCE = 100_000
_DATA = re.compile(r"[0-9a-f]{32}")
_TYPES = {
    # By the bytes, as everywhere else: not by the letters of the server's language.
    "string": 'text COLLATE "C"',
    "float64": "double precision",
    "int64": "bigint",
    "date": "date",
}


def publish_store(
    store: Path,
    url: str,
    settings: StoreSettings | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> tuple[Manifest, bool]:
    """Copy the rows of a store into a database: all of them, or none.

    Parameters
    ----------
    store : Path
        Its folder.
    url : str
        Of the database, as libpq takes it; its user may create schemas.
    settings : StoreSettings, optional
        None: those of the environment.
    progress : callable
        Told how many rows are copied.

    Returns
    -------
    tuple of Manifest, bool
        What the store is, and whether it was copied; it is not where it is there already.

    Raises
    ------
    StoreError
        The store is damaged, or the database did not take it; it is then as it was.
    """
    settings = settings or StoreSettings.from_environment(os.environ)
    manifest = read_manifest(store)
    folder = data_folder(store, manifest)
    files = row_files(folder, manifest, whole=True)
    if not _DATA.fullmatch(manifest.data):
        # It becomes a name in a statement.
        raise StoreError("store.json is damaged (data)", BUILD_ANEW)
    schema = PREFIX + manifest.data
    connection = connected(url, settings, writes=True)
    with told(), connection:
        _check_letters(connection)
        asked = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s"
        if connection.execute(asked, [schema]).fetchone():
            return manifest, False
        columns = ", ".join(f"{quoted_name(name)} {_TYPES[TYPES[name]]}" for name in COLUMNS)
        for statement in (
            f"CREATE SCHEMA {schema}",
            f"CREATE TABLE {schema}.{TABLE} ({columns})",
            f"CREATE TABLE {schema}.{MANIFEST_TABLE} (manifest text NOT NULL)",
        ):
            connection.execute(statement.encode())
        copied = 0
        into = f"COPY {schema}.{TABLE} FROM STDIN"
        cursor = connection.cursor()
        with cursor.copy(into.encode()) as copy:
            for file in files:
                for rows, text in _texts(file):
                    copy.write(text)
                    copied += rows
                    progress(copied)
        if copied != manifest.rows or cursor.rowcount != copied:
            raise StoreError(f"{cursor.rowcount:,} rows arrived of {manifest.rows:,}", "Try again.")
        for statement in (
            f"CREATE INDEX ON {schema}.{TABLE} (section, day)",
            f"CREATE INDEX ON {schema}.{TABLE} USING brin (day)",
            f"ANALYZE {schema}.{TABLE}",
        ):
            connection.execute(statement.encode())
        connection.execute(
            f"INSERT INTO {schema}.{MANIFEST_TABLE} VALUES (%s)".encode(), [manifest.to_json()]
        )
    return manifest, True


def _check_letters(connection: Any) -> None:
    """See that the database can hold every letter."""
    (encoding,) = connection.execute("SHOW server_encoding").fetchone()
    if encoding != "UTF8":
        raise StoreError(
            f"the database keeps its texts in {encoding}", "Make one with ENCODING 'UTF8'."
        )


def _texts(part: Path) -> Iterator[tuple[int, memoryview]]:
    """Give the rows of a file as COPY takes them: fields by tabs, rows by line feeds."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.compute as pc  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    file = pq.ParquetFile(part)
    for batch in file.iter_batches(_AT_ONCE, columns=list(COLUMNS)):
        fields = []
        for name in COLUMNS:
            field = batch.column(name)
            if pa.types.is_dictionary(field.type):
                field = field.dictionary_decode()
            field = pc.cast(field, pa.large_string())
            if TYPES[name] == "string":
                _check_null(field, name, batch)
                # The backslash first: it is what the others become.
                for letter, written in (
                    ("\\", "\\\\"),
                    ("\t", "\\t"),
                    ("\n", "\\n"),
                    ("\r", "\\r"),
                ):
                    field = pc.replace_substring(field, letter, written)
            fields.append(pc.fill_null(field, "\\N"))
        nothing, tab, feed = (pa.scalar(letter, pa.large_string()) for letter in ("", "\t", "\n"))
        fields[-1] = pc.binary_join_element_wise(fields[-1], feed, nothing)
        lines = pc.binary_join_element_wise(*fields, tab)
        yield len(batch), _bytes_of(lines)


def _check_null(field: Any, name: str, batch: Any) -> None:
    """See that no text holds the one letter that PostgreSQL does not take."""
    import pyarrow.compute as pc

    found = pc.index(pc.match_substring(field, "\0"), True).as_py()
    if found >= 0:
        source, row = (batch.column(column)[found].as_py() for column in ("source", "row"))
        raise StoreError(
            f"row {row} of the file {source}…: the {name} holds a null character, which"
            " PostgreSQL does not take",
            "Take it out of the file, and build the store anew.",
        )


def _bytes_of(lines: Any) -> memoryview:
    """Return the texts of an array behind each other."""
    import numpy as np

    _, offsets, data = lines.buffers()
    ends = np.frombuffer(offsets, np.int64)[lines.offset : lines.offset + len(lines) + 1]
    return memoryview(data)[ends[0] : ends[-1]]
