"""The database that sorts and counts the rows of a store: embedded, locked, within its limits.

DuckDB sees one folder and nothing else: no other file, no network, no extension, and no statement
can change that once it is open. Values go in as parameters; the few names that a statement is made
of are quoted here, by one function each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from events.store.errors import StoreError
from events.store.settings import StoreSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW_GROUP = 200_000
"""Rows of a store that are read or left out together."""
COLUMNS = (
    *("source", "row", "day", "last_day", "precision", "kind", "title", "lon", "lat", "section"),
    *("value", "low", "high", "cell"),
)
"""Columns of a store's rows, in their order."""


def quoted_text(text: str) -> str:
    """Return a text as SQL writes it, for what a statement takes no parameter for.

    Raises
    ------
    StoreError
        It holds a null character, which ends a text for the database.
    """
    if "\0" in text:
        raise StoreError("a path holds a null character", "Choose another folder.")
    return "'" + text.replace("'", "''") + "'"


def quoted_name(name: str) -> str:
    """Return the name of a column as SQL writes it, whatever stands in it.

    Raises
    ------
    StoreError
        It holds a null character.
    """
    if "\0" in name:
        raise StoreError("a column's name holds a null character", "Give it another name.")
    return '"' + name.replace('"', '""') + '"'


def database() -> Any:
    """Load DuckDB, and return it.

    Raises
    ------
    StoreError
        It is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise StoreError(
            "a store needs DuckDB, which is not installed",
            'Install it: python -m pip install "border-monitor[store]".',
        ) from None
    return duckdb


@contextmanager
def opened(folders: tuple[Path, ...], settings: StoreSettings) -> Iterator[DuckDBPyConnection]:
    """Give a database in memory that can read and write some folders, and nothing else.

    Parameters
    ----------
    folders : tuple of Path
        What it may see. What does not fit into memory goes into the first.
    settings : StoreSettings
        Memory and threads.

    Raises
    ------
    StoreError
        DuckDB is not installed, or the database gave up.
    """
    duckdb = database()
    seen = [str(folder.resolve()) for folder in folders]
    memory = f"{settings.memory_mb}MiB"
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": settings.threads,
            "memory_limit": memory,
            "preserve_insertion_order": False,
        },
    )
    try:
        listed = ", ".join(map(quoted_text, seen))
        connection.execute(f"SET allowed_directories = [{listed}]")
        connection.execute(f"SET temp_directory = {quoted_text(seen[0] + '/spill')}")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    except duckdb.OutOfMemoryException:
        raise StoreError(
            f"the database needs more than {settings.memory_mb:,} MiB",
            "Raise BORDER_MONITOR_STORE_MEMORY_MB, or the option --memory-mb.",
        ) from None
    except duckdb.IOException as error:
        first = str(error).split("\n", 1)[0][:160]
        raise StoreError(
            f"the database cannot read or write ({first})",
            "Check that there is room on the disk, and try again.",
        ) from None
    finally:
        connection.close()


def sort_rows(connection: DuckDBPyConnection, pieces: list[Path], into: Path) -> None:
    """Write the rows of some files as one, sorted by day, file and row.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Sees the files.
    pieces : list of Path
        Parquet with the columns of a store.
    into : Path
        The file to write.
    """
    names = ", ".join(map(quoted_name, COLUMNS))
    connection.execute(
        f"COPY (SELECT {names} FROM read_parquet(?) ORDER BY day, source, row)"
        f" TO {quoted_text(str(into.resolve()))}"
        f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})",
        [[str(piece.resolve()) for piece in pieces]],
    )


def rows_of(part: Path) -> int:
    """Return how many rows a file of rows has, by its footer."""
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    return int(pq.read_metadata(part).num_rows)
