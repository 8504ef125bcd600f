"""Serves the tiles of open stores as they lie on disk, each compared with its digest once.

The address of a store bears the name of its data's folder, which is their digest: what is there
never changes. Only names that stand in an index of the store lead to a file.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dashboard.errors import DashboardError

if TYPE_CHECKING:
    from pathlib import Path

    from events.store import StoreLayer

PREFIX = "store_"
_PARTS = "/component/"
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_NOT_KEPT = {"Cache-Control": "no-store"}


class TileError(DashboardError):
    """A tile that was asked for is not as it was written."""


class ServedStore:
    """The tiles of one store.

    Parameters
    ----------
    layer : StoreLayer
        The open store.
    """

    def __init__(self, layer: StoreLayer) -> None:
        self._folder: Path = layer.folder / "tiles"
        self._digests = {
            f"{path}.gz": entry[-1]
            for index in layer.indexes.values()
            for path, entry in index.items()
        }
        told = {file.path: file.sha256 for file in layer.manifest.files}
        self._indexes = {f"{zoom}.json": told[f"tiles/{zoom}.json"] for zoom in layer.zooms}
        self._compared: set[str] = set()

    def read(self, name: str, *, packed: bool) -> tuple[bytes, bool] | None:
        """Return a file as it is sent, and whether it is packed; None where there is none.

        Parameters
        ----------
        name : str
            Path below the tiles.
        packed : bool
            Whether whoever asks takes gzip.

        Raises
        ------
        TileError
            It cannot be read, or is not as it was written.
        """
        digest = self._digests.get(name) or self._indexes.get(name)
        if digest is None:
            return None
        try:
            content = (self._folder / name).read_bytes()
        except OSError as error:
            raise _problem(name, f"cannot be read ({error.strerror})") from None
        if name in self._indexes:
            if hashlib.sha256(content).hexdigest() != digest:
                raise _problem(name, "is not as it was written")
            return (gzip.compress(content, 6, mtime=0), True) if packed else (content, False)
        if packed and name in self._compared:
            return content, True
        unpacked = _unpacked(name, content)
        if hashlib.sha256(unpacked).hexdigest() != digest:
            raise _problem(name, "is not as it was written")
        self._compared.add(name)
        return (content, True) if packed else (unpacked, False)


def _problem(name: str, what: str) -> TileError:
    return TileError(f"The tile {name} {what}. Build the store anew, and open it again.")


def _unpacked(name: str, content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, ValueError) as error:
        raise _problem(name, f"cannot be unpacked ({type(error).__name__})") from None


_stores: dict[str, ServedStore] = {}


def let_serve_store(address: str, layer: StoreLayer) -> None:
    """Serve the tiles of a store at an address; the same address keeps what it had.

    Parameters
    ----------
    address : str
        Name of a folder beside those of the map's layers; it begins with ``store_``.
    layer : StoreLayer
        The open store.
    """
    _stores.setdefault(address, ServedStore(layer))


async def store_answer(path: str, accepted: str) -> Response | None:
    """Return what is served of a store at a path; None when the path is none of a store.

    Parameters
    ----------
    path : str
        As asked for, below whatever the server is mounted at.
    accepted : str
        Header Accept-Encoding.
    """
    folder, _, name = path.rpartition(_PARTS)[2].partition("/")
    served = _stores.get(folder)
    if served is None:
        return Response(status_code=404) if folder.startswith(PREFIX) else None
    try:
        found = await run_in_threadpool(served.read, name, packed="gzip" in accepted)
    except TileError as error:
        return Response(str(error), status_code=409, headers=_NOT_KEPT, media_type="text/plain")
    if found is None:
        return Response(status_code=404)
    content, packed = found
    headers = {**_KEPT, "Content-Encoding": "gzip"} if packed else _KEPT
    kind = "application/json" if name.endswith(".json") else "application/octet-stream"
    return Response(content, headers=headers, media_type=kind)
