"""How a view names a store, or one kind of its events, among the layers that are turned off."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PART = re.compile(r"([0-9a-f]{12})(?:\.([0-7]))?")


def is_part(name: str) -> bool:
    """Tell whether a name is that of a store, or of a kind of one: "28816a5c7f5e.3"."""
    return _PART.fullmatch(name) is not None


def kinds_off(key: str, kinds: int, hide: Iterable[str]) -> tuple[int, ...]:
    """Return the positions of the kinds of a store that are turned off, all when the store is.

    Parameters
    ----------
    key : str
        Twelve digits of the store's data.
    kinds : int
        How many kinds it counts.
    hide : iterable of str
        Layers that are turned off.
    """
    found = [match for name in hide if (match := _PART.fullmatch(name)) and match[1] == key]
    whole = any(match[2] is None for match in found)
    named = {int(match[2]) for match in found if match[2] is not None}
    return tuple(kind for kind in range(kinds) if whole or kind in named)
