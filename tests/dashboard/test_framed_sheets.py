"""A sheet of a part of the map is framed on that part, and its figures stay those of borders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
import shapely
from matplotlib.text import Text

import geodata
from dashboard.exports.edition import build_edition
from dashboard.exports.formats import FORMATS
from dashboard.exports.request import build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.layout import DEEP, LANDSCAPE, SCREEN
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.exports.verify import Answer, verify
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.where_text import read_where
from events import Ledger, Selection, select

ORDER = build_order(created=datetime(2026, 11, 26, tzinfo=UTC))
AREA = "area:23.3,53.2;24.1,53.2;24.1,53.9;23.3,53.9"
SECTIONS = [f"section:{section.id}" for section in geodata.load_border_sections()]
BORDERS = ["border:BY-PL", "border:BY-LT", "border:BY-LV"]
WHOLE = 5_000_000


@pytest.mark.parametrize("layout", [LANDSCAPE, DEEP, SCREEN])
@pytest.mark.parametrize("part", [AREA, *SECTIONS, *BORDERS, "view:23,53,24.5,54"])
def test_the_map_shows_all_of_the_part_with_room_around_it(part: str, layout: object) -> None:
    assert isinstance(layout, type(LANDSCAPE))
    where = read_where(part)
    frame = replace(layout, where=where).map_frame
    degrees = (
        where.outline()
        if where.is_ground
        else shapely.get_coordinates(
            [geodata.border_section(id_).line for id_ in where.section_ids]
        )
    )
    places = frame.place(np.asarray(degrees))
    inner = frame.box.grown(-2)
    assert places[:, 0].min() > inner.left and places[:, 0].max() < inner.right
    assert places[:, 1].min() > inner.top and places[:, 1].max() < inner.bottom
    assert 1_000_000 <= frame.scale < WHOLE


def test_all_borders_are_shown_where_nothing_smaller_is_asked_for() -> None:
    whole = LANDSCAPE.map_frame
    assert whole.scale == WHOLE
    wide = replace(LANDSCAPE, where=read_where("view:18,51,33,58"))
    assert wide.map_frame == whole


@pytest.fixture(scope="module")
def texts(ledger: Ledger) -> list[str]:
    state = MapState(selection=Selection(where=read_where(AREA)))
    narrowed = select(ledger, state.selection)
    with drawing():
        edition = build_edition(narrowed, build_scene(narrowed, state), ORDER, "png")
        found = build_sheet(edition).figure.findobj(Text)
    return [text.get_text() for text in found]


def test_the_sheet_of_an_area_says_whose_figures_it_shows(texts: list[str]) -> None:
    assert "Belarus–Poland, whole border" in texts
    assert not any(text.startswith("Belarus–Latvia") for text in texts)
    told = " ".join(texts)
    assert "beyond this map: the border of Latvia, in words above" in told
    assert "Latvia 21.8 prevented" in told


def test_the_sheet_of_an_area_has_a_scale_of_its_own(texts: list[str]) -> None:
    assert {"20 km", "1:1,500,000 at A4", "53.5°N", "23°E"} <= set(texts)


@pytest.mark.long
@pytest.mark.parametrize("form", ["png", "pdf", "pptx"])
def test_a_file_of_an_area_is_found_to_be_the_same(ledger: Ledger, form: str) -> None:
    state = MapState(selection=Selection(where=read_where(AREA)))
    narrowed = select(ledger, state.selection)
    first, *_ = FORMATS[form].draw(narrowed, build_scene(narrowed, state), ORDER)
    assert verify(first, ledger).answer is Answer.SAME
