"""Reads one table strictly: every complaint names file, row, column, value and way out.

Long because each kind of cell is read here, each with a complaint of its own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from events.errors import TableError
from events.table_files import table_bytes

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column name, and where it stands."""

    file: str
    number: int
    cells: dict[str, str]

    def error(self, column: str, problem: str, way_out: str) -> TableError:
        """Return the complaint about one cell of this row.

        Parameters
        ----------
        column : str
            Name of the column.
        problem : str
            What is wrong, with the value.
        way_out : str
            What to write instead.
        """
        return TableError(
            self.file,
            problem,
            way_out,
            row=self.number,
            column=column,
            value=self.cells.get(column),
        )

    def optional(self, column: str) -> str | None:
        """Return the cell's text, None when empty."""
        return self.cells[column] or None

    def text(self, column: str) -> str:
        """Return the cell's text; an empty cell is an error.

        Raises
        ------
        TableError
            The cell is empty.
        """
        value = self.cells[column]
        if not value:
            raise self.error(column, "is empty", "Give a value.")
        return value

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

    def number_of(self, column: str, *, low: float = 0.0, high: float = 1e9) -> float | None:
        """Return the cell as a number between two limits, None when empty.

        Parameters
        ----------
        column : str
            Name of the column.
        low, high : float
            Least and most that are taken.

        Raises
        ------
        TableError
            The cell is no number, or lies beyond the limits.
        """
        value = self.cells[column]
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if "_" in value or not low <= number <= high:
            raise self.error(
                column,
                f"is not a number from {low:g} to {high:g}",
                "Write digits with a full stop for decimals, or leave the cell empty if unknown.",
            )
        return number

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """Return the cell's text, which must be one of those allowed.

        Raises
        ------
        TableError
            The cell is empty or none of them.
        """
        value = self.text(column)
        if value not in allowed:
            article = "an" if column[0] in "aeiou" else "a"
            raise self.error(
                column,
                f"is not {article} {column.replace('_', ' ')}",
                f"Use one of: {', '.join(allowed)}.",
            )
        return value

    def enum(self, column: str, kinds: type[E]) -> E:
        """Return the cell as a member of a string enumeration."""
        members: dict[str, E] = _members(kinds)
        return members[self.choice(column, tuple(members))]

    def flag(self, column: str) -> bool:
        """Return the cell as a truth value: yes or no."""
        return self.choice(column, ("yes", "no")) == "yes"

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
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise TableError(name, "is empty", "Restore the file from the repository.")
        if header != list(columns):
            raise _header_error(name, header, columns)
        for cells in reader:
            number = reader.line_num
            if len(cells) != len(columns):
                problems.append(
                    TableError(
                        name,
                        f"has {len(cells)} cells where the header has {len(columns)}",
                        "Put quotation marks round a cell that holds a comma.",
                        row=number,
                    )
                )
                continue
            stripped = dict(zip(columns, (c.strip() for c in cells), strict=True))
            rows.append(Row(name, number, stripped))
    except csv.Error as error:
        raise TableError(
            name,
            f"is not well-formed CSV ({error})",
            "Close every quotation mark.",
            row=reader.line_num,
        ) from None


def _header_error(name: str, header: list[str], columns: Sequence[str]) -> TableError:
    missing = [c for c in columns if c not in header]
    extra = [c for c in header if c not in columns]
    if missing:
        problem = f"lacks the column {missing[0]}"
    elif extra:
        problem = f"has an unknown column {extra[0]}"
    else:
        problem = "has its columns in another order, or one twice"
    return TableError(name, problem, f"The header is: {','.join(columns)}", row=1)
