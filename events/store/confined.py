"""Has a Parquet file cut and read by confined processes: nothing of it is decoded in this one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from events.store.errors import NotTakenError, StoreError
from events.store.group_worker import END, FILE, FOOTER, PROBLEM, READ, ROWS_BYTES
from events.store.groups import Asked, CutPiece, Cutter, Footer
from events.store.settings import StoreSettings
from events.store.typed_rows import numbers_of, receipt_of
from events.uploads import ColumnMapping, FileRefusedError, Limits, Outcome, Receipt, Upload
from events.uploads.process.frames import Frames
from events.uploads.process.readers import Reader
from events.uploads.process.wire import from_bytes

_MODULE = "events.store.group_worker"
_ROWS_EACH = 4_000_000
"""Rows that one process reads before another takes its place: its computing time is limited."""
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
            rows = json.loads(body) if kind == FOOTER else None
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
        while True:
            kind, body = self._next()
            if kind == END:
                if left and asked == Asked(asked.begin, asked.beyond):
                    raise self._unclear()
                return
            rows = int.from_bytes(body[:ROWS_BYTES], "little")
            left -= rows
            if kind not in (FILE, READ) or rows < 1 or left < 0:
                raise self._unclear()
            body = body[ROWS_BYTES:]
            yield CutPiece(rows, body if kind == FILE else self._rows(body, rows))

    def _rows(self, body: bytes, rows: int) -> Upload:
        """Return the rows of a piece; what became of them is told by themselves alone."""
        try:
            upload = from_bytes(body)
        except FileRefusedError as error:
            raise self._refused(error) from None
        imported = upload.imported
        if imported is None or not (imported.row == numbers_of(rows)).all():
            raise self._unclear()
        return Upload(receipt_of(imported), imported, upload.mapping)

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


def in_order(
    opened: Callable[[], Cutter],
    asked: Sequence[Asked],
    known: ColumnMapping | None,
    most: int,
) -> Iterator[CutPiece]:
    """Give the pieces of a file in its order, while several processes read it.

    Parameters
    ----------
    opened : callable
        Opens the file in one more process.
    asked : sequence of Asked
        What to read, in the order of the file.
    known : ColumnMapping, optional
        What is known of the columns; None: all pieces are given as files.
    most : int
        Processes at work at once.

    Raises
    ------
    StoreError
        The file is damaged, or reading it ended otherwise.
    """
    crew = [_Reading(opened, asked[place::most], known) for place in range(min(most, len(asked)))]
    with ThreadPoolExecutor(max(len(crew), 1)) as pool:
        try:
            coming = [pool.submit(one.next) for one in crew]
            for place in range(len(asked)):
                turn = place % most
                while (piece := coming[turn].result()) is not None:
                    coming[turn] = pool.submit(crew[turn].next)
                    yield piece
                coming[turn] = pool.submit(crew[turn].next)
        finally:
            for one in crew:
                one.stop()
    for one in crew:
        one.close()


class _Reading:
    """Reads what one of several processes is asked; another takes over now and then."""

    def __init__(
        self,
        opened: Callable[[], Cutter],
        asked: Sequence[Asked],
        known: ColumnMapping | None,
    ) -> None:
        self._opened, self._asked, self._known = opened, asked, known
        self._cutter: Cutter | None = None
        self._pieces = self._all()

    def next(self) -> CutPiece | None:
        """Return the next piece; None after the last one of what was asked for."""
        return next(self._pieces, None)

    def _all(self) -> Iterator[CutPiece | None]:
        rows = 0
        for asked in self._asked:
            if self._cutter is None or rows >= _ROWS_EACH:
                self.close()
                self._cutter, rows = self._opened(), 0
            for piece in self._cutter.pieces(asked, self._known):
                rows += piece.rows
                yield piece
            yield None

    def stop(self) -> None:
        """End what is at work in another thread."""
        if self._cutter is not None:
            self._cutter.stop()

    def close(self) -> None:
        """Let go of the file."""
        if self._cutter is not None:
            self._cutter.close()
