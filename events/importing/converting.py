"""Turns texts into typed columns. A cell that does not fit refuses its row, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from events.importing.adapters.column_table import Adapter
from events.importing.column_mapping import Role
from events.importing.days import DayError, DaySpan
from events.importing.figures import FigureError, is_point, read_figure, read_pair
from events.importing.imported import PRECISIONS
from events.importing.raw_table import RawTable
from events.importing.receipt import Refusal
from events.importing.rules import Rules
from events.period import Precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")
_CODE = {precision: code for code, precision in enumerate(PRECISIONS)}
NO_DAY = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """The typed columns of a whole table, and which rows of it are refused."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    precision: NDArray[np.uint8]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    refused: dict[int, Refusal]


@dataclass(slots=True)
class _Converting:
    """One pass over a table; the first fault of a row is the one that is told."""

    table: RawTable
    roles: Mapping[str, str]
    refused: dict[int, Refusal] = field(default_factory=dict)

    def name(self, role: Role) -> str | None:
        return self.roles.get(role.value) or None

    def cells(self, role: Role) -> list[str] | None:
        name = self.name(role)
        return None if name is None else self.table.column(name)

    def refuse(self, index: int, column: str | None, value: str | None, reason: str) -> None:
        if index not in self.refused:
            shown = value if value is None or len(value) <= 200 else value[:199] + "…"
            self.refused[index] = Refusal(self.table.numbers[index], column, shown, reason)

    def each(self, role: Role, read: Callable[[str], T], blank: T, *, needed: bool) -> list[T]:
        """Read every cell of a column; equal cells are read once."""
        cells = self.cells(role)
        if cells is None:
            return [blank] * len(self.table)
        name = self.name(role)
        known: dict[str, T] = {}
        wrong: dict[str, str] = {}
        result: list[T] = []
        for index, cell in enumerate(cells):
            try:
                result.append(known[cell])
                continue
            except KeyError:
                pass
            if not cell.strip():
                result.append(blank)
                if needed:
                    self.refuse(index, name, cell, "is empty")
                continue
            if cell not in wrong:
                try:
                    known[cell] = read(cell)
                    result.append(known[cell])
                    continue
                except (DayError, FigureError) as error:
                    wrong[cell] = str(error)
                except (OverflowError, OSError):
                    wrong[cell] = "is out of range"
            result.append(blank)
            self.refuse(index, name, cell, wrong[cell])
        return result


def convert(
    table: RawTable, roles: Mapping[str, str], rules: Rules, adapter: Adapter | None
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

    Returns
    -------
    Typed
        Arrays as long as the table; refused rows hold blanks.
    """
    work = _Converting(table, roles)
    first, last, precision = _days(work, rules, adapter)
    lon, lat = _places(work, rules)
    nan = float("nan")
    value, low, high = (
        np.array(
            work.each(role, lambda cell: read_figure(cell, rules.decimal), nan, needed=False),
            dtype=np.float64,
        )
        for role in (Role.VALUE, Role.LOW, Role.HIGH)
    )
    return Typed(first, last, precision, lon, lat, value, low, high, work.refused)


def _days(
    work: _Converting, rules: Rules, adapter: Adapter | None
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
    count = len(work.table)
    blank = DaySpan(0, 0, Precision.DAY)
    begins = work.each(Role.DAY, rules.days.read, blank, needed=True)
    first = np.fromiter((s.first for s in begins), np.int32, count)
    last = np.fromiter((s.last for s in begins), np.int32, count)
    precision = np.fromiter((_CODE[s.precision] for s in begins), np.uint8, count)
    end_cells = work.cells(Role.LAST_DAY)
    if end_cells is not None:
        ends = work.each(Role.LAST_DAY, rules.days.read, None, needed=False)
        given = np.array([end is not None for end in ends], dtype=np.bool_)
        until = np.fromiter((end.last if end else 0 for end in ends), np.int32, count)
        for index in np.flatnonzero(given & (until < first)).tolist():
            work.refuse(
                index, work.name(Role.LAST_DAY), end_cells[index], "lies before the first day"
            )
        longer = given & (until != last)
        precision[longer] = _CODE[Precision.RANGE]
        last = np.where(given, until, last).astype(np.int32)
    words = work.cells(Role.PRECISION)
    if words is not None and adapter is not None and adapter.precisions:
        codes = {key: _CODE[Precision(word)] for key, word in adapter.precisions.items()}
        for index, word in enumerate(words):
            if word in codes:
                precision[index] = codes[word]
            elif word.strip():
                allowed = ", ".join(codes)
                name = work.name(Role.PRECISION)
                work.refuse(index, name, word, f"is not a precision. Use one of: {allowed}")
        if end_cells is not None:
            # Only a table that says "open" leaves the end open by leaving it blank.
            blank_end = np.array([not cell.strip() for cell in end_cells], dtype=np.bool_)
            last[(precision == _CODE[Precision.OPEN]) & blank_end] = NO_DAY
    return first, last, precision


def _places(work: _Converting, rules: Rules) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    nan = float("nan")
    pairs = work.cells(Role.LON_LAT)
    if pairs is not None:
        both = work.each(Role.LON_LAT, read_pair, (nan, nan), needed=False)
        a, b = np.array(both, dtype=np.float64).reshape(-1, 2).T
        turned = np.array([rules.lat_first and not is_point(cell) for cell in pairs], np.bool_)
        lon, lat = np.where(turned, b, a), np.where(turned, a, b)
        columns: tuple[str | None, str | None] = (work.name(Role.LON_LAT),) * 2
    elif work.cells(Role.LON) is not None and work.cells(Role.LAT) is not None:
        lon, lat = (
            np.array(
                work.each(r, lambda c: read_figure(c, rules.coordinate_decimal), nan, needed=False),
                dtype=np.float64,
            )
            for r in (Role.LON, Role.LAT)
        )
        columns = (work.name(Role.LON), work.name(Role.LAT))
        for index in np.flatnonzero(np.isnan(lon) != np.isnan(lat)).tolist():
            column = columns[0] if np.isnan(lon[index]) else columns[1]
            work.refuse(index, column, "", "is empty where the other coordinate is given")
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
        for index in np.flatnonzero(np.abs(values) > limit).tolist():
            work.refuse(index, column, f"{values[index]:g}", f"is not within ±{limit} degrees")
    return lon, lat
