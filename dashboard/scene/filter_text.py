"""Filters as parameters of an address: which field each sets, written and read."""

from __future__ import annotations

from dataclasses import replace

from dashboard.errors import StateError
from dashboard.scene.where_text import read_where, where_text
from events import BORDERS, INCIDENT_CATEGORIES, SOURCE_KINDS, Measure, Selection
from events.uploads import BROUGHT_FILE

FILTERS = {
    "border": "borders",
    "measure": "measures",
    "category": "categories",
    "airline": "airlines",
    "origin": "origins",
    "kind": "source_kinds",
    "grade": "grades",
    "find": "text",
}
"""Field of the selection by the parameter that sets it."""
KNOWN = {
    "border": BORDERS,
    "measure": tuple(measure.key for measure in Measure),
    "category": INCIDENT_CATEGORIES,
    "kind": (*SOURCE_KINDS, BROUGHT_FILE),
    "grade": tuple("ABCDEF"),
}
"""What a filter can be set to, where that does not depend on what was reported."""
CONTESTED = "contested"
SELECT = "select"
"""Names the part of the ground that lists keep to; `dashboard.scene.where_text` reads it."""
MOST_FILTER_TEXT = 1000
_LIST = "|"
"""Stands between the values of one filter: names of airlines hold commas."""


def filters_to_query(selection: Selection) -> dict[str, str]:
    """Write the filters that are set as parameters of an address."""
    query = {}
    for name, key in FILTERS.items():
        value = getattr(selection, key)
        if value:
            query[name] = _LIST.join(value) if isinstance(value, tuple) else str(value)
    if selection.contested:
        query[CONTESTED] = "only"
    if selection.where is not None:
        query[SELECT] = where_text(selection.where)
    return query


def is_filter(name: str) -> bool:
    """Tell whether a parameter of an address sets a filter."""
    return name in FILTERS or name in (CONTESTED, SELECT)


def with_filter(selection: Selection, name: str, text: str) -> Selection:
    """Return a selection with one parameter of an address taken over.

    Parameters
    ----------
    selection : Selection
        What is narrowed already.
    name : str
        Name of the parameter.
    text : str
        Its value, as in the address.

    Raises
    ------
    StateError
        When it cannot be read, or asks for what there is not.
    """
    if name == CONTESTED:
        if text != "only":
            raise StateError(f'"{text[:60]}" is not a choice. Write contested=only or nothing.')
        return replace(selection, contested=True)
    if name == SELECT:
        return replace(selection, where=read_where(text))
    if len(text) > MOST_FILTER_TEXT:
        raise StateError(f"more than {MOST_FILTER_TEXT} characters are not a filter.")
    value = text if name == "find" else tuple(part for part in text.split(_LIST) if part)
    if name in KNOWN:
        unknown = next((part for part in value if part not in KNOWN[name]), None)
        if unknown is not None:
            known = ", ".join(KNOWN[name])
            raise StateError(f'"{unknown[:60]}" is not a choice. Use one of: {known}.')
    return replace(selection, **{FILTERS[name]: value})  # type: ignore[arg-type]
