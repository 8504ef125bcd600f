"""The tiles of a store as files: one for each year of a tile, with an index for each zoom."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from events.store.errors import StoreError
from events.store.folder import linked
from events.store.manifest import ZoomSum
from events.store.tiles import Tile, decode_tile, encode_tile, entries_in
from events.strict_json import read_strict

Entry = tuple[int, int, str]
"""Of one file: its entries, its events, and the SHA-256 of its unpacked bytes."""
Index = dict[str, Entry]
"""By ``zoom/x/y/year``."""


def tile_path(tile: Tile) -> str:
    """Return the path of a tile's file below ``tiles``, without its ending."""
    return f"{tile.zoom}/{tile.x}/{tile.y}/{tile.year}"


def entry_of(tile: Tile, data: bytes) -> Entry:
    """Return what the index says of a tile that was encoded."""
    return entries_in(data), tile.events, hashlib.sha256(data).hexdigest()


def write_tiles(tiles: Iterable[Tile], folder: Path) -> Index:
    """Write tiles below a folder; return what their index says."""
    index: Index = {}
    for tile in tiles:
        data = encode_tile(tile)
        path = folder / f"{tile_path(tile)}.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        # Without name and time: the same tile is the same file.
        path.write_bytes(gzip.compress(data, 6, mtime=0))
        index[tile_path(tile)] = entry_of(tile, data)
    return index


def link_tiles(old: Path, index: Index, touched: Index, folder: Path) -> Index:
    """Take over the tiles that are as they were; return the index of them and the new ones.

    Parameters
    ----------
    old : Path
        The ``tiles`` folder of the store as it was.
    index, touched : Index
        Its index of a zoom, and that of the tiles that were cut anew.
    folder : Path
        The new ``tiles`` folder.
    """
    for path in index.keys() - touched.keys():
        linked(old / f"{path}.gz", folder / f"{path}.gz")
    return {**index, **touched}


def write_index(folder: Path, zoom: int, index: Mapping[str, Entry]) -> tuple[Path, ZoomSum]:
    """Write the index of a zoom; return its file and what its tiles hold together.

    Parameters
    ----------
    folder : Path
        The ``tiles`` folder.
    zoom : int
        Of the cells.
    index : mapping of str to Entry
        By ``zoom/x/y/year``.
    """
    text = index_text(zoom, index)
    path = folder / f"{zoom}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path, zoom_sum(zoom, index)


def zoom_sum(zoom: int, index: Mapping[str, Entry]) -> ZoomSum:
    """Return what the tiles of an index hold together."""
    return ZoomSum(
        zoom,
        len({path.rpartition("/")[0] for path in index}),
        sum(entries for entries, _, _ in index.values()),
        sum(events for _, events, _ in index.values()),
        hashlib.sha256(index_text(zoom, index).encode()).hexdigest(),
    )


def index_text(zoom: int, index: Mapping[str, Entry]) -> str:
    """Return an index as JSON: tiles by ``x/y``, years of each, and of each year its entry."""
    tiles: dict[str, dict[str, Entry]] = {}
    for path in sorted(index):
        _, x, y, year = path.split("/")
        tiles.setdefault(f"{x}/{y}", {})[year] = index[path]
    return json.dumps({"zoom": zoom, "tiles": tiles}, separators=(",", ":")) + "\n"


def read_index(folder: Path, zoom: int) -> Index:
    """Read the index of a zoom.

    Raises
    ------
    StoreError
        It is missing or damaged.
    """
    try:
        plain = read_strict((folder / f"{zoom}.json").read_text("utf-8"))
        found: Index = {}
        for place, years in plain["tiles"].items():
            x, y = map(int, place.split("/"))
            for year, (entries, events, digest) in years.items():
                found[f"{int(zoom)}/{x}/{y}/{int(year)}"] = (int(entries), int(events), str(digest))
        return found
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise StoreError(
            f"the index of zoom {zoom} is damaged ({type(error).__name__})", "Build the store anew."
        ) from None


def read_tile(folder: Path, path: str) -> tuple[Tile, bytes]:
    """Read one file of a tile.

    Parameters
    ----------
    folder : Path
        The ``tiles`` folder.
    path : str
        ``zoom/x/y/year``.

    Returns
    -------
    tuple of Tile, bytes
        What it says, and its unpacked bytes.

    Raises
    ------
    StoreError
        It is missing, damaged, or another tile than its path says.
    """
    try:
        data = gzip.decompress((folder / f"{path}.gz").read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(
            f"the tile {path} cannot be read ({type(error).__name__})", "Build the store anew."
        ) from None
    tile = decode_tile(data)
    if tile_path(tile) != path:
        raise StoreError(f"the tile {path} holds {tile_path(tile)}", "Build the store anew.")
    return tile, data
