"""Which rows of a brought file a selection lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

import geodata
from events.search import searched
from events.uploads.layers.layer import BROUGHT_FILE, Layer
from events.uploads.values.mapping import Role
from events.where import rows_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from events.selection import Selection

_UNSEARCHED = (Role.DAY, Role.LAST_DAY, Role.LON, Role.LAT, Role.LON_LAT)


def passing_rows(layer: Layer, selection: Selection) -> NDArray[np.bool_]:
    """Return which rows of a file a selection lets through, a bool for each.

    A row passes a filter of borders by its section, of kinds of event by the word of its kind, of
    airports by either end of its flight; of the ground by its point or section, flights apart; of
    sources and grades by those of its file. Rows are no
    figures of a measure of ours, no flights of a named airline and never contested.
    """
    brought = layer.imported
    mask = np.ones(len(brought), dtype=np.bool_)
    if selection.contested:
        mask[:] = False
    if selection.source_kinds and BROUGHT_FILE not in selection.source_kinds:
        mask[:] = False
    if selection.grades and layer.provenance.reliability not in selection.grades:
        mask[:] = False
    flown = layer.by_air
    if selection.borders:
        pairs = [section.pair in selection.borders for section in geodata.load_border_sections()]
        mask &= flown | np.append(pairs, False)[brought.section]
    if selection.categories:
        kinds = [kind in selection.categories for kind in brought.kinds]
        mask &= flown | np.array(kinds, dtype=np.bool_)[brought.kind]
    if selection.airlines:
        mask &= ~flown
    if selection.origins:
        codes = [code in selection.origins for code in brought.airports]
        ends = np.append(codes, False)
        mask &= ~flown | ends[brought.origin] | ends[brought.destination]
    if selection.where is not None:
        rough = layer.rough if len(layer.rough) else np.zeros(len(brought), dtype=np.bool_)
        mask &= flown | rows_within(
            selection.where, brought.lon, brought.lat, brought.section, rough
        )
    words = searched(selection.text).split()
    if words and mask.any():
        mask &= _holding(layer, words)
    return mask


def _holding(layer: Layer, words: list[str]) -> NDArray[np.bool_]:
    of_file = searched(" ".join((layer.title, layer.file, layer.publisher.name)))
    left = [word for word in words if word not in of_file]
    texts = _texts(layer)
    return np.fromiter((all(word in text for word in left) for text in texts), np.bool_, len(texts))


# Folding a million texts takes seconds; a layer never changes, so once is enough. What is
# remembered goes with the layer.
_texts_of: WeakKeyDictionary[Layer, list[str]] = WeakKeyDictionary()


def _texts(layer: Layer) -> list[str]:
    if layer not in _texts_of:
        brought = layer.imported
        left_out = {brought.roles.get(role.value) for role in _UNSEARCHED}
        columns = [column for name, column in brought.cells.items() if name not in left_out]
        known: dict[str, str] = {}
        _texts_of[layer] = [
            known[text] if text in known else known.setdefault(text, searched(text))
            for text in (" ".join(cells) for cells in zip(*columns, strict=True))
        ] or [""] * len(brought)
    return _texts_of[layer]
