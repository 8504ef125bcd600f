"""Files that reach out, never end, or lie: each is answered at once, and touches nothing else."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import sqlite3
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PATIENCE_SECONDS = 5.0
ANSWERS = Path(__file__).with_name("import_answers.py")
Answers = Mapping[str, Mapping[str, Any]]


def _load_files() -> ModuleType:
    path = Path(__file__).with_name("import_files.py")
    spec = importlib.util.spec_from_file_location("import_files", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _load_files()


def answers_to(files: Mapping[str, bytes], folder: Path) -> Answers:
    """Read files in one process that must not hang; return how each of them ended."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, str(ANSWERS), str(folder)], capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: Answers = json.loads(done.stdout)
    assert set(answers) == set(files)
    for name, answer in answers.items():
        assert answer["seconds"] < PATIENCE_SECONDS, name
    return answers


def reaching_out(target: str) -> dict[str, bytes]:
    """Return files of every kind that would have a reader open another place."""
    vrt = (
        f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{target}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    entity = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{target}">]>'
    link = f"<NetworkLink><Link><href>{target}</href></Link></NetworkLink>"
    pipeline = f'{{"type":"gdal_streamed_alg","command_line":"gdal vector read {target}"}}'
    crs = f'"crs":{{"type":"link","properties":{{"href":"{target}"}}}}'
    parts = dict(made.shapefile())
    book = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"{entity}<workbook/>",
        "xl/externalLinks/_rels/a.xml.rels": f'<a Target="{target}" TargetMode="External"/>',
    }
    return {
        "vrt.geojson": vrt.encode(),
        "vrt.kml": vrt.encode(),
        "vrt.csv": vrt.encode(),
        "vrt.zip": made.archive({**parts, "events.shp": vrt}),
        "vrt2.zip": made.archive({**parts, "events.shp": b"", "events.dbf": vrt}),
        "entity.kml": f"<?xml version='1.0'?>{entity}<kml><name>&b;</name></kml>".encode(),
        "link.kml": f"<kml><Document>{link}</Document></kml>".encode(),
        "pipeline.json": pipeline.encode(),
        "crs.geojson": f'{{"type":"FeatureCollection",{crs},"features":[]}}'.encode(),
        "book.xlsx": made.archive(book),
    }


@pytest.mark.long
def test_no_other_file_is_opened(tmp_path: Path) -> None:
    trap = tmp_path / "secret.csv"
    # A pipe nobody writes to: whoever opens it to read is stuck there for good.
    os.mkfifo(trap)
    for name, answer in answers_to(reaching_out(str(trap)), tmp_path / "files").items():
        assert answer["outcome"] == "refused", name
        assert str(trap) not in answer["problem"]


def test_no_request_is_sent(tmp_path: Path) -> None:
    seen: list[object] = []
    waited = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"127.0.0.1:{server.getsockname()[1]}"

        def listen() -> None:
            while True:
                try:
                    visitor, address = server.accept()
                except OSError:
                    return
                visitor.close()
                seen.append(address)
                waited.set()

        threading.Thread(target=listen, daemon=True).start()
        files = reaching_out(f"http://{place}/a.csv")
        files |= {f"x{n}": d for n, d in reaching_out(f"/vsicurl/http://{place}/a.csv").items()}
        for name, answer in answers_to(files, tmp_path / "files").items():
            assert answer["outcome"] == "refused", name
        assert seen == []
        # The listener does count: this is the one visit it was to see.
        socket.create_connection(server.getsockname()).close()
        waited.wait(10)
        assert len(seen) == 1


ENDLESS = (
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
    " SELECT x AS fid, NULL AS geom, 'a' AS date FROM c"
)
GENERATED = (
    "CREATE TABLE events (fid INTEGER PRIMARY KEY, geom BLOB,"
    " date TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000))))"
)


