"""The figures in Chromium: every border, window and date as Python writes it, and steps at once."""

from __future__ import annotations

import base64
import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from shipped import shipped_ledger
from watching import Watched

from dashboard.feed import build_feed
from dashboard.feed.blob import squeeze
from dashboard.scene.scene import build_scene
from dashboard.scene.state import FIRST_DATE, WINDOWS, MapState
from dashboard.scene.words import overview
from dashboard.scene.words.dates import day_number
from events import Selection, select

LEDGER = shipped_ledger()
DAYS = [FIRST_DATE + timedelta(days=41 * n) for n in range(43)]
DAYS += [date(2023, 8, 31), date(2021, 9, 30), date(2021, 12, 31), date(2025, 11, 30)]


def told_in_the_browser(page: Page, blob: bytes, asked: list[tuple[str, str, int]]) -> list[Any]:
    """Return what the browser says of border, window and day, read from what was sent."""
    sent = base64.b64encode(squeeze(blob)).decode()
    return page.evaluate(
        """async ([sent, asked, start]) => {
          const { unpack } = await import("/dashboard/web/shared/pack.js");
          const { standing, toldOf } = await import("/dashboard/web/map/borders.js");
          const { frameOf } = await import("/dashboard/web/shared/frame.js");
          const bytes = Uint8Array.from(atob(sent), (sign) => sign.charCodeAt(0));
          const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
          const feed = unpack(new Uint8Array(await new Response(stream).arrayBuffer()));
          return asked.map(([pair, window, day]) => {
            const stand = standing(feed, pair, { ...frameOf(day, window, start), start });
            return [toldOf(stand), stand.level, stand.look, stand.more];
          });
        }""",
        [sent, asked, day_number(FIRST_DATE)],
    )


@pytest.mark.few(2)
@pytest.mark.parametrize("window", [*WINDOWS, "365d"])
def test_the_browser_says_of_every_border_what_python_says(bench: Page, window: str) -> None:
    stands = [
        (stand, day)
        for day in DAYS
        for stand in build_scene(LEDGER, MapState(day, window=window)).borders
    ]
    asked = [(stand.style.pair, window, day_number(day)) for stand, day in stands]
    found = told_in_the_browser(bench, build_feed(LEDGER, FIRST_DATE, (window,)), asked)
    for (stand, day), (told, level, look, more) in zip(stands, found, strict=True):
        unit = f" {overview.measure_words(stand)}" if stand.pressure.reported else ""
        expected = f"{overview.value(stand)}{unit} ({overview.basis(stand)})"
        assert (told, level, look) == (expected, stand.level, stand.look), (day, window)
        for part in overview.further(stand):
            assert part.removesuffix(".") in more


def test_a_filter_leaves_the_browser_the_figures_of_the_reports_that_pass(bench: Page) -> None:
    narrowed = select(LEDGER, Selection(source_kinds=("official",)))
    stands = [
        stand
        for day in DAYS[::4]
        for stand in build_scene(narrowed, MapState(day, window="30d")).borders
    ]
    asked = [
        (stand.style.pair, "30d", day_number(stand.pressure.window.last_day)) for stand in stands
    ]
    found = told_in_the_browser(bench, build_feed(narrowed, FIRST_DATE, ("30d",)), asked)
    for stand, (told, *_) in zip(stands, found, strict=True):
        unit = f" {overview.measure_words(stand)}" if stand.pressure.reported else ""
        assert told == f"{overview.value(stand)}{unit} ({overview.basis(stand)})"
    assert any("filtered out" in told for told, *_ in found)


@pytest.mark.long
@pytest.mark.parametrize(
    ("query", "pair", "said"),
    [
        ("?date=2023-08-31&window=31d", "Poland", "90.3 attempts a day (about 2,800 in 31 days)"),
        ("?date=2021-09-30&window=30d", "Poland", "255.6 attempts a day (complete: 7,667 in 30"),
        ("?date=2021-12-31&window=365d", "Poland", "108.7 attempts a day (complete: 39,664 in 365"),
        ("?date=2025-11-30&window=30d", "Lithuania", "1.2 turned back a day (complete: 36 in 30"),
    ],
)
def test_the_map_shows_the_count_of_the_window_and_not_its_few_days(
    watched: Watched, query: str, pair: str, said: str
) -> None:
    watched.open(query)
    label = watched.map.locator(".leaflet-container")
    expect(label).to_have_attribute("aria-label", anywhere(f"Belarus–{pair}: {said}"))
    expect(watched.page.locator(".st-key-top")).to_contain_text(f"{pair} {said}")
    assert watched.errors == []


@pytest.mark.long
def test_another_window_is_asked_for_and_comes(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d")
    label = watched.map.locator(".leaflet-container")
    watched.page.get_by_label("Window").select_option("30d")
    poland = build_scene(LEDGER, MapState(date(2021, 11, 14), window="30d")).borders[0]
    said = f"Belarus–Poland: {overview.value(poland)} attempts a day ({overview.basis(poland)})"
    expect(label).to_have_attribute("aria-label", anywhere(said), timeout=20_000)


def anywhere(text: str) -> re.Pattern[str]:
    """Return a pattern that finds a text anywhere."""
    return re.compile(re.escape(text))


def test_every_step_is_drawn_with_its_own_figure_before_the_server_hears_of_it(
    watched: Watched,
) -> None:
    watched.open("?date=2021-11-08&window=1d")
    label = watched.map.locator(".leaflet-container")
    slider = watched.page.get_by_role("slider", name="Date")
    slider.focus()
    for step in range(1, 9):
        day = date(2021, 11, 8) + timedelta(days=step)
        slider.press("ArrowRight")
        stand = build_scene(LEDGER, MapState(day, window="1d")).borders[0]
        said = f"Belarus–Poland: {overview.value(stand)} attempts a day ({overview.basis(stand)})"
        expect(label).to_have_attribute("aria-label", anywhere(said), timeout=2_000)


@pytest.mark.long
def test_the_strip_says_what_its_four_heights_mean(watched: Watched) -> None:
    watched.open()
    key = watched.page.locator(".strip-key")
    for told in ("reported day", "follows exactly", "inside a wider count", "nothing"):
        expect(key).to_contain_text(told)
