"""Reads a file somebody brings, in a process of its own that can be stopped at any time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import IO

from events.uploads.process.frames import Frames, stopped
from events.uploads.process.readers import Progress, Reader, Readers
from events.uploads.process.wire import Upload, from_bytes
from events.uploads.values.encodings import mended
from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.receipt import Outcome, Receipt

_MIB = 1024 * 1024


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
            raise stopped(process, limits) from None
        return from_bytes(_answer(process, process.stdout, limits, progress))


def _answer(
    process: subprocess.Popen[bytes], pipe: IO[bytes], limits: Limits, progress: Progress | None
) -> bytes:
    frames = Frames(process, pipe, limits)
    deadline = time.monotonic() + limits.wall_seconds
    while True:
        kind, body = frames.next(deadline)
        if kind == b"R":
            return body
        if progress is not None:
            _tell(progress, body)


def _tell(progress: Progress, body: bytes) -> None:
    try:
        word, share = json.loads(body)
        said = str(word), float(share)
    except (ValueError, TypeError, RecursionError):
        raise FileRefusedError("the reading process gave no clear answer", "Try again.") from None
    progress(*said)
