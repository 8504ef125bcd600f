"""What a confined process answers, frame by frame, and why it ended if it did not."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from typing import IO

from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.limits import Limits

_MIB = 1024 * 1024
_FRAME_LENGTH = 9
_CHUNK = 1 << 20


class Frames:
    """Reads the frames of a process that is watched, not trusted.

    Parameters
    ----------
    process : Popen
        It.
    pipe : binary file
        Its standard output.
    limits : Limits
        What it may use; no frame is larger than its memory.
    """

    def __init__(self, process: subprocess.Popen[bytes], pipe: IO[bytes], limits: Limits) -> None:
        self._process, self._pipe, self._limits = process, pipe, limits
        self._buffer = bytearray()

    def next(self, deadline: float) -> tuple[bytes, bytes]:
        """Return kind and body of the next frame.

        Parameters
        ----------
        deadline : float
            Until when it must be there, by `time.monotonic`.

        Raises
        ------
        FileRefusedError
            It takes too long, is too large, or the process ended.
        """
        limits, buffer = self._limits, self._buffer
        while True:
            if len(buffer) >= _FRAME_LENGTH:
                kind, length = bytes(buffer[:1]), int.from_bytes(buffer[1:_FRAME_LENGTH], "little")
                if length > limits.memory_mb * _MIB:
                    raise FileRefusedError("the answer is too large", "Bring a smaller file.")
                if len(buffer) >= _FRAME_LENGTH + length:
                    body = bytes(memoryview(buffer)[_FRAME_LENGTH : _FRAME_LENGTH + length])
                    del buffer[: _FRAME_LENGTH + length]
                    return kind, body
            left = deadline - time.monotonic()
            if left <= 0:
                seconds = limits.wall_seconds
                raise LimitError("reading the file takes too long", "wall_seconds", seconds)
            if not select.select([self._pipe], [], [], min(left, 1.0))[0]:
                continue
            chunk = os.read(self._pipe.fileno(), _CHUNK)
            if not chunk:
                raise stopped(self._process, limits)
            buffer += chunk


_OUT_OF_MEMORY_CODE = 77
_OF_LIMITS = {
    signal.SIGXCPU: ("reading the file takes too much computing", "cpu_seconds"),
    signal.SIGXFSZ: ("the file unpacks to too much", "max_unpacked_mb"),
}
_CRASHES = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)


def stopped(process: subprocess.Popen[bytes], limits: Limits) -> FileRefusedError:
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
