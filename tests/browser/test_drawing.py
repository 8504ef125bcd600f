"""What the map draws is what the sheet draws, and its limits are the numbers written here."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.path import Path
from modules import run
from numpy.typing import NDArray
from playwright.sync_api import Page

from dashboard.exports.sheet.symbols import shape_path
from dashboard.scene.symbology import CATEGORIES
from dashboard.scene.symbols import OUTLINES
from dashboard.scene.words.dates import short_span

SHAPES = list(dict.fromkeys(category.shape for category in CATEGORIES))


RECORDER = """
  const recorded = (shape) => {
    const loops = [];
    const ctx = {
      beginPath() { loops.length = 0; },
      moveTo(x, y) { loops.push([[x, y]]); },
      lineTo(x, y) { loops.at(-1).push([x, y]); },
      arc(x, y, r, from, to, back) { loops[loops.length - 1] = { x, y, r, turn: to - from, back }; },
      closePath() {},
    };
    tracePath(ctx, shape, 1);
    return loops;
  };
"""


def loops_on_paper(shape: str) -> list[NDArray[np.float64]]:
    """Return the vertices of each closed line of the sheet's outline, as it draws them."""
    path = shape_path(shape)
    starts = np.flatnonzero(np.asarray(path.codes) == Path.MOVETO)
    return np.split(np.asarray(path.vertices, dtype=float), starts[1:])


@pytest.mark.parametrize("shape", SHAPES)
def test_screen_and_paper_draw_one_outline_corner_by_corner(bench: Page, shape: str) -> None:
    screen = run(bench, "symbols: tracePath", f"{RECORDER} return recorded({shape!r});")
    paper = loops_on_paper(shape)
    assert len(screen) == len(paper)
    for drawn, printed in zip(screen, paper, strict=True):
        if isinstance(drawn, dict):
            ends = printed[0:-1:3]
            assert (drawn["x"], drawn["y"]) == (0, 0)
            assert np.hypot(*ends.T) == pytest.approx(drawn["r"], abs=1e-9)
            assert abs(drawn["turn"]) == pytest.approx(2 * np.pi)
            # Which way round it runs decides what is filled.
            area = np.linalg.det(np.stack([ends, np.roll(ends, -1, axis=0)], axis=1)).sum()
            assert (area < 0) == drawn["back"] == (drawn["turn"] < 0)
        else:
            assert np.asarray(drawn) == pytest.approx(printed[:-1], abs=1e-9)


def test_outlines_are_the_ones_written_here(bench: Page) -> None:
    """A few corners by hand, so that no fault can move screen and paper together."""
    found = run(
        bench,
        "symbols: tracePath",
        f"{RECORDER} return ['square', 'triangle', 'pentagon', 'ring', 'plane', 'comb'].map(recorded);",
    )
    square, triangle, pentagon, ring, plane, comb = found
    assert square == [[[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]]]
    assert triangle[0][0] == pytest.approx([0, -1.25], abs=1e-9)
    assert pentagon[0][0] == pytest.approx([0, -1.1], abs=1e-9)
    assert [loop["r"] for loop in ring] == pytest.approx([1.05, 0.441])
    assert [loop["back"] for loop in ring] == [False, True]
    assert len(plane[0]) == 18
    assert plane[0][:3] == [[0, -1.2], [0.18, -0.9], [0.18, -0.3]]
    assert [len(loop) for loop in comb] == [4, 4, 4, 4]


def test_there_are_eighteen_outlines_and_each_has_a_category() -> None:
    assert len(OUTLINES) == 18
    assert set(OUTLINES) == set(SHAPES)


def test_levels_and_words_of_the_browser_are_those_of_the_server(bench: Page) -> None:
    said = run(
        bench,
        "look: LEVELS, WORDS; borders: standing, isRated, isWithheld",
        """
        const feed = (reference) => ({ reference, first: 0, start: 0, days: 5, windowDays: { "7d": 7 }, columns: {} });
        const away = { first: 90, last: 96, window: "7d" };
        const stands = [standing(feed("shown"), "BY-PL", away), standing(feed("hidden"), "BY-PL", away), standing(feed("shown"), "BY-PL", { ...away, window: "9d" })];
        return { stands: stands.map(({ level, value }) => [level, value]), rated: [0, 1, 5, 252, 253, 254, 255].filter((level) => isRated({ level })),
          withheld: [0, 5, 252, 253, 254, 255].filter((level) => isWithheld({ level })), levels: LEVELS, looks: WORDS.looks, no: WORDS.no_rate, status: WORDS.status_not_reported };
        """,
    )
    assert said["stands"] == [[255, "not reported"], [253, "reference hidden"], [254, "…"]]
    assert said["rated"] == [0, 1, 5]
    assert said["withheld"] == [252, 253]
    assert said["levels"]["filtered"] == 252
    assert list(said["looks"]) == ["solid", "average", "hatched"]
    assert said["looks"]["average"] == "average of a wider count"
    assert said["no"] == "no rate can be given"
    assert said["status"] == "not reported whether open"


def test_a_span_of_days_is_written_as_on_paper(bench: Page) -> None:
    first = date(2021, 10, 28)
    spans = [
        (first + timedelta(s), first + timedelta(s + n)) for s in range(70) for n in (0, 6, 40)
    ]
    spans.append((date(2021, 12, 31), date(2024, 2, 29)))
    found = bench.evaluate(
        """async (spans) => {
          const { dayOf, spanWords } = await import("/dashboard/web/shared/days.js");
          return spans.map(([first, last]) => spanWords(dayOf(first), dayOf(last)));
        }""",
        [[a.isoformat(), b.isoformat()] for a, b in spans],
    )
    assert found == [short_span(a, b) for a, b in spans]
    assert found[0] == "28 Oct 2021"
    assert found[1] == "28 Oct – 3 Nov 2021"
    assert found[-1] == "31 Dec 2021 – 29 Feb 2024"


def test_old_marks_are_six_tenths_on_their_way_to_white(bench: Page) -> None:
    tints = run(bench, "fading: tint", 'return [0, 1, 2, 3].map((step) => tint("#000000", step));')
    assert tints == ["#000000", "#404040", "#737373", "#999999"]


def test_marks_nearer_than_fifteen_pixels_are_one_stack(bench: Page) -> None:
    assert run(
        bench,
        "stacks: stack",
        """
        const columns = { mark_kind: [0, 0], mark_flags: [0, 0], mark_weight: [0, 0], mark_day: [0, 0] };
        const view = { scale: 1, ox: 0, oy: 0, width: 100, height: 100 };
        const count = (apart) => stack({ columns }, { x0: 0, y0: 0, x: [20, 20 + apart], y: [50, 50] }, [0, 1], view).length;
        return [14, 15, 16].map(count);
        """,
    ) == [1, 2, 2]


def test_a_click_on_a_heap_names_two_hundred_events(bench: Page) -> None:
    ids = run(
        bench,
        "hits: pickOf",
        """
        const marks = [...Array(250).keys()];
        const feed = { marks: { id: marks.map(String) }, columns: { mark_word: marks } };
        return pickOf(feed, marks).ids.length;
        """,
    )
    assert ids == 200


def test_squares_darken_at_5_20_80_and_320_events(bench: Page) -> None:
    counts = [1, 4, 5, 19, 20, 79, 80, 319, 320]
    assert run(bench, "density: toneOf", f"return {counts}.map(toneOf);") == [
        *(0, 0, 1, 1, 2, 2, 3, 3, 4),
    ]
