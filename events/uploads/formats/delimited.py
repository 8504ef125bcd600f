"""Reads CSV and TSV: every line belongs to a row of texts, to a refusal, or to what is above."""

from __future__ import annotations

import csv
import re

from events.uploads.formats.delimiters import delimiter_of
from events.uploads.formats.records import Reading, Records
from events.uploads.values.encodings import decode
from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.raw_table import RawTable, check_shape, unique_names
from events.uploads.values.receipt import Lines

# As the files of this project begin; a header may well begin with # too, but not with a colon.
_PREAMBLE = re.compile(r"# [^\r\n:,;\t|]{1,60}: [^\r\n]*(?:\r\n|\n|\r)")


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
    limits : Limits
        What the settings allow.
    header : bool, optional
        False: the first record is a row, columns are called by position. None: it is told from
        the first records, where the first that is as wide as most and holds hardly any numbers is
        the header.

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
        delimiter = delimiter_of(text)
    csv.field_size_limit(limits.max_cell_characters)
    return _rows(text, delimiter, encoding, limits, skip, header, above)


def _rows(
    text: str,
    delimiter: str,
    encoding: str,
    limits: Limits,
    skip: int,
    header: bool | None,
    above: int,
) -> RawTable:
    work = Reading(limits, delimiter, header, skip, above, text)
    for batch in Records(text, delimiter, work):
        work.take(batch)
        if len(work.numbers) > limits.max_rows:
            most = limits.max_rows
            raise LimitError(f"the table has more than {most:,} rows", "max_rows", most)
    if work.names is None:
        raise FileRefusedError("the file is empty", "Bring a table with a header and rows.")
    work.end()
    check_shape(len(work.numbers) + len(work.refused), len(work.names), limits)
    notes = _notes(work, above)
    lines = Lines(
        work.lines + above,
        work.lines_above + above,
        work.lines_blank,
        work.lines_rows,
        work.lines_refused,
    )
    return RawTable(
        unique_names(work.names),
        tuple(work.columns),
        work.numbers,
        tuple(work.refused),
        encoding=encoding,
        notes=notes,
        lines=lines,
    )


def _notes(work: Reading, above: int) -> tuple[str, ...]:
    notes: list[str] = []
    if above:
        notes.append(f"{_counted(above, 'line')} above the header, of the file itself")
    if work.titles:
        shown = " · ".join(title for title in work.titles if title)[:160]
        count = _counted(len(work.titles), "line")
        notes.append(
            f"{count} above the header, no rows: {shown}"
            if shown
            else f"{count} above the header are blank"
        )
    if work.short:
        verb = "has" if work.short == 1 else "have"
        notes.append(
            f"{_counted(work.short, 'row')} {verb} fewer cells than the header; the rest is blank"
        )
    if work.wide:
        verb = "ends" if work.wide == 1 else "end"
        notes.append(f"{_counted(work.wide, 'row')} {verb} with a delimiter too many")
    return tuple(notes)


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def _without_preamble(text: str) -> tuple[str, int]:
    """Return a text without lines like ``# Title: ...`` at its head, and how many these were."""
    start = lines = 0
    while found := _PREAMBLE.match(text, start):
        start, lines = found.end(), lines + 1
    return text[start:] if lines else text, lines
