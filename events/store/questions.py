"""What an engine is asked about the rows of a store, in what it can compare, and its shape.

A shape is a question without its values: what a statement is made of. Those of one shape differ in
the values of their parameters alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.store.answers import Asked
from events.store.covers import Cells, cover_of

Values = dict[str, str | date]
"""Values of the parameters of a statement, by name."""
ORDER = ("day", "source", "row")
"""What rows are sorted by; no two have all three in common."""
EVENTS = "events"
"""Column of an answer that counts."""
PLACED = "placed"
"""What rows can be counted by besides their columns: whether they have a point."""
TYPES = {
    **dict.fromkeys(("source", "precision", "kind", "title", "section"), "string"),
    **dict.fromkeys(("lon", "lat", "value", "low", "high"), "float64"),
    **dict.fromkeys(("row", "cell"), "int64"),
    **dict.fromkeys(("day", "last_day"), "date"),
}
"""Ibis types of the columns, the same whatever an engine stores them as."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows an engine is to look at, in what it can compare: days, words, whole numbers.

    Attributes
    ----------
    first_day, last_day : date or None
        The first day of a row lies on or between them.
    kinds : tuple of str, or None
        None: every kind.
    sections : tuple of str, or None
        None: every row, on a section or not.
    cells : Cells, or None
        None: every row, with a point or not.
    is_bare : bool
        Only rows without a point.
    """

    first_day: date | None = None
    last_day: date | None = None
    kinds: tuple[str, ...] | None = None
    sections: tuple[str, ...] | None = None
    cells: Cells | None = None
    is_bare: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no row can meet it."""
        without_cells = self.cells is not None and not self.cells.numbers
        return self.kinds == () or self.sections == () or without_cells


@dataclass(frozen=True, slots=True)
class Shape:
    """A condition without its values; of words their number, rounded up to a power of two."""

    first_day: bool
    last_day: bool
    kinds: int | None
    sections: int | None
    shift: int | None
    is_bare: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted of the rows that meet a condition.

    Attributes
    ----------
    columns : tuple of str
        Of rows: their columns. Of counts: what is counted by.
    is_count : bool
        Whether rows are counted; else they are listed.
    limit : int, optional
        Rows that are listed at most, the first by `ORDER`; None: all, in any order.
    """

    columns: tuple[str, ...]
    is_count: bool
    limit: int | None = None


def shape_of(condition: Condition) -> tuple[Shape, Values]:
    """Return the shape of a condition, and its values by the names of their blanks."""
    values: Values = {}
    if condition.first_day is not None:
        values["first_day"] = condition.first_day
    if condition.last_day is not None:
        values["last_day"] = condition.last_day
    shape = Shape(
        condition.first_day is not None,
        condition.last_day is not None,
        _put(values, "kind", condition.kinds),
        _put(values, "section", condition.sections),
        None if condition.cells is None else condition.cells.shift,
        condition.is_bare,
    )
    return shape, values


def _put(values: Values, name: str, words: Sequence[str] | None) -> int | None:
    """Add words to values, the last of them again until their number is a power of two."""
    if not words:
        return None if words is None else 0
    count = 1 << (len(words) - 1).bit_length()
    for number in range(count):
        values[f"{name}{number}"] = words[min(number, len(words) - 1)]
    return count


def names_in(shape: Shape) -> list[str]:
    """Return the names of the values that a shape has, cells left out."""
    found = [name for name in ("first_day", "last_day") if getattr(shape, name)]
    for name, count in (("kind", shape.kinds), ("section", shape.sections)):
        found += [f"{name}{number}" for number in range(count or 0)]
    return found


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an engine is to look at, for the rows that somebody asks for.

    Attributes
    ----------
    told : tuple of Condition
        The rows that meet one of them are asked for; none meets two, and each can be met.
    tested : Condition or None
        Of the rows that meet it those are asked for whose point lies in the area.
    """

    told: tuple[Condition, ...]
    tested: Condition | None = None


def conditions_of(asked: Asked, has_bare: bool) -> Conditions:
    """Return what an engine is to look at.

    Parameters
    ----------
    asked : Asked
        Which rows are meant.
    has_bare : bool
        Whether the store has rows without a point.
    """
    kinds = asked.kinds
    if kinds is not None:
        kinds = tuple(dict.fromkeys(kind for kind in kinds if _is_written(kind)))
    found = Condition(asked.first_day, asked.last_day, kinds)
    tested = None
    told = [found]
    if asked.where is not None and asked.where.is_ground:
        cover = cover_of(asked.where)
        tested = replace(found, cells=cover.rim)
        told = [replace(found, cells=cover.within)]
        if has_bare:
            told.append(replace(found, sections=cover.sections, is_bare=True))
    elif asked.where is not None:
        told = [replace(found, sections=asked.where.section_ids)]
    possible = tuple(one for one in told if not one.is_empty)
    return Conditions(possible, None if tested is None or tested.is_empty else tested)


def _is_written(word: str) -> bool:
    """Whether a word can stand in a store, which is written in UTF-8."""
    return word == word.encode("utf-8", "ignore").decode("utf-8")
