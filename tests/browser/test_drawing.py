"""What the map draws is what the sheet draws, and its limits are the numbers written here."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

import numpy as np
import pytest
from modules import run
from playwright.sync_api import Page

from dashboard.exports.sheet.symbols import shape_path
from dashboard.scene.style import CATEGORIES

SHAPES = list(dict.fromkeys(category.shape for category in CATEGORIES))


def test_every_mark_has_one_outline_on_screen_and_on_paper(bench: Page) -> None:
    """Left, top, right and bottom for a half height of 1."""
    found = run(
        bench,
        "symbols: tracePath",
        f"""
        const reach = (shape) => {{
          const xs = [], ys = [];
          const at = (x, y) => {{ xs.push(x); ys.push(y); }};
          const ctx = {{ beginPath() {{}}, closePath() {{}}, moveTo: at, lineTo: at,
            rect(x, y, w, h) {{ at(x, y); at(x + w, y + h); }},
            arc(x, y, r) {{ at(x - r, y - r); at(x + r, y + r); }} }};
          tracePath(ctx, shape, 1);
          return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
        }};
        return {SHAPES}.map(reach);
        """,
    )
    for shape, screen in zip(SHAPES, found, strict=True):
        corners = np.asarray(shape_path(shape).vertices)
        assert (*corners.min(axis=0), *corners.max(axis=0)) == pytest.approx(screen, abs=0.006)


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
