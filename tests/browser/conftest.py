"""A real server and a real Chromium for the tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from modules import serve_modules
from playwright.sync_api import Browser, Page, expect, sync_playwright
from watching import FLAGS, Watched, free_port, start_server

# Nothing here is a test of speed, and the machine may be busy.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser; it may be tried a second time.

    Thousands of steps between three processes on a busy machine go wrong once in some thousand
    tests without anything being wrong. What passed at the second try only is named at the end of
    the run, with R: look at it.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    server = start_server(port, tmp_path_factory.mktemp("server") / "log")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing: apt-get install chromium, or scripts/test --no-browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield Watched(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    serve_modules(page)
    yield page
    page.close()
