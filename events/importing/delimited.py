"""Reads CSV and TSV: every record becomes a row of texts, or a refusal."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import pairwise

from events.importing.charsets import decode, is_whole
from events.importing.column_mapping import ColumnMapping
from events.importing.errors import ChoiceNeededError, FileRefusedError, LimitError
from events.importing.limits import Limits
from events.importing.raw_table import RawTable, check_shape, unique_names
from events.importing.receipt import Option, Question, Refusal

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 50
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
    skip = 0
    delimiter = mapping.choices.get("delimiter")
    first_line = text[:20].split("\n", 1)[0].strip().lower()
    if len(first_line) == 5 and first_line.startswith("sep="):
        delimiter, skip = delimiter or first_line[4], 1
    if delimiter is None:
        delimiter = _delimiter(text)
    csv.field_size_limit(limits.max_cell_characters)
    return _rows(text, delimiter, encoding, limits, skip, header)


def _rows(
    text: str, delimiter: str, encoding: str, limits: Limits, skip: int, header: bool | None
) -> RawTable:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] | None = None
    kept: list[list[str]] = []
    numbers: list[int] = []
    refused: list[Refusal] = []
    damaged = not is_whole(text)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if names is None:
                raise FileRefusedError(
                    f"row {number} is not well-formed CSV ({error})", "Close every quotation mark."
                ) from None
            refused.append(Refusal(number, None, None, f"is not well-formed CSV ({error})"))
            continue
        if number <= skip or not any(cells):
            if number > skip and len(cells) > 1 and names is not None:
                refused.append(Refusal(number, None, None, "is empty"))
            continue
        if names is None:
            check_shape(0, len(cells), limits)
            if header is False or (header is None and not _is_header(cells)):
                names = [f"column {position}" for position in range(1, len(cells) + 1)]
            else:
                names = cells
                continue
        if len(cells) != len(names):
            problem = f"has {len(cells)} cells where the header has {len(names)}"
            refused.append(Refusal(number, None, delimiter.join(cells)[:80], problem))
        elif damaged and not all(map(is_whole, cells)):
            refused.append(Refusal(number, None, None, "holds bytes that are not UTF-8"))
        else:
            kept.append(cells)
            numbers.append(number)
            if len(kept) > limits.max_rows:
                raise LimitError(
                    f"the table has more than {limits.max_rows:,} rows", "max_rows", limits.max_rows
                )
    if names is None:
        raise FileRefusedError("the file is empty", "Bring a table with a header and rows.")
    check_shape(len(kept) + len(refused), len(names), limits)
    columns = tuple(list(column) for column in zip(*kept, strict=True)) or tuple([] for _ in names)
    return RawTable(unique_names(names), columns, numbers, tuple(refused), encoding=encoding)


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
