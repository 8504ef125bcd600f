"""The shipped rule of the browser against the scene: the shipped record on two hundred dates."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from modules import serve_modules
from playwright.sync_api import Browser
from shipped import shipped_ledger

from dashboard.feed import build_feed
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import FIRST_DATE, WINDOWS, MapState
from dashboard.scene.words import overview
from dashboard.scene.words.dates import day_number, short_period

LEDGER = shipped_ledger()
RULE = """async (asked) => {
  const { foundIn } = await import("/tests/web/conformance.js");
  return foundIn(new Uint8Array(await (await fetch("/given/feed")).arrayBuffer()), asked);
}"""


def asked_states() -> Iterator[MapState]:
    """Yield 200 dates with a window each, the same at every run; the ends are among them."""
    chance = random.Random(20211108)
    last = LEDGER.last_day
    days = [FIRST_DATE, last, date(2021, 11, 8), date(2024, 2, 29)]
    span = (last - FIRST_DATE).days
    days += [FIRST_DATE + timedelta(days=chance.randint(0, span)) for _ in range(196)]
    for day in days:
        yield MapState(date=day, window=chance.choice(list(WINDOWS)))


STATES = list(asked_states())


def in_the_scene(scene: Scene) -> dict[str, list[list[Any]]]:
    """Return what a scene says, in the order and the words of the browser."""
    stops: dict[tuple[str, str], int] = {}
    for stop in scene.stops:
        key = (stop.airport_iata, str(stop.kind))
        stops[key] = min(day_number(stop.start), stops.get(key, 10**6))
    bands = [[zone.condition.title, zone.state, zone.row, zone.when] for zone in scene.zones]
    return {
        "borders": [
            [
                stand.style.pair,
                overview.value(stand),
                overview.measure_words(stand) if stand.pressure.reported else "",
                overview.basis(stand),
                stand.said.short,
                stand.level,
                str(stand.look),
                f"{stand.style.pair}:{stand.pressure.measure.key}",
                stand.pressure.contested,
            ]
            for stand in scene.borders
        ],
        "marks": [
            [
                mark.event.id,
                mark.event.title,
                short_period(mark.event),
                mark.event.place.name,
                mark.weight,
                mark.category,
                mark.spot.vague,
            ]
            for mark in scene.marks
        ],
        "routes": [
            ["-".join(route.spans[0].lane), str(route.status), route.flights_a_week]
            for route in scene.routes
        ],
        "stops": [[*key, first] for key, first in stops.items()],
        "crossings": [[mark.crossing.id, mark.status or ""] for mark in scene.crossings],
        "stretches": [[list(stand.figure.section_ids), stand.level] for stand in scene.sections],
        "bands": bands,
    }


@pytest.fixture(scope="module")
def found(browser: Browser) -> Iterator[list[dict[str, Any]]]:
    page = browser.new_page()
    serve_modules(page, {"given/feed": build_feed(LEDGER, FIRST_DATE)})
    start = day_number(FIRST_DATE)
    asked = [
        {"day": day_number(state.date), "window": state.window, "start": start} for state in STATES
    ]
    yield page.evaluate(RULE, asked)
    page.close()


@pytest.fixture(scope="module")
def scenes() -> list[dict[str, list[list[Any]]]]:
    return [in_the_scene(build_scene(LEDGER, state)) for state in STATES]


PARTS = ("borders", "marks", "routes", "stops", "crossings", "stretches", "bands")


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS)
def test_the_browser_finds_of_every_date_what_the_scene_has(
    part: str, found: list[dict[str, Any]], scenes: list[dict[str, Any]]
) -> None:
    assert len(found) == len(scenes) == 200
    for state, browser, scene in zip(STATES, found, scenes, strict=True):
        assert sorted(browser[part]) == sorted(scene[part]), (state.date, state.window)
    assert any(scene[part] for scene in scenes)
