"""Tiles of a store as they lie on disk, for a file that carries them to where no store is."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from events.store.errors import StoreError
from events.store.layer import StoreLayer
from events.store.squares import Box, cells_of, meets, place_of

_WAY_OUT = "Build the store anew."


@dataclass(frozen=True, slots=True, eq=False)
class PackedZoom:
    """The tiles of one zoom that a file carries.

    Attributes
    ----------
    index : bytes
        The index of these tiles alone, as JSON.
    tiles : mapping of str to bytes
        By the path that the index gives each, as they lie on disk.
    """

    index: bytes
    tiles: Mapping[str, bytes]


def packed_zoom(
    store: StoreLayer, zoom: int, first_year: int, last_year: int, box: Box, most: int
) -> PackedZoom | None:
    """Return the tiles of a zoom that have a share of some years and of a part of the map.

    Parameters
    ----------
    store : StoreLayer
        An open store.
    zoom : int
        Of the cells, one of ``store.zooms``.
    first_year, last_year : int
        Both counted.
    box : tuple of float
        West, south, east and north in degrees.
    most : int
        Bytes of all these tiles.

    Returns
    -------
    PackedZoom or None
        None where they are more; then none of them is read.

    Raises
    ------
    StoreError
        A tile is missing, or is not as it was written.
    """
    bounds = cells_of(box, zoom)
    wanted = {}
    for path in sorted(store.indexes[zoom]):
        place = place_of(path)
        if place.year is not None and not first_year <= place.year <= last_year:
            continue
        if meets(place, bounds):
            year = "all" if place.year is None else place.year
            wanted[path] = f"{place.level}/{place.x}/{place.y}/{year}"
    try:
        sizes = (store.folder / f"tiles/{path}.gz" for path in wanted)
        if sum(path.stat().st_size for path in sizes) > most:
            return None
    except OSError as error:
        raise StoreError(f"a tile cannot be read ({error.strerror})", _WAY_OUT) from None
    index = {"zoom": zoom, "files": dict.fromkeys(wanted.values(), 0)}
    return PackedZoom(
        json.dumps(index, separators=(",", ":")).encode(),
        {f"{zoom}/{name}.gz": _read(store, zoom, path) for path, name in wanted.items()},
    )


def _read(store: StoreLayer, zoom: int, path: str) -> bytes:
    try:
        packed = (store.folder / f"tiles/{path}.gz").read_bytes()
        plain = gzip.decompress(packed)
    except (OSError, EOFError, zlib.error) as error:
        told = type(error).__name__
        raise StoreError(f"the tile {path} cannot be read ({told})", _WAY_OUT) from None
    if hashlib.sha256(plain).hexdigest() != store.indexes[zoom][path][-1]:
        raise StoreError(f"the tile {path} is not as it was written", _WAY_OUT)
    return packed
