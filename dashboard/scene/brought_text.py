"""How an address names what was brought, and how it stands to the reference."""

from __future__ import annotations

import re

from dashboard.errors import StateError
from dashboard.scene.state import MOST_FILES
from dashboard.scene.stores import MOST_STORES
from events import Showing

NONE_CHOSEN = "none"
"""Stands in an address where no store is to be shown."""
_KEY = re.compile(r"[0-9a-f]{12}")


def parse_files(text: str) -> tuple[str, ...]:
    """Read which brought files a view shows: twelve digits of the SHA-256 of each.

    Raises
    ------
    StateError
        For anything else.
    """
    keys = _keys_in(text, MOST_FILES)
    if keys is None:
        raise StateError(f'"{text[:60]}" does not name brought files by twelve digits each.')
    return keys


def _keys_in(text: str, most: int) -> tuple[str, ...] | None:
    """Return the keys in a text, each once; None where they are no keys, or too many."""
    keys = tuple(dict.fromkeys(text.split(",")))
    return keys if len(keys) <= most and all(map(_KEY.fullmatch, keys)) else None


def parse_showing(text: str) -> Showing:
    """Read how brought files stand to the reference.

    Raises
    ------
    StateError
        For a word that is no way to stand.
    """
    try:
        return Showing(text)
    except ValueError:
        raise StateError(f'"{text[:60]}" is not a choice. Use {", ".join(Showing)}.') from None


def parse_stores(text: str) -> tuple[str, ...]:
    """Read which stores a view shows: twelve digits of the data of each, or "none".

    Raises
    ------
    StateError
        For anything else.
    """
    if text == NONE_CHOSEN:
        return ()
    keys = _keys_in(text, MOST_STORES)
    if keys is None:
        raise StateError(f'"{text[:60]}" does not name stores by twelve digits each, nor "none".')
    return keys


def stores_text(keys: tuple[str, ...]) -> str:
    """Write what `parse_stores` reads."""
    return ",".join(keys) or NONE_CHOSEN
