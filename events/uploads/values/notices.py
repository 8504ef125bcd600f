"""What is told of single rows, as columns: a million refusals cost a few megabytes, not one each.

`Notices` is a sequence like any other; an entry is made when somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, TypeVar, overload

import numpy as np

from events.uploads.values.imported import TextColumn
from events.uploads.values.receipt import Flag, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T", Refusal, Flag)
Words = str | None | Sequence[str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of words, each kept once. Code -1 is *none*, which is not an empty word."""

    codes: NDArray[np.int32]
    pool: TextColumn

    def __getitem__(self, index: int) -> str | None:
        code = int(self.codes[index])
        return None if code < 0 else self.pool[code]

    def __iter__(self) -> Iterator[str | None]:
        words = list(self.pool)
        return (None if code < 0 else words[code] for code in self.codes.tolist())


class Notices(Sequence[T]):
    """Refusals or flags of one file, by row.

    Parameters
    ----------
    make : type
        `Refusal` or `Flag`.
    rows : ndarray of int32
        Row numbers in the file.
    words : sequence of Coded
        The other fields of an entry, in their order.
    """

    __slots__ = ("_make", "rows", "words")

    def __init__(
        self, make: Callable[..., T], rows: NDArray[np.int32], words: Sequence[Coded]
    ) -> None:
        self._make: Callable[..., T] = make
        self.rows = rows
        self.words = tuple(words)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        entry: T = self._make(int(self.rows[index]), *(column[index] for column in self.words))
        return entry

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self.rows.tolist(), *self.words)

    def tally(self, *fields: int) -> dict[tuple[str | None, ...], int]:
        """Count entries by some of their fields after the row, most first."""
        columns = [self.words[field] for field in fields]
        codes = np.stack([column.codes for column in columns])
        kinds, first, counts = np.unique(codes, axis=1, return_index=True, return_counts=True)
        del kinds
        order = np.argsort(-counts, kind="stable").tolist()
        return {tuple(c[int(first[i])] for c in columns): int(counts[i]) for i in order}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self):,} notices>"


class Telling:
    """Gathers what is to be told of rows, many at a time."""

    def __init__(self, fields: int) -> None:
        self._fields = fields
        self._rows: list[NDArray[np.int32]] = []
        self._codes: list[list[NDArray[np.int32]]] = [[] for _ in range(fields)]
        self._index: list[dict[str | None, int]] = [{None: -1} for _ in range(fields)]

    def tell(self, rows: NDArray[np.int32], *words: Words) -> None:
        """Add entries; a field is one word for all of them, or a sequence with one each."""
        for field, given in enumerate(words):
            index = self._index[field]
            if given is None or isinstance(given, str):
                code = index.setdefault(given, len(index) - 1)
                codes = np.full(len(rows), code, dtype=np.int32)
            else:
                found = [index.setdefault(word, len(index) - 1) for word in given]
                codes = np.array(found, dtype=np.int32)
            self._codes[field].append(codes)
        self._rows.append(rows.astype(np.int32))

    def told(self, make: Callable[..., T]) -> Notices[T]:
        """Return all entries by row; those of one row in the order they were told."""
        rows = _whole(self._rows)
        order = np.argsort(rows, kind="stable")
        words = map(_column, self._codes, self._index, repeat(order))
        return Notices(make, rows[order], tuple(words))


def _whole(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate([np.zeros(0, dtype=np.int32), *parts])


def _column(
    parts: list[NDArray[np.int32]], index: dict[str | None, int], order: NDArray[np.int64]
) -> Coded:
    return Coded(_whole(parts)[order], TextColumn.of(word for word in index if word is not None))
