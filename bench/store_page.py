"""Times a store on the page: first picture, steps, play, new tiles, bytes and memory."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

LIMITS = {
    "first_picture_s": 1.5,
    "step_script": {"median_ms": 8.0, "p95_ms": 17.0},
    "frames_a_second": 58.0,
    "bytes_a_step": 0,
    "zoom_s": 0.4,
    "renderer_more_mb": 150,
}
"""What is promised at ten million rows and at a hundred."""
_STEPS = 150
_PLAY_S = 5
_MAP = ".leaflet-container"
# Times what a frame of the map takes in the script, and tells when its words were written.
_TIMER = """
window.benchFrames = [];
window.benchTold = [];
const asked = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (call) => asked((now) => {
  const node = document.querySelector(".leaflet-container");
  const before = node?.getAttribute("aria-label");
  const begin = performance.now();
  call(now);
  const took = performance.now() - begin;
  const after = node?.getAttribute("aria-label");
  if (after === before) return;
  window.benchFrames.push(took);
  window.benchTold.push([performance.timeOrigin + performance.now(), after]);
});
"""


def add_store_page(commands: Any) -> None:
    """Add the command to the bench's command line."""
    command = commands.add_parser("store-page", help="time a store on the page; one JSON line")
    command.add_argument("store", type=Path, help="folder of a store")
    command.add_argument("--window", default="7d")
    command.set_defaults(run=run_store_page)


def run_store_page(chosen: argparse.Namespace) -> None:
    """Open the page with a store and without; print what each took as one JSON line."""
    from bench.server import served
    from events.store import read_manifest

    manifest = read_manifest(chosen.store)
    os.environ["BORDER_MONITOR_STORE"] = str(chosen.store.resolve())
    query = f"?date=2021-05-05&window={chosen.window}"
    with served("../dashboard/app.py") as address:
        without = _measured(f"{address}/{query}&stores=none", with_store=False)
        told = _measured(f"{address}/{query}", with_store=True)
    told["renderer_more_mb"] = told["renderer_mb"] - without["renderer_mb"]
    head = {"bench": "store-page", "rows": manifest.rows, "window": chosen.window}
    print(json.dumps(head | told | {"without": without, "limits": LIMITS}), flush=True)


def _measured(address: str, *, with_store: bool) -> dict[str, Any]:
    from bench.measures import browser_page, summary
    from bench.server import renderer_mb

    with browser_page() as (page, traffic, mark):
        page.add_init_script(_TIMER)
        page.goto(address)  # the server's first answer is not the page's load
        frame = _settled(page)
        page.reload()
        frame = _settled(page)
        told: dict[str, Any] = {}
        if with_store:
            told["first_picture_s"] = _first_picture(frame)
        slider = page.get_by_role("slider", name="Date")
        slider.focus()
        page.wait_for_timeout(1000)
        frame.evaluate("window.benchFrames.length = 0")
        before, asked = traffic.bytes, _asked(page)
        for _ in range(_STEPS):
            slider.press("ArrowRight")
        during = {"bytes": traffic.bytes - before, "tiles": len(asked)}
        page.wait_for_timeout(2000)
        steps = frame.evaluate("window.benchFrames")
        told |= {"step_script": summary(steps), "bytes_a_step": during["bytes"] // _STEPS}
        told["tiles_while_stepping"] = during["tiles"]
        told["frames_a_second"] = _played(page)
        if with_store:
            told["zoom_s"] = _zoomed(page, frame)
        told["renderer_mb"] = renderer_mb(mark)
        return told


def _settled(page: Page) -> Frame:
    """Wait until the map stands still, and give its frame."""
    place = page.frame_locator("iframe[src*='streamlit_folium']")
    place.locator(".bm-date").filter(has_text="20").wait_for(timeout=120_000)
    page.wait_for_timeout(6000)
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def _first_picture(frame: Frame) -> float:
    """Return the seconds from the first frame of the map to the whole picture of the store."""
    told: list[tuple[float, str]] = frame.evaluate("window.benchTold")
    begin = told[0][0]
    whole = next(at for at, words in told if "store S1" in words and "loading" not in words)
    return round((whole - begin) / 1000, 2)


def _asked(page: Page) -> list[str]:
    found: list[str] = []
    page.on("request", lambda one: found.append(one.url) if "/store_" in one.url else None)
    return found


def _played(page: Page) -> float:
    """Return how many frames a second the page has while the clock plays."""
    page.get_by_role("button", name="Play").first.click()
    count = page.evaluate(
        """(seconds) => new Promise((done) => {
          let frames = 0;
          const begin = performance.now();
          const next = () => {
            frames += 1;
            const passed = performance.now() - begin;
            if (passed < 1000 * seconds) requestAnimationFrame(next);
            else done(frames / passed * 1000);
          };
          requestAnimationFrame(next);
        })""",
        _PLAY_S,
    )
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pause").first.click()
    return round(float(count), 1)


def _zoomed(page: Page, frame: Frame) -> float:
    """Return the seconds from the end of a zoom to the whole picture of its new tiles."""
    page.wait_for_timeout(1500)
    frame.evaluate("window.benchTold.length = 0")
    lacking: list[float] = []
    told: list[tuple[float, str]] = []
    # A press is half a zoom: after a few the next zoom of squares begins.
    for _ in range(8):
        frame.locator(_MAP).get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(3000)
        told = frame.evaluate("window.benchTold")
        lacking = [at for at, words in told if "loading" in words]
        if lacking:
            break
    frame.wait_for_function("!benchTold.at(-1)[1].includes('loading')", timeout=60_000)
    told = frame.evaluate("window.benchTold")
    lacking = [at for at, words in told if "loading" in words]
    if not lacking:
        raise SystemExit("bench: no zoom led to tiles that were not there.")
    whole = next(at for at, words in told if at > lacking[-1])
    return round((whole - lacking[0]) / 1000, 2)
