"""Several processes that read one file beside each other, while its pieces come in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from events.store.groups import Asked, CutPiece, Cutter
from events.uploads import ColumnMapping

_ROWS_EACH = 4_000_000
"""Rows that one process reads before another takes its place: its computing time is limited."""


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
    try:
        with ThreadPoolExecutor(max(len(crew), 1)) as pool:
            try:
                yield from _turns(pool, crew, len(asked))
            finally:
                # Whoever waits for an answer is told before the pool waits for him.
                for one in crew:
                    one.stop()
    finally:
        for one in crew:
            one.close()


def _turns(pool: ThreadPoolExecutor, crew: Sequence[_Reading], asked: int) -> Iterator[CutPiece]:
    """Give what is read of each that was asked for, by the one whose turn it is."""
    coming = [pool.submit(one.next) for one in crew]
    for place in range(asked):
        turn = place % len(crew)
        while (piece := coming[turn].result()) is not None:
            coming[turn] = pool.submit(crew[turn].next)
            yield piece
        coming[turn] = pool.submit(crew[turn].next)


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
