"""Keeps what was worked out for the opening view, for the next start of a server.

What is kept is told apart by all that it is made of: tables and layers, the program's own text,
Python and libraries. It is bytes for the browser and plain JSON, never code; deleting it costs the
next start a second or two of work, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from dashboard.errors import SnapshotError
from dashboard.exports.output import write_file
from dashboard.feed.integrity import shipped_tables
from events import tables_folder

FOLDER = "BORDER_MONITOR_CACHE"
"""Environment variable that names the folder; `OFF` keeps nothing."""
OFF = "off"
_HEAD = b"border-monitor kept 1\n"
_SUFFIX = ".kept"
MOST_KEPT = 6
"""Files that stay: two a version of program and data."""


@dataclass(frozen=True, slots=True)
class NextStart:
    """A folder with what was worked out, and the number of the program that did.

    Attributes
    ----------
    folder : Path
        Where; made when there is something to keep.
    code : str
        Number of the program's text, as it was loaded.
    """

    folder: Path
    code: str

    def take(self, what: str, asked: str, work_out: Callable[[], bytes]) -> bytes:
        """Return what is kept; worked out, and kept, when it is not there or not whole.

        Parameters
        ----------
        what : str
            Kind of thing, a word.
        asked : str
            What it was worked out of, the number of the data with it.
        work_out : callable
            Makes it.
        """
        key = self._key(what, asked)
        path = self.folder / f"{what}-{key.hex()[:32]}{_SUFFIX}"
        found = _read(path, key)
        if found is None:
            found = work_out()
            # A folder that cannot be written to makes the next start slower, and is no fault.
            with suppress(SnapshotError, OSError):
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_file(path, _HEAD + _seal(key, found) + found)
                self._sweep()
        return found

    def _key(self, what: str, asked: str) -> bytes:
        told = [what, asked, self.code, sys.version, zlib.ZLIB_RUNTIME_VERSION]
        told += [f"{name} {version(name)}" for name in ("numpy", "shapely")]
        return hashlib.sha256(json.dumps(told).encode()).digest()

    def _sweep(self) -> None:
        """Let go of what earlier programs and tables left."""
        kept = sorted(self.folder.glob(f"*-*{_SUFFIX}"), key=_age)
        for path in kept[:-MOST_KEPT]:
            path.unlink(missing_ok=True)


def next_start(code: str, environment: Mapping[str, str] = os.environ) -> NextStart | None:
    """Return where to keep things; None where nothing is to be kept.

    Of tables of somebody's own nothing is kept: they may be nobody else's business, and are
    somewhere where their owner put them.

    Parameters
    ----------
    code : str
        Number of the program's text, as it was loaded.
    environment : mapping of str to str
        Names the folder.
    """
    named = environment.get(FOLDER, "")
    if named == OFF or tables_folder().resolve() != shipped_tables().resolve():
        return None
    if named:
        return NextStart(Path(named), code)
    try:
        caches = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:
        return None
    return NextStart(Path(caches) / "border-monitor", code)


def _read(path: Path, key: bytes) -> bytes | None:
    """Return what a file keeps; None when it is not there, not whole, or not ours."""
    try:
        with path.open("rb") as file:
            owner = os.fstat(file.fileno()).st_uid
            text = file.read()
    except OSError:
        return None
    if hasattr(os, "getuid") and owner != os.getuid():
        return None
    head, seal, content = text[: len(_HEAD)], text[len(_HEAD) :][:32], text[len(_HEAD) + 32 :]
    return content if (head, seal) == (_HEAD, _seal(key, content)) else None


def _seal(key: bytes, content: bytes) -> bytes:
    """Return what binds a content to what it was made of: a file under another name is none."""
    return hashlib.sha256(key + content).digest()


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        # Another server has swept it.
        return 0.0
