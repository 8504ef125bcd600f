"""Reads CSV and TSV: every record becomes a row of texts, or a refusal."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice, pairwise

from events.importing.charsets import decode, is_whole
from events.importing.column_mapping import ColumnMapping
from events.importing.errors import ChoiceNeededError, FileRefusedError, LimitError
from events.importing.limits import Limits
from events.importing.raw_table import RawTable, check_shape, unique_names
from events.importing.receipt import Option, Question, Refusal

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 50
_AT_ONCE = 20_000
# As the files of this project begin; a header may well begin with # too, but not with a colon.
_PREAMBLE = re.compile(r"# [^\r\n:,;\t|]{1,60}: [^\r\n]*(?:\r\n|\n|\r)")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


def read_delimited(
    data: bytes, mapping: ColumnMapping, limits: Limits, *, header: bool | None = None
) -> RawTable:
    """Read a delimited text.

    Parameters
    ----------
    data : bytes
        The whole file.
    mapping : ColumnMapping
        May name encoding and delimiter.
    header : bool, optional
        False: the first record is a row, columns are called by position. None: it is told from
        the first record, which is a header unless it holds numbers alone.

    Raises
    ------
    ChoiceNeededError
        Encoding or delimiter can be read in several ways.
    FileRefusedError
        The file is no table, or larger than the limits.
    """
    text, encoding = decode(data, mapping.choices.get("encoding"))
    if "\0" in text[:100_000]:
        raise FileRefusedError("the file is no text", "Bring CSV, or another format of the list.")
    text, above = _without_preamble(text)
    skip = 0
    delimiter = mapping.choices.get("delimiter")
    first_line = text[:20].split("\n", 1)[0].strip().lower()
    if len(first_line) == 5 and first_line.startswith("sep="):
        delimiter, skip = delimiter or first_line[4], 1
    if delimiter is None:
        delimiter = _delimiter(text)
    csv.field_size_limit(limits.max_cell_characters)
    return _rows(text, delimiter, encoding, limits, skip, header, above)


@dataclass(slots=True)
class _Reading:
    """What has been read of a text so far."""

    limits: Limits
    delimiter: str
    skip: int
    header: bool | None
    damaged: bool
    names: list[str] | None = None
    columns: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    number: int = 0

    def take(self, records: list[list[str]]) -> None:
        """Keep or refuse records; a run of them without a fault goes column by column."""
        first = 0
        while self.names is None and first < len(records):
            self.take_one(records[first])
            first += 1
        rest = records[first:] if first else records
        plain = not self.damaged and {len(self.columns)} >= set(map(len, rest))
        if plain and all(map(any, rest)):
            for column, cells in zip(self.columns, zip(*rest, strict=True), strict=False):
                column.extend(cells)
            self.numbers.extend(range(self.number + 1, self.number + len(rest) + 1))
            self.number += len(rest)
        else:
            for record in rest:
                self.take_one(record)
        if len(self.numbers) > self.limits.max_rows:
            most = self.limits.max_rows
            raise LimitError(f"the table has more than {most:,} rows", "max_rows", most)

    def take_one(self, cells: list[str]) -> None:
        """Keep or refuse one record, or see that it is the header."""
        self.number += 1
        if self.number <= self.skip:
            return
        if not any(cells):
            if len(cells) > 1 and self.names is not None:
                self.refuse(None, "is empty")
            return
        if self.names is None:
            check_shape(0, len(cells), self.limits)
            self.columns = [[] for _ in cells]
            if self.header is not False and (self.header or _is_header(cells)):
                self.names = cells
                return
            self.names = [f"column {position}" for position in range(1, len(cells) + 1)]
        if len(cells) != len(self.names):
            problem = f"has {len(cells)} cells where the header has {len(self.names)}"
            self.refuse(self.delimiter.join(cells)[:80], problem)
        elif self.damaged and not all(map(is_whole, cells)):
            self.refuse(None, "holds bytes that are not UTF-8")
        else:
            for column, cell in zip(self.columns, cells, strict=True):
                column.append(cell)
            self.numbers.append(self.number)

    def refuse(self, value: str | None, reason: str) -> None:
        """Refuse the record that was read last."""
        self.refused.append(Refusal(self.number, None, value, reason))


def _rows(
    text: str,
    delimiter: str,
    encoding: str,
    limits: Limits,
    skip: int,
    header: bool | None,
    above: int,
) -> RawTable:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    damaged = not is_whole(text)
    work = _Reading(limits, delimiter, skip + above, header, damaged, number=above)
    more = True
    while more:
        records: list[list[str]] = []
        fault = None
        try:
            # What was read before a fault stays in the list.
            records.extend(islice(reader, _AT_ONCE))
            more = len(records) == _AT_ONCE
        except csv.Error as error:
            fault = error
        work.take(records)
        if fault is not None:
            work.number += 1
            if work.names is None:
                raise FileRefusedError(
                    f"row {work.number} is not well-formed CSV ({fault})",
                    "Close every quotation mark.",
                )
            work.refuse(None, f"is not well-formed CSV ({fault})")
    if work.names is None:
        raise FileRefusedError("the file is empty", "Bring a table with a header and rows.")
    check_shape(len(work.numbers) + len(work.refused), len(work.names), limits)
    names, columns = unique_names(work.names), tuple(work.columns)
    lines = "1 line" if above == 1 else f"{above} lines"
    notes = (f"{lines} above the header, of the file itself",) if above else ()
    return RawTable(
        names, columns, work.numbers, tuple(work.refused), encoding=encoding, notes=notes
    )


def _without_preamble(text: str) -> tuple[str, int]:
    """Return a text without lines like ``# Title: ...`` at its head, and how many these were."""
    start = lines = 0
    while found := _PREAMBLE.match(text, start):
        start, lines = found.end(), lines + 1
    return text[start:] if lines else text, lines


