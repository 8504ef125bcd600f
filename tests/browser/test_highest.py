"""From the list of highest days to the map: three choices from the opening page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from watching import Watched

HEADER, ROW = 35, 35
"""Heights in CSS pixels of the table's lines; it is drawn on a canvas."""


@pytest.mark.long
def test_the_highest_days_of_a_border_are_two_choices_away_and_lead_to_the_map(
    watched: Watched,
) -> None:
    watched.open()
    watched.page.get_by_role("tab", name="Highest").click()
    expect(watched.page.get_by_text("the highest is 9 October 2021 with 739")).to_be_visible()
    watched.rest()
    table = watched.page.locator("[data-testid=stDataFrame]:visible").first
    box = table.bounding_box()
    assert box
    watched.page.mouse.click(box["x"] + 15, box["y"] + HEADER + ROW + ROW / 2)
    expect(watched.map.locator(".bm-date")).to_have_text("21 Oct 2021", timeout=20_000)
    expect(watched.page.locator(".detail").first).to_contain_text("633 attempts")
    # The list stays open beside what was chosen in it.
    selected = watched.page.get_by_role("tab", name="Highest")
    expect(selected).to_have_attribute("aria-selected", "true")
    expect(watched.page).to_have_url(re.compile("date=2021-10-21"))
    assert watched.errors == []
