"""Times the peers: the same events, the same key presses, each on a page of its own."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from playwright.sync_api import Error, Page

from bench.assets import fetch_assets
from bench.made_up import FIRST_DAY, made_up_columns
from bench.measures import PRESSES, Traffic, browser_page, summary
from bench.server import renderer_mb, served
from dashboard.scene.words.dates import day_number

DESIGNS = ("st_folium", "feature_group_to_add", "TimestampedGeoJson", "pydeck")
BUDGET_S = 80
"""Sixty presses or so many seconds, whichever ends first."""

# deck.gl tells nobody when it has drawn: the draw call carries the number of points.
_WATCH = """if (window === top) {
  const bench = window.bench = { at: null, seen: [], draws: [], drawn(step) {
    bench.seen.push([step, performance.now()]);
  } };
  addEventListener("keydown", (event) => { bench.at = event.timeStamp; }, true);
  for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...values) {
      draw.apply(this, values);
      bench.draws.push([values.at(-1), performance.now()]);
    };
  }
}"""


def time_peer(design: str, events: int, seed: int, window: str) -> dict[str, Any]:
    """Time one peer; says why when it cannot be measured on this machine."""
    if design == "TimestampedGeoJson" and (missing := fetch_assets()):
        return {"not_measurable_here": missing}
    with (
        served("peer_page.py", design, events, seed, window) as address,
        browser_page("--enable-unsafe-swiftshader") as (page, traffic, mark),
    ):
        page.add_init_script(_WATCH)
        page.goto(address)
        try:
            load_s = _wait_for_first(page, design)
            page.wait_for_timeout(1500)
            if design == "TimestampedGeoJson":
                found = _click_steps(page, traffic)
            else:
                found = _press_steps(page, traffic, _counts(events, seed, window), design)
        except Error as error:
            return {"not_measurable_here": str(error).splitlines()[0]}
        return {**found, "load_s": round(load_s, 2), "renderer_mb": renderer_mb(mark)}


def _counts(events: int, seed: int, window: str) -> dict[int, int]:
    days = made_up_columns(events, seed)["mark_day"].astype("i8")
    first = day_number(FIRST_DAY)

    def count(day: int) -> int:
        start = first if window == "all" else day - int(window.rstrip("d")) + 1
        a, b = np.searchsorted(days, [start, day + 1])
        return int(b - a)

    return {day: count(day) for day in range(first, first + 60)}


def _wait_for_first(page: Page, design: str) -> float:
    ready = "bench.draws.length" if design == "pydeck" else "bench.seen.length"
    if design == "TimestampedGeoJson":
        page.wait_for_timeout(3000)
        frame = page.frame_locator("iframe[src*='streamlit_folium']")
        frame.locator(".timecontrol-forward").wait_for(timeout=90_000)
    else:
        page.wait_for_function(ready, timeout=60_000)
    return float(page.evaluate("performance.now()")) / 1000


def _press_steps(
    page: Page, traffic: Traffic, counts: dict[int, int], design: str
) -> dict[str, Any]:
    slider = page.get_by_role("slider")
    slider.focus()
    times, before, until = [], traffic.bytes, time.monotonic() + BUDGET_S
    day = min(counts) + 8
    for press in range(PRESSES):
        if time.monotonic() > until:
            break
        on = press < PRESSES // 2
        day += 1 if on else -1
        page.evaluate("() => { bench.seen = []; bench.draws = []; bench.at = null; }")
        page.keyboard.press("ArrowRight" if on else "ArrowLeft")
        wanted, seen = (counts[day], "draws") if design == "pydeck" else (day, "seen")
        found = f"bench.{seen}.find(([what]) => what === {wanted})"
        page.wait_for_function(found, timeout=30_000)
        times.append(float(page.evaluate(f"{found}[1] - bench.at")))
        page.wait_for_timeout(300)  # the page comes to rest
    return _told(times, traffic.bytes - before)


def _click_steps(page: Page, traffic: Traffic) -> dict[str, Any]:
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    for _ in range(8):
        frame.evaluate("document.querySelector('.timecontrol-forward').click()")
        page.wait_for_timeout(600)
    times, before, until = [], traffic.bytes, time.monotonic() + BUDGET_S
    for press in range(PRESSES):
        if time.monotonic() > until:
            break
        name = "forward" if press < PRESSES // 2 else "backward"
        times.append(
            float(
                frame.evaluate(
                    """(name) => new Promise((done) => {
                      const start = parent.performance.now();
                      const before = parent.bench.seen.length;
                      document.querySelector(`.timecontrol-${name}`).click();
                      requestAnimationFrame(function look() {
                        const seen = parent.bench.seen[before];
                        if (seen) done(seen[1] - start);
                        else requestAnimationFrame(look);
                      });
                    })""",
                    name,
                )
            )
        )
        page.wait_for_timeout(100)
    return _told(times, traffic.bytes - before)


def _told(times: list[float], size: int) -> dict[str, Any]:
    found = summary(times)
    # Each step waits for the one before it: so many fit into a second.
    fps = round(1000 / found["median_ms"], 1)
    return {**found, "fps": fps, "bytes_per_step": round(size / len(times))}
