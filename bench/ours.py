"""Times the real page from outside: key presses in, the date written on the map out.

The map writes its date after it has drawn a frame, in the same animation frame; an observer
of that text runs as soon as the frame's script ends.
"""

from __future__ import annotations

import random
from typing import Any

from playwright.sync_api import Page

from bench.made_up import DAYS, FIRST_DAY
from bench.measures import PRESSES, Traffic, summary

_WATCH = """() => {
  const frame = document.querySelector("iframe[src*='streamlit_folium']").contentWindow;
  const box = frame.document.querySelector(".bm-date");
  const bench = window.bench = { at: null, steps: [], shown: [], frames: 0 };
  addEventListener("keydown", (event) => { bench.at = event.timeStamp; }, true);
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => bench.shown.push(performance.now() - data);
  new frame.MutationObserver(() => {
    bench.frames += 1;
    if (bench.at === null) return;
    bench.steps.push(performance.now() - bench.at);
    channel.port2.postMessage(bench.at);
    bench.at = null;
  }).observe(box, { childList: true, characterData: true, subtree: true });
}"""

# A key press on every animation frame; frames drawn a second, and frames of the screen a second.
_PRESS_EACH_FRAME = """(slider, seconds) => new Promise((done) => {
  const start = performance.now();
  const before = window.bench.frames;
  let frames = 0, key = "ArrowRight";
  const tick = () => {
    const passed = (performance.now() - start) / 1000;
    if (passed >= seconds) {
      done({ drawn: (window.bench.frames - before) / passed, screen: frames / passed });
      return;
    }
    frames += 1;
    if (Number(slider.value) >= Number(slider.max)) key = "ArrowLeft";
    if (Number(slider.value) <= Number(slider.min) + 8) key = "ArrowRight";
    slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})"""

_PLAYED = """(seconds) => new Promise((done) => {
  const start = performance.now();
  const before = window.bench.frames;
  let frames = 0;
  const tick = () => {
    frames += 1;
    const passed = (performance.now() - start) / 1000;
    if (passed < seconds) { requestAnimationFrame(tick); return; }
    done({ drawn: (window.bench.frames - before) / passed, screen: frames / passed });
  };
  requestAnimationFrame(tick);
})"""


def open_page(page: Page, address: str, window: str) -> float:
    """Open the page on the made-up days; returns seconds until the first frame was drawn."""
    first, last = FIRST_DAY, FIRST_DAY.fromordinal(FIRST_DAY.toordinal() + DAYS - 1)
    start = FIRST_DAY.fromordinal(FIRST_DAY.toordinal() + 8)
    page.add_init_script(
        """if (window === top) requestAnimationFrame(function look() {
          const frame = document.querySelector("iframe[src*='streamlit_folium']");
          const box = frame?.contentDocument?.querySelector(".bm-date");
          if (box?.textContent) window.firstPaint = performance.now();
          else requestAnimationFrame(look);
        });"""
    )
    page.goto(f"{address}/?date={start}&window={window}&from={first}&to={last}")
    page.wait_for_function("window.firstPaint", timeout=60_000)
    return float(page.evaluate("window.firstPaint")) / 1000


def time_steps(page: Page, traffic: Traffic, seed: int) -> dict[str, Any]:
    """Press a key sixty times and measure; then play."""
    page.wait_for_timeout(2500)
    page.evaluate(_WATCH)
    slider = page.get_by_role("slider", name="Date")
    slider.focus()
    wait = random.Random(seed)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    page.evaluate("() => { window.bench.steps = []; window.bench.shown = []; }")
    before = traffic.bytes
    for press in range(PRESSES):
        # Presses fall anywhere within a frame of the screen, and sooner than a hand at rest.
        page.keyboard.press("ArrowRight" if press < PRESSES // 2 else "ArrowLeft")
        page.wait_for_timeout(wait.uniform(60, 100))
    steps, shown = page.evaluate("[window.bench.steps, window.bench.shown]")
    bytes_per_step = (traffic.bytes - before) / PRESSES
    page.wait_for_timeout(1500)
    each = slider.evaluate(_PRESS_EACH_FRAME, 4)
    page.wait_for_timeout(1500)
    slider.press("Home")
    page.wait_for_timeout(1200)
    for _ in range(8):
        page.keyboard.press("]")
    slider.press(" ")
    play = page.evaluate(_PLAYED, 1.8)
    return {
        **summary(steps),
        "shown_median_ms": summary(shown)["median_ms"],
        "fps": round(each["drawn"], 1),
        "play_fps": round(play["screen"], 1),
        "play_steps_per_s": round(play["drawn"], 1),
        "bytes_per_step": round(bytes_per_step),
    }
