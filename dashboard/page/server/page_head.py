"""Gives the framework's page a head of our own: name, icon, and what decides on light or dark.

The framework's own page is white until its scripts have run, and its scripts ask once which scheme
is wanted: whoever answers has to stand before them.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from dashboard.feed.assets import part_text
from dashboard.page.server.web_manifest import TITLE, head_links

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEAD = b"<head>"
_THEIRS = (
    (re.compile(rb"<title>[^<]*</title>"), f"<title>{TITLE}</title>".encode()),
    (re.compile(rb'<link rel="shortcut icon"[^>]*>'), b""),
)
"""What the framework's page says of itself, and what stands there instead."""


@cache
def head_script() -> str:
    """Return the script that stands in the head of the page; the policy of the page names it."""
    return f"\n{part_text('web/page/scheme.js')}"


async def with_head(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request for the page with a head of our own.

    An answer that is no page, or has no head, goes on as it is.

    Parameters
    ----------
    app : ASGI application
        Answers with the framework's page.
    scope, receive, send
        Of the request.
    """
    # What a browser has kept is compared here: the framework does not know the script.
    known_tags = Headers(scope=scope).get("if-none-match", "")
    kept_out = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    headers = [pair for pair in scope["headers"] if pair[0].lower() not in kept_out]
    begun: Message | None = None
    body = b""

    async def held(message: Message) -> None:
        nonlocal begun, body
        if message["type"] == "http.response.start":
            known = MutableHeaders(scope=message)
            if known.get("content-type", "").startswith("text/html"):
                begun = message
                return
        if begun is None or message["type"] != "http.response.body":
            await send(message)
            return
        body += message.get("body", b"")
        if message.get("more_body", False):
            return
        whole = _with_ours(body)
        told = MutableHeaders(scope=begun)
        del told["last-modified"]
        if body:
            told["etag"] = f'"{hashlib.sha256(whole).hexdigest()[:32]}"'
            told["content-length"] = str(len(whole))
        else:
            del told["content-length"]
        if body and told["etag"] in known_tags:
            begun, whole = {**begun, "status": 304}, b""
            del told["content-length"]
        await send(begun)
        await send({"type": "http.response.body", "body": whole})

    await app({**scope, "headers": headers}, receive, held)


def _with_ours(page: bytes) -> bytes:
    for theirs, ours in _THEIRS:
        page = theirs.sub(ours, page, count=1)
    head = f"{_HEAD.decode()}<script>{head_script()}</script>{head_links()}".encode()
    return page.replace(_HEAD, head, 1)
