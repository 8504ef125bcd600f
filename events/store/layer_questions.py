"""The questions of a store that is shown: its rows are opened once, for everybody who asks."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from events.store.duckdb_rows import DuckRows
from events.store.queries import StoreQueries
from events.store.settings import StoreSettings

if TYPE_CHECKING:
    from events.store.layer import StoreLayer

_lock = Lock()
_open: WeakKeyDictionary[StoreLayer, StoreQueries] = WeakKeyDictionary()


def questions_to(layer: StoreLayer) -> StoreQueries:
    """Return what answers questions to the rows of a store, opened when the first one is asked.

    It may be asked by several threads at once, and is nobody's to close: it goes with the layer.

    Parameters
    ----------
    layer : StoreLayer
        An open store.

    Raises
    ------
    StoreError
        Its rows are not there as they were written.
    """
    with _lock:
        found = _open.get(layer)
        if found is None:
            settings = StoreSettings.from_environment(os.environ)
            rows = DuckRows(layer.folder.parent, layer.manifest, settings)
            found = _open[layer] = StoreQueries(layer.manifest, rows)
        return found
