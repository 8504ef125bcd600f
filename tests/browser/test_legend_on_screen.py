"""The legend of the map: what is placed has an entry, on 200 dates; and it says that it scrolls."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from modules import serve_modules
from playwright.sync_api import Browser, expect
from shipped import shipped_ledger
from watching import ROOT, Watched

from dashboard.feed import build_feed
from dashboard.page.basemap import LAYERS
from dashboard.scene.state import FIRST_DATE
from dashboard.scene.words.dates import day_number

LEDGER = shipped_ledger()
WINDOWS = ("1d", "7d", "30d", "90d")
RULE = """async ({ asked, names }) => {
  const { placedAndListed } = await import("/tests/web/legend.js");
  const bytes = new Uint8Array(await (await fetch("/given/feed")).arrayBuffer());
  return placedAndListed(bytes, asked, names);
}"""


def asked() -> Iterator[dict[str, Any]]:
    chance = random.Random(20211210)
    span = (LEDGER.last_day - FIRST_DATE).days
    days = [date(2021, 12, 10), date(2024, 7, 1), date(2021, 7, 15), date(2021, 11, 8)]
    days += [FIRST_DATE + timedelta(days=chance.randint(0, span)) for _ in range(196)]
    for number, day in enumerate(days):
        yield {
            "day": day_number(day),
            "window": WINDOWS[number // 3 % 4],
            "start": day_number(FIRST_DATE),
            # Every third looks at all of Europe, where routes are drawn on the map itself.
            "zoom": 5 if number % 3 == 2 else 7,
        }


@pytest.fixture(scope="module")
def found(browser: Browser) -> Iterator[list[dict[str, Any]]]:
    page = browser.new_page()
    layers = {
        f"given/{name}.geojson": (ROOT / "geodata" / "data" / f"{name}.geojson").read_bytes()
        for name in LAYERS
    }
    given = {"given/feed": build_feed(LEDGER, FIRST_DATE, WINDOWS), **layers}
    serve_modules(page, given)
    yield page.evaluate(RULE, {"asked": list(asked()), "names": list(LAYERS)})
    page.close()


def test_everything_that_is_placed_has_an_entry_on_200_dates(found: list[dict[str, Any]]) -> None:
    assert len(found) == 200
    for one, told in zip(asked(), found, strict=True):
        assert set(told["placed"]) <= set(told["listed"]), one
        assert told["inset"] == told["insetListed"], one
        for title in told["titles"]:
            assert title in told["text"], one
    # What the dates hold is not all the same: each kind was there to be missed.
    kinds = {kind for told in found for kind in told["placed"]}
    assert {"stretch", "several", "ring", "zone emergency", "zone buffer_zone"} <= kinds
    assert {"look solid", "look average", "look hatched", "dashes"} <= kinds
    assert {"route scheduled", "route contested", "stop suspension", "stop airline_ban"} <= kinds
    assert len(kinds) > 25


def test_no_entry_tells_of_zones_or_stretches_that_are_not_there(
    found: list[dict[str, Any]],
) -> None:
    for one, told in zip(asked(), found, strict=True):
        for kind in ("stretch", "several", "zone emergency", "zone buffer_zone"):
            assert (kind in told["listed"]) == (kind in told["placed"]), (one, kind)


def test_every_airport_of_the_inset_has_a_name_that_lies_on_no_other(
    found: list[dict[str, Any]],
) -> None:
    for one, told in zip(asked(), found, strict=True):
        named = {airport["code"]: airport["box"] for airport in told["airports"]}
        # The frame holds every end of a route; airports with only a stop may lie beyond it.
        ends = {code for kind in told["lanes"] for code in kind.split("-")[:2]}
        assert all(named[code] for code in ends), (one, named)
        boxes = [box for box in named.values() if box]
        for number, box in enumerate(boxes):
            for other in boxes[:number]:
                apart = (
                    box[2] <= other[0]
                    or other[2] <= box[0]
                    or box[3] <= other[1]
                    or other[3] <= box[1]
                )
                assert apart, (one, box, other)
    assert any("DAM" in {airport["code"] for airport in told["airports"]} for told in found)


@pytest.mark.long
def test_a_legend_that_goes_on_below_says_so_and_scrolls_by_keys(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 1440, "height": 700})
    watched.open("?date=2021-12-10&window=7d")
    legend = watched.map.locator(".bm-legend")
    more = legend.locator(".bm-more")
    expect(more).to_be_visible(timeout=60_000)
    expect(more).to_have_text("more below")
    legend.focus()
    watched.page.keyboard.press("End")
    expect(more).to_be_hidden()
    expect(legend).to_have_attribute("data-above", "")
    expect(legend.get_by_text("Lithuania: state-level emergency")).to_be_visible()
    assert watched.errors == []


@pytest.mark.long
def test_a_legend_that_is_seen_whole_says_nothing_of_more(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 1440, "height": 1400})
    watched.open("?date=2023-10-20&window=1d")
    legend = watched.map.locator(".bm-legend")
    expect(legend.get_by_text("Crossings")).to_be_visible(timeout=60_000)
    expect(legend.locator(".bm-more")).to_be_hidden()
    expect(legend).not_to_have_attribute("tabindex", "0")
