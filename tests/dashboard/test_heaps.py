"""A heap of marks says whose its events are, and whether a death is among them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from matplotlib.text import Text

from dashboard.exports.edition import build_edition
from dashboard.exports.request import build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.page.panels.detail import detail_markup
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words.heaps import Heaped, further_in_heap, heap_heading
from events import Ledger, Showing
from events.uploads import build_layer, join_layers, read_upload

TITLES = {1: "mine.csv", 3: "b.kml"}
OURS, DEATH = Heaped(0, is_death=False), Heaped(0, is_death=True)
MINE, OTHER = Heaped(1, is_death=False), Heaped(3, is_death=True)
ROWS = "date,lon,lat,title\n" + "".join(
    f"2021-11-{day:02},23.6506,53.5147,Note {day}\n" for day in (9, 10)
)


@pytest.fixture(scope="module")
def joined(ledger: Ledger) -> Ledger:
    layer = build_layer(read_upload(ROWS.encode(), "mine.csv"), 1)
    return join_layers(ledger, (layer,), Showing.BESIDE)


@pytest.fixture(scope="module")
def scene(joined: Ledger) -> Scene:
    return build_scene(joined, MapState(date=date(2021, 11, 14), window="7d"))


def test_rows_of_a_file_are_never_counted_with_the_events_of_the_reference() -> None:
    assert further_in_heap([OURS, OURS, MINE, MINE, OTHER], TITLES) == [
        "1 more",
        "2 of mine.csv",
        "1 of b.kml (death)",
    ]
    assert further_in_heap([MINE, OURS, MINE], TITLES) == ["1 more", "1 of Border Monitor"]
    assert heap_heading([OURS, MINE, MINE], TITLES) == (
        "3 events here: 1 of Border Monitor; 2 of mine.csv"
    )
    assert heap_heading([OURS, OURS], TITLES) == "2 events here"


def test_a_death_is_told_as_one_wherever_it_lies_in_a_heap() -> None:
    assert further_in_heap([OURS, OURS, DEATH], TITLES) == ["death", "1 more"]
    assert further_in_heap([OURS, DEATH, DEATH], TITLES) == ["death (2 events)"]
    assert further_in_heap([DEATH, DEATH, OURS], TITLES) == ["2 more"]
    assert further_in_heap([OURS, OTHER, OTHER], TITLES) == ["2 of b.kml, death among them"]
    assert further_in_heap([OURS], TITLES) == []


def test_the_sheet_tells_the_rows_of_a_file_beside_the_events_of_a_place(
    joined: Ledger, scene: Scene
) -> None:
    order = build_order(created=datetime(2026, 11, 26, tzinfo=UTC))
    with drawing():
        sheet = build_sheet(build_edition(joined, scene, order, "png"))
        told = " ".join(
            t.get_text() for t in sheet.figure.findobj(Text) if t.get_gid() == "callout"
        )
    assert "2 of mine.csv" in told
    assert "also here: death" in told


def test_the_panel_says_whose_events_lie_in_an_opened_heap(joined: Ledger, scene: Scene) -> None:
    marks = [mark.event for mark in scene.marks]
    ours = [event.id for event in marks if not event.layer][:2]
    mine = [event.id for event in marks if event.layer]
    told = str(detail_markup(joined, scene, [*ours, *mine]))
    assert "4 events here: 2 of Border Monitor; 2 of mine.csv." in told
    assert "Of 90, the first 4 events here" in str(detail_markup(joined, scene, [*ours, *mine], 90))
    assert "events here" not in str(detail_markup(joined, scene, ours))
