"""Lists that keep to a part of the map: drawn, typed, chosen, or what the map shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect
from watching import Watched

KUZNICA = ((23.3, 53.2), (24.1, 53.2), (24.1, 53.9), (23.3, 53.9))
AREA = re.compile(r"select=area%3A23\.[0-9.]+%2C53\.")


def control(watched: Watched) -> Locator:
    return watched.page.locator(".st-key-keep_to")


def click_at(watched: Watched, lon: float, lat: float, *, clicks: int = 1) -> None:
    frame = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert frame
    x, y = watched.in_map(
        f"(() => {{ const at = window.map.latLngToContainerPoint([{lat}, {lon}]);"
        " return [at.x, at.y]; })()"
    )
    watched.page.mouse.dblclick(frame["x"] + x, frame["y"] + y) if clicks == 2 else (
        watched.page.mouse.click(frame["x"] + x, frame["y"] + y)
    )


def look_at(watched: Watched, lon: float, lat: float, zoom: float) -> None:
    watched.in_map(
        f"(() => {{ window.map.setView([{lat}, {lon}], {zoom}, {{animate: false}}); }})()"
    )


def accent(watched: Watched) -> int:
    """Pixels in the colour of an outline, on the canvas of the borders."""
    return int(
        watched.in_map("""(() => {
          const canvas = document.querySelector(".leaflet-borders-pane canvas");
          const { width, height } = canvas;
          const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
          let count = 0;
          for (let at = 0; at < data.length; at += 4) {
            if ([122, 17, 85, 255].every((value, part) => data[at + part] === value)) count += 1;
          }
          return count;
        })()""")
    )


def test_an_area_is_drawn_by_hand_and_lists_and_marks_keep_to_it(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d&tab=events")
    heading = watched.page.get_by_role("tabpanel").locator("h2").first
    expect(heading).to_have_text("On the map 19")
    before = accent(watched)
    button = watched.map.get_by_role("button", name="Draw an area")
    button.click()
    hint = watched.map.locator(".bm-hint")
    expect(hint).to_contain_text("Click the corners")
    for lon, lat in KUZNICA[:2]:
        click_at(watched, lon, lat)
    watched.page.keyboard.press("Enter")
    expect(hint).to_contain_text("at least three corners")
    for lon, lat in (*KUZNICA[2:], (22.0, 54.5)):
        click_at(watched, lon, lat)
    watched.page.keyboard.press("Backspace")
    watched.page.keyboard.press("Enter")
    expect(hint).to_have_count(0)
    expect(heading).to_have_text("On the map 6")
    expect(control(watched)).to_contain_text("6 of 27 events of the window")
    expect(watched.page).to_have_url(AREA)
    # A click that made a corner picked nothing.
    expect(watched.page.locator("[data-detail]")).to_have_count(0)
    assert "pick=" not in watched.page.url
    expect(watched.map.locator(".bm-legend")).to_contain_text("the area drawn, 23.")
    watched.wait_until(lambda: accent(watched), lambda pixels: pixels > before + 200)
    figure = watched.page.locator(".heading p").first
    expect(figure).to_contain_text("Poland 343.4 attempts a day")
    control(watched).get_by_text("All", exact=True).click()
    expect(heading).to_have_text("On the map 19")
    expect(watched.map.locator(".bm-legend")).not_to_contain_text("the area drawn")
    assert watched.errors == []


@pytest.mark.long
def test_corners_typed_are_the_area_drawn_and_a_bad_one_is_refused_in_words(
    watched: Watched,
) -> None:
    watched.open("?date=2021-11-14&window=7d&tab=events")
    control(watched).get_by_text("Area", exact=True).click()
    box = control(watched).get_by_role("textbox")
    box.fill("23.3,53.2; 24.1,53.9; 24.1,53.2; 23.3,53.9")
    box.press("Enter")
    expect(control(watched).get_by_role("alert")).to_contain_text("Its edges cross")
    expect(box).to_have_value("23.3,53.2; 24.1,53.9; 24.1,53.2; 23.3,53.9")
    box.fill("23.3,53.2; 24.1,53.2; 24.1,53.9; 23.3,53.9")
    box.press("Enter")
    expect(control(watched).get_by_role("alert")).to_have_count(0)
    expect(control(watched)).to_contain_text("6 of 27 events of the window")
    expect(watched.page).to_have_url(AREA)
    box.fill("")
    box.press("Enter")
    expect(control(watched)).not_to_contain_text("of 27 events")
    assert watched.errors == []


@pytest.mark.long
def test_a_list_in_view_follows_the_map_and_the_map_keeps_its_marks(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d&tab=events")
    control(watched).get_by_text("In view", exact=True).click()
    expect(control(watched)).to_contain_text("of 27 events of the window")
    expect(watched.page).to_have_url(re.compile("select=view"))
    watched.rest()
    watched.in_map("window.same = true")
    look_at(watched, 23.7, 53.5, 10)
    expect(control(watched)).to_contain_text("6 of 27 events of the window", timeout=60_000)
    expect(watched.page).to_have_url(re.compile(r"select=view%3A22\.9"))
    history = watched.page.evaluate("history.length")
    look_at(watched, 24.0, 52.6, 9)
    expect(control(watched)).not_to_contain_text("6 of 27 events", timeout=60_000)
    watched.rest()
    assert watched.page.evaluate("history.length") == history
    assert watched.in_map("window.same") is True
    expect(watched.map.locator(".bm-legend")).not_to_contain_text("keep to")
    assert watched.errors == []


@pytest.mark.long
def test_a_section_is_chosen_from_a_list_and_an_address_opens_it_again(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d&tab=events")
    control(watched).get_by_text("Section", exact=True).click()
    # The list holds what is in sight; typing brings a section there.
    control(watched).get_by_role("combobox").fill("Krynki")
    expect(watched.page.get_by_role("option")).to_have_count(1)
    watched.page.keyboard.press("Enter")
    expect(control(watched)).to_contain_text("5 of 27 events of the window")
    expect(watched.page).to_have_url(re.compile("select=section%3ABY-PL-13"))
    expect(watched.map.locator(".bm-legend")).to_contain_text("the section Krynki – Kuźnica")
    watched.open("?date=2021-11-14&window=7d&tab=events&select=section:BY-PL-13")
    expect(control(watched)).to_contain_text("5 of 27 events of the window")
    expect(control(watched).get_by_role("combobox")).to_have_value("Poland: Krynki – Kuźnica")
    assert watched.errors == []


@pytest.mark.long
def test_drawing_is_left_with_escape_and_ended_with_a_double_click(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d")
    button = watched.map.get_by_role("button", name="Draw an area")
    button.click()
    click_at(watched, 23.3, 53.2)
    watched.page.keyboard.press("Escape")
    expect(watched.map.locator(".bm-hint")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    click_at(watched, *KUZNICA[0])
    click_at(watched, *KUZNICA[1])
    click_at(watched, *KUZNICA[2], clicks=2)
    expect(watched.page).to_have_url(AREA)
    zoom = watched.in_map("window.map.getZoom()")
    watched.rest()
    assert watched.in_map("window.map.getZoom()") == zoom
    assert watched.errors == []


@pytest.mark.long
def test_an_area_is_drawn_by_keys_with_a_cross_and_every_step_is_said(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d&tab=events&at=23.3,53.2,9")
    page, keys = watched.page, watched.page.keyboard
    heading = page.get_by_role("tabpanel").locator("h2").first
    button = watched.map.get_by_role("button", name="Draw an area")
    button.focus()
    keys.press("Enter")
    hint = watched.map.locator(".bm-hint[role=status]")
    expect(hint).to_contain_text("No corner so far. Arrow keys move the map under the cross")
    expect(watched.map.locator(".bm-cross")).to_be_visible()
    expect(watched.map.locator(".leaflet-container")).to_be_focused()
    keys.press("ArrowRight")
    expect(hint).to_contain_text("Cross at 53.200° N, 23.519° E")
    keys.press("ArrowLeft")
    expect(hint).to_contain_text("23.300° E")
    for at, (lon, lat) in enumerate(KUZNICA, 1):
        look_at(watched, lon, lat, 9)
        keys.press("Space")
        # To the pixel: at this zoom one of them is a thousandth of a degree.
        near = rf"^Corner {at} at {int(lat)}\.\d{{3}}° N, {int(lon)}\.\d{{3}}° E\."
        expect(hint).to_have_text(re.compile(near))
    keys.press("Space")
    expect(hint).to_contain_text("move the map first")
    look_at(watched, 22, 54.5, 9)
    keys.press("Space")
    expect(hint).to_contain_text("Corner 5")
    keys.press("Backspace")
    expect(hint).to_contain_text("4 corners so far")
    keys.press("Enter")
    expect(hint).to_have_count(0)
    expect(heading).to_have_text("On the map 6")
    expect(page).to_have_url(AREA)
    expect(page.locator("[data-detail]")).to_have_count(0)
    button.focus()
    keys.press("Enter")
    expect(hint).to_be_visible()
    keys.press("Escape")
    expect(watched.map.locator(".bm-cross")).to_have_count(0)
    expect(button).to_be_focused()
    assert watched.errors == []
