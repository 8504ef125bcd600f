"""Questions to the rows of a store: counts by section, by day, by kind, and the rows themselves.

Every engine answers the same expressions (`events.store.expressions`), and what an engine cannot be
trusted with, the edge of an area, is tested here (`events.store.covers`): answers are equal to the
last digit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from events.store.answers import Asked, DayCounts, SectionCounts, StoreRows
from events.store.arrow_tables import column_of, counted, in_order, numbers_of, summed
from events.store.covers import points_within
from events.store.errors import StoreError
from events.store.manifest import Manifest
from events.store.questions import EVENTS, ORDER, PLACED, Condition, Question, conditions_of

_POINT = ("lon", "lat")
_KEYS = (*ORDER, *_POINT)
_LISTED = (
    *("source", "row", "day", "last_day", "precision", "kind", "title", "lon", "lat", "section"),
    *("value", "low", "high"),
)
MOST_ROWS = 1_000_000
"""No answer lists more rows than that: they are held in memory."""


class Engine(Protocol):
    """A database that holds the rows of one store as one table."""

    def answer(self, question: Question, condition: Condition) -> Any:
        """Return a table of Arrow with the columns of the question.

        Parameters
        ----------
        question : Question
            What is wanted.
        condition : Condition
            Of which rows.
        """

    def close(self) -> None:
        """Let go of what is held."""


class StoreQueries:
    """An open store. It may be asked by several threads at once; counts are of brought events.

    Parameters
    ----------
    manifest : Manifest
        What the store is.
    engine : Engine
        Holds its rows.
    """

    def __init__(self, manifest: Manifest, engine: Engine) -> None:
        self.manifest = manifest
        self._engine = engine

    def __enter__(self) -> StoreQueries:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the rows; nothing can be asked after that."""
        self._engine.close()

    def section_counts(self, asked: Asked) -> SectionCounts:
        """Count events by section of a border: a window, where the days are those of one.

        Parameters
        ----------
        asked : Asked
            Of which rows.

        Raises
        ------
        StoreError
            The engine cannot answer.
        """
        table = self._counted(asked, ("section", PLACED))
        sections: dict[str, int] = {}
        elsewhere = not_located = 0
        for one in sorted(table.to_pylist(), key=lambda one: str(one["section"])):
            events = one[EVENTS]
            if one["section"] is not None:
                sections[one["section"]] = sections.get(one["section"], 0) + events
            elif one[PLACED]:
                elsewhere += events
            else:
                not_located += events
        return SectionCounts(sections, elsewhere, not_located)

    def day_counts(self, asked: Asked) -> DayCounts:
        """Count events by their first day: a series.

        Parameters
        ----------
        asked : Asked
            Of which rows.

        Raises
        ------
        StoreError
            The engine cannot answer.
        """
        table = self._counted(asked, ("day",)).sort_by("day")
        return DayCounts(column_of(table, "day"), table[EVENTS].to_numpy())

    def kind_counts(self, asked: Asked) -> dict[str, int]:
        """Count events by kind.

        Parameters
        ----------
        asked : Asked
            Of which rows.

        Returns
        -------
        dict of str to int
            The most frequent first, of two as frequent the first by its letters; empty for rows
            that say none. A kind without an event is not named.

        Raises
        ------
        StoreError
            The engine cannot answer.
        """
        found = {one["kind"]: one[EVENTS] for one in self._counted(asked, ("kind",)).to_pylist()}
        order = sorted(found, key=lambda kind: (-found[kind], kind))
        return {kind: found[kind] for kind in order}

    def rows(self, asked: Asked, limit: int) -> StoreRows:
        """List rows, and tell how many there are.

        Parameters
        ----------
        asked : Asked
            Which rows.
        limit : int
            So many at most, the first by day, source and number: 0 to `MOST_ROWS`.

        Raises
        ------
        StoreError
            The limit is none, or the engine cannot answer.
        """
        if not 0 <= limit <= MOST_ROWS:
            raise StoreError(
                f"{limit:,} is no number of rows to list", f"Write one from 0 to {MOST_ROWS:,}."
            )
        total, tables = 0, []
        wanted = conditions_of(asked, self._has_bare)
        for told in wanted.told:
            table = self._engine.answer(Question(_LISTED, False, limit), told)
            tables.append(table)
            count = len(table)
            if count == limit:
                counts = self._engine.answer(Question((PLACED,), True), told)
                count = sum(counts[EVENTS].to_pylist())
            total += count
        if wanted.tested is not None:
            keys = self._tested(Question(_KEYS, False), wanted.tested, asked)
            total += len(keys)
            first = in_order([keys], Question(_KEYS, False), limit)
            if len(first):
                until = replace(wanted.tested, last_day=first["day"][-1].as_py())
                tables.append(self._tested(Question(_LISTED, False), until, asked))
        found = in_order(tables, Question(_LISTED, False), limit)
        return StoreRows(total, **{name: column_of(found, name) for name in _LISTED})

    @property
    def _has_bare(self) -> bool:
        return self.manifest.in_cells < self.manifest.rows

    def _counted(self, asked: Asked, by: tuple[str, ...]) -> Any:
        """Return a table of counts: those an engine can tell, and those whose points are tested."""
        question = Question(by, True)
        wanted = conditions_of(asked, self._has_bare)
        tables = [self._engine.answer(question, told) for told in wanted.told]
        if wanted.tested is not None:
            rows = self._tested(Question((*by, *_POINT), False), wanted.tested, asked)
            tables.append(counted(rows, question))
        return summed(tables, question)

    def _tested(self, question: Question, condition: Condition, asked: Asked) -> Any:
        """Return the rows whose point lies in the area that is asked for."""
        import pyarrow as pa  # type: ignore[import-untyped]

        assert asked.where is not None
        rows = self._engine.answer(question, condition)
        lon, lat = (numbers_of(rows, name) for name in _POINT)
        return rows.filter(pa.array(points_within(asked.where, lon, lat)))
