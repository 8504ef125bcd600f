"""A store in everything that leaves the page: what is drawn, what is told, what is checked."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.text import Text
from numpy.typing import NDArray
from PIL import Image, ImageChops
from pptx import Presentation

from dashboard import __main__ as command
from dashboard.errors import StateError
from dashboard.exports import store_squares
from dashboard.exports.data import store_features
from dashboard.exports.data.store_features import WITHHELD
from dashboard.exports.edition import build_edition
from dashboard.exports.film.film import build_film
from dashboard.exports.film.frames import draw_frames
from dashboard.exports.film.gif import to_gif
from dashboard.exports.formats import FORMATS, read_known
from dashboard.exports.named_stores import from_named, to_named
from dashboard.exports.request import Order, build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.sheet import Sheet, build_sheet
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.store_squares import Squares, squares_on
from dashboard.exports.verify import Answer, FilesAtHand, verify
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.stores import ALPHAS, SHARES, class_breaks, store_colour
from dashboard.scene.where_text import read_where
from events import Ledger, Selection, Showing, select
from events.store import StoreError, StoreLayer, cells_in, open_layer, rows_in
from events.uploads import Provenance, join_layers

ROOT = Path(__file__).parents[2]
ORDER = build_order(created=datetime(2026, 11, 26, 12, tzinfo=UTC))
INTERNAL = replace(ORDER, profile="internal")
LICENCE = "Office, counts only"
FIRST, LAST = date(2021, 11, 8), date(2021, 11, 14)
"""The window of the view that the page opens with."""


@pytest.fixture(scope="module")
def store(folder: Path) -> StoreLayer:
    said = Provenance("List of **incidents**", "Office", "B", 3)
    return replace(open_layer(folder, 2), provenance=said, licence=LICENCE)


def seen(
    ledger: Ledger, store: StoreLayer, how: Showing = Showing.BESIDE, **state: Any
) -> tuple[Ledger, Scene]:
    joined = join_layers(ledger, (), how, (store,))
    told = MapState(**{"date": LAST, "stores": (store.key,), "showing": how, **state})
    return joined, build_scene(select(joined, told.selection), told)


def sheet_of(ledger: Ledger, scene: Scene, order: Order = ORDER) -> Sheet:
    with drawing():
        return build_sheet(build_edition(ledger, scene, order, "png"))


def words_of(sheet: Sheet) -> str:
    texts = (text.get_text() for figure in sheet.figures for text in figure.findobj(Text))
    return " ".join(texts).replace("\u00a0", " ")


def on_paper(scene: Scene, order: Order = ORDER) -> Squares:
    layout = replace(paper_size("a4").layouts[0], where=scene.state.selection.where)
    (found,) = squares_on(scene, order.profile, layout.map_frame)
    return found


def drawn_squares(sheet: Sheet, store: StoreLayer) -> Iterator[tuple[float, NDArray[np.float64]]]:
    for artist in sheet.figure.findobj(PolyCollection):
        colour = np.asarray(artist.get_facecolor())[0]
        if to_hex(colour).upper() == store_colour(store).upper():
            for path in artist.get_paths():
                yield float(artist.get_alpha() or 0), np.asarray(path.vertices)[:4]


def test_every_square_of_the_window_is_on_the_sheet_in_its_class(
    ledger: Ledger, store: StoreLayer
) -> None:
    whole, scene = seen(ledger, store)
    sheet = sheet_of(whole, scene)
    frame = sheet.layout.map_frame
    cells = cells_in(store, 10, FIRST, LAST)
    breaks = class_breaks(store, 10)
    expected = []
    for (west, south, east, north), count in zip(cells.corners(), cells.count, strict=True):
        x, y = frame.at((west + east) / 2, (south + north) / 2)
        if frame.box.left < x < frame.box.right and frame.box.top < y < frame.box.bottom:
            index = max(i for i, least in enumerate(breaks) if least <= count)
            width = SHARES[index] * (frame.at(east, south)[0] - frame.at(west, south)[0])
            expected.append((ALPHAS[index], round(x, 1), round(y, 1), round(width, 1)))
    found = []
    for alpha, corners in drawn_squares(sheet, store):
        x, y = corners.mean(axis=0)
        width = np.ptp(corners[2:, 0])
        found.append((alpha, round(float(x), 1), round(float(y), 1), round(float(width), 1)))
    assert len(expected) > 5
    # A cell of which only a part lies on the map is drawn as well, and cut off.
    assert set(expected) <= set(found) and len(found) <= len(expected) + 3


def test_squares_lie_under_borders_and_marks(ledger: Ledger, store: StoreLayer) -> None:
    whole, scene = seen(ledger, store)
    sheet = sheet_of(whole, scene)
    squares = list(sheet.figure.findobj(PolyCollection))
    without = sheet_of(ledger, build_scene(ledger, MapState(date=LAST)))
    assert squares and not without.figure.findobj(PolyCollection)
    # The national borders are the lowest lines that are drawn at 6.
    assert max(artist.get_zorder() for artist in squares) < 6


def test_key_sentence_and_sources_say_whose_the_events_are_and_what_they_are_not(
    ledger: Ledger, store: StoreLayer
) -> None:
    whole, scene = seen(ledger, store)
    told = words_of(sheet_of(whole, scene))
    squares = on_paper(scene)
    in_window = cells_in(store, 6, FIRST, LAST).events
    assert 0 < squares.cells.events <= in_window
    assert "Brought events, counted by square" in told
    assert (
        f"S2 List of **incidents**: {squares.cells.events} on this map, {in_window} in the" in told
    )
    assert "by cells 23 km wide" in told
    breaks = ", ".join(map(str, class_breaks(store, 10)))
    assert f"from {breaks} events" in told
    assert "Counts of brought events, never of a border." in told
    assert f"{LICENCE}." in told
    assert f"of all days, {store.unplaced} have no place" in told
    assert re.search(
        rf"List of \*\*incidents\*\*, store of brought files, digest {store.key}… · B3", told
    )


def test_a_store_that_is_turned_off_is_not_on_the_sheet(ledger: Ledger, store: StoreLayer) -> None:
    whole, scene = seen(ledger, store, hide=(store.key,))
    sheet = sheet_of(whole, scene)
    assert not sheet.figure.findobj(PolyCollection)
    told = words_of(sheet)
    assert "counted by square" not in told and "turned off" in told
    busiest = max(range(8), key=lambda kind: seen(ledger, store)[1].stores[0].by_kind[kind])
    _, less = seen(ledger, store, hide=(f"{store.key}.{busiest}",))
    expected = cells_in(store, 10, FIRST, LAST, without=(busiest,)).events
    assert on_paper(less).cells.events <= expected < cells_in(store, 10, FIRST, LAST).events


def test_a_nearer_map_has_finer_squares_and_a_public_one_none_under_23_kilometres(
    ledger: Ledger, store: StoreLayer
) -> None:
    where = read_where("area:23.3,53.2;24.1,53.2;24.1,53.9")
    for order, zoom in ((INTERNAL, 12), (ORDER, 10)):
        whole, scene = seen(ledger, store, selection=Selection(where=where))
        squares = on_paper(scene, order)
        assert squares.cells.zoom == zoom
        width = "5.8" if zoom == 12 else "23"
        assert f"by cells {width} km wide" in words_of(sheet_of(whole, scene, order))
    # The whole border is drawn alike for both.
    assert on_paper(seen(ledger, store)[1], INTERNAL).cells.zoom == 10


def test_a_map_holds_so_many_squares_and_coarser_ones_beyond(
    ledger: Ledger, store: StoreLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, scene = seen(ledger, store)
    usual = on_paper(scene)
    monkeypatch.setattr(store_squares, "MOST_SQUARES", len(usual.cells.count) - 1)
    found = on_paper(scene)
    assert found.cells.zoom == 8 and found.coarser and not usual.coarser
    assert "coarser: a map holds" in words_of(sheet_of(whole, scene))
    # Where nothing is coarser, the coarsest are drawn.
    monkeypatch.setattr(store_squares, "MOST_SQUARES", 0)
    assert on_paper(scene).cells.zoom == 6


@pytest.mark.few(2)
@pytest.mark.parametrize("form", ["svg", "png", "pdf", "pptx"])
def test_an_untouched_file_with_a_store_is_the_same_and_a_changed_one_is_not(
    ledger: Ledger, store: StoreLayer, folder: Path, form: str
) -> None:
    whole, scene = seen(ledger, store)
    content = FORMATS[form].draw(whole, scene, ORDER)[0]
    told = read_known(content)
    assert told is not None and json.loads(told["Stores"])[0]["data"] == store.manifest.data
    assert f"stores={store.key}" in told["State"]
    at_hand = FilesAtHand(stores=[open_layer(folder)])
    assert verify(content, ledger, at_hand).answer is Answer.SAME
    gone = verify(content, ledger)
    assert gone.answer is Answer.CANNOT_TELL
    named = f"List of **incidents**, data {store.key}; give it with --store"
    assert f"made with a store that is not at hand: {named}" in gone.words


def test_what_is_said_of_a_store_cannot_be_changed_unseen(
    ledger: Ledger, store: StoreLayer
) -> None:
    whole, scene = seen(ledger, store)
    (content,) = FORMATS["csv"].draw(whole, scene, ORDER)
    hand = FilesAtHand(stores=[store])
    assert verify(content, ledger, hand).answer is Answer.SAME
    better = content.replace(b'"reliability":"B"', b'"reliability":"A"')
    assert better != content and verify(better, ledger, hand).answer is Answer.ALTERED
    for old, new in ((b'"number":2', b'"number":0'), (b'"data":"', b'"data":"x')):
        broken = content.replace(old, new)
        assert broken != content and verify(broken, ledger, hand).answer is Answer.ALTERED


def test_stores_are_read_back_as_they_were_written(store: StoreLayer) -> None:
    (named,) = from_named(to_named([store]))
    other = replace(store, number=5, provenance=Provenance("another"))
    found = named.found_in([other])
    assert found is not None
    assert found.licence == LICENCE
    assert (found.number, found.provenance) == (store.number, store.provenance)
    assert named.found_in([]) is None
    assert from_named("") == () and to_named([]) == ""
    for text in ("{}", "[1]", '[{"data":"x"}]', "[" + "1," * 8 + "1]", "[" * 9000):
        with pytest.raises(StateError, match=r"what it says|is described by"):
            from_named(text)


def test_a_store_stays_where_recent_rows_are_withheld(ledger: Ledger, store: StoreLayer) -> None:
    where = read_where("area:23.3,53.2;24.1,53.2;24.1,53.9")
    whole, scene = seen(ledger, store, selection=Selection(where=where))
    recent = build_order(created=datetime(2021, 11, 20, tzinfo=UTC))
    made = build_edition(whole, scene, recent, "png")
    assert made.generalised
    assert [stand.layer.key for stand in made.scene.stores] == [store.key]


@pytest.mark.long
def test_slides_show_squares_and_name_the_store(
    ledger: Ledger, store: StoreLayer, tmp_path: Path
) -> None:
    whole, scene = seen(ledger, store)
    (content,) = FORMATS["pptx"].draw(whole, scene, ORDER)
    (tmp_path / "deck.pptx").write_bytes(content)
    deck = Presentation(str(tmp_path / "deck.pptx"))
    words = " ".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert (
        f"S2 List of **incidents**: {scene.stores[0].in_window} brought events in the window"
        in words
    )


def test_the_command_draws_a_store_and_checks_what_it_drew(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["snapshot", "--date", "2021-11-14", "--store", str(folder), "--showing", "alone"]
    assert command.main([*asked, "--format", "svg", "--out", str(tmp_path)]) == command.DONE
    path = tmp_path / "border-monitor_a4_20211114.svg"
    assert "Brought files alone: the reference is hidden." in path.read_text("utf-8")
    capsys.readouterr()
    assert command.main(["verify", str(path), "--store", str(folder)]) == Answer.SAME
    assert command.main(["verify", str(path)]) == Answer.CANNOT_TELL
    told = capsys.readouterr().out
    assert "made with a store that is not at hand: incidents, data" in told


def test_a_store_that_cannot_be_opened_or_is_given_twice_is_refused_in_words(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["snapshot", "--date", "2021-11-14", "--out", str(tmp_path), "--format", "csv"]
    copy = shutil.copytree(folder, tmp_path / "copy")
    assert command.main([*asked, "--store", str(folder), "--store", str(copy)]) == command.USAGE
    assert "holds the data of a store that is given before" in capsys.readouterr().err
    assert command.main([*asked, "--store", str(tmp_path)]) == command.FAILED
    assert "is no store. Make one: python -m events store build" in capsys.readouterr().err
    next(copy.glob("*/tiles/8.json")).write_text("{}")
    assert command.main([*asked, "--store", str(copy)]) == command.FAILED
    assert f"{copy}: tiles/8.json is not as it was written" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.csv"))


def test_a_project_whose_view_shows_a_store_asks_for_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "view.zip"
    view = ["project", "--view", "date=2021-11-14&window=7d", "--out", str(saved)]
    assert command.main([*view, "--store", str(folder)]) == command.DONE
    asked = ["snapshot", "--project", str(saved), "--format", "csv", "--out", str(tmp_path)]
    assert command.main(asked) == command.USAGE
    assert "the view shows a store that is not at hand" in capsys.readouterr().err
    assert command.main([*asked, "--store", str(folder)]) == command.DONE
    key = open_layer(folder).key
    assert f"stores={key}" in next(tmp_path.glob("*.csv")).read_text("utf-8-sig")


def features_of(content: bytes) -> list[dict[str, Any]]:
    return [
        {**feature["properties"], "shape": feature["geometry"]}
        for feature in json.loads(content)["features"]
        if feature["properties"]["kind"].startswith("store")
    ]


@pytest.mark.parametrize("order", [ORDER, INTERNAL], ids=lambda order: str(order.profile))
def test_a_data_file_holds_store_squares_and_rows_that_agree(
    ledger: Ledger, store: StoreLayer, order: Order
) -> None:
    whole, scene = seen(ledger, store)
    (content,) = FORMATS["geojson"].draw(whole, scene, order)
    (told,), squares, rows = (
        [one for one in features_of(content) if one["kind"] == kind]
        for kind in ("store", "store square", "store row")
    )
    assert store.manifest.data in told["note"] and told["sources"] == [store.id]
    assert told["value"] == cells_in(store, 6, FIRST, LAST).events
    on_map = on_paper(scene, order).cells
    assert [one["value"] for one in squares] == on_map.count.tolist()
    assert {one["id"].rsplit("-", 2)[0] for one in squares} == {f"{store.id}-10"}
    assert len(rows) == on_map.events > 10
    assert f"{on_map.events} rows of the squares follow" in told["note"]
    by_kind: Counter[str] = Counter()
    for one in squares:
        counts = {k: int(n) for n, k in (part.split(" ", 1) for part in one["status"].split(", "))}
        assert sum(counts.values()) == one["value"]
        by_kind.update(counts)
    known = store.manifest.kinds
    assert (
        Counter(r["category"] if r["category"] in known else "other kinds" for r in rows) == by_kind
    )


def test_rows_of_a_file_are_those_of_the_table_it_was_built_of(
    ledger: Ledger, store: StoreLayer
) -> None:
    whole, scene = seen(ledger, store)
    (content,) = FORMATS["geojson"].draw(whole, scene, INTERNAL)
    lines = (ROOT / "events" / "data" / "incident_reports.csv").read_text("utf-8").splitlines()
    table = list(csv.DictReader(lines))
    rows = [one for one in features_of(content) if one["kind"] == "store row"]
    for row in rows:
        line = table[int(row["note"].rpartition("row ")[2].replace(",", "")) - 2]
        assert row["first_day"].startswith(line["first_day"]) and row["title"] == line["title"]
        assert row["shape"]["type"] == "Point"


def test_a_public_file_tells_rows_of_camps_and_recent_rows_by_their_square(
    ledger: Ledger, store: StoreLayer
) -> None:
    whole, scene = seen(ledger, store, window="30d")
    for made_on, all_of_them in (((2026, 11, 26), False), ((2021, 11, 20), True)):
        order = build_order(created=datetime(*made_on, tzinfo=UTC))
        (content,) = FORMATS["geojson"].draw(whole, scene, order)
        rows = [one for one in features_of(content) if one["kind"] == "store row"]
        held = [one for one in rows if one["note"] == WITHHELD]
        people = [one for one in rows if one["category"] in ("camp", "pushback")]
        assert people and all(one in held for one in people)
        assert (len(held) == len(rows)) is all_of_them
        for one in held:
            assert one["title"].startswith("A square 2") and not one.get("sections")
            (ring,) = one["shape"]["coordinates"]
            assert ring[1][0] - ring[0][0] == pytest.approx(360 / 1024, abs=1e-4)


def test_more_rows_than_a_file_lists_are_told_in_words(
    ledger: Ledger, store: StoreLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, scene = seen(ledger, store)
    many = on_paper(scene).cells.events
    monkeypatch.setattr(store_features, "MOST_ROWS", many - 1)
    (content,) = FORMATS["geojson"].draw(whole, scene, ORDER)
    told, *squares = features_of(content)
    assert f"The {many} rows of the squares are not listed" in told["note"]
    assert "Take a shorter window" in told["note"]
    assert {one["kind"] for one in squares} == {"store square"}


def test_rows_that_are_not_those_that_the_tiles_count_are_refused(
    folder: Path, tmp_path: Path
) -> None:
    copy = open_layer(shutil.copytree(folder, tmp_path / "copy"))
    cells = cells_in(copy, 10, FIRST, LAST)
    assert len(rows_in(copy, cells, FIRST, LAST)) == cells.events
    (part,) = copy.manifest.parts
    path = copy.folder / part.path
    table = pq.read_table(path)
    pq.write_table(table.slice(0, 1), path)
    with pytest.raises(StoreError, match=r"its tiles count \d+ events where \d+ rows lie"):
        rows_in(copy, cells, FIRST, LAST)
    path.unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        rows_in(copy, cells, FIRST, LAST)


@pytest.mark.long
@pytest.mark.parametrize("form", ["geojson", "csv", "xlsx"])
def test_two_dates_have_the_squares_of_each_and_are_drawn_again(
    ledger: Ledger, store: StoreLayer, form: str
) -> None:
    whole, scene = seen(ledger, store, compare=date(2021, 9, 30))
    (content,) = FORMATS[form].draw(whole, scene, ORDER)
    assert verify(content, ledger, FilesAtHand(stores=[store])).answer is Answer.SAME
    if form == "geojson":
        found = features_of(content)
        assert {one["window"] for one in found if one["kind"] == "store"} == {"A", "B"}


def test_the_key_has_room_for_as_many_stores_as_a_page_shows(
    ledger: Ledger, store: StoreLayer
) -> None:
    # The same counts under eight names: a store of other data has another digest.
    eight = tuple(
        replace(
            store,
            number=number,
            manifest=replace(store.manifest, data=f"{number}" * 32),
            provenance=Provenance(f"A source with a name of some length, number {number}"),
        )
        for number in range(1, 9)
    )
    joined = join_layers(ledger, (), Showing.BESIDE, eight)
    scene = build_scene(joined, MapState(date=LAST, stores=tuple(one.key for one in eight)))
    sheet = sheet_of(joined, scene)
    told = words_of(sheet)
    for one in eight:
        assert f"{one.mark} A source" in told
    assert "Each: events on this map" in told
    frame = sheet.layout.map_frame.box
    key = [text for text in sheet.figure.findobj(Text) if text.get_gid() == "key"]
    heights = [text.get_position()[1] for text in key]
    assert frame.top < min(heights) and max(heights) < frame.bottom


@pytest.mark.long
def test_a_film_counts_each_of_its_days(ledger: Ledger, store: StoreLayer) -> None:
    whole, scene = seen(ledger, store)
    film = build_film(whole, scene, ORDER, "gif", 2)
    with drawing():
        *_, with_it = draw_frames(film.scenes(), FIRST, LAST, "")
        bare = [replace(one, stores=()) for one in film.scenes()]
        *_, without = draw_frames(bare, FIRST, LAST, "")
    box = ImageChops.difference(with_it, without).crop((20, 85, 760, 635)).getbbox()
    assert box is not None and box[2] - box[0] > 100
    # In the few colours of a GIF a square keeps its own: none is taken for the grey of a sea.
    with Image.open(io.BytesIO(to_gif([with_it], [], {}, [store_colour(store)]))) as picture:
        kept = np.asarray(picture.convert("RGB"), np.int64)
    drawn, bare_ = (np.asarray(one, np.int64) for one in (with_it, without))
    square = (np.abs(drawn - bare_).sum(axis=2) > 60)[85:635, 20:760]
    away = np.abs(kept - drawn).sum(axis=2)[85:635, 20:760][square]
    assert square.sum() > 200 and np.median(away) <= 6