def changed(data: bytes, script: str, folder: Path) -> bytes:
    path = folder / "changed.gpkg"
    path.write_bytes(data)
    base = sqlite3.connect(path)
    base.executescript(script)
    base.commit()
    base.close()
    return path.read_bytes()


def test_a_layer_that_is_worked_out_is_never_begun(tmp_path: Path) -> None:
    whole = made.geopackage(tmp_path)
    changes = {
        "view.gpkg": f"DROP TABLE events; CREATE VIEW events AS {ENDLESS}",
        "case.gpkg": f"DROP TABLE events; CREATE VIEW EVENTS AS {ENDLESS} WHERE x < 0",
        "list.gpkg": f"DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS {ENDLESS}",
        "cell.gpkg": f"DROP TABLE events; {GENERATED}",
        "beside.gpkg": f"CREATE VIEW more AS {ENDLESS}",
    }
    files = {name: changed(whole, script, tmp_path) for name, script in changes.items()}
    files |= {f"cut{n}.gpkg": whole[:n] for n in (len(whole) - 10, len(whole) // 2, 90)}
    answers = dict(answers_to(files, tmp_path / "files"))
    beside = answers.pop("beside.gpkg")
    assert (beside["layer"], beside["kept"]) == ("events", 2)
    for name, answer in answers.items():
        assert answer["outcome"] == "refused", name
        wanted = "GeoPackage is " if name.startswith("cut") else " is no table but worked out"
        assert wanted in answer["problem"], name


@pytest.mark.long
def test_parquet_that_lies_is_refused_by_its_footer(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    out = BytesIO()
    with pq.ParquetWriter(out, pa.schema([("date", pa.null())])) as writer:
        for _ in range(20):
            writer.write_table(pa.table({"date": pa.nulls(10_000_000)}))
    data = made.parquet()
    files = {
        f"length{n}.parquet": data[:-8] + struct.pack("<I", n) + b"PAR1"
        for n in (0, 2**31 - 1, 2**32 - 1)
    }
    files["rows.parquet"] = out.getvalue()
    answers = answers_to(files, tmp_path / "files")
    assert {answer["outcome"] for answer in answers.values()} == {"refused"}
    assert "200,000,000 rows; the setting max_rows" in answers["rows.parquet"]["problem"]


def test_a_word_that_is_named_a_million_times_is_not_written_out(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    codes, files = pa.array([0] * 900_000, pa.int32()), {}
    for name, kept in (("named.parquet", True), ("plain.parquet", False)):
        out = BytesIO()
        words = pa.DictionaryArray.from_arrays(codes, ["x" * 90_000])
        pq.write_table(pa.table({"date": words}), out, store_schema=kept)
        files[name] = out.getvalue()
        assert len(files[name]) < 100_000
    for answer in answers_to(files, tmp_path / "files").values():
        assert "77,247 MiB; the setting max_unpacked_mb allows 200" in answer["problem"]


CELLS = {
    "pair": b"1" + b" " * 20_000 + b"x",
    "point": b"POINT(" + b" " * 20_000 + b"x",
    "day": b"2021-11-08" + b" " * 20_000 + b"x",
    "number": b"1 " * 20_000 + b"x",
    "letters": b"a" * 90_000 + b"\n2021-11-08,\xff",
    "letter": b"\xff\n2021-11-08," * 200_000 + b"\xff",
}


def test_a_cell_that_is_almost_something_costs_no_time(tmp_path: Path) -> None:
    files = {f"{name}.csv": b"day,zz\n2021-11-08," + cell for name, cell in CELLS.items()}
    files["days.csv"] = b"day,zz\n" + b"".join(
        b"2021-11-08%sx,1\n" % (b" " * (n + 1)) for n in range(2_000)
    )
    ends = {name: answer["outcome"] for name, answer in answers_to(files, tmp_path / "f").items()}
    assert ends == {
        **dict.fromkeys(files, "read"),
        "letters.csv": "choice",
        "letter.csv": "choice",
    }
