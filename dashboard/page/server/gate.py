"""The gate in front of every route: a foreign host or page is sent away, every answer has headers.

It stands before the framework, so that nothing of a foreign request is looked at twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from dashboard.page.server.held import held_answer
from dashboard.page.server.hosts import host_name, is_own_page
from dashboard.page.server.page_head import with_head
from dashboard.page.server.policies import headers_for, kept_type
from dashboard.page.server.stores import store_answer
from dashboard.page.server.uploads import UploadBounds
from dashboard.page.server.websocket_messages import only_allowed
from events import tell

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CORE = ("health", "host-config", "stream", "upload_file/", "bidi-components/")
"""What is served of the framework's own routes; figures on its use and its second door are not."""
_PARTS = ("/component/", "/media/", "/_stcore/")
_CLOSED = ("/auth/", "/oauth2callback")
_guarded = False


def is_guarded() -> bool:
    """Tell whether a gate stands before this server."""
    return _guarded


@cache
def tell_unguarded() -> None:
    """Say once, on the terminal, that this server has no gate."""
    tell(
        "border-monitor: run from within another script, and served without the gate: no policies, "
        "no bounds on what is brought. Start it with scripts/app.",
        error=True,
    )


class Gate:
    """ASGI application that lets through what was asked by this server's own page.

    Parameters
    ----------
    app : ASGI application
        What stands behind it.
    hosts : iterable of str
        Names of the hosts served.
    bounds : UploadBounds
        How much may be brought.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], bounds: UploadBounds) -> None:
        global _guarded
        _guarded = True
        self._app = app
        self._hosts = frozenset(hosts)
        self._bounds = bounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = self._host(headers)
        if scope["type"] == "websocket":
            if host is None or not _opened_by_own_page(headers, host):
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(scope, only_allowed(receive), send)
            return
        path = str(scope["path"])
        if host is None:
            await Response(status_code=421)(scope, receive, _with_headers(send, path, "localhost"))
            return
        dressed = _with_headers(send, path, host)
        status = _refusal(str(scope["method"]), path, headers, host)
        if status is not None:
            await Response(status_code=status)(scope, receive, dressed)
            return
        accepted = headers.get("accept-encoding", "")
        held = held_answer(path, accepted) or await store_answer(path, accepted)
        if held is not None and scope["method"] in ("GET", "HEAD"):
            await held(scope, receive, dressed)
            return
        with self._bounds.take(str(scope["method"]), path, headers) as told:
            if told is not None:
                refused = Response(told.words, status_code=told.status, media_type="text/plain")
                await refused(scope, receive, dressed)
                return
            if _is_page(path):
                await with_head(self._app, scope, receive, dressed)
            else:
                await self._app(scope, receive, dressed)

    def _host(self, headers: Headers) -> str | None:
        """Return the Host header when it names a served host, and only one."""
        given = headers.getlist("host")
        if len(given) != 1 or host_name(given[0]) not in self._hosts:
            return None
        return given[0]


def _is_page(path: str) -> bool:
    # Whatever names no file of its own is answered with the page.
    return kept_type(path) == "text/html" and not any(part in path for part in _PARTS)


def _opened_by_own_page(headers: Headers, host: str) -> bool:
    # A browser always says where a socket is opened from; whoever does not is no page of ours.
    origins = headers.getlist("origin")
    return len(origins) == 1 and is_own_page(origins[0], host)


def _refusal(method: str, path: str, headers: Headers, host: str) -> int | None:
    """Return the status with which a request is sent away; None when it may go on."""
    if any(not is_own_page(origin, host) for origin in headers.getlist("origin")):
        return 403
    if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        # A link to the page may stand anywhere; a part of it is asked for by the page alone.
        followed = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
        if method not in ("GET", "HEAD") or followed != ("navigate", "document"):
            return 403
    _, core, rest = path.partition("/_stcore/")
    if core and not any(
        rest == name or (name[-1] == "/" and rest.startswith(name)) for name in CORE
    ):
        return 404
    if any(closed in path for closed in _CLOSED):
        return 404
    return None


def _with_headers(send: Send, path: str, host: str) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            known = headers.get("content-type", "")
            if message["status"] == 304:
                known = kept_type(path)
            for name, value in headers_for(path, known, host).items():
                headers[name] = value
        await send(message)

    return dressed
