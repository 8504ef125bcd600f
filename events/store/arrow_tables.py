"""Answers of an engine as tables of Arrow: of the same types whatever engine gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from events.store.questions import EVENTS, ORDER, PLACED, TYPES, Question

if TYPE_CHECKING:
    from numpy.typing import NDArray


def schema_of(question: Question) -> Any:
    """Return the columns that the answer to a question has, as a schema of Arrow."""
    import pyarrow as pa  # type: ignore[import-untyped]

    kinds = {
        "string": pa.string(),
        "float64": pa.float64(),
        "int64": pa.int64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    types = {**TYPES, PLACED: "boolean"}
    fields = [(name, kinds[types[name]]) for name in question.columns]
    return pa.schema([*fields, (EVENTS, pa.int64())] if question.is_count else fields)


def fitted(table: Any, question: Question) -> Any:
    """Return an answer with the columns of its question, in their order and of their types."""
    schema = schema_of(question)
    return table.select(schema.names).cast(schema)


def summed(tables: list[Any], question: Question) -> Any:
    """Return counts of several answers to one question as one table."""
    import pyarrow as pa

    table = pa.concat_tables([schema_of(question).empty_table(), *tables])
    sums = table.group_by(list(question.columns)).aggregate([(EVENTS, "sum")])
    return fitted(sums.rename_columns([*question.columns, EVENTS]), question)


def counted(rows: Any, question: Question) -> Any:
    """Return the answer to a question of counts, counted from rows."""
    counts = rows.group_by(list(question.columns)).aggregate([([], "count_all")])
    return fitted(counts.rename_columns([*question.columns, EVENTS]), question)


def in_order(tables: list[Any], question: Question, limit: int) -> Any:
    """Return the first rows of several answers to one question, by day, source and number.

    Parameters
    ----------
    tables : list of pyarrow.Table
        Of rows, with the columns of the question; there may be none.
    question : Question
        What they answer.
    limit : int
        So many rows at most.
    """
    import pyarrow as pa

    table = pa.concat_tables([schema_of(question).empty_table(), *tables])
    return table.sort_by([(name, "ascending") for name in ORDER]).slice(0, limit)


def numbers_of(table: Any, name: str) -> NDArray[np.float64]:
    """Return a column as numbers, NaN for null."""
    found: NDArray[np.float64] = table[name].to_numpy().astype(np.float64)
    return found


def column_of(table: Any, name: str) -> NDArray[Any]:
    """Return a column as an array: texts with None for null, numbers with NaN, days with NaT."""
    found: NDArray[Any] = table[name].to_numpy()
    if TYPES[name] == "date":
        return found.astype("datetime64[D]")
    # An empty column, or one of nulls alone, has no type of its own in NumPy.
    types = {"string": object, "float64": np.float64, "int64": np.int64}
    return found.astype(types[TYPES[name]])
