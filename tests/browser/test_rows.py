"""From a list to the map and back, by mouse and by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect
from watching import Watched

HALO = (243, 213, 107)
"""Colour of the disc under a mark that a row lights, of the palette."""


def rows(watched: Watched, tab: str) -> Locator:
    watched.page.get_by_role("tab", name=tab).click()
    watched.rest()
    return watched.page.get_by_role("tabpanel").locator("button.lead")


def discs(watched: Watched, layer: str = "marks") -> int:
    """Pixels of the colour that says "this one", on one canvas of the map."""
    return int(
        watched.in_map(f"""() => {{
          const canvas = document.querySelector(".leaflet-{layer}-pane canvas");
          const {{ width, height }} = canvas;
          const {{ data }} = canvas.getContext("2d").getImageData(0, 0, width, height);
          const halo = {list(HALO)};
          let count = 0;
          for (let at = 0; at < data.length; at += 4) {{
            if (halo.every((value, part) => data[at + part] === value)) count += 1;
          }}
          return count;
        }}""")
    )


def test_a_row_opens_its_event_by_keys_and_the_map_goes_there(watched: Watched) -> None:
    watched.open()
    row = rows(watched, "Events").filter(has_text="one death near Chworościany")
    row.focus()
    watched.page.keyboard.press("Enter")
    detail = watched.page.locator("[data-detail]")
    expect(detail).to_contain_text("3 of 27 in the window")
    expect(detail).to_be_focused()
    watched.rest()
    watched.wait_until(
        lambda: watched.in_map("[window.map.getZoom(), window.map.getCenter().lng]"),
        lambda looks: looks[0] == 11 and abs(looks[1] - 23.64) < 0.1,
    )
    expect(watched.page).to_have_url(re.compile("date=2021-11-14.*pick=event-incident-0465"))
    watched.page.keyboard.press("Tab")
    watched.page.keyboard.press("Tab")
    expect(detail.get_by_role("button", name="Next row")).to_be_focused()
    watched.page.keyboard.press("Enter")
    expect(detail).to_contain_text("4 of 27 in the window")
    # The map is still in sight, and one step back leads to the row before.
    frame = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert frame and frame["y"] > 0
    watched.rest()
    watched.page.go_back()
    expect(detail).to_contain_text("3 of 27 in the window")
    assert watched.errors == []


@pytest.mark.long
def test_every_tab_leads_to_the_map(watched: Watched) -> None:
    watched.open()
    rows(watched, "Pressure points").filter(has_text="Lithuania").first.click()
    detail = watched.page.locator("[data-detail]").first
    expect(detail.locator("h2")).to_have_text("Belarus–Lithuania border")
    rows(watched, "Flights").filter(has_text="Istanbul → Minsk").first.click()
    expect(detail).to_contain_text("IST")
    expect(watched.page).to_have_url(re.compile("pick=[^&]*flight"))
    watched.wait_until(lambda: watched.in_map("window.map.getZoom()"), lambda zoom: zoom <= 5)
    watched.rest()
    rows(watched, "Sources").filter(has_text="TASS").first.click()
    expect(detail).to_contain_text("TASS")
    detail.locator("button.lead").first.click()
    expect(detail.locator("h2").first).not_to_contain_text("TASS")
    assert watched.errors == []


@pytest.mark.long
def test_a_row_that_is_pointed_at_lights_its_mark_without_the_server(watched: Watched) -> None:
    watched.open()
    found = rows(watched, "Events")
    watched.page.mouse.move(5, 5)
    watched.wait_until(lambda: discs(watched), lambda pixels: pixels == 0)
    # The address follows the map by up to a second.
    watched.page.wait_for_timeout(1500)
    address = watched.page.url
    told = watched._told
    found.filter(has_text="73 km of concertina barrier").hover()
    watched.wait_until(lambda: discs(watched), lambda pixels: pixels > 100)
    watched.page.mouse.move(5, 5)
    watched.wait_until(lambda: discs(watched), lambda pixels: pixels == 0)
    found.filter(has_text="73 km of concertina barrier").focus()
    watched.wait_until(lambda: discs(watched), lambda pixels: pixels > 100)
    assert (watched._told, watched.page.url) == (told, address)


@pytest.mark.long
def test_a_word_of_another_date_is_one_press_away(watched: Watched) -> None:
    watched.open("?date=2023-03-01&window=7d&find=Usnarz")
    first = rows(watched, "Events").first
    expect(watched.page.get_by_text('No event with "Usnarz" in this window')).to_be_visible()
    title = first.inner_text().partition(", ")[2]
    first.click()
    expect(watched.page.locator("[data-detail]")).to_contain_text(title)
    watched.rest()
    expect(watched.page).to_have_url(re.compile("find=Usnarz"))
    expect(watched.page).not_to_have_url(re.compile("date=2023-03-01"))
    expect(watched.page.locator("[data-detail]")).to_contain_text("in the window")
