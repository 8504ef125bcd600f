"""Tiles of a store as they lie on disk, for a file that carries them to where no store is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from events.store.errors import BUILD_ANEW, StoreError
from events.store.layer import StoreLayer
from events.store.squares import Box, cells_of, files_in, read_file


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
    paths = [path for path, _ in files_in(store, zoom, first_year, last_year, cells_of(box, zoom))]
    try:
        sizes = (store.folder / f"tiles/{path}.gz" for path in paths)
        if sum(path.stat().st_size for path in sizes) > most:
            return None
    except OSError as error:
        raise StoreError(f"a tile cannot be read ({error.strerror})", BUILD_ANEW) from None
    index = {"zoom": zoom, "files": dict.fromkeys((path.partition("/")[2] for path in paths), 0)}
    return PackedZoom(
        json.dumps(index, separators=(",", ":")).encode(),
        {f"{path}.gz": read_file(store, path)[0] for path in paths},
    )
