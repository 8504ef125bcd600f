"""How many events of a window lie in the part of the map that lists keep to, and how many may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import shapely

import geodata
from events import Event, Ledger, Standing, Where, WhereKind, standing_of


@dataclass(frozen=True, slots=True)
class Kept:
    """Events of a window, each counted once.

    Attributes
    ----------
    where : Where
        The part of the map.
    within : int
        Those that lie there: they are listed and marked.
    outside : int
        Those that lie elsewhere.
    may_lie : tuple of Event
        Those whose reports say only a border, a stretch or an area that reaches beyond it, by day.
    placeless : tuple of Event
        Those whose reports name no place on a map, by day.
    """

    where: Where
    within: int
    outside: int
    may_lie: tuple[Event, ...]
    placeless: tuple[Event, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return self.within + len(self.may_lie) + len(self.placeless) + self.outside


def count_kept(ledger: Ledger, where: Where, events: Iterable[Event]) -> Kept:
    """Count events by how they stand to a part of the map.

    Parameters
    ----------
    ledger : Ledger
        The reports, narrowed by every filter but that of the part.
    where : Where
        The part of the map.
    events : iterable of Event
        Those of the window that would be listed and marked without it.
    """
    found: dict[Standing, list[Event]] = {standing: [] for standing in Standing}
    for event in events:
        found[standing_of(ledger, where, event)].append(event)
    return Kept(
        where,
        within=len(found[Standing.WITHIN]),
        outside=len(found[Standing.OUTSIDE]),
        may_lie=_by_day(found[Standing.BEYOND]),
        placeless=_by_day(found[Standing.NOWHERE]),
    )


def _by_day(events: list[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: (event.period.start, event.id)))


def forest_area() -> Where:
    """Return the Białowieża Forest as an area: the schematic outline that the map draws.

    Returns
    -------
    Where
        An area; corners in degrees of WGS 84, longitude first, to four decimals.

    Raises
    ------
    GeodataError
        When the layer of the Forest cannot be read.
    """
    whole = shapely.union_all([part.outline for part in geodata.load_forest().values()])
    corners = shapely.get_coordinates(shapely.get_exterior_ring(whole))[:-1].round(4)
    return Where(WhereKind.AREA, ring=tuple((float(lon), float(lat)) for lon, lat in corners))
