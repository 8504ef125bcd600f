"""Routes over time beside the map: a press leads there, the clock moves on it, the map answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from watching import Watched

JULY = ".spot[data-pick*=event-flight-0033][data-last='2021-07-31']"


@pytest.mark.long
def test_a_press_on_a_route_sets_the_clock_opens_its_reports_and_lights_it(
    watched: Watched,
) -> None:
    watched.open("?date=2021-11-08&window=7d&tab=flights")
    spot = watched.page.locator(JULY)
    expect(spot.locator("title")).to_contain_text("2 to 4 a week", timeout=60_000)
    spot.click()
    expect(watched.map.locator(".bm-date")).to_have_text(
        re.compile(r"^\d+–1[4-7] Jul 2021$"), timeout=20_000
    )
    detail = watched.page.locator("[data-detail]").first
    expect(detail).to_contain_text("4 flights a week")
    expect(detail).to_be_focused()
    expect(watched.page).to_have_url(
        re.compile(r"date=2021-07-1[4-7].*pick=[^&]*event-flight-0033")
    )
    expect(watched.page.locator(f"{JULY}.chosen")).to_have_count(1)
    assert watched.errors == []


def test_the_clock_moves_on_the_drawing_and_a_route_lights_without_the_server(
    watched: Watched,
) -> None:
    watched.open("?date=2021-08-20&window=1d&tab=flights")
    days = watched.page.locator(".clock-days .window")
    # 228 pixels for 365 days after 104 of names; 20 August is the 232nd day of the year.
    expect(days).to_have_attribute("x", re.compile(r"^248\.2"), timeout=60_000)
    watched.rest()
    told = watched._told
    watched.page.locator(JULY).hover()
    expect(watched.page.locator(JULY)).to_have_css("cursor", "pointer")
    assert watched._told == told
    watched.page.get_by_role("slider", name="Date").focus()
    watched.page.keyboard.press("ArrowRight")
    expect(days).to_have_attribute("x", re.compile(r"^248\.9"))
    assert watched.errors == []


@pytest.mark.long
def test_the_table_leads_there_by_keys(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d&tab=flights")
    table = watched.page.get_by_text(re.compile(r"Routes over time as a table: \d+ rows"))
    table.focus()
    watched.page.keyboard.press("Enter")
    row = watched.page.get_by_role(
        "button", name="Damascus → Minsk, 11 Sep – 30 Oct 2021: reported flown, 2.6 a week"
    )
    row.focus()
    watched.page.keyboard.press("Enter")
    expect(watched.map.locator(".bm-date")).to_have_text("5–11 Sep 2021", timeout=20_000)
    expect(watched.page.locator("[data-detail]").first).to_contain_text("DAM")
