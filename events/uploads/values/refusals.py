"""Refuses rows of a table while it is read, each for its first fault; and reads each cell once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.uploads.values.notices import Telling
from events.uploads.values.raw_table import RawTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST_SHOWN = 200
"""Characters of a cell that a refusal repeats."""


class Refusing:
    """Gathers the refused rows of a table; the first fault of a row is the one that is told."""

    def __init__(self, table: RawTable) -> None:
        self.table = table
        self.refused = np.zeros(len(table), dtype=np.bool_)
        self.telling = Telling(3)
        self._numbers = np.array(table.numbers, dtype=np.int32)

    def refuse(
        self,
        rows: NDArray[np.int64],
        column: str | None,
        values: Sequence[str | None],
        reasons: str | Sequence[str],
    ) -> None:
        """Refuse rows of the table; ``values`` and ``reasons`` hold one for each of them.

        Parameters
        ----------
        rows : ndarray of int64, shape (n,)
            Positions in the table, from 0.
        column : str, optional
            Column at fault; None when the whole row is.
        values : sequence of str or None
            The cell of each row.
        reasons : str or sequence of str
            Why, for all rows or for each.
        """
        new = ~self.refused[rows]
        self.refused[rows] = True
        chosen = np.flatnonzero(new).tolist()
        shown = [_short(values[i]) for i in chosen]
        said = reasons if isinstance(reasons, str) else [reasons[i] for i in chosen]
        self.telling.tell(self._numbers[rows[new]], column, shown, said)


def _short(value: str | None) -> str | None:
    long = value is not None and len(value) > LONGEST_SHOWN
    return f"{value[: LONGEST_SHOWN - 1]}…" if long and value is not None else value


@dataclass(frozen=True, slots=True, eq=False)
class Distinct:
    """A column as its different cells, in the order they first stand, and a code for each row."""

    cells: list[str]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, column: list[str]) -> Distinct:
        """Find the different cells of a column."""
        index = {cell: code for code, cell in enumerate(dict.fromkeys(column))}
        codes = np.fromiter(map(index.__getitem__, column), np.int32, len(column))
        return cls(list(index), codes)
