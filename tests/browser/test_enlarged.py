"""Wider letters, larger letters, less motion: what a reader sets loses nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from watching import Watched

VIEW = "?date=2021-11-14&window=7d"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
"""What WCAG 2.1, 1.4.12 has a page bear."""
SPACE = """(css) => {
  const put = (root) => {
    const style = document.createElement("style");
    style.textContent = css;
    (root.head ?? root).append(style);
    for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) put(shadowRoot);
  };
  put(document);
}"""
CUT = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) walk(node.shadowRoot);
      const says = [...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
      if (!says) continue;
      // Up to four boxes around a text may be the one that cuts it; the map is larger than its box.
      let box = node;
      for (let at = 0; at < 4 && box && !box.matches(".leaflet-container"); at += 1) {
        const { width, height } = box.getBoundingClientRect();
        if (width < 3 || height < 3) break; // heard, not seen
        const { overflowX, overflowY } = getComputedStyle(box);
        const cuts = (value) => value === "hidden" || value === "clip";
        if ((cuts(overflowX) && box.scrollWidth > box.clientWidth + 1)
          || (cuts(overflowY) && box.scrollHeight > box.clientHeight + 1)) {
          found.push(`${node.textContent.trim().slice(0, 40)} in ${box.className}`);
          break;
        }
        box = box.parentElement;
      }
    }
  };
  walk(document);
  return found;
}"""
OVERLAP = """() => {
  const nodes = [...document.querySelectorAll(".bm-card.folded, .bm-card:not(.folded) .bm-head,"
    + " .bm-date, .bm-goto > *, .leaflet-control-zoom, .bm-draw-box")];
  const boxes = nodes.map((node) => [node.textContent, node.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 3 && height > 3);
  return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => `${name.slice(0, 20)} over ${other.slice(0, 20)}`));
}"""
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth"


def frame_of(page: Page) -> Frame:
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 700)])
def test_wider_letters_are_neither_cut_nor_laid_over_others(
    watched: Watched, width: int, height: int
) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.open(VIEW)
    parts = (watched.page.main_frame, frame_of(watched.page))
    for part in parts:
        part.evaluate(SPACE, SPACED)
    watched.page.wait_for_timeout(500)
    for part in parts:
        assert part.evaluate(CUT) == []
    assert parts[1].evaluate(OVERLAP) == []
    assert watched.page.evaluate(SIDEWAYS) <= width


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(720, 450), (360, 225)], ids=["200%", "400%"])
def test_magnified_everything_is_reached_by_scrolling_one_way(
    watched: Watched, width: int, height: int
) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.open(VIEW)
    assert watched.page.evaluate(SIDEWAYS) <= width
    assert watched.page.main_frame.evaluate(CUT) == []
    for part in (
        watched.page.get_by_role("button", name="Play"),
        watched.page.get_by_role("tab", name="Data table"),
        watched.page.get_by_role("slider", name="Series of"),
        watched.page.get_by_role("button", name="Export", exact=True),
    ):
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport()


@pytest.fixture
def calm(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield Watched(context.new_page(), address)
    context.close()


MOVING = """() => document.getAnimations().filter(({ effect, playState }) =>
  playState === "running" && !effect.target.closest("[data-testid=stSkeleton], [class*=stSpinner]"))
  .map(({ effect, animationName, transitionProperty }) =>
    `${effect.target.className} ${animationName ?? transitionProperty}`)"""


@pytest.mark.long
def test_with_less_motion_nothing_is_animated_and_play_goes_step_by_step(calm: Watched) -> None:
    calm.open(VIEW)
    frame = frame_of(calm.page)
    calm.map.get_by_role("button", name="Zoom in").click()
    assert frame.evaluate(MOVING) == []
    calm.page.get_by_role("button", name="Play").click()
    expect(calm.map.locator(".bm-date")).not_to_have_text("8–14 Nov 2021")
    assert frame.evaluate(MOVING) == []
    assert calm.page.evaluate(MOVING) == []
    calm.page.get_by_role("button", name="Pause").click()
    assert calm.errors == []
