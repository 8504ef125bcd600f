"""Generalisation of the rows of uploads: recent places of people are withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from events import PEOPLE_CATEGORIES, RECENT, Ledger
from events.uploads import Imported, LayerRows, Role, TextColumn

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLE = "Report of a brought file (details withheld)"
_KEPT = (
    *(Role.DAY, Role.LAST_DAY, Role.PRECISION, Role.KIND, Role.SOURCE, Role.SECTION),
    *(Role.VALUE, Role.LOW, Role.HIGH, Role.ORIGIN, Role.DESTINATION),
)
"""Roles whose cells say neither where nor who; every other column is withheld, whatever it is."""


@dataclass(frozen=True, slots=True)
class PublicRows:
    """A ledger in which sensitive rows are told at their border section, in every format.

    Attributes
    ----------
    withheld : mapping of str to ndarray of bool
        By the id of a layer, whether each of its rows is told less sharply than it is known.
    """

    ledger: Ledger
    withheld: Mapping[str, NDArray[np.bool_]]

    def withholds(self, event_id: str) -> bool:
        """Tell whether an event is a row that is told less sharply."""
        layer, _, position = event_id.rpartition("-")
        mask = self.withheld.get(layer)
        return mask is not None and position.isdecimal() and bool(mask[int(position)])

    @property
    def count(self) -> int:
        """Rows told less sharply, on any day."""
        return sum(int(mask.sum()) for mask in self.withheld.values())


def public_rows(ledger: Ledger, made_on: date) -> PublicRows:
    """Return a ledger whose sensitive recent rows have neither coordinates nor words of their own.

    The columns themselves are changed, so that map, list, table and player can show nothing else.

    Parameters
    ----------
    ledger : Ledger
        The reports, with the rows of brought files.
    made_on : datetime.date
        Day of making; what ended less than 90 days before is recent.
    """
    withheld: dict[str, NDArray[np.bool_]] = {}
    told = list(ledger.rows)
    for at, rows in enumerate(ledger.rows):
        # A background has no day and a store no row: what files show of them is settled elsewhere.
        if isinstance(rows, LayerRows) and (mask := _sensitive(rows, made_on)).any():
            withheld[rows.layer.id] = mask
            told[at] = _public(rows, mask)
    return PublicRows(replace(ledger, rows=tuple(told)) if withheld else ledger, withheld)


def _sensitive(rows: LayerRows, made_on: date) -> NDArray[np.bool_]:
    """Return which rows `events.is_sensitive` holds for, all at once."""
    brought = rows.layer.imported
    kinds = [category in PEOPLE_CATEGORIES for category in rows.categories]
    people = np.array(kinds, dtype=np.bool_)[brought.kind] | rows.layer.provenance.sensitive
    flown = (brought.origin >= 0) & (brought.destination >= 0)
    # Half-open: the period of a row ends on the day after its last.
    recent = np.isnat(brought.last_day) | (
        np.datetime64(made_on) - (brought.last_day + np.timedelta64(1, "D"))
        < np.timedelta64(RECENT.days, "D")
    )
    found: NDArray[np.bool_] = people & ~np.isnan(brought.lon) & recent & ~flown
    return found


def _public(rows: LayerRows, mask: NDArray[np.bool_]) -> LayerRows:
    layer = rows.layer
    brought = layer.imported
    cells = dict(brought.cells)
    kept = {brought.roles.get(role.value) for role in _KEPT}
    for name in brought.cells:
        if name not in kept:
            cells[name] = _replaced(cells[name], mask, "")
    title = brought.roles.get(Role.TITLE.value, _free_name(brought))
    blank = cells.get(title) or TextColumn.of([""] * len(brought))
    cells[title] = _replaced(blank, mask, TITLE)
    changed = replace(
        brought,
        lon=np.where(mask, np.nan, brought.lon),
        lat=np.where(mask, np.nan, brought.lat),
        cells=cells,
        roles={**brought.roles, Role.TITLE.value: title},
    )
    return replace(rows, layer=replace(layer, imported=changed))


def _replaced(column: TextColumn, mask: NDArray[np.bool_], text: str) -> TextColumn:
    return TextColumn.of(
        text if hidden else cell for cell, hidden in zip(column, mask.tolist(), strict=True)
    )


def _free_name(brought: Imported) -> str:
    name = "title"
    while name in brought.cells:
        name += "_"
    return name
