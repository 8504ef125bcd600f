"""Files that people brought, in everything that leaves the page."""

import base64
import csv
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text
from pptx import Presentation

from dashboard import __main__ as command
from dashboard.errors import SnapshotError, StateError
from dashboard.exports import complete_view
from dashboard.exports.data.geojson_csv import read_csv
from dashboard.exports.data.report_table import build_rows, to_csv
from dashboard.exports.edition import build_edition
from dashboard.exports.film.film import build_film
from dashboard.exports.formats import FORMATS, read_any
from dashboard.exports.player.texts import build_texts
from dashboard.exports.privacy.rows import TITLE
from dashboard.exports.request import Order, build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.exports.uploaded_files import first_entry, from_entries, to_entries
from dashboard.exports.verify import Answer, FilesAtHand, verify
from dashboard.feed.blob import unpack
from dashboard.page.panels.detail import detail_markup
from dashboard.page.panels.flights import flights_markup
from dashboard.page.panels.pressure import pressure_markup
from dashboard.page.panels.sources import source_markup, source_rows, sources_markup
from dashboard.scene.ask_text import read_ask
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.symbology import RULE
from events import Ledger, Selection, Showing, plain_cell, select
from events.uploads import Layer, Provenance, Readers, build_layer, join_layers, read_upload

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
CANARIES = ("{{7*191}}", "{% if 1 %}", "{#", "<img src=x onerror=alert(1)>", "$\\foo$", "**bold**")
NAME = "own {{7*191}} $\\foo$.csv"
EVENTS = (
    b"date,lon,lat,kind,title,place,people,note,id\n"
    b'2021-11-05,23.65,53.51,pushback,"{{7*191}} <img src=x onerror=alert(1)>","{% if 1 %}",12,,\n'
    b"2021-11-06,23.71,53.02,camp,{# $\\foo$,**bold** :material/x:,0,,\n"
    b"2021-11-07,,,other,=1+1,@place,,,\n"
    b"2021-11-08,24.10,54.02,other,Fourth,Somewhere,7,Behind the ninth kilometre post,case-17\n"
)
FLIGHTS = ("date,from,to\n" + "".join(f"2021-11-0{day},IST,MSQ\n" for day in range(3, 8))).encode()


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as readers:
        yield readers


@pytest.fixture(scope="module")
def layers(readers: Readers) -> tuple[Layer, ...]:
    own = read_upload(EVENTS, NAME, readers=readers)
    flown = read_upload(FLIGHTS, "flights.csv", readers=readers)
    said = Provenance("Own **list**, {{7*191}}", "Office", "C", 3)
    return build_layer(own, 2, said), build_layer(flown, 5)


def joined(
    ledger: Ledger, layers: tuple[Layer, ...], how: Showing, **state: Any
) -> tuple[Any, Any]:
    whole = join_layers(ledger, layers, how)
    keys = tuple(layer.key for layer in layers)
    return whole, build_scene(
        whole, MapState(**{"date": date(2021, 11, 8), "files": keys, "showing": how, **state})
    )


def drawn(ledger: Ledger, layers: tuple[Layer, ...], how: Showing, form: str) -> bytes:
    whole, scene = joined(ledger, layers, how)
    return FORMATS[form].draw(whole, scene, ORDER)[0]


def features(content: bytes) -> dict[str, dict[str, Any]]:
    return {f["id"]: f for f in json.loads(content)["features"]}


def held_parts(page: str) -> Iterator[str]:
    for name in ("texts", "feed"):
        found = re.search(rf'<p data-name="{name}">([^<]*)</p>', page)
        assert found
        yield zlib.decompress(base64.b64decode(found[1])).decode("utf-8", "replace")


def sheet_texts(ledger: Ledger, scene: Scene, order: Order = ORDER) -> list[str]:
    with drawing():
        sheet = build_sheet(build_edition(ledger, scene, order, "png"))
    return [a.get_text() for figure in sheet.figures for a in figure.findobj(Text)]


