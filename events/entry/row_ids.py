"""Ids for new rows, and what a mistyped name may have meant."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from difflib import get_close_matches

from geodata import fold

_MOST = 4


def slug_of(text: str) -> str:
    """Return a text as an id: ASCII words joined by hyphens; empty when it has none."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).encode("ascii", "ignore").decode()).strip("-")


def unused(stem: str, taken: Container[str]) -> str:
    """Return the id, with a number behind it when it is taken."""
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    return found


def near_words(typed: str, names: Mapping[str, str]) -> str:
    """Return a sentence with the ids whose id or name is like what was typed, empty for none.

    Parameters
    ----------
    typed : str
        What was not found.
    names : mapping of str
        Names by id.
    """
    wanted = fold(typed)
    if not wanted:
        return ""
    folded = {id_: fold(name) for id_, name in names.items()}
    near = [id_ for id_, name in folded.items() if wanted in name]
    like = get_close_matches(wanted, [*names, *folded.values()], n=_MOST)
    near += [id_ for id_, name in folded.items() if id_ in like or name in like]
    found = list(dict.fromkeys(near))[:_MOST]
    return f" Near it: {', '.join(found)}." if found else ""
