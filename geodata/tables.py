"""The one strict reader of CSV tables: every complaint names file, row, column, value, way out."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from geodata.errors import BadTableError, TableFaultError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column name, stripped, and where it stands.

    Attributes
    ----------
    file : str
        Name of the table.
    number : int
        Line of the row as a spreadsheet counts it: the header is row 1.
    cells : dict of str to str
        Text by column name.
    """

    file: str
    number: int
    cells: dict[str, str]
    fault: ClassVar[type[TableFaultError]] = BadTableError
    """What is raised; each floor has an error of its own."""

    def error(self, column: str, problem: str, way_out: str) -> TableFaultError:
        """Return the complaint about one cell of this row.

        Parameters
        ----------
        column : str
            Name of the column.
        problem : str
            What is wrong with its value, which is told before it.
        way_out : str
            What to write instead, as a sentence.
        """
        return self.fault(
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
        """Return the cell's text.

        Raises
        ------
        TableFaultError
            The cell is empty.
        """
        value = self.cells[column]
        if not value:
            raise self.error(column, "is empty", "Give a value.")
        return value

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
        TableFaultError
            The cell is no number, or lies beyond the limits.
        """
        value = self.cells[column]
        if not value:
            return None
        try:
            number = math.nan if "_" in value else float(value)
        except ValueError:
            number = math.nan
        if not low <= number <= high:
            raise self.error(
                column,
                f"is not a number from {low:g} to {high:g}",
                "Write digits with a full stop for decimals, or leave the cell empty if unknown.",
            )
        return number

    def number_in(self, column: str, low: float, high: float) -> float:
        """Return the cell as a number between two limits.

        Parameters
        ----------
        column : str
            Name of the column.
        low, high : float
            Least and most that are taken.

        Raises
        ------
        TableFaultError
            The cell is empty, no number, or lies beyond the limits.
        """
        self.text(column)
        number = self.number_of(column, low=low, high=high)
        assert number is not None
        return number

    def optional_count(self, column: str) -> int | None:
        """Return the cell as a whole number from zero up, None when empty.

        Raises
        ------
        TableFaultError
            The cell is no whole number.
        """
        value = self.cells[column]
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            raise self.error(column, "is not a whole number", "Use zero or more.")
        return int(value)

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """Return the cell's text, which must be one of those allowed.

        Raises
        ------
        TableFaultError
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

    def flag(self, column: str) -> bool:
        """Return the cell as a truth value: yes or no."""
        return self.choice(column, ("yes", "no")) == "yes"

    def lonlat(self) -> tuple[float, float]:
        """Return longitude and latitude of the row, in degrees of WGS 84."""
        return self.number_in("lon", -180, 180), self.number_in("lat", -90, 90)


def read_records(
    file: str, text: str, columns: Sequence[str], fault: type[TableFaultError] = BadTableError
) -> Iterator[tuple[int, dict[str, str]] | TableFaultError]:
    """Yield what stands in each row of a table, or the complaint about a row of another length.

    Parameters
    ----------
    file : str
        Name of the table, for complaints.
    text : str
        The table, decoded.
    columns : sequence of str
        The header, in order.
    fault : type
        What is raised.

    Yields
    ------
    tuple of int and dict, or TableFaultError
        Line at which the row ends, and its stripped cells by column name.

    Raises
    ------
    TableFaultError
        The table is empty, has another header, or is no well-formed CSV: nothing after it can
        be read.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise fault(file, "is empty", "Restore the file from the repository.")
        if header != list(columns):
            raise fault(file, *_header_fault(header, columns), row=1)
        for cells in reader:
            if len(cells) != len(columns):
                yield fault(
                    file,
                    f"has {len(cells)} cells where the header has {len(columns)}",
                    "Put quotation marks round a cell that holds a comma.",
                    row=reader.line_num,
                )
                continue
            stripped = (cell.strip() for cell in cells)
            yield reader.line_num, dict(zip(columns, stripped, strict=True))
    except csv.Error as error:
        raise fault(
            file,
            f"is not well-formed CSV ({error})",
            "Close every quotation mark.",
            row=reader.line_num,
        ) from None


def _header_fault(header: Sequence[str], columns: Sequence[str]) -> tuple[str, str]:
    missing = [c for c in columns if c not in header]
    extra = [c for c in header if c not in columns]
    if missing:
        problem = f"lacks the column {missing[0]}"
    elif extra:
        problem = f"has an unknown column {extra[0]}"
    else:
        problem = "has its columns in another order, or one twice"
    return problem, f"The header is: {','.join(columns)}"
