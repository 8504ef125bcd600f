"""The tiles of a store as files: one for each square, or year of one, and an index a zoom."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from events.store.errors import BUILD_ANEW, StoreError
from events.store.manifest import ZoomSum
from events.store.tiles import Tile, decode_tile, encode_tile, entries_in
from events.strict_json import read_strict

Entry = tuple[int, int, str]
"""Of one file: its entries, its events, and the SHA-256 of its unpacked bytes."""
Index = dict[str, Entry]
"""By ``zoom/level/x/y/year``, where the year may be ``all``."""

ALL_YEARS = "all"
"""Stands for the year of a tile that holds all of them."""
_PLACE = re.compile(rf"\d{{1,2}}/\d{{1,4}}/\d{{1,4}}/(\d{{1,4}}|{ALL_YEARS})", re.ASCII)


def tile_path(tile: Tile) -> str:
    """Return the path of a tile's file below ``tiles``, without its ending."""
    year = ALL_YEARS if tile.year is None else tile.year
    return f"{tile.zoom}/{tile.level}/{tile.x}/{tile.y}/{year}"


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


def write_index(
    folder: Path, zoom: int, index: Mapping[str, Entry], held: int
) -> tuple[Path, ZoomSum]:
    """Write the index of a zoom; return its file and what its tiles hold together.

    Parameters
    ----------
    folder : Path
        The ``tiles`` folder.
    zoom : int
        Of the cells.
    index : mapping of str to Entry
        By path.
    held : int
        Events that are in none of these tiles, being too sensitive for so sharp a place.
    """
    text = index_text(zoom, index)
    path = folder / f"{zoom}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path, zoom_sum(zoom, index, held)


def zoom_sum(zoom: int, index: Mapping[str, Entry], held: int) -> ZoomSum:
    """Return what the tiles of an index hold together.

    Parameters
    ----------
    zoom, index, held
        As for `write_index`.
    """
    return ZoomSum(
        zoom,
        len(index),
        sum(entries for entries, _, _ in index.values()),
        sum(events for _, events, _ in index.values()),
        held,
        hashlib.sha256(index_text(zoom, index).encode()).hexdigest(),
    )


def index_text(zoom: int, index: Mapping[str, Entry]) -> str:
    """Return an index as JSON: by ``level/x/y/year`` what is known of each file."""
    files = {path.partition("/")[2]: index[path] for path in sorted(index)}
    return json.dumps({"zoom": zoom, "files": files}, separators=(",", ":")) + "\n"


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
        for place, (entries, events, digest) in plain["files"].items():
            if plain["zoom"] != zoom or not _PLACE.fullmatch(place):
                raise ValueError(place)
            found[f"{zoom}/{place}"] = (int(entries), int(events), str(digest))
        return found
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise StoreError(
            f"the index of zoom {zoom} is damaged ({type(error).__name__})", BUILD_ANEW
        ) from None


def read_tile(folder: Path, path: str) -> tuple[Tile, bytes]:
    """Read one file of a tile.

    Parameters
    ----------
    folder : Path
        The ``tiles`` folder.
    path : str
        ``zoom/level/x/y/year``.

    Returns
    -------
    tuple of Tile, bytes
        What it says, and its unpacked bytes.

    Raises
    ------
    StoreError
        It is missing, damaged, or another tile than its path says.
    """
    _, data = read_packed(folder, path)
    return tile_of(path, data), data


def read_packed(folder: Path, path: str, digest: str | None = None) -> tuple[bytes, bytes]:
    """Read one file of a tile as it lies on disk, and unpacked.

    Parameters
    ----------
    folder : Path
        The ``tiles`` folder.
    path : str
        ``zoom/level/x/y/year``.
    digest : str, optional
        SHA-256 of the unpacked bytes, which they must have.

    Raises
    ------
    StoreError
        It is missing, damaged, or not as it was written.
    """
    try:
        packed = (folder / f"{path}.gz").read_bytes()
        data = gzip.decompress(packed)
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(
            f"the tile {path} cannot be read ({type(error).__name__})", BUILD_ANEW
        ) from None
    if digest is not None and hashlib.sha256(data).hexdigest() != digest:
        raise StoreError(f"the tile {path} is not as it was written", BUILD_ANEW)
    return packed, data


def tile_of(path: str, data: bytes) -> Tile:
    """Return what a file says.

    Parameters
    ----------
    path : str
        ``zoom/level/x/y/year``.
    data : bytes
        Its unpacked bytes.

    Raises
    ------
    StoreError
        It is damaged, or another tile than its path says.
    """
    year = path.rpartition("/")[2]
    tile = decode_tile(data, None if year == ALL_YEARS else int(year))
    if tile_path(tile) != path:
        raise StoreError(f"the tile {path} holds {tile_path(tile)}", BUILD_ANEW)
    return tile
