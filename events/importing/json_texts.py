"""Parses JSON: numbers keep their digits, and keys that stand twice are told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from events.importing.errors import FileRefusedError

RECORD_SEPARATOR = "\x1e"


class Number(str):
    """A number of JSON as the text it was written in: its point stands before decimals."""

    __slots__ = ()


class Doubled(dict[str, Any]):
    """An object in which a key stands twice with different values; ``key`` is the first such."""

    __slots__ = ("key",)
    key: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen and seen[key] != value:
            doubled = Doubled(found)
            doubled.key = key
            return doubled
        seen.setdefault(key, value)
    return found


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
    if isinstance(content, Doubled):
        raise FileRefusedError(
            f'{what} has the key "{content.key[:60]}" twice, with different values',
            "Keep the one that is meant.",
        )