@pytest.mark.few(1)
@pytest.mark.parametrize("form", ["html", "svg", "csv"])
def test_an_untouched_file_with_brought_rows_is_the_same(
    ledger: Ledger, layers: tuple[Layer, ...], form: str
) -> None:
    content = drawn(ledger, layers, Showing.MERGED, form)
    assert verify(content, ledger, FilesAtHand([FLIGHTS, b"other", EVENTS])).answer is Answer.SAME
    gone = verify(content, ledger, FilesAtHand([FLIGHTS]))
    assert gone.answer is Answer.CANNOT_TELL
    digest = hashlib.sha256(EVENTS).hexdigest()
    assert f"{NAME}, SHA-256 {digest}; give it with --with" in gone.words
    assert "flights.csv" not in gone.words


@pytest.mark.long
@pytest.mark.parametrize("ask", ["aligned,BY-PL", "concentration,BY-LT", "notable"])
def test_an_analysis_of_brought_rows_is_drawn_again(
    ledger: Ledger, layers: tuple[Layer, ...], ask: str
) -> None:
    whole, scene = joined(ledger, layers, Showing.MERGED, analysis=read_ask(ask))
    (content,) = FORMATS["pdf"].draw(whole, scene, ORDER)
    assert verify(content, ledger, FilesAtHand([FLIGHTS, EVENTS])).answer is Answer.SAME


