"""A pack that is made while others go on: in a process of its own, told of, and stopped at will."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Thread

from dashboard.errors import SnapshotError
from dashboard.exports.briefing.worker import DATE, FILE
from dashboard.exports.request import Order
from dashboard.scene.state import MapState
from events import Ledger

_ROOT = Path(__file__).parents[3]
_ROOM = BoundedSemaphore(1)
_ENDED = "The process that made it has ended. Try again, with fewer dates if it happens again."


class PackJob:
    """One pack in the making; ask it how far it is.

    Parameters
    ----------
    form : str
        "pack-pdf" or "pack-pptx".
    ledger : Ledger
        The reports, with brought files joined.
    states : sequence of MapState
        One a date, the earliest first.
    order : Order
        Size, time of making, profile and imprint.
    wanted : callable
        Says whether anybody still waits for it; asked whenever a date is drawn.

    Attributes
    ----------
    done, total : int
        Dates that are drawn, and of how many.
    content : bytes or None
        The file, when it is ready.
    failure : str
        Why it was not made; empty as long as it may be.
    stopped : bool
        Whether somebody had it stopped.

    Raises
    ------
    SnapshotError
        When this server makes another one.
    """

    def __init__(
        self,
        form: str,
        ledger: Ledger,
        states: Sequence[MapState],
        order: Order,
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        if not _ROOM.acquire(blocking=False):
            raise SnapshotError(
                "This server is making another briefing, and makes one at a time. "
                "Try again in a minute."
            )
        self.form = form
        self.days = tuple(state.date for state in states)
        self.done, self.total = 0, len(states)
        self.content: bytes | None = None
        self.failure = ""
        self.stopped = False
        self._wanted = wanted
        try:
            asked = pickle.dumps((form, ledger, tuple(states), order))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dashboard.exports.briefing.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_ROOT,
                # The processes that draw its dates are ended with it.
                start_new_session=True,
            )
            self._hearing = Thread(target=self._hear, args=(asked,), daemon=True)
            self._hearing.start()
        except BaseException:
            _ROOM.release()
            raise

    @property
    def running(self) -> bool:
        """Whether it is still being made."""
        return self._hearing.is_alive()

    def stop(self) -> None:
        """End it at once; nothing of it is kept."""
        self.stopped = True
        self._end()
        self._hearing.join()

    def wait(self) -> None:
        """Wait until it is ready, or is not going to be."""
        self._hearing.join()

    def _end(self) -> None:
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _hear(self, asked: bytes) -> None:
        """Give the process what it needs, and take over what it answers."""
        try:
            answer = self._answer(asked)
            if answer is None:
                self.failure = "" if self.stopped else _ENDED
            elif answer[0] == FILE:
                self.content = answer[1]
            else:
                self.failure = answer[1].decode()
        except OSError:
            self.failure = "" if self.stopped else _ENDED
        finally:
            self._end()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            _ROOM.release()

    def _answer(self, asked: bytes) -> tuple[str, bytes] | None:
        """Return the last answer; None when the process ended before it, or nobody wants it."""
        write, read = self._process.stdin, self._process.stdout
        assert write is not None and read is not None
        with write:
            write.write(asked)
        while line := read.readline():
            word, first, _ = line.decode().split(" ")
            if word != DATE:
                content = read.read(int(first))
                return (word, content) if len(content) == int(first) else None
            self.done = int(first)
            if not self._wanted():
                self.stopped = True
                return None
        return None
