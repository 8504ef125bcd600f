"""What a licence obliges to name stands in every file that shows a report of its source."""

import csv
import io
import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from matplotlib.text import Text
from pptx import Presentation

from dashboard.exports.briefing.metadata import describe_pack
from dashboard.exports.briefing.method import method_words
from dashboard.exports.data import report_table
from dashboard.exports.data.geojson_csv import draw_csv, draw_geojson
from dashboard.exports.edition import build_edition
from dashboard.exports.film.film import build_film
from dashboard.exports.player import draw_player
from dashboard.exports.request import build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.exports.slides import draw_slides
from dashboard.feed import build_feed
from dashboard.feed.blob import unpack
from dashboard.page.panels.reports import report_markup
from dashboard.page.panels.sources import sources_markup
from dashboard.scene.analysis import work_out
from dashboard.scene.ask_text import read_ask
from dashboard.scene.scene import build_scene
from dashboard.scene.sources import owed_lines
from dashboard.scene.state import MapState
from events import Ledger, TableError, load_ledger, owed
from events.ledger import DATA_FOLDER

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
IOM = "IOM's Missing Migrants Project (missingmigrants.iom.int), CC BY 4.0; table reduced"
WITH = MapState(date=date(2023, 3, 14))
WITHOUT = MapState(date=date(2021, 6, 10))
BOTH = [(WITH, True), (WITHOUT, False)]
both = pytest.mark.parametrize(("state", "named"), BOTH)


@both
def test_a_scene_owes_a_line_while_it_shows_a_report(
    ledger: Ledger, state: MapState, named: bool
) -> None:
    scene = build_scene(ledger, state)
    assert owed_lines(ledger, scene) == ((IOM,) if named else ())
    assert (IOM.split(";")[0] in str(sources_markup(ledger, scene)).replace("&#39;", "'")) == named


def test_an_analysis_owes_for_what_it_rests_on(ledger: Ledger) -> None:
    ask = read_ask("concentration,BY-PL,death,2022:2024")
    scene = build_scene(ledger, replace(WITHOUT, analysis=ask))
    result = work_out(ledger, ask, scene.window)
    assert owed(ledger, result.report_ids) == (IOM,)
    assert owed_lines(ledger, scene) == ()
    assert IOM in build_edition(ledger, scene, ORDER, "pptx").metadata["Copyright"]
    with drawing():
        sheet = build_sheet(build_edition(ledger, scene, ORDER, "png"))
        found = [t for t in sheet.figure.findobj(Text) if t.get_gid() == "note"]
    assert IOM.split(";")[0] in " ".join(text.get_text() for text in found)
    assert all(IOM in told["Copyright"] for told in sheet.metadata)


@both
@pytest.mark.parametrize("size", ["a4", "16x9"])
def test_the_sheet_names_it_in_its_notes_and_in_itself(
    ledger: Ledger, state: MapState, named: bool, size: str
) -> None:
    with drawing():
        sheet = build_sheet(
            build_edition(ledger, build_scene(ledger, state), replace(ORDER, size=size), "png")
        )
        found = [t for t in sheet.figure.findobj(Text) if t.get_gid() == "note"]
        notes = " ".join(text.get_text() for text in found)
    assert (IOM in notes) == named
    assert all((IOM in told["Copyright"]) == named for told in sheet.metadata)


@both
def test_geojson_and_csv_name_it_in_the_file(ledger: Ledger, state: MapState, named: bool) -> None:
    scene = build_scene(ledger, state)
    found = json.loads(draw_geojson(ledger, scene, ORDER)[0])
    assert (IOM in found["metadata"]["Copyright"]) == named
    said = {i: s["attribution"] for i, s in found["sources"].items() if "attribution" in s}
    assert said == ({"iom-missing-migrants": IOM} if named else {})
    head = draw_csv(ledger, scene, ORDER)[0].decode("utf-8-sig").split("\r\nkind,")[0]
    assert (IOM.split(";")[0] in head) == named


