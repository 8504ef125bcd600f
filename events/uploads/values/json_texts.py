"""Parses JSON: numbers keep their digits, and keys that stand twice are told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from events.uploads.values.errors import FileRefusedError

RECORD_SEPARATOR = "\x1e"


class Number(str):
    """A number of JSON as the text it was written in: its point stands before decimals."""

    __slots__ = ()


class Doubled(dict[str, Any]):
    """An object in which, at any depth, a key stands twice with different values.

    Attributes
    ----------
    key : str
        The first such key.
    own : bool
        Whether it stands in this object itself, and not in one inside it.
    """

    __slots__ = ("key", "own")
    key: str
    own: bool


def as_doubled(content: dict[str, Any], key: str, *, own: bool = False) -> Doubled:
    """Return an object with the mark that a key stands twice in it.

    Parameters
    ----------
    content : dict
        The object as it was read.
    key : str
        The key that stands twice.
    own : bool
        Whether it does so in the object itself rather than in one within it.
    """
    doubled = Doubled(content)
    doubled.key, doubled.own = key, own
    return doubled


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen and seen[key] != value:
                return as_doubled(found, key, own=True)
            seen.setdefault(key, value)
    for value in found.values():
        inside = _doubled_in(value) if type(value) in _HOLDERS else None
        if inside is not None:
            return as_doubled(found, inside)
    return found


def _doubled_in(value: Any) -> str | None:
    """Return the key that stands twice in a value that was parsed."""
    if type(value) is Doubled:
        return value.key
    if type(value) is list:
        # Coordinates are lists of lists of numbers: what no object stands in is not walked through.
        first: Any = value
        while type(first) is list and first:
            first = first[0]
        if isinstance(first, dict):
            return next((key for part in value if (key := _doubled_in(part)) is not None), None)
    return None


_HOLDERS = frozenset({Doubled, list})


def parse(text: str) -> Any:
    """Parse one JSON text; numbers stay text, for 4e1234 is an aircraft before it is a number.

    Raises
    ------
    ValueError
        It is not JSON.
    RecursionError
        It is nested too deeply.
    """
    return json.loads(
        text, parse_float=Number, parse_int=Number, parse_constant=Number, object_pairs_hook=_object
    )


@dataclass(slots=True)
class JsonLines:
    """A text with one JSON value a line.

    ``values`` and ``numbers`` hold the values and their lines; ``wrong`` the lines that are none.
    """

    values: list[Any] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    total: int = 0
    blank: int = 0


def parse_lines(text: str) -> JsonLines | None:
    """Parse a text with a value a line, as GeoJSONL, RFC 8142 and JSON Lines have it.

    Returns
    -------
    JsonLines or None
        None when the first line that holds something is no value by itself.
    """
    found = JsonLines()
    lines = text.split("\n")
    if lines and not lines[-1].strip():
        lines.pop()
    for number, line in enumerate(lines, 1):
        found.total += 1
        plain = line.strip().strip(RECORD_SEPARATOR).strip()
        if not plain:
            found.blank += 1
            continue
        try:
            value = parse(plain)
        except (ValueError, RecursionError) as error:
            if not found.values and not found.wrong:
                return None
            found.wrong.append((number, f"is not JSON ({error})"))
            continue
        if not isinstance(value, dict) and not found.values:
            return None
        found.values.append(value)
        found.numbers.append(number)
    return found if found.values else None


def refuse_doubled(content: dict[str, Any], what: str) -> None:
    """Refuse a file whose outermost object says a thing twice.

    Raises
    ------
    FileRefusedError
        Naming the key.
    """
    if isinstance(content, Doubled) and content.own:
        raise FileRefusedError(
            f'{what} has the key "{content.key[:60]}" twice, with different values',
            "Keep the one that is meant.",
        )
