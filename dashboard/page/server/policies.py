"""What a browser may do with an answer: one policy for the page, one for the map, one for the rest.

No policy names another host. Each exception from "only from here" stands with its reason in
`EXCEPTIONS`.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from mimetypes import guess_type
from pathlib import Path

import streamlit

from dashboard.page.server.page_head import head_script

MAP_ROUTE = "/component/streamlit_folium.st_folium/"
"""Where the frame with the map is served."""

EXCEPTIONS = {
    ("page", "script-src", "blob:"): "the framework makes a module of each component's script",
    ("page", "style-src", "'unsafe-inline'"): "its style sheets are written while it runs",
    ("page", "img-src", "data:"): "symbols in the panels are pictures within the text",
    ("page", "font-src", "data:"): "the framework's style sheet holds some letters within itself",
    ("map", "script-src", "'unsafe-eval'"): "streamlit-folium runs a part of the map by eval",
    ("map", "style-src", "'unsafe-inline'"): "it writes a style sheet of its own into the frame",
    ("map", "img-src", "data:"): "the legend's symbols are pictures within the text",
}
"""By policy, directive and source: why it is let in."""

_MOST_SCRIPTS = 4
_map_scripts: dict[str, None] = {}
_OWN = (
    *("default-src", "script-src", "style-src", "img-src", "font-src", "connect-src"),
    *("worker-src", "frame-src", "base-uri", "form-action"),
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def headers_for(path: str, media_type: str, host: str) -> dict[str, str]:
    """Return the headers of an answer.

    Parameters
    ----------
    path : str
        What was asked for.
    media_type : str
        Type of the answer; whatever is no page may do nothing at all.
    host : str
        Host header of the request, which was found among the served ones.
    """
    if not media_type.startswith("text/html") or "/media/" in path:
        policy, frame = _policy("nothing", host), "DENY"
    elif path.startswith(MAP_ROUTE):
        policy, frame = _policy("map", host), "SAMEORIGIN"
    else:
        policy, frame = _policy("page", host), "DENY"
    found = {**_ALWAYS, "Content-Security-Policy": policy, "X-Frame-Options": frame}
    if "/media/" in path:
        # What was taken away is not kept by anything on the way.
        found["Cache-Control"] = "no-store"
    return found


def kept_type(path: str) -> str:
    """Return the media type of what a browser has kept from a path.

    "Not modified" names no type, and its headers replace those of what was kept: the policy of a
    file would shut the page itself up. A path that names no other kind of file is a page.
    """
    return guess_type(path)[0] or "text/html"


def let_run(script: str) -> None:
    """Let a script run that the map's frame puts into its own page; it is named by its digest."""
    digest = _digest(script)
    if digest not in _map_scripts:
        while len(_map_scripts) >= _MOST_SCRIPTS:
            _map_scripts.pop(next(iter(_map_scripts)))
        _map_scripts[digest] = None


def directives(kind: str) -> dict[str, tuple[str, ...]]:
    """Return what a policy allows, by directive; sockets to the asked host come on top."""
    if kind == "nothing":
        return {"default-src": ("'none'",), "frame-ancestors": ("'none'",)}
    own: tuple[str, ...] = ("'self'",)
    plain: dict[str, tuple[str, ...]] = dict.fromkeys(_OWN, own)
    plain["object-src"] = ("'none'",)
    plain["frame-ancestors"] = ("'none'",) if kind == "page" else own
    if kind == "page":
        plain["script-src"] = (*own, *_inline_scripts())
    elif kind == "map":
        plain["script-src"] = (*own, *tuple(_map_scripts))
    for policy, directive, source in EXCEPTIONS:
        if policy == kind:
            plain[directive] = (*plain[directive], source)
    return plain


def _policy(kind: str, host: str) -> str:
    found = directives(kind)
    if kind == "page":
        # 'self' stands for sockets too, except in browsers of some years ago.
        found["connect-src"] = (*found["connect-src"], f"ws://{host}", f"wss://{host}")
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in found.items())


def _digest(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def _inline_scripts() -> tuple[str, ...]:
    """Return the digests of the scripts that stand within the framework's own page, and of ours."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    found = re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL)
    return tuple(map(_digest, (*found, head_script())))
