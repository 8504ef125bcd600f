"""Known shapes of files: each adapter finds its own, and reads it exactly."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import geodata
from events import Ledger
from events.ledger import DATA_FOLDER
from events.uploads import ColumnMapping, Doubt, Limits, Outcome, Receipt, Upload
from events.uploads.adapters import ADAPTERS
from events.uploads.adapters.ucdp_ged import NAMES
from events.uploads.export import to_csv
from events.uploads.read import read_bytes


def read(
    data: bytes | str, ledger: Ledger, name: str = "file.csv", mapping: ColumnMapping | None = None
) -> Upload:
    raw = data.encode() if isinstance(data, str) else data
    empty = Receipt(name, "0" * 64, Outcome.REFUSED)
    upload = read_bytes(
        raw, empty, mapping or ColumnMapping(), Limits(), ledger, lambda word, share: None
    )
    assert upload.receipt.balances
    return upload


def table(*rows: dict[str, object]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


ACLED_ROW = {
    "event_id_cnty": "POL1234",
    "event_date": "08 November 2021",
    "year": 2021,
    "time_precision": 1,
    "disorder_type": "Demonstrations",
    "event_type": "Riots",
    "sub_event_type": "Mob violence",
    "actor1": "{{7*191}}",
    "country": "Poland",
    "location": "Kuznica",
    "latitude": 53.51,
    "longitude": 23.65,
    "geo_precision": 1,
    "source": "PAP",
    "notes": "{% if 1 %}",
    "fatalities": 0,
}


def test_an_acled_export_is_read_with_its_kind_source_and_a_zero_that_is_a_zero(
    ledger: Ledger,
) -> None:
    upload = read("\ufeff" + table(ACLED_ROW), ledger)
    receipt, rows = upload.receipt, upload.imported
    assert (receipt.adapter, receipt.encoding) == ("acled", "utf-8-sig")
    assert rows is not None and rows.day[0] == np.datetime64("2021-11-08")
    assert rows.kinds == ("Mob violence",)
    assert rows.value[0] == 0
    assert rows.text("source", 0) == "PAP"
    assert rows.cells["actor1"][0] == "{{7*191}}"
    assert geodata.load_border_sections()[rows.section[0]].pair == "BY-PL"
    assert rows.countries[rows.country[0]] == "PL"


def test_an_acled_export_with_capital_names_is_an_acled_export(ledger: Ledger) -> None:
    upload = read(table({key.upper(): value for key, value in ACLED_ROW.items()}), ledger)
    assert upload.receipt.adapter == "acled"
    assert upload.receipt.rows_kept == 1


def ucdp_row() -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(NAMES, "")
    row |= {"id": 412345, "year": 2021, "type_of_violence": 3, "dyad_name": "A - Civilians"}
    row |= {"latitude": 53.5, "longitude": 23.6, "best": 2, "low": 1, "high": 3}
    row |= {"date_start": "2021-11-08 00:00:00.000", "date_end": "2021-11-10 00:00:00.000"}
    row |= {"gwnoa": 370, "priogrid_gid": 206688, "country_id": 290}
    return row


@pytest.mark.parametrize("header", [True, False])
def test_ucdp_events_are_known_with_their_header_and_without(ledger: Ledger, header: bool) -> None:
    text = table(ucdp_row())
    upload = read(text if header else text.split("\n", 1)[1], ledger)
    rows = upload.imported
    assert upload.receipt.adapter == "ucdp-ged"
    assert rows is not None and len(rows) == 1
    assert rows.kinds == ("one-sided violence",)
    assert (rows.low[0], rows.value[0], rows.high[0]) == (1, 2, 3)
    assert rows.last_day[0] == np.datetime64("2021-11-10")
    assert rows.row[0] == (2 if header else 1)


def test_missing_migrants_gives_latitude_first_and_is_turned(ledger: Ledger) -> None:
    row = {"Main ID": "2021.MMP1", "Incident Type": "Incident", "Incident Date": "2021-11-12"}
    row |= {"Incident year": "2021", "Total Number of Dead and Missing": "1"}
    row |= {"Migration route": "Belarus-EU border", "Coordinates": "52.8120, 23.8010"}
    upload = read(table(row), ledger)
    rows = upload.imported
    assert upload.receipt.adapter == "missing-migrants"
    assert rows is not None and (rows.lon[0], rows.lat[0]) == (23.801, 52.812)
    assert rows.in_forest[0]


FLIGHTS = """callsign,number,icao24,registration,typecode,origin,destination,firstseen,lastseen,day
IAW1,,4e1234,,B738,ORBI,UMMS,2021-10-31 18:00:00+00:00,2021-10-31 23:30:00+00:00,2021-10-31 00:00:00
BRU2,,0042e1,,B738,UMMS,,2021-11-01 10:00:00+00:00,2021-11-01 12:00:00+00:00,2021-11-01 00:00:00
XYZ3,,511abc,,A320,ZZZZ,UMMS,2021-11-02 10:00:00+00:00,2021-11-02 12:00:00+00:00,2021-11-02 00:00:00
"""


def test_a_flight_list_becomes_route_events_and_its_identifiers_stay_text(ledger: Ledger) -> None:
    upload = read(FLIGHTS, ledger)
    rows = upload.imported
    assert upload.receipt.adapter == "opensky-flights"
    assert rows is not None
    assert list(rows.cells["icao24"]) == ["4e1234", "0042e1", "511abc"]
    assert rows.airports[rows.origin[0]] == "BGW" and rows.airports[rows.destination[0]] == "MSQ"
    assert rows.destination[1] == -1
    assert rows.day[0] == np.datetime64("2021-10-31")
    flags = [(f.row, f.column, f.value, f.flag) for f in upload.receipt.flagged]
    assert flags == [(4, "origin", "ZZZZ", "unknown_airport")]
    assert upload.receipt.located.points == 3


def test_arrivals_of_the_rest_interface_are_read_as_flights(ledger: Ledger) -> None:
    row = {"icao24": "4e1234", "firstSeen": 1635700000, "estDepartureAirport": "OMDB"}
    row |= {"lastSeen": 1635718000, "estArrivalAirport": "UMMS", "callsign": "BRU123  "}
    upload = read(json.dumps([row, {**row, "estDepartureAirport": None}]), ledger, "a.json")
    rows = upload.imported
    assert upload.receipt.adapter == "opensky-arrivals"
    assert rows is not None and rows.airports[rows.origin[0]] == "DXB"
    assert rows.origin[1] == -1
    assert rows.day[0] == np.datetime64("2021-10-31")
    assert rows.text("id", 0) == "4e1234"


NEW = "Route,Border type or inland,Nationality,JUN2021,JUL2021,AUG2021\n"
OLD = "Route,BorderLocation,NationalityLong,44348,44378,44409\n"
ROWS = "Eastern Land Borders,Land,Iraq,0,,17\nWestern Balkan Route,Land,Iraq,5,,\n"


@pytest.mark.parametrize("header", [NEW, OLD], ids=["new", "older"])
def test_a_blank_month_of_frontex_is_not_reported_and_a_zero_is_a_zero(
    ledger: Ledger, header: str
) -> None:
    upload = read(header + ROWS, ledger)
    rows = upload.imported
    assert upload.receipt.adapter == "frontex"
    assert rows is not None and rows.value.tolist() == [0, 17, 5]
    assert rows.day.astype(str).tolist() == ["2021-06-01", "2021-08-01", "2021-06-01"]
    assert rows.last_day[1] == np.datetime64("2021-08-31")
    assert upload.receipt.notes == ("3 blank month cells are not reported, and make no row",)
    assert upload.receipt.located.not_located == 3
    (flag,) = upload.receipt.flagged
    assert (flag.row, flag.flag) == (3, "other_route")
    assert flag.reason == 'JUN2021: another route than "Eastern Land Borders"' or header is OLD
    assert rows.text("title", 0) == "Eastern Land Borders, Land: Iraq"
    assert rows.text("place", 2) == "Western Balkan Route"


HXL_TEXT = """Where,When,Latitude?,Longitude?,How many
#loc+name,#date+occurred,#geo+lat,#geo+lon,#affected
Usnarz,2021-08-20,53.49,23.79,32
"""


@pytest.mark.parametrize("with_titles", [True, False])
def test_a_table_with_hxl_tags_is_read_by_them(ledger: Ledger, with_titles: bool) -> None:
    upload = read(HXL_TEXT if with_titles else HXL_TEXT.split("\n", 1)[1], ledger)
    rows = upload.imported
    assert upload.receipt.adapter == "hxl"
    assert rows is not None and len(rows) == 1
    assert (rows.lon[0], rows.lat[0], rows.value[0]) == (23.79, 53.49, 32)
    assert rows.text("place", 0) == "Usnarz"


@pytest.mark.parametrize("name", ["flow_reports", "incident_reports", "flight_reports"])
def test_our_own_tables_come_back_cell_by_cell_and_are_known_as_already_there(
    ledger: Ledger, name: str
) -> None:
    path = DATA_FOLDER / f"{name}.csv"
    upload = read(path.read_bytes(), ledger, path.name)
    rows = upload.imported
    assert rows is not None and not upload.receipt.refused
    with path.open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    assert list(rows.cells) == expected[0]
    assert [list(row) for row in zip(*rows.cells.values(), strict=True)] == expected[1:]
    for index in range(len(rows)):
        report = ledger.reports[rows.cells["report_id"][index]]
        assert rows.day[index] == np.datetime64(report.period.start)
        last = report.period.last_day
        assert np.isnat(rows.last_day[index]) if last is None else rows.last_day[index] == last
        assert rows.event_ids[rows.duplicate_of[index]] == ledger.event_of[report.id].id
        if report.place.lon is not None:
            assert rows.lon[index] == report.place.lon
    assert ((rows.doubts & Doubt.DUPLICATE) > 0).all()


def test_what_is_exported_comes_back_the_same(ledger: Ledger) -> None:
    first = read(table(ACLED_ROW, {**ACLED_ROW, "latitude": 40.5, "fatalities": ""}), ledger)
    assert first.imported is not None
    text = to_csv(first.imported)
    again = read(text, ledger)
    assert again.receipt.adapter == "own-events"
    assert again.imported is not None
    for name in ("lon", "lat", "day", "last_day", "value", "section", "country", "precision"):
        np.testing.assert_array_equal(
            getattr(first.imported, name), getattr(again.imported, name), name
        )
    assert again.imported.kinds == first.imported.kinds
    third = to_csv(again.imported)
    assert [r[:-1] for r in csv.reader(io.StringIO(third))] == [
        r[:-1] for r in csv.reader(io.StringIO(text))
    ]


def test_every_adapter_has_a_name_of_its_own_and_a_title() -> None:
    assert len({adapter.name for adapter in ADAPTERS}) == len(ADAPTERS)
    assert all(adapter.title for adapter in ADAPTERS)


def test_an_adapter_that_does_not_fit_is_refused_by_name(ledger: Ledger) -> None:
    upload = read("date,lon,lat\n", ledger, mapping=ColumnMapping(adapter="acled"))
    assert upload.receipt.problem is not None
    assert "not shaped like ACLED" in upload.receipt.problem
    upload = read("date,lon,lat\n", ledger, mapping=ColumnMapping(adapter="gdelt"))
    assert upload.receipt.problem is not None
    assert '"gdelt" is not an adapter. Use one of: hxl, acled' in upload.receipt.problem


def test_a_row_near_a_known_incident_is_proposed_as_a_report_of_it(ledger: Ledger) -> None:
    event = next(
        e
        for e in ledger.events
        if e.kind == "incident" and e.place.lon is not None and e.period.days == 1
    )
    day: date = event.period.start
    text = f"date,lon,lat\n{day},{event.place.lon},{event.place.lat}\n"
    upload = read(text, ledger)
    (flag,) = [f for f in upload.receipt.flagged if f.flag == "duplicate"]
    assert flag.event_id in ledger.events_by_id
    assert "Attach it?" in flag.reason


def made() -> ModuleType:
    path = Path(__file__).with_name("import_files.py")
    spec = importlib.util.spec_from_file_location("import_files", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_monthly_workbook_is_found_among_its_sheets_and_below_its_title(
    ledger: Ledger,
) -> None:
    files = made()
    sheets = {
        "Information": files.cells([["About", "x"], ["y", "z"]]),
        "Detections_of_IBC": files.cells(
            [
                ["Monthly detections"],
                ["Route", "Border type or inland", "Nationality", "JUN2021", "JUL2021"],
                ["Eastern Land Borders", "Land", "Iraq", 0.0, ""],
                ["Eastern Land Borders", "Land", "Not specified", "", 12.0],
            ]
        ),
    }
    upload = read(files.workbook(sheets), ledger, "a.xlsx")
    rows = upload.imported
    assert (upload.receipt.adapter, upload.receipt.layer) == ("frontex", "Detections_of_IBC")
    assert rows is not None and rows.value.tolist() == [0, 12]
    assert rows.row.tolist() == [3, 4]
