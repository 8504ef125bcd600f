"""How many events of a window lie in the part of the map that lists keep to, and how many may."""

from __future__ import annotations

from collections import Counter
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
    beyond : int
        Those whose reports say only a border, a stretch or an area that reaches beyond it.
    nowhere : int
        Those whose reports name no place on a map.
    outside : int
        Those that lie elsewhere.
    """

    where: Where
    within: int
    beyond: int
    nowhere: int
    outside: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.within + self.beyond + self.nowhere + self.outside


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
    found = Counter(standing_of(ledger, where, event) for event in events)
    return Kept(where, *(found[standing] for standing in Standing))


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
