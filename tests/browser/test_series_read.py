"""The series without a pointer: its days by keys, and its table against the scene of each day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect
from shipped import shipped_ledger
from watching import Watched

from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words import overview

LEDGER = shipped_ledger()
NOVEMBER = "?date=2021-11-16&window=1d&from=2021-11-01&to=2021-11-30"


def series(watched: Watched) -> Locator:
    return watched.page.get_by_role("slider", name="Series of Belarus–Poland")


@pytest.mark.long
def test_the_table_has_of_each_day_what_the_scene_has_of_it(watched: Watched) -> None:
    watched.open(NOVEMBER)
    watched.page.get_by_text("Series as a table").click()
    tables = watched.page.locator(".series-tables table")
    expect(tables).to_have_count(3)
    told: dict[str, dict[date, str]] = {}
    for table in tables.all():
        rows: dict[date, str] = {}
        for line in table.locator("tbody tr").all():
            days, words = line.locator("th, td").all_text_contents()
            first, _, last = days.removesuffix(" Nov 2021").partition("–")
            for day in range(int(first), int(last or first) + 1):
                rows[date(2021, 11, day)] = words
        told[table.locator("caption").text_content() or ""] = rows
    for day in (date(2021, 11, 1) + timedelta(days=at) for at in range(30)):
        scene = build_scene(LEDGER, MapState(date=day, window="1d"))
        for stand in scene.borders:
            words = told[stand.style.name].get(day)
            if stand.absence is not None:
                assert words is None, (day, stand.style.name)
                continue
            assert words is not None, (day, stand.style.name)
            assert words.startswith(overview.value(stand)), (day, words)
            assert overview.basis(stand) in words, (day, words)


def test_keys_walk_the_series_tell_each_day_and_go_there(watched: Watched) -> None:
    watched.open(NOVEMBER)
    chart = series(watched)
    chart.focus()
    expect(chart).to_have_attribute("aria-valuetext", re.compile("^Belarus–Poland, 16 Nov 2021: "))
    watched.page.keyboard.press("ArrowRight")
    expect(chart).to_have_attribute("aria-valuetext", re.compile("^Belarus–Poland, 17 Nov 2021: "))
    watched.page.keyboard.press("ArrowDown")
    expect(chart).to_have_attribute(
        "aria-valuetext", re.compile("^Belarus–Lithuania, 17 Nov 2021: ")
    )
    said = chart.get_attribute("aria-valuetext") or ""
    expect(watched.page.locator(".series-says")).to_have_text(said)
    watched.page.keyboard.press("Home")
    expect(chart).to_have_attribute("aria-valuetext", re.compile("1 Nov 2021: "))
    watched.page.keyboard.press("Enter")
    expect(watched.page.get_by_role("slider", name="Date")).to_have_attribute(
        "aria-valuetext", "1 November 2021"
    )
    expect(watched.page).to_have_url(re.compile("date=2021-11-01"), timeout=20_000)
    assert watched.errors == []
