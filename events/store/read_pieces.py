"""Reads the pieces of a file beside each other, and those of Parquet by their columns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from events.store.confined import ConfinedCutter, in_order
from events.store.errors import NotTakenError, StoreError
from events.store.groups import MIB, Cutter, Footer
from events.store.pieces import Piece, pieces_of
from events.store.settings import StoreSettings
from events.uploads import ColumnMapping, Limits, Readers, Upload, read_upload
from events.uploads.adapters import PLAIN

_PARQUET = b"PAR1"


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
        coming = ((piece, None) for piece in pieces)
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
        if footer is None or (small and sum(footer.rows) <= settings.piece_rows):
            whole = Piece(path.read_bytes(), 0, whole=True)
            yield whole, read_upload(whole.data, path.name, mapping=mapping, limits=limits)
            return
        spans = footer.spans(settings)
        (first,) = cutter.pieces(replace(spans[0], most=1), None)
    assert isinstance(first.read, bytes)
    with Readers(settings.readers) as readers:
        upload = read_upload(first.read, path.name, mapping=mapping, limits=limits, readers=readers)
        yield Piece(first.read, 0), upload
        known, before = _known(upload), first.rows
        asked = [replace(spans[0], start=1), *spans[1:]]

        def coming() -> Iterator[tuple[Piece, Upload | None]]:
            nonlocal before
            for piece in in_order(opened, asked, known, settings.readers):
                if isinstance(piece.read, bytes):
                    yield Piece(piece.read, before), None
                else:
                    yield Piece(b"", before, typed=True), piece.read
                before += piece.rows
            if before != sum(footer.rows):
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
    coming: Iterator[tuple[Piece, Upload | None]],
    name: str,
    known: ColumnMapping,
    limits: Limits,
    readers: Readers,
) -> Iterator[tuple[Piece, Upload]]:
    """Give pieces in their order, with what was read of those that were not."""
    with ThreadPoolExecutor(readers.most) as pool:

        def read(piece: Piece) -> Upload:
            # Others are not waited for: as many are at work as there are threads.
            return read_upload(piece.data, name, mapping=known, limits=limits, readers=readers)

        waiting: deque[tuple[Piece, Upload | Future[Upload]]] = deque()
        for piece, upload in coming:
            waiting.append((piece, pool.submit(read, piece) if upload is None else upload))
            while waiting and (len(waiting) > readers.most or isinstance(waiting[0][1], Upload)):
                yield _ready(*waiting.popleft())
        while waiting:
            yield _ready(*waiting.popleft())


def _ready(piece: Piece, upload: Upload | Future[Upload]) -> tuple[Piece, Upload]:
    return piece, upload if isinstance(upload, Upload) else upload.result()
