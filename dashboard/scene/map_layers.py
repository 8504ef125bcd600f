"""The layers of the map that can be turned off: what each is called, and how a view names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.errors import StateError
from dashboard.scene.store_parts import is_part


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer of the map.

    Attributes
    ----------
    label : str
        What stands beside its box in the control.
    words : str
        What it is called in a sentence.
    """

    label: str
    words: str


MAP_LAYERS = {
    "marks": MapLayer("Events", "events"),
    "crossings": MapLayer("Crossings", "crossings"),
    "flights": MapLayer("Flights", "flights"),
    "zones": MapLayer("Zones in force", "zones in force"),
    "forest": MapLayer("Białowieża Forest", "the Białowieża Forest"),
    "places": MapLayer("Names of places", "names of places"),
    "backgrounds": MapLayer("Backgrounds of your own", "backgrounds"),
}
"""By the name that an address has for it, in the order of the control.

The borders and what they are coloured by are none of them: their figures are always in sight.
"""


def parse_hidden(text: str) -> tuple[str, ...]:
    """Read which layers are off: their names with commas between them.

    Returns
    -------
    tuple of str
        Keys of `MAP_LAYERS`, each once, in the order of the control; then those of stores and
        of their kinds.

    Raises
    ------
    StateError
        For a name that no layer has.
    """
    named = text.split(",")
    for name in named:
        if name not in MAP_LAYERS and not is_part(name):
            raise StateError(
                f'"{name[:60]}" is not a layer of the map. Use one or more of: '
                f"{', '.join(MAP_LAYERS)}."
            )
    return in_order(named)


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return those that are layers, each once, in the order of the control; then of stores."""
    named = set(names)
    parts = sorted(name for name in named if is_part(name))
    return (*(key for key in MAP_LAYERS if key in named), *parts)


def undrawn_words(hide: Iterable[str]) -> str:
    """Say what is off: "Not drawn, turned off: events and flights."; nothing when all is on."""
    # What of a store is turned off is said with the store.
    names = [MAP_LAYERS[key].words for key in in_order(hide) if key in MAP_LAYERS]
    if not names:
        return ""
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{NOT_DRAWN}: {told}."


NOT_DRAWN = "Not drawn, turned off"
"""Stands before the names of the layers that are off."""
