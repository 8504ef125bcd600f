"""A store on the map: the browser counts what Python does, a step asks nothing, words say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from modules import run, serve_modules
from playwright.sync_api import Browser, Page, expect
from watching import ROOT, Watched, free_port, start_server

from events.store import StoreLayer, build_store, cells_in, day_counts, open_layer

WEEK = date(2021, 11, 8), date(2021, 11, 14)
EPOCH = date(1970, 1, 1)
WINDOWS = (
    *(WEEK, (date(2021, 11, 9), date(2021, 11, 15)), (date(2021, 12, 28), date(2022, 1, 3))),
    *((date(2021, 5, 1), date(2022, 6, 30)), (date(2024, 2, 29), date(2024, 2, 29))),
    *((date(1990, 1, 1), date(1990, 1, 7)), (date(2022, 2, 1), date(2022, 2, 28))),
)
"""A step, a change of year, a long window, a leap day, nothing, and back."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> StoreLayer:
    into = tmp_path_factory.mktemp("stores") / "reports"
    tables = [ROOT / "events" / "data" / f"{name}_reports.csv" for name in ("incident", "flow")]
    build_store(tables, into)
    return open_layer(into)


@pytest.fixture(scope="module")
def served(store: StoreLayer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    log = tmp_path_factory.mktemp("server") / "log"
    server = start_server(port, log, BORDER_MONITOR_STORE=str(store.folder.parent))
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def watched(browser: Browser, served: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page(), served)
    context.close()


@pytest.fixture
def modules(browser: Browser, store: StoreLayer) -> Iterator[Page]:
    tiles = store.folder / "tiles"
    given = {
        f"tiles/{path.relative_to(tiles).as_posix()}": path.read_bytes()
        for path in tiles.rglob("*")
        if path.is_file()
    }
    page = browser.new_page()
    serve_modules(page, given)
    yield page
    page.close()


def number(day: date) -> int:
    return (day - EPOCH).days


def read(path: Path) -> bytes:
    return path.read_bytes()


COUNT = """
  const { zoom, windows, without } = GIVEN;
  const holding = createHolding("tiles", () => {});
  const pause = () => new Promise((wake) => setTimeout(wake, 5));
  const until = async (done) => { while (!done()) await pause(); };
  await until(() => holding.files(zoom));
  const files = holding.files(zoom);
  holding.want(files);
  await until(() => files.every(holding.has));
  const places = holding.placesOf(files);
  return windows.map(([first, last]) => {
    const found = [];
    for (const place of places) {
      shiftTo(place, first, last, without);
      const { x, y, side } = place;
      place.sums.forEach((count, cell) => {
        const [row, column] = [y * side + Math.floor(cell / side), x * side + (cell % side)];
        if (count) found.push([row, column, count]);
      });
    }
    const total = places.reduce((sum, { total }) => sum + total, 0);
    return { problem: holding.problem, total, found };
  });
"""


@pytest.mark.parametrize("zoom", [6, 10, pytest.param(12, marks=pytest.mark.long)])
@pytest.mark.parametrize("without", [0, 0b10000010])
def test_the_browser_counts_every_cell_as_python_does(
    modules: Page, store: StoreLayer, zoom: int, without: int
) -> None:
    windows = [[number(first), number(last)] for first, last in WINDOWS]
    given = f"{{ zoom: {zoom}, windows: {windows}, without: {without} }}"
    imports = "holding: createHolding; counts: shiftTo"
    told = run(modules, imports, COUNT.replace("GIVEN", given))
    kinds = [kind for kind in range(8) if without >> kind & 1]
    for (first, last), found in zip(WINDOWS, told, strict=True):
        cells = cells_in(store, zoom, first, last, without=kinds)
        expected = zip(cells.y.tolist(), cells.x.tolist(), cells.count.tolist(), strict=True)
        assert found["problem"] == ""
        assert sorted(map(tuple, found["found"])) == list(expected)
        assert found["total"] == cells.events


def test_a_tile_that_comes_packed_or_not_is_the_same(modules: Page, store: StoreLayer) -> None:
    path = max(store.indexes[8], key=lambda name: store.indexes[8][name][1])
    body = f"""
      const packed = new Uint8Array(await (await fetch("tiles/{path}.gz")).arrayBuffer());
      const plain = await plainBytes(packed);
      const again = await plainBytes(new Uint8Array(plain));
      const tile = decodeTile(again);
      const events = tile.counts.reduce((sum, count) => sum + count, 0);
      return [plain.byteLength === again.byteLength, events];
    """
    assert run(modules, "tiles: plainBytes, decodeTile", body) == [True, store.indexes[8][path][1]]


def test_what_cannot_be_read_is_not_told_as_none(modules: Page) -> None:
    body = """
      const entry = {
        key: "0123456789ab", id: "store-0123456789ab", mark: "S1", label: "gone", base: "gone",
        kinds: ["a", "b"],
        zooms: [{ zoom: 6, breaks: [1, 2, 5, 10, 20] }, { zoom: 8, breaks: [1, 2, 5, 10, 20] }],
      };
      let arrived = 0;
      const stores = createStores("layers", () => { arrived += 1; });
      stores.take([entry]);
      const view = { scale: 256 * 2 ** 6, ox: -9000, oy: -5000, width: 900, height: 600, zoom: 6 };
      const frame = { first: 18000, last: 18006, window: "7d" };
      const follow = () => stores.follow(view, frame, new Set());
      follow();
      const before = storesTold(stores);
      const until = Date.now() + 10000;
      while (arrived < 2 && Date.now() < until) await new Promise((wake) => setTimeout(wake, 5));
      follow();
      return [before, storesTold(stores), stores.list[0].problem];
    """
    before, after, problem = run(modules, "stores: createStores; store_words: storesTold", body)
    assert before == ["store S1 gone: being counted, still loading"]
    assert after == [
        "store S1 gone: not counted, for it could not be read; of the view not all could be read"
    ]
    assert "404" in problem


def told_of(first: date, last: date, store: StoreLayer) -> re.Pattern[str]:
    count = sum(day_counts(store).between(first, last))
    return re.compile(f"store S1 reports: {count:,} brought events? in the window, [0-9,]+ in view")


def test_a_store_is_counted_on_the_map_and_a_step_asks_nothing(
    watched: Watched, store: StoreLayer
) -> None:
    # Far from the turn of a year, before which the tiles of the next one are asked for.
    week = date(2021, 8, 9), date(2021, 8, 15)
    watched.open(f"?date={week[1]}")
    label = watched.map.locator(".leaflet-container")
    expect(label).to_have_attribute("aria-label", told_of(*week, store))
    expect(watched.map.locator(".bm-legend")).to_contain_text("S1 reports")
    expect(watched.page.locator(".heading")).to_contain_text("never of a border")
    watched.rest()
    watched.page.wait_for_load_state("networkidle")
    asked = len(watched.requests)
    slider = watched.page.get_by_role("slider", name="Date")
    slider.focus()
    for step in range(1, 4):
        slider.press("ArrowRight")
        days = (week[0] + timedelta(step), week[1] + timedelta(step))
        expect(label).to_have_attribute("aria-label", told_of(*days, store))
    assert [url for url in watched.requests[asked:] if "store_" in url] == []
    assert not watched.errors and not watched.foreign


@pytest.mark.long
def test_a_kind_that_is_turned_off_is_counted_nowhere(watched: Watched, store: StoreLayer) -> None:
    watched.open()
    counts = day_counts(store).between(*WEEK)
    busiest = max(range(len(counts)), key=lambda kind: counts[kind])
    watched.map.get_by_role("button", name="Layers").click()
    watched.map.get_by_role("group", name="S1 reports").get_by_label(
        store.kinds[busiest], exact=True
    ).uncheck()
    left = sum(counts) - counts[busiest]
    label = watched.map.locator(".leaflet-container")
    expect(label).to_have_attribute("aria-label", re.compile(f"reports: {left:,} brought event"))
    expect(watched.map.locator(".bm-legend")).to_contain_text(f"Turned off: {store.kinds[busiest]}")
    told = f"{left:,} brought event"
    expect(watched.page.locator(".heading")).to_contain_text(told)
    expect(watched.page).to_have_url(re.compile(f"{store.key}.{busiest}"))


@pytest.mark.long
def test_a_square_says_what_is_in_it_and_opens(watched: Watched, store: StoreLayer) -> None:
    # Alone, so that nothing else lies over the square.
    cells = cells_in(store, 12, *WEEK)
    at = int(cells.count.argmax())
    west, south, east, north = cells.corners()[at].tolist()
    middle = f"{(west + east) / 2:.5f},{(south + north) / 2:.5f}"
    watched.open(f"?own=alone&at={middle},11&stores={store.key}&hide=crossings,places")
    label = watched.map.locator(".leaflet-container")
    expect(label).to_have_attribute("aria-label", told_of(*WEEK, store))
    # Where its squares lie a border may run: a little beside its middle there is none.
    box = label.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2 + 40, box["y"] + box["height"] / 2 + 40
    watched.page.mouse.move(x, y)
    count = int(cells.count[at])
    expect(watched.map.locator(".bm-tip")).to_contain_text(f"{count:,} brought event")
    watched.page.mouse.click(x, y)
    detail = watched.page.locator(".bm.detail")
    expect(detail).to_contain_text(f"{count:,} brought events in this square")
    expect(detail).to_contain_text("never of a border")


@pytest.mark.long
def test_a_store_is_turned_off_and_on_in_the_drawer(watched: Watched, store: StoreLayer) -> None:
    watched.open()
    watched.page.get_by_role("button", name="Your files").click()
    drawer = watched.page.get_by_role("dialog")
    expect(drawer).to_contain_text(store.manifest.sources[0].file)
    drawer.get_by_text("Show S1 reports").click()
    label = watched.map.locator(".leaflet-container")
    expect(label).not_to_have_attribute("aria-label", re.compile("store S1"))
    expect(watched.page).to_have_url(re.compile("stores=none"))


@pytest.mark.long
def test_an_address_with_a_store_that_is_not_here_says_so(watched: Watched) -> None:
    watched.open("?stores=0123456789ab")
    note = watched.page.get_by_text("not open here")
    expect(note).to_contain_text("0123456789ab")
    watched.page.get_by_role("button", name="Go on without them").click()
    expect(note).to_have_count(0)
