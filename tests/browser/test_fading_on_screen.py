"""The screen fades each mark as far as paper does."""

# JavaScript in strings is as wide as in dashboard/web.

from __future__ import annotations

from datetime import date

import pytest
from modules import run
from playwright.sync_api import Page
from shipped import shipped_ledger

from dashboard.feed import build_feed
from dashboard.feed.blob import unpack
from dashboard.feed.columns import sorted_marks
from dashboard.scene.fading import step_starts, youngest_step
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words.dates import day_number


def test_every_window_and_age_fades_alike(bench: Page) -> None:
    ages = [0, 1, 2, 3, 5, 6, 7, 8, 14, 15, 22, 23, 29, 30, 60, 89, 90, 91, 182, 183, 274, 275, 365]
    found = run(
        bench,
        "fading: fadeStep",
        f"""
        const windows = [...Array.from({{ length: 366 }}, (_, at) => `${{at + 1}}d`), "all"];
        return windows.map((window) => {ages}.map((age) => fadeStep(age, window)));
        """,
    )
    for days, steps in zip([*range(1, 367), None], found, strict=True):
        assert steps == [sum(age >= start for start in step_starts(days)) for age in ages], days


@pytest.mark.few(1)
@pytest.mark.parametrize("window", ["1d", "7d", "30d", "all"])
@pytest.mark.parametrize("day", [date(2021, 8, 20), date(2021, 11, 20), date(2024, 6, 1)])
def test_every_mark_of_a_scene_fades_on_screen_as_on_paper(
    bench: Page, day: date, window: str
) -> None:
    ledger = shipped_ledger()
    state = MapState(day, window=window)
    scene = build_scene(ledger, state)
    _, columns = unpack(build_feed(ledger, state.start))
    place = {mark.event.id: at for at, mark in enumerate(sorted_marks(ledger))}
    ids = [mark.event.id for mark in scene.marks]
    found = bench.evaluate(
        """async ({ columns, frame, marks }) => {
          const { fadingOf } = await import("/dashboard/web/map/marks.js");
          return marks.map(fadingOf({ columns }, frame));
        }""",
        {
            "columns": {
                name: columns[name].tolist() for name in ("mark_day", "long_mark", "long_last")
            },
            "frame": {
                "first": day_number(state.first_day),
                "last": day_number(day),
                "window": window,
            },
            "marks": [place[id_] for id_ in ids],
        },
    )
    paper = [youngest_step([mark], state) for mark in scene.marks]
    assert dict(zip(ids, found, strict=True)) == dict(zip(ids, paper, strict=True))
    assert ids
