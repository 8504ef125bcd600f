"""Whoever is not this server's own page gets nothing, and nobody is asked who they are."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import STARTS, Served, serving

from dashboard.errors import SettingsError
from dashboard.page.server import guarded

FOREIGN = (
    *("http://evil.example", "https://evil.example:8501", "http://10.0.0.7:8501"),
    *("http://192.0.2.1", "http://[2001:db8::1]", "http://127.0.0.1:1", "http://localhost:1"),
    *(
        "null",
        "file://",
        "chrome-extension://abc",
        "http://",
        "http://[::1",
        "evil",
        "ftp://127.0.0.1",
    ),
    "http://127.0.0.1@evil.example",
)


@pytest.fixture(scope="module", params=sorted(STARTS))
def started(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("started"), request.param) as found:
        yield found


def test_a_socket_from_a_foreign_page_is_refused_at_once_and_calls_nobody(started: Served) -> None:
    # The port is open before the program is loaded: the first answer waits for that.
    started.ask()
    began = time.monotonic()
    for origin in FOREIGN:
        assert " 403 " in started.open_socket(Origin=origin), origin
    assert time.monotonic() - began < 3, "a look-up takes a second each"
    assert started.called() == []
    assert "external IP" not in started.log.read_text()


def test_it_listens_on_the_loopback_address_alone_wherever_it_is_started(started: Served) -> None:
    with pytest.raises(ConnectionRefusedError):
        # Whoever listens on every address of the machine answers here, too.
        socket.create_connection(("127.0.0.2", started.port), timeout=5).close()
    assert "Collecting usage statistics" not in started.log.read_text()


def test_without_its_settings_it_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.config.get_option", {"server.address": None}.get)
    with pytest.raises(SettingsError, match=r"config\.toml is missing"):
        guarded({})


def test_the_own_page_gets_its_socket(started: Served) -> None:
    own = f"http://127.0.0.1:{started.port}"
    assert " 101 " in started.open_socket(Origin=own)
    local = f"localhost:{started.port}"
    assert " 101 " in started.open_socket(Host=local, Origin=f"http://{local}")
    assert started.called() == []


def test_a_socket_that_does_not_say_where_it_is_from_is_refused(served: Served) -> None:
    assert " 403 " in served.open_socket()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "localhost@evil.example",
        "a b",
        "",
        "localhost:99999",
        "localhost/",
        "[::1",
        "127.1",
        "localhost..",
        "2130706433",
    ],
)
def test_a_foreign_host_gets_nothing_on_any_route(served: Served, host: str) -> None:
    for path in (
        "/",
        "/_stcore/health",
        "/_stcore/host-config",
        "/media/0.csv",
        "/static/x",
        "/favicon.png",
    ):
        status, _, body = served.ask(path, Host=host)
        assert status in (400, 421)
        assert body == b"" or (status == 400 and len(body) < 60)
    assert not served.open_socket(Host=host, Origin=f"http://{host}").startswith("HTTP/1.1 101")


def test_a_request_of_a_foreign_page_is_refused(served: Served) -> None:
    for origin in FOREIGN:
        assert served.ask("/_stcore/health", Origin=origin)[0] == 403, origin
    for site in ("cross-site", "same-site"):
        assert served.ask("/media/0.csv", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors")[0] == 403
        framed = {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}
        assert served.ask("/", Sec_Fetch_Site=site, **framed)[0] == 403


def test_a_link_on_another_page_opens_this_one(served: Served) -> None:
    followed = {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert served.ask("/?date=2021-11-08", Sec_Fetch_Site="cross-site", **followed)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/auth/login",
        "/oauth2callback",
        "/_stcore/",
    ],
)
def test_what_nobody_needs_is_not_served(served: Served, path: str) -> None:
    assert served.ask(path)[0] == 404
    assert served.ask(path, method="POST")[0] == 404


def test_nobody_may_frame_the_page_or_send_it_messages(served: Served) -> None:
    _, headers, body = served.ask("/_stcore/host-config")
    assert b'"allowedOrigins":[]' in body
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_other_hosts_are_served_when_they_are_named(tmp_path: Path) -> None:
    names = {"BORDER_MONITOR_HOSTS": "monitor.example, 127.0.0.1"}
    with serving(tmp_path, environment=names) as found:
        assert found.ask(Host="monitor.example")[0] == 200
        assert found.ask(Host="monitor.example:443")[0] == 200
        assert found.ask(Host="localhost")[0] == 421
        assert " 101 " in found.open_socket(
            Host="monitor.example", Origin="https://monitor.example"
        )
        assert " 403 " in found.open_socket(Host="monitor.example", Origin="https://evil.example")
        assert found.called() == []


def test_a_socket_carries_only_what_the_page_asks_for() -> None:
    from streamlit.proto.BackMsg_pb2 import BackMsg

    from dashboard.page.server.websocket_messages import is_allowed

    def message(kind: str) -> BackMsg:
        found = BackMsg()
        field = BackMsg.DESCRIPTOR.fields_by_name[kind]
        if field.message_type is None:
            setattr(found, kind, True)
        else:
            getattr(found, kind).SetInParent()
        return found

    for kind in ("clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"):
        assert not is_allowed(message(kind).SerializeToString()), kind
    for kind in ("rerun_script", "stop_script", "app_heartbeat", "file_urls_request"):
        assert is_allowed(message(kind).SerializeToString()), kind
    for operation in ("install_skills", "dismiss_skills_nudge"):
        asked = message("backend_operation_request")
        getattr(asked.backend_operation_request, operation).SetInParent()
        assert not is_allowed(asked.SerializeToString()), operation
    asked = message("backend_operation_request")
    asked.backend_operation_request.deferred_file.file_id = "a"
    assert is_allowed(asked.SerializeToString())
    assert is_allowed(b"\xff\xff"), "the framework ends that connection"
