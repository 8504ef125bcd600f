"""Reads a view from the text of a query, as it stands in a file that anybody may have written."""

from __future__ import annotations

from urllib.parse import parse_qsl

from dashboard.errors import StateError
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query

MOST_FIELDS = 64
"""So many things a query may say; a view has less than half of them to say."""


def from_text(text: str) -> MapState:
    """Read a view from the query of an address.

    Raises
    ------
    StateError
        It is no query of this page, or says a thing twice.
    """
    try:
        pairs = parse_qsl(
            text.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise StateError(f"it says more than {MOST_FIELDS} things of a view.") from None
    query = dict(pairs)
    if not query or len(query) < len(pairs):
        raise StateError("it is no view, or says a thing of it twice.")
    return from_query(query)
