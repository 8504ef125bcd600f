"""What this project gives away comes back cell by cell, and is known as already there."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from dashboard.exports.data import geojson_csv, report_table
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import Ledger, Period
from events.ledger import DATA_FOLDER
from events.uploads import (
    ColumnMapping,
    Doubt,
    Imported,
    Limits,
    Outcome,
    Receipt,
    Upload,
    read_upload,
)
from events.uploads.export import to_csv
from events.uploads.read import read_bytes
from events.uploads.rows.duplicates import events_nearby

METADATA = {"Title": 'Border, "November"', "State": "date=2021-11-17&window=7", "Note": "a | b"}
STATES = {
    "a week of 2021": MapState(date(2021, 11, 17)),
    "everything": MapState(date(2024, 6, 13), window="all"),
}
NO_EVENT = {"border", "crossing", "route"}


def read(data: bytes | str, ledger: Ledger, name: str) -> Upload:
    raw = data.encode() if isinstance(data, str) else data
    empty = Receipt(name, "0" * 64, Outcome.REFUSED)
    upload = read_bytes(raw, empty, ColumnMapping(), Limits(), ledger, lambda word, share: None)
    assert upload.receipt.balances
    assert upload.receipt.outcome is Outcome.READ, upload.receipt
    return upload


def kept(upload: Upload) -> Imported:
    assert upload.imported is not None
    return upload.imported


def cells(rows: Imported) -> list[dict[str, str]]:
    columns = [list(column) for column in rows.cells.values()]
    return [dict(zip(rows.cells, row, strict=True)) for row in zip(*columns, strict=True)]


def event_of(rows: Imported, index: int) -> str | None:
    code = int(rows.duplicate_of[index])
    return None if code < 0 else rows.event_ids[code]


@pytest.fixture(params=STATES)
def scene(ledger: Ledger, request: pytest.FixtureRequest) -> Scene:
    return build_scene(ledger, STATES[request.param])


def test_the_data_table_comes_back_with_every_report_known(ledger: Ledger, scene: Scene) -> None:
    text = report_table.to_csv(report_table.build_rows(ledger, scene))
    written = list(csv.DictReader(io.StringIO(text, newline="")))
    upload = read(text, ledger, "data.csv")
    rows = kept(upload)
    assert upload.receipt.adapter == "own-data" and not upload.receipt.refused
    assert len(rows) == len(written) > 50
    for index, (row, was) in enumerate(zip(cells(rows), written, strict=True)):
        assert row == was
        assert rows.day[index] == np.datetime64(was["first_day"])
        if was["last_day"]:
            assert rows.last_day[index] == np.datetime64(was["last_day"])
        else:
            assert np.isnat(rows.last_day[index])
        assert event_of(rows, index) == was["event"]
    assert ((rows.doubts & Doubt.DUPLICATE) > 0).all()


def drawn(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    head = text.index("kind,id,")
    return list(csv.DictReader(io.StringIO(text[head:], newline="")))


def test_the_drawn_table_comes_back_and_says_what_is_no_event(ledger: Ledger, scene: Scene) -> None:
    content = geojson_csv.to_csv(ledger, scene, METADATA)
    was = drawn(content)
    upload = read(content, ledger, "map.csv")
    rows = kept(upload)
    receipt = upload.receipt
    assert (receipt.adapter, receipt.encoding) == ("own-drawn", "utf-8-sig")
    assert receipt.notes == ("3 lines above the header, of the file itself",)
    assert receipt.rows_in == len(was)
    refused = {r.row - 5: r for r in receipt.refused}
    without_day = {i for i, row in enumerate(was) if not row["first_day"]}
    assert set(refused) == without_day
    assert {was[i]["kind"] for i in refused} <= NO_EVENT
    assert all(r.column == "first_day" and r.reason != "is empty" for r in refused.values())
    there = [row for i, row in enumerate(was) if i not in without_day]
    assert cells(rows) == there
    assert rows.row.tolist() == [i + 5 for i in range(len(was)) if i not in without_day]
    for index, row in enumerate(there):
        assert rows.day[index] == np.datetime64(row["first_day"])
        for name in ("lon", "lat", "value", "low", "high"):
            number = getattr(rows, name)[index]
            assert np.isnan(number) if row[name] == "" else number == float(row[name])
        reports = row["reports"].split(" | ")
        events = {ledger.event_of[id_].id for id_ in reports if id_ in ledger.event_of}
        found = event_of(rows, index)
        assert found in events if events else found is None
        if row["kind"] == "event":
            assert found == row["id"]
            assert rows.kinds[rows.kind[index]] == row["category"]


def test_the_drawn_features_come_back_with_one_point_for_a_line(
    ledger: Ledger, scene: Scene
) -> None:
    content = geojson_csv.to_geojson(ledger, scene, METADATA)
    features = json.loads(content)["features"]
    upload = read(content, ledger, "map.geojson")
    rows = kept(upload)
    assert upload.receipt.adapter == "own-drawn"
    assert upload.receipt.rows_in == len(features)
    refused = {r.row - 1 for r in upload.receipt.refused}
    assert refused == {
        i for i, f in enumerate(features) if f["properties"].get("first_day") is None
    }
    for index, number in enumerate(rows.row.tolist()):
        feature = features[number - 1]
        shape, facts = feature["geometry"], feature["properties"]
        for name, value in facts.items():
            text = rows.cells[name][index]
            if isinstance(value, list | float | int):
                assert json.loads(text) == value
            else:
                assert text == (value or "")
        reduced = bool(rows.doubts[index] & Doubt.REDUCED)
        if shape is None:
            assert np.isnan(rows.lon[index])
        elif shape["type"] == "Point":
            assert [rows.lon[index], rows.lat[index]] == shape["coordinates"]
        assert reduced == (shape is not None and shape["type"] != "Point")
    reasons = {f.reason for f in upload.receipt.flagged if f.flag == "reduced"}
    assert reasons == {"is a line or an area; the map shows one point on it"}


def test_table_and_features_of_one_map_tell_the_same_events(ledger: Ledger, scene: Scene) -> None:
    table = kept(read(geojson_csv.to_csv(ledger, scene, METADATA), ledger, "a.csv"))
    features = kept(read(geojson_csv.to_geojson(ledger, scene, METADATA), ledger, "a.geojson"))
    assert len(table) == len(features)
    for name in ("day", "last_day", "precision", "value", "low", "high", "duplicate_of"):
        np.testing.assert_array_equal(getattr(table, name), getattr(features, name), name)
    assert table.event_ids == features.event_ids


@pytest.mark.parametrize("name", ["flow_reports", "incident_reports", "flight_reports"])
def test_what_import_writes_of_our_tables_comes_back_on_the_same_sections(
    ledger: Ledger, name: str
) -> None:
    first = kept(read((DATA_FOLDER / f"{name}.csv").read_bytes(), ledger, f"{name}.csv"))
    upload = read(to_csv(first), ledger, "events.csv")
    again = kept(upload)
    assert upload.receipt.adapter == "own-events" and not upload.receipt.refused
    for array in ("lon", "lat", "day", "last_day", "precision", "value", "low", "high", "section"):
        np.testing.assert_array_equal(getattr(first, array), getattr(again, array), array)
    assert [event_of(again, i) for i in range(len(again))] == [
        event_of(first, i) for i in range(len(first))
    ]
    assert [first.kinds[k] for k in first.kind] == [again.kinds[k] for k in again.kind]
    assert [row[:-1] for row in csv.reader(io.StringIO(to_csv(again)))] == [
        row[:-1] for row in csv.reader(io.StringIO(to_csv(first)))
    ]


def test_a_header_that_begins_with_a_hash_is_a_header(ledger: Ledger) -> None:
    upload = read("# no,date,lon,lat\n1,2021-11-08,23.65,53.51\n", ledger, "a.csv")
    assert list(kept(upload).cells) == ["# no", "date", "lon", "lat"]


def test_ids_that_are_none_of_ours_make_no_report_of_ours(ledger: Ledger) -> None:
    head = "event_id,first_day,last_day,precision,lon,lat\n"
    ours = read(f"{head}incident-0072,2021-11-08,,day,23.6783,53.5204\n", ledger, "a.csv")
    theirs = read(f"{head}POL-1,2021-11-08,,day,23.6783,53.5204\n", ledger, "a.csv")
    assert "report_id" in kept(ours).roles and "report_id" not in kept(theirs).roles
    (known,), (near,) = ours.receipt.flagged, theirs.receipt.flagged
    assert known.reason == "is a report of this event already"
    assert known.event_id == "event-incident-0072"
    assert near.flag == "duplicate" and "Attach it?" in near.reason


def test_rows_are_compared_with_the_tables_in_use_even_when_these_are_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"date,lon,lat,title\n2021-11-08,23.6783,53.5204,A crowd at the crossing\n"
    assert [f.flag for f in read_upload(data, "a.csv").receipt.flagged] == ["duplicate"]
    folder = tmp_path / "tables"
    shutil.copytree(DATA_FOLDER, folder)
    incidents = (folder / "incident_reports.csv").read_text("utf-8").splitlines(keepends=True)
    # Incidents of 2024 alone: what the row repeats is not there, and groups name what is gone.
    later = [incidents[0], *(line for line in incidents[1:] if ",2024-" in line)]
    (folder / "incident_reports.csv").write_text("".join(later), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BORDER_MONITOR_TABLES", "tables")
    receipt = read_upload(data, "a.csv").receipt
    assert receipt.outcome is Outcome.READ and receipt.flagged == ()


@pytest.mark.parametrize(
    ("name", "adapter", "day"),
    [
        ("conditions", "own-conditions", "first_day"),
        ("key_events", "own-days", "day"),
        ("named_periods", "own-days", "first_day"),
    ],
)
def test_the_other_tables_with_days_come_back_too(
    ledger: Ledger, name: str, adapter: str, day: str
) -> None:
    content = (DATA_FOLDER / f"{name}.csv").read_bytes()
    upload = read(content, ledger, f"{name}.csv")
    rows = kept(upload)
    was = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert upload.receipt.adapter == adapter and not upload.receipt.refused
    assert cells(rows) == was
    for index, row in enumerate(was):
        assert rows.day[index] == np.datetime64(row[day])
        if "last_day" in row:
            last = rows.last_day[index]
            assert np.isnat(last) if not row["last_day"] else last == np.datetime64(row["last_day"])
        events = [ledger.event_of[id_].id for id_ in row["report_ids"].split()]
        assert event_of(rows, index) == next(iter(events), None)


@pytest.mark.parametrize(
    ("north_km", "late_days", "lasts_days", "near"),
    [
        (4.9, 0, 1, True),
        (5.1, 0, 1, False),
        (0, 1, 1, True),
        (0, 2, 1, False),
        (0, -1, 1, True),
        (0, -2, 1, False),
        (0, 0, 7, True),
        (0, 0, 8, False),
    ],
)
def test_a_row_may_repeat_an_event_within_five_kilometres_and_a_day(
    ledger: Ledger, north_km: float, late_days: int, lasts_days: int, near: bool
) -> None:
    known = next(e for e in ledger.events if e.id == "event-incident-0072")
    start = date(2021, 11, 8)
    period = Period.of_days(start, start + timedelta(days=lasts_days - 1))
    event = replace(known, period=period, place=replace(known.place, precision_km=None))
    assert event.place.lat is not None and event.place.lon is not None
    first = np.array([(start - date(1970, 1, 1)).days + late_days], dtype=np.int32)
    lat = np.array([event.place.lat + north_km / 111.3])
    found = events_nearby(replace(ledger, events=(event,)), first, np.array([event.place.lon]), lat)
    assert found == ({0: event.id} if near else {})
