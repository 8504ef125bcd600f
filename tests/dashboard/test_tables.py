"""The tables that are taken away: one thing a column, right types in a spreadsheet, no formula."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from dashboard.errors import SnapshotError
from dashboard.exports.data import geojson_csv, report_table, workbook
from dashboard.exports.file_names import name_of
from dashboard.exports.formats import FORMATS, read_any
from dashboard.exports.request import build_order
from dashboard.exports.settings import Settings
from dashboard.exports.verify import Answer, verify
from dashboard.page.restore import restored
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import Ledger, Quantity

ORDER = build_order(
    created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC),
    settings=Settings(disclaimer_owner="the Test Office"),
)
STATE = MapState(date(2021, 11, 16))
SHARED = [
    "first_day",
    "last_day",
    "period",
    "border",
    "place",
    "measure",
    "value",
    "low",
    "high",
    "unit",
    "value_kind",
    "contested",
]


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, STATE)


@pytest.fixture(scope="module")
def content(ledger: Ledger, scene: Scene) -> bytes:
    return FORMATS["xlsx"].draw(ledger, scene, ORDER)[0]


def sheet(content: bytes, name: str) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def records(content: bytes, name: str) -> list[dict]:
    head, *rows = sheet(content, name)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_report_has_its_days_number_and_unit_in_columns_of_their_own(
    ledger: Ledger, scene: Scene
) -> None:
    rows = {row["report"]: row for row in report_table.build_rows(ledger, scene)}
    for id_, row in rows.items():
        report = ledger.report(id_)
        assert row["first_day"] == report.period.start
        assert row["last_day"] == report.period.last_day
        quantity: Quantity | None = report.quantity
        wanted = (quantity.value, quantity.low, quantity.high) if quantity else (None,) * 3
        assert (row["value"], row["low"], row["high"]) == wanted
        assert (row["unit"] is None) == (quantity is None)
    # Zero is a measurement, and nothing reported is not zero.
    assert 0 in [row["value"] for row in rows.values()]
    assert None in [row["value"] for row in rows.values()]
    poland = rows["flow-0757"]
    assert (poland["border"], poland["measure"], poland["unit"]) == (
        "BY-PL",
        "attempts",
        "attempts",
    )
    assert poland["publisher"] == "Polonia News"
    assert poland["source_address"].startswith("https://www.polonianews.com/")


def test_of_a_flight_that_counts_twice_neither_number_is_lost(ledger: Ledger) -> None:
    both = [
        report
        for report in ledger.reports.values()
        if report.flight and report.flight.flights_a_week and report.flight.passengers
    ]
    assert both
    for report in both:
        scene = build_scene(ledger, MapState(report.period.start, window="1d"))
        row = next(r for r in report_table.build_rows(ledger, scene) if r["report"] == report.id)
        assert (row["value"], row["unit"]) == (report.quantity.value, report.quantity.measure.unit)
        others = {report.flight.flights_a_week.least, report.flight.passengers.least}
        (other,) = others - {report.quantity.least}
        assert f"{other:,.0f}" in row["note"]


def test_both_tables_have_one_look() -> None:
    for columns in (report_table.COLUMNS, geojson_csv.COLUMNS):
        assert [name for name in columns if name in SHARED] == SHARED
        assert columns[-1] == "note"
    after = ["contested", "grade", "publisher", "source_title", "source_address", "attribution"]
    assert [name for name in report_table.COLUMNS if name in after] == after
    plural = [
        *("contested", "grades", "publishers", "source_titles", "source_addresses"),
        "attribution",
    ]
    assert [name for name in geojson_csv.COLUMNS if name in plural] == plural


def test_numbers_in_csv_are_plain(ledger: Ledger, scene: Scene) -> None:
    text = report_table.to_csv(report_table.build_rows(ledger, scene))
    for row in csv.DictReader(io.StringIO(text, newline="")):
        for name in ("value", "low", "high"):
            assert row[name] == "" or (float(row[name]) >= 0 and "," not in row[name])
            assert not row[name].endswith(".0")
        assert date.fromisoformat(row["first_day"])
        assert row["contested"] in {"yes", "no"}


def test_downloads_of_two_tables_have_two_names() -> None:
    reports = name_of(STATE, "csv", "reports")
    drawn = name_of(STATE, "csv", "drawn")
    assert reports == "border-monitor_reports_20211116.csv"
    assert drawn == "border-monitor_drawn_20211116.csv"


def test_a_workbook_holds_days_as_days_and_numbers_as_numbers(
    ledger: Ledger, scene: Scene, content: bytes
) -> None:
    made = records(content, "Data")
    rows = report_table.build_rows(ledger, scene)
    assert len(made) == len(rows) > 50
    for cells, row in zip(made, rows, strict=True):
        for name, value in row.items():
            wanted = "" if value is None else value
            if isinstance(value, bool):
                wanted = "yes" if value else "no"
            assert cells[name] == wanted, (row["report"], name)
            assert isinstance(cells[name], date) == isinstance(value, date)
    borders = [row for row in records(content, "Map") if row["kind"] == "border"]
    assert [(row["id"], row["rate_per_day"]) for row in borders] == [
        (stand.style.pair, "" if (rate := stand.pressure.rate_per_day) is None else rate)
        for stand in scene.borders
    ]


def test_a_workbook_says_what_it_is_and_names_every_source(ledger: Ledger, content: bytes) -> None:
    lines = sheet(content, "About")
    told = {row[0]: row[1] for row in lines}
    assert told["State"] == "date=2021-11-16&window=7d"
    assert "CC BY 4.0" in told["Copyright"] and "ODbL" in told["Copyright"]
    assert "endorsement or acceptance by the Test Office" in told["Disclaimer"]
    head = next(i for i, row in enumerate(lines) if row[0] == "number")
    listed = {row[1] for row in lines[head + 1 :]}
    assert {row["source_title"] for row in records(content, "Data")} <= listed
    assert [row[0] for row in lines[head + 1 :]] == list(range(1, len(lines) - head))


def test_a_workbook_is_the_same_every_time_and_gives_its_view_back(
    ledger: Ledger, scene: Scene, content: bytes
) -> None:
    assert FORMATS["xlsx"].draw(ledger, scene, ORDER) == (content,)
    assert restored("a.xlsx", content) == STATE
    assert read_any(content, "png")["Format"] == "xlsx"
    assert verify(content, ledger).answer is Answer.SAME


def test_a_workbook_that_was_changed_is_called_altered(ledger: Ledger, content: bytes) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<v>468</v>" in text
                text = text.replace(b"<v>468</v>", b"<v>4</v>", 1)
            new.writestr(name, text)
    assert verify(out.getvalue(), ledger).answer is Answer.ALTERED


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "{="])
def test_a_text_of_a_table_is_never_a_formula_nor_a_link(
    ledger: Ledger, scene: Scene, start: str
) -> None:
    report = next(r for r in report_table.build_rows(ledger, scene) if r["note"])["report"]
    note = f"{start}HYPERLINK(1) https://example.org"
    hostile = replace(
        ledger,
        reports={**ledger.reports, report: replace(ledger.reports[report], note=note)},
    )
    (content,) = FORMATS["xlsx"].draw(hostile, scene, ORDER)
    assert note in [row["note"] for row in records(content, "Data")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"<f>" not in part and b"<f " not in part, name
            assert b"<hyperlink" not in part, name
            assert not name.startswith("xl/worksheets/_rels"), name


def test_a_text_too_long_for_a_cell_is_refused_in_words(ledger: Ledger, scene: Scene) -> None:
    report = report_table.build_rows(ledger, scene)[0]["report"]
    long = replace(ledger.reports[report], note="x" * (workbook.MOST_CHARACTERS + 1))
    told = replace(ledger, reports={**ledger.reports, report: long})
    with pytest.raises(SnapshotError, match="32,768 characters are more than a cell"):
        FORMATS["xlsx"].draw(told, scene, ORDER)
