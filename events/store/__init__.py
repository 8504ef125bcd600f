"""Stores: brought files too large for a page, as day-sorted rows and tiles of counts in a folder.

`build_store` and `append_store` write one, `check_store` reads all of it again, `read_manifest`
says what it is, `open_store` opens one for questions. `open_layer` gives one that can be shown: a
ledger takes it among its rows, `cells_in`, `kinds_in` and `day_counts` count its tiles, `rows_in`
lists what some cells count. What a file says is read by `events.uploads`, piece by piece; a store
adds no rule of its own to that.
"""

from events.store.about import MOST_LICENCE
from events.store.answers import Asked, DayCounts, SectionCounts, StoreRows
from events.store.build import append_store, build_store
from events.store.cells import cells_at
from events.store.check import check_store
from events.store.errors import StoreError
from events.store.first_rows import first_rows
from events.store.folder import read_manifest
from events.store.layer import StoreLayer, open_layer, stores_of
from events.store.listed import StoreRow, is_sensitive_kind, kinds_by_cell, rows_in
from events.store.manifest import Manifest, SourceReceipt
from events.store.opened_store import open_store
from events.store.packed import PackedZoom, packed_zoom
from events.store.publication import publish_store
from events.store.queries import StoreQueries
from events.store.settings import StoreSettings
from events.store.squares import fullest_mean
from events.store.tile_files import read_packed
from events.store.tiles import Tile, decode_tile
from events.store.windows import Cells, cells_in, day_counts, kinds_in

__all__ = [
    "MOST_LICENCE",
    "Asked",
    "Cells",
    "DayCounts",
    "Manifest",
    "PackedZoom",
    "SectionCounts",
    "SourceReceipt",
    "StoreError",
    "StoreLayer",
    "StoreQueries",
    "StoreRow",
    "StoreRows",
    "StoreSettings",
    "Tile",
    "append_store",
    "build_store",
    "cells_at",
    "cells_in",
    "check_store",
    "day_counts",
    "decode_tile",
    "first_rows",
    "fullest_mean",
    "is_sensitive_kind",
    "kinds_by_cell",
    "kinds_in",
    "open_layer",
    "open_store",
    "packed_zoom",
    "publish_store",
    "read_manifest",
    "read_packed",
    "rows_in",
    "stores_of",
]
