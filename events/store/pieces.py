"""Cuts a text that is too large to be read at once into texts of the same shape.

A piece is a file of its own: the header and some records of a text, which `events.uploads` reads
like any other. Only where the cut is certain is one made: a text is cut between records as its
reader finds them, or not at all. `events.store.groups` cuts Parquet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np

from events.store.errors import StoreError
from events.store.settings import StoreSettings
from events.uploads.formats.delimiters import delimiter_of
from events.uploads.values.errors import ChoiceNeededError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MIB = 1024 * 1024
_TEXTS = {".csv", ".tsv", ".txt"}
_LONGEST_HEADER = _MIB
_MOST_PIECES_A_RECORD = 4
"""A record that is longer than so many pieces is a quotation mark that nobody closed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a file, as a file.

    ``before`` counts the rows of the file before its first; None where only those who read the
    pieces before it can tell. ``whole`` marks the one piece of a file that was not cut. ``typed``
    marks one that was read by its columns, as `events.store.typed` does, and has no data here.
    """

    data: bytes
    before: int | None
    whole: bool = False
    typed: bool = False


def pieces_of(path: Path, delimiter: str | None, settings: StoreSettings) -> Iterator[Piece]:
    """Give the pieces of a file, in its order.

    Parameters
    ----------
    path : Path
        CSV or TSV of any size; another format as one piece.
    delimiter : str, optional
        What stands between the cells of a text; None: a comma, tab or what else is most frequent
        in its header.
    settings : StoreSettings
        Size of a piece.

    Raises
    ------
    StoreError
        The file cannot be read or cut.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if path.suffix.lower() in _TEXTS and size > settings.piece_mb * _MIB:
                yield from _text_pieces(path.name, file, delimiter, settings)
            else:
                yield Piece(path.read_bytes(), 0, whole=True)
    except OSError as error:
        raise StoreError(
            f"{path.name} cannot be read ({error.strerror or error})", "Check the path."
        ) from None


def _text_pieces(
    name: str, file: IO[bytes], delimiter: str | None, settings: StoreSettings
) -> Iterator[Piece]:
    header = file.readline(_LONGEST_HEADER)
    if not header.endswith(b"\n") or b"\0" in header:
        raise StoreError(
            f"{name} is too large to be read at once, and its first line is no header in UTF-8 "
            "or a code page",
            "Save it as UTF-8 with the header in the first line, or as Parquet.",
        )
    rest, before, ended = b"", 0, False
    first: int | None = 0
    size = settings.piece_mb * _MIB
    while not ended:
        chunk = file.read(size)
        ended = not chunk
        rest += chunk
        delimiter = delimiter or _delimiter_of(name, header + rest)
        # What is left after a cut waits for more, unless it is a piece by itself.
        while len(rest) >= size or _over(rest, settings) or (ended and rest.strip(b"\r\n")):
            last = ended and not _over(rest, settings)
            cut = len(rest) if last else _last_end(rest, settings)
            if cut == 0 and len(rest) > _MOST_PIECES_A_RECORD * size:
                raise StoreError(
                    f"{name}: no end of a row is found after line {before + 1:,}",
                    "Close every quotation mark, or save the file as Parquet.",
                )
            if cut == 0 and not ended:
                break
            body, rest = rest[: cut or len(rest)], rest[cut or len(rest) :]
            _check_records(name, body, delimiter, before)
            before += body.count(b"\n")
            yield Piece(header + body, first)
            first = None


def _delimiter_of(name: str, text: bytes) -> str:
    try:
        # Whatever the encoding: the signs that are looked for are the same in all of them.
        return delimiter_of(text[:_LONGEST_HEADER].decode("latin-1"))
    except ChoiceNeededError:
        raise StoreError(
            f"{name}: two signs may stand between its columns",
            "Answer with --choose delimiter=, or another sign.",
        ) from None


def _over(text: bytes, settings: StoreSettings) -> bool:
    """Tell whether a text has more lines than a piece may have."""
    return text.count(b"\n") > settings.piece_rows


def _last_end(text: bytes, settings: StoreSettings) -> int:
    """Return where the last whole record ends that fits into a piece; 0 when there is none.

    The line before the cut is not blank: the number of its row tells the next piece's first.
    """
    letters = np.frombuffer(text, np.uint8)
    ends: NDArray[np.int64] = np.flatnonzero(letters == ord("\n"))
    marks = np.flatnonzero(letters == ord('"'))
    if len(marks):
        # After an even number of quotation marks a line's end is a record's end.
        ends = ends[np.searchsorted(marks, ends) % 2 == 0]
    ends = ends[: settings.piece_rows]
    before = ends - 1
    filled = before >= 0
    last = letters[before[filled]]
    kept = ends[filled]
    windows = last == ord("\r")
    twice = letters[np.maximum(kept - 2, 0)]
    blank = (last == ord("\n")) | (windows & ((twice == ord("\n")) | (kept < 2)))
    kept = kept[~blank]
    return int(kept[-1]) + 1 if len(kept) else 0


def _check_records(name: str, body: bytes, delimiter: str, before: int) -> None:
    """See that a piece with quotation marks holds whole records only.

    Raises
    ------
    StoreError
        A quotation mark is not closed, so that nobody can tell where a record ends.
    """
    if b'"' not in body:
        return
    text = io.StringIO(body.decode("latin-1"), newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        raise StoreError(
            f"{name} is read in pieces, and near line {before + reader.line_num + 1:,} it is not "
            f"well-formed CSV ({error})",
            "Close every quotation mark, or save the file as Parquet.",
        ) from None
