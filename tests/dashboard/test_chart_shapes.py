"""Charts are plain shapes: their frames hold, their SVG is safe and says what it shows."""

from __future__ import annotations

import itertools
from pathlib import Path
from xml.etree import ElementTree

import font_source_sans_pro
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from dashboard.scene.charts.shapes import (
    Area,
    Chart,
    Dot,
    Label,
    Line,
    Rect,
    frame_of,
    hatch_lines,
    text_width,
)
from dashboard.scene.charts.svg import svg_markup
from dashboard.scene.symbology import HATCH, INK

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = (
    "between 26 and 27 Nov 2021",
    "1,200 (×0.53)",
    "Mielnik – Białowieża",
    "at least 36.3 more a day",
    "≥ 47",
    "Šalčininkai",
)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_held_to_be_as_wide_as_the_typeface_sets_it_and_hardly_wider(
    text: str, bold: bool
) -> None:
    files = Path(font_source_sans_pro.__path__[0]) / "files"
    font = TTFont(files / f"SourceSansPro-{'Bold' if bold else 'Regular'}.ttf")
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    real = sum(advances[glyphs[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm
    assert 12 * real <= text_width(text, 12, bold=bold) + 0.1
    assert text_width(text, 12, bold=bold) <= 12 * real * 1.06


@given(
    x=st.floats(-50, 500),
    y=st.floats(-50, 500),
    w=st.floats(0.5, 300),
    h=st.floats(0.5, 300),
)
def test_hatching_stays_inside_its_rectangle_at_45_degrees(
    x: float, y: float, w: float, h: float
) -> None:
    for line in hatch_lines(Rect(x, y, w, h, None, hatch=True), HATCH):
        for px, py in line.points:
            assert x - 1e-6 <= px <= x + w + 1e-6
            assert y - 1e-6 <= py <= y + h + 1e-6
        (x1, y1), (x2, y2) = line.points
        assert x2 - x1 == pytest.approx(y1 - y2)


def test_hatching_of_neighbours_lies_on_one_grid() -> None:
    whole = hatch_lines(Rect(0, 0, 40, 20, None, hatch=True), HATCH)
    halves = [hatch_lines(Rect(x, 0, 20, 20, None, hatch=True), HATCH) for x in (0, 20)]
    sums = {round(sum(line.points[0])) for line in whole}
    assert {round(sum(line.points[0])) for line in itertools.chain(*halves)} <= sums
    assert len(whole) == 11


def test_the_drawing_is_one_picture_with_its_words_and_nothing_that_could_clash_or_be_fetched() -> (
    None
):
    chart = Chart(
        200,
        100,
        (
            Rect(1, 2, 30, 20, None, hatch=True, ink=INK),
            Line(((0, 0), (10, 5.25), (20, 0)), INK, 1.5, (3, 2)),
            Dot(5, 5, 2.5, INK),
            Area(((0, 0), (4, 8), (8, 0)), None, INK),
            Label(100, 50, "half & <b>", 12, True, "middle", INK),
        ),
        'told <script>alert("1")</script>',
    )
    text = str(svg_markup(chart))
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert root.get("viewBox") == "0 0 200 100"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == chart.told
    assert root.find(f"{SVG}text").text == "half & <b>"  # type: ignore[union-attr]
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds == {"svg", "title", "g", "rect", "path", "polyline", "circle", "polygon", "text"}
    for element in root.iter():
        assert not {"id", "href", "style", "class"} & set(element.attrib)
        assert not any("url(" in value for value in element.attrib.values())


def test_the_frame_of_a_part_holds_its_strokes_and_its_text() -> None:
    assert frame_of(Line(((0, 10), (20, 10)), INK, 4)) == (-2, 8, 22, 12)
    assert frame_of(Rect(0, 0, 10, 5, None)) == (0, 0, 10, 5)
    assert frame_of(Rect(0, 0, 10, 5, None, ink=INK)) == (-0.5, -0.5, 10.5, 5.5)
    assert frame_of(Dot(10, 10, 3, INK)) == (7, 7, 13, 13)
    left, top, right, bottom = frame_of(Label(100, 20, "1,000", 10, False, "end", INK))
    assert (top, bottom, right) == (12.5, 22.5, 100)
    assert left == pytest.approx(100 - 22.5)
