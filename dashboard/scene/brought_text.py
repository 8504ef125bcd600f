"""How an address names what was brought, and how it stands to the reference."""

from __future__ import annotations

import re

from dashboard.errors import StateError
from dashboard.scene.state import MOST_FILES
from events import Showing

_FILE = re.compile(r"[0-9a-f]{12}")


def parse_files(text: str) -> tuple[str, ...]:
    """Read which brought files a view shows: twelve digits of the SHA-256 of each.

    Raises
    ------
    StateError
        For anything else.
    """
    keys = tuple(dict.fromkeys(text.split(",")))
    if len(keys) > MOST_FILES or not all(_FILE.fullmatch(key) for key in keys):
        raise StateError(f'"{text[:60]}" does not name brought files by twelve digits each.')
    return keys


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
