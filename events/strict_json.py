"""JSON of a few words that somebody wrote by hand: nothing in it is passed over."""

from __future__ import annotations

import json
from typing import Any


def read_strict(text: str) -> Any:
    """Read a JSON text in which every key stands once and every text can be written again.

    Raises
    ------
    ValueError
        It is not JSON, says a thing twice, or holds half a character.
    RecursionError
        It is nested too deeply.
    """
    found = json.loads(text, object_pairs_hook=_once)
    json.dumps(found, ensure_ascii=False).encode()
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{ascii(twice)[:60]} stands in it twice")
    return found
