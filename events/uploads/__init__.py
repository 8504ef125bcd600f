"""Reads files that people bring: any usual format, a receipt for every row, nothing in between.

`read_upload` is the one way in. It reads in a process of its own; what it gives is plain values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from events.uploads.values.errors import ChoiceNeededError, FileRefusedError, LimitError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import CHOICES, ColumnMapping, Role
from events.uploads.values.receipt import (
    Flag,
    Located,
    Option,
    Outcome,
    Question,
    Receipt,
    Refusal,
)

if TYPE_CHECKING:
    from events.uploads.process.client import read_upload
    from events.uploads.process.readers import Readers
    from events.uploads.process.wire import Preview, Upload
    from events.uploads.values.imported import PRECISIONS, Doubt, Imported, TextColumn

# These need numpy, which a command that only names them should not wait for.
_LATER = {
    "PRECISIONS": "imported",
    "Doubt": "imported",
    "Imported": "imported",
    "TextColumn": "imported",
    "Readers": "readers",
    "read_upload": "upload",
    "Preview": "wire",
    "Upload": "wire",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = [
    "CHOICES",
    "PRECISIONS",
    "ChoiceNeededError",
    "ColumnMapping",
    "Doubt",
    "FileRefusedError",
    "Flag",
    "Imported",
    "LimitError",
    "Limits",
    "Located",
    "Option",
    "Outcome",
    "Preview",
    "Question",
    "Readers",
    "Receipt",
    "Refusal",
    "Role",
    "TextColumn",
    "Upload",
    "read_upload",
]
