"""The confined process that cuts a Parquet file: it opens one, answers requests, and ends.

What it is asked comes on its standard input as lines of JSON, the file as a descriptor that it was
given. Its answers are frames on standard output, like those of the reading process.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

from events.store.errors import StoreError
from events.store.group_frames import (
    END,
    FILE,
    FOOTER,
    LEFT,
    PROBLEM,
    READ,
    ROWS_BYTES,
    left_parts,
)
from events.store.groups import Asked, GroupFile
from events.store.settings import StoreSettings
from events.uploads import ColumnMapping, Limits
from events.uploads.process.wire import to_bytes
from events.uploads.process.worker import OUT_OF_MEMORY, confine, send


def main() -> None:
    """Open the file, answer until nobody asks any more."""
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # A library that prints must not write into the answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    about: dict[str, Any] = json.loads(source.readline())
    limits = Limits(**about["limits"])
    confine(limits)
    try:
        with os.fdopen(about["file"], "rb") as file:
            _serve(file, about, limits, source, answers)
    except StoreError as error:
        send(answers, PROBLEM, json.dumps([error.problem, error.way_out]).encode())


def _serve(
    file: BinaryIO, about: dict[str, Any], limits: Limits, source: BinaryIO, answers: BinaryIO
) -> None:
    cut = GroupFile(file, about["name"], StoreSettings(**about["settings"]), limits)
    send(answers, FOOTER, json.dumps(cut.footer().rows).encode())
    for line in iter(source.readline, b""):
        asked = json.loads(line)
        mapping = asked["known"]
        known = None if mapping is None else ColumnMapping.from_dict(mapping)
        for piece in cut.pieces(Asked(**asked["asked"]), known):
            rows = piece.rows.to_bytes(ROWS_BYTES, "little")
            if isinstance(piece.read, bytes):
                send(answers, FILE, rows, piece.read)
                continue
            if piece.left is not None:
                send(answers, LEFT, *left_parts(piece.left))
            send(answers, READ, rows, *to_bytes(piece.read))
        send(answers, END)


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        # Whoever started this process tells by the code what it ran out of.
        os._exit(OUT_OF_MEMORY)
