"""The cards of the map fold and remember it; layers go off; no word lies under a control."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect
from watching import Watched

WEEK = "?date=2021-11-08&window=7d"
STAMPED = """(pane, boxes) => {
  const canvas = document.querySelector(`.leaflet-${pane}-pane canvas`);
  const origin = canvas.getBoundingClientRect();
  const ratio = devicePixelRatio || 1;
  const ctx = canvas.getContext("2d");
  return boxes.map((box) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    const at = [left - origin.left, top - origin.top, width, height];
    const { data } = ctx.getImageData(...at.map((value) => Math.round(value * ratio)));
    let found = 0;
    for (let at = 3; at < data.length; at += 4) found += data[at] > 0;
    return [box.className, found];
  });
}"""
CONTROLS = (
    ".bm-card:not([hidden]), .bm-date, .bm-goto > *, .leaflet-control-zoom, .bm-draw-box, "
    ".leaflet-control-attribution"
)

Opening = Callable[[int, int], Watched]


@pytest.fixture
def sized(browser: Browser, address: str) -> Iterator[Opening]:
    """Open pages on screens of any size."""
    contexts = []

    def opening(width: int, height: int) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        return Watched(context.new_page(), address)

    yield opening
    for context in contexts:
        context.close()


def stamped(watched: Watched, pane: str, controls: str) -> dict[str, int]:
    """Count the pixels of a layer of the map that lie under each control that shows."""
    shown = f"""[...document.querySelectorAll({controls!r})].filter((one) => {{
      const {{ width, height }} = one.getBoundingClientRect();
      return width && height && getComputedStyle(one).display !== "none";
    }})"""
    found: list[tuple[str, int]] = watched.in_map(f"({STAMPED})({pane!r}, {shown})")
    return dict(found)


WRITTEN = """
  window.written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    window.written.push(text);
    return write.call(this, text, ...at);
  };
