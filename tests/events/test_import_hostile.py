"""Files that attack: a plain message, no request, no file read, and everybody else is served."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import struct
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from forked_readers import started

from events import Ledger
from events.uploads import ColumnMapping, Limits, Outcome, Readers, Receipt, Upload, read_upload
from events.uploads.process.readers import Reader
from events.uploads.read import read_bytes


def _load_files() -> ModuleType:
    path = Path(__file__).with_name("import_files.py")
    spec = importlib.util.spec_from_file_location("import_files", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _load_files()
PATIENCE_SECONDS = 5.0


class StartedReaders(Readers):
    """Readers that start their processes as the dashboard does: the walls are theirs."""

    def __init__(self) -> None:
        with started():
            super().__init__()

    def take(self) -> Reader:
        with started():
            return super().take()


@pytest.fixture(scope="module")
def walled() -> Iterator[Readers]:
    with StartedReaders() as pool:
        yield pool


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as pool:
        yield pool


class Listener:
    """Counts whoever connects to a port of this machine."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.socket.close()


def refused(data: bytes, name: str, readers: Readers, limits: Limits | None = None) -> str:
    """Return why a file is refused by the reading process. A busy machine gets a second try."""
    for _ in range(2):
        wait_until_warm(readers)
        begin = time.monotonic()
        upload = read_upload(data, name, readers=readers, limits=limits or Limits())
        if time.monotonic() - begin < PATIENCE_SECONDS:
            return problem_of(upload)
    pytest.fail(f"{name} was answered too late: {upload.receipt.problem}")


def refused_here(data: bytes, name: str, ledger: Ledger) -> str:
    """Return why a file is refused, read without the walls round the reading process."""
    empty = Receipt(name, "", Outcome.REFUSED)
    begin = time.monotonic()
    upload = read_bytes(data, empty, ColumnMapping(), Limits(), ledger, lambda word, share: None)
    assert time.monotonic() - begin < PATIENCE_SECONDS
    return problem_of(upload)


def problem_of(upload: Upload) -> str:
    assert upload.receipt.outcome is Outcome.REFUSED, upload.receipt
    assert upload.receipt.balances and upload.receipt.exit_code == 3
    assert upload.receipt.problem is not None
    return upload.receipt.problem


def wait_until_warm(readers: Readers) -> None:
    """Let the process that waits load its libraries: the limit is for reading a file."""
    spare = readers._spare
    assert spare is not None
    until = time.monotonic() + 20
    while time.monotonic() < until and spare.process.poll() is None:
        # It sleeps on its input once it is warm.
        stat = Path(f"/proc/{spare.process.pid}/wchan")
        if not stat.exists() or "pipe" in stat.read_text():
            return
        time.sleep(0.02)


@pytest.mark.parametrize("name", ["a.geojson", "a.kml", "a.csv", "a.gpkg"])
def test_a_virtual_layer_in_disguise_is_refused(ledger: Ledger, name: str) -> None:
    vrt = '<OGRVRTDataSource><OGRVRTLayer name="a"></OGRVRTLayer></OGRVRTDataSource>'
    assert "OGRVRTDataSource" in refused_here(vrt.encode(), name, ledger)


