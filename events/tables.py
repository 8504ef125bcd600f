"""Reads a table of reports: its good rows, and a complaint for each bad one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import ClassVar, TypeVar

import geodata
from events.errors import TableError
from events.table_files import table_bytes
from geodata import TableFaultError, read_records

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row(geodata.Row):
    """One row of a table of reports; what is wrong with it is a `TableError`."""

    fault: ClassVar[type[TableFaultError]] = TableError

    def error(self, column: str, problem: str, way_out: str) -> TableError:
        """Return the complaint about one cell of this row; parameters as in `geodata.Row`.

        Parameters
        ----------
        column : str
            Name of the column.
        problem : str
            What is wrong with its value, which is told before it.
        way_out : str
            What to write instead, as a sentence.
        """
        found = geodata.Row.error(self, column, problem, way_out)
        assert isinstance(found, TableError)
        return found

    def day(self, column: str) -> date:
        """Return the cell as a date.

        Raises
        ------
        TableError
            The cell is empty or no date.
        """
        value = self.text(column)
        try:
            if len(value) != 10:
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(
                column, "is not a date", "Write year-month-day, as in 2021-11-08."
            ) from None

    def optional_day(self, column: str) -> date | None:
        """Return the cell as a date, None when empty."""
        return self.day(column) if self.cells[column] else None

    def enum(self, column: str, kinds: type[E]) -> E:
        """Return the cell as a member of a string enumeration."""
        members: dict[str, E] = _members(kinds)
        return members[self.choice(column, tuple(members))]

    def ids(self, column: str) -> tuple[str, ...]:
        """Return the cell's words, separated by spaces; no word twice.

        Raises
        ------
        TableError
            A word stands twice.
        """
        words = tuple(self.cells[column].split())
        if len(set(words)) != len(words):
            raise self.error(column, "names something twice", "Name each once.")
        return words


@cache
def _members(kinds: type[E]) -> dict[str, E]:
    return {kind.value: kind for kind in kinds}


def read_rows(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[TableError]]:
    """Read what can be read of a table: its good rows, and a complaint for each bad one."""
    rows: list[Row] = []
    problems: list[TableError] = []
    try:
        _read_into(path, columns, rows, problems)
    except TableError as error:
        problems.append(error)
    return rows, problems


def build_each(
    rows: Sequence[Row], build: Callable[[Row], T], problems: list[TableError]
) -> list[T]:
    """Build a value of each row; a row that fails is reported and left out.

    Parameters
    ----------
    rows : sequence of Row
        As they were read.
    build : callable
        Makes a value of a row, or raises `TableError`.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    built: list[T] = []
    for row in rows:
        try:
            built.append(build(row))
        except TableError as error:
            problems.append(error)
    return built


def gather_alike(problems: Sequence[TableError], most: int = 5) -> tuple[TableError, ...]:
    """Return the complaints, those about one column of one file counted after a few.

    One missing table makes every row that names it fail: a page should tell the cause, not
    hundreds of consequences.
    """
    alike: dict[tuple[str, str | None], list[TableError]] = {}
    for problem in problems:
        alike.setdefault((problem.file, problem.column), []).append(problem)
    gathered: list[TableError] = []
    for (file, column), group in alike.items():
        gathered += group[:most]
        if len(group) > most:
            more = f"{len(group) - most} more rows are refused as well"
            gathered.append(TableError(file, more, group[0].way_out, column=column))
    return tuple(gathered)


def _read_into(
    path: Path, columns: Sequence[str], rows: list[Row], problems: list[TableError]
) -> None:
    name = path.name
    try:
        content = table_bytes(path)
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise TableError(
            name, f"is missing from {path.parent.name}/", "Restore the file from the repository."
        ) from None
    except OSError as error:
        raise TableError(name, f"cannot be read: {error.strerror}", "Check the file.") from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableError(name, "is not UTF-8", "Save the file as UTF-8.", row=line) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise TableError(name, "holds a null byte", "Restore the file.", row=line)
    for record in read_records(name, text, columns, TableError):
        if isinstance(record, TableError):
            problems.append(record)
        elif isinstance(record, tuple):
            rows.append(Row(name, *record))
