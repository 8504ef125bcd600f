"""The questions to the rows of a store as Ibis expressions: one each, for every engine.

An expression is made of the shape of a question alone: whether there is a first day, how many kinds
are named. Values stand in it as blanks, which become parameters of the statement: no word of a
visitor is ever part of one, and a statement is compiled once. The only values written into it are
numbers of cells, which are worked out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from events.store.engine import COLUMNS
from events.store.errors import StoreError
from events.store.questions import (
    EVENTS,
    ORDER,
    PLACED,
    TYPES,
    Condition,
    Question,
    Shape,
    Values,
    names_in,
    shape_of,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table, Value

TABLE = "store_rows"
"""What every engine calls the rows of the store that is open."""
_LEFT, _RIGHT = "‹", "›"
_CELLS = f"CAST('{_LEFT}cells{_RIGHT}' AS BIGINT)"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of one engine, and the values of its parameters by name."""

    text: str
    values: Values


def statement_of(
    question: Question, condition: Condition, dialect: str, placeholder: str
) -> Statement:
    """Return the statement by which an engine is asked.

    Parameters
    ----------
    question : Question
        What is wanted.
    condition : Condition
        Of which rows.
    dialect : str
        Name of the engine in Ibis.
    placeholder : str
        How the engine writes a parameter, with ``{}`` for its name.

    Raises
    ------
    StoreError
        Ibis is not installed.
    """
    shape, values = shape_of(condition)
    text = _compiled(question, shape, dialect, placeholder)
    if condition.cells is not None:
        text = text.replace(_CELLS, ", ".join(map(str, condition.cells.numbers)))
    return Statement(text, values)


@lru_cache(maxsize=512)
def _compiled(question: Question, shape: Shape, dialect: str, placeholder: str) -> str:
    """Return a statement with its parameters named; blanks of cells are left in it."""
    ibis = _ibis()
    # Named, an engine brings its options along; without, Spark's expressions miss theirs.
    getattr(ibis, dialect)
    text = str(ibis.to_sql(expression_of(question, shape), dialect=dialect, pretty=False))
    for name in names_in(shape):
        text = text.replace(f"'{_LEFT}{name}{_RIGHT}'", placeholder.format(name))
    return text


def expression_of(question: Question, shape: Shape) -> Table:
    """Return a question as an Ibis expression over a table of the name `TABLE`.

    Parameters
    ----------
    question : Question
        What is wanted.
    shape : Shape
        Of the condition that the rows meet; its values are blanks.

    Returns
    -------
    ibis.Table
        Counts have a column ``events``.

    Raises
    ------
    StoreError
        Ibis is not installed.
    """
    rows = _ibis().table({name: TYPES[name] for name in COLUMNS}, name=TABLE)
    tests = _tests(rows, shape)
    rows = rows.filter(*tests) if tests else rows
    if PLACED in question.columns:
        rows = rows.mutate(**{PLACED: rows.cell.notnull()})
    if question.is_count:
        groups = rows.group_by(list(question.columns))
        return groups.aggregate(**{EVENTS: lambda them: them.count()})
    listed = rows.select(*question.columns)
    if question.limit is None:
        return listed
    return listed.order_by([listed[name] for name in ORDER]).limit(question.limit)


def _tests(rows: Table, shape: Shape) -> list[BooleanValue]:
    found: list[Any] = []
    if shape.first_day:
        found.append(rows.day >= _blank("first_day", "date"))
    if shape.last_day:
        found.append(rows.day <= _blank("last_day", "date"))
    if shape.kinds is not None:
        found += _one_of(rows.kind, "kind", shape.kinds)
    if shape.sections is not None:
        found += _one_of(rows.section, "section", shape.sections)
    if shape.shift is not None:
        # A table of one column: an engine looks numbers up in it, and does not go through a list.
        listed = _ibis().array([_blank("cells", "int64")]).unnest().name("cell").as_table()
        cell = rows.cell >> shape.shift if shape.shift else rows.cell
        found.append(cell.isin(listed.cell))
    if shape.is_bare:
        found.append(rows.cell.isnull())
    return found


def _one_of(column: Value, name: str, count: int) -> list[Any]:
    if not count:
        return []
    return [column.isin([_blank(f"{name}{number}", "string") for number in range(count)])]


def _blank(name: str, kind: str) -> Any:
    """Return a place for a value: a text that no statement of ours holds otherwise."""
    blank = _ibis().literal(f"{_LEFT}{name}{_RIGHT}")
    return blank if kind == "string" else blank.cast(kind)


@cache
def _ibis() -> Any:
    try:
        import ibis
    except ImportError:
        raise StoreError(
            "questions to a store need Ibis, which is not installed",
            'Install it: python -m pip install "border-monitor[store]".',
        ) from None
    return ibis
