"""Assembles receipt and columns from a table: shape, rules, types, joins, doubts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from events.importing.adapters import PLAIN, Adapter, adapter_named, recognise
from events.importing.column_mapping import ColumnMapping, Role
from events.importing.converting import NO_DAY, Typed, convert
from events.importing.doubts import Doubtful, find_doubts
from events.importing.errors import FileRefusedError
from events.importing.guessing import guess_roles
from events.importing.imported import Imported, TextColumn
from events.importing.joining import (
    Joined,
    airport_codes,
    airport_points,
    join_airports,
    join_places,
    join_points,
)
from events.importing.limits import Limits
from events.importing.raw_table import RawTable, check_shape
from events.importing.receipt import Located, Outcome, Question, Receipt, Refusal
from events.importing.rules import settle_rules
from events.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """What came of a table. ``imported`` is None while a choice is open."""

    receipt: Receipt
    imported: Imported | None
    mapping: ColumnMapping


def shape_of(
    table: RawTable, mapping: ColumnMapping, limits: Limits
) -> tuple[RawTable, Adapter | None]:
    """Return the table one row an event, and the adapter that made it so.

    Raises
    ------
    FileRefusedError
        The mapping names an adapter that does not exist or does not fit.
    """
    if mapping.adapter == PLAIN:
        return table, None
    adapter = recognise(table) if mapping.adapter is None else adapter_named(mapping.adapter)
    if adapter is None:
        return table, None
    if not adapter.recognises(table):
        raise FileRefusedError(
            f"the file is not shaped like {adapter.title}",
            "Leave the adapter out, or choose another one.",
        )
    if adapter.reshape is not None:
        table = adapter.reshape(table)
        check_shape(len(table), len(table.names), limits)
    return table, adapter


def assemble(
    table: RawTable,
    empty: Receipt,
    mapping: ColumnMapping,
    limits: Limits,
    ledger: Ledger,
    progress: Progress,
) -> Assembled:
    """Judge every row of a table.

    Parameters
    ----------
    table : RawTable
        As read from the file.
    empty : Receipt
        Bears the file's name and digest.
    mapping : ColumnMapping
        What a person has settled.
    ledger : Ledger
        Places, and events that rows may repeat.
    progress : callable
        Told a word and the share that is done.

    Raises
    ------
    ChoiceNeededError, FileRefusedError
        The table as a whole cannot be judged.
    """
    table, adapter = shape_of(table, mapping, limits)
    progress("reading the columns", 0.4)
    roles, questions = _roles(table, mapping, adapter)
    choices = {**(adapter.choices if adapter else {}), **mapping.choices}
    rules = settle_rules(table, roles, choices)
    used = ColumnMapping(
        {**mapping.columns, **roles}, mapping.choices, adapter.name if adapter else None
    )
    receipt = replace(
        empty,
        adapter=adapter.name if adapter else None,
        encoding=table.encoding,
        layer=table.layer,
        notes=table.notes,
    )
    questions = (*questions, *rules.questions)
    if questions:
        return Assembled(replace(receipt, outcome=Outcome.CHOICE, questions=questions), None, used)
    typed = convert(table, roles, rules, adapter)
    progress("finding the places", 0.6)
    return _keep(table, adapter, typed, used, receipt, limits, ledger, progress)


def _roles(
    table: RawTable, mapping: ColumnMapping, adapter: Adapter | None
) -> tuple[dict[str, str], tuple[Question, ...]]:
    known = dict(mapping.columns)
    for role, name in known.items():
        if name and name not in table.names:
            shown = ", ".join(table.names)[:200]
            raise FileRefusedError(
                f'mapping, {role}: the file has no column "{name[:60]}"', f"It has: {shown}."
            )
    if adapter is not None:
        roles = {**adapter.roles_in(table), **known}
        if not roles.get(Role.DAY.value):
            raise FileRefusedError(
                f"the file is shaped like {adapter.title}, but has no day",
                "Bring an export with its dates.",
            )
        return {role: name for role, name in roles.items() if name}, ()
    if not table.names:
        raise FileRefusedError(
            "the file has no columns", "Bring rows with at least a day, as column or property."
        )
    guess = guess_roles(table, known)
    return {role: name for role, name in guess.roles.items() if name}, guess.questions


def _keep(
    table: RawTable,
    adapter: Adapter | None,
    typed: Typed,
    mapping: ColumnMapping,
    receipt: Receipt,
    limits: Limits,
    ledger: Ledger,
    progress: Progress,
) -> Assembled:
    count = len(table)
    roles = {role: name for role, name in mapping.columns.items() if name}
    refused = dict(typed.refused)
    cells = {role: table.column(name) for role, name in roles.items()}
    origin, odd_origins = join_airports(cells.get(Role.ORIGIN.value), count)
    destination, odd_ends = join_airports(cells.get(Role.DESTINATION.value), count)
    by_air = np.zeros(count, dtype=np.bool_)
    for role in (Role.ORIGIN, Role.DESTINATION):
        by_air |= np.array([bool(c.strip()) for c in cells.get(role.value, [""] * count)], np.bool_)
    lon, lat = typed.lon, typed.lat
    if by_air.any():
        air_lon, air_lat = airport_points(origin, destination)
        lon = np.where(np.isnan(lon), air_lon, lon)
        lat = np.where(np.isnan(lat), air_lat, lat)
    placed = np.full(count, -1, dtype=np.int16)
    if Role.PLACE_ID.value in roles:
        name = roles[Role.PLACE_ID.value]
        lon, lat, placed, unknown = join_places(table.column(name), ledger.places)
        for row in unknown:
            value = table.column(name)[row]
            refused.setdefault(
                row, Refusal(table.numbers[row], name, value, "is not a place of this project")
            )
    mask = np.ones(count, dtype=np.bool_)
    mask[list(refused)] = False
    kept = np.flatnonzero(mask)
    joined = join_points(lon[kept], lat[kept], float(limits.near_km))
    # A flight belongs to its airports, however near one of them lies to a border.
    joined.section[by_air[kept]] = -1
    joined.distance_km[by_air[kept]] = np.nan
    # A place that is one section of the border needs no point to have its section.
    joined.section[:] = np.where(placed[kept] >= 0, placed[kept], joined.section)
    progress("looking for doubtful rows", 0.8)
    doubtful = find_doubts(
        table,
        adapter,
        typed,
        joined,
        kept,
        roles,
        (lon, lat),
        by_air,
        (odd_origins, odd_ends),
        limits,
        ledger,
    )
    imported = _columns(
        table, adapter, typed, joined, doubtful, kept, roles, (lon, lat), (origin, destination)
    )
    progress("writing the receipt", 0.95)
    refusals = sorted((*table.refused, *refused.values()), key=lambda refusal: refusal.row)
    sections = int((joined.section >= 0).sum())
    located = int(imported.located.sum())
    return Assembled(
        replace(
            receipt,
            outcome=Outcome.READ,
            rows_in=count + len(table.refused),
            rows_kept=len(kept),
            refused=tuple(refusals),
            flagged=doubtful.flags,
            located=Located(sections, located - sections, len(kept) - located),
            unused_columns=tuple(n for n in table.names if n not in roles.values()),
        ),
        imported,
        mapping,
    )


def _columns(
    table: RawTable,
    adapter: Adapter | None,
    typed: Typed,
    joined: Joined,
    doubtful: Doubtful,
    kept: NDArray[np.int64],
    roles: dict[str, str],
    point: tuple[NDArray[np.float64], NDArray[np.float64]],
    route: tuple[NDArray[np.int16], NDArray[np.int16]],
) -> Imported:
    rows = kept.tolist()
    whole = len(rows) == len(table)
    kind, kinds = _kinds(table, adapter, roles, rows)
    last = typed.last[kept].astype("datetime64[D]")
    last[typed.last[kept] == NO_DAY] = np.datetime64("NaT")
    return Imported(
        row=np.array(table.numbers, dtype=np.int32)[kept],
        lon=point[0][kept],
        lat=point[1][kept],
        day=typed.first[kept].astype("datetime64[D]"),
        last_day=last,
        precision=typed.precision[kept],
        kind=kind,
        value=typed.value[kept],
        low=typed.low[kept],
        high=typed.high[kept],
        section=joined.section,
        distance_km=joined.distance_km,
        country=joined.country,
        in_forest=joined.in_forest,
        origin=route[0][kept],
        destination=route[1][kept],
        doubts=doubtful.mask,
        duplicate_of=doubtful.duplicate_of,
        kinds=kinds,
        countries=joined.countries,
        airports=airport_codes(),
        event_ids=doubtful.event_ids,
        cells={
            name: TextColumn.of(column if whole else [column[i] for i in rows])
            for name, column in zip(table.names, table.columns, strict=True)
        },
        roles=roles,
    )


def _kinds(
    table: RawTable, adapter: Adapter | None, roles: dict[str, str], rows: list[int]
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    name = roles.get(Role.KIND.value)
    if name is None:
        return np.zeros(len(rows), dtype=np.int32), ("",)
    words = adapter.kinds if adapter else {}
    cells = table.column(name)
    index: dict[str, int] = {}
    codes = [index.setdefault(words.get(cells[i], cells[i]), len(index)) for i in rows]
    return np.array(codes, dtype=np.int32), tuple(index)
