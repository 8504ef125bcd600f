"""Reads a piece of a Parquet file by whole columns, where its types leave nothing to interpret.

A column of dates, numbers or words says what its cells say as texts. Where that is certain for all
of a piece, its rows are made of the columns at once, by the rules that `events.uploads` has: what
it asks of names and of first cells is asked of the same cells, days are read by the same rule, each
once. What is refused, or needs a rule, is left to the reader of any file: rows that have no day or
place they should have, or else the whole piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

import geodata
from events.store.typed_columns import OddError, days_of, is_number, kinds_of, numbers_in, texts_in
from events.store.typed_rows import imported_of, numbers_of, receipt_of
from events.uploads import (
    ColumnMapping,
    LimitError,
    Limits,
    Role,
    TextColumn,
    Upload,
)
from events.uploads.adapters import PLAIN
from events.uploads.columns.guess import guess_roles
from events.uploads.columns.place_conventions import settle_points
from events.uploads.columns.samples import MOST, filled_cells
from events.uploads.columns.wide_tables import find_wide
from events.uploads.formats.parquet import is_text, length_of, texts_of
from events.uploads.rows.location import sections_of
from events.uploads.values.raw_table import (
    RawTable,
    check_shape,
    unique_names,
    with_whole_characters,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MIB = 1024 * 1024
_READ = (Role.DAY, Role.LAST_DAY, Role.LON, Role.LAT, Role.KIND, Role.TITLE)
_FIGURES = (Role.VALUE, Role.LOW, Role.HIGH)
_SAID_ONLY = (Role.ID, Role.PLACE, Role.SOURCE, Role.NOTE)
"""Roles of columns that no column of a store is made of."""
_CHOICES = {"date_order", "decimal", "time_zone", "axis_order"}
"""Answers that speak of texts, or of what is asked here as well."""


@dataclass(frozen=True, slots=True, eq=False)
class TypedPiece:
    """The rows of a piece that were read, and those that are for the reader of any file.

    Attributes
    ----------
    upload : Upload
        None of its rows was refused.
    odd : ndarray of int32
        Places in the piece of the rows that are not among them.
    lat_first : bool
        What the piece as a whole told of its coordinates.
    """

    upload: Upload
    odd: NDArray[np.int32]
    lat_first: bool


@dataclass(frozen=True, slots=True)
class TypedReader:
    """Reads the pieces of one file.

    Attributes
    ----------
    known : ColumnMapping
        What the first piece showed of the columns.
    limits : Limits
        What the settings allow.
    cells : NearCells
        Finds sections.
    """

    known: ColumnMapping
    limits: Limits
    cells: geodata.NearCells

    def read(self, batch: Any) -> TypedPiece | None:
        """Return what became of the rows of a piece; None where it is not for this reader.

        Parameters
        ----------
        batch : pyarrow.RecordBatch
            Rows of the file, numbered from 2 as those of a file of its own.
        """
        try:
            return self._read(batch)
        except OddError:
            return None

    def _read(self, batch: Any) -> TypedPiece:
        roles = {role: name for role, name in self.known.columns.items() if name}
        self._check_known(roles)
        _check_types(batch)
        self._check_sizes(batch)
        names = self._check_names(batch, roles)
        columns = {role: batch.column(names.index(name)) for role, name in roles.items()}
        count = batch.num_rows
        first, last, precision, odd = days_of(columns, self.known.choices.get("time_zone"))
        lon, lat, lat_first, out = self._places(columns, roles, count)
        odd |= out
        if 2 * odd.sum() > count:
            raise OddError
        figures = (numbers_in(columns.get(role.value), count) for role in _FIGURES)
        kind, kinds = kinds_of(columns.get(Role.KIND.value), count)
        kept = np.flatnonzero(~odd)
        told: dict[str, NDArray[Any]] = {
            **{"day": first, "last_day": last, "precision": precision, "kind": kind},
            **dict(zip(("value", "low", "high"), figures, strict=True)),
            **{"lon": lon, "lat": lat},
        }
        told = {name: column[kept] for name, column in told.items()}
        told["section"] = sections_of(told["lon"], told["lat"], self.cells)
        cells: dict[str, TextColumn] = {}
        titled = {Role.TITLE.value: roles[Role.TITLE.value]} if Role.TITLE.value in roles else {}
        for role, name in titled.items():
            cells[name] = texts_in(columns[role].take(kept))
        row = numbers_of(count)[kept]
        imported = imported_of(row, told, kinds, cells, titled)
        upload = Upload(receipt_of(imported), imported, self.known)
        return TypedPiece(upload, np.flatnonzero(odd).astype(np.int32), lat_first)

    def _check_known(self, roles: Mapping[str, str]) -> None:
        served = {role.value for role in (*_READ, *_FIGURES, *_SAID_ONLY)}
        plain = self.known.adapter == PLAIN and self.known.choices.keys() <= _CHOICES
        if not plain or not roles.keys() <= served or Role.DAY.value not in roles:
            raise OddError

    def _check_sizes(self, batch: Any) -> None:
        """See that no limit of the import is passed: by which, the reader of any file says."""
        import pyarrow.compute as pc  # type: ignore[import-untyped]

        try:
            check_shape(batch.num_rows, batch.num_columns, self.limits)
        except LimitError:
            raise OddError from None
        size = 0
        for column in batch.columns:
            words = column.dictionary if hasattr(column, "dictionary") else column
            if is_text(words.type):
                longest = pc.max(pc.utf8_length(words)).as_py() or 0
                if longest > self.limits.max_cell_characters:
                    raise OddError
                lengths = pc.sum(pc.binary_length(column)) if words is column else None
                size += length_of(column) if lengths is None else lengths.as_py() or 0
            else:
                size += column.nbytes
        if size > self.limits.max_unpacked_mb * _MIB:
            raise OddError

    def _check_names(self, batch: Any, roles: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the columns, if they and their first cells say what is known."""
        samples = [_sample(column) for column in batch.columns]
        longest = max(map(len, samples), default=0)
        names = unique_names(batch.schema.names)
        # What is guessed of a column is guessed of its first filled cells, row by row or not.
        filled = tuple(cells + [""] * (longest - len(cells)) for cells in samples)
        exact = frozenset(
            name for name, field in zip(names, batch.schema, strict=True) if is_number(field.type)
        )
        table = with_whole_characters(RawTable(names, filled, list(range(longest)), exact=exact))
        if len(table) != longest or not set(roles.values()) <= set(table.names):
            raise OddError
        if find_wide(table) is not None:
            raise OddError
        guess = guess_roles(table, dict(self.known.columns))
        if guess.questions or {r: n for r, n in guess.roles.items() if n} != dict(roles):
            raise OddError
        return table.names

    def _places(
        self, columns: Mapping[str, Any], roles: Mapping[str, str], count: int
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], bool, NDArray[np.bool_]]:
        """Return places, whether latitude comes first, and rows that have none they should have."""
        lon, lat = (numbers_in(columns.get(role.value), count) for role in (Role.LON, Role.LAT))
        if not (roles.get(Role.LON.value) and roles.get(Role.LAT.value)):
            if roles.get(Role.LON.value) or roles.get(Role.LAT.value):
                raise OddError
            return lon, lat, False, np.zeros(count, np.bool_)
        rows = np.ones(count, np.int64)
        choices = self.known.choices
        turned, questions = settle_points(np.column_stack([lon, lat]), rows, False, roles, choices)
        if turned:
            lon, lat = lat, lon
        if questions:
            raise OddError
        out = (np.isnan(lon) != np.isnan(lat)) | (np.abs(lon) > 180) | (np.abs(lat) > 90)
        return lon, lat, turned, out


def _check_types(batch: Any) -> None:
    """See that every column is of words, numbers, days, or of what is plain beside them."""
    import pyarrow as pa

    types = pa.types
    if b"geo" in (batch.schema.metadata or {}):
        raise OddError
    for column in batch.columns:
        kind = column.type
        words = kind.value_type if types.is_dictionary(kind) else kind
        plain = types.is_boolean(words) or types.is_null(words) or types.is_temporal(words)
        if not (is_text(words) or (words is kind and (plain or is_number(words)))):
            raise OddError
        try:
            # Texts that are none in UTF-8 refuse their rows.
            column.validate(full=True)
        except (pa.ArrowException, ValueError):
            raise OddError from None


def _sample(column: Any) -> list[str]:
    """Return the first filled cells of a column as texts."""
    import pyarrow.compute as pc

    column = column.drop_null()
    if is_number(column.type):
        column = column.filter(pc.is_finite(column))
    found: list[str] = []
    step = 2 * MOST
    for begin in range(0, len(column), step):
        found += filled_cells(texts_of(column.slice(begin, step)))
        if len(found) >= MOST:
            break
    return found[:MOST]
