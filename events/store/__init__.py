"""Stores: brought files too large for a page, as day-sorted rows and tiles of counts in a folder.

`build_store` and `append_store` write one, `check_store` reads all of it again, `read_manifest`
says what it is, `open_store` opens one for questions. What a file says is read by
`events.uploads`, piece by piece; a store adds no rule of its own to that.
"""

from events.store.answers import Asked, DayCounts, SectionCounts, StoreRows
from events.store.build import append_store, build_store
from events.store.cells import cells_at
from events.store.check import check_store
from events.store.errors import StoreError
from events.store.folder import read_manifest
from events.store.manifest import Manifest
from events.store.opened_store import open_store
from events.store.publication import publish_store
from events.store.queries import StoreQueries
from events.store.settings import StoreSettings
from events.store.tiles import Tile, decode_tile

__all__ = [
    "Asked",
    "DayCounts",
    "Manifest",
    "SectionCounts",
    "StoreError",
    "StoreQueries",
    "StoreRows",
    "StoreSettings",
    "Tile",
    "append_store",
    "build_store",
    "cells_at",
    "check_store",
    "decode_tile",
    "open_store",
    "publish_store",
    "read_manifest",
]
