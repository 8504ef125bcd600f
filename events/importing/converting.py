"""Turns texts into typed columns. A cell that does not fit refuses its row, with the reason.

Equal cells are read once: most columns of a large file hold few different texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from events.importing.adapters.column_table import Adapter
from events.importing.column_mapping import Role
from events.importing.days import DayError, DaySpan
from events.importing.figures import FigureError, is_point, plain_figures, read_figure, read_pair
from events.importing.imported import PRECISIONS
from events.importing.raw_table import RawTable
from events.importing.refusing import Distinct, Refusing
from events.importing.rules import Rules
from events.period import Precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")
_CODE = {precision: code for code, precision in enumerate(PRECISIONS)}
NO_DAY = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """The typed columns of a whole table; refused rows hold blanks."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    precision: NDArray[np.uint8]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


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
            if not cell.strip():
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

    def figures(self, role: Role, decimal: str) -> NDArray[np.float64]:
        """Read a column of numbers; NaN where there is none."""
        nan = float("nan")
        column = self.cells(role)
        if column is None:
            return np.full(len(self.table), nan)
        plain = plain_figures(column) if decimal == "." else None
        if plain is not None:
            return plain
        found = self.each(role, lambda cell: read_figure(cell, decimal), nan, needed=False)
        assert found is not None
        return np.array(found[0], dtype=np.float64)[found[1]]


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
    lon, lat = _places(work, rules)
    value, low, high = (
        work.figures(role, rules.decimal) for role in (Role.VALUE, Role.LOW, Role.HIGH)
    )
    return Typed(first, last, precision, lon, lat, value, low, high)


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
    ends = work.each(Role.LAST_DAY, rules.days.read, None, needed=False)
    if end_cells is not None and ends is not None:
        given = np.array([end is not None for end in ends[0]], dtype=np.bool_)[ends[1]]
        until = np.array([end.last if end else 0 for end in ends[0]], dtype=np.int32)[ends[1]]
        early = np.flatnonzero(given & (until < first))
        cells = [end_cells[index] for index in early.tolist()]
        work.refusing.refuse(early, work.name(Role.LAST_DAY), cells, "lies before the first day")
        longer = given & (until != last)
        precision[longer] = _CODE[Precision.RANGE]
        last = np.where(given, until, last).astype(np.int32)
    words = work.cells(Role.PRECISION)
    if words is not None and adapter is not None and adapter.precisions:
        _name_precisions(work, adapter, Distinct.of(words), precision)
    if end_cells is not None and adapter is not None:
        # Only a shape that says so leaves the end open by leaving it blank.
        blank_end = np.array([not cell.strip() for cell in end_cells], dtype=np.bool_)
        if adapter.open_end:
            precision[blank_end] = _CODE[Precision.OPEN]
        last[(precision == _CODE[Precision.OPEN]) & blank_end] = NO_DAY
    return first, last, precision


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


def _places(work: _Converting, rules: Rules) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    nan = float("nan")
    pairs = work.cells(Role.LON_LAT)
    both = work.each(Role.LON_LAT, read_pair, (nan, nan), needed=False)
    if pairs is not None and both is not None:
        a, b = np.array(both[0], dtype=np.float64).reshape(-1, 2)[both[1]].T
        turned = np.array([rules.lat_first and not is_point(cell) for cell in pairs], np.bool_)
        lon, lat = np.where(turned, b, a), np.where(turned, a, b)
        columns: tuple[str | None, str | None] = (work.name(Role.LON_LAT),) * 2
    elif work.cells(Role.LON) is not None and work.cells(Role.LAT) is not None:
        lon, lat = (work.figures(r, rules.coordinate_decimal) for r in (Role.LON, Role.LAT))
        columns = (work.name(Role.LON), work.name(Role.LAT))
        reason = "is empty where the other coordinate is given"
        for column, missing in (
            (columns[0], np.isnan(lon) & ~np.isnan(lat)),
            (columns[1], np.isnan(lat) & ~np.isnan(lon)),
        ):
            rows = np.flatnonzero(missing)
            work.refusing.refuse(rows, column, [""] * len(rows), reason)
        if rules.lat_first:
            lon, lat = lat, lon
    elif work.table.shapes is not None:
        lon, lat = work.table.shapes.lon, work.table.shapes.lat
        if rules.lat_first:
            lon, lat = lat, lon
        columns = ("geometry", "geometry")
    else:
        return np.full(len(work.table), nan), np.full(len(work.table), nan)
    for values, limit, column in ((lon, 180, columns[0]), (lat, 90, columns[1])):
        rows = np.flatnonzero(np.abs(values) > limit)
        shown = [f"{value:g}" for value in values[rows].tolist()]
        work.refusing.refuse(rows, column, shown, f"is not within ±{limit} degrees")
    return lon, lat
