"""Serves the tiles of open stores as they lie on disk, each compared with its digest.

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
from dashboard.page.server.held import FOR_EVER

if TYPE_CHECKING:
    from pathlib import Path

    from events.store import StoreLayer

PREFIX = "store_"
_PARTS = "/component/"

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
        if name in self._indexes:
            content = self._index(name)
            return (gzip.compress(content, 6, mtime=0), True) if packed else (content, False)
        if name not in self._digests:
            return None
        on_disk, unpacked = self._tile(name)
        return (on_disk, True) if packed else (unpacked, False)

    def _index(self, name: str) -> bytes:
        try:
            content = (self._folder / name).read_bytes()
        except OSError as error:
            raise _problem(f"the index {name} cannot be read ({error.strerror})") from None
        if hashlib.sha256(content).hexdigest() != self._indexes[name]:
            raise _problem(f"the index {name} is not as it was written")
        return content

    def _tile(self, name: str) -> tuple[bytes, bytes]:
        from events.store import StoreError, read_packed

        try:
            return read_packed(self._folder, name.removesuffix(".gz"), self._digests[name])
        except StoreError as error:
            raise _problem(error.problem) from None


def _problem(what: str) -> TileError:
    return TileError(f"{what[0].upper()}{what[1:]}. Build the store anew, and open it again.")


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
    headers = {**FOR_EVER, "Content-Encoding": "gzip"} if packed else FOR_EVER
    kind = "application/json" if name.endswith(".json") else "application/octet-stream"
    return Response(content, headers=headers, media_type=kind)
