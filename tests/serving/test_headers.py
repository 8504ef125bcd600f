"""Every answer says what a browser may do with it, and no policy lets another host in."""

from __future__ import annotations

import re

import pytest
from asking import Served, run_apart
from starlette.types import Message, Receive, Scope, Send

from dashboard.page.server import Gate
from dashboard.page.server.policies import EXCEPTIONS, MAP_ROUTE, directives, headers_for, kept_type
from dashboard.page.server.uploads import UploadBounds

ROUTES = (
    *("/", "/some/page", "/favicon.png", "/static/none.js", "/_stcore/health"),
    *("/_stcore/host-config", "/_stcore/metrics", "/media/none.csv", "/component/none/index.html"),
    *(
        "/component/streamlit_folium.st_folium/index.html",
        "/_stcore/upload_file/a/b",
        "/..%2f..%2fetc",
    ),
)
WORDS = {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ROUTES)
def test_every_route_has_them(served: Served, path: str, method: str) -> None:
    status, headers, _ = served.ask(path, method=method, Content_Length="0")
    assert headers["x-content-type-options"] == "nosniff", status
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] in ("DENY", "SAMEORIGIN")
    policy = headers["content-security-policy"]
    assert "frame-ancestors" in policy
    assert headers.get("cache-control") == "no-store" or "/media/" not in path
    for directive in policy.split("; "):
        name, *sources = directive.split()
        for source in sources:
            own = source.removeprefix("ws://").removeprefix("wss://") == f"127.0.0.1:{served.port}"
            assert own or source in WORDS or re.fullmatch(r"'sha256-[\w+/=]{44}'", source), name


def test_what_a_browser_has_kept_keeps_its_policy(served: Served) -> None:
    """The headers of "not modified" replace those that were kept."""
    _, first, page = served.ask("/")
    assert first["etag"] and len(page) == int(first["content-length"])
    kept = {
        "If_None_Match": first.get("etag", ""),
        "If_Modified_Since": first.get("last-modified", ""),
    }
    status, again, body = served.ask("/", **kept)
    assert (status, body) == (304, b"")
    for name in ("content-security-policy", "x-frame-options", "x-content-type-options"):
        assert again[name] == first[name]


def test_a_frame_that_is_not_modified_keeps_its_policy_though_its_type_is_not_told() -> None:
    async def not_modified(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 304, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    said: list[Message] = []

    async def hear(message: Message) -> None:
        said.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    path = f"{MAP_ROUTE}index.html"
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [(b"host", b"127.0.0.1:8501")],
    }
    gate = Gate(not_modified, ["127.0.0.1"], UploadBounds({}, lambda: 0))
    run_apart(gate(scope, receive, hear))
    told = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    whole = headers_for(path, "text/html", "127.0.0.1:8501")
    assert said[0]["status"] == 304
    assert told["content-security-policy"] == whole["Content-Security-Policy"]
    assert told["x-frame-options"] == "SAMEORIGIN"


def test_a_kept_file_that_is_no_page_may_do_nothing() -> None:
    framed = f"{MAP_ROUTE}index.html"
    assert headers_for(framed, kept_type(framed), "localhost")["X-Frame-Options"] == "SAMEORIGIN"
    for path in ("/favicon.png", "/static/js/index.js", "/static/css/a.css", "/media/none.csv"):
        policy = headers_for(path, kept_type(path), "localhost")["Content-Security-Policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'"


def test_eval_is_let_in_on_the_route_of_the_map_alone() -> None:
    for path in ROUTES:
        for media_type in ("text/html; charset=utf-8", "text/javascript", ""):
            policy = headers_for(path, media_type, "localhost")["Content-Security-Policy"]
            is_map = path.startswith(MAP_ROUTE) and media_type.startswith("text/html")
            assert ("'unsafe-eval'" in policy) == is_map, (path, media_type)


def test_no_route_lets_scripts_stand_in_the_text(served: Served) -> None:
    for path in ROUTES:
        policy = served.ask(path)[1]["content-security-policy"]
        scripts = next((d for d in policy.split("; ") if d.startswith("script-src")), "")
        assert "'unsafe-inline'" not in scripts and " data:" not in scripts, path


def test_every_exception_is_listed_with_its_reason() -> None:
    for kind in ("page", "map", "nothing"):
        for name, sources in directives(kind).items():
            for source in set(sources) - {"'self'", "'none'"}:
                if not source.startswith("'sha256-"):
                    assert len(EXCEPTIONS[kind, name, source]) > 20
