"""Reads a file somebody brings, in a process of its own that can be stopped at any time."""

from __future__ import annotations

import hashlib
import json
import os
import select
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import IO

from events.uploads.process.readers import Progress, Reader, Readers
from events.uploads.process.wire import Upload, from_bytes
from events.uploads.values.encodings import mended
from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.receipt import Outcome, Receipt

_MIB = 1024 * 1024
_FRAME_LENGTH = 9
_CHUNK = 1 << 20


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
    lent = closing(Reader()) if readers is None else readers.lend(limits.wall_seconds, progress)
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


_OUT_OF_MEMORY_CODE = 77
_OF_LIMITS = {
    signal.SIGXCPU: ("reading the file takes too much computing", "cpu_seconds"),
    signal.SIGXFSZ: ("the file unpacks to too much", "max_unpacked_mb"),
}
_CRASHES = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)


def _stopped(process: subprocess.Popen[bytes], limits: Limits) -> FileRefusedError:
    """Return why a reading process ended without an answer: it is watched, not trusted."""
    try:
        code = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return FileRefusedError("the reading process stopped answering", "Try again.")
    if code == _OUT_OF_MEMORY_CODE:
        return LimitError("reading the file takes too much memory", "memory_mb", limits.memory_mb)
    if code >= 0:
        return FileRefusedError(
            f"the file could not be read, by a fault of ours (the reading process ended with "
            f"{code})",
            "Try again; if it happens again, save the file in another format and report the fault.",
        )
    name = _signal_name(-code)
    for limited, (what, setting) in _OF_LIMITS.items():
        if code == -limited:
            return LimitError(f"{what} ({name})", setting, getattr(limits, setting))
    if -code in _CRASHES:
        return LimitError(
            f"reading the file ended by {name}, as where memory runs out or a library fails",
            "memory_mb",
            limits.memory_mb,
        )
    short = "The machine may be short of memory: try" if code == -signal.SIGKILL else "Try"
    return FileRefusedError(
        f"reading the file was stopped from outside, by {name}",
        f"{short} again later, or bring a smaller file.",
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
