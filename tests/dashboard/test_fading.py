"""Marks fade with age by one rule, on screen and on paper; the numbers are written out here."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from matplotlib.text import Text

from dashboard.fading import INKS, fade_step, faded, step_starts, youngest_step
from dashboard.order import build_order
from dashboard.scene import Scene, build_scene
from dashboard.snapshot import draw_svg
from dashboard.snapshot.marks import gather_crowd
from dashboard.snapshot.page import paper_size
from dashboard.snapshot.sheet import build_sheet
from dashboard.state import MapState
from events import Ledger, Period

LAST = date(2021, 11, 20)


def scene_of(ledger: Ledger, window: str, day: date = LAST) -> Scene:
    return build_scene(ledger, MapState(day, window=window))


@pytest.mark.parametrize(
    ("days", "starts"),
    [
        (1, ()),
        (2, (1, 1, 2)),
        (7, (2, 4, 6)),
        (14, (4, 7, 11)),
        (30, (8, 15, 23)),
        (366, (92, 183, 275)),
        (None, (7, 30, 90)),
    ],
)
def test_the_window_is_shared_out_into_four_steps(
    days: int | None, starts: tuple[int, ...]
) -> None:
    assert step_starts(days) == starts


def test_no_step_begins_before_its_quarter_of_the_window() -> None:
    for days in range(2, 367):
        for age in range(days):
            step = sum(age >= start for start in step_starts(days))
            assert step == 4 * age // days


def test_what_goes_on_is_young_and_what_ended_is_as_old_as_its_first_day() -> None:
    first = LAST - timedelta(days=27)
    on = Period.of_days(first, LAST)
    over = Period.of_days(first, LAST - timedelta(days=1))
    assert fade_step(on, LAST, 30) == 0
    assert fade_step(over, LAST, 30) == 3
    assert fade_step(Period.of_day(first), LAST, 30) == 3
    assert fade_step(Period.of_day(LAST), LAST, 1) == 0


def test_colours_go_towards_white_and_outlines_do_not_reach_it() -> None:
    assert [faded("#D55E00", step) for step in range(4)] == [
        "#D55E00",
        "#E08640",
        "#E8A673",
        "#EEBF99",
    ]
    assert [faded("#000000", step) for step in range(4)] == [
        "#000000",
        "#404040",
        "#737373",
        "#999999",
    ]
    assert faded("#FFFFFF", 3) == "#FFFFFF"
    assert INKS == ("#1E2329", "#3C424A", "#565D66", "#6F767E")


def test_a_stack_is_as_young_as_its_youngest_mark(ledger: Ledger) -> None:
    scene = scene_of(ledger, "30d")
    layout = paper_size("a4").layouts[0]
    stacks = gather_crowd(layout.map_frame, scene.marks, 7).stacks
    steps = [youngest_step(stack.marks, scene.state) for stack in stacks]
    # 38 events of the 30 days to 20 November 2021, drawn as eight stacks.
    assert (len(scene.marks), sorted(steps)) == (38, [0, 0, 0, 1, 1, 1, 2, 3])
    for stack, step in zip(stacks, steps, strict=True):
        assert step == min(youngest_step([mark], scene.state) for mark in stack.marks)


def words_on(scene: Scene, ledger: Ledger) -> list[str]:
    page = build_sheet(ledger, scene, build_order(), "png").figures[0]
    return [text.get_text() for text in page.findobj(Text)]


def test_the_key_tells_of_fading_where_a_mark_has_faded(ledger: Ledger) -> None:
    told = "the lighter, the longer ago"
    assert told in words_on(scene_of(ledger, "30d"), ledger)
    assert told not in words_on(scene_of(ledger, "1d", date(2021, 11, 8)), ledger)


def fills_of(content: bytes) -> set[str]:
    return {found.upper() for found in re.findall(r"fill: (#[0-9a-f]{6})", content.decode())}


def test_the_sheet_draws_the_faded_colours_and_a_single_day_none(ledger: Ledger) -> None:
    """The clash at Usnarz Górny on 24 October is 27 days old on 20 November: step 3."""
    month = draw_svg(ledger, scene_of(ledger, "30d"), build_order())[0]
    assert {"#EEBF99", "#D55E00"} <= fills_of(month)
    day = draw_svg(ledger, scene_of(ledger, "1d", date(2021, 11, 8)), build_order())[0]
    assert not fills_of(day) & {"#EEBF99", "#E8A673", "#E08640"}
