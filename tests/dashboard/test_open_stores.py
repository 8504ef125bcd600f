"""Open stores in a view: what stands in the address, what is counted, what is never counted."""

from __future__ import annotations

import gzip
import math
import shutil
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from asking import run_apart
from starlette.responses import Response

from dashboard.errors import StateError
from dashboard.feed.stores import store_entries
from dashboard.page import cache, stores
from dashboard.page.panels.stores import cell_markup, receipt_markup, stores_markup
from dashboard.page.server.stores import (
    ServedStore,
    TileError,
    let_serve_store,
    store_answer,
)
from dashboard.scene.brought_text import parse_stores
from dashboard.scene.map_layers import parse_hidden, undrawn_words
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.stores import (
    CLASSES,
    cell_id,
    cell_of,
    cell_words,
    class_breaks,
    stand_of,
    store_address,
)
from dashboard.scene.url import from_query, read_query, to_query
from dashboard.scene.words.overview import sentence
from events import Ledger, Showing
from events.store import StoreLayer, cells_in, open_layer
from events.uploads import join_layers

ROOT = Path(__file__).parents[2]
KEY = "0123456789ab"
MANY = ",".join(f"{number:012x}" for number in range(9))
WEEK = date(2021, 11, 8), date(2021, 11, 14)


@pytest.fixture(scope="module")
def store(folder: Path) -> StoreLayer:
    return open_layer(folder)


@pytest.fixture(autouse=True)
def _(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "_known", {})


def test_an_address_says_which_stores_are_shown_and_that_none_is() -> None:
    assert MapState().stores is None and "stores" not in to_query(MapState())
    for keys in ((), (KEY,), (KEY, "f" * 12)):
        state = MapState(stores=keys)
        assert from_query(to_query(state)) == state
    assert to_query(MapState(stores=()))["stores"] == "none"


@pytest.mark.parametrize("text", ["", "../etc", "0123456789a", f"{KEY},{KEY}x", "none,none", MANY])
def test_a_store_is_named_by_digits_and_by_nothing_else(text: str) -> None:
    with pytest.raises(StateError, match="does not name stores"):
        parse_stores(text)
    state, told = read_query({"stores": text})
    assert state.stores is None and "No store is asked for." in told[0]


def test_a_kind_that_is_turned_off_stands_in_the_address() -> None:
    hide = parse_hidden(f"{KEY}.3,marks,{KEY}.0")
    assert hide == ("marks", f"{KEY}.0", f"{KEY}.3")
    state = MapState(hide=hide)
    assert from_query(to_query(state)) == state
    assert undrawn_words(hide) == "Not drawn, turned off: events."
    with pytest.raises(StateError):
        parse_hidden(f"{KEY}.8")


def test_the_sentence_counts_what_is_in_the_window_and_says_what_that_is(
    ledger: Ledger, store: StoreLayer
) -> None:
    expected = cells_in(store, 12, *WEEK).events
    assert expected > 10
    joined = join_layers(ledger, (), Showing.BESIDE, (store,))
    scene = build_scene(joined, MapState(stores=(store.key,)))
    assert f"S1 incidents (F6): {expected} brought events with a place" in sentence(scene)
    assert "Counts of brought events, never of a border." in sentence(scene)
    panel = stores_markup(scene)
    assert panel is not None and f"{expected} events with a place in this window" in panel


@pytest.mark.parametrize("showing", [Showing.BESIDE, Showing.MERGED])
def test_no_figure_of_a_border_is_another_for_a_store(
    ledger: Ledger, store: StoreLayer, showing: Showing
) -> None:
    joined = join_layers(ledger, (), showing, (store,))
    with_store = build_scene(joined, MapState(stores=(store.key,), showing=showing))
    without = build_scene(ledger, MapState())
    assert with_store.borders == without.borders
    assert with_store.sections == without.sections
    assert [mark.event.id for mark in with_store.marks] == [m.event.id for m in without.marks]
    told = stores_markup(with_store) or ""
    assert ("Stores stay beside the reference" in told) is (showing is Showing.MERGED)


def test_alone_the_reference_is_hidden(ledger: Ledger, store: StoreLayer) -> None:
    joined = join_layers(ledger, (), Showing.ALONE, (store,))
    scene = build_scene(joined, MapState(stores=(store.key,), showing=Showing.ALONE))
    assert scene.hides_reference and not scene.marks
    assert {stand.absence for stand in scene.borders} == {"reference hidden"}
    assert scene.stores[0].in_window == cells_in(store, 6, *WEEK).events


def test_kinds_turned_off_are_left_out_and_named(store: StoreLayer) -> None:
    whole = stand_of(store, *WEEK, ())
    assert sum(whole.by_kind) == whole.in_window
    busiest = max(range(8), key=lambda kind: whole.by_kind[kind])
    less = stand_of(store, *WEEK, (f"{store.key}.{busiest}", f"{KEY}.0"))
    assert less.in_window == whole.in_window - whole.by_kind[busiest]
    assert less.off == (store.kinds[busiest],)
    assert stand_of(store, *WEEK, (store.key,)).in_window == 0


