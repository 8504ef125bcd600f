"""Layers and texts of other programs: empty geometries, tracks, spans, logs, code pages, keys."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
from datetime import date
from pathlib import Path
from typing import Any

import import_files as made
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from import_reading import asked, flags, points, read, reasons, spans

from events.uploads import ColumnMapping, LimitError, Limits, Readers, read_upload
from events.uploads.formats.geojson import read_json

KINDS = [
    *("POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"),
    "GEOMETRYCOLLECTION",
]


def parquet(columns: dict[str, Any], geometry: str | None = None) -> bytes:
    table = pa.table(columns)
    if geometry is not None:
        column = {"encoding": "WKB", "geometry_types": []}
        geo = {"version": "1.0.0", "primary_column": geometry, "columns": {geometry: column}}
        table = table.replace_schema_metadata({b"geo": json.dumps(geo).encode()})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_geometry_is_a_row_without_a_place(kind: str) -> None:
    blobs = [shapely.to_wkb(shapely.from_wkt(f"{kind} EMPTY")), None, made.wkb(23.65, 53.51)]
    data = parquet({"date": ["2021-11-08"] * 3, "geometry": blobs}, "geometry")
    upload = read(data, "a.parquet")
    assert upload.receipt.rows_kept == 3 and upload.receipt.located.not_located == 2
    only = parquet({"date": ["2021-11-08"], "geometry": blobs[:1]}, "geometry")
    assert read(only, "a.parquet").receipt.located.not_located == 1


def test_an_empty_geometry_of_a_geopackage_is_a_row_without_a_place(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(made.geopackage(tmp_path))
    base = sqlite3.connect(path)
    for kind in KINDS:
        flags_byte = 0b0001_0001
        blob = struct.pack("<2sBBi", b"GP", 0, flags_byte, 4326)
        blob += shapely.to_wkb(shapely.from_wkt(f"{kind} EMPTY"))
        base.execute("INSERT INTO events (geom, date) VALUES (?, '2021-11-10')", (blob,))
    base.execute("INSERT INTO events (geom, date) VALUES (NULL, '2021-11-10')")
    base.commit()
    base.close()
    with Readers() as readers:
        upload = read_upload(path, readers=readers)
        assert upload.receipt.rows_kept == 10, upload.receipt
        assert upload.receipt.located.not_located == 8
        data = bytearray(path.read_bytes())
        data[18:20] = b"\x02\x02"
        logged = read_upload(bytes(data), "b.gpkg", readers=readers)
    assert logged.receipt.rows_kept == 10
    assert "write-ahead log" in " ".join(logged.receipt.notes)


def test_a_date_of_parquet_that_python_cannot_hold_refuses_its_row_alone() -> None:
    days = pa.array([0, 10**7, -(10**7), 18_939], pa.date32())
    moments = pa.array([10**15, 0, 1, 2], pa.timestamp("s"))
    upload = read(parquet({"date": days, "seen": moments}), "a.parquet")
    assert upload.receipt.rows_in == 4 and upload.receipt.rows_kept == 2
    assert spans(upload)[1][0] == "2021-11-08"
    other = read(parquet({"seen": moments}), "a.parquet", columns__day="seen")
    assert other.receipt.rows_in == 4 and other.receipt.rows_kept == 3


def test_plain_parquet_with_wkb_and_numbers_is_read() -> None:
    blobs = [made.wkb(23.65, 53.51), shapely.to_wkb(shapely.from_wkt("POLYGON EMPTY"))]
    data = parquet({"day": [date(2021, 11, 8)] * 2, "geometry": blobs, "people": [1.234, 2.5]})
    upload = read(data, "a.parquet")
    assert upload.receipt.rows_kept == 2 and points(upload)[0] == (23.65, 53.51)
    assert upload.imported is not None and upload.imported.value.tolist() == [1.234, 2.5]


LINES = [
    {"type": "Feature", "properties": {"date": f"2021-11-{day:02}"}, "geometry": None}
    for day in (8, 9, 10)
]


@pytest.mark.parametrize("name", ["a.geojsonl", "a.ndjson", "a.json", "a.geojsons"])
@pytest.mark.parametrize(("before", "end"), [("", "\n"), ("\x1e", "\n"), ("", "\r\n")])
def test_a_feature_a_line_is_a_row_a_line(name: str, before: str, end: str) -> None:
    lines = [before + json.dumps(line) for line in LINES]
    lines.insert(1, before + '{"broken": ')
    lines.insert(2, "")
    upload = read(end.join(lines) + end, name)
    assert upload.receipt.rows_kept == 3
    assert [(r.row, r.reason.split(" (")[0]) for r in upload.receipt.refused] == [
        (2, "is not JSON")
    ]
    told = upload.receipt.lines
    assert told is not None and (told.total, told.blank, told.rows, told.refused) == (5, 1, 3, 1)
    records = end.join(json.dumps(line["properties"]) for line in LINES)
    assert read(records, name).receipt.rows_kept == 3


def test_a_key_that_stands_twice_refuses_what_holds_it() -> None:
    feature = '{"type":"Feature","geometry":null,"properties":{"date":"2021-11-08",%s"people":1}}'
    features = ",".join([feature % '"people":2,', feature % '"people":1,', feature % ""])
    upload = read(f'{{"type":"FeatureCollection","features":[{features}]}}', "a.geojson")
    assert reasons(upload) == ['has the key "people" twice, with different values']
    assert upload.receipt.rows_kept == 2
    twice = '{"type":"FeatureCollection","features":[],"features":[{}]}'
    assert 'the key "features" twice' in (read(twice, "a.geojson").receipt.problem or "")
    records = '[{"date":"2021-11-08","date":"2021-11-09"},{"date":"2021-11-10"}]'
    assert len(reasons(read(records, "a.json"))) == 1


@pytest.mark.parametrize("key", ["times", "coordTimes"])
def test_the_times_of_an_animated_line_are_its_first_and_last_day(key: str) -> None:
    line = {"type": "LineString", "coordinates": [[23.51, 53.51], [23.65, 53.14]]}
    properties = {key: ["2021-11-10T10:00:00", "2021-11-08T09:00:00"], "name": "march"}
    feature = {"type": "Feature", "properties": properties, "geometry": line}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    assert spans(read(text, "a.geojson")) == [("2021-11-08", "2021-11-10")]


def esri(geometry: dict[str, Any], reference: dict[str, Any]) -> str:
    feature = {"attributes": {"day": "2021-11-08", "OBJECTID": 1}, "geometry": geometry}
    return json.dumps({"spatialReference": reference, "features": [feature]})


@pytest.mark.parametrize(
    "geometry",
    [
        {"x": 23.65, "y": 53.51},
        {"paths": [[[23.6, 53.5], [23.7, 53.52]]]},
        {"rings": [[[23.6, 53.4], [23.6, 53.6], [23.7, 53.6], [23.7, 53.4], [23.6, 53.4]]]},
        {"points": [[23.6, 53.5], [23.7, 53.52]]},
    ],
)
def test_features_of_an_arcgis_service_are_read(geometry: dict[str, Any]) -> None:
    ((x, y),) = points(read(esri(geometry, {"wkid": 4326}), "a.json"))
    assert 23.6 <= x <= 23.7 and 53.4 <= y <= 53.6


def test_the_reference_system_of_an_arcgis_service_is_obeyed() -> None:
    mercator = {"x": 2632706.0, "y": 7080463.0}
    ((x, y),) = points(read(esri(mercator, {"wkid": 102100, "latestWkid": 3857}), "a.json"))
    assert 23.6 < x < 23.7 and 53.4 < y < 53.6


def kml(*placemarks: str, more: str = "") -> str:
    body = "".join(f"<Placemark>{mark}</Placemark>" for mark in placemarks)
    return (
        f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"{more}><Document>{body}'
        "</Document></kml>"
    )


POINT = "<Point><coordinates>23.65,53.51</coordinates></Point>"


def test_a_track_is_a_row_a_moment_and_prefixes_need_not_be_declared() -> None:
    track = "".join(f"<when>2021-11-{d:02}T09:00:00Z</when>" for d in (8, 9))
    track += "<gx:coord>23.51 53.51 140</gx:coord><gx:coord>23.65 53.14 150</gx:coord>"
    for text in (
        kml(f"<name>drive</name><gx:Track>{track}</gx:Track>"),
        kml(f"<gx:MultiTrack><gx:Track>{track}</gx:Track></gx:MultiTrack>"),
        kml(f"<gx:Track>{track}</gx:Track>", more=' xmlns:gx="http://www.google.com/kml/ext/2.2"'),
    ):
        upload = read(text, "a.kml")
        assert [first for first, _ in spans(upload)] == ["2021-11-08", "2021-11-09"]
        assert points(upload) == [(23.51, 53.51), (23.65, 53.14)]
    uneven = kml(
        "<gx:Track><when>2021-11-08</when><gx:coord>23.5 53.5</gx:coord>"
        "<gx:coord>23.6 53.5</gx:coord></gx:Track>"
    )
    assert read(uneven, "a.kml").receipt.rows_kept == 0


def test_a_span_without_an_end_is_open_and_a_moment_is_not() -> None:
    text = kml(
        f"<TimeSpan><begin>2021-09-02</begin></TimeSpan>{POINT}",
        f"<TimeSpan><begin>2021-11-08</begin><end>2021-11-16</end></TimeSpan>{POINT}",
        f"<TimeStamp><when>2021-11-08</when></TimeStamp>{POINT}",
        f"<TimeSpan><end>2021-11-16</end></TimeSpan>{POINT}",
    )
    upload = read(text, "a.kml")
    assert spans(upload) == [
        *(("2021-09-02", "NaT"), ("2021-11-08", "2021-11-16"), ("2021-11-08", "2021-11-08")),
    ]
    assert [(r.row, r.reason) for r in upload.receipt.refused] == [(4, "is empty")]
    only = read(kml(f"<TimeSpan><begin>2021-09-02</begin></TimeSpan>{POINT}"), "a.kml")
    assert spans(only) == [("2021-09-02", "NaT")]


def test_doc_kml_counts_among_several_documents_else_it_is_asked() -> None:
    first = kml(f"<TimeStamp><when>2021-11-08</when></TimeStamp>{POINT}")
    second = kml(f"<TimeStamp><when>2021-11-09</when></TimeStamp>{POINT}")
    upload = read(made.archive({"files/other.kml": second, "doc.kml": first}), "a.kmz")
    assert spans(upload)[0][0] == "2021-11-08" and "other.kml" in " ".join(upload.receipt.notes)
    two = made.archive({"a.kml": first, "b.kml": second})
    assert [o.value for o in asked(read(two, "a.kmz"))["layer"].options] == ["a.kml", "b.kml"]
    assert spans(read(two, "a.kmz", layer="b.kml"))[0][0] == "2021-11-09"


def test_a_damaged_definition_of_the_reference_system_is_asked_about() -> None:
    parts = {**made.shapefile(), "events.prj": made.WGS84.encode()[:70] + b"\0\0"}
    with Readers() as readers:
        upload = read_upload(made.archive(parts), "a.zip", readers=readers)
        assert set(asked(upload)) == {"crs"}
        mapping = upload.mapping.answered("crs", "EPSG:4326")
        chosen = read_upload(made.archive(parts), "a.zip", readers=readers, mapping=mapping)
    assert points(chosen)[0] == (23.65, 53.51)


def marked(byte: int, note: bytes) -> dict[str, bytes]:
    parts = made.shapefile(note=note)
    table = bytearray(parts["events.dbf"])
    table[29] = byte
    return {**parts, "events.dbf": bytes(table)}


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("byte", "note", "word"),
    [
        *((0x57, "cp1251", "Гродно"), (0x57, "cp1250", "Łomża"), (0x03, "cp1257", "Šalčia")),
        *((0x00, "cp866", "Гродно"), (0x57, "iso8859-2", "Świsłocz")),
    ],
)
def test_a_table_marked_ansi_or_not_at_all_is_asked_about(byte: int, note: str, word: str) -> None:
    with Readers() as readers:
        data = made.archive(marked(byte, word.encode(note)))
        upload = read_upload(data, "a.zip", readers=readers)
        question = asked(upload)["encoding"]
        assert any(word in option.shown for option in question.options)
        chosen = read_upload(
            data, "a.zip", readers=readers, mapping=upload.mapping.answered("encoding", note)
        )
    assert chosen.imported is not None and list(chosen.imported.cells["note"]) == [word, word]


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("byte", "page", "word"),
    [
        *((0x57, "utf-8", "Łomża"), (0x26, "cp866", "Гродно"), (0x65, "cp866", "Гродно")),
        *((0x64, "cp852", "Łomża"), (0xC8, "cp1250", "Łomża"), (0xC9, "cp1251", "Гродно")),
        *((0xCC, "cp1257", "Šalčia"), (0x57, "ascii", "Lomza"), (0x96, "mac_cyrillic", "Гродно")),
    ],
)
def test_a_table_that_names_its_code_page_is_read_by_it(byte: int, page: str, word: str) -> None:
    with Readers() as readers:
        upload = read_upload(
            made.archive(marked(byte, word.encode(page))), "a.zip", readers=readers
        )
    assert upload.imported is not None, upload.receipt
    assert list(upload.imported.cells["note"]) == [word, word]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.fgb", b"fgb\x03fgb\x00" + bytes(range(200)), "FlatGeobuf"),
        ("a.gpx", b'<?xml version="1.0"?><gpx version="1.1"><wpt lat="1" lon="2"/></gpx>', "GPX"),
        ("a.json", b'{"type":"Topology","objects":{},"arcs":[]}', "TopoJSON"),
        ("a.zip", made.archive({"list.csv": "date\n2021-11-08\n"}), ".csv"),
        ("a.arrow", b"ARROW1\0\0" + bytes(100), "Arrow"),
        ("a.orc", b"ORC\x11" + bytes(100), "ORC"),
        ("a.gml", b'<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="x"/>', "GML"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("a.csv.gz", b"\x1f\x8b\x08" + bytes(50), "gzip"),
        ("a.dat", bytes(range(256)) * 20, "no text"),
        ("a.shp", b"\x00\x00\x27\x0a" + bytes(100), "part of a shapefile"),
        ("a.xml", b'<?xml version="1.0"?><Workbook xmlns="x"/>', "Excel 2003"),
    ],
)
def test_what_is_not_read_is_refused_by_its_right_name(name: str, data: bytes, word: str) -> None:
    receipt = read(data, name).receipt
    assert receipt.exit_code == 3 and word in (receipt.problem or ""), receipt.problem


def test_a_fault_of_ours_ends_in_a_receipt_that_names_the_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("events.uploads.read.assemble", broken)
    problem = read("date,lon,lat\n2021-11-08,23.6,53.5\n").receipt.problem or ""
    assert "ZeroDivisionError, while reading the file" in problem


@pytest.mark.parametrize("half", ["\\ud800", "\\udcff"])
def test_half_a_character_anywhere_ends_no_reading(half: str) -> None:
    texts = [
        f'[{{"date":"2021-11-08","{half}":"{half}","title":"x"}}]',
        f'{{"type":"{half}"}}',
        f'{{"type":"FeatureCollection","features":[],"crs":{{"type":"name",'
        f'"properties":{{"name":"{half}"}}}}}}',
        f'{{"date":"2021-11-08","Poland {half}":1}}\n{{"date":"{half}"}}\n',
        f'[{{"date":"2021-11-08","geometry":"{half}","lat":"{half}","people":"{half}"}}]',
        f'[{{"{half} 2020":"1","{half} 2021":"2","x":"3"}}]',
    ]
    for text in texts:
        upload = read(text, "a.json")
        "".join(upload.receipt.json_parts()).encode()
        assert "fault of ours" not in (upload.receipt.problem or "")


def test_more_lines_than_allowed_name_the_setting() -> None:
    text = "\n".join(json.dumps(line) for line in LINES)
    with pytest.raises(LimitError):
        read_json(text.encode(), ColumnMapping(), Limits(max_rows=2))
    assert flags(read(text, "a.geojsonl")) == []
