"""The tiles of stores within a player: which zooms have room, and how they lie in the file.

The page's own scripts count them there, for any day and any part of the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.errors import SnapshotError
from dashboard.exports.player.packing import dumped
from dashboard.exports.privacy.view import PUBLIC
from dashboard.exports.request import Order
from dashboard.exports.store_squares import PUBLIC_ZOOM
from dashboard.scene.map_frame import FRAME, REACH
from dashboard.scene.scene import Scene
from dashboard.scene.stores import cell_km, grade_of, store_address, stores_of
from events import Ledger

if TYPE_CHECKING:
    from events.store import PackedZoom, StoreLayer

_MEGABYTE = 1_000_000
_BEFORE_YEARS = 1
"""A window of the first day reaches so far back."""


@dataclass(frozen=True, slots=True)
class HeldStore:
    """A store within a player.

    Attributes
    ----------
    layer : StoreLayer
        The store.
    zooms : mapping of int to PackedZoom
        Those that have room, the coarsest first.
    left_out : str
        Why finer ones are not there, in words; empty when all are.
    """

    layer: StoreLayer
    zooms: Mapping[int, PackedZoom]
    left_out: str


def held_stores(ledger: Ledger, scene: Scene, order: Order) -> tuple[HeldStore, ...]:
    """Return the stores of a view with as many zooms as a player has room for.

    Parameters
    ----------
    ledger : Ledger
        With the stores joined to it.
    scene : Scene
        The view that the player opens with; its slider says which years are needed.
    order : Order
        How many megabytes all tiles may have, and how fine those of a public file may be.

    Raises
    ------
    SnapshotError
        Not even the coarsest squares have room.
    StoreError
        A tile is missing, or is not as it was written.
    """
    from events.store import packed_zoom

    stores = stores_of(ledger)
    state = scene.state
    first = state.start.year - _BEFORE_YEARS
    last = max(state.end or ledger.last_day, state.date).year
    (south, west), (north, east) = REACH
    finest = PUBLIC_ZOOM if order.profile == PUBLIC else math.inf
    room = order.tiles_mb * _MEGABYTE
    found: dict[str, dict[int, PackedZoom]] = {store.key: {} for store in stores}
    full: set[str] = set()
    # The coarsest of every store comes first: none is left out for the fine squares of another.
    for zoom in sorted({zoom for store in stores for zoom in store.zooms if zoom <= finest}):
        for store in stores:
            if zoom not in store.zooms or store.key in full:
                continue
            packed = packed_zoom(store, zoom, first, last, (west, south, east, north), room)
            if packed is None:
                full.add(store.key)
                continue
            found[store.key][zoom] = packed
            room -= sum(map(len, packed.tiles.values()))
    for store in stores:
        if not found[store.key]:
            raise SnapshotError(
                f"The counts of {store.mark} {store.title} in squares need more than the "
                f"{order.tiles_mb:,} MB that a player may hold of stores. Take a slider of fewer "
                "years, show fewer stores, allow more with --tiles-mb, or take a sheet."
            )
    return tuple(_held(store, found[store.key], order, full) for store in stores)


def _held(
    store: StoreLayer, zooms: Mapping[int, PackedZoom], order: Order, full: Iterable[str]
) -> HeldStore:
    finest = max(zooms)
    if finest == store.zooms[-1]:
        return HeldStore(store, zooms, "")
    lat = (FRAME[0][0] + FRAME[1][0]) / 2
    size = f"no squares under {cell_km(finest, lat):.2g} km in this file"
    why = (
        f"finer ones have no room in {order.tiles_mb:,} MB" if store.key in full else "it is public"
    )
    return HeldStore(store, zooms, f"{size}: {why}")


def told_entry(entry: Mapping[str, Any], held: HeldStore) -> dict[str, Any]:
    """Return what the browser is told of a store, with the zooms that the file has.

    Parameters
    ----------
    entry : mapping of str to object
        As the page's feed tells it.
    held : HeldStore
        The store within the player.
    """
    words = " · ".join(filter(None, (entry["words"], held.left_out)))
    zooms = [zoom for zoom in entry["zooms"] if zoom["zoom"] in held.zooms]
    label = f"{entry['label']} ({grade_of(held.layer)})"
    return {**entry, "label": label, "words": words, "zooms": zooms}


def tiles_box(stores: Iterable[HeldStore]) -> bytes:
    """Return all tiles and their indexes in one piece.

    Four bytes say how long the table is (little-endian); the table, as JSON, gives place and
    length of each file by its path; then they follow.
    """
    table: dict[str, tuple[int, int]] = {}
    parts: list[bytes] = []
    place = 0
    for held in stores:
        base = store_address(held.layer)
        for zoom, packed in held.zooms.items():
            for path, content in ((f"{zoom}.json", packed.index), *packed.tiles.items()):
                table[f"{base}/{path}"] = (place, len(content))
                parts.append(content)
                place += len(content)
    told = dumped(table)
    return b"".join((len(told).to_bytes(4, "little"), told, *parts))