def test_classes_begin_with_one_event_and_rise_by_like_steps(store: StoreLayer) -> None:
    for zoom in store.zooms:
        breaks = class_breaks(store, zoom)
        assert len(breaks) == CLASSES and breaks[0] == 1
        ratios = [b / a for a, b in pairwise(breaks)]
        assert min(ratios) >= 1.5 and max(ratios) / min(ratios) <= 4
        assert all(str(number).rstrip("0") in ("1", "2", "5") for number in breaks)


def test_a_square_has_an_id_that_leads_back_to_it(store: StoreLayer) -> None:
    assert cell_of(store, cell_id(store, 10, 579, 332)) == (10, 579, 332)
    for id_ in (f"store-{KEY}-10-579-332", f"{store.id}-9-1-1", f"{store.id}-6-64-1", "flow-0001"):
        assert cell_of(store, id_) is None
    words = cell_words((10, 579, 332))
    # 360 degrees in 1,024 columns, and the width of a degree there.
    wide = 40_075.017 / 1024 * math.cos(math.radians(53.2256))
    assert words.startswith(f"A square {wide:.0f} km wide round 53.2")


def test_a_square_opens_with_its_kinds(ledger: Ledger, store: StoreLayer) -> None:
    joined = join_layers(ledger, (), Showing.BESIDE, (store,))
    scene = build_scene(joined, MapState(stores=(store.key,)))
    cells = cells_in(store, 10, *WEEK)
    at = int(cells.count.argmax())
    id_ = cell_id(store, 10, int(cells.x[at]), int(cells.y[at]))
    told = cell_markup(scene, id_)
    assert told is not None and f"{int(cells.count[at])} brought events in this square" in told
    assert cell_markup(scene, "flow-0001") is None
    assert told.count("incident_reports.csv, row ") == min(int(cells.count[at]), 50)


