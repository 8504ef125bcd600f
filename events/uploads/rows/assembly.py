"""Assembles receipt and columns from a table: shape, rules, types, joins, doubts.

Long because every step narrows the same columns, and the receipt accounts for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from events.ledger import Ledger
from events.uploads.adapters import PLAIN, Adapter, adapter_named, recognise
from events.uploads.columns.conventions import Rules, settle_rules
from events.uploads.columns.conversion import Typed, convert
from events.uploads.columns.day_columns import told_blank_ends, with_whole_days
from events.uploads.columns.guess import guess_roles, has_day_column
from events.uploads.columns.turned_days import turned_back
from events.uploads.columns.wide_tables import (
    CELLS,
    WideTable,
    find_wide,
    layout_question,
    one_row_a_cell,
)
from events.uploads.geometry.cells import check_corners
from events.uploads.rows.context import context_receipt, read_context
from events.uploads.rows.doubts import find_doubts
from events.uploads.rows.kept_rows import pack_rows
from events.uploads.rows.location import (
    airport_points,
    join_airports,
    join_places,
    join_points,
    join_sections,
)
from events.uploads.values.context import ContextShapes
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.imported import Imported
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping, Role
from events.uploads.values.raw_table import RawTable, check_shape
from events.uploads.values.receipt import Located, Outcome, Question, Receipt, Refusal
from events.uploads.values.refusals import Refusing

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """What came of a table. ``imported`` is None while a choice is open."""

    receipt: Receipt
    imported: Imported | None
    mapping: ColumnMapping
    context: ContextShapes | None = None


def shape_of(
    table: RawTable, mapping: ColumnMapping, limits: Limits
) -> tuple[RawTable, Adapter | None]:
    """Return the table one row an event, and the adapter that made it so.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    mapping : ColumnMapping
        What was answered so far.
    limits : Limits
        What the settings allow.

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
    limits : Limits
        What the settings allow.
    ledger : Ledger
        Places, and events that rows may repeat.
    progress : callable
        Told a word and the share that is done.

    Raises
    ------
    ChoiceNeededError, FileRefusedError
        The table as a whole cannot be judged.
    """
    if table.refused and not len(table):
        return _all_refused(table, empty, mapping, limits, ledger)
    table, adapter = shape_of(table, mapping, limits)
    progress("reading the columns", 0.2)
    receipt = replace(
        empty,
        adapter=adapter.name if adapter else None,
        encoding=table.encoding,
        layer=table.layer,
        notes=table.notes,
        lines=table.lines,
    )
    if adapter is None:
        wide = find_wide(table)
        if wide is not None and "layout" not in mapping.choices:
            asked = (layout_question(table, wide),)
            return Assembled(
                replace(receipt, outcome=Outcome.CHOICE, questions=asked), None, mapping
            )
        table, mapping = _one_row_an_event(table, wide, mapping, limits)
    roles, questions = _roles(table, mapping, adapter)
    choices = {**(adapter.choices if adapter else {}), **mapping.choices}
    placed = roles.get(Role.LON_LAT.value)
    if placed:
        check_corners(table.column(placed), table.numbers, limits)
    rules = settle_rules(table, roles, choices)
    table = turned_back(table, roles.get(Role.DAY.value), mapping.choices.get("date_order"))
    dated = Role.DAY.value in roles or bool(questions)
    used = ColumnMapping(
        {**mapping.columns, **roles, **({} if dated else {Role.DAY.value: ""})},
        mapping.choices,
        # "none" is an answer too: the next file of this shape is not to be recognised either.
        adapter.name if adapter else mapping.adapter,
    )
    end = roles.get(Role.LAST_DAY.value) if adapter is None else None
    notes = (*table.notes, *told_blank_ends(table, end))
    receipt = replace(receipt, notes=notes, columns=_taken(roles))
    questions = (*questions, *rules.questions)
    if questions:
        return Assembled(replace(receipt, outcome=Outcome.CHOICE, questions=questions), None, used)
    refusing = Refusing(table)
    if not dated:
        return _keep_context(table, roles, rules, refusing, used, receipt)
    typed = convert(table, roles, rules, adapter, refusing)
    progress("finding the places", 0.4)
    return _keep(table, adapter, typed, refusing, used, receipt, limits, ledger, progress)


def _refusals(table: RawTable, refusing: Refusing) -> Sequence[Refusal]:
    """Return every refused row, those that could not even be cut into cells among them."""
    early = table.refused
    refusing.telling.tell(
        np.array([refusal.row for refusal in early], dtype=np.int32),
        [refusal.column for refusal in early],
        [refusal.value for refusal in early],
        [refusal.reason for refusal in early],
    )
    return refusing.telling.told(Refusal)


def _keep_context(
    table: RawTable,
    roles: dict[str, str],
    rules: Rules,
    refusing: Refusing,
    mapping: ColumnMapping,
    receipt: Receipt,
) -> Assembled:
    """Keep a table without days as points, lines and areas, to be drawn as a background."""
    context = read_context(table, roles, rules, refusing)
    done = context_receipt(receipt, table, context, _refusals(table, refusing))
    return Assembled(done, None, mapping, context)


def _all_refused(
    table: RawTable, empty: Receipt, mapping: ColumnMapping, limits: Limits, ledger: Ledger
) -> Assembled:
    """Tell why no row could be cut into cells: of columns without any nothing is asked."""
    roles = {Role.DAY.value: "day"}
    blank = replace(table, names=("day",), columns=([],), shapes=None, turned={})
    refusing = Refusing(blank)
    typed = convert(blank, roles, settle_rules(blank, roles, {}), None, refusing)
    receipt = replace(empty, encoding=table.encoding, notes=table.notes, lines=table.lines)
    receipt, used = replace(receipt, layer=table.layer), ColumnMapping(roles)
    told = (receipt, limits, ledger, lambda word, share: None)
    done = _keep(blank, None, typed, refusing, used, *told)
    return replace(done, mapping=mapping)


def _one_row_an_event(
    table: RawTable, wide: WideTable | None, mapping: ColumnMapping, limits: Limits
) -> tuple[RawTable, ColumnMapping]:
    """Bring a table of an unknown shape to one row an event, with one day in one column."""
    if wide is not None and mapping.choices["layout"] == CELLS:
        table = one_row_a_cell(table, wide)
        check_shape(len(table), len(table.names), limits)
    chosen = mapping.columns.get(Role.DAY.value)
    table, day = with_whole_days(table, chosen, lambda: has_day_column(table))
    return table, mapping if day is None else mapping.answered("columns.day", day)


def _taken(roles: dict[str, str]) -> dict[str, str]:
    """Return the columns that were taken for something, the parts people ask for first."""
    order = [role.value for role in Role]
    return {role: roles[role] for role in sorted(roles, key=order.index) if roles[role]}


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
        if not roles.get(Role.DAY.value) and known.get(Role.DAY.value) != "":
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
    refusing: Refusing,
    mapping: ColumnMapping,
    receipt: Receipt,
    limits: Limits,
    ledger: Ledger,
    progress: Progress,
) -> Assembled:
    count = len(table)
    roles = {role: name for role, name in mapping.columns.items() if name}
    cells = {role: table.column(name) for role, name in roles.items()}
    origin, odd_origins = join_airports(cells.get(Role.ORIGIN.value), count)
    destination, odd_ends = join_airports(cells.get(Role.DESTINATION.value), count)
    by_air = np.zeros(count, dtype=np.bool_)
    for role in (Role.ORIGIN, Role.DESTINATION):
        if role.value in cells:
            by_air |= np.array([bool(cell.strip()) for cell in cells[role.value]], np.bool_)
    lon, lat = typed.lon, typed.lat
    if by_air.any():
        air_lon, air_lat = airport_points(origin, destination)
        lon = np.where(np.isnan(lon), air_lon, lon)
        lat = np.where(np.isnan(lat), air_lat, lat)
    placed = np.full(count, -1, dtype=np.int16)
    if Role.PLACE_ID.value in roles:
        name = roles[Role.PLACE_ID.value]
        lon, lat, placed, unknown = join_places(table.column(name), ledger.places)
        rows = np.array(unknown, dtype=np.int64)
        named = [table.column(name)[row] for row in unknown]
        refusing.refuse(rows, name, named, "is not a place of this project")
    if Role.SECTION.value in roles:
        named_sections = join_sections(table.column(roles[Role.SECTION.value]))
        placed = np.where(np.isnan(lon) & (placed < 0), named_sections, placed)
    kept = np.flatnonzero(~refusing.refused)
    joined = join_points(
        lon[kept],
        lat[kept],
        float(limits.near_km),
        lambda share: progress("finding the places", 0.4 + 0.4 * share),
    )
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
    imported = pack_rows(
        table, adapter, typed, joined, doubtful, kept, roles, (lon, lat), (origin, destination)
    )
    progress("writing the receipt", 0.95)
    refusals = _refusals(table, refusing)
    sections = int((joined.section >= 0).sum())
    located = int(imported.located.sum())
    return Assembled(
        replace(
            receipt,
            outcome=Outcome.READ,
            rows_in=count + len(table.refused),
            rows_kept=len(kept),
            refused=refusals,
            flagged=doubtful.flags,
            located=Located(sections, located - sections, len(kept) - located),
            unused_columns=tuple(n for n in table.names if n not in roles.values()),
        ),
        imported,
        mapping,
    )
