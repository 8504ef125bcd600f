"""Reads all tables of a folder in one moment, so that one ledger is made of one state of them.

A change of several tables that was decided and is not carried out yet counts from the moment it was
decided (`events.entry.transaction`): its texts wait in a folder beside the tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from geodata import Holding

DATA_FOLDER = Path(__file__).parent / "data"
"""Folder of the shipped tables."""
PENDING = ".pending"
"""Folder, beside the tables, of a change that is decided and not yet carried out."""


def table_holding(folder: Path) -> Holding:
    """Return the tables of a folder as they stand, a decided change of them included.

    The shipped folder must have its manifest, whichever way its path is written; tables of one's
    own need none.
    """
    shipped = folder.resolve() == DATA_FOLDER.resolve()
    return Holding(folder, pending=PENDING, listed=shipped)


@dataclass(frozen=True, slots=True)
class Moment:
    """Every table of a folder as it was in one moment."""

    folder: Path
    contents: Mapping[str, bytes]
    failed: Mapping[str, OSError]

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each table."""
        return {n: hashlib.sha256(c).hexdigest() for n, c in sorted(self.contents.items())}


_moment: ContextVar[Moment | None] = ContextVar("moment", default=None)


@contextmanager
def one_moment(folder: Path) -> Iterator[Moment]:
    """Have every table of a folder read as it is now, while the block runs."""
    moment = Moment(folder, *table_holding(folder).read_all())
    token = _moment.set(moment)
    try:
        yield moment
    finally:
        _moment.reset(token)


def table_bytes(path: Path) -> bytes:
    """Return the bytes of a table, of the moment that is being read.

    Raises
    ------
    OSError
        It cannot be read, or was not there.
    """
    moment = _moment.get()
    if moment is None or moment.folder != path.parent:
        return table_holding(path.parent).read(path.name)
    if path.name in moment.failed:
        raise moment.failed[path.name]
    if path.name not in moment.contents:
        raise FileNotFoundError(path)
    return moment.contents[path.name]