def test_what_is_said_of_a_brought_file_cannot_be_changed_unseen(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    content = drawn(ledger, layers, Showing.BESIDE, "csv")
    hand = FilesAtHand([EVENTS, FLIGHTS])
    assert b'"reliability":"C"' in content
    better = content.replace(b'"reliability":"C"', b'"reliability":"A"')
    assert verify(better, ledger, hand).answer is Answer.ALTERED
    broken = content.replace(b'"near_km":30', b'"near_km":"x"')
    assert verify(broken, ledger, hand).answer is Answer.ALTERED


def test_a_symbol_title_and_count_of_each_file_stand_in_the_key_with_their_sources(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    texts = sheet_texts(*joined(ledger, layers, Showing.BESIDE))
    key = " ".join(texts).replace("\u00a0", " ")
    assert "Brought files, rows in the window" in key
    assert "Own **list**, {{7*191}}: 4 [" in key
    assert "flights.csv: 5 [" in key
    assert f"brought file {NAME}, SHA-256 {layers[0].key}… · C3" in key
    assert "5 in window" in key and "brought file, 3–7 Nov 2021 [" in key
    assert not any("1337" in text for text in texts)


@pytest.mark.long
def test_every_row_of_a_window_is_in_the_files_though_the_page_only_counts_most(
    ledger: Ledger, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(f"2021-11-0{1 + n % 8},23.7,53.{n % 10}\n" for n in range(2_500))
    layer = build_layer(read_upload(b"date,lon,lat\n" + lines.encode(), "many.csv"), 1)
    whole, scene = joined(ledger, (layer,), Showing.BESIDE, window="30d")
    assert scene.layers[0].left_out == 500
    found = features(FORMATS["geojson"].draw(whole, scene, ORDER)[0])
    assert sum(f["properties"]["kind"] == "event" for f in found.values()) >= 2_500
    assert "each dot: one row of a file" in sheet_texts(whole, scene)
    monkeypatch.setattr(complete_view, "MOST_ROWS", 2_400)
    for form in ("png", "csv"):
        with pytest.raises(SnapshotError, match=r"2,500 rows in this window.*shorter window"):
            FORMATS[form].draw(whole, scene, ORDER)
    with pytest.raises(SnapshotError, match="2,500 rows on all dates"):
        FORMATS["html"].draw(whole, scene, ORDER)


def test_recent_places_of_people_leave_the_house_at_their_section_only(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    whole, scene = joined(ledger, layers, Showing.BESIDE)
    order = build_order(created=datetime(2021, 11, 20, tzinfo=UTC))
    words = ("Somewhere", "kilometre post", "case-17", "Fourth")
    for form in ("geojson", "csv"):
        content = FORMATS[form].draw(whole, scene, order)[0].decode()
        assert not [word for word in words if word in content]
        assert "23.65,53.51" not in content
    texts = " ".join(sheet_texts(whole, scene, order))
    assert "Locations generalised" in texts and "Somewhere" not in texts
    page = FORMATS["html"].draw(whole, scene, order)[0].decode()
    assert "Locations generalised" in page
    held = " ".join(held_parts(page))
    assert not [word for word in words[:-1] if word in held]
    assert TITLE in held
    found = features(FORMATS["geojson"].draw(whole, scene, order)[0])
    row = found[f"event own-{layers[0].key}-3"]
    assert row["properties"]["title"] == TITLE
    assert row["properties"]["place_known"] == "to a section or border"
    assert "people: 7" in row["properties"]["note"]
    told = json.loads(FORMATS["geojson"].draw(whole, scene, order)[0])["metadata"]
    assert int(told["Generalised"]) >= 3
    internal = replace(order, profile="internal")
    known = FORMATS["geojson"].draw(whole, scene, internal)[0].decode()
    assert not [word for word in words if word not in known and word != "case-17"]
    harmless = replace(layers[0], provenance=replace(layers[0].provenance, sensitive=False))
    kept = features(drawn_at(ledger, (harmless,), order))
    assert kept[f"event own-{layers[0].key}-3"]["properties"]["title"] == "Fourth"


def drawn_at(ledger: Ledger, layers: tuple[Layer, ...], order: Any) -> bytes:
    whole, scene = joined(ledger, layers, Showing.BESIDE)
    return FORMATS["geojson"].draw(whole, scene, order)[0]


def test_a_merged_camp_is_sensitive_whatever_is_said_of_the_file(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    harmless = replace(layers[0], provenance=replace(layers[0].provenance, sensitive=False))
    whole, scene = joined(ledger, (harmless,), Showing.MERGED)
    order = build_order(created=datetime(2021, 11, 20, tzinfo=UTC))
    found = features(FORMATS["geojson"].draw(whole, scene, order)[0])
    assert found[f"event own-{layers[0].key}-1"]["properties"]["title"] == TITLE
    assert found[f"event own-{layers[0].key}-3"]["properties"]["title"] == "Fourth"


def test_a_hidden_reference_is_never_said_to_be_not_reported(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    whole, scene = joined(ledger, layers, Showing.ALONE)
    shown = [text for text in sheet_texts(whole, scene) if "is not zero" not in text]
    assert "reference hidden" in shown
    assert not [text for text in shown if "not reported" in text.lower() and "zero" not in text]
    found = features(FORMATS["geojson"].draw(whole, scene, ORDER)[0])
    assert found["border BY-PL"]["properties"]["status"] == "reference hidden"
    assert not [id_ for id_ in found if id_.startswith(("crossing", "condition", "stop"))]
    slide = Presentation(io.BytesIO(FORMATS["pptx"].draw(whole, scene, ORDER)[0])).slides[0]
    table = next(s for s in slide.shapes if s.name == "Borders").table
    assert [row.cells[2].text.strip() for row in table.rows][1:] == ["reference hidden"] * 3
    panels = f"{pressure_markup(whole, scene)}{flights_markup(whole, scene)}"
    picked = ("BY-PL", "BY-PL-13", scene.marks[0].event.id)
    panels += f"{detail_markup(whole, scene, picked)}{sources_markup(whole, scene)}"
    assert "not reported" not in panels
    assert build_texts(whole, date(2021, 11, 8))["reference"] == "hidden"


def test_a_chart_draws_a_change_of_measure_only_with_the_reference_and_names_it(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    for how in (Showing.BESIDE, Showing.ALONE):
        whole, scene = joined(ledger, layers, how, date=date(2021, 11, 11))
        with drawing():
            (figure, *_) = build_sheet(build_edition(whole, scene, ORDER, "png")).figures
        stems = [line for line in figure.findobj(Line2D) if line.get_zorder() == 4]
        changes = [s for s in stems if s.get_color() == RULE and len(set(s.get_xdata())) == 1]
        assert bool(changes) == (how is Showing.BESIDE)
        told = [text for text in sheet_texts(whole, scene) if "in use since 10 Aug 2021" in text]
        assert bool(told) == (how is Showing.BESIDE)


def test_what_a_filter_hides_is_never_said_to_be_not_reported(ledger: Ledger) -> None:
    state = MapState(date(2022, 10, 20), selection=Selection(source_kinds=("brought file",)))
    scene = build_scene(select(ledger, state.selection), state)
    texts = " ".join(sheet_texts(ledger, scene))
    assert "filtered out" in texts and "No route in this window passes the filter." in texts
    slide = Presentation(io.BytesIO(FORMATS["pptx"].draw(ledger, scene, ORDER)[0])).slides[0]
    table = next(s for s in slide.shapes if s.name == "Borders").table
    told = [row.cells[2].text.strip().split("\n")[0] for row in table.rows][1:]
    assert told == ["filtered out", "not reported", "filtered out"]
    found = features(FORMATS["geojson"].draw(ledger, scene, ORDER)[0])
    assert found["border BY-PL"]["properties"]["status"] == "filtered out"
    narrowed = select(ledger, state.selection)
    assert "passes the filter" in flights_markup(narrowed, scene)


def test_a_route_of_a_brought_file_tells_its_flights_of_the_window(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    whole, scene = joined(ledger, layers, Showing.BESIDE)
    found = features(FORMATS["geojson"].draw(whole, scene, ORDER)[0])
    route = found[f"route own-{layers[1].key}-IST-MSQ"]["properties"]
    assert (route["status"], route["value"], route["flights_a_week"]) == ("brought", 5, None)
    assert route["sources"] == [f"own-{layers[1].key}"]
    assert (route["first_day"], route["last_day"]) == ("2021-11-03", "2021-11-07")
    named = "row 2 of flights.csv; row 3 of flights.csv; row 4 of flights.csv; and 2 more"
    assert route["note"] == named
    panel = flights_markup(whole, scene)
    assert "5 in the window" in panel and f"3–7 Nov 2021: {named}" in panel
    assert "brought file, 3–7 Nov 2021" in " ".join(sheet_texts(whole, scene))


PRECISE = (
    b"event_id_cnty,event_date,event_type,sub_event_type,actor1,country,latitude,longitude,"
    b"geo_precision,source,notes\n"
    b"BLR1,08 November 2021,Protests,Peaceful,A,Belarus,53.51,23.65,3,TASS,n\n"
    b"BLR2,08 November 2021,Protests,Peaceful,A,Belarus,52.70,23.86,1,TASS,n\n"
)
LOST = b"title,date,from,to\nTHY283,2021-11-05,,MSQ\nBRU1,2021-11-06,IST,MSQ\n"


def test_a_point_that_stands_for_an_area_is_said_to_be_one(
    ledger: Ledger, readers: Readers
) -> None:
    layer = build_layer(read_upload(PRECISE, "acled.csv", readers=readers), 1)
    whole, scene = joined(ledger, (layer,), Showing.ALONE)
    found = features(FORMATS["geojson"].draw(whole, scene, ORDER)[0])
    known = {found[f"event {layer.id}-{n}"]["properties"]["place_known"] for n in (0, 1)}
    assert known == {"to an area", "to a point"}
    assert "place known to an area only" in sheet_texts(whole, scene)


def test_a_flight_that_is_only_listed_names_its_row(ledger: Ledger, readers: Readers) -> None:
    layer = build_layer(read_upload(LOST, "lost.csv", readers=readers), 1)
    whole, scene = joined(ledger, (layer,), Showing.BESIDE)
    found = features(FORMATS["geojson"].draw(whole, scene, ORDER)[0])
    told = found[f"listed flight {layer.id}-0"]["properties"]
    assert told["note"] == "row 2 of lost.csv" and told["first_day"] == "2021-11-05"
    assert "BRU1, row 3 of lost.csv" in flights_markup(whole, scene)


@pytest.mark.long
def test_the_player_lists_what_its_map_cannot_draw(
    ledger: Ledger, layers: tuple[Layer, ...], readers: Readers
) -> None:
    lost = build_layer(read_upload(LOST, "lost.csv", readers=readers), 7)
    whole, scene = joined(ledger, (*layers, lost), Showing.BESIDE)
    texts = build_texts(whole, scene.state.date)
    listed = {
        f"{table['id']}-{table['position'][at]}"
        for table in texts["rows"]
        for kind in ("listed", "flights")
        for at in table[kind]["at"]
    }
    assert listed == {f"{layers[0].id}-2", f"{lost.id}-0"}
    assert {e.id for e in scene.listed} <= listed | set(texts["listed"]["at"])
    header, _ = unpack(packed_feed(whole, scene))
    assert [layer["label"] for layer in header["layers"]][1:] == [
        "flights.csv (F6)",
        "lost.csv (F6)",
    ]


def packed_feed(ledger: Ledger, scene: Scene) -> bytes:
    (content,) = FORMATS["html"].draw(ledger, scene, ORDER)
    found = re.search(r'<p data-name="feed">([^<]*)</p>', content.decode())
    assert found
    return zlib.decompress(base64.b64decode(found[1]))


@pytest.mark.few(1)
@pytest.mark.parametrize("form", ["svg", "pdf", "pptx", "html", "geojson", "csv", "png"])
def test_texts_of_a_brought_file_come_out_as_texts(
    ledger: Ledger, layers: tuple[Layer, ...], form: str, tmp_path: Path
) -> None:
    content = drawn(ledger, layers, Showing.BESIDE, form)
    told = read_any(content, form)
    assert NAME in told["Source"] and "{{7*191}}" in told["Description"]
    assert from_entries(told["Files"])[0].file == NAME
    if form == "pptx":
        deck = Presentation(io.BytesIO(content)).slides
        text = "\n".join(s.text_frame.text for p in deck for s in p.shapes if s.has_text_frame)
    elif form == "pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("poppler-utils is not installed")
        path = tmp_path / "sheet.pdf"
        path.write_bytes(content)
        run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
        text = run.stdout
    elif form == "html":
        text = json.dumps(build_texts(joined(ledger, layers, Showing.BESIDE)[0], date(2021, 11, 8)))
        text = text.replace("\\\\", "\\")
        assert content.decode().count("<script") == 2
        assert "<img src=x" not in content.decode()
    elif form == "png":
        text = json.dumps(told).replace("\\\\", "\\")
    elif form == "geojson":
        whole = json.loads(content)
        parts = [whole["metadata"], whole["sources"], *(f["properties"] for f in whole["features"])]
        text = json.dumps(parts).replace("\\\\", "\\")
    elif form == "svg":
        letters = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", content.decode()))
        text = (json.dumps(told) + html.unescape(letters)).replace("\\\\", "\\")
    else:
        text = content.decode()
    for canary in CANARIES if form in ("html", "geojson", "csv") else ("{{7*191}}", "$\\foo$"):
        assert canary in text, canary
    assert "1337" not in text.replace("flow-1337", "")
    if form == "svg":
        assert "<img" not in content.decode()


def test_no_cell_of_a_table_computes(ledger: Ledger, readers: Readers) -> None:
    hostile = b'date,title\n2021-11-08,"=1+1"\n2021-11-08,"@SUM(1)"\n'
    upload = read_upload(hostile, "a,=1+1;-2.csv", readers=readers)
    layer = build_layer(upload, 1, Provenance("x;=2+2, @y"))
    whole, scene = joined(ledger, (layer,), Showing.BESIDE)
    text = FORMATS["csv"].draw(whole, scene, ORDER)[0].decode("utf-8-sig")
    text += to_csv(build_rows(whole, scene))
    for cut in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(text), delimiter=cut):
            assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "@"))]
    told = read_csv(FORMATS["csv"].draw(whole, scene, ORDER)[0])
    assert told is not None
    assert from_entries(told["Files"])[0].provenance.title == "x;=2+2, @y"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\t=", "\r@"])
def test_a_cell_of_the_table_that_begins_as_a_formula_begins_with_an_apostrophe(start: str) -> None:
    assert plain_cell(f"{start}1+1") == f"'{start}1+1".replace("\t=", "\t'=").replace("\r@", "\r'@")
    assert plain_cell(f"a{start.strip()}1") == f"a{start.strip()}1"


def test_an_attached_row_is_a_report_of_its_event_everywhere(
    ledger: Ledger, readers: Readers
) -> None:
    event = next(
        mark.event
        for mark in build_scene(ledger, MapState(date(2021, 11, 8))).marks
        if mark.weight > 100
    )
    line = f"{event.period.start},{event.place.lon},{event.place.lat},incident,The same thing"
    upload = read_upload(f"date,lon,lat,kind,title\n{line}\n".encode(), "same.csv", readers=readers)
    layer = build_layer(upload, 1, attached=(0,))
    assert layer.proposals[0].event_id == event.id
    whole, scene = joined(ledger, (layer,), Showing.BESIDE)
    found = features(FORMATS["geojson"].draw(whole, scene, ORDER)[0])
    assert f"own-{layer.key}-0" in found[f"event {event.id}"]["properties"]["reports"]
    assert f"own-{layer.key}" in found[f"event {event.id}"]["properties"]["sources"]
    assert f"event own-{layer.key}-0" not in found
    assert "(1 under reference events)" in " ".join(sheet_texts(whole, scene)).replace(
        "\u00a0", " "
    )
    assert "The same thing" in detail_markup(whole, scene, (event.id,))
    assert f"own-{layer.key}-0" in build_texts(whole, date(2021, 11, 8))["reports"]


@pytest.mark.long
def test_a_file_that_names_hundreds_of_sources_stands_for_them_on_a_sheet_and_not_in_the_data(
    ledger: Ledger, readers: Readers
) -> None:
    rows = "".join(f"2021-11-08,23.7,53.2,Page {n}\n" for n in range(250))
    upload = read_upload(f"date,lon,lat,source\n{rows}".encode(), "many.csv", readers=readers)
    layer = build_layer(upload, 1)
    whole, scene = joined(ledger, (layer,), Showing.BESIDE)
    texts = " ".join(sheet_texts(whole, scene)).replace("\u00a0", " ")
    assert "brought file many.csv" in texts and "Page 249" not in texts
    assert re.search(r"many\.csv: 250 \[\d+\]", texts)
    assert "Page 249" in FORMATS["csv"].draw(whole, scene, ORDER)[0].decode()
    panel = sources_markup(whole, scene)
    assert "Page 249" not in panel and ">250<" in panel


def test_a_film_names_the_files_of_its_frames_and_hides_what_a_public_file_hides(
    ledger: Ledger, layers: tuple[Layer, ...]
) -> None:
    whole, scene = joined(ledger, layers, Showing.ALONE)
    order = build_order(created=datetime(2021, 11, 20, tzinfo=UTC))
    film = build_film(whole, scene, order, "gif", 3)
    assert film.notice == "Locations generalised"
    titles = [mark.event.title for shown in film.scenes() for mark in shown.marks]
    assert titles and set(titles) == {TITLE}
    assert any(f"brought file {NAME}" in entry for entry in film.entries)


@pytest.mark.long
def test_a_row_that_is_only_listed_has_its_source_on_the_sheet_and_in_the_panel(
    ledger: Ledger, readers: Readers
) -> None:
    upload = read_upload(b"date,title\n2021-11-08,nowhere\n", "list.csv", readers=readers)
    whole, scene = joined(ledger, (build_layer(upload, 1),), Showing.BESIDE)
    texts = " ".join(sheet_texts(whole, scene)).replace("\u00a0", " ")
    assert re.search(r"list\.csv: 1 \[\d+\]", texts)
    assert "brought file list.csv" in sources_markup(whole, scene)


def test_panels_name_the_file_with_its_grade_and_stay_short(
    ledger: Ledger, readers: Readers
) -> None:
    rows = "".join(f"2021-11-0{1 + n % 8},IST,MSQ\n" for n in range(90))
    layer = build_layer(read_upload(f"date,from,to\n{rows}".encode(), "f.csv", readers=readers), 1)
    whole, scene = joined(ledger, (layer,), Showing.BESIDE)
    detail = detail_markup(whole, scene, (f"own-{layer.key}-IST-MSQ",))
    assert detail.count('class="claim"') == 40 and "and 50 more" in detail
    assert flights_markup(whole, scene).count("brought file f.csv") == 1
    (row,) = [row for row in source_rows(whole) if row["kind"] == "brought file"]
    assert (row["reports"], row["grade"]) == (90, "F")
    assert "and 50 more" in source_markup(whole, row["id"])


def test_what_was_said_of_files_is_read_back_whole(layers: tuple[Layer, ...]) -> None:
    told = from_entries(to_entries(layers))
    assert [entry.sha256 for entry in told] == [layer.receipt.sha256 for layer in layers]
    assert [entry.number for entry in told] == [2, 5]
    assert told[0].provenance == layers[0].provenance
    assert told[0].mapping == layers[0].mapping
    assert (to_entries(()), from_entries("")) == ("", ())
    for broken in ("{}", "[1]", '[{"file": 1}]', "[" * 100_000):
        with pytest.raises(StateError):
            from_entries(broken)


def test_the_command_line_brings_files_and_checks_what_it_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, said = tmp_path / "own.csv", tmp_path / "said.json"
    own.write_bytes(EVENTS + b"no day,,,,,,\n")
    said.write_text('{"title": "Field list", "reliability": "B", "credibility": 2}', "utf-8")
    options = ["snapshot", "--date", "2021-11-08", "--format", "csv", "--out", str(tmp_path)]
    brought = ["--with", str(own), "--provenance", str(said), "--showing", "alone"]
    assert command.main([*options, *brought]) == command.DONE
    said_so = capsys.readouterr()
    path = said_so.out.strip()
    assert "own.csv: 1 of 5 rows refused. python -m events check tells why." in said_so.err
    told = read_csv(Path(path).read_bytes())
    assert told is not None and "own=alone" in told["State"]
    assert "Field list (B2)" in told["Description"]
    assert command.main(["verify", path]) == 6
    assert "cannot tell\n  made with a brought file" in capsys.readouterr().out
    assert command.main(["verify", path, "--with", str(own)]) == 0


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("text", "more", "told"),
    [
        ("date\n03/04/2024\n04/05/2024\n", [], "a choice is needed first: date_order"),
        ("nothing\nhere\n", [], "own.csv: "),
        (None, [], "own.csv: cannot be read"),
        ("date\n2021-11-08\n", ["--mapping", "MAPPING"], "the mapping is neither JSON nor TOML"),
        (
            "date,lon,lat,title\n",
            [],
            "own.csv: no row was kept. See python -m events check own.csv",
        ),
        ("date\n2021-11-08\n", ["--with", "OWN"], "own.csv: is given twice. Give it once."),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_way_out(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str | None,
    more: list[str],
    told: str,
) -> None:
    own, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    mapping.write_text("{", "utf-8")
    if text is not None:
        own.write_text(text, "utf-8")
    options = ["snapshot", "--date", "2021-11-08", "--out", str(tmp_path), "--with", str(own)]
    more = [{"MAPPING": str(mapping), "OWN": str(own)}.get(word, word) for word in more]
    assert command.main([*options, *more]) == (command.USAGE if text else command.FAILED)
    assert told in capsys.readouterr().err
    assert not list(tmp_path.glob("*.png"))


def test_options_of_files_need_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["snapshot", "--date", "2021-11-08", "--out", str(tmp_path), "--showing", "alone"]
    assert command.main(options) == command.USAGE
    assert "--showing needs a file or a store: --with FILE, --store DIR" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"title": "a", "title": "b", "publisher": "p"}', "'title' stands in it twice"),
        ('{"title": "a\\ud800", "publisher": "p"}', "surrogates not allowed"),
    ],
)
def test_what_is_said_of_a_source_is_said_once_and_can_be_written(
    tmp_path: Path, text: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.csv").write_text("date,title\n2021-11-08,A row\n")
    (tmp_path / "who.json").write_text(text)
    options = [
        "snapshot",
        "--date",
        "2021-11-08",
        "--format",
        "csv",
        "--out",
        str(tmp_path / "a.csv"),
    ]
    brought = ["--with", str(tmp_path / "own.csv"), "--provenance", str(tmp_path / "who.json")]
    assert command.main([*options, *brought]) != 0
    said = capsys.readouterr().err
    assert "who.json: what is said of a source is not JSON" in said
    assert why in said
    assert not (tmp_path / "a.csv").exists()


def test_a_name_of_a_file_that_is_no_text_is_written_as_one() -> None:
    entry = first_entry("nm_\udcff.csv", 1, None, None)
    assert entry.file == "nm_\\udcff.csv"
    assert entry.provenance.title.encode() == b"nm_\\udcff.csv"
