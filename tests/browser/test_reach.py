"""The page by the keyboard alone, and for a reader who has colours of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from watching import Watched

SLOW = 20_000
FOCUSED = """() => {
  let node = document.activeElement;
  while (node) {
    const inner = node.shadowRoot?.activeElement ?? node.contentDocument?.activeElement;
    if (!inner || inner === node.contentDocument?.body) break;
    node = inner;
  }
  const name = node.getAttribute("aria-label") ?? node.labels?.[0]?.innerText ?? node.innerText;
  const style = node.ownerDocument.defaultView.getComputedStyle(node);
  return { tag: node.tagName, name: (name ?? "").trim(), outline: style.outlineStyle,
    width: parseFloat(style.outlineWidth), colour: style.outlineColor };
}"""


def go_to(watched: Watched, name: str, key: str = "Tab") -> None:
    """Press Tab until what is called so has the focus."""
    seen = []
    for _ in range(160):
        found = watched.page.evaluate(FOCUSED)
        if re.match(name, found["name"]):
            return
        seen.append(found["name"][:40])
        watched.page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached by {key}: {seen}")


def type_date(watched: Watched, text: str) -> None:
    go_to(watched, "Date on show")
    watched.page.keyboard.press("Control+A")
    watched.page.keyboard.type(text)
    watched.page.keyboard.press("Enter")


def find_in_view(watched: Watched, text: str) -> None:
    """Go from the clock back to the list on the map, and down to what says so."""
    go_to(watched, "In view: ", "Shift+Tab")
    option = watched.map.get_by_role("listbox", name="In view").get_by_role("option", selected=True)
    expect(option).to_have_count(1)
    for _ in range(160):
        if text in (option.text_content() or ""):
            return
        watched.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{text} is not in view")


@pytest.mark.long
def test_by_keys_what_happened_at_kuznica_and_who_says_so(watched: Watched) -> None:
    watched.open()
    type_date(watched, "14 Nov 2021")
    expect(watched.map.locator(".bm-date")).to_have_text("8–14 Nov 2021")
    find_in_view(watched, "Mass attempt at Kuźnica")
    watched.page.keyboard.press("Enter")
    detail = watched.page.locator("[data-detail]")
    expect(detail).to_be_focused(timeout=SLOW)
    expect(detail.get_by_role("heading", level=2).first).to_contain_text("Kuźnica")
    expect(detail.get_by_role("link").first).to_be_visible()
    watched.page.keyboard.press("Tab")
    focused = watched.page.evaluate(FOCUSED)
    assert focused["tag"] in {"A", "BUTTON"}
    assert watched.errors == []


@pytest.mark.long
def test_by_keys_where_the_buffer_zone_was_in_july_2024(watched: Watched) -> None:
    watched.open()
    type_date(watched, "15 Jul 2024")
    expect(watched.map.locator(".bm-date")).to_have_text("9–15 Jul 2024")
    find_in_view(watched, "buffer zone")
    watched.page.keyboard.press("Enter")
    detail = watched.page.locator("[data-detail]")
    expect(detail).to_be_focused(timeout=SLOW)
    expect(detail.get_by_role("heading", level=2)).to_contain_text("buffer zone")
    watched.page.keyboard.press("Escape")
    expect(watched.map.get_by_role("listbox", name="In view")).to_be_focused(timeout=SLOW)


@pytest.mark.long
def test_by_keys_a_day_of_the_series_and_a_file_of_it(watched: Watched) -> None:
    watched.open("?date=2021-11-16&window=1d&from=2021-11-01&to=2021-11-30")
    go_to(watched, "Series of")
    watched.page.keyboard.press("ArrowRight")
    watched.page.keyboard.press("Enter")
    expect(watched.map.locator(".bm-date")).to_have_text("17 Nov 2021")
    watched.page.keyboard.press("Control+Home")
    watched.rest()
    go_to(watched, "Export", "Shift+Tab")
    watched.page.keyboard.press("Enter")
    expect(watched.page.get_by_text("Slides, player and data")).to_be_visible()
    watched.page.keyboard.press("Escape")
    expect(watched.page.get_by_text("Slides, player and data")).to_be_hidden()
    watched.wait_until(
        lambda: watched.page.evaluate(FOCUSED)["name"], lambda name: name.startswith("Export")
    )


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as CSS writes it (WCAG 2.2)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.long
def test_every_button_that_has_the_focus_is_framed_three_to_one(watched: Watched) -> None:
    watched.open("?date=2021-11-16")
    found = 0
    for _ in range(70):
        watched.page.keyboard.press("Tab")
        stop = watched.page.evaluate(FOCUSED)
        if stop["tag"] != "BUTTON":
            continue
        found += 1
        assert stop["outline"] != "none", stop
        assert stop["width"] >= 2, stop
        assert 1.05 / (luminance(stop["colour"]) + 0.05) >= 3, stop
    assert found > 25


@pytest.mark.long
def test_colours_of_the_reader_leave_scale_squares_tabs_and_play(watched: Watched) -> None:
    watched.page.emulate_media(forced_colors="active")
    watched.open("?date=2021-11-16")
    scale = watched.map.locator(".bm-legend .ramp").first.locator(".cell i")
    colour = "nodes => nodes.map((node) => getComputedStyle(node).backgroundColor)"
    assert len(set(scale.evaluate_all(colour))) == scale.count() == 5
    days = watched.page.locator(".bm .days i")
    height = "nodes => nodes.map((node) => getComputedStyle(node).borderBottomWidth)"
    assert len(set(days.evaluate_all(height))) > 1
    tab = "node => getComputedStyle(node).borderBottomWidth"
    assert watched.page.get_by_role("tab", selected=True).evaluate(tab) == "3px"
    other = watched.page.get_by_role("tab", selected=False).first
    assert other.evaluate(tab) != "3px"
    play = watched.page.locator("[data-part=play] i")
    sides = """node => {
      const { borderLeftColor, borderTopColor } = getComputedStyle(node);
      return [borderLeftColor, borderTopColor];
    }"""
    left, top = play.evaluate(sides)
    assert left != top


@pytest.mark.long
def test_escape_takes_the_tip_of_the_map_away(watched: Watched) -> None:
    watched.open("?date=2021-11-16&at=25.6,53.9,6")
    box = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert box
    tip = watched.map.locator(".bm-tip")
    spot = watched.in_map("""() => {
      const { x, y } = window.map.latLngToContainerPoint([53.5, 23.68]);
      return [x, y];
    }""")
    for dy in range(-80, 80, 4):
        watched.page.mouse.move(box["x"] + spot[0], box["y"] + spot[1] + dy)
        if tip.is_visible():
            break
    expect(tip).to_be_visible()
    watched.map.locator(".leaflet-container").focus()
    watched.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
