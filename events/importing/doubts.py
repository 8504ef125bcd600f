"""Marks kept rows that are doubtful, each with the reason and what might be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.importing.adapters.column_table import Adapter
from events.importing.column_mapping import Role
from events.importing.converting import Typed
from events.importing.duplicates import events_named, events_nearby, repeated_rows
from events.importing.imported import Doubt
from events.importing.joining import Joined, in_box
from events.importing.limits import Limits
from events.importing.raw_table import RawTable
from events.importing.receipt import Flag
from events.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = {
    Doubt.OUTSIDE: "outside",
    Doubt.FAR: "far",
    Doubt.NEGATIVE: "negative",
    Doubt.SWAPPED: "swapped",
    Doubt.DUPLICATE: "duplicate",
    Doubt.REPEATED: "repeated",
    Doubt.REDUCED: "reduced",
    Doubt.UNKNOWN_AIRPORT: "unknown_airport",
    Doubt.OTHER_ROUTE: "other_route",
}
"""The word of each doubt in a receipt."""


LONGEST_SHOWN = 200
"""Characters of a cell that a flag repeats."""


@dataclass(frozen=True, slots=True, eq=False)
class Doubtful:
    """Doubts of the kept rows: as flags for the receipt and as columns for the map."""

    mask: NDArray[np.uint16]
    duplicate_of: NDArray[np.int32]
    event_ids: tuple[str, ...]
    flags: tuple[Flag, ...]


@dataclass(slots=True)
class _Marking:
    table: RawTable
    kept: NDArray[np.int64]
    mask: NDArray[np.uint16]
    flags: list[Flag]

    def mark(
        self,
        doubt: Doubt,
        found: NDArray[np.bool_],
        column: str | None,
        values: list[str] | None,
        reason: str,
    ) -> None:
        """Mark kept rows. ``values`` are cells of the whole table; None: there is none to show."""
        self.mask[found] |= int(doubt)
        word, numbers = WORDS[doubt], self.table.numbers
        for row in self.kept[found].tolist():
            value = None if values is None else values[row][:LONGEST_SHOWN]
            self.flags.append(Flag(numbers[row], column, value, word, reason))


def find_doubts(
    table: RawTable,
    adapter: Adapter | None,
    typed: Typed,
    joined: Joined,
    kept: NDArray[np.int64],
    roles: Mapping[str, str],
    point: tuple[NDArray[np.float64], NDArray[np.float64]],
    by_air: NDArray[np.bool_],
    odd_airports: tuple[list[int], list[int]],
    limits: Limits,
    ledger: Ledger,
) -> Doubtful:
    """Return the doubts of every kept row.

    Parameters
    ----------
    kept : ndarray of int64
        Positions of the kept rows in the table.
    point : tuple of ndarray
        Longitude and latitude of every row of the table; NaN for none.
    by_air : ndarray of bool
        Rows of the table that are flights: their place is an airport, never doubtful.
    odd_airports : tuple of list of int
        Rows that name an unknown origin or destination.
    """
    lon, lat = point[0][kept], point[1][kept]
    work = _Marking(table, kept, np.zeros(len(kept), dtype=np.uint16), [])
    if Role.PLACE_ID.value not in roles:
        ground = ~np.isnan(lon) & ~by_air[kept]
        _mark_places(work, joined, roles, (lon, lat), ground, limits)
    for role, numbers in (
        (Role.VALUE, typed.value),
        (Role.LOW, typed.low),
        (Role.HIGH, typed.high),
    ):
        if role.value in roles:
            name = roles[role.value]
            work.mark(
                *(Doubt.NEGATIVE, numbers[kept] < 0, name, table.column(name)),
                "is below zero, which no count can be",
            )
    if adapter is not None and adapter.our_kind is not None and Role.KIND.value in roles:
        name = roles[Role.KIND.value]
        cells = table.column(name)
        others = np.array([cells[i] != adapter.our_kind for i in kept.tolist()], dtype=np.bool_)
        reason = f'speaks of another route than "{adapter.our_kind}"'
        work.mark(Doubt.OTHER_ROUTE, others, name, cells, reason)
    for role, rows in zip((Role.ORIGIN, Role.DESTINATION), odd_airports, strict=True):
        if role.value in roles:
            name = roles[role.value]
            odd = np.isin(kept, rows)
            reason = "is not an airport of the tables; the flight has no such end on the map"
            work.mark(Doubt.UNKNOWN_AIRPORT, odd, name, table.column(name), reason)
    if table.shapes is not None:
        reason = "is a line or an area; the map shows one point on it"
        work.mark(Doubt.REDUCED, table.shapes.reduced[kept], "geometry", None, reason)
    _mark_repeats(work)
    duplicate_of, event_ids = _mark_duplicates(work, typed, roles, lon, lat, ledger)
    work.flags.sort(key=lambda flag: flag.row)
    return Doubtful(work.mask, duplicate_of, event_ids, tuple(work.flags))


def _mark_places(
    work: _Marking,
    joined: Joined,
    roles: Mapping[str, str],
    point: tuple[NDArray[np.float64], NDArray[np.float64]],
    given: NDArray[np.bool_],
    limits: Limits,
) -> None:
    lon, lat = point
    column = roles.get(Role.LON_LAT.value) or roles.get(Role.LON.value) or "geometry"
    inside = given & in_box(lon, lat)
    turned = given & ~inside & in_box(lat, lon)
    outside = given & ~inside & ~turned
    far = inside & (joined.section < 0)
    shown: list[str] | None = None
    if (turned | outside | far).any():
        shown = [""] * len(work.table)
        for row, x, y in zip(work.kept.tolist(), lon.tolist(), lat.tolist(), strict=True):
            shown[row] = f"{x:.6g}, {y:.6g}"
    work.mark(
        *(Doubt.SWAPPED, turned, column, shown),
        "would lie in the region with longitude and latitude the other way round",
    )
    work.mark(Doubt.OUTSIDE, outside, column, shown, "lies outside the region")
    reason = f"lies more than {limits.near_km} km from every border section"
    work.mark(Doubt.FAR, far, column, shown, reason)


def _mark_repeats(work: _Marking) -> None:
    position = {row: i for i, row in enumerate(work.kept.tolist())}
    for row, earlier in repeated_rows(work.table, work.kept).items():
        work.mask[position[row]] |= int(Doubt.REPEATED)
        numbers = work.table.numbers
        reason = f"repeats row {numbers[earlier]} cell by cell"
        work.flags.append(Flag(numbers[row], None, None, WORDS[Doubt.REPEATED], reason))


def _mark_duplicates(
    work: _Marking,
    typed: Typed,
    roles: Mapping[str, str],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    ledger: Ledger,
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    name = roles.get(Role.REPORT_ID.value)
    if name is not None:
        cells = work.table.column(name)
        found = events_named(ledger, [cells[i] for i in work.kept.tolist()])
        reason = "is a report of this event already"
    else:
        found = events_nearby(ledger, typed.first[work.kept], lon, lat)
        reason = "may be a report of this event: same place, within a day. Attach it?"
    words = tuple(sorted(set(found.values())))
    index = {word: code for code, word in enumerate(words)}
    duplicate_of = np.full(len(work.kept), -1, dtype=np.int32)
    word = WORDS[Doubt.DUPLICATE]
    numbers = work.table.numbers
    for position, event_id in found.items():
        duplicate_of[position] = index[event_id]
        work.mask[position] |= int(Doubt.DUPLICATE)
        row = numbers[int(work.kept[position])]
        work.flags.append(Flag(row, name, None, word, reason, event_id))
    return duplicate_of, words