def test_a_virtual_layer_in_disguise_reads_nothing(walled: Readers, listener: Listener) -> None:
    vrt = (
        f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://127.0.0.1:'
        f"{listener.port}/a.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    assert "OGRVRTDataSource" in refused(vrt.encode(), "a.geojson", walled)
    # The same content where GDAL itself would look at it, had it the driver.
    refused(made.archive({"a.shp": vrt, "a.dbf": b"", "a.shx": b""}), "a.zip", walled)
    assert listener.visits == 0


def test_a_pipeline_in_disguise_runs_nothing(ledger: Ledger, listener: Listener) -> None:
    text = json.dumps(
        {
            "type": "gdal_streamed_alg",
            "command_line": f"gdal vector pipeline ! read http://127.0.0.1:{listener.port}/a",
        }
    )
    assert "gdal_streamed_alg" in refused_here(text.encode(), "a.geojson", ledger)
    assert listener.visits == 0


def test_a_link_to_a_reference_system_is_not_followed(ledger: Ledger, listener: Listener) -> None:
    link = {"type": "link", "properties": {"href": f"http://127.0.0.1:{listener.port}/crs"}}
    text = json.dumps({"type": "FeatureCollection", "features": [], "crs": link})
    assert "points elsewhere for its reference system" in refused_here(
        text.encode(), "a.geojson", ledger
    )
    assert listener.visits == 0


def test_a_link_for_a_name_is_no_reference_system(ledger: Ledger, listener: Listener) -> None:
    name = {"type": "name", "properties": {"name": f"http://127.0.0.1:{listener.port}/crs"}}
    feature = json.loads(made.GEOJSON)["features"][0]
    text = json.dumps({"type": "FeatureCollection", "features": [feature], "crs": name})
    assert "is not known" in refused_here(text.encode(), "a.geojson", ledger)
    assert listener.visits == 0


def test_a_zip_bomb_is_not_unpacked(ledger: Ledger) -> None:
    bomb = made.archive({"events.shp": bytes(30 * 1024 * 1024)})
    assert len(bomb) < 60_000
    assert "max_ratio allows 100" in refused_here(bomb, "a.zip", ledger)


def test_an_archive_that_lies_about_its_size_is_refused(ledger: Ledger) -> None:
    bomb = bytearray(made.archive({"events.shp": bytes(5 * 1024 * 1024), "events.dbf": b"x"}))
    real, claimed = struct.pack("<I", 5 * 1024 * 1024), struct.pack("<I", 1000)
    assert real in bomb
    assert refused_here(bytes(bomb.replace(real, claimed)), "a.zip", ledger)


def test_sixty_thousand_entries_are_not_listed(ledger: Ledger) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as many:
        for i in range(60_000):
            many.writestr(f"{i}", b"")
    assert "60,000 entries; the setting max_entries allows 2,000" in refused_here(
        out.getvalue(), "a.zip", ledger
    )


@pytest.mark.parametrize("name", ["../../events.shp", "/events.shp", "a/../../events.shp"])
def test_a_name_that_leads_out_of_an_archive_is_refused(ledger: Ledger, name: str) -> None:
    assert "leads out of it" in refused_here(made.archive({name: b"x"}), "a.zip", ledger)


def test_a_link_in_an_archive_is_refused(ledger: Ledger) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as linked:
        entry = zipfile.ZipInfo("events.shp")
        entry.external_attr = 0o120777 << 16
        linked.writestr(entry, "/etc/passwd")
    assert "holds a link" in refused_here(out.getvalue(), "a.zip", ledger)


def test_a_sheet_with_two_cells_at_its_far_corners_is_refused(ledger: Ledger) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    problem = refused_here(made.workbook({"a": rows}), "a.xlsx", ledger)
    assert "row 1,048,576; the setting max_rows allows 1,000,000" in problem


def test_a_sparse_sheet_that_hides_its_corner_is_stopped_by_the_memory_limit(
    walled: Readers,
) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="&#49;048576"><c r="&#88;FD1048576"><v>1</v></c></row>'
    )
    problem = refused(made.workbook({"a": rows}), "a.xlsx", walled)
    assert "damaged" in problem or "memory" in problem or "max_" in problem


def test_entities_are_never_expanded(ledger: Ledger) -> None:
    head = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">'
    text = head + "]><kml><Document><Placemark><name>&b;</name></Placemark></Document></kml>"
    assert "declares entities" in refused_here(text.encode(), "a.kml", ledger)
    assert "declares entities" in refused_here(text.encode("utf-16"), "a.kml", ledger)
    laughs = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'
    book = zipfile.ZipFile(BytesIO(made.workbook({"a": "<row/>"})))
    files = {entry: book.read(entry) for entry in book.namelist()}
    files["xl/workbook.xml"] = laughs.encode() + files["xl/workbook.xml"]
    assert "declares entities" in refused_here(made.archive(files), "a.xlsx", ledger)


