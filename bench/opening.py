"""``scripts/bench page``: how soon the map is painted, what a rest of the hand costs the server."""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.server import ROOT, free_port, serving, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RUNS = 5
_PATIENCE_S = 60
RESTS = 8
"""Rests of the hand in each of the runs."""

_WATCH = """if (window === top) requestAnimationFrame(function look() {
  const frame = document.querySelector("iframe[src*='streamlit_folium']")?.contentDocument;
  if (frame?.querySelector(SELECTOR)) window.painted = performance.now();
  else requestAnimationFrame(look);
});"""
_OURS, _EMPTY = ".bm-date:not(:empty)", ".leaflet-control-zoom"
"""What there is when a map is painted: ours says its date when it has drawn its first frame."""


def add_page(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    page = commands.add_parser(
        "page", help="first paint beside an empty st_folium page, start, CPU of a rest; one line"
    )
    page.add_argument("--runs", type=int, default=RUNS, help="medians of so many (default: 5)")
    page.set_defaults(run=run_page)


def run_page(chosen: argparse.Namespace) -> None:
    """Measure on the real record, and print one JSON line.

    The page and the empty one are opened in turns, each time in a browser that has seen neither:
    what else the machine does falls on both.
    """
    from bench.measures import browser_page

    with (
        browser_page() as (page, _, _),
        serving("../dashboard/app.py") as (ours, pid),
        serving("bare_page.py") as (bare, _),
    ):
        browser = page.context.browser
        assert browser is not None
        for address, mark in ((ours, _OURS), (bare, _EMPTY)):
            painted_s(browser, address, mark)  # the first answer of a server is told apart below
        pairs = [
            (painted_s(browser, ours, _OURS), painted_s(browser, bare, _EMPTY))
            for _ in range(chosen.runs)
        ]
        costs = [rest_cpu_s(browser, ours, pid) for _ in range(chosen.runs)]
        started = [started_s(browser) for _ in range(chosen.runs)]
    found = {
        "painted_s": _median([our for our, _ in pairs]),
        "empty_s": _median([empty for _, empty in pairs]),
        "ratio": _median([our / empty for our, empty in pairs]),
        "started_s": _median(started),
        "rest_cpu_s": _median(costs, 3),
    }
    print(json.dumps({"bench": "page", "runs": chosen.runs, **found}), flush=True)


def _median(values: Sequence[float], digits: int = 2) -> float:
    return round(statistics.median(values), digits)


@contextmanager
def _new_page(browser: Browser) -> Iterator[Page]:
    from bench.measures import VIEWPORT

    width, height = VIEWPORT
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


def painted_s(browser: Browser, address: str, mark: str) -> float:
    """Return the seconds from asking for a page until its map is there.

    Parameters
    ----------
    browser : Browser
        A context of its own holds the page, and so no file of a visit before.
    address : str
        Of the server.
    mark : str
        Selector of what the map's frame has when it is painted.
    """
    with _new_page(browser) as page:
        return _open(page, address, mark)


def _open(page: Page, address: str, mark: str) -> float:
    page.add_init_script(_WATCH.replace("SELECTOR", json.dumps(mark)))
    page.goto(address)
    # The policy of the page forbids what a wait for a function would run in it.
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        painted = page.evaluate("window.painted")
        if painted:
            return float(painted) / 1000
        page.wait_for_timeout(50)
    raise SystemExit(f"bench: {address} painted no map in {_PATIENCE_S} s.")


def rest_cpu_s(browser: Browser, address: str, pid: int) -> float:
    """Return the seconds of processor that the server spends on one rest of the hand.

    The hand steps a day and rests until the server has answered; what the server spends in
    as long a time with nobody at it is taken off.
    """
    with _new_page(browser) as page:
        _open(page, address, _OURS)
        slider = page.get_by_role("slider", name="Date")
        slider.focus()
        page.wait_for_timeout(2500)
        idle, begin = cpu_s(pid), time.monotonic()
        page.wait_for_timeout(2000)
        idle_rate = (cpu_s(pid) - idle) / (time.monotonic() - begin)
        spent, begin = cpu_s(pid), time.monotonic()
        for _ in range(RESTS):
            page.keyboard.press("ArrowLeft")
            page.wait_for_timeout(1200)
        return (cpu_s(pid) - spent - idle_rate * (time.monotonic() - begin)) / RESTS


def cpu_s(pid: int) -> float:
    """Return the processor time of a process, of the user and of the system, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def started_s(browser: Browser) -> float:
    """Return the seconds from the command that opens the dashboard until its map is there.

    What one start works out for the opening view is kept for the next: of several, all but the
    first are later starts.
    """
    port = free_port()
    begin = time.monotonic()
    server = subprocess.Popen(
        ["scripts/app", "--server.port", str(port), "--server.headless", "true"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(server, f"{address}/_stcore/health")
        with _new_page(browser) as page:
            _open(page, address, _OURS)
            return time.monotonic() - begin
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)
