"""Cuts a Parquet file into pieces by its groups of rows, each a piece of columns or of a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

import geodata
from events.store.errors import StoreError
from events.store.settings import StoreSettings
from events.store.typed import TypedReader
from events.uploads import ColumnMapping, Limits, Upload
from events.uploads.values.encodings import mended

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIB = 1024 * 1024
_LONGEST_PROBLEM = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pieces are asked for: of some groups, all or some, by their place among them.

    Attributes
    ----------
    begin, beyond : int
        The first group, and the one after the last.
    start : int
        Pieces that are passed over.
    most : int or None
        Pieces that are wanted then; None for all.
    """

    begin: int
    beyond: int
    start: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Footer:
    """What the end of a Parquet file tells: how many rows each of its groups has."""

    rows: tuple[int, ...]

    def spans(self, settings: StoreSettings) -> list[Asked]:
        """Return runs of groups, each of as many rows as a piece or more, that are all of it."""
        found: list[Asked] = []
        begin = rows = 0
        for group, count in enumerate(self.rows):
            rows += count
            if rows >= settings.piece_rows:
                found.append(Asked(begin, group + 1))
                begin, rows = group + 1, 0
        if begin < len(self.rows):
            found.append(Asked(begin, len(self.rows)))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class LeftRows:
    """Rows of a piece that are to be read like any others.

    Attributes
    ----------
    places : ndarray of int32
        Where in the piece they stand, from 0.
    lat_first : bool
        What the piece as a whole told of its coordinates.
    data, whole : bytes
        They as a file, and the piece as one, should the few be taken for something else.
    """

    places: NDArray[np.int32]
    lat_first: bool
    data: bytes
    whole: bytes


@dataclass(frozen=True, slots=True, eq=False)
class CutPiece:
    """Some rows of a file: as what became of them, or as a file to be read like any other.

    Attributes
    ----------
    rows : int
        How many.
    read : Upload or bytes
        What became of them, or the file.
    left : LeftRows, optional
        Those of which ``read`` says nothing.
    """

    rows: int
    read: Upload | bytes
    left: LeftRows | None = None


class Cutter(Protocol):
    """A file that is open to be cut, in this process or another."""

    def footer(self) -> Footer:
        """Return what the end of the file tells."""

    def pieces(self, asked: Asked, known: ColumnMapping | None) -> Iterator[CutPiece]:
        """Give pieces in order; as rows where they can be read at once."""

    def stop(self) -> None:
        """End what is at work, in whatever thread it is waited for."""

    def close(self) -> None:
        """Let go of the file."""


class GroupFile:
    """A Parquet file that is open in this process.

    Parameters
    ----------
    file : binary file
        It, open for reading.
    name : str
        Its name, for what is told of it.
    settings : StoreSettings
        Size of a piece.
    limits : Limits
        What the rows of a piece may be.

    Raises
    ------
    StoreError
        Its end cannot be read.
    """

    def __init__(self, file: BinaryIO, name: str, settings: StoreSettings, limits: Limits) -> None:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        pa.set_cpu_count(1)
        pa.set_io_thread_count(1)
        self._name, self._settings, self._limits = name, settings, limits
        self._cells = geodata.NearCells(float(limits.near_km))
        try:
            self._file = pq.ParquetFile(file)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _damaged(name, error) from None

    def footer(self) -> Footer:
        """Return what the end of the file tells."""
        footer = self._file.metadata
        groups = range(footer.num_row_groups)
        return Footer(tuple(footer.row_group(group).num_rows for group in groups))

    def pieces(self, asked: Asked, known: ColumnMapping | None) -> Iterator[CutPiece]:
        """Give the pieces of some groups, in order.

        Parameters
        ----------
        asked : Asked
            Which.
        known : ColumnMapping, optional
            What is known of the columns: pieces that can be read by it at once are. None: all are
            given as files.

        Raises
        ------
        StoreError
            The file is damaged.
        """
        import pyarrow as pa

        reader = None if known is None else TypedReader(known, self._limits, self._cells)
        stop = None if asked.most is None else asked.start + asked.most
        try:
            for part in islice(self._parts(asked), asked.start, stop):
                yield _read(part, reader)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _damaged(self._name, error) from None

    def _parts(self, asked: Asked) -> Iterator[Any]:
        settings, groups = self._settings, list(range(asked.begin, asked.beyond))
        for batch in self._file.iter_batches(
            settings.piece_rows, row_groups=groups, use_threads=False
        ):
            yield from _no_larger(batch, settings.piece_mb * MIB)

    def stop(self) -> None:
        """Do nothing: what is at work is in this thread."""

    def close(self) -> None:
        """Let go of the file."""
        self._file.close(force=True)


def _read(part: Any, reader: TypedReader | None) -> CutPiece:
    read = None if reader is None else reader.read(part)
    if read is None:
        return CutPiece(part.num_rows, _as_file(part))
    left = None
    if len(read.odd):
        data = _as_file(part.take(read.odd))
        left = LeftRows(read.odd, read.lat_first, data, _as_file(part))
    return CutPiece(part.num_rows, read.upload, left)


def _damaged(name: str, error: Exception) -> StoreError:
    first = mended(str(error).split("\n", 1)[0][:_LONGEST_PROBLEM])
    return StoreError(f"{name} is damaged ({first})", "Save it anew.")


def _no_larger(batch: Any, most: int) -> Iterator[Any]:
    """Halve a batch of rows until it has no more bytes than a piece may have."""
    if batch.num_rows > 1 and batch.nbytes > most:
        half = batch.num_rows // 2
        yield from _no_larger(batch.slice(0, half), most)
        yield from _no_larger(batch.slice(half), most)
    else:
        yield batch


def _as_file(batch: Any) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(pa.Table.from_batches([batch]), sink, compression="lz4")
    return sink.getvalue()
