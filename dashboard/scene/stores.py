"""Open stores as a view shows them: classes of their squares, colours, counts of a window, words.

Their counts are of brought events. They are never added to a figure of a border, nor ranked with
one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboard.scene.palette import PALETTE
from dashboard.scene.store_parts import kinds_off
from dashboard.scene.words.dates import short_span
from events import Ledger

if TYPE_CHECKING:
    from events.store import StoreLayer

MOST_STORES = 8
CLASSES = 5
SHARES = (0.4, 0.55, 0.7, 0.85, 1.0)
"""Side of a square of each class, as a share of its cell: more events, a larger square."""
ALPHAS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""How much each class covers of what lies under it."""
COUNTED = "Counts of brought events, never of a border."
NOT_MERGED = "Stores stay beside the reference: their events are counted, and become no figure."
_COLOURS = (3, 2, 7, 6, 5, 1, 8, 4)
"""Of backgrounds, by number of the store: first those that no border, sea or event comes near."""
_FEWEST = 16
"""Least count of the top class: with fewer, neighbours could not be told apart."""
_CELL = re.compile(r"store-([0-9a-f]{12})-(\d{1,2})-(\d{1,4})-(\d{1,4})", re.ASCII)
_EQUATOR_KM = 40_075.017
"""Length of the equator of WGS 84."""


@dataclass(frozen=True, slots=True)
class StoreStand:
    """What a store has in the window: ``sum(by_kind) == in_window``, those turned off left out.

    Attributes
    ----------
    layer : StoreLayer
        The store.
    in_window : int
        Events with a place, on their first day.
    by_kind : tuple of int
        Of each of ``layer.kinds``; 0 for one that is turned off.
    without : tuple of int
        Positions of the kinds that are turned off; all of them where the whole store is.
    """

    layer: StoreLayer
    in_window: int
    by_kind: tuple[int, ...]
    without: tuple[int, ...] = ()

    @property
    def off(self) -> tuple[str, ...]:
        """Kinds that are turned off, in words."""
        return tuple(self.layer.kinds[at] for at in self.without)


def stores_of(ledger: Ledger) -> tuple[StoreLayer, ...]:
    """Return the stores that are joined to a ledger; without rows nothing of stores is loaded."""
    if not ledger.rows:
        return ()
    from events.store import stores_of as joined

    return joined(ledger)


def stand_of(layer: StoreLayer, first: date, last: date, hide: Collection[str]) -> StoreStand:
    """Count what a store has in a window.

    Parameters
    ----------
    layer : StoreLayer
        An open store.
    first, last : datetime.date
        Both counted.
    hide : collection of str
        Layers that are turned off; some may be kinds of this store.
    """
    from events.store import day_counts

    without = kinds_off(layer.key, len(layer.kinds), hide)
    counts = day_counts(layer).between(first, last)
    shown = tuple(0 if at in without else count for at, count in enumerate(counts))
    return StoreStand(layer, sum(shown), shown, without)


def stands_in(
    ledger: Ledger, first: date, last: date, hide: Collection[str]
) -> tuple[StoreStand, ...]:
    """Count what each store of a ledger has in a window.

    Parameters
    ----------
    ledger : Ledger
        With the stores joined to it.
    first, last : datetime.date
        Both counted.
    hide : collection of str
        Layers that are turned off; some may be kinds of stores.
    """
    return tuple(stand_of(layer, first, last, hide) for layer in stores_of(ledger))


def class_breaks(layer: StoreLayer, zoom: int) -> tuple[int, ...]:
    """Return the least count of each class of the squares of a zoom, the same on every date.

    The top class begins at the mean of the fullest file of that zoom in a year, the others at equal
    ratios below it, each told by the nearest 1, 2 or 5 with noughts.
    """
    from events.store import fullest_mean

    top = max(fullest_mean(layer, zoom), _FEWEST)
    found = [1]
    for step in range(1, CLASSES):
        wanted = math.log10(top) * step / (CLASSES - 1)
        found.append(next(n for n in _round_numbers(wanted) if n > found[-1]))
    return tuple(found)


