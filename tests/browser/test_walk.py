"""Where a walk by keys was once stuck or misled: ways past the page, menus, drawers, tables."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect
from watching import Watched


def menu(watched: Watched) -> Locator:
    return watched.page.get_by_test_id("stPopoverBody")


def test_the_first_stops_lead_past_the_page_and_a_menu_takes_the_focus_and_lets_it_go(
    watched: Watched,
) -> None:
    watched.open("?date=2021-11-14&window=7d")
    page, keys = watched.page, watched.page.keyboard
    ways = page.get_by_role("navigation", name="Parts of the page").get_by_role("button")
    for at, there in enumerate(
        [
            watched.map.locator(".leaflet-container"),
            page.get_by_role("textbox", name="Date on show"),
            page.get_by_role("tab", name="Pressure points"),
            page.get_by_role("slider", name=re.compile("^Series of")),
        ]
    ):
        ways.nth(at).focus()
        keys.press("Enter")
        expect(there).to_be_focused()
    export = page.get_by_role("button", name="Export", exact=True)
    export.focus()
    keys.press("Enter")
    expect(menu(watched)).to_be_focused()
    stops = menu(watched).get_by_role("button")
    expect(stops.last).to_have_text("Make PPTX")
    keys.press("Tab")
    expect(menu(watched).get_by_role("radio", name="A4")).to_be_focused()
    for _ in range(30):
        if stops.last.evaluate("node => node.matches(':focus')"):
            break
        keys.press("Tab")
    expect(stops.last).to_be_focused()
    keys.press("Tab")
    expect(export).to_be_focused()
    keys.press("Escape")
    expect(menu(watched)).to_have_count(0)
    expect(export).to_be_focused()
    assert watched.errors == []


@pytest.mark.long
def test_a_drawer_gives_the_focus_back_though_its_button_was_written_anew(
    watched: Watched,
) -> None:
    watched.open("?date=2021-11-14&window=7d")
    page = watched.page
    page.get_by_role("button", name="Your files").focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Your files")
    expect(drawer).to_be_focused()
    rows = b"Day,lon,lat,What happened\n2021-11-12,23.6,53.5,Lorries wait\n"
    page.locator(".st-key-bringing input[type=file]").first.set_input_files(
        [{"name": "own.csv", "mimeType": "text/csv", "buffer": rows}]
    )
    expect(drawer).to_contain_text("1 kept", timeout=60_000)
    # What is said while it is open is heard: it stands beside what the framework silences.
    voice = page.locator(".bm-voice")
    expect(voice).to_contain_text("own.csv", timeout=20_000)
    assert not voice.evaluate("node => node.inert || node.closest('[aria-hidden=true]') !== null")
    watched.rest()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Your files (1)")).to_be_focused(timeout=20_000)


@pytest.mark.long
def test_a_row_of_a_table_is_chosen_by_keys_opened_and_left(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d&tab=highest")
    page = watched.page
    expect(page.get_by_text("Shift and Space")).to_be_visible(timeout=60_000)
    table = page.get_by_test_id("data-grid-canvas")
    table.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    detail = page.locator("[data-detail]")
    expect(detail).to_be_focused(timeout=20_000)
    expect(detail.get_by_role("heading", level=2)).to_contain_text("11 October 2021: 605")
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0, timeout=20_000)
    expect(table).to_be_focused(timeout=20_000)


@pytest.mark.long
def test_what_a_row_opens_is_in_sight_though_the_page_was_scrolled(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d&tab=events")
    page = watched.page
    row = page.get_by_role("button", name=re.compile("^About 50 people break through")).first
    row.focus()
    page.get_by_test_id("stMain").evaluate("node => { node.scrollTop = 300; }")
    page.keyboard.press("Enter")
    detail = page.locator("[data-detail]")
    expect(detail).to_be_focused(timeout=20_000)
    expect(detail.get_by_role("heading", level=2).first).to_be_in_viewport()


@pytest.mark.long
def test_a_button_that_made_a_file_has_the_focus_again(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d")
    page = watched.page
    page.get_by_role("button", name="Export", exact=True).focus()
    page.keyboard.press("Enter")
    expect(menu(watched)).to_be_focused()
    button = menu(watched).get_by_role("button", name="GeoJSON").first
    button.focus()
    with page.expect_download(timeout=120_000):
        page.keyboard.press("Enter")
    expect(button).to_be_focused()
