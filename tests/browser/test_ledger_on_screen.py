"""The ledger on screen: filters, contested events side by side, sources, series."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from watching import Watched

pytestmark = pytest.mark.long

MARK_ON_THE_DOM = "document.querySelector('.leaflet-container').dataset.still = 'here'"
IS_STILL_THERE = "document.querySelector('.leaflet-container').dataset.still"


def test_a_filter_changes_the_map_without_reloading_it(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=1d")
    watched.in_map(MARK_ON_THE_DOM)
    watched.in_map("window.map.setView([53.2, 24.5], 8, {animate: false})")
    watched.page.wait_for_timeout(600)
    watched.rest()
    label = watched.map.locator(".leaflet-container")
    expect(label).to_have_attribute("aria-label", re.compile("309 attempts a day"))
    watched.page.get_by_role("button", name="Filters").click()
    watched.page.get_by_role("combobox", name="Kind of source").fill("official")
    watched.page.get_by_role("option", name="official body").click()
    watched.rest()
    # The voice for readers of the screen says the same.
    said = watched.page.locator("p:not(.bm-voice)")
    said = said.filter(has_text="Filtered, kind of source: official")
    expect(said).to_be_visible()
    # The figures of the reports left are counted anew.
    unlike = re.compile("309 attempts a day")
    expect(label).not_to_have_attribute("aria-label", unlike, timeout=20_000)
    expect(label).to_have_attribute("aria-label", re.compile("filtered out"), timeout=20_000)
    expect(watched.page).to_have_url(re.compile("kind=official"))
    assert watched.in_map(IS_STILL_THERE) == "here"
    assert watched.in_map("window.map.getZoom()") == 8
    assert watched.errors == []


@pytest.mark.long
def test_a_contested_event_shows_its_claims_at_one_size(watched: Watched) -> None:
    watched.open("?date=2021-05-23&window=1d&pick=flight-fr4978")
    detail = watched.page.locator(".detail")
    expect(detail.locator(".contested").first).to_be_visible()
    expect(detail).to_contain_text("123 passengers")
    expect(detail).to_contain_text("126 passengers")
    expect(detail).to_contain_text("about 170 passengers")
    boxes = [claim.bounding_box() for claim in detail.locator(".claim").all()[:2]]
    assert all(boxes)
    assert boxes[0]["width"] == boxes[1]["width"]


@pytest.mark.long
def test_a_click_in_the_series_takes_clock_and_map_there(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=1d&from=2021-09-01&to=2021-12-31")
    watched.in_map(MARK_ON_THE_DOM)
    chart = watched.page.locator(".st-key-series_box canvas")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    share = 23 / 121  # 24 September, within the second row: Lithuania
    left, right = 168, 16
    x = left + share * (box["width"] - left - right)
    chart.click(position={"x": x, "y": 22 + 104 + 60})
    expect(watched.page.get_by_role("slider", name="Date")).to_have_attribute(
        "aria-valuetext", "24 September 2021"
    )
    watched.rest()
    watched.wait_until(
        lambda: watched.in_map("(c => [c.lng, c.lat])(window.map.getCenter())"),
        lambda center: 24 < center[0] < 27 and 54 < center[1] < 56,
    )
    assert watched.in_map(IS_STILL_THERE) == "here"
    expect(watched.page).to_have_url(re.compile("date=2021-09-24"))


@pytest.mark.long
def test_the_series_says_what_the_pointer_is_on(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=1d&from=2021-09-01&to=2021-12-31")
    chart = watched.page.locator(".st-key-series_box canvas")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    x = 168 + 68 / 121 * (box["width"] - 168 - 16)
    chart.hover(position={"x": x, "y": 22 + 60})
    says = watched.page.locator(".series-says")
    expect(says).to_have_text(
        "Belarus–Poland, 8 Nov 2021: 309 attempts a day (complete: reported for that day)"
    )
    # 15 November 2021 lies inside a count of two days and more.
    x = 168 + 75 / 121 * (box["width"] - 168 - 16)
    chart.hover(position={"x": x, "y": 22 + 2 * 104 + 60})
    expect(says).to_contain_text(re.compile(r"Belarus–Latvia, 15 Nov 2021: .* \(inside a wider"))