def _is_header(cells: list[str]) -> bool:
    """Tell a header from a row: a row has numbers, a header hardly ever does."""
    filled = [cell for cell in cells if cell.strip()]
    figures = [cell.strip().lstrip("+-") for cell in filled]
    figures = [cell for cell in figures if cell.replace(".", "", 1).isdigit()]
    return len(figures) * 4 < len(filled) or _are_times(figures)


def _are_times(figures: list[str]) -> bool:
    """Tell whether numbers of a first row are years, or months as serial numbers, in order."""
    if len(figures) < 2 or not all(f.isascii() and f.isdigit() for f in figures):
        return False
    numbers = [int(f) for f in figures]
    rising = all(a < b for a, b in pairwise(numbers))
    low, high = (1900, 2100) if numbers[0] < 3000 else (30_000, 60_000)
    return rising and low <= numbers[0] and numbers[-1] <= high


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the first records into equally many cells."""
    widths: dict[str, tuple[float, int]] = {}
    head = text[:200_000]
    cut = len(head) < len(text)
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        counts: list[int] = []
        try:
            for cells in reader:
                if any(cells):
                    counts.append(len(cells))
                if len(counts) > _LOOKED_AT:
                    break
        except csv.Error:
            continue
        counts = counts[:-1] if cut and len(counts) > 1 else counts
        if not counts:
            continue
        width, times = Counter(counts).most_common(1)[0]
        if width > 1:
            widths[delimiter] = (times / len(counts), width)
    if not widths:
        return ","
    best = max(share for share, _ in widths.values())
    likely = [d for d, (share, _) in widths.items() if share == best]
    if len(likely) == 1:
        return likely[0]
    # The header decides: a delimiter inside a title or a number is rare there.
    header = next(line for line in head.splitlines() if line.strip())
    found = {d: header.count(d) for d in likely}
    most = [d for d in likely if found[d] == max(found.values())]
    if len(most) == 1:
        return most[0]
    options = tuple(Option(d, f"{_NAMES[d]}: {' ▏'.join(header.split(d))}"[:120]) for d in most)
    raise ChoiceNeededError((Question("delimiter", "What stands between the columns?", options),))
