"""The part of the map that lists keep to, in words, and what lies there."""

from __future__ import annotations

import geodata
from dashboard.scene.kept import Kept
from dashboard.scene.symbology import BORDERS
from events import Where, WhereKind

MAY_LIE, NO_PLACE = "May lie there", "Name no place"
"""Headings of the events of which it cannot be told whether they lie in a part of the map."""

MAY_LIE_NOTE = "Their reports say only a border, a longer stretch or a wider area."
NO_PLACE_NOTE = "Their reports name no place that a map could show."

LISTED_APART = ": listed apart under Events and Deaths"

FIGURES_STAY = "Figures of the borders, flights and what is in force stay as they are."


def where_words(where: Where) -> str:
    """Name a part of the map: "the section Kuźnica – Bruzgi", "the area drawn, 23.4–24.1° E, …"."""
    if where.kind is WhereKind.BORDER:
        return next(f"the {style.name} border" for style in BORDERS if style.pair == where.name)
    if where.kind is WhereKind.SECTION:
        return f"the section {geodata.border_section(where.name).name}"
    west, south, east, north = where.bounds
    name = "the area drawn" if where.kind is WhereKind.AREA else "the map as it was in view"
    return f"{name}, {_span(west, east, 'E', 'W')}, {_span(south, north, 'N', 'S')}"


def kept_words(kept: Kept) -> str:
    """Say how many events lie there: "12 of 27 events of the window lie there; 9 more say …"."""
    told = [f"{within_words(kept)} lie there", *further_words(kept)]
    return f"{'; '.join(told)}."


def within_words(kept: Kept) -> str:
    """Count the events there: "12 of 27 events of the window"."""
    return f"{kept.within} of {kept.total} event{'' if kept.total == 1 else 's'} of the window"


def further_words(kept: Kept) -> list[str]:
    """Say of how many more it cannot be told whether they lie there, and why."""
    told = []
    if beyond := len(kept.may_lie):
        verb = "says" if beyond == 1 else "say"
        told.append(f"{beyond} more {verb} only a border, a longer stretch or a wider area")
    if nowhere := len(kept.placeless):
        verb = "names" if nowhere == 1 else "name"
        told.append(f"{nowhere} more {verb} no place")
    return told


def _span(first: float, last: float, plus: str, minus: str) -> str:
    if (first < 0) != (last < 0):
        return f"{_side(first, plus, minus)} to {_side(last, plus, minus)}"
    if first < 0:
        first, last, plus = -last, -first, minus
    return f"{first:.2f}–{last:.2f}° {plus}"


def _side(value: float, plus: str, minus: str) -> str:
    return f"{abs(value):.2f}° {minus if value < 0 else plus}"
