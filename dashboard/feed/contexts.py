"""Backgrounds of brought files as the browser draws them: sent with the feed, and in no step."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.feed.header import ContextEntry
from dashboard.scene.contexts import (
    AS_GIVEN,
    FILL,
    attributes_words,
    context_colour,
    context_words,
)
from events import Ledger
from events.uploads import ContextLayer, contexts_of

MOST_WORDS = 5_000
"""Rows of backgrounds whose words the browser is given; of more it knows the file."""
_LONGEST = 240


def context_entries(ledger: Ledger) -> list[ContextEntry]:
    """Return what the browser is told of each background, the lowest first."""
    layers = contexts_of(ledger)
    worded = sum(len(layer.shapes) for layer in layers) <= MOST_WORDS
    return [_entry(layer, worded=worded) for layer in layers]


def _entry(layer: ContextLayer, *, worded: bool) -> ContextEntry:
    rows = range(len(layer.shapes)) if worded else ()
    return {
        "id": layer.id,
        "label": layer.title,
        "colour": context_colour(layer),
        "fill": FILL,
        "words": f"{context_words(layer)}; {AS_GIVEN}",
        "rows": [layer.label(row) for row in rows],
        "told": [attributes_words(layer, row)[:_LONGEST] for row in rows],
    }


def context_columns(ledger: Ledger) -> dict[str, NDArray[Any]]:
    """Return the paths of all backgrounds, and their corners; nothing without any.

    ``context_layer`` is the place of the background among the entries, ``context_row`` the row,
    ``context_kind`` 0 point, 1 line, 2 outer ring, 3 hole in the area before it, ``context_end``
    where its corners end.
    """
    layers = contexts_of(ledger)
    if not layers:
        return {}
    shapes = [layer.shapes for layer in layers]
    starts = np.cumsum([0, *(len(one.lon) for one in shapes)])
    return {
        "context_layer": np.concatenate(
            [np.full(len(one.path_row), at, "u1") for at, one in enumerate(shapes)]
        ),
        "context_row": np.concatenate([one.path_row for one in shapes]).astype("i4"),
        "context_kind": np.concatenate([one.path_kind for one in shapes]).astype("u1"),
        "context_end": np.concatenate(
            [one.path_end + start for one, start in zip(shapes, starts, strict=False)]
        ).astype("i4"),
        "context_lon": np.concatenate([one.lon for one in shapes]).astype("f4"),
        "context_lat": np.concatenate([one.lat for one in shapes]).astype("f4"),
    }
