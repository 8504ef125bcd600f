"""What a person does with the page, in a real browser, on the shipped data."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

if TYPE_CHECKING:
    from watching import Watched

MARK_ON_THE_DOM = "document.querySelector('.leaflet-container').dataset.still = 'here'"
IS_STILL_THERE = "document.querySelector('.leaflet-container').dataset.still"


def slider(watched: Watched):
    return watched.page.get_by_role("slider", name="Date")


def test_the_page_opens_on_kuznica_and_asks_nothing_of_any_other_host(watched: Watched) -> None:
    watched.open()
    expect(watched.page.get_by_role("heading", level=1)).to_have_text(
        "Belarus–EU border, 8–14 Nov 2021"
    )
    expect(watched.page).to_have_title("8–14 Nov 2021 · Border Monitor")
    expect(slider(watched)).to_have_attribute("aria-valuetext", "14 November 2021")
    expect(watched.map.locator(".bm-date")).to_have_text("8–14 Nov 2021")
    expect(watched.map.get_by_text("© OpenStreetMap contributors, ODbL")).to_be_visible()
    watched.page.wait_for_timeout(1000)
    assert watched.foreign == []
    assert watched.errors == []


@pytest.mark.long
def test_the_page_says_that_newer_figures_exist_and_leads_to_them(watched: Watched) -> None:
    watched.open()
    said = watched.page.get_by_text("Newest day figures: Poland 28 Feb 2026")
    expect(said).to_contain_text("Lithuania 25 Feb 2026")
    expect(said).to_contain_text("Latvia 1 Mar 2026")
    expect(said).to_contain_text("days ago")
    watched.page.get_by_role("button", name="Go to the latest week").click()
    expect(watched.map.locator(".bm-date")).to_have_text("23 Feb – 1 Mar 2026")
    watched.rest()
    expect(watched.page).to_have_url(re.compile("date=2026-03-01&window=7d"))
    expect(watched.page.get_by_role("button", name="Latest", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    watched.page.go_back()
    watched.rest()
    expect(watched.map.locator(".bm-date")).to_have_text("8–14 Nov 2021")


def last_day(words: str) -> datetime:
    """Return the last day of "8–14 Nov 2021"."""
    return datetime.strptime(words.rpartition("–")[2].strip(), "%d %b %Y")


@pytest.mark.long
def test_heading_and_title_move_while_the_clock_plays(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.page.get_by_role("button", name="Play").click()
    seen = watched.page.evaluate(
        """() => new Promise((done) => {
          const pairs = [];
          const timer = setInterval(() => {
            const map = document.querySelector("iframe[src*='streamlit_folium']").contentDocument;
            const days = map.querySelector(".bm-date").textContent;
            const { playing } = document.documentElement.dataset;
            pairs.push([days, document.querySelector("h1").textContent, document.title, playing]);
            const shown = new Set(pairs.map(([, heading]) => heading)).size;
            if ((pairs.length >= 25 && shown >= 5) || pairs.length === 500) {
              clearInterval(timer);
              done(pairs);
            }
          }, 60);
        })"""
    )
    watched.page.get_by_role("button", name="Pause").click()
    # The map comes first, the heading a moment later. Where the machine is busy a frame of the map
    # may be the later one: what holds of each moment is that both go on, and heading with title.
    lags = []
    for shown, heading, title, playing in seen:
        now = heading.partition(", ")[2]
        assert title == f"{now} · Border Monitor"
        assert playing == ""
        lags.append((last_day(shown) - last_day(now)).days)
    for at in (0, 1):
        days = [last_day(moment[at].rpartition(", ")[2]) for moment in seen]
        assert days == sorted(days)
        assert len(set(days)) >= 4
    assert sum(lags) >= 0
    watched.rest()
    expect(watched.page.locator("html")).not_to_have_attribute("data-playing", "")
    stands = watched.map.locator(".bm-date").inner_text()
    expect(watched.page).to_have_title(f"{stands} · Border Monitor")
    expect(watched.page.get_by_role("heading", level=1)).to_contain_text(stands)


@pytest.mark.long
def test_the_map_says_what_each_border_reported(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    label = watched.map.locator(".leaflet-container")
    wider = "inside a wider count: about 7,000 in 21 days, 1–21 November 2021"
    for said in (
        f"Belarus–Poland: 333.3 attempts a day ({wider})",
        "Belarus–Lithuania: 89.8 turned back a day (mean of 6 reported days of 7)",
    ):
        expect(label).to_have_attribute("aria-label", re.compile(re.escape(said)))
    watched.open("?date=2022-10-20&window=7d")
    said = "Belarus–Lithuania: not reported (no figure in 7 days)"
    expect(label).to_have_attribute("aria-label", re.compile(re.escape(said)))


def test_the_slider_moves_the_map_without_reloading_it(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.in_map(MARK_ON_THE_DOM)
    watched.in_map("window.map.setView([53.2, 23.9], 9, {animate: false})")
    watched.rest()
    slider(watched).press("ArrowRight")
    expect(watched.map.locator(".bm-date")).to_have_text("3–9 Nov 2021")
    watched.rest()
    expect(watched.page.get_by_role("heading", level=1)).to_have_text(
        "Belarus–EU border, 3–9 Nov 2021"
    )
    assert watched.in_map(IS_STILL_THERE) == "here"
    assert watched.in_map("window.map.getZoom()") == 9


@pytest.mark.long
def test_steps_windows_and_typed_dates_change_what_is_on_show(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    date = watched.map.locator(".bm-date")
    watched.page.get_by_label("Step").select_option("week")
    watched.page.get_by_role("button", name="Next", exact=True).click()
    expect(date).to_have_text("9–15 Nov 2021")
    watched.page.get_by_role("button", name="Previous", exact=True).click()
    watched.page.get_by_label("Window").select_option("30d")
    expect(date).to_have_text("10 Oct – 8 Nov 2021")
    watched.page.get_by_label("Window").select_option("all")
    expect(date).to_have_text("1 May – 8 Nov 2021")
    watched.page.get_by_label("From", exact=True).fill("2019-01-01")
    watched.page.get_by_label("From", exact=True).press("Enter")
    watched.page.get_by_label("From", exact=True).blur()
    expect(date).to_have_text("1 Jan 2019 – 8 Nov 2021")


def test_play_moves_the_date_and_pause_stops_it(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.in_map(MARK_ON_THE_DOM)
    watched.page.get_by_role("button", name="Play").click()
    expect(watched.map.locator(".bm-date")).not_to_have_text(re.compile("^(2–8|3–9) Nov 2021$"))
    watched.page.get_by_role("button", name="Pause").click()
    watched.rest()
    shown = slider(watched).get_attribute("aria-valuetext")
    days = watched.map.locator(".bm-date").inner_text()
    assert shown not in ("8 November 2021", "9 November 2021")
    expect(watched.page.get_by_role("heading", level=1)).to_have_text(f"Belarus–EU border, {days}")
    watched.page.wait_for_timeout(700)
    assert slider(watched).get_attribute("aria-valuetext") == shown
    assert watched.in_map(IS_STILL_THERE) == "here"


@pytest.mark.long
def test_a_copied_link_reopens_the_same_view(watched: Watched) -> None:
    watched.open("?date=2021-08-06&window=30d&at=26.5,54.6,8")
    expect(watched.map.locator(".bm-date")).to_have_text("8 Jul – 6 Aug 2021")
    expect(watched.page.get_by_label("Window")).to_have_value("30d")
    assert watched.in_map("window.map.getZoom()") == 8
    expect(watched.page).to_have_url(re.compile("date=2021-08-06"))
    slider(watched).press("ArrowLeft")
    expect(watched.page).to_have_url(re.compile("date=2021-08-05"))
    address = watched.page.url
    watched.page.goto("about:blank")
    watched.page.goto(address)
    watched.wait_for_map()
    expect(watched.map.locator(".bm-date")).to_have_text("7 Jul – 5 Aug 2021")
    assert watched.in_map("window.map.getZoom()") == 8


@pytest.mark.long
def test_a_bad_address_is_named_in_sight_and_the_page_goes_on(watched: Watched) -> None:
    watched.open("?date=2021-13-45&window=7d&border=XX&foo=bar")
    told = watched.page.get_by_role("alert").locator("p")
    expect(told).to_have_text(
        [
            "Not all of the address or project could be read.",
            'date: "2021-13-45" is not a day of the calendar. The page shows 14 November 2021.',
            'border: "XX" is not a choice. Use one of: BY-PL, BY-LT, BY-LV. It filters nothing.',
            'The address has "foo=bar", which this page does not know. It is left out.',
        ]
    )
    expect(watched.map.locator(".bm-date")).to_have_text("8–14 Nov 2021")


def test_a_click_on_a_mark_shows_who_reported_it_with_the_link(watched: Watched) -> None:
    watched.open("?date=2021-11-16&window=1d&at=23.66,53.52,10")
    frame = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert frame
    watched.page.mouse.click(*mark_at(watched, frame, 23.6783, 53.5204))
    detail = watched.page.locator(".detail")
    expect(detail).to_contain_text("Kuźnica")
    expect(detail.locator("a[href^='http']").first).to_be_attached()
    expect(watched.page).to_have_url(re.compile("pick="))
    watched.page.get_by_role("button", name="Close", exact=True).click()
    expect(detail).to_have_count(0)


def mark_at(
    watched: Watched, frame: dict[str, float], lon: float, lat: float
) -> tuple[float, float]:
    point = watched.in_map(f"(p => [p.x, p.y])(window.map.latLngToContainerPoint([{lat}, {lon}]))")
    return frame["x"] + point[0], frame["y"] + point[1]


@pytest.mark.long
def test_a_click_on_a_border_shows_its_reports_and_section(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d&at=23.9,52.95,9")
    frame = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert frame
    lon, lat = middle_of("BY-PL-11")
    watched.page.mouse.click(*mark_at(watched, frame, lon, lat))
    expect(watched.page.locator(".detail")).to_contain_text("Belarus–Poland border")
    expect(watched.page.locator(".detail")).to_contain_text("Section")


def middle_of(section_id: str) -> tuple[float, float]:
    import geodata

    line = geodata.border_section(section_id).line
    point = line.interpolate(0.5, normalized=True)
    return point.x, point.y


@pytest.mark.long
def test_a_place_is_found_without_its_diacritics(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    find = watched.map.get_by_label("Find a place")
    find.fill("bialowieza")
    found = watched.map.locator(".bm-found [role=option]").first
    expect(found).to_contain_text("Białowieża")
    found.click()
    # It stands in the middle of what the cards leave free.
    looks = """(() => {
      const near = window.map.getBounds().pad(-0.2).contains([52.70, 23.87]);
      return [window.map.getZoom(), near, window.map.getCenter().lat];
    })()"""
    watched.wait_until(lambda: watched.in_map(looks), lambda at: at[:2] == [10, True])
    watched.map.get_by_role("button", name="Reset view").click()
    watched.wait_until(lambda: watched.in_map(looks), lambda at: at[0] < 8)
    watched.map.get_by_label("Go to").select_option(label="Belarus–Latvia")
    watched.wait_until(lambda: watched.in_map(looks), lambda at: at[2] > 55)


@pytest.mark.long
def test_the_sheet_can_be_taken_away(watched: Watched, tmp_path: Path) -> None:
    watched.open("?date=2021-11-08&window=7d")
    with watched.page.expect_download(timeout=120_000) as download:
        watched.page.get_by_role("button", name="PNG").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert re.fullmatch(r"border-monitor_a4_20211108\.png", path.name)
    with Image.open(path) as picture:
        assert picture.size == (3508, 2480)


@pytest.mark.long
def test_on_a_phone_the_slider_and_the_map_stay_within_the_screen(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    watched.open("?date=2021-11-08&window=7d")
    wide = watched.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    box = slider(watched).bounding_box()
    assert box
    assert box["width"] > 300
    for name in ("Previous", "Play", "Next"):
        button = watched.page.get_by_role("button", name=name, exact=True).bounding_box()
        assert button
        assert min(button["width"], button["height"]) >= 44
