"""axe-core finds nothing of ours wrong in any state of the page, in the page and in its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe import ours
from playwright.sync_api import Browser, expect
from watching import Watched

pytestmark = pytest.mark.long


def opening(watched: Watched) -> None:
    watched.open()


def detail(watched: Watched) -> None:
    watched.open("?date=2021-11-16")
    watched.page.locator(".st-key-panel [data-pick]").first.click()
    expect(watched.page.locator("[data-detail]")).to_be_focused()


def in_view(watched: Watched) -> None:
    watched.open("?date=2021-11-16")
    listed = watched.map.get_by_role("listbox", name="In view")
    listed.focus()
    expect(listed.get_by_role("option", selected=True)).to_be_visible()


def helped(watched: Watched) -> None:
    watched.open()
    watched.page.get_by_role("button", name="Help", exact=True).click()
    expect(watched.page.get_by_role("dialog")).to_be_visible()


def export(watched: Watched) -> None:
    watched.open()
    watched.page.get_by_role("button", name="Export", exact=True).click()
    expect(watched.page.get_by_text("Slides, player and data")).to_be_visible()


def files(watched: Watched) -> None:
    watched.open()
    watched.page.get_by_role("button", name="Your files").click()
    expect(watched.page.locator(".st-key-bringing")).to_be_visible()


def filters(watched: Watched) -> None:
    watched.open("?date=2021-11-16&border=BY-PL")
    watched.page.get_by_role("button", name="Filters", exact=True).click()
    expect(watched.page.get_by_role("combobox", name="Kind of source")).to_be_visible()


def analysis(watched: Watched) -> None:
    watched.open("?date=2021-11-16&an=levels,BY-PL,2021-07")


def bad_address(watched: Watched) -> None:
    watched.open("?date=2021-13-45&foo=bar")
    expect(watched.page.get_by_text("is not a day of the calendar")).to_be_visible()


def two_dates(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}/?date=2021-11-16&compare=2021-10-16")
    frames = watched.page.locator("iframe[src*='streamlit_folium']")
    for at, name in enumerate(("Map A", "Map B")):
        expect(frames.nth(at)).to_have_attribute("title", name, timeout=30_000)
    watched.rest()


STATES = [
    *(opening, detail, in_view, helped, export, files, filters, analysis, bad_address, two_dates),
]


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_page_has_a_fault_of_ours(
    watched: Watched, state: Callable[[Watched], None]
) -> None:
    state(watched)
    watched.rest()
    assert ours(watched.page) == []


@pytest.fixture
def night(browser: Browser, address: str) -> Iterator[Watched]:
    """A page on a device that wants dark."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_dark_page_has_a_fault_of_ours(
    night: Watched, state: Callable[[Watched], None]
) -> None:
    state(night)
    night.rest()
    expect(night.page.locator("html")).to_have_attribute("data-scheme", "dark")
    assert ours(night.page) == []


TABS = ("Pressure points", "Highest", "Events", "Deaths", "Flights", "Sources", "Data table")


def test_no_tab_of_the_panel_has_a_fault_of_ours(watched: Watched) -> None:
    watched.open("?date=2021-11-16")
    for name in TABS:
        watched.page.get_by_role("tab", name=name).click()
        watched.rest()
        assert ours(watched.page) == [], name


@pytest.fixture
def newcomer(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Watched(context.new_page(), address, is_first_visit=True)
    context.close()


def test_the_guide_of_the_first_visit_on_a_narrow_page_has_no_fault_of_ours(
    newcomer: Watched,
) -> None:
    newcomer.open()
    expect(newcomer.page.get_by_role("region", name="Guide", exact=True)).to_be_visible()
    assert ours(newcomer.page) == []


def test_a_fault_is_found_in_the_page_and_in_a_frame(watched: Watched) -> None:
    watched.open()
    spoil = """() => {
      const button = document.createElement("button");
      (document.querySelector("[data-testid=stMain]") ?? document.body).append(button);
    }"""
    watched.page.evaluate(spoil)
    watched.in_map(spoil)
    found = [line for line in ours(watched.page) if line.startswith("button-name")]
    assert len(found) == 2
