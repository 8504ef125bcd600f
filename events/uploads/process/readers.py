"""Keeps reading processes: one warm, and no more at work at once than a setting allows."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from events.ledger import TABLES_VARIABLE
from events.leftovers import private_prefix
from events.uploads.values.errors import LimitError
from events.uploads.values.limits import Limits

READING = "events.uploads.process.worker"
"""The process that reads one file."""
_ROOT = Path(__file__).parents[3]

Progress = Callable[[str, float], None]


class Reader:
    """One confined process, with a folder of its own that goes with it.

    Parameters
    ----------
    module : str
        What it runs.
    files : tuple of int
        Descriptors of open files that it may read.
    """

    def __init__(self, module: str = READING, files: tuple[int, ...] = ()) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix=private_prefix())
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=_environment(self.folder.name),
            start_new_session=True,
            pass_fds=files,
        )

    def close(self) -> None:
        """End the process and remove its folder."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except BrokenPipeError:
                # What was still to be written has no reader any more.
                continue
        self.folder.cleanup()


class Readers:
    """Keeps one reading process warm, so that nobody waits for libraries to load.

    Parameters
    ----------
    most : int, optional
        So many processes are at work at once; by default as the setting ``max_readers`` says.

    Examples
    --------
    >>> with Readers() as readers:
    ...     upload = read_upload(Path("events.csv"), readers=readers)  # doctest: +SKIP
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = most or Limits.from_environment(os.environ).max_readers
        self._room = threading.BoundedSemaphore(self.most)
        self._lock = threading.Lock()
        self._spare: Reader | None = Reader()
        self._open = True

    @contextmanager
    def lend(self, patience_seconds: float, progress: Progress | None = None) -> Iterator[Reader]:
        """Lend a process to use once, when fewer than `most` are at work.

        Raises
        ------
        LimitError
            Nobody has finished for so long.
        """
        until = time.monotonic() + patience_seconds
        while not self._room.acquire(timeout=0.5):
            if time.monotonic() > until:
                raise LimitError("others are having files read", "max_readers", self.most)
            if progress is not None:
                progress("waiting for other files to be read", 0.0)
        try:
            reader = self.take()
            try:
                yield reader
            finally:
                reader.close()
        finally:
            self._room.release()

    def take(self) -> Reader:
        """Return a process to use once; a new one warms up in its place."""
        with self._lock:
            taken = self._spare
            self._spare = Reader() if self._open else None
        if taken is not None and taken.process.poll() is None:
            return taken
        if taken is not None:
            taken.close()
        return Reader()

    def close(self) -> None:
        """End the process that waits."""
        with self._lock:
            self._open = False
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _environment(folder: str) -> dict[str, str]:
    """Return the environment of a reading process: one thread, no settings of the user."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    if os.environ.get(TABLES_VARIABLE):
        # It works in a folder of its own: a relative path would lead elsewhere.
        kept[TABLES_VARIABLE] = str(Path(os.environ[TABLES_VARIABLE]).resolve())
    return {
        **kept,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": folder,
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
    }