def _round_numbers(wanted: float) -> Iterator[int]:
    """Yield the round number nearest to ``10 ** wanted``, then those above it."""
    decade = math.floor(wanted)
    numbers = [step * 10**power for power in range(decade, decade + 4) for step in (1, 2, 5)]
    nearest = min(numbers, key=lambda number: abs(math.log10(number) - wanted))
    yield from (number for number in numbers if number >= nearest)


def store_address(layer: StoreLayer) -> str:
    """Return the name of the folder, beside that of the map's layers, where its tiles are."""
    return f"store_{layer.manifest.folder}"


def store_colour(layer: StoreLayer) -> str:
    """Return the colour of a store's squares as #RRGGBB: one of those of brought backgrounds."""
    return PALETTE[f"context_{_COLOURS[(layer.number - 1) % MOST_STORES]}"]


def cell_id(layer: StoreLayer, zoom: int, x: int, y: int) -> str:
    """Return the id of a square of a store.

    Parameters
    ----------
    layer : StoreLayer
        An open store.
    zoom, x, y : int
        Zoom, column and row of the square.
    """
    return f"{layer.id}-{zoom}-{x}-{y}"


def cell_of(layer: StoreLayer, id_: str) -> tuple[int, int, int] | None:
    """Return which square of a store an id means: zoom, column, row; None for any other id."""
    match = _CELL.fullmatch(id_)
    if match is None or match[1] != layer.key:
        return None
    zoom, x, y = map(int, match.groups()[1:])
    return (zoom, x, y) if zoom in layer.indexes and max(x, y) < 1 << zoom else None


def cell_km(zoom: int, lat: float) -> float:
    """Return how wide a square of a zoom is at a latitude, in kilometres."""
    return _EQUATOR_KM / (1 << zoom) * math.cos(math.radians(lat))


def cell_words(cell: tuple[int, int, int]) -> str:
    """Say where a square lies and how wide it is."""
    zoom, x, y = cell
    size = 1 << zoom
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y + 0.5) / size))))
    lon = (x + 0.5) / size * 360 - 180
    wide = cell_km(zoom, lat)
    return (
        f"A square {wide:.{0 if wide >= 10 else 1}f} km wide round "
        f"{abs(lat):.3f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.3f}° {'E' if lon >= 0 else 'W'}"
    )


def days_words(layer: StoreLayer) -> str:
    """Say which days the rows of a store speak of: "1 Jan 2016 – 31 Dec 2025"."""
    return "no day" if layer.days is None else short_span(*layer.days)


def grade_of(layer: StoreLayer) -> str:
    """Return the grade that its operator gave a store; F6 is not judged."""
    return f"{layer.provenance.reliability}{layer.provenance.credibility}"


def about_words(layer: StoreLayer) -> str:
    """Say whose a store is, what it holds and what of it lies in no square, in a line."""
    held = max((layer.held_back(zoom) for zoom in layer.zooms), default=0)
    parts = (
        layer.provenance.publisher.strip() or "publisher not named",
        grade_of(layer),
        f"{layer.manifest.rows:,} rows of {days_words(layer)}",
        f"{layer.unplaced:,} without a place, in no square" if layer.unplaced else "",
        f"{held:,} of kinds held back in the finest squares" if held else "",
        layer.licence,
    )
    return " · ".join(part for part in parts if part)


def stores_words(stands: Iterable[StoreStand]) -> str:
    """Say what each store has in the window, in a sentence each."""
    return " ".join(map(_stand_words, stands))


def _stand_words(stand: StoreStand) -> str:
    layer = stand.layer
    name = f"{layer.mark} {' '.join(layer.title.split())} ({grade_of(layer)})"
    off = f", {', '.join(stand.off)} turned off" if stand.off else ""
    if len(stand.without) == len(layer.kinds):
        return f"{name}: turned off."
    return f"{name}: {counted_words(stand.in_window)} with a place in the window{off}."


def counted_words(count: int) -> str:
    """Say a count: "1 brought event"."""
    return f"{count:,} brought event{'' if count == 1 else 's'}"
