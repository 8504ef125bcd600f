"""Two people, or two tabs, do not disturb each other."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from watching import Watched


@pytest.mark.long
def test_two_tabs_at_one_address_open_and_do_not_hear_each_others_clock(
    browser: Browser, address: str
) -> None:
    """The second is opened from what the browser has kept of the first."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    one, other = Watched(context.new_page(), address), Watched(context.new_page(), address)
    for tab in (one, other):
        tab.open("?date=2021-11-08&window=1d")
        assert tab.errors == []
    one.page.get_by_role("slider", name="Date").press("ArrowRight")
    expect(one.map.locator(".bm-date")).to_have_text("9 Nov 2021")
    one.rest()
    expect(other.map.locator(".bm-date")).to_have_text("8 Nov 2021")
    context.close()


@pytest.mark.long
def test_a_reload_keeps_date_window_and_view(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), address)
    watched.open("?date=2021-11-08&window=7d")
    watched.page.get_by_label("Window").select_option("30d")
    watched.in_map("window.map.setView([52.7, 23.8], 9, {animate: false})")
    expect(watched.page).to_have_url(re.compile(r"window=30d.*at=23\.8"))
    watched.rest()
    watched.page.reload()
    watched.wait_for_map()
    expect(watched.map.locator(".bm-date")).to_have_text("10 Oct – 8 Nov 2021")
    watched.wait_until(lambda: watched.in_map("window.map.getZoom()"), lambda zoom: zoom == 9)
    context.close()


@pytest.mark.long
def test_a_view_that_is_asked_for_while_the_map_still_zooms_is_the_one_that_stays(
    watched: Watched,
) -> None:
    watched.open("?date=2021-11-08&window=7d")
    said = watched.in_map(
        """async () => {
            const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
            const { moveTo } = await import(loaded.find((name) => name.endsWith("/stage.js")));
            window.map.zoomIn(2, { animate: true });
            await new Promise((done) => setTimeout(done, 60));
            const zooming = window.map._animatingZoom;
            moveTo(window.map, { lon: 23.8, lat: 52.7, zoom: 9 });
            await new Promise((done) => setTimeout(done, 600));
            const { lng, lat } = window.map.getCenter();
            return [zooming, lng, lat, window.map.getZoom()];
        }"""
    )
    assert said[0] is True
    assert said[1:] == pytest.approx([23.8, 52.7, 9], abs=0.01)
