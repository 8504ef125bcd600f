"""Open stores as the browser is told of them; their tiles it reads by itself, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.feed.store_entry import StoreEntry
from dashboard.scene.stores import (
    ALPHAS,
    COUNTED,
    SHARES,
    about_words,
    class_breaks,
    days_words,
    store_address,
    store_colour,
    stores_of,
)
from events import Ledger

if TYPE_CHECKING:
    from events.store import StoreLayer


def store_entries(ledger: Ledger) -> list[StoreEntry]:
    """Return what the browser is told of each open store, by number."""
    return [_entry(layer) for layer in stores_of(ledger)]


def _entry(layer: StoreLayer) -> StoreEntry:
    return {
        "key": layer.key,
        "id": layer.id,
        "mark": layer.mark,
        "label": layer.title,
        "colour": store_colour(layer),
        "words": about_words(layer),
        "counted": COUNTED,
        "days": days_words(layer),
        "base": store_address(layer),
        "kinds": list(layer.kinds),
        "zooms": [{"zoom": zoom, "breaks": class_breaks(layer, zoom)} for zoom in layer.zooms],
        "shares": SHARES,
        "alphas": ALPHAS,
    }
