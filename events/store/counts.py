"""Counts the rows of a store: by kind, by file, by section and day."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from events.store.manifest import MOST_KINDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def paths_of(parts: list[Path]) -> list[str]:
    """Return the paths of some files as the database takes them."""
    return [str(part.resolve()) for part in parts]


def frequent_kinds(connection: DuckDBPyConnection, parts: list[Path]) -> tuple[str, ...]:
    """Return the words of the most frequent kinds, those that are counted apart.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Sees the files.
    parts : list of Path
        Rows of the store.

    Returns
    -------
    tuple of str
        The most frequent first; of two as frequent, the first by its letters.
    """
    found = connection.execute(
        "SELECT kind FROM read_parquet(?) WHERE cell IS NOT NULL"
        " GROUP BY kind ORDER BY count(*) DESC, kind LIMIT ?",
        [paths_of(parts), MOST_KINDS],
    ).fetchall()
    return tuple(kind for (kind,) in found)


def kinds_held(
    connection: DuckDBPyConnection, parts: list[Path], sensitive: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the kinds of the rows that are sensitive, as the rows write them.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Sees the files.
    parts : list of Path
        Rows of the store.
    sensitive : tuple of str
        Words, compared without regard to case and blanks.
    """
    words = {compared_kind(word) for word in sensitive}
    answer = connection.execute("SELECT DISTINCT kind FROM read_parquet(?)", [paths_of(parts)])
    found: list[str] = []
    while rows := answer.fetchmany(100_000):
        found += [kind for (kind,) in rows if kind is not None and compared_kind(kind) in words]
    return tuple(sorted(found))


def compared_kind(word: str) -> str:
    """Write a kind as it is compared: without regard to case and blanks."""
    return " ".join(word.casefold().split())


def rows_by_source(
    connection: DuckDBPyConnection, parts: list[Path]
) -> dict[str, tuple[int, int, int]]:
    """Return, by key of the file, its rows, those on a section, and those without a place."""
    found = connection.execute(
        "SELECT source, count(*), count(section),"
        " count(*) FILTER (section IS NULL AND cell IS NULL) FROM read_parquet(?) GROUP BY source",
        [paths_of(parts)],
    ).fetchall()
    return {source: (rows, sections, nowhere) for source, rows, sections, nowhere in found}


def span_of_rows(
    connection: DuckDBPyConnection, parts: list[Path]
) -> tuple[int, int, str | None, str | None]:
    """Return how many rows there are, how many have a cell, and their first and last first day."""
    found = connection.execute(
        "SELECT count(*), count(cell), min(day)::VARCHAR, max(day)::VARCHAR FROM read_parquet(?)",
        [paths_of(parts)],
    ).fetchone()
    assert found is not None
    return found[0], found[1], found[2], found[3]


def sections_digest(connection: DuckDBPyConnection, parts: list[Path]) -> str:
    """Return the SHA-256 of the counts by section and first day."""
    digest = hashlib.sha256()
    answer = connection.execute(
        "SELECT section, day::VARCHAR, count(*) FROM read_parquet(?)"
        " GROUP BY ALL ORDER BY 1 NULLS FIRST, 2",
        [paths_of(parts)],
    )
    while rows := answer.fetchmany(100_000):
        digest.update(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    return digest.hexdigest()
