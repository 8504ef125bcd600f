"""A player with a store, from a file on disk, with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from forked_readers import forked_readers as forked_readers
from playwright.sync_api import Browser, expect
from test_player import Opened

from dashboard.exports.player import draw_player
from dashboard.exports.request import build_order
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState, View
from events import Showing, load_ledger
from events.store import StoreLayer, build_store, cells_in, kinds_in, open_layer
from events.uploads import join_layers

ROOT = Path(__file__).parents[2]
WEEK = date(2021, 11, 8), date(2021, 11, 14)
NEXT = date(2021, 11, 9), date(2021, 11, 15)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, forked_readers: None) -> StoreLayer:
    into = tmp_path_factory.mktemp("stores") / "incidents"
    build_store([ROOT / "events" / "data" / "incident_reports.csv"], into)
    return open_layer(into)


@pytest.fixture
def player(browser: Browser, store: StoreLayer, tmp_path: Path) -> Iterator[Opened]:
    ledger = join_layers(load_ledger(), (), Showing.BESIDE, (store,))
    scene = build_scene(ledger, MapState(WEEK[1], stores=(store.key,)))
    (content,) = draw_player(ledger, scene, build_order())
    (tmp_path / "player.html").write_bytes(content)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    yield Opened(context.new_page(), tmp_path / "player.html")
    context.close()


def test_squares_are_counted_from_the_file_on_every_day_and_tell_what_they_hold(
    player: Opened, store: StoreLayer, tmp_path: Path
) -> None:
    page = player.page
    told = page.locator(".bm-legend .store-count")
    many = cells_in(store, 6, *WEEK).events
    expect(told).to_have_text(re.compile(rf"^{many} brought events in the window, \d+ in view$"))
    expect(page.locator(".bm-legend")).to_contain_text("S1 incidents (F6)")
    expect(page.locator(".bm-legend")).to_contain_text("no squares under 23 km in this file")
    page.get_by_role("slider", name="Date").press("ArrowRight")
    later = cells_in(store, 6, *NEXT).events
    assert later != many
    expect(told).to_have_text(re.compile(rf"^{later} brought events in the window"))
    assert player.requests == [(tmp_path / "player.html").as_uri()]
    assert player.errors == []


@pytest.mark.long
def test_a_square_that_is_clicked_says_what_it_holds(
    browser: Browser, store: StoreLayer, tmp_path: Path
) -> None:
    cells = cells_in(store, 10, *WEEK)
    at = int(cells.count.argmax())
    west, south, east, north = cells.corners()[at].tolist()
    view = View((west + east) / 2, (south + north) / 2, 9)
    # Alone, so that nothing else lies over the square.
    ledger = join_layers(load_ledger(), (), Showing.ALONE, (store,))
    state = MapState(
        WEEK[1],
        stores=(store.key,),
        showing=Showing.ALONE,
        view=view,
        hide=("crossings", "places"),
    )
    (content,) = draw_player(ledger, build_scene(ledger, state), build_order())
    (tmp_path / "alone.html").write_bytes(content)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    opened = Opened(context.new_page(), tmp_path / "alone.html")
    page = opened.page
    label = page.locator(".bm-legend .store-count")
    expect(label).to_contain_text(f"{cells_in(store, 6, *WEEK).events} brought events")
    expect(label).not_to_contain_text("loading")
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2 + 40, box["y"] + box["height"] / 2 + 40)
    detail = page.locator("#picked")
    expect(detail).to_contain_text(f"{int(cells.count[at])} brought events in this square")
    column, row = int(cells.x[at]), int(cells.y[at])
    for kind, many in zip(store.kinds, kinds_in(store, 10, column, row, *WEEK), strict=True):
        if many:
            expect(detail).to_contain_text(f"{kind} {many}")
    expect(detail).to_contain_text("Counts of brought events, never of a border.")
    assert opened.errors == []
    context.close()
