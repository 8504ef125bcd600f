"""Turns texts into typed columns. A cell that does not fit refuses its row, with the reason.

Equal cells are read once: most columns of a large file hold few different texts.

Long because days, figures and words share one account of the rows they refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from events.period import Precision
from events.uploads.adapters.column_table import Adapter
from events.uploads.columns.amounts import NOTHING, read_amount
from events.uploads.columns.conventions import Rules
from events.uploads.columns.days import NO_DAY, DayError, DaySpan
from events.uploads.columns.numbers import FigureError, plain_figures
from events.uploads.columns.places import read_places
from events.uploads.values.imported import PRECISIONS
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.refusals import Distinct, Refusing
from events.uploads.values.words import is_no_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")
_CODE = {precision: code for code, precision in enumerate(PRECISIONS)}


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """The typed columns of a whole table; refused rows hold blanks.

    ``reduced`` marks rows for whose line or area in a cell one point stands. ``rough`` and
    ``unread`` hold, by column, the rows whose figure is called rough, or cannot be read at all.
    """

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    precision: NDArray[np.uint8]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    reduced: NDArray[np.bool_]
    rough: Mapping[str, NDArray[np.bool_]]
    unread: Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True, slots=True, eq=False)
class _Figures:
    """What one column of counts says, row by row."""

    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rough: NDArray[np.bool_]
    unread: NDArray[np.bool_]

    @classmethod
    def none(cls, count: int) -> _Figures:
        """Return what a column that is not there says."""
        nothing, never = np.full(count, np.nan), np.zeros(count, dtype=np.bool_)
        return cls(nothing, nothing, nothing, never, never)


@dataclass(frozen=True, slots=True)
class _Converting:
    """One pass over a table."""

    table: RawTable
    roles: Mapping[str, str]
    refusing: Refusing

    def name(self, role: Role) -> str | None:
        return self.roles.get(role.value) or None

    def cells(self, role: Role) -> list[str] | None:
        name = self.name(role)
        return None if name is None else self.table.column(name)

    def each(
        self, role: Role, read: Callable[[str], T], blank: T, *, needed: bool
    ) -> tuple[list[T], NDArray[np.int32]] | None:
        """Read every different cell of a column; None where no column stands for the role.

        Returns
        -------
        tuple
            What the different cells say, and for each row the position of its cell among them.
        """
        column = self.cells(role)
        if column is None:
            return None
        found = Distinct.of(column)
        values: list[T] = []
        wrong: dict[int, str] = {}
        for code, cell in enumerate(found.cells):
            value = blank
            if not cell.strip() or (not needed and is_no_data(cell) and cell.strip() != ".."):
                if needed:
                    wrong[code] = "is empty"
            else:
                try:
                    value = read(cell)
                except (DayError, FigureError) as error:
                    wrong[code] = str(error)
                except (OverflowError, OSError):
                    wrong[code] = "is out of range"
            values.append(value)
        if wrong:
            bad = np.zeros(len(found.cells), dtype=np.bool_)
            bad[list(wrong)] = True
            rows = np.flatnonzero(bad[found.codes])
            codes = found.codes[rows].tolist()
            cells = [found.cells[code] for code in codes]
            self.refusing.refuse(rows, self.name(role), cells, [wrong[code] for code in codes])
        return values, found.codes

    def figures(self, role: Role, decimal: str) -> _Figures:
        """Read a column of counts; NaN where there is none. No cell of it refuses its row."""
        count = len(self.table)
        name = self.name(role)
        if name is None:
            return _Figures.none(count)
        column = self.table.column(name)
        mark = "." if name in self.table.exact else decimal
        plain = plain_figures(column) if mark == "." else None
        if plain is not None:
            return replace(_Figures.none(count), value=plain)
        found = Distinct.of(column)
        amounts = [NOTHING] * len(found.cells)
        unread = np.zeros(len(found.cells), dtype=np.bool_)
        for code, cell in enumerate(found.cells):
            try:
                amounts[code] = read_amount(cell, mark)
            except FigureError:
                unread[code] = True
        value, low, high = (
            np.array([getattr(a, part) for a in amounts], dtype=np.float64)[found.codes]
            for part in ("value", "low", "high")
        )
        rough = np.array([a.about for a in amounts], dtype=np.bool_)[found.codes]
        return _Figures(value, low, high, rough, unread[found.codes])


def convert(
    table: RawTable,
    roles: Mapping[str, str],
    rules: Rules,
    adapter: Adapter | None,
    refusing: Refusing,
) -> Typed:
    """Convert every column that stands for something.

    Parameters
    ----------
    table : RawTable
        The table.
    roles : mapping of str to str
        Role to column name.
    rules : Rules
        Settled, without open questions.
    adapter : Adapter or None
        For its codes of precision.
    refusing : Refusing
        Gathers the rows that do not fit.

    Returns
    -------
    Typed
        Arrays as long as the table; refused rows hold blanks.
    """
    work = _Converting(table, roles, refusing)
    first, last, precision = _days(work, rules, adapter)
    placed = read_places(table, work.name, rules, refusing)
    roles_of = (Role.VALUE, Role.LOW, Role.HIGH)
    value, low, high = (work.figures(role, rules.decimal) for role in roles_of)
    # A count like "100-150" bounds itself; columns of bounds say the same more plainly.
    lows = np.where(np.isnan(low.value), value.low, low.value)
    highs = np.where(np.isnan(high.value), value.high, high.value)
    told = {
        name: read
        for role, read in zip(roles_of, (value, low, high), strict=True)
        if (name := work.name(role)) is not None
    }
    return Typed(
        *(first, last, precision, placed.lon, placed.lat, value.value, lows, highs),
        placed.reduced,
        {name: read.rough for name, read in told.items() if read.rough.any()},
        {name: read.unread for name, read in told.items() if read.unread.any()},
    )


def _days(
    work: _Converting, rules: Rules, adapter: Adapter | None
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
    days = work.cells(Role.DAY)
    if adapter is not None and adapter.why_no_day is not None and days is not None:
        blank = np.flatnonzero([not cell.strip() for cell in days])
        reasons = adapter.why_no_day(work.table)
        said = [reasons[row] for row in blank.tolist()]
        work.refusing.refuse(blank, work.name(Role.DAY), [""] * len(blank), said)
    begins = work.each(Role.DAY, rules.days.read, DaySpan(0, 0, Precision.DAY), needed=True)
    assert begins is not None
    spans, codes = begins
    first = np.array([s.first for s in spans], dtype=np.int32)[codes]
    last = np.array([s.last for s in spans], dtype=np.int32)[codes]
    precision = np.array([_CODE[s.precision] for s in spans], dtype=np.uint8)[codes]
    end_cells = work.cells(Role.LAST_DAY)
    ends = work.each(Role.LAST_DAY, rules.days.read_end, None, needed=False)
    if end_cells is not None and ends is not None:
        given = np.array([end is not None for end in ends[0]], dtype=np.bool_)[ends[1]]
        until = np.array([end.last if end else 0 for end in ends[0]], dtype=np.int32)[ends[1]]
        early = with_ends(first, last, precision, given, until)
        cells = [end_cells[index] for index in early.tolist()]
        work.refusing.refuse(early, work.name(Role.LAST_DAY), cells, "lies before the first day")
    words = work.cells(Role.PRECISION)
    if words is not None and adapter is not None and adapter.precisions:
        _name_precisions(work, adapter, Distinct.of(words), precision)
    open_end = work.table.open_end or (adapter is not None and adapter.open_end)
    if end_cells is not None and (adapter is not None or open_end):
        # Only a shape that says so leaves the end open by leaving it blank.
        blank_end = np.array([not cell.strip() for cell in end_cells], dtype=np.bool_)
        if open_end:
            precision[blank_end] = _CODE[Precision.OPEN]
        last[(precision == _CODE[Precision.OPEN]) & blank_end] = NO_DAY
    return first, last, precision


def with_ends(
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    precision: NDArray[np.uint8],
    given: NDArray[np.bool_],
    until: NDArray[np.int32],
) -> NDArray[np.int64]:
    """Let rows end on a day that was told; return those that would end before they begin.

    Parameters
    ----------
    first, last : ndarray of int32
        First and last day as the first day alone tells them; ``last`` is changed.
    precision : ndarray of uint8
        Index into `PRECISIONS`; changed.
    given : ndarray of bool
        Rows that tell an end.
    until : ndarray of int32
        It, or `NO_DAY` for one that is open.
    """
    still = given & (until == NO_DAY)
    ends = given & ~still
    early = np.flatnonzero(ends & (until < first))
    precision[ends & (until != last)] = _CODE[Precision.RANGE]
    last[ends] = until[ends]
    last[still] = NO_DAY
    precision[still] = _CODE[Precision.OPEN]
    return early


def _name_precisions(
    work: _Converting, adapter: Adapter, words: Distinct, precision: NDArray[np.uint8]
) -> None:
    """Set the precisions a column names; a word that is none refuses its rows."""
    known = {key: _CODE[Precision(word)] for key, word in adapter.precisions.items()}
    named = np.array([known.get(word, -1) for word in words.cells], dtype=np.int16)[words.codes]
    blank = np.array([not word.strip() for word in words.cells], dtype=np.bool_)[words.codes]
    precision[named >= 0] = named[named >= 0]
    rows = np.flatnonzero((named < 0) & ~blank)
    cells = [words.cells[code] for code in words.codes[rows].tolist()]
    reason = f"is not a precision. Use one of: {', '.join(known)}"
    work.refusing.refuse(rows, work.name(Role.PRECISION), cells, reason)
