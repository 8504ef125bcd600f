"""The first rows of a file: as they stand in it, and as they were read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import geodata
from dashboard.markup import whole
from events.uploads import Imported, Preview, Role

ROWS = 10
NOT_GIVEN = "not reported"


def cells_as_they_stand(preview: Preview) -> list[dict[str, str]]:
    """Return the first rows cell by cell, under the names of their columns."""
    names = [whole(name) for name in preview.names]
    return [dict(zip(names, map(whole, row), strict=True)) for row in preview.rows[:ROWS]]


def rows_as_read(imported: Imported) -> list[dict[str, str]]:
    """Return the first kept rows in the page's own words: days, places, figures as understood."""
    columns = _columns(imported)
    return [
        {title: tell(position) for title, tell in columns.items()}
        for position in range(min(ROWS, len(imported)))
    ]


def _columns(imported: Imported) -> dict[str, Callable[[int], str]]:
    roles = imported.roles
    told: dict[str, Callable[[int], str]] = {
        "row": lambda i: str(imported.row[i]),
        "first day": lambda i: str(imported.day[i]),
        "last day": lambda i: (
            "open" if np.isnat(imported.last_day[i]) else str(imported.last_day[i])
        ),
        "longitude": lambda i: _degrees(imported.lon[i]),
        "latitude": lambda i: _degrees(imported.lat[i]),
        "on the map": lambda i: where_words(imported, i),
    }
    if Role.KIND.value in roles:
        told["kind"] = lambda i: whole(imported.kinds[imported.kind[i]])
    for role, title in ((Role.TITLE, "title"), (Role.PLACE, "place"), (Role.SOURCE, "source")):
        if role.value in roles:
            told[title] = _text_of(imported, role)
    for role, numbers in (
        (Role.VALUE, imported.value),
        (Role.LOW, imported.low),
        (Role.HIGH, imported.high),
    ):
        if role.value in roles:
            told[f"figure: {whole(roles[role.value])}"] = _number_of(numbers)
    return told


def where_words(imported: Imported, position: int) -> str:
    """Say where a row stands: its section, else its country, else that it has no place."""
    section = int(imported.section[position])
    if section >= 0:
        return geodata.load_border_sections()[section].name
    origin, destination = int(imported.origin[position]), int(imported.destination[position])
    if origin >= 0 or destination >= 0:
        ends = [imported.airports[end] if end >= 0 else "?" for end in (origin, destination)]
        return f"flight {ends[0]}–{ends[1]}"
    if np.isnan(imported.lon[position]):
        return "not located"
    country = int(imported.country[position])
    return f"elsewhere, {imported.countries[country]}" if country >= 0 else "elsewhere"


def _text_of(imported: Imported, role: Role) -> Callable[[int], str]:
    return lambda i: whole(imported.text(role.value, i) or "")


def _number_of(numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Callable[[int], str]:
    return lambda i: number_words(float(numbers[i]))


def number_words(value: float) -> str:
    """Write a number as it was understood; a missing one is not a zero."""
    if value != value:
        return NOT_GIVEN
    return f"{int(value):,}" if value.is_integer() and abs(value) < 1e15 else repr(value)


def _degrees(value: np.float64) -> str:
    return "" if np.isnan(value) else f"{value:.6g}"
