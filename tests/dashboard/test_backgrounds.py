"""Backgrounds of brought files: under the events of page and paper, in every file, named."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from pptx import Presentation
from python_calamine import CalamineWorkbook

import geodata
from dashboard import __main__ as command
from dashboard.errors import StateError
from dashboard.exports.edition import build_edition
from dashboard.exports.film.film import build_film
from dashboard.exports.film.frames import draw_frames
from dashboard.exports.formats import FORMATS, read_any
from dashboard.exports.player.texts import build_texts
from dashboard.exports.request import build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.exports.uploaded_files import from_entries, to_entries
from dashboard.exports.verify import Answer, FilesAtHand, verify
from dashboard.feed import build_feed
from dashboard.feed.blob import unpack
from dashboard.page.panels.backgrounds import background_markup, backgrounds_markup
from dashboard.page.uploads.layers import put_on_map
from dashboard.scene.contexts import COLOURS, context_colour
from dashboard.scene.destination import led_to
from dashboard.scene.palette import PALETTE
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import LayerError, Ledger, Showing
from events.uploads import (
    ColumnMapping,
    ContextLayer,
    Layer,
    Limits,
    Outcome,
    Provenance,
    Receipt,
    Upload,
    build_context,
    join_layers,
)
from events.uploads.command import to_lines
from events.uploads.export import write_import
from events.uploads.read import read_bytes

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
HOSTILE = "<img src=x onerror=alert(1)> =1+1"
CSV = b"date,lon,lat,title\n2021-11-08,23.65,53.51,Group\n"


def ground() -> bytes:
    """Return a section of the border, a crossing on it and the Forest, as GeoJSON."""
    section = geodata.load_border_sections()[0]
    crossing = next(iter(geodata.load_crossings().values()))
    forest = next(iter(geodata.load_forest().values()))
    shapes: list[tuple[str, Any]] = [
        (section.name, section.line.__geo_interface__),
        (HOSTILE, {"type": "Point", "coordinates": [crossing.lon, crossing.lat]}),
        ("Forest", forest.outline.__geo_interface__),
    ]
    features = [
        {"type": "Feature", "properties": {"name": name, "rule": HOSTILE}, "geometry": shape}
        for name, shape in shapes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def read(data: bytes, name: str, ledger: Ledger) -> Upload:
    empty = Receipt(name, hashlib.sha256(data).hexdigest(), Outcome.REFUSED)
    return read_bytes(data, empty, ColumnMapping(), Limits(), ledger, lambda word, share: None)


@pytest.fixture(scope="module")
def layer(ledger: Ledger) -> ContextLayer:
    said = Provenance("Survey of the ground", "Office of maps")
    return build_context(read(ground(), "ground.geojson", ledger), 2, said, 5)


@pytest.fixture(scope="module")
def joined(ledger: Ledger, layer: ContextLayer) -> Ledger:
    return join_layers(ledger, [layer], Showing.BESIDE)


@pytest.fixture(scope="module")
def scene(joined: Ledger, layer: ContextLayer) -> Scene:
    return build_scene(joined, MapState(date=date(2021, 11, 8), files=(layer.key,)))


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "form", ["geojson", "png", *(f for f in FORMATS if f not in ("geojson", "png", "gif", "mp4"))]
)
def test_every_format_names_the_file_and_is_the_same_when_drawn_again(
    ledger: Ledger, joined: Ledger, scene: Scene, layer: ContextLayer, form: str
) -> None:
    content = FORMATS[form].draw(joined, scene, ORDER)[0]
    told = read_any(content, form)
    (entry,) = from_entries(told["Files"])
    assert (entry.file, entry.sha256, entry.colour) == ("ground.geojson", layer.receipt.sha256, 5)
    assert "Background as brought, on every date: Survey of the ground." in told["Description"]
    assert "Survey of the ground" in told["Source"]
    assert verify(content, ledger, FilesAtHand([ground()])).answer is Answer.SAME
    assert verify(content, ledger).answer is Answer.CANNOT_TELL


@pytest.mark.parametrize("colour", ["9", "0", "true", '"x"'])
def test_a_colour_that_is_none_is_an_error(scene: Scene, colour: str) -> None:
    text = to_entries(scene.contexts).replace('"colour":5', f'"colour":{colour}')
    with pytest.raises((StateError, LayerError)):
        FilesAtHand([ground()]).layers(text)


def test_the_sheet_draws_it_in_its_colour_with_title_and_number_in_the_key(
    joined: Ledger, scene: Scene, layer: ContextLayer
) -> None:
    with drawing():
        sheet = build_sheet(build_edition(joined, scene, ORDER, "pdf"))
        texts = {text.get_text() for text in sheet.figure.findobj(Text)}
        edges = {to_hex(patch.get_edgecolor()) for patch in sheet.figure.findobj(PathPatch)}
    assert context_colour(layer).lower() in edges
    assert "Backgrounds, as brought" in texts
    number = next(
        n for n, cited in enumerate(sheet.citations.listed, 1) if cited.source_id == layer.id
    )
    assert any("Survey of the ground" in text for text in texts)
    assert any(f"[{number}]" in text for text in texts)


def test_geojson_gives_the_shapes_as_the_file_does_and_tables_their_cells(
    joined: Ledger, scene: Scene, layer: ContextLayer
) -> None:
    found = json.loads(FORMATS["geojson"].draw(joined, scene, ORDER)[0])
    rows = [f for f in found["features"] if f["properties"]["kind"] == "background"]
    assert [row["properties"]["title"] for row in rows] == [layer.label(at) for at in range(3)]
    assert [row["geometry"]["type"] for row in rows][:2] == ["LineString", "Point"]
    crossing = next(iter(geodata.load_crossings().values()))
    assert np.allclose(rows[1]["geometry"]["coordinates"], [crossing.lon, crossing.lat], atol=1e-7)
    assert rows[0]["properties"]["note"] == f"rule: {HOSTILE}"
    assert rows[0]["properties"]["sources"] == [layer.id]
    lines = FORMATS["csv"].draw(joined, scene, ORDER)[0].decode("utf-8-sig").splitlines()
    table = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    told = [row for row in table if row["kind"] == "background"]
    assert [row["place"] for row in told] == ["Survey of the ground"] * 3
    assert told[1]["lon"] and not told[0]["lon"]
    file = next(row for row in table if row["kind"] == "background file")
    assert layer.receipt.sha256 in file["note"]
    content = FORMATS["xlsx"].draw(joined, scene, ORDER)[0]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = [cell for row in book.get_sheet_by_name("Map").to_python() for cell in row]
    assert {HOSTILE, "Survey of the ground"} <= set(cells)


@pytest.mark.long
def test_slides_film_and_player_name_it(joined: Ledger, scene: Scene, layer: ContextLayer) -> None:
    deck = Presentation(io.BytesIO(FORMATS["pptx"].draw(joined, scene, ORDER)[0]))
    words = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("Background Survey of the ground: " in text for text in words)
    film = build_film(joined, scene, ORDER, "gif", 2)
    assert all(shown.contexts == (layer,) for shown in film.scenes())
    assert any("Survey of the ground" in entry for entry in film.entries)
    with drawing():
        days = (scene.state.date, scene.state.date, "", lambda: [])
        with_it, without = draw_frames([scene, replace(scene, contexts=())], *days)
        assert with_it.tobytes() != without.tobytes()
    player = FORMATS["html"].draw(joined, scene, ORDER)[0].decode()
    assert "Survey of the ground" in html.unescape(player)
    table = next(t for t in build_texts(joined, scene.state.date)["rows"] if t["id"] == layer.id)
    assert [table["words"][at] for at in table["title"]] == [layer.label(at) for at in range(3)]


def test_the_browser_is_sent_shapes_and_words_with_the_feed(
    joined: Ledger, ledger: Ledger, layer: ContextLayer
) -> None:
    header, columns = unpack(build_feed(joined, date(2021, 5, 1), ("7d",)))
    (entry,) = header["contexts"]
    assert entry["colour"] == PALETTE["context_5"] == context_colour(layer)
    assert entry["rows"] == [layer.label(at) for at in range(3)]
    assert columns["context_row"].tolist() == layer.shapes.path_row.tolist()
    assert np.allclose(columns["context_lon"], layer.shapes.lon, atol=1e-5)
    plain, none = unpack(build_feed(ledger, date(2021, 5, 1), ("7d",)))
    assert plain["contexts"] == []
    assert not [name for name in none if name.startswith("context")]


def test_two_backgrounds_keep_their_own_corners(ledger: Ledger, layer: ContextLayer) -> None:
    other = build_context(read(ground() + b" ", "again.geojson", ledger), 3)
    both = join_layers(ledger, [layer, other], Showing.BESIDE)
    _, columns = unpack(build_feed(both, date(2021, 5, 1), ("7d",)))
    half = len(columns["context_end"]) // 2
    assert columns["context_layer"].tolist() == [0] * half + [1] * half
    first, second = np.split(columns["context_lon"], 2)
    assert first.tolist() == second.tolist()
    assert columns["context_end"][-1] == len(columns["context_lat"])


def test_a_row_leads_the_map_there_and_leaves_the_date(
    joined: Ledger, scene: Scene, layer: ContextLayer
) -> None:
    gone = led_to(joined, scene.state, [f"{layer.id}-1"])
    crossing = next(iter(geodata.load_crossings().values()))
    assert gone.view is not None
    assert (gone.view.lon, gone.view.lat) == pytest.approx((crossing.lon, crossing.lat), abs=1e-4)
    assert (gone.date, gone.window) == (scene.state.date, scene.state.window)


def test_words_of_the_file_are_escaped_in_the_panel(scene: Scene, layer: ContextLayer) -> None:
    for markup in (str(background_markup(layer, 1)), str(backgrounds_markup(scene))):
        assert "<img" not in markup
        assert "&lt;img src=x" in markup


def test_files_with_days_and_without_share_their_numbers(ledger: Ledger) -> None:
    brought: tuple[Layer | ContextLayer, ...] = ()
    brought = put_on_map(brought, read(CSV, "own.csv", ledger), "2026-11")
    brought = put_on_map(brought, read(ground(), "ground.geojson", ledger), "2026-11")
    assert [layer.number for layer in brought] == [1, 2]
    recoloured = replace(brought[1], colour=7, shown=False)
    again = put_on_map((brought[0], recoloured), read(ground(), "x.geojson", ledger), "2026-12")
    assert isinstance(again[1], ContextLayer)
    assert (again[1].number, again[1].colour, again[1].shown) == (2, 7, False)
    for number in range(6):
        brought = put_on_map(brought, read(CSV + b"\n" * (number + 1), "more.csv", ledger), "")
    with pytest.raises(LayerError, match="8 files are on the map"):
        put_on_map(brought, read(ground() + b"\n", "one more.geojson", ledger), "")


def test_a_background_that_is_put_away_is_in_nothing(ledger: Ledger, layer: ContextLayer) -> None:
    away = join_layers(ledger, [replace(layer, shown=False)], Showing.BESIDE)
    assert build_scene(away, MapState()).contexts == ()
    assert set(COLOURS) == set(range(1, 9))


def test_an_import_of_a_background_writes_its_receipt_and_no_events(
    tmp_path: Path, ledger: Ledger
) -> None:
    written = write_import(read(ground(), "ground.geojson", ledger), tmp_path, "ground")
    assert [path.name for path in written] == ["ground.receipt.json", "ground.mapping.json"]
    lines = to_lines(read(ground(), "ground.geojson", ledger).receipt)
    assert "kept: 3 as a background, drawn on every date" in lines


@pytest.mark.long
def test_the_command_line_draws_it_and_checks_what_it_drew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "ground.geojson"
    own.write_bytes(ground())
    options = ["snapshot", "--date", "2021-11-08", "--format", "geojson", "--out", str(tmp_path)]
    assert command.main([*options, "--with", str(own)]) == command.DONE
    path = capsys.readouterr().out.strip()
    assert re.search(r'"kind":"background"', Path(path).read_text("utf-8"))
    assert command.main(["verify", path, "--with", str(own)]) == 0
