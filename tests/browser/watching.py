"""A real server, and a page with a record of what it asked for and what went wrong in it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Download, FrameLocator, Locator, Page, WebSocket

from bench.server import framework_settings
from bench.visits import visit_again

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
_QUIET = 0.1
"""Seconds without a word between page and server that are taken for the end of an answer."""
_PATIENCE = 60_000
"""Milliseconds: nothing here is a test of speed, and the machine may be busy."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(
    port: int, log: Path, script: Sequence[str] = ("dashboard/app.py",), **environment: str
) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                script[0],
                "--server.port",
                str(port),
                "--",
                *script[1:],
            ],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **framework_settings(), "PYTHONPATH": str(ROOT), **environment},
        )
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return server
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    server.kill()
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


class Watched:
    """A page with what it asked for and what went wrong in it."""

    def __init__(self, page: Page, address: str, *, is_first_visit: bool = False) -> None:
        self.page = page
        page.set_default_timeout(_PATIENCE)
        if not is_first_visit:
            visit_again(page)
        self.address = address
        self.requests: list[str] = []
        self._told = self._heard = 0.0
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type == "error" else None,
        )

    @property
    def foreign(self) -> list[str]:
        """Requests to any other host than this machine."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob", "about"}
            and urlsplit(url).hostname != "127.0.0.1"
        ]

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator("iframe[src*='streamlit_folium']")

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.address}/{query}")
        self.wait_for_map()

    def wait_for_map(self) -> None:
        """Until the time layer has drawn its first frame."""
        self.map.locator(".bm-date").filter(has_text="20").wait_for(timeout=120_000)
        self.page.get_by_role("slider", name="Date").wait_for()
        self.rest()

    def rest(self) -> None:
        """Until the server has answered all it was told, and says no more.

        A key at rest is told after 250 ms. What is told and has no answer within 3 s needs none.
        """
        until = time.monotonic() + 90
        self.page.wait_for_timeout(300)
        while time.monotonic() < until:
            now = time.monotonic()
            asking = self._told > self._heard and now - self._told < 3
            if not asking and now - max(self._told, self._heard) > _QUIET and self._stands_still():
                return
            self.page.wait_for_timeout(30)
        raise TimeoutError("the page came to no rest within 90 s")

    def wait_until(self, read: Callable[[], T], wanted: Callable[[T], bool]) -> T:
        """Read until what is read is as wanted; return it.

        What is drawn, said or written in the address may follow an action by a second or two:
        ``expect`` waits for what has a locator, and this for all else.
        """
        until = time.monotonic() + _PATIENCE / 2000
        while not wanted(found := read()):
            if time.monotonic() > until:
                raise AssertionError(f"not as wanted after {_PATIENCE / 2000:.0f} s: {found!r}")
            self.page.wait_for_timeout(50)
        return found

    def taken(self, button: Locator) -> Download:
        """Press a button that gives a file; the first of a server loads what draws it."""
        with self.page.expect_download(timeout=120_000) as waiting:
            button.click()
        return waiting.value

    def _stands_still(self) -> bool:
        return bool(
            self.page.evaluate(
                """() => !document.querySelector("[data-testid=stStatusWidget]") &&
                  document.querySelector("[data-testid=stApp]")?.dataset.testScriptState
                    === "notRunning" """
            )
        )

    def _listen(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)
        socket.on("framesent", lambda _: self._note("_told"))
        socket.on("framereceived", lambda _: self._note("_heard"))

    def _note(self, which: str) -> None:
        setattr(self, which, time.monotonic())

    def in_map(self, script: str) -> Any:
        frame = next(f for f in self.page.frames if "streamlit_folium" in f.url)
        return frame.evaluate(script)
