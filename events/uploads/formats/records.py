"""Cuts a delimited text into records, and accounts for each of its lines.

A quotation mark that is never closed would swallow the rows below it. A record of several lines
whose inside looks like rows, or that is not well-formed, is therefore given up line by line: its
first line is refused, and reading goes on with the next one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from events.uploads.formats.headers import LOOKED_AT, find_header
from events.uploads.values.encodings import is_whole
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.limits import Limits
from events.uploads.values.raw_table import check_shape
from events.uploads.values.receipt import Refusal

if TYPE_CHECKING:
    from _csv import Reader

_AT_ONCE = 20_000
_SHOWN = 80
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_NEVER_CLOSED = "opens a quotation mark that is not closed before the lines below, which are rows"


@dataclass(slots=True)
class Batch:
    """Records that follow each other. ``spans`` holds the lines of each; None: one each."""

    records: list[list[str]]
    spans: list[int] | None = None
    fault: str | None = None
    fault_text: str = ""


@dataclass(slots=True)
class Reading:
    """What has been read of a text so far."""

    limits: Limits
    delimiter: str
    header: bool | None
    skip: int
    number: int
    text: str
    names: list[str] | None = None
    columns: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    short: int = 0
    wide: int = 0
    lines: int = 0
    lines_above: int = 0
    lines_blank: int = 0
    lines_rows: int = 0
    lines_refused: int = 0
    damaged: bool = False

    def __post_init__(self) -> None:
        self.damaged = not is_whole(self.text)

    def take(self, batch: Batch) -> None:
        """Keep or refuse records; a run of them without a fault goes column by column."""
        records = batch.records
        spans = batch.spans or [1] * len(records)
        self.lines += sum(spans)
        first = 0
        if self.names is None:
            first = self._begin(records, spans)
        rest = records[first:] if first else records
        plain = not self.damaged and {len(self.columns)} >= set(map(len, rest))
        if plain and all(map(any, rest)):
            for column, cells in zip(self.columns, zip(*rest, strict=True), strict=False):
                column.extend(cells)
            self.numbers.extend(range(self.number + 1, self.number + len(rest) + 1))
            self.number += len(rest)
            self.lines_rows += sum(spans[first:])
        else:
            for record, span in zip(rest, spans[first:], strict=True):
                self._take_one(record, span)
        if batch.fault is not None:
            self.number += 1
            self.lines += 1
            self.lines_refused += 1
            if self.names is None:
                raise FileRefusedError(
                    f"row {self.number} is not well-formed CSV ({batch.fault})",
                    "Close every quotation mark.",
                )
            self._refuse(batch.fault_text[:_SHOWN] or None, batch.fault)

    def _begin(self, records: list[list[str]], spans: list[int]) -> int:
        """Find the header among the first records; return how many are read with it."""
        skipped = min(self.skip, len(records))
        self.lines_above += sum(spans[:skipped])
        self.number += skipped
        self.skip -= skipped
        rest = records[skipped:]
        if not any(any(cells) for cells in rest):
            self._pass(rest, spans[skipped:])
            return len(records)
        if self.header is not None:
            place = next(i for i, cells in enumerate(rest) if any(cells))
            above, rows, names = place, int(self.header), tuple(rest[place])
        else:
            found = find_header(rest[:LOOKED_AT])
            above, rows, names = found.above, found.rows, found.names
        self._pass(rest[:above], spans[skipped : skipped + above], titles=True)
        first = skipped + above
        if not rows:
            width = len(rest[above])
            names = tuple(f"column {position}" for position in range(1, width + 1))
        check_shape(0, len(names), self.limits)
        self.names = list(names)
        self.columns = [[] for _ in names]
        self.lines_above += sum(spans[first : first + rows])
        self.number += rows
        return first + rows

    def _pass(self, records: list[list[str]], spans: list[int], *, titles: bool = False) -> None:
        for cells, span in zip(records, spans, strict=True):
            self.number += 1
            if any(cells) and titles:
                self.titles.append(" ".join(cell.strip() for cell in cells if cell.strip()))
                self.lines_above += span
            else:
                self.lines_blank += span

    def _take_one(self, cells: list[str], span: int) -> None:
        """Keep or refuse one record."""
        self.number += 1
        assert self.names is not None
        width = len(self.names)
        if not any(cells):
            # A line of delimiters says as much as one of blanks; of either, no row is made.
            if len(cells) > 1:
                self._refuse(None, "is empty")
                self.lines_refused += span
            else:
                self.lines_blank += span
            return
        written = cells
        short = len(cells) < width
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            self.wide += 1
            cells = cells[:width]
        elif short:
            self.short += 1
            cells = cells + [""] * (width - len(cells))
        if len(cells) != width:
            problem = f"has {len(cells)} cells where the header has {width}"
            self._refuse(self.delimiter.join(cells)[:_SHOWN], problem)
            self.lines_refused += span
        elif self.damaged and not all(map(is_whole, cells)):
            shown = self.delimiter.join(written)[:_SHOWN] if short else None
            self._refuse(shown, "holds bytes that are not UTF-8")
            self.lines_refused += span
        else:
            for column, cell in zip(self.columns, cells, strict=True):
                column.append(cell)
            self.numbers.append(self.number)
            self.lines_rows += span

    def _refuse(self, value: str | None, reason: str) -> None:
        self.refused.append(Refusal(self.number, None, value, reason))

    def end(self) -> None:
        """Leave out nameless columns at the end that hold nothing: a delimiter too many."""
        assert self.names is not None
        while len(self.names) > 1 and not self.names[-1].strip() and not any(self.columns[-1]):
            self.names.pop()
            self.columns.pop()


class Records:
    """The records of a text, in batches."""

    def __init__(self, text: str, delimiter: str, work: Reading) -> None:
        self._stream = io.StringIO(text, newline="")
        self._delimiter = delimiter
        self._work = work
        self._more = True

    def __iter__(self) -> Iterator[Batch]:
        more = True
        while more:
            start = self._stream.tell()
            reader = self._reader()
            records: list[list[str]] = []
            fault = False
            try:
                # What was read before a fault stays in the list.
                records.extend(islice(reader, _AT_ONCE))
            except csv.Error:
                fault = True
            more = len(records) == _AT_ONCE
            if not fault and reader.line_num == len(records):
                yield Batch(records)
                continue
            # A fault, or records of several lines: once more, one by one.
            self._stream.seek(start)
            self._more = True
            yield from self._one_by_one()
            more = self._more

    def _reader(self) -> Reader:
        return csv.reader(self._stream, delimiter=self._delimiter, strict=True)

    def _one_by_one(self) -> Iterator[Batch]:
        reader = self._reader()
        batch = Batch([], [])
        pattern: list[bool] | None = None
        while True:
            begin, line = self._stream.tell(), reader.line_num
            fault: str | None = None
            cells: list[str] = []
            try:
                cells = next(reader)
            except StopIteration:
                self._more = False
                break
            except csv.Error as error:
                fault = f"is not well-formed CSV ({error})"
            span = reader.line_num - line
            if fault is None and span > 1:
                if pattern is None:
                    pattern = self._pattern(batch)
                if self._holds_rows(begin, cells, pattern):
                    fault = _NEVER_CLOSED
            if fault is None:
                assert batch.spans is not None
                batch.records.append(cells)
                batch.spans.append(span)
                if len(batch.records) < _AT_ONCE:
                    continue
                break
            else:
                if span > 1 and fault is not _NEVER_CLOSED:
                    fault += "; the lines below it are read on their own"
                self._stream.seek(begin)
                batch.fault, batch.fault_text = fault, self._stream.readline().rstrip("\r\n")
                reader = self._reader()
            pattern = pattern if pattern is not None else self._pattern(batch)
            yield batch
            batch = Batch([], [])
        if batch.records:
            yield batch

    def _pattern(self, batch: Batch) -> list[bool]:
        """Tell which columns begin with a figure in nearly every row that was read."""
        columns = [column[:200] for column in self._work.columns]
        if not columns or not any(columns):
            rows = batch.records[:200]
            width = max(map(len, rows), default=0)
            columns = [[row[i] for row in rows[1:] if i < len(row)] for i in range(width)]
        figures: list[bool] = []
        for column in columns:
            filled = [cell.lstrip("+-( ") for cell in column if cell.strip()]
            figures.append(
                bool(filled) and sum(c[:1].isdigit() for c in filled) >= 0.8 * len(filled)
            )
        return figures

    def _holds_rows(self, begin: int, cells: list[str], pattern: list[bool]) -> bool:
        """Tell whether a record of several lines swallowed lines that are rows of this table."""
        width = len(pattern)
        if width < 2:
            return False
        there = self._stream.tell()
        self._stream.seek(begin)
        raw = self._stream.read(there - begin)
        inside = _LINE_ENDS.split(raw)[1:]
        found = False
        for line in inside[:500]:
            if line.count(self._delimiter) != width - 1:
                continue
            row = next(csv.reader([line], delimiter=self._delimiter), [])
            row = line.split(self._delimiter) if len(row) != width else row
            fits = [
                cell.lstrip('+-( "')[:1].isdigit() or not cell.strip()
                for cell, figure in zip(row, pattern, strict=False)
                if figure
            ]
            told = any(c.strip() for c, figure in zip(row, pattern, strict=False) if figure)
            if all(fits) and (told or not fits):
                found = True
                break
        # Reading goes on where it was, should the record be what it seems.
        self._stream.seek(there)
        return found
