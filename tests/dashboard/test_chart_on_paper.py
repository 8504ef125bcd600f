"""Shapes of a chart on paper: each at its place, in its colour, above those before it."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.drawn_chart import PIXEL_MM, chart_box, draw_chart
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.sizes import DOTS_PER_INCH, paper_size
from dashboard.scene.charts import Chart
from dashboard.scene.charts.shapes import Area, Dot, Label, Line, Rect

RED, GREEN, BLUE, BLACK, WHITE = "#FF0000", "#00FF00", "#0000FF", "#000000", "#FFFFFF"
PARTS = (
    Rect(10, 10, 60, 40, RED),
    Dot(40, 30, 8, GREEN),
    Area(((100, 10), (160, 10), (130, 60)), BLUE),
    Line(((10, 80), (190, 80)), BLACK, 4),
    Rect(10, 100, 80, 40, None, hatch=True, ink=BLACK),
    Line(((100, 120), (190, 120)), BLACK, 4, (10, 10)),
    Label(100, 170, "Words", 12, bold=True, anchor="middle", fill=BLACK),
)
CHART = Chart(200, 200, PARTS, "shapes")
ROOM = Box(20, 40, 270, 190)


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    with drawing():
        page = Page(paper_size("a4"))
        draw_chart(page, CHART, chart_box(CHART, ROOM))
        canvas = page.figure.canvas
        canvas.draw()
        return np.asarray(canvas.buffer_rgba())[:, :, :3].copy()


def at(pixels: np.ndarray, x: float, y: float) -> str:
    """The colour at a pixel of the chart."""
    mm = (ROOM.left + x * PIXEL_MM, ROOM.top + y * PIXEL_MM)
    column, row = (round(value / 25.4 * DOTS_PER_INCH) for value in mm)
    return "#" + "".join(f"{value:02X}" for value in pixels[row, column])


@pytest.mark.parametrize(
    ("x", "y", "colour"),
    [
        (15, 15, RED),
        (65, 45, RED),
        (75, 30, WHITE),
        (40, 30, GREEN),
        (40, 24, GREEN),
        (40, 20, RED),
        (130, 20, BLUE),
        (105, 50, WHITE),
        (100, 80, BLACK),
        (100, 85, WHITE),
        (105, 120, BLACK),
        (115, 120, WHITE),
        (125, 120, BLACK),
        (50, 100, BLACK),
        (195, 195, WHITE),
    ],
)
def test_a_shape_stands_at_its_place_in_its_colour(
    pixels: np.ndarray, x: float, y: float, colour: str
) -> None:
    assert at(pixels, x, y) == colour


def test_hatching_fills_its_rectangle_and_nothing_else(pixels: np.ndarray) -> None:
    inside = {at(pixels, x, 120) for x in np.arange(14, 86, 0.5)}
    assert len(inside) > 1
    assert {at(pixels, x, 120) for x in np.arange(92, 99, 0.5)} == {WHITE}


def test_a_label_is_anchored_where_it_says(pixels: np.ndarray) -> None:
    row = [at(pixels, x, 166) != WHITE for x in np.arange(60, 140, 0.25)]
    inked = np.flatnonzero(row) / 4 + 60
    assert inked.size and (inked.min() + inked.max()) / 2 == pytest.approx(100, abs=2)


@pytest.mark.parametrize(("width", "height"), [(200, 200), (4000, 300), (300, 4000)])
def test_a_chart_keeps_its_proportions_and_never_leaves_its_room(
    width: float, height: float
) -> None:
    box = chart_box(Chart(width, height, (), ""), ROOM)
    assert ROOM.grown(1e-9).holds(box)
    assert box.width / box.height == pytest.approx(width / height)
    assert box.width <= width * PIXEL_MM + 1e-9
