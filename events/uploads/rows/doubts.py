"""Marks kept rows that are doubtful, each with the reason and what might be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from events.ledger import Ledger
from events.uploads.adapters.column_table import Adapter
from events.uploads.columns.conversion import Typed
from events.uploads.geometry.region import in_box
from events.uploads.rows.duplicates import events_named, events_nearby, repeated_rows
from events.uploads.rows.location import Joined
from events.uploads.values.imported import Doubt
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import Role
from events.uploads.values.notices import Telling
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Flag

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
    Doubt.ROUGH: "rough",
    Doubt.NO_FIGURE: "no_figure",
}
"""The word of each doubt in a receipt."""


LONGEST_SHOWN = 200
"""Characters of a cell that a flag repeats."""


@dataclass(frozen=True, slots=True, eq=False)
class Doubtful:
    """Doubts of the kept rows: as flags for the receipt and as columns for the map.

    ``named`` tells that the rows themselves name reports or events of ours.
    """

    mask: NDArray[np.uint16]
    duplicate_of: NDArray[np.int32]
    event_ids: tuple[str, ...]
    flags: Sequence[Flag]
    named: bool


@dataclass(slots=True)
class _Marking:
    table: RawTable
    kept: NDArray[np.int64]
    numbers: NDArray[np.int32]
    mask: NDArray[np.uint16]
    telling: Telling

    def mark(
        self,
        doubt: Doubt,
        found: NDArray[np.bool_],
        column: str | None,
        values: list[str] | None,
        reason: str,
    ) -> None:
        """Mark kept rows. ``values`` are cells of the whole table; None: there is none to show."""
        shown = values and [values[row][:LONGEST_SHOWN] for row in self.kept[found].tolist()]
        self.tell(doubt, np.flatnonzero(found), column, shown, reason)

    def tell(
        self,
        doubt: Doubt,
        positions: NDArray[np.int64],
        column: str | None,
        shown: list[str] | None,
        reason: str | list[str],
        event_ids: list[str] | None = None,
    ) -> None:
        """Mark kept rows by their positions, with what to show of each."""
        self.mask[positions] |= int(doubt)
        rows = self.numbers[positions]
        self.telling.tell(rows, column, shown, WORDS[doubt], reason, event_ids)


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
    table : RawTable
        The cells as text, by column.
    adapter : Adapter, optional
        Of the known shape that the file has.
    typed : Typed
        Days, places and numbers of the rows.
    joined : Joined
        Where the kept rows belong.
    kept : ndarray of int64
        Positions of the kept rows in the table.
    roles : mapping of str to str
        By role, the name of its column.
    point : tuple of ndarray
        Longitude and latitude of every row of the table; NaN for none.
    by_air : ndarray of bool
        Rows of the table that are flights: their place is an airport, never doubtful.
    odd_airports : tuple of list of int
        Rows that name an unknown origin or destination.
    limits : Limits
        What the settings allow.
    ledger : Ledger
        Events that rows may repeat.
    """
    lon, lat = point[0][kept], point[1][kept]
    numbers = np.array(table.numbers, dtype=np.int32)[kept]
    work = _Marking(table, kept, numbers, np.zeros(len(kept), dtype=np.uint16), Telling(5))
    if Role.PLACE_ID.value not in roles:
        ground = ~np.isnan(lon) & ~by_air[kept]
        _mark_places(work, joined, roles, (lon, lat), ground, limits)
    for role, figures in (
        (Role.VALUE, typed.value),
        (Role.LOW, typed.low),
        (Role.HIGH, typed.high),
    ):
        if role.value in roles:
            name = roles[role.value]
            work.mark(
                *(Doubt.NEGATIVE, figures[kept] < 0, name, table.column(name)),
                "is below zero, which no count can be",
            )
    if adapter is not None and adapter.our_kinds and Role.KIND.value in roles:
        name = roles[Role.KIND.value]
        cells = table.column(name)
        others = np.array(
            [cells[i] not in adapter.our_kinds for i in kept.tolist()], dtype=np.bool_
        )
        positions = np.flatnonzero(others)
        rows = kept[positions].tolist()
        # One row of a sheet makes a row for every month: the month tells them apart.
        months = table.column(roles[Role.DAY.value])
        reasons = [f'{months[i]}: another route than "{adapter.our_kinds[0]}"' for i in rows]
        shown = [cells[i][:LONGEST_SHOWN] for i in rows]
        work.tell(Doubt.OTHER_ROUTE, positions, name, shown, reasons)
    for role, rows in zip((Role.ORIGIN, Role.DESTINATION), odd_airports, strict=True):
        if role.value in roles:
            name = roles[role.value]
            odd = np.isin(kept, rows)
            reason = "is not an airport of the tables; the flight has no such end on the map"
            work.mark(Doubt.UNKNOWN_AIRPORT, odd, name, table.column(name), reason)
    for told, doubt, reason in (
        (typed.rough, Doubt.ROUGH, "is rough, as the file says"),
        (typed.unread, Doubt.NO_FIGURE, "is no figure that can be read; the row has none"),
    ):
        for name, found in told.items():
            work.mark(doubt, found[kept], name, table.column(name), reason)
    reason = "is a line or an area; the map shows one point on it"
    name = roles.get(Role.LON_LAT.value) or "geometry"
    work.mark(Doubt.REDUCED, typed.reduced[kept], name, None, reason)
    _mark_repeats(work)
    duplicate_of, event_ids, named = _mark_duplicates(work, typed, roles, lon, lat, ledger)
    return Doubtful(work.mask, duplicate_of, event_ids, work.telling.told(Flag), named)


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
    for doubt, found, reason in (
        (
            Doubt.SWAPPED,
            turned,
            "would lie in the region with longitude and latitude the other way round",
        ),
        (Doubt.OUTSIDE, outside, "lies outside the region"),
        (Doubt.FAR, far, f"lies more than {limits.near_km} km from every border section"),
    ):
        points = zip(lon[found].tolist(), lat[found].tolist(), strict=True)
        shown = [f"{x:.6g}, {y:.6g}" for x, y in points]
        work.tell(doubt, np.flatnonzero(found), column, shown, reason)


def _mark_repeats(work: _Marking) -> None:
    repeats = repeated_rows(work.table, work.kept)
    numbers = work.table.numbers
    reasons = [f"repeats row {numbers[earlier]} cell by cell" for earlier in repeats.values()]
    positions = np.searchsorted(work.kept, np.array(list(repeats), dtype=np.int64))
    work.tell(Doubt.REPEATED, positions, None, None, reasons)


def _mark_duplicates(
    work: _Marking,
    typed: Typed,
    roles: Mapping[str, str],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    ledger: Ledger,
) -> tuple[NDArray[np.int32], tuple[str, ...], bool]:
    name = roles.get(Role.REPORT_ID.value)
    reason, found = "is a report of this event already", {}
    if name is not None:
        cells = work.table.column(name)
        found = events_named(ledger, [cells[i] for i in work.kept.tolist()])
    if not found:
        name = None
        found = events_nearby(ledger, typed.first[work.kept], lon, lat)
        reason = "may be a report of this event: same place, within a day. Attach it?"
    words = tuple(sorted(set(found.values())))
    index = {word: code for code, word in enumerate(words)}
    duplicate_of = np.full(len(work.kept), -1, dtype=np.int32)
    positions = np.array(list(found), dtype=np.int64)
    duplicate_of[positions] = [index[event_id] for event_id in found.values()]
    work.tell(Doubt.DUPLICATE, positions, name, None, reason, list(found.values()))
    return duplicate_of, words, name is not None
