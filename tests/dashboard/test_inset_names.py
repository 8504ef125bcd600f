"""The inset of the sheet names every airport of a route, on every date, and no name on another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from matplotlib.text import Text
from shipped import shipped_ledger

import geodata
from dashboard.exports.fonts import BOLD, SEMIBOLD
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.flights_inset import draw_inset
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.sheet.text_boxes import Align, text_box
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState

LEDGER = shipped_ledger()
DAYS = [
    *(date(2021, 5, 20) + timedelta(days=number) for number in range(0, 240, 4)),
    *(date(2022, 1, 15) + timedelta(days=number) for number in range(0, 1500, 60)),
]


def names_on(scene: Scene) -> dict[str, Text]:
    page = Page(paper_size("a4"))
    draw_inset(page, scene)
    texts = [one for one in page.figure.artists if isinstance(one, Text)]
    named = [one for one in texts if one.get_gid() == "airport"]
    assert len({one.get_text() for one in named}) == len(named)
    return {one.get_text(): one for one in named}


@pytest.mark.long
def test_every_airport_of_a_route_has_its_name_and_none_lies_on_another() -> None:
    airports = geodata.load_airports()
    most = 0
    with drawing():
        for number, day in enumerate(DAYS):
            window = ("1d", "7d", "30d")[number % 3]
            scene = build_scene(LEDGER, MapState(day, window=window))
            found = names_on(scene)
            ends = {
                airports[code].city
                for route in scene.routes
                for code in (route.origin_iata, *route.via, route.destination_iata)
            }
            assert ends <= set(found), (day, window)
            boxes = [box_of(text) for text in found.values()]
            for at, box in enumerate(boxes):
                assert not any(box.meets(other) for other in boxes[:at]), (day, window)
            most = max(most, len(found))
    assert most >= 11


def test_damascus_is_named_beside_beirut_in_november_2021() -> None:
    with drawing():
        found = names_on(build_scene(LEDGER, MapState(date(2021, 11, 8))))
    assert {"Minsk", "Damascus", "Beirut", "Amman", "Baghdad", "Cairo"} <= set(found)


def box_of(text: Text) -> Box:
    x, y = text.get_position()
    weight = BOLD if text.get_text() == "Minsk" else SEMIBOLD
    align: Align = text.get_horizontalalignment()
    return text_box(x, y, text.get_text(), float(text.get_fontsize()), weight=weight, align=align)
