"""One geometry or one text of a GeoPackage that cannot be read refuses its row, not the layer."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from events.uploads import Outcome, Readers, Receipt, Upload, read_upload

DAYS = ["2021-11-08", "2021-11-09", "2021-11-10"]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as kept:
        yield kept


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def package(path: Path, layer: str = "events", column: str = "geom", step: int = 1) -> Path:
    """Write three rows whose numbers lie `step` apart."""
    shapes = [shapely.Point(23.5, 53.5), shapely.LineString([(23, 53), (24, 54)])]
    table = gpd.GeoDataFrame(
        {"date": DAYS, "title": ["one", "two", "three"]},
        geometry=[*shapes, shapely.Point(23.6, 53.6)],
        crs=4326,
    )
    table.to_file(path, layer=layer, geometry_type="Unknown", GEOMETRY_NAME=column)
    with sqlite3.connect(path) as base:
        triggers = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            base.execute(f"DROP TRIGGER {quoted(name)}")
        # Over a detour: no number may stand twice in between.
        base.execute(f"UPDATE {quoted(layer)} SET fid = fid * ?", (step * 1000,))
        base.execute(f"UPDATE {quoted(layer)} SET fid = fid / 1000")
    base.close()
    return path


def change(path: Path, sql: str, *values: object) -> bytes:
    with sqlite3.connect(path) as base:
        base.execute(sql, values)
    base.close()
    return path.read_bytes()


def blob_of(path: Path) -> bytes:
    base = sqlite3.connect(path)
    (blob,) = base.execute("SELECT geom FROM events WHERE title = 'two'").fetchone()
    base.close()
    return bytes(blob)


def check_second(upload: Upload, column: str) -> Receipt:
    receipt = upload.receipt
    assert receipt.outcome is Outcome.READ, receipt
    assert (receipt.rows_in, receipt.rows_kept) == (3, 2) and receipt.balances
    assert [(r.row, r.column) for r in receipt.refused] == [(2, column)]
    assert upload.imported is not None
    assert list(upload.imported.cells["title"]) == ["one", "three"]
    return receipt


DAMAGES: dict[str, Callable[[bytes], object]] = {
    "cut in its corners": lambda blob: blob[:-7],
    "cut in its head": lambda blob: blob[:5],
    "cut in its extent": lambda blob: blob[:20],
    "only its head": lambda blob: blob[:40],
    "garbage": lambda blob: b"\xff" * 60,
    "another mark": lambda blob: b"XX" + blob[2:],
    "an extent of no kind": lambda blob: blob[:3] + bytes([blob[3] | 0x0E]) + blob[4:],
    "a shape of no kind": lambda blob: blob[:41] + struct.pack("<I", 99) + blob[45:],
    "more corners than there are": lambda blob: blob[:45] + b"\xff\xff\xff\x7f" + blob[49:],
    "text": lambda blob: "GP no geometry",
    "a number": lambda blob: 5,
    "nothing at all": lambda blob: b"",
}


@pytest.mark.few(1)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_geometry_refuses_its_row_alone(
    damage: str, tmp_path: Path, readers: Readers
) -> None:
    path = package(tmp_path / "a.gpkg")
    made = DAMAGES[damage](blob_of(path))
    content = change(path, "UPDATE events SET geom = ? WHERE title = 'two'", made)
    receipt = check_second(read_upload(content, "a.gpkg", readers=readers), "geometry")
    assert receipt.refused[0].reason == "has a damaged geometry"


def test_geometries_go_with_their_rows_whatever_the_numbers(
    tmp_path: Path, readers: Readers
) -> None:
    path = package(tmp_path / "a.gpkg", 'a "layer"', "the shape", step=7)
    content = change(path, 'UPDATE "a ""layer""" SET "the shape" = ? WHERE title = \'two\'', b"GP")
    upload = read_upload(content, "a.gpkg", readers=readers)
    check_second(upload, "geometry")
    assert upload.imported is not None
    assert upload.imported.lon.round(3).tolist() == [23.5, 23.6]


def test_a_row_without_a_geometry_beside_a_damaged_one_is_a_row_without_a_place(
    tmp_path: Path, readers: Readers
) -> None:
    path = package(tmp_path / "a.gpkg")
    change(path, "UPDATE events SET geom = NULL WHERE title = 'three'")
    content = change(path, "UPDATE events SET geom = ? WHERE title = 'two'", b"GP")
    upload = read_upload(content, "a.gpkg", readers=readers)
    assert check_second(upload, "geometry").located.not_located == 1


@pytest.mark.parametrize("bad", ["61ff62", "c3", "eda080"])
def test_a_text_that_is_none_refuses_its_row_alone(
    bad: str, tmp_path: Path, readers: Readers
) -> None:
    path = package(tmp_path / "a.gpkg")
    change(path, "UPDATE events SET title = 'zażółć' WHERE title = 'three'")
    content = change(path, f"UPDATE events SET title = CAST(x'{bad}' AS TEXT) WHERE title = 'two'")
    upload = read_upload(content, "a.gpkg", readers=readers)
    receipt = upload.receipt
    assert [(r.row, r.column) for r in receipt.refused] == [(2, "title")], receipt
    assert upload.imported is not None
    assert list(upload.imported.cells["title"]) == ["one", "zażółć"]
    assert upload.imported.lon.round(3).tolist() == [23.5, 23.6]


def test_a_layer_of_damaged_geometries_only_keeps_no_row(tmp_path: Path, readers: Readers) -> None:
    content = change(package(tmp_path / "a.gpkg"), "UPDATE events SET geom = ?", b"GP")
    receipt = read_upload(content, "a.gpkg", readers=readers).receipt
    assert (receipt.rows_in, receipt.rows_kept, len(receipt.refused)) == (3, 0, 3), receipt
