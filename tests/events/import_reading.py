"""Reads files in this process, for tests that look at what became of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import shipped_ledger

from events.store import StoreSettings, read_pieces
from events.store.groups import GroupFile
from events.uploads import ColumnMapping, Limits, Outcome, Question, Receipt, Upload
from events.uploads.read import read_bytes


def read(data: bytes | str, name: str = "file.csv", **answers: str) -> Upload:
    """Read a file with some answers; ``columns__day`` answers ``columns.day``."""
    raw = data.encode() if isinstance(data, str) else data
    mapping = ColumnMapping()
    for key, value in answers.items():
        mapping = mapping.answered(key.replace("__", "."), value)
    empty = Receipt(name, "0" * 64, Outcome.REFUSED)
    upload = read_bytes(raw, empty, mapping, Limits(), shipped_ledger(), lambda word, share: None)
    assert upload.receipt.balances
    return upload


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a store's files read in this process: a process for each takes seconds to begin."""

    def read_upload(
        data: bytes, name: str, *, mapping: ColumnMapping, limits: Limits, readers: object = None
    ) -> Upload:
        empty = Receipt(name, "0" * 64, Outcome.REFUSED)
        return read_bytes(data, empty, mapping, limits, shipped_ledger(), lambda word, share: None)

    def open_cutter(path: Path, settings: StoreSettings, limits: Limits) -> GroupFile:
        return GroupFile(path.open("rb"), path.name, settings, limits)

    monkeypatch.setattr(read_pieces, "read_upload", read_upload)
    monkeypatch.setattr(read_pieces, "open_cutter", open_cutter)


def spans(upload: Upload) -> list[tuple[str, str]]:
    """Return first and last day of the kept rows."""
    assert upload.imported is not None, upload.receipt
    rows = upload.imported
    return list(zip(rows.day.astype(str), rows.last_day.astype(str), strict=True))


def points(upload: Upload) -> list[tuple[float, float]]:
    """Return the points of the kept rows, to a metre or so."""
    assert upload.imported is not None, upload.receipt
    rows = upload.imported
    return [(round(x, 4), round(y, 4)) for x, y in zip(rows.lon, rows.lat, strict=True)]


def figures(upload: Upload) -> list[tuple[float | None, float | None, float | None]]:
    """Return value, low and high of the kept rows."""
    assert upload.imported is not None, upload.receipt
    rows = upload.imported
    found = zip(rows.value.tolist(), rows.low.tolist(), rows.high.tolist(), strict=True)
    return [tuple(None if n != n else n for n in row) for row in found]  # type: ignore[misc]


def asked(upload: Upload) -> dict[str, Question]:
    """Return the questions of a file that waits for answers."""
    assert upload.imported is None
    assert upload.receipt.exit_code == 2, upload.receipt
    return {question.name: question for question in upload.receipt.questions}


def reasons(upload: Upload) -> list[str]:
    """Return why rows were refused."""
    return [refusal.reason for refusal in upload.receipt.refused]


def flags(upload: Upload) -> list[tuple[int, str]]:
    """Return the flags of rows."""
    return [(flag.row, flag.flag) for flag in upload.receipt.flagged]
