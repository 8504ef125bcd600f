"""Reading processes that are forked from one that has loaded everything, instead of started anew.

The tests bring some hundred files; loading the libraries costs each reading process most of a
second. What runs in the process is the same either way: ``worker.answer`` under its limits. The
tests of the process itself (``started``) start it as the dashboard does.

Run as a program with the number of a socket, this file is the process that forks.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from events.ledger import TABLES_VARIABLE
from events.uploads.process import readers

ROOT = Path(__file__).parents[2]
_LONGEST_PATH = 4096


class ForkedProcess:
    """What the reader asks of ``subprocess.Popen``, for a process that is not our own child."""

    def __init__(self, pid: int, status: int, stdin: int, stdout: int) -> None:
        self.pid = pid
        self.stdin = os.fdopen(stdin, "wb")
        self.stdout = os.fdopen(stdout, "rb")
        self.returncode: int | None = None
        self._status = status
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """Return the exit code, minus the signal if it was one; None while the process runs."""
        return self._wait(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code."""
        code = self._wait(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("forked reader", timeout or 0)
        return code

    def kill(self) -> None:
        """End it."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _wait(self, seconds: float | None) -> int | None:
        with self._lock:
            if self.returncode is None and select.select([self._status], [], [], seconds)[0]:
                told = os.read(self._status, 16)
                os.close(self._status)
                self.returncode = int(told)
            return self.returncode


class Fork:
    """The process that forks, started when the first reader is asked for."""

    def __init__(self) -> None:
        self._ours: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def start(self, command: list[str], **how: Any) -> Any:
        """Take the place of ``subprocess.Popen`` in the module of the readers."""
        if how["env"].get(TABLES_VARIABLE) or command[-1] != readers.READING:
            # Other tables than those that were loaded, or another program.
            return subprocess.Popen(command, **how)
        ours = self._control(how["env"])
        source, stdin = os.pipe()
        stdout, answers = os.pipe()
        status, told = os.pipe()
        socket.send_fds(ours, [how["cwd"].encode()], [source, answers, told])
        for end in (source, answers, told):
            os.close(end)
        pid = int(os.read(status, 16))
        return ForkedProcess(pid, status, stdin, stdout)

    def _control(self, environment: dict[str, str]) -> socket.socket:
        with self._lock:
            if self._ours is None:
                self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                with theirs:
                    self._process = subprocess.Popen(
                        [sys.executable, __file__, str(theirs.fileno())],
                        pass_fds=[theirs.fileno()],
                        cwd=ROOT,
                        env={**environment, "TMPDIR": tempfile.gettempdir()},
                        start_new_session=True,
                    )
            return self._ours

    def close(self) -> None:
        """End it."""
        if self._ours is not None and self._process is not None:
            self._ours.close()
            self._process.wait(10)


@pytest.fixture(scope="session", autouse=True)
def forked_readers() -> Iterator[None]:
    """Let every reader of the session be forked."""
    fork = Fork()
    pipes = {name: getattr(subprocess, name) for name in ("PIPE", "DEVNULL")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "subprocess", SimpleNamespace(Popen=fork.start, **pipes))
        yield
    fork.close()


@contextlib.contextmanager
def started() -> Iterator[None]:
    """Let readers be started as the dashboard starts them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "subprocess", subprocess)
        yield


def serve(control: socket.socket) -> None:
    """Fork a reading process for every request; tell its number, and later how it ended."""
    from events.uploads.process import worker

    ledger = worker.load()
    gc.collect()
    gc.freeze()
    running: dict[int, tuple[int, int]] = {}
    while True:
        for ready in select.select([control, *running], [], [])[0]:
            if ready is control:
                folder, ends, _, _ = socket.recv_fds(control, _LONGEST_PATH, 3)
                if not folder:
                    return
                source, answers, told = ends
                pid = os.fork()
                if pid == 0:
                    for other in (control.fileno(), told, *running):
                        os.close(other)
                    for _, open_end in running.values():
                        os.close(open_end)
                    read_one(worker, ledger, folder.decode(), source, answers)
                os.write(told, b"%16d" % pid)
                os.close(source)
                os.close(answers)
                running[os.pidfd_open(pid)] = pid, told
            else:
                pid, told = running.pop(ready)
                os.close(ready)
                code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                with contextlib.suppress(BrokenPipeError):
                    os.write(told, b"%16d" % code)
                os.close(told)


def read_one(worker: Any, ledger: Any, folder: str, source: int, answers: int) -> None:
    """Be the reading process: the same streams, folder and ends as a started one."""
    code = 1
    # Whoever started the tests may have had these ignored: a test that sends one is to be heard.
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.setsid()
        quiet = os.open(os.devnull, os.O_RDWR)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.chdir(folder)
        os.environ["TMPDIR"] = folder
        tempfile.tempdir = None
        gc.disable()
        with os.fdopen(source, "rb") as asked, os.fdopen(answers, "wb") as said:
            worker.answer(ledger, asked, said)
        code = 0
    except MemoryError:
        code = worker.OUT_OF_MEMORY
    finally:
        os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as given:
        serve(given)
