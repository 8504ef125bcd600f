"""Sheets by hand, in the habits of offices of the region: on the map, or asked about in words."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from import_reading import asked, figures, flags, points, read, spans

from events.__main__ import main

ROOT = Path(__file__).parents[2]


def workbook(
    rows: list[list[Any]], merged: tuple[tuple[int, int, int, int, str], ...] = ()
) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Arkusz1")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for place in merged:
        sheet.merge_range(*place)
    book.close()
    return out.getvalue()


def test_a_polish_register_with_titles_ranges_and_a_row_of_totals() -> None:
    rows: list[list[Any]] = [
        ["Zestawienie prób przekroczenia granicy"],
        ["stan na 30.11.2021 r."],
        [],
        ["L.p.", "Data zdarzenia", "Miejsce", "Szer. geogr.", "Dł. geogr.", "Liczba osób", "Uwagi"],
        [1, "8-10.11.2021", "Kuźnica", "53,5108", "23,5102", "ok. 120", ""],
        [2, "11 XI 2021 r.", "Bobrowniki", "53°08'25\"N", "23°39'18\"E", "100–150", "nocą"],
        [3, "12.11.2021, godz. 14.30", "Krynki", "53,26", "23,77", "b.d.", ""],
        ["Razem", "", "", "", "", "270", ""],
    ]
    upload = read(workbook(rows), "a.xlsx")
    assert spans(upload) == [
        *(("2021-11-08", "2021-11-10"), ("2021-11-11", "2021-11-11"), ("2021-11-12", "2021-11-12")),
    ]
    assert points(upload)[0] == (23.5102, 53.5108) and points(upload)[2] == (23.77, 53.26)
    assert figures(upload) == [(120, None, None), (None, 100, 150), (None, None, None)]
    assert (5, "rough") in flags(upload)
    assert [(r.row, r.reason) for r in upload.receipt.refused] == [(8, "is empty")]
    taken = upload.receipt.columns
    assert (taken["day"], taken["value"], taken["place"]) == (
        *("Data zdarzenia", "Liczba osób", "Miejsce"),
    )


def test_a_polish_list_with_a_column_of_gps_and_units_behind_numbers() -> None:
    text = "Data;Godzina;Odcinek;Współrzędne GPS;Osoby\n"
    text += "08.11.2021;14:30;Kuźnica;53.5108, 23.5102;12 osób\n"
    text += "09.11.2021;;Płaska;53.9, 23.3;powyżej 20\n"
    upload = read(text.encode("cp1250"), encoding="cp1250")
    assert points(upload) == [(23.5102, 53.5108), (23.3, 53.9)]
    assert figures(upload) == [(12, None, None), (None, 20, None)]


def test_a_polish_survey_in_metres_with_a_date_in_three_columns() -> None:
    text = "rok;miesiąc;dzień;placówka;X (PL-1992);Y (PL-1992);liczba\n"
    text += "2021;11;8;Kuźnica;636782,9;798916,7;1 234\n"
    question = asked(read(text))["crs"]
    assert "with the northing first" in question.options[0].shown
    assert set(asked(read(text, crs="EPSG:2180"))) == {"axis_order"}
    upload = read(text, crs="EPSG:2180", axis_order="lat_lon")
    assert points(upload) == [(23.5102, 53.5108)] and spans(upload)[0][0] == "2021-11-08"
    assert figures(upload)[0][0] == 1234


def test_a_lithuanian_list() -> None:
    text = "Data;Vieta;Platuma;Ilguma;Asmenų skaičius;Pastabos\n"
    text += "2021 m. lapkričio 8 d.;Druskininkai;54,0172;23,9737;apie 30;\n"
    text += "2021-11-09;Šalčininkai;54,31;25,38;nėra duomenų;\n"
    text += "2021 m. lapkričio 10–12 d.;Ignalina;55,34;26,16;5–7 asmenys;\n"
    upload = read(text.encode("cp1257"), encoding="cp1257")
    assert [last for _, last in spans(upload)] == ["2021-11-08", "2021-11-09", "2021-11-12"]
    assert figures(upload) == [(30, None, None), (None, None, None), (None, 5, 7)]
    months = read("Metai;Mėnuo;Apgręžti\n2021;lapkritis;1 345\n2021;gruodis;900\n")
    assert spans(months)[1] == ("2021-12-01", "2021-12-31")
    assert [value for value, _, _ in figures(months)] == [1345, 900]


def test_a_russian_list() -> None:
    text = "Дата;Время;Населенный пункт;Широта;Долгота;Количество человек;Источник\n"
    text += "08.11.2021 г.;14:30;Брузги;53,55;23,70;около 2 тыс.;x\n"
    text += "9 ноября 2021 г.;;Гродно;53°40'N;23°49'E;не менее 30 человек;y\n"
    text += "с 10 по 12 ноября 2021;;Поставы;55.11;26.83;н/д;\n"
    upload = read(text.encode("cp1251"), encoding="cp1251")
    assert figures(upload) == [(2000, None, None), (None, 30, None), (None, None, None)]
    assert spans(upload)[2] == ("2021-11-10", "2021-11-12")
    assert upload.receipt.columns["place"] == "Населенный пункт"


def test_an_english_log_with_merged_heads() -> None:
    rows: list[list[Any]] = [
        ["Incident log"],
        [],
        ["Date", "Where", "", "What", "People", ""],
        ["", "Lat", "Long", "", "min", "max"],
        [date(2021, 11, 8), 53.51, 23.65, "Mass attempt", 500, 1000],
        [date(2021, 11, 9), 53.02, 23.71, "Group", "~20", ""],
    ]
    merged = ((2, 1, 2, 2, "Where"), (2, 4, 2, 5, "People"), (2, 0, 3, 0, "Date"))
    upload = read(workbook(rows, merged), "a.xlsx")
    assert points(upload) == [(23.65, 53.51), (23.71, 53.02)]
    assert figures(upload) == [(None, 500, 1000), (None, 20, None)]


def test_a_latvian_list_and_an_english_one_with_short_months() -> None:
    text = "Datums,Vieta,Platums,Garums,Personu skaits\n"
    text += '"2021. gada 8. novembrī",Silene,"55,75","26,78",12\n'
    text += '9.11.2021.,Indra,"55,88","27,53",ap 20\n'
    assert points(read(text)) == [(26.78, 55.75), (27.53, 55.88)]
    short = 'Date,Location,Number of people\n8-Nov-21,"53.5108, 23.5102",12\n'
    assert points(read(short)) == [(23.5102, 53.5108)]


IOM = (
    "Main ID,Incident ID,Incident Type,Region of Incident,Incident Date,Incident Year,Month,"
    "Number of Dead,Total Number of Dead and Missing,Cause of Death,Country of Incident,"
    "Migration Route,Location of Incident,Coordinates,Information Source,URL\n"
    '{0}1,{0}1,Incident,Europe,"Thu, 01/01/2026 - 12:00",2026,January,1,1,x,Poland,y,z,'
    '"52.74, 23.58",s,u\n'
    '{0}2,{0}2,Incident,Europe,"Tue, 02/03/2026 - 12:00",2026,February,1,2,x,Poland,y,z,'
    '"52.74, 23.58",s,u\n'
).format("2026.MMP")


def test_published_tables_are_read_in_their_newest_form() -> None:
    iom = read(IOM)
    assert iom.receipt.adapter == "missing-migrants"
    assert [first for first, _ in spans(iom)] == ["2026-01-01", "2026-02-03"]
    assert points(iom) == [(23.58, 52.74)] * 2
    hapi = read(
        "\ufefflocation_code,admin1_name,event_type,events,reference_period_start,"
        "reference_period_end\nBLR,Grodno,x,3,2021-11-01T00:00:00,2021-11-30T23:59:59\n"
    )
    assert hapi.receipt.adapter == "hapi" and spans(hapi) == [("2021-11-01", "2021-11-30")]
    frontex = workbook(
        [
            ["Route", "Border type or inland", "Nationality", "JAN2025", "FEB2025"],
            ["Eastern Borders Route", "Land", "Iraq", 3, ""],
            ["Western Balkan Route", "Land", "Syria", 5, 6],
        ]
    )
    upload = read(frontex, "a.xlsx")
    assert upload.receipt.adapter == "frontex" and upload.receipt.rows_kept == 3
    assert [row for row, flag in flags(upload) if flag == "other_route"] == [3, 3]
    mirror = "event_date,event_type,latitude,longitude,fatalities\n"
    mirror += "28 December 2022,Protests,53.5,23.6,0\n"
    assert figures(read(mirror)) == [(0, None, None)] and points(read(mirror)) == [(23.6, 53.5)]


def test_events_of_ucdp_come_as_geojson_too() -> None:
    properties = {
        **{"id": 1, "type_of_violence": 1, "date_start": "2021-11-08 00:00:00.000"},
        **{"date_end": "2021-11-09 00:00:00.000", "latitude": 53.5, "longitude": 23.6},
        **{"best": 2, "low": 1, "high": 3},
    }
    geometry = {"type": "Point", "coordinates": [23.6, 53.5]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    upload = read(json.dumps({"type": "FeatureCollection", "features": [feature]}), "a.geojson")
    assert upload.receipt.adapter == "ucdp-ged" and figures(upload) == [(2, 1, 3)]
    assert spans(upload) == [("2021-11-08", "2021-11-09")]


@pytest.mark.few(1)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_that_lacks_letters_escapes_them(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    text = "date,lon,lat,Miejsce,Ł\n2021-11-08,23.65,53.51,Kuźnica 📨,x\nźle,23.65,53.51,Гродно,y\n"
    path.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for more in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "events", "check", path, *more],
            capture_output=True,
            env=environment,
            cwd=ROOT,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        shown = done.stdout.decode(encoding)
    receipt = json.loads(shown)
    assert receipt["columns"]["place"] == "Miejsce" and receipt["unused_columns"] == ["Ł"]
    assert receipt["refused"][0]["value"] == "źle"


def test_an_import_of_which_nothing_was_kept_ends_with_four(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("date,lon,lat\nsoon,23.65,53.51\n")
    assert (
        main(["import", "--into", str(tmp_path / "o"), "--choose", "columns.day=date", str(path)])
        == 4
    )
    path.write_text("date,lon,lat\nsoon,23.65,53.51\n2021-11-08,23.65,53.51\n")
    assert (
        main(["import", "--into", str(tmp_path / "o"), "--choose", "columns.day=date", str(path)])
        == 0
    )
