"""Serves the page's files and the layers from memory, as they were when they were first read.

The address of a folder bears the digest of its files: what is served there is what was digested,
whatever happens to the files on disk.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Mapping
from functools import cache

from starlette.responses import Response

_folders: dict[str, dict[str, bytes]] = {}
_SQUEEZED = ("text/", "application/json", "application/geo+json", "application/javascript")
_TYPES = {".js": "text/javascript", ".geojson": "application/geo+json", ".css": "text/css"}


def let_serve(address: str, files: Mapping[str, bytes]) -> None:
    """Serve these files at an address; the same address keeps what it had."""
    _folders.setdefault(address, dict(files))


def held_answer(path: str, accepted: str) -> Response | None:
    """Return what is held at a path; None when it is none of ours.

    Parameters
    ----------
    path : str
        As asked for, below whatever the server is mounted at.
    accepted : str
        Header Accept-Encoding.
    """
    folder, _, name = path.rpartition("/component/")[2].partition("/")
    address = f"component/{folder}"
    files = _folders.get(address)
    if files is None:
        return None
    if name not in files:
        return Response(status_code=404)
    suffix = name[name.rfind(".") :]
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    # The digest is in the address: what is there never changes.
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    content = files[name]
    if "gzip" in accepted and media_type.startswith(_SQUEEZED):
        content = _squeezed(address, name)
        headers["Content-Encoding"] = "gzip"
    return Response(content, headers=headers, media_type=media_type)


@cache
def _squeezed(address: str, name: str) -> bytes:
    return gzip.compress(_folders[address][name], 6, mtime=0)
