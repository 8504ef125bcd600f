"""Writes several tables at once: all of them or none, whenever the work is cut short.

The new texts are written beside the tables, in a folder that counts for nothing. Renaming that
folder decides: from then on every reader takes a table's text from there
(`events.table_files.table_holding`). Each table is then replaced, and the folder goes. Whoever is
cut short before the renaming has changed nothing; after it, the change stands, and the next writing
carries it out.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from events.entry.table_text import TableText
from events.errors import EntryError
from events.ledger import Ledger, load_ledger
from events.table_files import PENDING, table_bytes
from geodata import MANIFEST, renewed_manifest

_PREPARED = ".pending.prepared"


class Tables:
    """The tables of a folder as they were read, and as they are to be.

    Parameters
    ----------
    folder : Path
        Where they are.
    """

    __slots__ = ("_changed", "_read", "_tried", "folder")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, bytes] = {}
        self._changed: dict[str, TableText] = {}
        self._tried: tuple[dict[str, bytes], Ledger] | None = None

    def text(self, name: str) -> TableText:
        """Return a table as it is to be."""
        if name not in self._changed:
            if name not in self._read:
                self._read[name] = _bytes_of(self.folder / name)
            return TableText.from_bytes(name, self._read[name])
        return self._changed[name]

    def put(self, text: TableText) -> None:
        """Take over a changed table."""
        self.text(text.name)
        self._changed[text.name] = text

    @property
    def changes(self) -> dict[str, bytes]:
        """The new bytes of every table that is to change."""
        found = {name: text.to_bytes() for name, text in self._changed.items()}
        return {name: new for name, new in found.items() if new != self._read[name]}

    def counts(self, name: str) -> tuple[int, int]:
        """Return how many rows a table has, and is to have."""
        old = TableText.from_bytes(name, self._read[name])
        return len(old.records) - 1, len(self.text(name).records) - 1

    def rewritten(self, name: str) -> int:
        """Return how many rows of a table that were there are to read otherwise."""
        old = TableText.from_bytes(name, self._read[name])
        return len({r.strip() for r in old.records} - {r.strip() for r in self.text(name).records})

    def as_ledger(self) -> Ledger:
        """Load the ledger these tables would make, strictly; a TableError tells what breaks."""
        changes = self.changes
        if self._tried is not None and self._tried[0] == changes:
            return self._tried[1]
        with tempfile.TemporaryDirectory(prefix="border-monitor-") as name:
            trial = Path(name)
            for path in self.folder.glob("*.csv"):
                (trial / path.name).write_bytes(_bytes_of(path))
            for file, new in changes.items():
                (trial / file).write_bytes(new)
            ledger = load_ledger(trial)
        self._tried = (changes, ledger)
        return ledger

    def write(self) -> tuple[str, ...]:
        """Write every changed table, or none of them; return their names.

        Raises
        ------
        EntryError
            When the tables were changed by somebody else meanwhile, or cannot be written.
        TableError
            When the ledger would not load.
        """
        changes = self.changes
        if changes:
            self.as_ledger()
            try:
                with _alone(self.folder):
                    finish(self.folder)
                    for name in self._read:
                        if _bytes_of(self.folder / name) != self._read[name]:
                            raise EntryError(
                                name,
                                "was changed while this was entered",
                                "Nothing was written; enter it again.",
                            )
                    _prepare(self.folder, {**changes, **_manifest(self.folder, changes)})
                    _decide(self.folder)
                    finish(self.folder)
            except OSError as error:
                reason = error.strerror or str(error)
                raise EntryError(
                    str(self.folder), f"cannot be written ({reason})", "Choose another folder."
                ) from None
        return tuple(sorted(changes))


def finish(folder: Path) -> None:
    """Carry out a change that was decided, and clear away one that was not."""
    shutil.rmtree(folder / _PREPARED, ignore_errors=True)
    waiting = folder / PENDING
    if not waiting.is_dir():
        return
    for new in sorted(waiting.iterdir()):
        new.replace(folder / new.name)
    _sync(folder)
    waiting.rmdir()


def _manifest(folder: Path, changes: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the manifest of a folder as it is to be; nothing when the folder has none."""
    try:
        text = table_bytes(folder / MANIFEST).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    return {MANIFEST: renewed_manifest(text, changes).encode()}


def _prepare(folder: Path, changes: Mapping[str, bytes]) -> None:
    prepared = folder / _PREPARED
    try:
        prepared.mkdir()
        for name, content in changes.items():
            path = prepared / name
            with path.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(folder / name, path)
        _sync(prepared)
    except OSError:
        shutil.rmtree(prepared, ignore_errors=True)
        raise


def _decide(folder: Path) -> None:
    (folder / _PREPARED).rename(folder / PENDING)
    _sync(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold off others who add to the same tables; a holder that dies lets go."""
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _bytes_of(path: Path) -> bytes:
    try:
        return table_bytes(path)
    except OSError as error:
        raise EntryError(
            str(path), f"cannot be read ({error.strerror})", "Name the folder of the tables."
        ) from None
