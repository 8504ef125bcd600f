"""The cells of a row as questions: what each is called, offers and falls back on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Cells = Mapping[str, str]


def nothing(_: Cells) -> str:
    """Return the empty default."""
    return ""


def never(_: Cells) -> bool:
    """Return that a field is always asked."""
    return False


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a row to be entered.

    Attributes
    ----------
    column : str
        Column of the table.
    option : str
        Name of the command line option, without its dashes.
    question : str
        What is asked.
    help : str
        What it means, in a sentence or two.
    choices : tuple of str
        The words it may be; empty when it is free. They are told, the loader decides.
    default : callable
        Value when none is given, from the cells given before.
    skipped : callable
        Whether it need not be asked, from the cells given before.
    with_ : tuple of str
        Columns to ask again together with this one when it is refused.
    """

    column: str
    option: str
    question: str
    help: str
    choices: tuple[str, ...] = ()
    default: Callable[[Cells], str] = nothing
    skipped: Callable[[Cells], bool] = never
    with_: tuple[str, ...] = ()


def fixed(value: str) -> Callable[[Cells], str]:
    """Return a default that is always the same."""
    return lambda _: value


def unless(column: str, *values: str) -> Callable[[Cells], bool]:
    """Return a rule: skipped unless a cell given before is one of these."""
    return lambda cells: cells.get(column, "") not in values


def without(*columns: str) -> Callable[[Cells], bool]:
    """Return a rule: skipped when none of these cells is filled."""
    return lambda cells: not any(cells.get(column) for column in columns)


def having(column: str) -> Callable[[Cells], bool]:
    """Return a rule: skipped when this cell is filled."""
    return lambda cells: bool(cells.get(column))
