"""Marks of brought files as columns: a million rows never become a million objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.scene.positions import REGION, section_middle
from dashboard.scene.symbology import category_index
from dashboard.scene.words.dates import EPOCH, NEVER, day_number
from events import Event, Ledger
from events.uploads import rows_of
from geodata import load_border_sections

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from events.uploads import LayerRows

_FIRST, _LAST = day_number(EPOCH.replace(year=2000)), day_number(NEVER)
_RING = 1


@dataclass(frozen=True, slots=True, eq=False)
class RowMarks:
    """Rows of one file that have a place on the map, ascending by first day.

    Attributes
    ----------
    rows : LayerRows
        What they are rows of.
    position : ndarray of int32
        Row in the layer's columns.
    lon, lat : ndarray of float64
        Degrees: the row's own point, or the middle of its section.
    first, last : ndarray of int32
        Days since 1970; ``last`` is far in the future for no end.
    kind : ndarray of uint8
        Index into ``CATEGORIES``.
    vague : ndarray of bool
        Whether only the section is known.
    """

    rows: LayerRows
    position: NDArray[np.int32]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    kind: NDArray[np.uint8]
    vague: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.position)

    def event(self, index: int) -> Event:
        """Return the event behind a mark."""
        return self.rows.event_at(int(self.position[index]))


def row_marks(ledger: Ledger) -> list[RowMarks]:
    """Return the marks of every brought file of a ledger."""
    return [_marks(rows) for rows in rows_of(ledger)]


def _marks(rows: LayerRows) -> RowMarks:
    brought, position = rows.layer.imported, rows.ground
    lon, lat = brought.lon[position].copy(), brought.lat[position].copy()
    middles = [section_middle(section.id) for section in load_border_sections()]
    section = brought.section[position]
    vague = np.isnan(lon) & (section >= 0)
    for values, known in (
        (lon, [spot.lon for spot in middles]),
        (lat, [spot.lat for spot in middles]),
    ):
        values[vague] = np.array(known)[section[vague]]
    if len(rows.layer.rough):
        vague |= rows.layer.rough[position] & ~np.isnan(brought.lon[position])
    codes = np.array([category_index(category) for category in rows.categories], "u1")
    kind = codes[brought.kind[position]]
    first = rows.firsts(position)
    last = np.minimum(rows.lasts(position), _LAST)
    # A rule that holds for months is marked where it begins: dashboard.scene.marks.shown_period.
    last = np.where(kind == category_index("emergency"), first, last).astype("i4")
    west, south, east, north = REGION
    on_map = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    on_map &= (first >= _FIRST) & (first <= _LAST)
    kept = np.flatnonzero(on_map)
    return RowMarks(
        rows,
        position[kept],
        lon[kept],
        lat[kept],
        first[kept],
        last[kept],
        kind[kept],
        vague[kept],
    )
