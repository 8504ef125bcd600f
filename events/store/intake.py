"""Takes a file into a store: reads its pieces, keeps their rows, tells what became of each row."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from events.store.errors import NotTakenError, StoreError
from events.store.manifest import KEY_DIGITS, SourceReceipt
from events.store.pieces import Piece
from events.store.read_pieces import read_pieces
from events.store.rows import check_settled, settled_by, to_table
from events.store.settings import StoreSettings
from events.uploads import ColumnMapping, Limits, Outcome, Upload

Progress = Callable[[str, int], None]
"""Told the name of a file and the rows of it that were read so far."""


@dataclass(slots=True)
class _Account:
    """What is known so far of the rows of one file."""

    rows_in: int = 0
    kept: int = 0
    sections: int = 0
    points: int = 0
    not_located: int = 0
    refused: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    settled: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] | None = None
    before: int = 0


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises
    ------
    StoreError
        It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror})", "Check the path.") from None


def take_file(
    path: Path,
    mapping: ColumnMapping,
    limits: Limits,
    settings: StoreSettings,
    rows_into: Path,
    receipts_into: Path,
    progress: Progress,
) -> SourceReceipt:
    """Read a file and write its kept rows as Parquet, its refused ones as lines of JSON.

    Parameters
    ----------
    path : Path
        The file.
    mapping : ColumnMapping
        What a person has settled.
    limits : Limits
        What reading a piece may use.
    settings : StoreSettings
        Size and number of pieces that are read at once.
    rows_into, receipts_into : Path
        Folders to write into.
    progress : callable
        Told file and rows now and then.

    Returns
    -------
    SourceReceipt

    Raises
    ------
    NotTakenError
        The file is refused, or asks something first.
    StoreError
        It cannot be cut, its pieces do not agree, or it changed meanwhile.
    """
    sha256, stamp = digest_of(path), _stamp(path)
    key = sha256[:KEY_DIGITS]
    account = _Account()
    told = receipts_into / f"{key}.refused.jsonl.gz"
    first: Upload | None = None
    with told.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, 0) as refusals:
        for number, (piece, upload) in enumerate(read_pieces(path, mapping, limits, settings)):
            _check_read(path.name, upload, piece, account)
            first = first or upload
            _keep(upload, piece, key, account, rows_into / f"{key}-{number:05d}.parquet")
            _tell_refused(upload, account, refusals)
            progress(path.name, account.rows_in)
            # The next piece begins after the last row of this one.
            account.before = _last_row(upload, account.before)
    if _stamp(path) != stamp:
        raise StoreError(f"{path.name} was changed while it was read", "Build again.")
    assert first is not None
    counts = account.refused.most_common()
    return SourceReceipt(
        path.name,
        sha256,
        first.receipt.adapter,
        dict(first.receipt.columns),
        dict(first.mapping.choices),
        account.rows_in,
        account.kept,
        tuple((column, reason, count) for (column, reason), count in counts),
        account.sections,
        account.points,
        account.not_located,
    )


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _check_read(name: str, upload: Upload, piece: Piece, account: _Account) -> None:
    receipt = upload.receipt
    if receipt.outcome is not Outcome.READ:
        raise NotTakenError(receipt)
    if upload.imported is None:
        raise StoreError(
            f"{name} has no column of days, and a store holds events",
            "Name the column with --choose columns.day=NAME.",
        )
    if piece.whole or piece.typed:
        return
    names = tuple(upload.imported.cells)
    if account.names is None:
        account.names = names
    headed = receipt.lines is None or receipt.lines.above == 1
    if names != account.names or not headed or upload.mapping.choices.get("layout") == "cells":
        raise StoreError(
            f"{name} is too large to be read at once, and is not one header line with a row an "
            "event below it",
            "Save it in that shape, or as Parquet.",
        )
    if upload.mapping.columns.get("lon_lat") and "axis_order" not in upload.mapping.choices:
        raise StoreError(
            f"{name} is read in pieces, and has both coordinates in one column",
            "Answer with --choose axis_order=lon_lat or axis_order=lat_lon.",
        )
    check_settled(name, account.settled, settled_by(upload.imported, upload.mapping.choices))


def _keep(upload: Upload, piece: Piece, key: str, account: _Account, into: Path) -> None:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    receipt, imported = upload.receipt, upload.imported
    assert imported is not None
    if piece.before is not None:
        account.before = piece.before
    if len(imported):
        pq.write_table(to_table(imported, key, account.before), into, compression="lz4")
    account.rows_in += receipt.rows_in
    account.kept += receipt.rows_kept
    account.sections += receipt.located.sections
    account.points += receipt.located.points
    account.not_located += receipt.located.not_located


def _tell_refused(upload: Upload, account: _Account, into: gzip.GzipFile) -> None:
    for one in upload.receipt.refused:
        account.refused[one.column, one.reason] += 1
        plain = {
            "row": one.row + account.before,
            "column": one.column,
            "value": one.value,
            "reason": one.reason,
        }
        into.write(json.dumps(plain, ensure_ascii=False).encode() + b"\n")


def _last_row(upload: Upload, before: int) -> int:
    """Return how many rows of the file lie before the next piece, its header left out."""
    assert upload.imported is not None
    rows = [int(upload.imported.row.max())] if len(upload.imported) else []
    rows += [max(one.row for one in upload.receipt.refused)] if upload.receipt.refused else []
    return before + max(rows, default=1) - 1