def test_deep_json_is_refused_and_not_followed_down(walled: Readers) -> None:
    assert "nested too deeply" in refused(b"[" * 200_000, "a.geojson", walled)
    nested = b'{"type":"Polygon","coordinates":' + b"[" * 900 + b"1" + b"]" * 900 + b"}"
    upload = read_upload(nested, "a.geojson", readers=walled)
    assert upload.imported is None or not len(upload.imported)


def test_a_parquet_file_that_claims_two_hundred_million_rows_is_refused(
    ledger: Ledger,
) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    out = BytesIO()
    table = pa.table({"date": pa.nulls(1_200_000)})
    pq.write_table(table, out)
    problem = refused_here(out.getvalue(), "a.parquet", ledger)
    assert "1,200,000 rows; the setting max_rows allows 1,000,000" in problem


def test_a_workbook_of_two_sheets_and_an_archive_of_two_shapefiles_are_asked_about(
    readers: Readers,
) -> None:
    rows = made.cells([["date", "lon", "lat"], ["2021-11-08", 23.6, 53.5]])
    upload = read_upload(made.workbook({"one": rows, "two": rows}), "a.xlsx", readers=readers)
    assert choice(upload) == ("layer", ["one", "two"])
    chosen = read_upload(
        made.workbook({"one": rows, "two": rows}),
        "a.xlsx",
        mapping=upload.mapping.answered("layer", "two"),
        readers=readers,
    )
    assert (chosen.receipt.layer, chosen.receipt.rows_kept) == ("two", 1)
    both = made.archive({**made.shapefile("one"), **made.shapefile("two")})
    assert choice(read_upload(both, "a.zip", readers=readers)) == ("layer", ["one", "two"])


def choice(upload: Upload) -> tuple[str, list[str]]:
    (question,) = upload.receipt.questions
    return question.name, [option.value for option in question.options]


def test_a_shapefile_is_read_with_its_letters_and_without_a_guess_at_its_system(
    readers: Readers,
) -> None:
    data = made.archive(made.shapefile(note="Šalčininkai".encode("cp1257")))
    upload = read_upload(data, "a.zip", readers=readers)
    name, options = choice(upload)
    assert name == "encoding" and "cp1257" in options
    mapping = upload.mapping.answered("encoding", "cp1257")
    read = read_upload(data, "a.zip", mapping=mapping, readers=readers)
    assert read.imported is not None, read.receipt
    assert read.imported.text("title", 0) == "Šalčininkai"
    assert read.imported.lon.tolist() == [23.65, 23.71]
    bare = made.archive(made.shapefile(prj=False))
    # Only systems in which the points lie in the region are offered.
    assert choice(read_upload(bare, "a.zip", readers=readers)) == (
        "crs",
        ["EPSG:4326", "EPSG:3059"],
    )


def test_a_geopackage_is_read_and_its_identifiers_stay_text(
    readers: Readers, tmp_path: Path
) -> None:
    upload = read_upload(made.geopackage(tmp_path), "a.gpkg", readers=readers)
    assert upload.imported is not None, upload.receipt
    assert upload.receipt.layer == "events"
    assert list(upload.imported.cells["icao24"]) == ["4e1234", "4e1234"]
    assert upload.imported.lat.tolist() == [53.51, 53.02]
    two = read_upload(made.geopackage(tmp_path, ("one", "two")), "a.gpkg", readers=readers)
    assert choice(two) == ("layer", ["one", "two"])


