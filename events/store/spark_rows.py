"""The rows of a store in a folder, asked through the session of a Spark cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from events.store.arrow_tables import fitted
from events.store.errors import StoreError
from events.store.expressions import TABLE, statement_of
from events.store.folder import data_folder, row_files
from events.store.manifest import Manifest
from events.store.questions import Condition, Question

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SCHEME = "spark:"
"""Before the folder of a store that is to be asked through Spark."""


class SparkRows:
    """Asks the Parquet files of a store through Spark. May be asked by several threads at once.

    The session is the one that is running, or one that Spark's own configuration describes; it
    stays open.

    Parameters
    ----------
    store : Path
        Its folder, at the same path for the driver and every executor.
    manifest : Manifest
        What it is.

    Raises
    ------
    StoreError
        pyspark is not installed, Spark does not start, or the files cannot be read.
    """

    def __init__(self, store: Path, manifest: Manifest) -> None:
        folder = data_folder(store, manifest).resolve()
        files = list(map(_literal, row_files(folder, manifest)))
        # A session of our own: another store that is open has a table of the same name.
        self._session = _running().newSession()
        with _told():
            self._session.read.parquet(*files).createOrReplaceTempView(TABLE)

    def answer(self, question: Question, condition: Condition) -> Any:
        """Return the answer as a table of Arrow.

        Parameters
        ----------
        question : Question
            What is wanted.
        condition : Condition
            Of which rows.

        Raises
        ------
        StoreError
            The cluster gave up.
        """
        statement = statement_of(question, condition, "pyspark", ":{}")
        # Days as text: of one long ago Spark's own day is made by another calendar, or not at all.
        values = {name: str(value) for name, value in statement.values.items()}
        with _told():
            found = self._session.sql(statement.text, args=values).toArrow()
        return fitted(found, question)

    def close(self) -> None:
        """Forget the rows; the session of the cluster stays."""
        with _told():
            self._session.catalog.dropTempView(TABLE)


def _running() -> SparkSession:
    """Return the session that is running, or start one.

    Raises
    ------
    StoreError
        pyspark is not installed, or Spark does not start.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise StoreError(
            "a store is asked through Spark by pyspark, which is not installed",
            'Install it: python -m pip install "border-monitor[spark]".',
        ) from None
    with _told():
        session: SparkSession = SparkSession.builder.appName("Border Monitor").getOrCreate()
        return session


def _literal(path: Path) -> str:
    """Return a path as Spark takes it: letters that stand for others in a pattern are escaped."""
    return "file://" + re.sub(r"([\\*?\[\]{}])", r"\\\1", str(path))


@contextmanager
def _told() -> Iterator[None]:
    """Say in words what Spark says.

    Raises
    ------
    StoreError
        It gave up.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        first = (str(error).strip() or type(error).__name__).split("\n", 1)[0][:160]
        raise StoreError(
            f"Spark cannot answer ({first})",
            "See what its log says, and that every executor reads the folder of the store.",
        ) from None
