"""The rows of a store in its folder, asked through DuckDB: embedded, locked, and only for reading.

The database sees the files of rows and nothing else, and runs one statement at a time that selects.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from events.store.arrow_tables import fitted
from events.store.engine import database, quoted_name, quoted_text
from events.store.errors import BUILD_ANEW, StoreError
from events.store.expressions import TABLE, statement_of
from events.store.folder import data_folder, row_files
from events.store.manifest import Manifest
from events.store.questions import Condition, Question
from events.store.settings import StoreSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AGAIN = "Open the store again; if that fails, see what is wrong: python -m events store check DIR."


class DuckRows:
    """Asks the Parquet files of a store. May be asked by several threads at once.

    Parameters
    ----------
    store : Path
        Its folder.
    manifest : Manifest
        What it is.
    settings : StoreSettings
        Memory and threads of the database, of all questions together.

    Raises
    ------
    StoreError
        DuckDB is not installed, or a file of rows is not there as it was written.
    """

    def __init__(self, store: Path, manifest: Manifest, settings: StoreSettings) -> None:
        folder = data_folder(store, manifest)
        self._memory_mb = settings.memory_mb
        self._connection = locked([one.resolve() for one in row_files(folder, manifest)], settings)

    def answer(self, question: Question, condition: Condition) -> Any:
        """Return the answer as a table of Arrow.

        Raises
        ------
        StoreError
            The files cannot be read any more, or there is not enough memory.
        """
        import duckdb

        statement = statement_of(question, condition, "duckdb", "${}")
        cursor = self._connection.cursor()
        try:
            return fitted(selected(cursor, statement.text, statement.values), question)
        except duckdb.OutOfMemoryException:
            raise StoreError(
                f"the answer needs more than {self._memory_mb:,} MiB",
                "Ask for less, or raise BORDER_MONITOR_STORE_MEMORY_MB.",
            ) from None
        except duckdb.Error as error:
            first = str(error).split("\n", 1)[0][:160]
            raise StoreError(f"the rows cannot be read ({first})", _AGAIN) from None
        finally:
            cursor.close()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()


def locked(files: list[Path], settings: StoreSettings) -> DuckDBPyConnection:
    """Return a database in memory that sees some files of rows, as one table, and nothing else.

    It writes nothing either: what does not fit into memory is refused.

    Parameters
    ----------
    files : list of Path
        Parquet, by whole paths.
    settings : StoreSettings
        Memory and threads.

    Raises
    ------
    StoreError
        DuckDB is not installed, or the files cannot be read.
    """
    duckdb = database()
    memory = f"{settings.memory_mb}MiB"
    config: dict[str, Any] = {"threads": settings.threads, "memory_limit": memory}
    connection: DuckDBPyConnection = duckdb.connect(":memory:", config=config)
    try:
        listed = ", ".join(quoted_text(str(file)) for file in files)
        connection.execute(f"SET allowed_paths = [{listed}]")
        connection.execute("SET temp_directory = ''")
        connection.execute("SET enable_external_access = false")
        # Sorted by day, a file says in its footer which groups of rows a window can leave out.
        connection.execute("SET parquet_metadata_cache = true")
        connection.execute("SET lock_configuration = true")
        connection.execute(
            f"CREATE VIEW {quoted_name(TABLE)} AS SELECT * FROM read_parquet([{listed}])"
        )
    except duckdb.Error as error:
        connection.close()
        first = str(error).split("\n", 1)[0][:160]
        raise StoreError(f"the rows cannot be read ({first})", BUILD_ANEW) from None
    return connection


def selected(connection: DuckDBPyConnection, text: str, values: dict[str, Any]) -> Any:
    """Run one statement that selects, and no other; return a table of Arrow.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Of one thread.
    text : str
        The statement.
    values : dict of str to object
        Its parameters.

    Raises
    ------
    StoreError
        It is another kind of statement, or several: by a fault of ours.
    """
    import duckdb

    statements = connection.extract_statements(text)
    if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
        raise StoreError(
            "a store that is open is asked, and not changed, by one question at a time",
            "Report it.",
        )
    return connection.sql(text, params=values).to_arrow_table()