@both
def test_every_row_of_the_data_table_names_what_it_owes(
    ledger: Ledger, state: MapState, named: bool
) -> None:
    text = report_table.to_csv(report_table.build_rows(ledger, build_scene(ledger, state)))
    rows = list(csv.DictReader(io.StringIO(text)))
    lines = {row["report"]: row["attribution"] for row in rows if row["attribution"]}
    assert set(lines.values()) == ({IOM} if named else set())
    assert all(ledger.reports[id_].source_id == "iom-missing-migrants" for id_ in lines)


@pytest.mark.few(1)
@both
def test_the_slides_name_it(ledger: Ledger, state: MapState, named: bool) -> None:
    (content,) = draw_slides(ledger, build_scene(ledger, state), ORDER)
    slides = Presentation(io.BytesIO(content)).slides
    foot = next(shape for shape in slides[0].shapes if shape.name == "Foot")
    assert (IOM in foot.text_frame.text) == named


def test_the_player_holds_every_date_and_so_names_it_always(ledger: Ledger) -> None:
    (content,) = draw_player(ledger, build_scene(ledger, WITHOUT), ORDER)
    page = content.decode().replace("&#x27;", "'")
    assert f"{IOM}." in page.split("<footer>")[1].split("</footer>")[0]


def test_the_film_names_it_from_the_frame_on_that_shows_it(ledger: Ledger) -> None:
    film = build_film(ledger, build_scene(ledger, WITH), ORDER, "gif", steps=3)
    assert film.owed == ()
    *_, last = film.scenes()
    assert film.owed == (IOM,)
    metadata = film.describe(last)
    assert IOM in metadata["Copyright"]
    assert IOM in film.foot(metadata)


def test_a_pack_names_what_any_of_its_dates_owes(ledger: Ledger) -> None:
    editions = [
        build_edition(ledger, build_scene(ledger, state), ORDER, "pack-pdf")
        for state in (WITH, WITHOUT)
    ]
    told = describe_pack(editions, editions[0].citations, "pack-pdf")
    assert IOM in told["Copyright"]
    assert any(IOM in text for _, text in method_words(editions, ORDER))


def test_the_page_is_given_the_line_with_the_marks_that_owe_it(ledger: Ledger) -> None:
    header, columns = unpack(build_feed(ledger, date(2021, 5, 1), ("7d",)))
    (entry,) = header["owed"]
    assert entry["words"] == IOM
    assert entry["marks"] == sorted(entry["marks"])
    named = {header["marks"]["index"][at]: id_ for at, id_ in enumerate(header["marks"]["id"])}
    for mark in entry["marks"]:
        assert owed(ledger, ledger.events_by_id[named[mark]].report_ids) == (IOM,)
    drawn = [e for e in ledger.events if owed(ledger, e.report_ids) and e.id in named.values()]
    assert len(entry["marks"]) == len(drawn) == 116
    assert len(columns["mark_day"]) > 116


def test_a_report_of_the_list_names_it_beside_its_words(ledger: Ledger) -> None:
    text = str(report_markup(ledger, ledger.reports["incident-0451"])).replace("&#39;", "'")
    assert IOM in text
    assert IOM not in str(report_markup(ledger, ledger.reports["incident-0001"]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def test_the_line_comes_from_the_table_and_from_nowhere_else(folder: Path) -> None:
    with (folder / "attributions.csv").open("a", encoding="utf-8") as file:
        file.write("tass,A wire,example.org,CC BY 4.0,\n")
    ledger = load_ledger(folder)
    assert owed(ledger, ["incident-0001"]) == ("A wire (example.org), CC BY 4.0",)
    head = (DATA_FOLDER / "attributions.csv").read_text("utf-8").splitlines()[0]
    (folder / "attributions.csv").write_text(f"{head}\n", "utf-8")
    assert owed(load_ledger(folder), ["incident-0001", "incident-0451"]) == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nobody,A,b.org,CC BY 4.0,", 'publisher_id: "nobody" is not a publisher'),
        ("iom-missing-migrants,A,b.org,CC BY 4.0,", "stands in the table twice"),
        ("tass,,b.org,CC BY 4.0,", "name: "),
    ],
)
def test_a_bad_line_names_its_row_and_the_way_out(folder: Path, line: str, words: str) -> None:
    with (folder / "attributions.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(TableError) as caught:
        load_ledger(folder)
    assert "attributions.csv, row 3" in str(caught.value)
    assert words in str(caught.value)
