"""Reads the pieces of a file beside each other, and those of Parquet by their columns."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np

from events.store.confined import ConfinedCutter
from events.store.crew import in_order
from events.store.errors import NotTakenError, StoreError
from events.store.groups import MIB, Cutter, Footer, LeftRows
from events.store.pieces import Piece, pieces_of
from events.store.settings import StoreSettings
from events.uploads import ColumnMapping, Limits, Outcome, Readers, Role, Upload, read_upload
from events.uploads.adapters import PLAIN

_PARQUET = b"PAR1"
_Coming = tuple[Piece, Upload | None, LeftRows | None]
_Told = list[tuple[Piece, Upload]]


def open_cutter(path: Path, settings: StoreSettings, limits: Limits) -> Cutter:
    """Open a Parquet file to be cut, in a confined process.

    Parameters
    ----------
    path : Path
        The file.
    settings : StoreSettings
        Size of a piece.
    limits : Limits
        What the process may use.
    """
    return ConfinedCutter(path, settings, limits)


def read_pieces(
    path: Path, mapping: ColumnMapping, limits: Limits, settings: StoreSettings
) -> Iterator[tuple[Piece, Upload]]:
    """Give each piece with what was read of it, in order; some are read beside each other.

    Parameters
    ----------
    path : Path
        A file of any kind.
    mapping : ColumnMapping
        What a person has settled.
    limits : Limits
        What reading a piece may use.
    settings : StoreSettings
        Size and number of pieces that are read at once.

    Raises
    ------
    StoreError
        The file cannot be cut, or is damaged.
    """
    with path.open("rb") as file:
        if file.read(len(_PARQUET)) == _PARQUET:
            yield from _read_groups(path, mapping, limits, settings)
            return
    pieces = pieces_of(path, mapping.choices.get("delimiter"), settings)
    first = next(pieces)
    if first.whole:
        yield first, read_upload(first.data, path.name, mapping=mapping, limits=limits)
        return
    with Readers(settings.readers) as readers:
        upload = read_upload(first.data, path.name, mapping=mapping, limits=limits, readers=readers)
        yield first, upload
        coming = ((piece, None, None) for piece in pieces)
        yield from _each(coming, path.name, _known(upload), limits, readers)


def _read_groups(
    path: Path, mapping: ColumnMapping, limits: Limits, settings: StoreSettings
) -> Iterator[tuple[Piece, Upload]]:
    """Give the same of a Parquet file: what can be is read by its columns."""

    def opened() -> Cutter:
        return open_cutter(path, settings, limits)

    with closing(opened()) as cutter:
        footer = _footer(cutter)
        small = path.stat().st_size <= settings.piece_mb * MIB
        count = 0 if footer is None else sum(footer.rows)
        if footer is None or not count or (small and count <= settings.piece_rows):
            whole = Piece(path.read_bytes(), 0, whole=True)
            yield whole, read_upload(whole.data, path.name, mapping=mapping, limits=limits)
            return
        spans = footer.spans(settings)
        first = next(cutter.pieces(replace(spans[0], most=1), None))
    assert isinstance(first.read, bytes)
    with Readers(settings.readers) as readers:
        upload = read_upload(first.read, path.name, mapping=mapping, limits=limits, readers=readers)
        yield Piece(first.read, 0), upload
        known, before = _known(upload), first.rows
        asked = [replace(spans[0], start=1), *spans[1:]]

        def coming() -> Iterator[_Coming]:
            nonlocal before
            for piece in in_order(opened, asked, known, settings.readers):
                if isinstance(piece.read, bytes):
                    yield Piece(piece.read, before), None, None
                else:
                    yield Piece(b"", before, typed=True), piece.read, piece.left
                before += piece.rows
            if before != count:
                raise StoreError(f"{path.name} has other rows than its end tells", "Save it anew.")

        yield from _each(coming(), path.name, known, limits, readers)


def _footer(cutter: Cutter) -> Footer | None:
    """Return the end of a Parquet file; None where it is damaged: its reader says in words how."""
    try:
        return cutter.footer()
    except NotTakenError:
        raise
    except StoreError:
        return None


def _known(upload: Upload) -> ColumnMapping:
    """Return what the first piece shows of the columns: it holds for all."""
    known = upload.mapping
    return known if known.adapter else replace(known, adapter=PLAIN)


def _each(
    coming: Iterator[_Coming], name: str, known: ColumnMapping, limits: Limits, readers: Readers
) -> Iterator[tuple[Piece, Upload]]:
    """Give pieces in their order, with what was read of those that were not."""
    with ThreadPoolExecutor(readers.most) as pool:

        def read(data: bytes, mapping: ColumnMapping) -> Upload:
            # Others are not waited for: as many are at work as there are threads.
            return read_upload(data, name, mapping=mapping, limits=limits, readers=readers)

        def told(piece: Piece, upload: Upload | None, left: LeftRows | None) -> _Told:
            if upload is None:
                return [(piece, read(piece.data, known))]
            return (
                [(piece, upload)] if left is None else _with_left(piece, upload, left, known, read)
            )

        waiting: deque[Future[_Told]] = deque()
        for one in coming:
            waiting.append(pool.submit(told, *one))
            if len(waiting) > readers.most:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _with_left(
    piece: Piece,
    upload: Upload,
    left: LeftRows,
    known: ColumnMapping,
    read: Callable[[bytes, ColumnMapping], Upload],
) -> _Told:
    """Return the rows of a piece, and those that were left of it as they were read now."""
    placed = all(known.columns.get(role.value) for role in (Role.LON, Role.LAT))
    # What all rows of the piece tell, some of them cannot.
    order = "lat_lon" if left.lat_first else "lon_lat"
    few = read(left.data, known.answered("axis_order", order) if placed else known)
    receipt, rows = few.receipt, few.imported
    alike = (few.mapping.columns, few.mapping.adapter) == (known.columns, known.adapter)
    if receipt.outcome is not Outcome.READ or rows is None or not alike:
        return [(replace(piece, data=left.whole, typed=False), read(left.whole, known))]
    told = np.concatenate([rows.row, [one.row for one in receipt.refused]]).astype(np.int64)
    number = left.places + 2
    if not np.array_equal(np.sort(told), np.arange(2, len(number) + 2)):
        raise StoreError("the reading process gave no clear answer", "Try again.")
    refused = [replace(one, row=int(number[one.row - 2])) for one in receipt.refused]
    few = replace(
        few,
        receipt=replace(receipt, refused=refused),
        imported=replace(rows, row=number[rows.row - 2]),
    )
    return [(piece, upload), (piece, few)]
