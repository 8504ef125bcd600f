"""The reading process: it reads one file under limits, answers, and ends.

``python -m events.uploads.process.worker`` loads what reading needs, then waits for one request on
its standard input: length and text of a JSON header, and the bytes of the file. Its answer is a
row of frames on standard output: progress, then the result.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import struct
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from events.uploads.formats.gdal import forbid_drivers

# Before anything may load GDAL.
forbid_drivers()

import geodata  # noqa: E402
from events.ledger import Ledger, load_ledger, tables_folder  # noqa: E402
from events.uploads.process.wire import to_bytes  # noqa: E402
from events.uploads.read import read_bytes  # noqa: E402
from events.uploads.rows.location import join_points  # noqa: E402
from events.uploads.values.errors import FileRefusedError  # noqa: E402
from events.uploads.values.limits import Limits  # noqa: E402
from events.uploads.values.mapping import ColumnMapping  # noqa: E402
from events.uploads.values.receipt import Outcome, Receipt  # noqa: E402

REQUEST = struct.Struct("<QQ")
FRAME = struct.Struct("<cQ")
PROGRESS, RESULT = b"P", b"R"
OUT_OF_MEMORY = 77
_MIB = 1024 * 1024
_GRACE_SECONDS = 5
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")


def main() -> None:
    """Warm up, answer one request, and end."""
    # One file and out: nothing is worth collecting, and looking for it costs a third of the time.
    gc.disable()
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # A library that prints must not write into the answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    answer(load(), source, answers)


def load() -> Ledger:
    """Load what reading needs, and return the tables, damaged or not."""
    # A damaged layer is told when a file needs it, with its name.
    with suppress(geodata.GeodataError):
        _warm_up()
    # What is damaged in the tables is told elsewhere; it is no reason not to read a file.
    return load_ledger(tables_folder(), strict=False)


def answer(ledger: Ledger, source: BinaryIO, answers: BinaryIO) -> None:
    """Answer the one request that comes, under its limits.

    Parameters
    ----------
    ledger : Ledger
        The tables, for what a file may repeat.
    source, answers : binary file
        Where the request comes from, and where the frames go.
    """
    head = source.read(REQUEST.size)
    if len(head) < REQUEST.size:
        return
    header_length, data_length = REQUEST.unpack(head)
    request: dict[str, Any] = json.loads(source.read(header_length))
    data = source.read(data_length)
    limits = Limits(**request["limits"])
    confine(limits)

    def progress(word: str, share: float) -> None:
        send(answers, PROGRESS, json.dumps([word, share]).encode())

    empty = Receipt(request["name"], request["sha256"], Outcome.REFUSED)
    mapping = ColumnMapping.from_dict(request["mapping"])
    upload = read_bytes(data, empty, mapping, limits, ledger, progress)
    send(answers, RESULT, *to_bytes(upload))


def confine(limits: Limits) -> None:
    """Limit what this process may use from now on, and forbid network and other programs."""
    bounds = {
        resource.RLIMIT_AS: limits.memory_mb * _MIB,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.max_unpacked_mb * _MIB,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 128,
    }
    for what, bound in bounds.items():
        _, most = resource.getrlimit(what)
        # At the hard limit of computing a process is killed as by anybody: the soft one, whose
        # signal says what it was, comes first.
        hard = bound + _GRACE_SECONDS if what == resource.RLIMIT_CPU else bound
        if most != resource.RLIM_INFINITY:
            bound, hard = min(bound, most), min(hard, most)
        resource.setrlimit(what, (bound, hard))

    def refuse(event: str, _: object) -> None:
        if event.startswith(_FORBIDDEN):
            raise FileRefusedError(f"reading the file would need {event}", "Bring plain data.")

    sys.addaudithook(refuse)


def _warm_up() -> None:
    """Load layers and libraries while nobody waits."""
    import numpy as np
    import pyarrow.parquet  # type: ignore[import-untyped]
    import python_calamine
    import shapely

    del pyarrow, python_calamine, shapely
    join_points(np.array([23.5]), np.array([52.7]), float(Limits().near_km))
    geodata.load_airports()


def send(answers: BinaryIO, kind: bytes, *parts: bytes) -> None:
    """Write one frame: its kind, its length, and its parts behind each other.

    Parameters
    ----------
    answers : binary file
        Where whoever started this process reads.
    kind : bytes
        One letter.
    parts : bytes
        What the frame holds.
    """
    answers.write(FRAME.pack(kind, sum(map(len, parts))))
    for part in parts:
        answers.write(part)
    answers.flush()


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        # Whoever started this process tells by the code what it ran out of.
        os._exit(OUT_OF_MEMORY)
