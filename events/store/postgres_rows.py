"""The rows of a store in a PostgreSQL: where they were published, and how they are asked.

Each store is a schema of its own, ``border_monitor_`` and the digest of its data, made in one
transaction: it is there whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Full, LifoQueue
from typing import TYPE_CHECKING, Any

from events.store.arrow_tables import schema_of
from events.store.errors import StoreError
from events.store.expressions import statement_of
from events.store.manifest import Manifest
from events.store.postgres_connection import connected, told
from events.store.questions import Condition, Question
from events.store.settings import StoreSettings

if TYPE_CHECKING:
    from psycopg import Connection

PREFIX = "border_monitor_"
MANIFEST_TABLE = "store_manifest"
_IDLE = 8
"""Connections that are kept for the next question."""


class PostgresRows:
    """Asks the rows of a store in a PostgreSQL. May be asked by several threads at once.

    Parameters
    ----------
    url : str
        Of the database, as libpq takes it.
    data : str
        Digest of the store's data.
    settings : StoreSettings
        How long an answer may take.
    """

    def __init__(self, url: str, data: str, settings: StoreSettings) -> None:
        self._asked = (url, settings, PREFIX + data)
        self._idle: LifoQueue[Connection[Any]] = LifoQueue(_IDLE)

    def answer(self, question: Question, condition: Condition) -> Any:
        """Return the answer as a table of Arrow.

        Raises
        ------
        StoreError
            The database cannot be reached, or took too long.
        """
        import pyarrow as pa  # type: ignore[import-untyped]

        statement = statement_of(question, condition, "postgres", "%({})s")
        # A text with a null character is in no PostgreSQL; nothing is equal to NULL either.
        values = {
            name: None if isinstance(value, str) and "\0" in value else value
            for name, value in statement.values.items()
        }
        with self.asking() as connection:
            cursor = connection.cursor(binary=True)
            rows = cursor.execute(statement.text.encode(), values).fetchall()
        schema = schema_of(question)
        columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
        arrays = [pa.array(one, field.type) for one, field in zip(columns, schema, strict=True)]
        return pa.table(arrays, schema=schema)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    @contextmanager
    def asking(self) -> Iterator[Connection[Any]]:
        """Give a connection that nobody else uses, and keep it for the next question.

        Raises
        ------
        StoreError
            The database cannot be reached, or gave up.
        """
        connection = self._kept() or connected(*self._asked)
        try:
            with told():
                yield connection
        except BaseException:
            connection.close()
            raise
        try:
            self._idle.put_nowait(connection)
        except Full:
            connection.close()

    def _kept(self) -> Connection[Any] | None:
        """Return a connection that was used before, if the server still answers on it."""
        import psycopg

        while True:
            try:
                connection = self._idle.get_nowait()
            except Empty:
                return None
            try:
                connection.execute("SELECT")
            except psycopg.Error:
                connection.close()
            else:
                return connection


def published_in(url: str, named: str, settings: StoreSettings) -> Manifest:
    """Return what the store is that a database holds.

    Parameters
    ----------
    url : str
        Of the database.
    named : str
        The first digits of the store's data; empty where it holds one store.
    settings : StoreSettings
        How long an answer may take.

    Raises
    ------
    StoreError
        It holds no such store, several, or one of another version.
    """
    with connected(url, settings) as connection, told():
        found = connection.execute(
            "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname ~ %s ORDER BY nspname",
            [f"^{PREFIX}{named}[0-9a-f]*$"],
        ).fetchall()
        if len(found) != 1:
            digits = ", ".join(name.removeprefix(PREFIX)[:12] for (name,) in found)
            raise StoreError(
                f"the database holds {len(found)} such stores" + (f": {digits}" if found else ""),
                "Name one after the address, as in …#" + digits[:12]
                if found
                else "Publish one: python -m events store publish DIR --to ADDRESS.",
            )
        (schema,) = found[0]
        rows = connection.execute(f"SELECT manifest FROM {schema}.{MANIFEST_TABLE}").fetchall()
    manifest = Manifest.from_json(rows[0][0] if rows else "")
    if PREFIX + manifest.data != schema:
        raise StoreError(f"{schema} holds another store than its name says", "Publish it anew.")
    return manifest
