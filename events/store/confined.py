"""Has a Parquet file cut and read by confined processes: nothing of it is decoded in this one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np

from events.store.errors import NotTakenError, StoreError
from events.store.group_frames import (
    END,
    FILE,
    FOOTER,
    LEFT,
    PROBLEM,
    READ,
    ROWS_BYTES,
    left_of,
)
from events.store.groups import Asked, CutPiece, Footer
from events.store.settings import StoreSettings
from events.store.typed_rows import numbers_of, receipt_of
from events.uploads import ColumnMapping, FileRefusedError, Limits, Outcome, Receipt, Upload
from events.uploads.process.frames import Frames
from events.uploads.process.readers import Reader
from events.uploads.process.wire import from_bytes

_MODULE = "events.store.group_worker"
_MOST_GROUPS = 1_000_000


class ConfinedCutter:
    """A file that is open in a confined process.

    Parameters
    ----------
    path : Path
        A Parquet file.
    settings : StoreSettings
        Size of a piece.
    limits : Limits
        What the process may use.
    """

    def __init__(self, path: Path, settings: StoreSettings, limits: Limits) -> None:
        self._name, self._limits = path.name, limits
        with path.open("rb") as file:
            self._reader = Reader(_MODULE, (file.fileno(),))
            about = {
                "file": file.fileno(),
                "name": path.name,
                "limits": limits.to_dict(),
                "settings": asdict(settings),
            }
        process = self._reader.process
        assert process.stdin is not None and process.stdout is not None
        self._asked = process.stdin
        self._frames = Frames(process, process.stdout, limits)
        self._ask(about)
        self._footer: Footer | None = None

    def footer(self) -> Footer:
        """Return what the end of the file tells.

        Raises
        ------
        StoreError
            The file is damaged, or reading its end ended otherwise.
        """
        if self._footer is None:
            kind, body = self._next()
            try:
                rows = json.loads(body) if kind == FOOTER else None
            except (ValueError, RecursionError):
                raise self._unclear() from None
            if (
                not isinstance(rows, list)
                or len(rows) > _MOST_GROUPS
                or not all(type(count) is int and count >= 0 for count in rows)
            ):
                raise self._unclear()
            self._footer = Footer(tuple(rows))
        return self._footer

    def pieces(self, asked: Asked, known: ColumnMapping | None) -> Iterator[CutPiece]:
        """Give the pieces of some groups, as `GroupFile.pieces` makes them.

        Raises
        ------
        StoreError
            The file is damaged, or reading it ended otherwise.
        """
        left = sum(self.footer().rows[asked.begin : asked.beyond])
        mapping = None if known is None else known.to_dict()
        self._ask({"asked": asdict(asked), "known": mapping})
        told: bytes | None = None
        while True:
            kind, body = self._next()
            if kind == END:
                if left and asked == Asked(asked.begin, asked.beyond):
                    raise self._unclear()
                return
            if kind == LEFT and told is None:
                told = body
                continue
            rows = int.from_bytes(body[:ROWS_BYTES], "little")
            left -= rows
            if kind not in (FILE, READ) or rows < 1 or left < 0:
                raise self._unclear()
            body = body[ROWS_BYTES:]
            yield CutPiece(rows, body) if kind == FILE else self._rows(body, rows, told)
            told = None

    def _rows(self, body: bytes, rows: int, told: bytes | None) -> CutPiece:
        """Return the rows of a piece; what became of them is told by themselves alone."""
        numbers = numbers_of(rows)
        try:
            upload = from_bytes(body)
            left = None if told is None else left_of(told, rows)
        except FileRefusedError as error:
            raise self._refused(error) from None
        except ValueError:
            raise self._unclear() from None
        imported = upload.imported
        if left is not None:
            numbers = np.delete(numbers, left.places)
        if imported is None or not np.array_equal(imported.row, numbers):
            raise self._unclear()
        return CutPiece(rows, Upload(receipt_of(imported), imported, upload.mapping), left)

    def stop(self) -> None:
        """End the process: whoever waits for it is told."""
        self._reader.process.kill()

    def close(self) -> None:
        """End the process and let go of what was between."""
        self._reader.close()

    def _ask(self, asked: dict[str, object]) -> None:
        try:
            self._asked.write(json.dumps(asked).encode() + b"\n")
            self._asked.flush()
        except BrokenPipeError:
            # Why it ended is told by the next answer that does not come.
            return

    def _next(self) -> tuple[bytes, bytes]:
        try:
            kind, body = self._frames.next(time.monotonic() + self._limits.wall_seconds)
        except FileRefusedError as error:
            raise self._refused(error) from None
        if kind == PROBLEM:
            try:
                problem, way_out = map(str, json.loads(body))
            except (ValueError, TypeError, RecursionError):
                raise self._unclear() from None
            raise StoreError(problem, way_out)
        return kind, body

    def _unclear(self) -> StoreError:
        return self._refused(
            FileRefusedError("the reading process gave no clear answer", "Try again.")
        )

    def _refused(self, error: FileRefusedError) -> StoreError:
        return NotTakenError(Receipt(self._name, "", Outcome.REFUSED, problem=str(error)))
