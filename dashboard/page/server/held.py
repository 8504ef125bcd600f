"""Serves the page's files and the layers from memory, as they were when they were first read.

The address of a folder bears the digest of its files: what is served there is what was digested,
whatever happens to the files on disk.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from starlette.responses import Response
from streamlit import runtime

if TYPE_CHECKING:
    from streamlit.components.types.base_custom_component import BaseCustomComponent

_folders: dict[str, dict[str, bytes]] = {}
_SQUEEZED = ("text/", "application/json", "application/geo+json", "application/javascript")
_TYPES = {
    ".js": "text/javascript",
    ".geojson": "application/geo+json",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
"""Headers of what lies under an address that bears its digest."""


def let_serve(address: str, files: Mapping[str, bytes]) -> None:
    """Serve these files at an address; the same address keeps what it had."""
    _folders.setdefault(address, dict(files))


def let_mount(component: BaseCustomComponent) -> None:
    """Make a component known to the server, whichever thread declared it.

    By itself the framework does so only for one that is declared during a run of the page.
    """
    if runtime.exists():
        runtime.get_instance().component_registry.register_component(component)


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
    media_type = _type_of(name)
    # The digest is in the address: what is there never changes.
    headers = dict(FOR_EVER)
    content = files[name]
    if "gzip" in accepted and _shrinks(media_type):
        content = _squeezed(address, name)
        headers["Content-Encoding"] = "gzip"
    return Response(content, headers=headers, media_type=media_type)


def squeeze_held() -> None:
    """Squeeze all that is held: whoever comes first waits for it no longer than others."""
    for address, files in _folders.items():
        for name in files:
            if _shrinks(_type_of(name)):
                _squeezed(address, name)


def _type_of(name: str) -> str:
    suffix = name[name.rfind(".") :]
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _shrinks(media_type: str) -> bool:
    return media_type.startswith(_SQUEEZED)


@cache
def _squeezed(address: str, name: str) -> bytes:
    return gzip.compress(_folders[address][name], 6, mtime=0)
