"""Shapefile: a record that is cut, of no kind, or missing refuses its row alone."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import geopandas as gpd
import import_files as made
import pytest
import shapely

from events.uploads import Outcome, Receipt, read_upload
from events.uploads.formats.shapefile_records import mend_records

Parts = dict[str, bytearray]
PATH = [(23.4, 53.4), (23.5, 53.6), (23.6, 53.5)]
SHAPES: dict[str, Any] = {
    "point": shapely.Point(23.5, 53.5),
    "points": shapely.MultiPoint(PATH),
    "line": shapely.LineString(PATH),
    "area": shapely.Polygon([*PATH, PATH[0]]),
    "height": shapely.LineString([(*place, 9) for place in PATH]),
}
ROWS = 7


def shapefile(shape: Any, folder: Path) -> Parts:
    days = [f"2021-11-{day:02}" for day in range(8, 8 + ROWS)]
    table = gpd.GeoDataFrame({"date": days}, geometry=[shape] * ROWS, crs=4326)
    table.to_file(folder / "a.shp")
    return {path.name: bytearray(path.read_bytes()) for path in folder.iterdir()}


def receipt_of(parts: Parts) -> Receipt:
    upload = read_upload(made.archive({n: bytes(c) for n, c in parts.items()}), "a.zip")
    assert upload.receipt.balances
    return upload.receipt


def start(parts: Parts, row: int) -> int:
    return 2 * int(struct.unpack_from(">i", parts["a.shx"], 100 + 8 * (row - 1))[0])


Fault = tuple[str, int, int]
HUGE = 0x7FFFFFFF
FAULTS: list[Fault] = [
    # Of no kind, of another kind, too short, too long, shorter than nothing.
    *(("<i", 99, 8), ("<i", 31, 8), (">i", 2, 4), (">i", HUGE, 4), (">i", -8, 4)),
]
INSIDE: list[Fault] = [
    # Huge, negative, with many places, with a part that begins nowhere, or before the first.
    *(("<i", HUGE, 44), ("<i", -1, 44), ("<i", HUGE, 48), ("<i", 77, 52), ("<i", -7, 52)),
]
CASES = [*((k, INSIDE) for k in ("line", "area", "height")), *((kind, FAULTS) for kind in SHAPES)]


def put(parts: Parts, row: int, fault: Fault) -> None:
    """Write a number into a record, so many bytes after its beginning."""
    form, value, after = fault
    struct.pack_into(form, parts["a.shp"], start(parts, row) + after, value)


@pytest.mark.few(4)
@pytest.mark.parametrize(("kind", "faults"), CASES)
def test_records_that_are_none_refuse_their_rows_alone(
    kind: str, faults: list[Fault], tmp_path: Path
) -> None:
    parts = shapefile(SHAPES[kind], tmp_path)
    for row, fault in enumerate(faults, 2):
        put(parts, row, fault)
    receipt = receipt_of(parts)
    found = [(r.row, r.column, r.reason) for r in receipt.refused]
    assert found == [(row, "geometry", "has a damaged geometry") for row in range(2, ROWS)], receipt
    assert receipt.rows_kept == 2 == receipt.located.sections + receipt.located.points


@pytest.mark.few(2)
@pytest.mark.parametrize(("indexed", "into"), [(True, 4), (False, 0), (False, 20), (True, 0)])
def test_geometries_that_end_before_the_table_refuse_its_last_rows(
    indexed: bool, into: int, tmp_path: Path
) -> None:
    parts = shapefile(SHAPES["area"], tmp_path)
    del parts["a.shp"][start(parts, ROWS - 1) + into :]
    if not indexed:
        del parts["a.shx"]
    receipt = receipt_of(parts)
    assert [r.row for r in receipt.refused] == [ROWS - 1, ROWS], receipt
    assert receipt.rows_kept == ROWS - 2


def test_a_row_that_was_deleted_is_neither_kept_nor_refused(tmp_path: Path) -> None:
    parts = shapefile(SHAPES["line"], tmp_path)
    (head,) = struct.unpack_from("<H", parts["a.dbf"], 8)
    parts["a.dbf"][head] = ord("*")
    put(parts, 2, ("<i", 99, 8))
    receipt = receipt_of(parts)
    assert (receipt.rows_in, receipt.rows_kept) == (ROWS - 1, ROWS - 2)
    assert [r.row for r in receipt.refused] == [1]


def test_numbers_that_claim_more_than_there_is_are_not_believed(tmp_path: Path) -> None:
    parts = shapefile(SHAPES["line"], tmp_path)
    struct.pack_into("<I", parts["a.dbf"], 4, 0xFFFFFFFF)
    shp, shx, dbf = (bytes(parts[f"a.{ending}"]) for ending in ("shp", "shx", "dbf"))
    mended = mend_records(shp, shx, dbf, 1_000)
    assert mended.shp == shp and not mended.bad
    assert mend_records(shp, shx[:100] + b"\xff" * 8_000, None, 1_000).bad == set(range(1_000))
    for cut in range(0, len(shp), 7):
        mend_records(shp[:cut], shx[: max(0, cut - 60)], dbf[: cut // 2], 1_000)


def test_the_kind_that_the_head_tells_is_not_that_of_the_records(tmp_path: Path) -> None:
    parts = shapefile(SHAPES["point"], tmp_path)
    struct.pack_into("<i", parts["a.shp"], 32, 99)
    assert receipt_of(parts).rows_kept == ROWS
    put(parts, 3, ("<i", 99, 8))
    receipt = receipt_of(parts)
    assert [r.row for r in receipt.refused] == [3] and receipt.rows_kept == ROWS - 1


def test_a_shapefile_without_any_record_that_is_one_is_refused(tmp_path: Path) -> None:
    parts = shapefile(SHAPES["point"], tmp_path)
    del parts["a.shp"][90:]
    receipt = receipt_of(parts)
    assert receipt.outcome is Outcome.REFUSED and "damaged" in (receipt.problem or "")
