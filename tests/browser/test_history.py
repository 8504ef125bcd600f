"""Back leads to where one came from, and not through every day that was stepped over."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

import re

import pytest
from modules import run
from playwright.sync_api import Page, expect
from watching import Watched

pytestmark = pytest.mark.long

ENTRIES = "history.length"


def at(watched: Watched, day: str) -> None:
    watched.rest()
    expect(watched.page).to_have_url(re.compile(f"date={day}"), timeout=60_000)
    expect(watched.page.get_by_role("heading", level=1)).to_contain_text(
        f"{int(day[8:])} ", timeout=60_000
    )


def typed(watched: Watched, text: str) -> None:
    field = watched.page.get_by_role("textbox", name="Date on show")
    field.fill(text)
    field.press("Enter")


def test_back_skips_the_steps_and_returns_from_each_jump(watched: Watched) -> None:
    page = watched.page
    slider = page.get_by_role("slider", name="Date")
    watched.open("?date=2021-11-08&window=7d")
    entries = page.evaluate(ENTRIES)
    for _ in range(6):
        page.get_by_role("button", name="Next", exact=True).click()
        watched.rest()
    at(watched, "2021-11-14")
    assert page.evaluate(ENTRIES) == entries
    typed(watched, "24 Dec 2021")
    at(watched, "2021-12-24")
    slider.press("ArrowRight")
    at(watched, "2021-12-25")
    page.get_by_role("button", name="Month", exact=True).click()
    at(watched, "2021-12-31")
    page.get_by_role("button", name="Next", exact=True).click()  # a month of the same length
    at(watched, "2022-01-31")
    page.get_by_role("button", name="Next", exact=True).click()  # and one of another
    at(watched, "2022-02-28")
    assert page.evaluate(ENTRIES) == entries + 2
    page.go_back()
    at(watched, "2021-12-25")
    expect(slider).to_have_attribute("aria-valuetext", "25 December 2021")
    page.go_back()
    at(watched, "2021-11-14")
    expect(slider).to_have_attribute("aria-valuetext", "14 November 2021")
    page.go_forward()
    at(watched, "2021-12-25")
    assert watched.errors == []


@pytest.mark.long
def test_play_and_a_moved_map_leave_no_entry_and_a_filter_leaves_one(watched: Watched) -> None:
    page = watched.page
    watched.open("?date=2021-11-08&window=7d")
    entries = page.evaluate(ENTRIES)
    watched.in_map("window.map.setView([53.2, 23.9], 9, {animate: false})")
    watched.page.wait_for_timeout(500)
    watched.rest()
    expect(page).to_have_url(re.compile("at=23.9"))
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_timeout(900)
    page.get_by_role("button", name="Pause", exact=True).click()
    watched.rest()
    expect(page).not_to_have_url(re.compile("date=2021-11-08"))
    assert page.evaluate(ENTRIES) == entries
    page.get_by_label("Window").select_option("30d")
    watched.rest()
    expect(page).to_have_url(re.compile("window=30d"))
    assert page.evaluate(ENTRIES) == entries + 1
    page.go_back()
    watched.rest()
    expect(page.get_by_label("Window")).to_have_value("7d")


def test_the_opening_page_is_one_entry(watched: Watched) -> None:
    page = watched.page
    page.goto("about:blank")
    before = page.evaluate(ENTRIES)
    watched.open()
    watched.page.wait_for_timeout(1500)
    expect(page).to_have_url(re.compile("date="))
    assert page.evaluate(ENTRIES) == before + 1


def test_an_address_replaces_another_only_after_a_step_or_a_moved_map(bench: Page) -> None:
    found = run(
        bench,
        "history: Trail",
        """
        const said = [];
        const ask = (trail, before, after) => said.push(trail.replaces(before, after));
        const trail = new Trail();
        trail.told("2021-11-09", true);
        ask(trail, "?date=2021-11-08&window=7d", "?date=2021-11-09&window=7d"); // the step
        ask(trail, "?date=2021-11-08&window=7d", "?date=2021-11-10&window=7d"); // another day than it
        ask(trail, "?date=2021-11-08&window=7d", "?date=2021-11-09&window=7d&pick=a"); // and a detail
        ask(trail, "?date=2021-11-08&window=7d", "?date=2021-11-08&window=7d&at=1,2,3"); // the map
        ask(trail, "", "?date=2021-11-08&window=7d"); // the opening
        trail.told("2021-11-10", true);
        trail.told("2021-11-11", true); // the server is a step behind, then two steps come as one
        ask(trail, "?date=2021-11-08&window=7d", "?date=2021-11-09&window=7d");
        trail.written("2021-11-09");
        ask(trail, "?date=2021-11-09&window=7d", "?date=2021-11-11&window=7d");
        trail.written("2021-11-11");
        ask(trail, "?date=2021-11-11&window=7d", "?date=2021-11-10&window=7d"); // not stepped to since
        trail.told("2021-12-24", false);
        trail.told("2021-12-25", true); // a step before the server had answered the jump
        ask(trail, "?date=2021-11-09&window=7d", "?date=2021-12-25&window=7d");
        return said;
        """,
    )
    assert found == [True, False, False, True, True, True, True, False, False]
