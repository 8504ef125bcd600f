"""The text of one table, record by record: a row or a cell changes, every other byte stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from events.errors import TableError


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as it stands in its file.

    Attributes
    ----------
    name : str
        File name.
    records : tuple of str
        The header and every row as they are written, each with its line end; together they are
        the file.
    """

    name: str
    records: tuple[str, ...]

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> TableText:
        """Cut a UTF-8 file into records; a quoted cell may run over several lines.

        Raises
        ------
        TableError
            When it is not UTF-8 or not well-formed CSV.
        """
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            raise TableError(name, "is not UTF-8", "Save the file as UTF-8.") from None
        lines = list(io.StringIO(text, newline=""))
        reader = csv.reader(iter(lines), strict=True)
        records: list[str] = []
        start = 0
        try:
            for _ in reader:
                records.append("".join(lines[start : reader.line_num]))
                start = reader.line_num
        except csv.Error as error:
            raise TableError(
                name, f"is not well-formed CSV ({error})", "Close every quotation mark."
            ) from None
        return cls(name, tuple(records))

    def to_bytes(self) -> bytes:
        """Return the file."""
        return "".join(self.records).encode("utf-8")

    @property
    def columns(self) -> tuple[str, ...]:
        """The header."""
        return tuple(_cells(self.records[0].removeprefix("\ufeff")))

    @property
    def rows(self) -> tuple[dict[str, str], ...]:
        """The rows by column, as the loader strips them."""
        columns = self.columns
        return tuple(
            dict(zip(columns, (cell.strip() for cell in _cells(record)), strict=False))
            for record in self.records[1:]
        )

    @property
    def line_end(self) -> str:
        """How its lines end: as the header does."""
        return "\r\n" if self.records[0].endswith("\r\n") else "\n"

    def with_row(
        self, cells: Mapping[str, str], after: Callable[[dict[str, str]], bool] = lambda _: True
    ) -> TableText:
        """Return the table with one more row, put behind the last row of which ``after`` holds.

        Parameters
        ----------
        cells : mapping
            The cells by column; those left out are empty.
        after : callable
            Tells of a row, by column, whether the new one comes after it.
        """
        spot = max((n for n, row in enumerate(self.rows, start=1) if after(row)), default=0) + 1
        record = _written([cells.get(column, "") for column in self.columns])
        records = list(self.records)
        if spot == len(records) and not records[-1].endswith(("\n", "\r")):
            # The file ends without a line end, and goes on doing so.
            records[-1] += self.line_end
            records.append(record)
        else:
            records.insert(spot, record + self.line_end)
        return TableText(self.name, tuple(records))

    def with_cells(self, key: str, id_: str, changes: Mapping[str, str]) -> TableText:
        """Return the table with cells of one row changed, the one whose ``key`` is ``id_``.

        Parameters
        ----------
        key : str
            Column that holds the id.
        id_ : str
            Id of the row.
        changes : mapping of str to str
            New cell by column; the other cells keep their very bytes.

        Raises
        ------
        TableError
            No row has this id.
        """
        columns = self.columns
        for n, row in enumerate(self.rows, start=1):
            if row[key] == id_:
                raw, end = _cut(self.records[n])
                for column, value in changes.items():
                    raw[columns.index(column)] = _written([value]) if value else ""
                changed = ",".join(raw) + end
                return TableText(self.name, (*self.records[:n], changed, *self.records[n + 1 :]))
        raise TableError(self.name, f"holds no {id_}", "Correct the id.", column=key)


def _cells(record: str) -> list[str]:
    return next(csv.reader([record], strict=True), [])


def _written(cells: Sequence[str]) -> str:
    # The writer puts marks round a line break only when its own line end holds one.
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n")


def _cut(record: str) -> tuple[list[str], str]:
    """Cut a record into its cells as written, quotation marks and all, and its line end."""
    body = record.rstrip("\r\n")
    cells: list[str] = []
    start = 0
    opened = quoted = False
    for at, letter in enumerate(body):
        if letter == '"' and at == start:
            opened = quoted = True
        elif letter == '"' and opened:
            # A doubled mark inside closes and opens again.
            quoted = not quoted
        elif letter == "," and not quoted:
            cells.append(body[start:at])
            start = at + 1
            opened = False
    return [*cells, body[start:]], record[len(body) :]
