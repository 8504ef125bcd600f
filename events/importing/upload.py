"""Reads a file somebody brings, in a process of its own that can be stopped at any time."""

from __future__ import annotations

import hashlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from events.importing.charsets import mended
from events.importing.column_mapping import ColumnMapping
from events.importing.errors import FileRefusedError, LimitError
from events.importing.limits import Limits
from events.importing.receipt import Outcome, Receipt
from events.importing.wire import Upload, from_bytes
from events.leftovers import private_prefix

_MIB = 1024 * 1024
_REQUEST_LENGTHS = 16
_FRAME_LENGTH = 9
_CHUNK = 1 << 20
_ROOT = Path(__file__).parents[2]

Progress = Callable[[str, float], None]


class _Reader:
    """One reading process, with a folder of its own that goes with it."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix=private_prefix())
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-m", "events.importing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=_environment(self.folder.name),
            start_new_session=True,
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
        self._spare: _Reader | None = _Reader()
        self._open = True

    @contextmanager
    def lend(self, patience_seconds: float, progress: Progress | None = None) -> Iterator[_Reader]:
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

    def take(self) -> _Reader:
        """Return a process to use once; a new one warms up in its place."""
        with self._lock:
            taken = self._spare
            self._spare = _Reader() if self._open else None
        if taken is not None and taken.process.poll() is None:
            return taken
        if taken is not None:
            taken.close()
        return _Reader()

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


def read_upload(
    file: Path | str | bytes,
    name: str | None = None,
    *,
    adapter: str | None = None,
    mapping: ColumnMapping | None = None,
    limits: Limits | None = None,
    readers: Readers | None = None,
    progress: Progress | None = None,
) -> Upload:
    """Read a file of any usual kind; the answer accounts for every row of it.

    Parameters
    ----------
    file : path or bytes
        The file, or what is in it.
    name : str, optional
        The name it was brought under; needed for bytes.
    adapter : str, optional
        Known shape to read it as; by default it is told from the header.
    mapping : ColumnMapping, optional
        What was settled before about files of this shape.
    limits : Limits, optional
        Settings; by default those of the environment.
    readers : Readers, optional
        Keeps a process warm between files.
    progress : callable, optional
        Told a word and the share that is done, some times on the way.

    Returns
    -------
    Upload
        Never an exception for what a file holds: a refused file has a receipt that says why.

    Raises
    ------
    FileRefusedError
        Only for a mapping, an adapter or a setting that does not exist.
    """
    limits = limits or Limits.from_environment(os.environ)
    mapping = mapping or ColumnMapping()
    if adapter is not None:
        mapping = mapping.answered("adapter", adapter)
    shown = mended(name or ("file" if isinstance(file, bytes) else Path(file).name))
    digest = ""
    try:
        data = file if isinstance(file, bytes) else _bytes_of(Path(file), limits)
        digest = hashlib.sha256(data).hexdigest()
        _check_size(len(data), limits)
        return _ask(data, shown, digest, mapping, limits, readers, progress)
    except FileRefusedError as error:
        receipt = Receipt(shown, digest, Outcome.REFUSED, problem=str(error))
        return Upload(receipt, None, mapping)


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.max_file_mb * _MIB:
        raise LimitError(f"the file has {size / _MIB:,.1f} MiB", "max_file_mb", limits.max_file_mb)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if not path.is_file():
            raise FileRefusedError(f"{path.name} is not a file", "Give the path of one file.")
        _check_size(path.stat().st_size, limits)
        return path.read_bytes()
    except OSError as error:
        raise FileRefusedError(
            f"the file cannot be read ({error.strerror})", "Check the path."
        ) from None


def _ask(
    data: bytes,
    name: str,
    digest: str,
    mapping: ColumnMapping,
    limits: Limits,
    readers: Readers | None,
    progress: Progress | None,
) -> Upload:
    request = {
        "name": name,
        "sha256": digest,
        "mapping": mapping.to_dict(),
        "limits": limits.to_dict(),
    }
    header = json.dumps(request).encode()
    lengths = len(header).to_bytes(8, "little") + len(data).to_bytes(8, "little")
    lent = closing(_Reader()) if readers is None else readers.lend(limits.wall_seconds, progress)
    with lent as reader:
        process = reader.process
        assert process.stdin is not None and process.stdout is not None
        try:
            for part in (lengths, header, data):
                process.stdin.write(part)
            process.stdin.close()
        except BrokenPipeError:
            raise _stopped(process, limits) from None
        return from_bytes(_answer(process, process.stdout, limits, progress))


def _answer(
    process: subprocess.Popen[bytes], pipe: IO[bytes], limits: Limits, progress: Progress | None
) -> bytes:
    deadline = time.monotonic() + limits.wall_seconds
    buffer = bytearray()
    while True:
        while len(buffer) >= _FRAME_LENGTH:
            kind, length = buffer[:1], int.from_bytes(buffer[1:_FRAME_LENGTH], "little")
            if length > limits.memory_mb * _MIB:
                raise FileRefusedError("the answer is too large", "Bring a smaller file.")
            if len(buffer) < _FRAME_LENGTH + length:
                break
            body = bytes(memoryview(buffer)[_FRAME_LENGTH : _FRAME_LENGTH + length])
            if kind == b"R":
                return body
            del buffer[: _FRAME_LENGTH + length]
            if progress is not None:
                _tell(progress, body)
        left = deadline - time.monotonic()
        if left <= 0:
            raise LimitError("reading the file takes too long", "wall_seconds", limits.wall_seconds)
        if not select.select([pipe], [], [], min(left, 1.0))[0]:
            continue
        chunk = os.read(pipe.fileno(), _CHUNK)
        if not chunk:
            raise _stopped(process, limits)
        buffer += chunk


def _tell(progress: Progress, body: bytes) -> None:
    try:
        word, share = json.loads(body)
        said = str(word), float(share)
    except (ValueError, TypeError, RecursionError):
        raise FileRefusedError("the reading process gave no clear answer", "Try again.") from None
    progress(*said)


def _stopped(process: subprocess.Popen[bytes], limits: Limits) -> FileRefusedError:
    """Return why a reading process ended without an answer: it is watched, not trusted."""
    try:
        code = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        code = -signal.SIGKILL
    if code == -signal.SIGKILL:
        return FileRefusedError(
            "reading the file was stopped from outside",
            "The machine may be short of memory: try again later, or bring a smaller file.",
        )
    if code == -signal.SIGXCPU:
        return LimitError(
            "reading the file takes too much computing", "cpu_seconds", limits.cpu_seconds
        )
    if code == -signal.SIGXFSZ:
        return LimitError("the file unpacks to too much", "max_unpacked_mb", limits.max_unpacked_mb)
    if code in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, 77):
        return LimitError("reading the file takes too much memory", "memory_mb", limits.memory_mb)
    return FileRefusedError(
        f"reading the file failed (the reading process ended with {code})",
        "The file is damaged in an unusual way; save it anew.",
    )


def _environment(folder: str) -> dict[str, str]:
    """Return the environment of a reading process: one thread, no settings of the user."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
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
