"""A table as it stands in a file: every cell a text, column by column, rows numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from events.uploads.values.encodings import is_whole, mended
from events.uploads.values.errors import LimitError
from events.uploads.values.limits import Limits
from events.uploads.values.receipt import Lines, Refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """One point for each row, from the geometry of a layer; NaN where there is none.

    ``reduced`` marks rows whose geometry was a line or an area and is stood for by a point on it.
    ``crs_open`` tells that the file names no reference system, and one may be chosen.
    ``outlines`` holds the whole geometry of each such row as WKB, as it stands in the file, in
    the reference system ``crs``; None for longitude and latitude. Other rows may have None.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    reduced: NDArray[np.bool_]
    crs_open: bool = False
    outlines: Sequence[bytes | None] = ()
    crs: str | dict[str, Any] | None = None

    def of_rows(self, kept: Sequence[int]) -> Shapes:
        """Return the places of some rows, by their positions."""
        return replace(
            self,
            lon=self.lon[kept],
            lat=self.lat[kept],
            reduced=self.reduced[kept],
            outlines=tuple(self.outlines[row] for row in kept) if len(self.outlines) else (),
        )


@dataclass(frozen=True, slots=True, eq=False)
class TurnedDays:
    """A column of a workbook that is half date cells, half texts: days and months may be turned.

    ``order`` is the order of the texts; ``cells`` are the positions of the date cells, and
    ``written`` what they would read like, had a spreadsheet of the other order turned them.
    """

    order: str
    cells: tuple[int, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """The rows of one table, not yet judged.

    Attributes
    ----------
    names : tuple of str
        Column names, each once.
    columns : tuple of list of str
        Cells by column; an empty text is an empty cell.
    numbers : list of int
        Row numbers as a spreadsheet counts them, or feature numbers from 1.
    refused : tuple of Refusal
        Rows that could not even be cut into cells.
    shapes : Shapes or None
        Points of a layer with geometry.
    encoding, layer : str or None
        How it was read.
    notes : tuple of str
        What a reader of the receipt should know.
    exact : frozenset of str
        Columns whose numbers are numbers in the file: a point in them stands before decimals.
    turned : mapping of str to TurnedDays
        Columns whose date cells a spreadsheet may have turned.
    open_end : bool
        A blank last day leaves the end open.
    lines : Lines or None
        What became of the lines of a text, where rows are lines.
    """

    names: tuple[str, ...]
    columns: tuple[list[str], ...]
    numbers: list[int]
    refused: tuple[Refusal, ...] = ()
    shapes: Shapes | None = None
    encoding: str | None = None
    layer: str | None = None
    notes: tuple[str, ...] = field(default=())
    exact: frozenset[str] = frozenset()
    turned: Mapping[str, TurnedDays] = field(default_factory=dict)
    open_end: bool = False
    lines: Lines | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, name: str) -> list[str]:
        """Return the cells of one column."""
        return self.columns[self.names.index(name)]

    def first_rows(self, count: int) -> tuple[tuple[str, ...], ...]:
        """Return the first rows, cell by cell."""
        return tuple(zip(*(column[:count] for column in self.columns), strict=True))

    def with_columns(self, names: Sequence[str], columns: Iterable[list[str]]) -> RawTable:
        """Return the table with other columns and the same rows."""
        names = unique_names(names)
        exact = frozenset(
            new for old, new in zip(self.names, names, strict=False) if old in self.exact
        )
        return replace(self, names=names, columns=tuple(columns), exact=exact, turned={})

    def without_first(self, count: int) -> RawTable:
        """Return the table without its first rows."""
        return replace(
            self,
            columns=tuple(column[count:] for column in self.columns),
            numbers=self.numbers[count:],
            turned={},
        )


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return column names without blanks around them, each once.

    A nameless column is called by its position; a name that stands twice gets a number.
    """
    taken: set[str] = set()
    result: list[str] = []
    for position, raw in enumerate(names, 1):
        name = base = " ".join(raw.split()) or f"column {position}"
        copy = 2
        while name in taken:
            name = f"{base} ({copy})"
            copy += 1
        taken.add(name)
        result.append(name)
    return tuple(result)


def with_whole_characters(table: RawTable) -> RawTable:
    """Return the table without the rows that hold half a character, or a byte that is none.

    Such a text can be neither shown nor written. In names, and in what is told of refused rows,
    a question mark stands for it.
    """
    broken: dict[int, tuple[int, str]] = {}
    for place, column in enumerate(table.columns):
        if not is_whole("".join(column)):
            for row, cell in enumerate(column):
                if not is_whole(cell):
                    broken.setdefault(row, (place, mended(cell[:_LONGEST_SHOWN])))
    names = unique_names([mended(name) for name in table.names])
    refused = [
        replace(refusal, value=refusal.value and mended(refusal.value)) for refusal in table.refused
    ]
    exact = frozenset(
        new for old, new in zip(table.names, names, strict=True) if old in table.exact
    )
    layer = table.layer and mended(table.layer)
    notes = tuple(map(mended, table.notes))
    table = replace(table, names=names, layer=layer, notes=notes, exact=exact)
    if not broken:
        return replace(table, refused=tuple(refused))
    refused += [
        Refusal(table.numbers[row], names[place], cell, "holds half a character")
        for row, (place, cell) in sorted(broken.items())
    ]
    kept = [row for row in range(len(table)) if row not in broken]
    shapes = table.shapes
    if shapes is not None:
        shapes = shapes.of_rows(kept)
    return replace(
        table,
        columns=tuple([column[row] for row in kept] for column in table.columns),
        numbers=[table.numbers[row] for row in kept],
        refused=tuple(refused),
        shapes=shapes,
        turned={},
    )


def check_shape(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a table that is larger than the settings allow.

    Parameters
    ----------
    rows, columns : int
        Size of the table.
    limits : Limits
        What the settings allow.

    Raises
    ------
    LimitError
        Naming the setting.
    """
    if rows > limits.max_rows:
        raise LimitError(f"the table has {rows:,} rows", "max_rows", limits.max_rows)
    if columns > limits.max_columns:
        raise LimitError(f"the table has {columns:,} columns", "max_columns", limits.max_columns)


def text_of(value: object) -> str:
    """Return a typed cell as the text a person would have written; None is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        plain = value.isoformat(" ")
        return plain[:10] if plain[10:] == " 00:00:00" else plain
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