def test_workbook_and_parquet_are_read_cell_by_cell(readers: Readers) -> None:
    book = read_upload(made.XLSX, "a.xlsx", readers=readers)
    assert book.imported is not None, book.receipt
    assert list(book.imported.cells["icao24"]) == ["4e1234", "0042e1"]
    assert list(book.imported.cells["people"]) == ["12", ""]
    parquet = read_upload(made.parquet(), "a.parquet", readers=readers)
    assert parquet.imported is not None, parquet.receipt
    assert list(parquet.imported.cells["note"]) == ["{{7*191}}", "NA"]
    geo = read_upload(made.geoparquet(), "a.parquet", readers=readers)
    assert geo.imported is not None and geo.imported.lon.tolist() == [23.65, 23.71]


def test_too_large_a_file_is_refused_by_the_name_of_the_setting(readers: Readers) -> None:
    small = Limits(max_rows=3, max_columns=5, max_file_mb=1)
    assert "max_columns allows 5" in refused(made.CSV, "a.csv", readers, small)
    assert "max_rows allows 3" in refused(made.CSV, "a.csv", readers, Limits(max_rows=3))
    assert "max_file_mb allows 1" in refused(bytes(2_000_000), "a.csv", readers, small)


def test_reading_that_takes_too_long_or_too_much_is_stopped(walled: Readers) -> None:
    many = b"date,lon,lat\n" + b"2021-11-08,23.6,53.5\n" * 700_000
    problem = refused(many, "a.csv", walled, Limits(wall_seconds=1))
    assert "wall_seconds allows 1" in problem
    problem = refused(made.CSV * 1, "a.csv", walled, Limits(memory_mb=8))
    assert "memory" in problem or "failed" in problem


def test_nothing_of_an_upload_stays_on_the_disk(readers: Readers, tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    before = os.environ.get("TMPDIR")
    import tempfile

    tempfile.tempdir = str(folder)
    try:
        with Readers() as own:
            read_upload(made.archive(made.shapefile()), "a.zip", readers=own)
            read_upload(made.geopackage(tmp_path), "a.gpkg", readers=own)
            assert len(list(folder.iterdir())) == 1  # the folder of the process that waits
    finally:
        tempfile.tempdir = None
    assert os.environ.get("TMPDIR") == before
    assert list(folder.iterdir()) == []


def test_this_process_never_loads_what_reads_layers() -> None:
    import subprocess

    code = (
        "import sys; from events.uploads import read_upload, Readers\n"
        "u = read_upload(b'date,lon,lat\\n2021-11-08,23.6,53.5\\n', 'a.csv')\n"
        "assert u.receipt.rows_kept == 1\n"
        "print([m for m in ('pyogrio', 'pyarrow', 'pandas', 'geopandas', 'shapely') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pyogrio" not in done.stdout and "pyarrow" not in done.stdout, done.stdout


def test_others_are_read_while_one_file_takes_long(walled: Readers) -> None:
    many = b"date,lon,lat\n" + b"2021-11-08,23.6,53.5\n" * 150_000
    slow = threading.Thread(target=lambda: read_upload(many, "slow.csv", limits=Limits()))
    slow.start()
    upload = read_upload(made.CSV, "a.csv", readers=walled, limits=Limits())
    assert upload.receipt.rows_kept == 4
    assert slow.is_alive()
    slow.join()


@pytest.mark.parametrize("text", ["[]", '{"type":"Point","coordinates":[23.6,53.5]}'])
def test_json_without_any_property_is_refused(ledger: Ledger, text: str) -> None:
    assert "has no columns" in refused_here(text.encode(), "a.json", ledger)


@pytest.mark.few(3)
@pytest.mark.parametrize("name", ["a.geojson", "a.kml", "a.xlsx", "a.parquet", "a.gpkg", "a.zip"])
def test_a_truncated_file_is_refused_and_never_read_in_part(
    readers: Readers, tmp_path: Path, name: str
) -> None:
    whole = {
        "a.geojson": made.GEOJSON,
        "a.kml": made.KML,
        "a.xlsx": made.XLSX,
        "a.parquet": made.parquet(),
        "a.gpkg": made.geopackage(tmp_path),
        "a.zip": made.archive(made.shapefile()),
    }[name]
    assert refused(whole[: len(whole) // 2], name, readers)
