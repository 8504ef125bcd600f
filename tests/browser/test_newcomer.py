"""What stopped somebody who had never seen the page: tabs and finds that were out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from watching import Watched

IN_SIGHT = """tabs => tabs.map((tab) => {
  const { left, right, top, bottom } = tab.getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const edge = document.elementFromPoint(right - 3, (top + bottom) / 2);
  return tab.contains(at) && tab.contains(edge);
})"""
UPPERMOST = """() => [...document.querySelectorAll(".bm-found li")].map((item) => {
  const { left, right, top, bottom } = item.getBoundingClientRect();
  return item.contains(document.elementFromPoint(right - 20, (top + bottom) / 2));
})"""


@pytest.mark.long
def test_every_tab_and_everything_found_is_in_sight(watched: Watched) -> None:
    watched.open()
    page = watched.page
    tabs = page.locator(".st-key-panel [role=tab]")
    expect(tabs).to_have_count(7)
    watched.wait_until(lambda: tabs.evaluate_all(IN_SIGHT), lambda seen: seen == [True] * 7)
    find = watched.map.get_by_role("combobox", name="Find a place or a date")
    find.fill("b")
    expect(watched.map.locator(".bm-found").get_by_role("option")).to_have_count(8)
    watched.wait_until(lambda: watched.in_map(UPPERMOST), lambda seen: seen == [True] * 8)
    assert watched.errors == []
