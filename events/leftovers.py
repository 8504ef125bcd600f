"""Names private files and folders so that what a killed process left can be found and swept."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

OLD_SECONDS = 3600
"""What is younger may belong to somebody who is still at work."""
_NAME = re.compile(r"\.?border-monitor-(\d{1,9})-\w+(\.part)?")


def private_prefix(*, hidden: bool = False) -> str:
    """Return how the name of a private file or folder of this process begins."""
    return f"{'.' if hidden else ''}border-monitor-{os.getpid()}-"


def sweep_leftovers(folder: Path | None = None, now: float | None = None) -> int:
    """Remove what processes of ours that are gone have left in a folder.

    Parameters
    ----------
    folder : Path, optional
        The system's folder for temporary files by default.
    now : float, optional
        Seconds since 1970.

    Returns
    -------
    int
        How many were removed. Nothing of another owner, of a living process, or younger than an
        hour is touched; no link is followed.
    """
    folder = Path(tempfile.gettempdir()) if folder is None else folder
    now = time.time() if now is None else now
    swept = 0
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            found = _NAME.fullmatch(path.name)
            if found and _is_left(path, int(found[1]), now):
                swept += _remove(path)
    return swept


def _is_left(path: Path, process: int, now: float) -> bool:
    try:
        told = path.lstat()
    except OSError:
        return False
    own = not hasattr(os, "getuid") or told.st_uid == os.getuid()
    return own and now - told.st_mtime > OLD_SECONDS and not _is_alive(process)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # It is there, and somebody else's.
        return True
    return True


def _remove(path: Path) -> bool:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError:
        return False
    return True
