"""Two dates in the files: both maps, one table, one list of sources, and checked like all else."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from matplotlib.text import Text
from pptx import Presentation
from python_calamine import CalamineWorkbook

from dashboard.__main__ import main
from dashboard.errors import SnapshotError
from dashboard.exports.citations import collect_sources
from dashboard.exports.data import report_table
from dashboard.exports.data.both_dates import reports_of, with_window
from dashboard.exports.edition import Edition, build_edition
from dashboard.exports.file_names import name_of
from dashboard.exports.film.film import build_film
from dashboard.exports.formats import FORMATS, Kind, read_known
from dashboard.exports.request import Order, build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.page import HALO
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.exports.verify import Answer, verify
from dashboard.exports.view_text import from_text
from dashboard.scene.ask_text import read_ask
from dashboard.scene.comparison import Comparison
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words import overview
from events import Ledger

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
STATE = MapState(date(2021, 10, 31), window="31d", compare=date(2021, 9, 30), compare_window="30d")
STILL = [form for form, one in FORMATS.items() if one.kind is not Kind.FILM]
FILMS = [form for form, one in FORMATS.items() if one.kind is Kind.FILM]


def edition(ledger: Ledger, form: str, state: MapState = STATE, order: Order = ORDER) -> Edition:
    return build_edition(ledger, build_scene(ledger, state), order, form)


def draw(ledger: Ledger, form: str, state: MapState = STATE, order: Order = ORDER) -> list[bytes]:
    return list(FORMATS[form].draw(ledger, build_scene(ledger, state), order))


def both_of(made: Edition) -> Comparison:
    assert made.second is not None
    found = made.second.both.result
    assert isinstance(found, Comparison)
    return found


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=[pytest.mark.long] * (form != "csv")) for form in STILL]
)
def test_every_format_holds_both_dates_and_is_drawn_again_the_same(
    ledger: Ledger, form: str
) -> None:
    files = draw(ledger, form)
    for content in files:
        told = read_known(content, form)
        assert told is not None
        assert from_text(told["State"]) == STATE
        assert told["Both Dates"].startswith("A, 1–31 Oct 2021 (31 days); B, 1–30 Sep 2021")
        assert "Poland 307.2 fewer a day" in told["Both Dates"]
        assert "second date: BY-PL attempts complete, 255.567 a day" in told["Figures"]
    assert verify(files[-1], ledger).answer is Answer.SAME


@pytest.mark.parametrize("form", FILMS)
def test_a_film_refuses_two_dates_in_words(ledger: Ledger, form: str) -> None:
    with pytest.raises(SnapshotError, match=r"shows one date after another.*compare=2021-09-30"):
        build_film(ledger, build_scene(ledger, STATE), ORDER, form)


def texts_of(ledger: Ledger, order: Order = ORDER, state: MapState = STATE) -> list[dict[str, str]]:
    """Return the texts of each sheet of a set by their role."""
    with drawing():
        sheet = build_sheet(edition(ledger, "png", state, order))
    pages = []
    for figure in sheet.figures:
        found: dict[str, str] = {}
        for text in figure.findobj(Text):
            if text.get_text() and text.get_gid() != HALO:
                role = str(text.get_gid())
                found[role] = f"{found.get(role, '')} {text.get_text()}".strip()
        pages.append(found)
    return pages


def test_the_sheets_hold_both_maps_the_table_and_what_lies_between(ledger: Ledger) -> None:
    first, table, second, *_ = texts_of(ledger)
    assert first["subtitle"].startswith("A of two dates, beside B, 1–30 Sep 2021 (30 days).")
    assert second["subtitle"].startswith("B of two dates, beside A, 1–31 Oct 2021 (31 days).")
    assert second["title"] == "Belarus–EU border, September 2021"
    # The first sheet stands for both where it is taken alone.
    assert "255.6 attempts a day; from A back to B: 307.2 fewer a day" in first["change"]
    for one, other in ((first, "562.8"), (second, "255.6")):
        assert other in one["value"].split()
    cells = table["analysis_cell"]
    for told in ("562.8 attempts a day", "255.6 attempts a day", "at least 36.3 fewer a day"):
        assert told in cells
    assert "October 2021 lies inside a wider count" in cells


@pytest.mark.long
def test_with_an_analysis_both_stand_in_order_and_one_page_keeps_to_one(ledger: Ledger) -> None:
    state = replace(STATE, analysis=read_ask("levels,BY-PL,2021-07:2022-03"))
    subtitles = [page["subtitle"] for page in texts_of(ledger, state=state)]
    assert subtitles[1] == "Both dates"
    assert subtitles[2].startswith("B of two dates")
    assert subtitles[3].startswith("Analysis: Levels")
    sheet, beside = draw(ledger, "pdf", state, replace(ORDER, one_page=True))
    counts = [len(pikepdf.open(io.BytesIO(content)).pages) for content in (sheet, beside)]
    assert counts[0] == 1
    assert counts[1] >= 4
    (first,) = texts_of(ledger, replace(ORDER, one_page=True))
    assert "both dates and all sources" in first["file"]


def test_one_list_of_sources_serves_both_dates(ledger: Ledger) -> None:
    made = edition(ledger, "pdf")
    assert made.second is not None
    numbers = made.citations.numbers
    for scene in (made.scene, made.second.scene):
        for cited in collect_sources(made.ledger, scene, (), ()):
            assert cited.source_id in numbers
    for id_ in both_of(made).report_ids:
        assert made.ledger.report(id_).source_id in numbers
    alone = edition(ledger, "pdf", STATE.alone)
    listed = [cited.source_id for cited in alone.citations.listed]
    assert [cited.source_id for cited in made.citations.listed][: len(listed)] == listed


def test_data_files_tell_the_two_dates_apart(ledger: Ledger) -> None:
    made = edition(ledger, "csv")
    (content,) = draw(ledger, "csv")
    lines = content.decode("utf-8-sig").split("\r\n")
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    borders = {(row["window"], row["id"]): row for row in rows if row["kind"] == "border"}
    assert len(borders) == 6
    assert borders["A", "BY-PL"]["value"] == "17447"
    assert borders["B", "BY-PL"]["value"] == "7667"
    between = {row["border"]: row for row in rows if row["kind"] == "difference"}
    assert {row["window"] for row in between.values()} == {"A to B"}
    for pair in both_of(made).pairs:
        row = between[pair.first.style.pair]
        assert row["note"].startswith(pair.headline)
        refused = pair.reason is not None
        assert (row["status"] == "not comparable") is refused
        assert (row["rate_low"] == "") is (refused or pair.difference is None)
    assert float(between["BY-PL"]["rate_per_day"]) == pytest.approx(7667 / 30 - 17447 / 31)
    (content,) = draw(ledger, "geojson")
    features = json.loads(content)["features"]
    ids = [feature["id"] for feature in features]
    assert len(set(ids)) == len(ids)
    assert {feature["properties"]["window"] for feature in features} == {"A", "B", "A to B"}
    assert [row["id"] for row in rows] == [one["properties"]["id"] for one in features]


def test_without_a_second_date_a_table_has_no_column_for_it(ledger: Ledger) -> None:
    (content,) = draw(ledger, "geojson", STATE.alone)
    assert not any("window" in one["properties"] for one in json.loads(content)["features"])
    assert with_window(report_table.COLUMNS, None) == report_table.COLUMNS


def test_a_workbook_names_for_each_report_the_dates_it_stands_behind(ledger: Ledger) -> None:
    (content,) = draw(ledger, "xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    head, *rows = book.get_sheet_by_name("Data").to_python()
    told = {str(row[0]): str(row[head.index("window")]) for row in rows}
    made = edition(ledger, "xlsx")
    assert made.second is not None
    second = made.second.scene
    for scene, letter in ((made.scene, "A"), (second, "B")):
        for report in report_table.build_rows(made.ledger, scene):
            assert letter in told[str(report["report"])]
    assert {"A", "B", "A | B"} == set(told.values())
    days = [str(row["first_day"]) for row in reports_of(made.ledger, made.scene, second)]
    assert all(one <= other for one, other in pairwise(days))


@pytest.mark.long
def test_slides_show_both_dates(ledger: Ledger) -> None:
    (content,) = draw(ledger, "pptx")
    slides = Presentation(io.BytesIO(content)).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[:4] == [
        "Belarus–EU border, October 2021",
        "Both dates",
        "Both dates, table",
        "Belarus–EU border, September 2021",
    ]


def test_the_player_holds_the_table_of_both(ledger: Ledger) -> None:
    (content,) = draw(ledger, "html")
    page = content.decode()
    assert "<summary>Both dates</summary>" in page
    assert "255.6 attempts a day" in page
    assert overview.title(build_scene(ledger, STATE)) in page


def test_sensitive_places_of_the_second_date_are_generalised_too(ledger: Ledger) -> None:
    state = MapState(date(2021, 11, 8), window="1d", compare=date(2021, 11, 20))
    state = replace(state, compare_window="14d")
    order = build_order(created=datetime(2021, 11, 21, 12, 0, tzinfo=UTC))
    public = edition(ledger, "geojson", state, order)
    plain = edition(ledger, "geojson", state, replace(order, profile="internal"))
    assert public.second is not None
    assert plain.second is not None
    assert public.second.generalised > 0 == plain.second.generalised
    assert public.notice
    known = {mark.event.id: mark.event for mark in plain.second.scene.marks}
    changed = [
        mark.event for mark in public.second.scene.marks if mark.event != known[mark.event.id]
    ]
    assert changed
    for event in changed:
        assert "withheld" in event.title
        assert public.ledger.event(event.id) == event


def test_the_name_of_a_file_tells_the_second_date() -> None:
    assert name_of(STATE, "pdf", "a4") == "border-monitor_a4_20211031_31d_vs20210930_30d.pdf"
    assert name_of(STATE.alone, "pdf", "a4") == "border-monitor_a4_20211031_31d.pdf"


def test_the_command_takes_a_second_date_and_its_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("snapshot", "--date", "2021-10-31", "--window", "31d", "--out", str(tmp_path))
    two = ("--compare", "2021-09-30", "--compare-window", "30d")
    assert main([*told, *two, "--format", "csv"]) == 0
    (path,) = tmp_path.iterdir()
    metadata = read_known(path.read_bytes(), "csv")
    assert metadata is not None
    assert from_text(metadata["State"]) == STATE
    assert main([*told, "--vs", "2021-09-30", "--format", "gif"]) == 1
    assert "A film shows one date after another" in capsys.readouterr().err
    assert main([*told, "--vs-window", "30d"]) == 2
    assert "--compare-window needs a second date" in capsys.readouterr().err


@pytest.mark.long
def test_a_pack_sets_each_of_its_dates_beside_the_second_one(
    ledger: Ledger, tmp_path: Path
) -> None:
    told = ("pack", "--from", "2021-11-07", "--to", "2021-11-14", "--created", "2026-11-22T15:30Z")
    two = ("--vs", "2021-10-31", "--vs-window", "31d", "--out", str(tmp_path))
    assert main([*told, *two]) == 0
    content = next(tmp_path.glob("*.pdf")).read_bytes()
    assert verify(content, ledger).answer is Answer.SAME
    with pikepdf.open(io.BytesIO(content)) as pdf:
        alts = [str(one.Alt) for one in pdf.Root.StructTreeRoot.K.K if "/Alt" in one]
    titles = [alt.partition(". ")[0] for alt in alts]
    assert titles == [
        f"Belarus–EU border, {days}"
        for days in ("on 7 November 2021", "October 2021", "on 14 November 2021", "October 2021")
    ]
    tables = list(tmp_path.glob("data/*.csv"))
    assert len(tables) == 2
    for path in tables:
        assert "difference,A to B,BY-PL" in path.read_text("utf-8-sig")


def test_the_map_of_the_second_date_has_words_for_who_does_not_see_it(ledger: Ledger) -> None:
    (content,) = draw(ledger, "pdf")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = pdf.Root.StructTreeRoot.K.K
        assert [str(one.S) for one in pages][:3] == ["/Figure", "/P", "/Figure"]
        assert str(pages[2].Alt).startswith("Poland 255.6 attempts a day")
