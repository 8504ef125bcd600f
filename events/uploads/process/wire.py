"""Carries a result from the reading process as a header of JSON and plain columns.

Nothing is unpickled: what reads a hostile file may have become hostile itself.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

import numpy as np

from events.uploads.process.context_columns import context_of, context_parts
from events.uploads.process.validation import validate_imported, validate_text
from events.uploads.values.context import ContextShapes
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.imported import ARRAYS, WORDS, Imported, TextColumn
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.notices import Coded, Notices, Telling
from events.uploads.values.receipt import Flag, Receipt, Refusal

_LENGTH = struct.Struct("<Q")
_TYPES = {
    "row": "<i4",
    "lon": "<f8",
    "lat": "<f8",
    "day": "<M8[D]",
    "last_day": "<M8[D]",
    "precision": "u1",
    "kind": "<i4",
    "value": "<f8",
    "low": "<f8",
    "high": "<f8",
    "section": "<i2",
    "distance_km": "<f4",
    "country": "<i2",
    "in_forest": "?",
    "origin": "<i2",
    "destination": "<i2",
    "doubts": "<u2",
    "duplicate_of": "<i4",
}


_TOLD: dict[str, tuple[Callable[..., Any], int]] = {"refused": (Refusal, 3), "flagged": (Flag, 5)}
"""What is told of rows: what makes an entry, and how many fields it has after its row."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file as they stand in it."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Upload:
    """What came of a file somebody brought.

    Attributes
    ----------
    receipt : Receipt
        What became of every row; also says why a file was refused.
    imported : Imported or None
        The kept rows; None when a choice is needed or the file was refused.
    mapping : ColumnMapping
        How it was read, or guessed; answer its questions, and give it back to `read_upload`.
    preview : Preview
        The first rows, for the page that asks.
    context : ContextShapes or None
        What is drawn of a file without days; then there are no kept rows beside it.
    """

    receipt: Receipt
    imported: Imported | None
    mapping: ColumnMapping
    preview: Preview = Preview((), ())
    context: ContextShapes | None = None


def to_bytes(upload: Upload) -> list[bytes]:
    """Return an upload as parts that `from_bytes` puts together again."""
    receipt = replace(upload.receipt, refused=(), flagged=())
    header: dict[str, Any] = {
        "receipt": receipt.to_dict(),
        "mapping": upload.mapping.to_dict(),
        "preview": {"names": upload.preview.names, "rows": upload.preview.rows},
        "imported": None,
    }
    parts: list[bytes] = []
    for name, (_, fields) in _TOLD.items():
        parts += _notice_parts(getattr(upload.receipt, name), fields)
    imported = upload.imported
    if imported is not None:
        for name in ARRAYS:
            parts.append(np.asarray(getattr(imported, name)).astype(_TYPES[name]).tobytes())
        for column in imported.cells.values():
            data, ends = column.parts
            parts += [data, ends.astype("<i8").tobytes()]
        header["imported"] = {
            "cells": list(imported.cells),
            "roles": dict(imported.roles),
            **{name: list(getattr(imported, name)) for name in WORDS},
        }
    header["context"], more = context_parts(upload.context)
    parts += more
    header["sizes"] = [len(part) for part in parts]
    text = json.dumps(header).encode()
    return [_LENGTH.pack(len(text)), text, *parts]


def _notice_parts(told: Sequence[Any], fields: int) -> list[bytes]:
    if not isinstance(told, Notices):
        telling = Telling(fields)
        rows = [astuple(entry) for entry in told]
        columns = list(zip(*rows, strict=True)) or [()] * (fields + 1)
        telling.tell(np.array(columns[0], dtype=np.int32), *columns[1:])
        told = telling.told(Refusal)
    parts = [told.rows.astype("<i4").tobytes()]
    for word in told.words:
        data, ends = word.pool.parts
        parts += [word.codes.astype("<i4").tobytes(), data, ends.astype("<i8").tobytes()]
    return parts


def _notices(make: Callable[..., Any], parts: Sequence[memoryview]) -> Notices[Any]:
    rows = np.frombuffer(parts[0], dtype="<i4")
    words = []
    for codes, data, ends in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        column = Coded(
            np.frombuffer(codes, dtype="<i4"),
            TextColumn(bytes(data), np.frombuffer(ends, dtype="<i8")),
        )
        validate_text(column.pool)
        least, most = int(column.codes.min(initial=-1)), int(column.codes.max(initial=-1))
        if len(column.codes) != len(rows) or least < -1 or most >= len(column.pool):
            raise ValueError("notices")
        words.append(column)
    return Notices(make, rows, words)


def from_bytes(data: bytes) -> Upload:
    """Rebuild an upload.

    Raises
    ------
    FileRefusedError
        The bytes are not what `to_bytes` makes.
    """
    try:
        return _from_bytes(data)
    except (
        *(struct.error, ValueError, KeyError, TypeError, IndexError),
        *(AttributeError, RecursionError),
    ) as error:
        raise FileRefusedError(
            f"the reading process gave no whole answer ({type(error).__name__})", "Try again."
        ) from None


def _from_bytes(data: bytes) -> Upload:
    (length,) = _LENGTH.unpack_from(data)
    start = _LENGTH.size
    header = json.loads(data[start : start + length])
    start += length
    parts: list[memoryview] = []
    for size in header["sizes"]:
        parts.append(memoryview(data)[start : start + size])
        start += size
    if start != len(data):
        raise ValueError("length")
    told: dict[str, Any] = {}
    for name, (make, fields) in _TOLD.items():
        told[name] = _notices(make, parts[: 1 + 3 * fields])
        parts = parts[1 + 3 * fields :]
    receipt = replace(Receipt.from_dict(header["receipt"]), **told)
    plain = header["imported"]
    imported = None
    context = context_of(header["context"], parts) if header["context"] else None
    if plain is not None:
        arrays: dict[str, Any] = {
            name: np.frombuffer(part, dtype=_TYPES[name])
            for name, part in zip(ARRAYS, parts, strict=False)
        }
        texts = parts[len(ARRAYS) :]
        cells = {
            name: TextColumn(bytes(texts[2 * i]), np.frombuffer(texts[2 * i + 1], dtype="<i8"))
            for i, name in enumerate(plain["cells"])
        }
        words: dict[str, Any] = {name: tuple(plain[name]) for name in WORDS}
        imported = Imported(**arrays, **words, cells=cells, roles=plain["roles"])
        if {len(column) for column in (*arrays.values(), *cells.values())} != {len(imported)}:
            raise ValueError("lengths")
        validate_imported(imported)
    return Upload(
        receipt,
        imported,
        ColumnMapping.from_dict(header["mapping"]),
        Preview(tuple(header["preview"]["names"]), tuple(map(tuple, header["preview"]["rows"]))),
        context,
    )
