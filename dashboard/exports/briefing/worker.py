"""Makes one pack in a process of its own: asked on stdin, answers in lines on stdout.

It is the program's own child: what it is asked with is pickled by its parent. A pack that is not
wanted any more is stopped by ending this process and those that draw its dates.
"""

from __future__ import annotations

import pickle
import sys
from typing import BinaryIO

from dashboard.errors import DashboardError
from dashboard.exports.formats import PACKS
from events import EventsError
from geodata import GeodataError

DATE, FILE, FAILED = "date", "file", "failed"
"""First word of an answer: how far it is, how many bytes of the file or of the reason follow."""


def main(asked: BinaryIO, answers: BinaryIO) -> None:
    """Make what is asked for, and tell of each date.

    Parameters
    ----------
    asked : binary file
        Holds form, ledger, states and order, pickled.
    answers : binary file
        Takes lines of a word and two numbers; the bytes of the file follow the last.
    """
    form, ledger, states, order = pickle.load(asked)

    def tell(done: int, total: int) -> None:
        answers.write(f"{DATE} {done} {total}\n".encode())
        answers.flush()

    try:
        word, content = FILE, PACKS[form].draw(ledger, states, order, tell)
    except (DashboardError, EventsError, GeodataError) as error:
        word, content = FAILED, str(error).encode()
    answers.write(f"{word} {len(content)} 0\n".encode())
    answers.write(content)
    answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