"""


def test_no_control_takes_the_place_of_a_figure_on_a_phone(sized: Opening) -> None:
    watched = sized(390, 844)
    watched.page.add_init_script(WRITTEN)
    watched.open("?date=2021-11-14&window=7d")
    watched.wait_until(
        lambda: watched.in_map("window.written"),
        lambda written: (
            {"343.4", "124.3", "21.8"} <= set(written)
            and all(name in "|".join(written) for name in ("Belarus–Poland", "Lithuania", "Latvia"))
        ),
    )


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("width", "height"),
    [(390, 844), (1440, 900), (320, 700), (768, 1024), (1024, 768), (1920, 1080), (960, 540)],
)
def test_no_word_lies_under_a_control_and_no_open_card_over_a_border(
    sized: Opening, width: int, height: int
) -> None:
    watched = sized(width, height)
    watched.open(WEEK)
    expect(watched.map.locator(".bm-layers button")).to_be_visible()
    words = stamped(watched, "words", CONTROLS)
    assert len(words) >= 6
    assert {name: count for name, count in words.items() if count} == {}
    assert set(stamped(watched, "borders", ".bm-card:not(.folded)").values()) <= {0}
    if width <= 390:
        expect(watched.map.locator(".bm-card:not(.folded)")).to_have_count(0)
    # The same when a card is opened by hand, and on another date.
    watched.map.get_by_role("button", name="Layers").click()
    watched.page.get_by_role("slider", name="Date").press("ArrowRight")
    expect(watched.map.locator(".bm-date")).to_have_text("3–9 Nov 2021")
    watched.page.wait_for_timeout(200)
    under = stamped(watched, "words", CONTROLS)
    assert {name: count for name, count in under.items() if count} == {}
    assert watched.errors == []


@pytest.mark.long
def test_a_card_folds_by_the_keyboard_and_stays_folded_at_the_next_visit(watched: Watched) -> None:
    watched.open(WEEK)
    legend = watched.map.get_by_role("button", name="Legend")
    expect(legend).to_have_attribute("aria-expanded", "true")
    legend.press("Enter")
    expect(legend).to_have_attribute("aria-expanded", "false")
    expect(watched.map.get_by_text("Borders: figure a day")).to_be_hidden()
    watched.page.reload()
    watched.wait_for_map()
    expect(watched.map.get_by_role("button", name="Legend")).to_have_attribute(
        "aria-expanded", "false"
    )
    # What the hand left alone still follows the room there is.
    flights = watched.map.get_by_role("button", name="Flights to and from Minsk")
    expect(flights).to_have_attribute("aria-expanded", "true")
    watched.page.set_viewport_size({"width": 1024, "height": 768})
    expect(flights).to_have_attribute("aria-expanded", "false")
    assert watched.errors == []


def test_layers_go_off_at_once_and_address_sentence_and_legend_say_so(watched: Watched) -> None:
    watched.open(WEEK)
    page, legend = watched.page, watched.map.locator(".bm-legend")
    expect(legend).to_contain_text("mass attempt, clash")
    layers = watched.map.get_by_role("button", name="Layers")
    layers.click()
    watched.map.get_by_role("checkbox", name="Events").uncheck()
    watched.map.get_by_role("checkbox", name="Flights").uncheck()
    expect(layers).to_have_text("Layers: 2 off")
    expect(legend).not_to_contain_text("mass attempt, clash")
    expect(legend).to_contain_text("Not drawn, turned offevents, flights")
    expect(watched.map.locator(".bm-inset")).to_be_hidden()
    said = watched.map.locator(".leaflet-container")
    expect(said).to_have_attribute(
        "aria-label", re.compile("Not drawn, turned off: events, flight")
    )
    expect(page.locator(".heading p").first).to_contain_text(
        "Not drawn, turned off: events and flights."
    )
    expect(page).to_have_url(re.compile(r"hide=marks%2Cflights"))
    # Steps keep it, a link opens it, and the box brings it back.
    page.get_by_role("slider", name="Date").press("ArrowRight")
    expect(watched.map.locator(".bm-date")).to_have_text("3–9 Nov 2021")
    expect(legend).not_to_contain_text("mass attempt, clash")
    watched.rest()
    page.reload()
    watched.wait_for_map()
    expect(watched.map.get_by_role("button", name="Layers")).to_have_text("Layers: 2 off")
    expect(legend).not_to_contain_text("mass attempt, clash")
    watched.map.get_by_role("checkbox", name="Events").check()
    expect(legend).to_contain_text("mass attempt, clash")
    expect(page.locator(".heading p").first).to_contain_text("events on the map")
    assert watched.errors == []


@pytest.mark.long
def test_a_layer_is_off_on_both_maps_of_a_comparison(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}/{WEEK}&compare=2021-08-20&hide=places")
    frames = watched.page.frame_locator("iframe[src*='streamlit_folium']")
    first, second = frames.first, frames.nth(1)
    for shown in (first, second):
        expect(shown.locator(".bm-legend")).to_contain_text("names of places", timeout=30_000)
    first.get_by_role("button", name="Layers").click()
    first.get_by_role("checkbox", name="Names").check()
    for shown in (first, second):
        expect(shown.locator(".bm-legend")).not_to_contain_text("names of places")
    assert watched.errors == []


@pytest.mark.long
def test_a_place_that_is_looked_for_stands_beside_the_open_card(watched: Watched) -> None:
    watched.open(WEEK)
    watched.map.get_by_label("Find a place").fill("Kuźnica")
    watched.map.get_by_label("Find a place").press("Enter")
    expect(watched.map.locator(".bm-found")).to_be_hidden()
    width, height = watched.in_map("[window.innerWidth, window.innerHeight]")
    legend = watched.in_map("document.querySelector('.bm-legend').getBoundingClientRect().right")
    # In the middle of what is free, and not of the whole map.
    free = pytest.approx((legend + 8 + width - 84) / 2, abs=12)
    watched.wait_until(
        lambda: watched.in_map(
            """(() => {
              const { x, y } = window.map.latLngToContainerPoint([53.5114, 23.6492]);
              return [x, y];
            })()"""
        ),
        lambda at: at[0] == free and height * 0.45 < at[1] < height * 0.6,
    )