def test_a_square_whose_rows_are_gone_says_so_and_not_nought(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    layer = open_layer(Path(shutil.copytree(folder, tmp_path / "copy")))
    scene = build_scene(join_layers(ledger, (), Showing.BESIDE, (layer,)), MapState())
    cells = cells_in(layer, 10, *WEEK)
    for part in layer.folder.glob("rows/*.parquet"):
        part.unlink()
    told = cell_markup(scene, cell_id(layer, 10, int(cells.x[0]), int(cells.y[0])))
    assert told is not None and "What this square holds is not known: " in told
    assert "brought event" not in told


def test_the_receipt_balances_in_sight(store: StoreLayer) -> None:
    told = receipt_markup(store)
    (source,) = store.manifest.sources
    assert f"{source.rows_in:,} rows = {source.rows_kept:,} kept" in told
    assert source.sha256 in told and store.manifest.data in told


def test_the_browser_is_told_of_a_store_and_of_no_path(ledger: Ledger, store: StoreLayer) -> None:
    joined = join_layers(ledger, (), Showing.BESIDE, (store,))
    (entry,) = store_entries(joined)
    assert entry["base"] == f"store_{store.manifest.folder}"
    assert [zoom["zoom"] for zoom in entry["zooms"]] == [6, 8, 10, 12]
    assert str(store.folder) not in str(entry)
    assert store_entries(ledger) == []


def test_a_server_offers_what_its_environment_names(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "more" / "copy")
    (tmp_path / "more" / "empty").mkdir()
    # The same data twice is one store.
    offer = stores.offered({"BORDER_MONITOR_STORE": str(folder)})
    (layer,) = offer.layers
    assert offer.opened == (layer.key,) and not offer.problems
    assert offer.chosen(None) == (layer,) and offer.chosen(()) == ()
    assert offer.missing((KEY, layer.key)) == (KEY,)
    choice = stores.offered({"BORDER_MONITOR_STORES": str(tmp_path / "more")})
    assert [one.name for one in choice.layers] == ["copy"] and choice.opened == ()
    assert stores.offered({}) == stores.Offer()


def test_a_store_that_is_read_once_is_not_read_again(folder: Path) -> None:
    environment = {"BORDER_MONITOR_STORE": str(folder)}
    (first,), (second,) = (stores.offered(environment).layers for _ in range(2))
    assert first is second


def test_a_damaged_store_is_refused_in_words_and_the_others_stay(
    folder: Path, tmp_path: Path
) -> None:
    broken = shutil.copytree(folder, tmp_path / "broken")
    index = next(broken.glob("*/tiles/8.json"))
    index.write_text(index.read_text() + " ")
    offer = stores.offered({"BORDER_MONITOR_STORE": f"{broken}:{folder}:{tmp_path / 'gone'}"})
    assert [layer.name for layer in offer.layers] == ["incidents"]
    assert [layer.number for layer in offer.layers] == [2]
    assert len(offer.problems) == 2
    told = "The store broken cannot be opened: tiles/8.json is not as it was written."
    assert told in offer.problems
    assert not any(str(tmp_path) in problem for problem in offer.problems)


def test_who_says_so_stands_beside_the_store(folder: Path, tmp_path: Path, ledger: Ledger) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    environment = {"BORDER_MONITOR_STORE": str(copy)}
    (plain,) = stores.offered(environment).layers
    assert plain.title == "copy" and plain.provenance.reliability == "F"
    said = tmp_path / "copy.toml"
    said.write_text(
        'title = "Incidents"\npublisher = "A desk"\nreliability = "B"\ncredibility = 3\n'
        'licence = "A desk, CC BY 4.0"\n'
    )
    (layer,) = stores.offered(environment).layers
    scene = build_scene(join_layers(ledger, (), Showing.BESIDE, (layer,)), MapState())
    assert "S1 Incidents (B3): " in sentence(scene)
    (entry,) = store_entries(join_layers(ledger, (), Showing.BESIDE, (layer,)))
    assert "A desk · B3 · " in entry["words"] and entry["words"].endswith("A desk, CC BY 4.0")
    for wrong in ('owner = "x"', "reliability = 3", 'reliability = "G"', "title =", "licence = 1"):
        said.write_text(wrong)
        offer = stores.offered(environment)
        assert not offer.layers and "copy.toml" in offer.problems[0], wrong


def test_sessions_share_one_ledger_of_a_store(ledger: Ledger, store: StoreLayer) -> None:
    joined = cache.with_stores(ledger, (store,), Showing.BESIDE)
    assert cache.with_stores(ledger, (store,), Showing.BESIDE) is joined
    assert cache.with_stores(ledger, (store,), Showing.ALONE) is not joined
    assert cache.with_stores(ledger, (), Showing.BESIDE) is ledger
    told = {cache.version(one) for one in (joined, replace(joined, showing=Showing.ALONE), ledger)}
    assert len(told) == 3


def test_tiles_are_served_as_they_lie_there(store: StoreLayer) -> None:
    served = ServedStore(store)
    path = next(iter(store.indexes[10]))
    packed = (store.folder / "tiles" / f"{path}.gz").read_bytes()
    assert served.read(f"{path}.gz", packed=True) == (packed, True)
    plain = served.read(f"{path}.gz", packed=False)
    assert plain is not None and plain[0][:3] == b"BMT" and not plain[1]


def test_what_is_served_of_a_store_never_changes_and_the_rest_is_not_there(
    store: StoreLayer,
) -> None:
    address = store_address(store)
    let_serve_store(address, store)
    path = next(iter(store.indexes[6]))

    def answer(path: str, accepted: str = "gzip, br") -> Response | None:
        return run_apart(store_answer(path, accepted))

    tile = answer(f"/component/{address}/{path}.gz")
    assert tile is not None and tile.status_code == 200
    assert tile.headers["content-encoding"] == "gzip"
    assert "immutable" in tile.headers["cache-control"]
    plain = answer(f"/component/{address}/{path}.gz", "")
    assert plain is not None and "content-encoding" not in plain.headers
    assert gzip.decompress(bytes(tile.body)) == bytes(plain.body)
    index = answer(f"/component/{address}/6.json")
    assert index is not None and index.media_type == "application/json"
    for missing in (f"/component/{address}/7.json", f"/component/store_{KEY}/6.json"):
        told = answer(missing)
        assert told is not None and told.status_code == 404
    assert answer("/component/web_0123/map/map.js") is None


@pytest.mark.parametrize("name", ["../rows/0000.parquet", "10/../../store.json", "10.json/", ""])
def test_nothing_else_of_a_store_is_served(store: StoreLayer, name: str) -> None:
    assert ServedStore(store).read(name, packed=True) is None


def test_a_tile_that_changed_is_not_served(folder: Path, tmp_path: Path) -> None:
    copy = open_layer(shutil.copytree(folder, tmp_path / "copy"))
    served = ServedStore(copy)
    first, second = list(copy.indexes[12])[:2]
    shutil.copyfile(copy.folder / f"tiles/{second}.gz", copy.folder / f"tiles/{first}.gz")
    for packed in (True, False):
        with pytest.raises(TileError, match="is not as it was written"):
            served.read(f"{first}.gz", packed=packed)
    (copy.folder / f"tiles/{first}.gz").unlink()
    with pytest.raises(TileError, match="cannot be read"):
        served.read(f"{first}.gz", packed=True)


def test_who_says_so_may_change_while_a_store_is_open(ledger: Ledger, store: StoreLayer) -> None:
    named = replace(store, provenance=replace(store.provenance, title="Named anew"))
    titles = [
        cache.with_stores(ledger, (one,), Showing.BESIDE).source(store.id).title
        for one in (store, named, store)
    ]
    assert titles == [store.title, "Named anew", store.title]
    versions = {
        cache.version(cache.with_stores(ledger, (s,), Showing.BESIDE)) for s in (store, named)
    }
    assert len(versions) == 2
