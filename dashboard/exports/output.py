"""Writes a file whole or not at all: to a temporary file beside it, then moved into place."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from dashboard.errors import SnapshotError
from events import private_prefix, sweep_leftovers


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that a stop half way leaves the old one or none.

    Raises
    ------
    SnapshotError
        When the folder cannot be made or written to, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What a killed process left in this folder goes with the next file that comes to it.
        sweep_leftovers(path.parent)
        handle, name = tempfile.mkstemp(
            prefix=private_prefix(hidden=True), suffix=".part", dir=path.parent
        )
    except OSError as error:
        raise _failed(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is the owner's alone; a picture is for whoever the folder is for.
        Path(name).chmod(0o666 & ~_mask())
        Path(name).replace(path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _failed(path: Path, error: OSError) -> SnapshotError:
    reason = error.strerror or str(error)
    return SnapshotError(
        f"{path}: could not be written ({reason}). Name another folder, or make room in this one."
    )
