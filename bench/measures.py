"""What every design is measured with: a browser, the bytes over the wire, medians."""

from __future__ import annotations

import secrets
import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, WebSocket, sync_playwright

from bench.visits import visit_again

PRESSES = 60
VIEWPORT = (1440, 900)
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


class Traffic:
    """Bytes a page received and sent: messages of web sockets and bodies of answers."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.foreign: set[str] = set()
        page.on("websocket", self._follow)
        page.on("response", self._count)

    def _follow(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._add)
        socket.on("framesent", self._add)

    def _add(self, payload: str | bytes) -> None:
        self.bytes += len(payload)

    def _count(self, response: Any) -> None:
        self.bytes += int(response.headers.get("content-length", 0))


@contextmanager
def browser_page(*flags: str) -> Iterator[tuple[Page, Traffic, str]]:
    """Open a page in a headless Chromium of its own; gives it, its traffic, and its mark."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("bench: Chromium is missing. apt-get install chromium")
    mark = f"--bench-mark={secrets.token_hex(6)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_FLAGS, *flags, mark])
        width, height = VIEWPORT
        page = browser.new_page(viewport={"width": width, "height": height})
        visit_again(page)
        yield page, Traffic(page), mark
        browser.close()


def summary(times: Sequence[float]) -> dict[str, Any]:
    """Return median, 95th percentile and count of measured milliseconds."""
    if len(times) < 2:
        raise SystemExit(f"bench: {len(times)} of {PRESSES} steps were seen on the map.")
    ordered = sorted(times)
    return {
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
        "steps": len(ordered),
    }
