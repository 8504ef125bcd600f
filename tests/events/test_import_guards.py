"""What nobody thought of is refused in words, and each stop is told by its own reason."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from forked_readers import started
from import_files import DRAWN, cells, workbook

import events
from events import load_ledger
from events.uploads import ColumnMapping, Limits, Outcome, Readers, read_upload
from events.uploads.process import client as uploading
from events.uploads.process import frames, readers
from events.uploads.read import read_bytes
from events.uploads.values.receipt import Flag, Option, Question, Receipt, Refusal
from geodata import BadLayerError

HALF = "\ud800"


def geojson(crs: str) -> bytes:
    feature = {
        "type": "Feature",
        "properties": {"date": "2021-11-08"},
        "geometry": {"type": "Point", "coordinates": [23, 53]},
    }
    content = {"type": "FeatureCollection", "features": [feature]}
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": crs}}  # type: ignore[assignment]
    return json.dumps(content).encode()


@pytest.mark.few(3)
@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:5773",
        "EPSG:5705",
        "EPSG:3855",
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad",
        "+proj=affine +xoff=1 +yoff=2",
        "+proj=noop",
        "+proj=geogoffset +dlon=1",
        "+proj=topocentric +lon_0=23 +lat_0=53",
        "urn:ogc:def:crs:EPSG::5773",
        "EPSG:5800",
        HALF,
        "EPSG:999999",
        "+proj=nonsense",
        "\0",
        "[" * 5000,
    ],
)
def test_a_reference_system_that_tells_no_place_is_refused(crs: str) -> None:
    receipt = read_upload(geojson(crs), "a.geojson").receipt
    assert receipt.outcome is Outcome.REFUSED
    assert "reference system" in (receipt.problem or "")


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "crs", ["", "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4979", "EPSG:9518"]
)
def test_one_that_does_is_read(crs: str) -> None:
    receipt = read_upload(geojson(crs), "a.geojson").receipt
    assert receipt.rows_kept == 1 and receipt.balances


def test_half_a_character_is_mended_wherever_it_is_told() -> None:
    told = [
        Refusal(1, HALF, HALF, HALF),
        Flag(1, HALF, HALF, "far", HALF),
        Option(HALF, HALF),
        Question("a", HALF, ()),
        Receipt(HALF, "", Outcome.REFUSED, problem=HALF, notes=(HALF,)),
    ]
    for entry in told:
        assert "\ud800" not in repr(entry) and "?" in repr(entry)


@pytest.mark.few(2)
@pytest.mark.parametrize(
    "content",
    [
        '{"type":"\\ud800"}',
        '{"type":"Feature","properties":{},"geometry":{"type":"\\ud800"}}',
        '{"type":"Point","coordinates":["\\ud800","\\udfff"]}',
        '[{"date":"\\ud800"},{"\\ud800":1},3]',
        '{"type":"FeatureCollection","features":["\\ud800",{"type":"\\ud800"}]}',
    ],
)
def test_half_a_character_in_json_gets_a_receipt_that_can_be_written(content: str) -> None:
    receipt = read_upload(content.encode(), "a.json").receipt
    assert receipt.balances
    "".join(receipt.json_parts()).encode("utf-8")


def test_an_error_nobody_thought_of_is_refused_with_the_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from events.uploads.formats import geojson as reader

    class SurpriseError(Exception):
        pass

    def fails(*_: object) -> None:
        raise SurpriseError("a word of the file")

    monkeypatch.setattr(reader, "_features", fails)
    empty = Receipt("a.geojson", "0" * 64, Outcome.REFUSED)
    upload = read_bytes(
        geojson(""), empty, ColumnMapping(), Limits(), load_ledger(), lambda word, share: None
    )
    assert upload.receipt.outcome is Outcome.REFUSED
    assert "step geojson, SurpriseError" in (upload.receipt.problem or "")
    assert "a word of the file" not in (upload.receipt.problem or "")


@pytest.mark.long
def test_our_own_export_is_known_whatever_the_case_of_its_names() -> None:
    for name in ("Kind", "KIND", "kınd", "k"):
        changed = DRAWN.replace(b"\r\nkind,", f"\r\n{name},".encode())
        receipt = read_upload(changed, "a.csv").receipt
        assert "(step" not in (receipt.problem or "") and receipt.balances


@pytest.mark.long
def test_a_sheet_at_any_path_is_measured() -> None:
    sparse = workbook({"a": cells([["date", "lon"], ["2021-11-08", 23.0]])})
    with zipfile.ZipFile(io.BytesIO(sparse)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (sheet,) = [
        name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".xml")
    ]
    content = parts.pop(sheet).replace(b'r="B2"', b'r="XFD1048576"')
    assert b"XFD1048576" in content
    for path in ("xl/elsewhere/s.xml", "xl/worksheets/sheet1.XML", "s.Xml", "xl/s.dat", "xl/s"):
        moved = {
            n: c.replace(sheet.removeprefix("xl/").encode(), path.removeprefix("xl/").encode())
            for n, c in parts.items()
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in {**moved, path: content}.items():
                archive.writestr(name, part)
        receipt = read_upload(out.getvalue(), "a.xlsx").receipt
        assert "a sheet has a cell in" in (receipt.problem or ""), (path, receipt.problem)


@pytest.mark.long
def test_a_sheet_in_wide_characters_is_refused() -> None:
    book = workbook({"a": cells([["date", "lon"], ["2021-11-08", 23.0]])})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for wide in ("utf-16", "utf-16-le", "utf-16-be", "utf-32-le"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in parts.items():
                sheet = name.startswith("xl/worksheets")
                archive.writestr(name, part.decode().encode(wide) if sheet else part)
        assert "not written in UTF-8" in (
            read_upload(out.getvalue(), "a.xlsx").receipt.problem or ""
        )


def test_a_line_of_too_many_corners_is_refused_at_once() -> None:
    line = "<Placemark><LineString><coordinates>" + "23.1,52.1 " * 1_100_000
    content = f'<kml xmlns="http://www.opengis.net/kml/2.2">{line}</coordinates></LineString></Placemark></kml>'
    began = time.monotonic()
    receipt = read_upload(content.encode(), "a.kml").receipt
    assert "max_vertices" in (receipt.problem or "")
    assert time.monotonic() - began < 8


def ended_by(number: int, monkeypatch: pytest.MonkeyPatch) -> str:
    answer = uploading._answer
    # Started in the background, a shell has its children ignore some; ours are to hear all of them.
    if number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        former = signal.signal(number, signal.SIG_DFL)
        try:
            return _ended_by(number, answer, monkeypatch)
        finally:
            signal.signal(number, former)
    return _ended_by(number, answer, monkeypatch)


def _ended_by(number: int, answer: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> str:

    def ended(process, pipe, limits, progress):  # type: ignore[no-untyped-def]
        os.kill(process.pid, number)
        return answer(process, pipe, limits, progress)

    monkeypatch.setattr(uploading, "_answer", ended)
    slow = b"date,lon,lat,title\n" + b"2021-11-08,23.1,52.1,abc\n" * 200_000
    return read_upload(slow, "a.csv").receipt.problem or ""


OUTSIDE = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGTERM")
CRASHES = ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE")


@pytest.mark.few(1)
@pytest.mark.parametrize("name", [*OUTSIDE, *CRASHES, "SIGTRAP", "SIGSYS", "SIGPROF", "SIGRTMIN"])
def test_a_process_ended_by_a_signal_names_it_and_blames_no_file(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ended_by(getattr(signal, name), monkeypatch)
    assert name in told and "damaged" not in told and "cpu_seconds" not in told
    assert ("memory_mb" in told) == (name in CRASHES)
    assert ("stopped from outside" in told) == (name not in CRASHES)


def test_a_signal_without_a_name_is_told_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"signal {signal.SIGRTMIN + 3}" in ended_by(signal.SIGRTMIN + 3, monkeypatch)


def test_a_process_that_ends_by_itself_blames_no_file() -> None:
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]) as process:
        told = str(frames.stopped(process, Limits()))
    assert "ended with 3" in told and "damaged" not in told and "fault of ours" in told


def test_a_process_ended_for_computing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cpu_seconds" in ended_by(signal.SIGXCPU, monkeypatch)


def test_the_limit_of_computing_is_told_as_that() -> None:
    slow = b"date,lon,lat,title\n" + b"2021-11-08,23.1,52.1,abc\n" * 900_000
    with started():
        receipt = read_upload(slow, "a.csv", limits=Limits(cpu_seconds=1)).receipt
    assert "cpu_seconds" in (receipt.problem or "")


def test_a_forked_reader_says_what_a_started_one_says() -> None:
    for content in (DRAWN, b"", geojson("EPSG:5773")):
        forked = read_upload(content, "a.csv").receipt
        with started():
            assert read_upload(content, "a.csv").receipt == forked


def test_a_reading_process_runs_the_code_that_stands_beside_it(tmp_path: Path) -> None:
    # -S: without what is installed, whose code may be that of another checkout.
    look = "import importlib.util as look; print(look.find_spec('events').origin)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", look],
        cwd=tmp_path,
        env=readers._environment(str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == events.__file__


def test_no_more_processes_work_at_once_than_are_allowed(tmp_path: Path) -> None:
    with Readers(most=1) as readers:
        inside = threading.Event()
        words: list[str] = []
        with readers.lend(5):
            waiting = threading.Thread(
                target=lambda: read_upload(
                    b"date,lon,lat\n2021-11-08,23,53\n",
                    "a.csv",
                    readers=readers,
                    progress=lambda word, share: (words.append(word), inside.set())[1],
                )
            )
            waiting.start()
            assert inside.wait(10)
            assert words == ["waiting for other files to be read"]
        waiting.join(60)
        assert "reading the file" in words


HERE_TWICE = '{"type":"Point","coordinates":[23.7,53.5],"coordinates":[28.0,55.0]}'
HERE = '{"type":"Point","coordinates":[23.7,53.5]}'


def feature(geometry: str, properties: str = '{"date":"2021-11-08"}') -> str:
    return f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}'


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("told", "key"),
    [
        (feature(HERE_TWICE), "coordinates"),
        (
            feature(f'{{"type":"GeometryCollection","geometries":[{HERE},{HERE_TWICE}]}}'),
            "coordinates",
        ),
        (feature(HERE, '{"date":"2021-11-08","x":{"n":1,"n":2}}'), "n"),
        (feature(HERE, '{"date":"2021-11-08","x":[[{"n":1,"n":2}]]}'), "n"),
    ],
)
def test_a_key_that_stands_twice_at_any_depth_costs_its_row_alone(told: str, key: str) -> None:
    text = f'{{"type":"FeatureCollection","features":[{told},{feature(HERE)}]}}'
    receipt = read_upload(text.encode(), "a.geojson").receipt
    assert (receipt.rows_kept, len(receipt.refused)) == (1, 1) and receipt.balances
    assert f'has the key "{key}" twice' in receipt.refused[0].reason


def test_a_reference_system_that_is_told_twice_is_no_reference_system() -> None:
    crs = '"crs":{"type":"name","properties":{"name":"EPSG:4326","name":"EPSG:2180"}}'
    text = f'{{"type":"FeatureCollection",{crs},"features":[{feature(HERE)}]}}'
    receipt = read_upload(text.encode(), "a.geojson").receipt
    assert receipt.outcome is Outcome.REFUSED and '"name" twice' in (receipt.problem or "")


@pytest.mark.few(2)
@pytest.mark.parametrize(
    "cell",
    [
        "POINT(23 NaN)",
        "POINT(NaN 53)",
        '"CIRCULARSTRING(23 53,24 54,25 53)"',
        '"CURVEPOLYGON(CIRCULARSTRING(0 0,4 0,4 4,0 4,0 0))"',
        "010B00000000000000",
        '"' + HERE_TWICE.replace('"', '""') + '"',
    ],
)
def test_a_cell_that_is_no_place_costs_its_row_alone(cell: str) -> None:
    text = f"date,geometry\n2021-11-08,POINT(23.7 53.5)\n2021-11-09,{cell}\n"
    receipt = read_upload(text.encode(), "a.csv").receipt
    assert (receipt.rows_kept, len(receipt.refused)) == (1, 1) and receipt.balances


def test_a_geometry_column_of_anything_else_costs_its_rows_alone(tmp_path: Path) -> None:
    curve = bytes.fromhex("010B00000000000000")
    path = tmp_path / "a.parquet"
    for values in ([1, 2], [curve, shapely.to_wkb(shapely.Point(23.7, 53.5))]):
        table = pa.table({"date": ["2021-11-08", "2021-11-09"], "geometry": pa.array(values)})
        about = {"version": "1.0.0", "primary_column": "geometry"}
        column = {"encoding": "WKB", "geometry_types": []}
        about = json.dumps({**about, "columns": {"geometry": column}})
        pq.write_table(table.replace_schema_metadata({"geo": about}), path)
        receipt = read_upload(path).receipt
        assert receipt.balances and "fault of ours" not in (receipt.problem or "")
        assert receipt.rows_in == 2 and receipt.rows_kept in (0, 1)


def test_a_damaged_layer_is_named_and_the_file_is_not_called_damaged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise BadLayerError("forest.geojson", None, "is cut short", "Restore it.")

    monkeypatch.setattr("events.uploads.read.assemble", fails)
    empty = Receipt("a.csv", "0" * 64, Outcome.REFUSED)
    upload = read_bytes(
        b"date,lon,lat\n2021-11-08,23.7,53.5\n",
        *(empty, ColumnMapping(), Limits(), load_ledger(), lambda word, share: None),
    )
    problem = upload.receipt.problem or ""
    assert problem.startswith("a shipped layer cannot be read") and "forest.geojson" in problem
