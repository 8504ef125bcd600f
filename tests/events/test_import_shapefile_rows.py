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


def moved(parts: Parts, order: list[int], gap: int = 0) -> None:
    """Store the records of points in another order, with gaps, and let the index follow them."""
    size = 28
    old = [bytes(parts["a.shp"][at : at + size]) for at in range(100, 100 + ROWS * size, size)]
    del parts["a.shp"][100:]
    for row in order:
        parts["a.shp"] += bytes(gap)
        struct.pack_into(">i", parts["a.shx"], 100 + 8 * row, len(parts["a.shp"]) // 2)
        parts["a.shp"] += old[row]
    struct.pack_into(">i", parts["a.shp"], 24, len(parts["a.shp"]) // 2)


def places(parts: Parts) -> list[float]:
    upload = read_upload(made.archive({n: bytes(c) for n, c in parts.items()}), "a.zip")
    assert upload.imported is not None and upload.receipt.balances, upload.receipt
    return [round(float(lon), 2) for lon in upload.imported.lon]


def points_apart(folder: Path) -> tuple[Parts, list[float]]:
    """Return a shapefile whose rows have places of their own, and these."""
    told = [round(23.4 + row / 100, 2) for row in range(ROWS)]
    parts = shapefile(SHAPES["point"], folder)
    for row, lon in enumerate(told, 1):
        put(parts, row, ("<d", lon, 12))
    return parts, told


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("order", "gap"), [([6, 5, 4, 3, 2, 1, 0], 0), ([1, 2, 3, 4, 5, 6, 0], 0), ([*range(ROWS)], 16)]
)
def test_a_row_has_the_geometry_to_which_the_index_leads(
    order: list[int], gap: int, tmp_path: Path
) -> None:
    parts, told = points_apart(tmp_path)
    moved(parts, order, gap)
    assert places(parts) == told
    # Of a row whose entry leads nowhere nothing is guessed.
    struct.pack_into(">i", parts["a.shx"], 100, HUGE)
    assert places(parts) == told[1:]


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "index",
    [b"", b"cut", None, struct.pack(">ii", 50, 10) * ROWS, struct.pack(">ii", 52, 10) * 2],
)
def test_a_damaged_index_moves_no_row(index: bytes | None, tmp_path: Path) -> None:
    parts, told = points_apart(tmp_path)
    head = bytes(parts["a.shx"][:100])
    parts["a.shx"] = bytearray(head[:20] if index is None else head + index)
    assert places(parts) == told


@pytest.mark.parametrize("rows", [0, 3])
def test_geometries_without_a_row_of_the_table_are_told(rows: int, tmp_path: Path) -> None:
    parts = shapefile(SHAPES["line"], tmp_path)
    struct.pack_into("<I", parts["a.dbf"], 4, rows)
    receipt = receipt_of(parts)
    assert receipt.rows_kept == rows
    reason = "is a geometry of which the table has no row"
    assert [(r.row, r.reason) for r in receipt.refused] == [
        (row, reason) for row in range(rows + 1, ROWS + 1)
    ]


@pytest.mark.parametrize("at", [44, 48])
def test_corners_of_no_part_and_parts_of_no_corner_are_damage(at: int, tmp_path: Path) -> None:
    parts = shapefile(SHAPES["area"], tmp_path)
    put(parts, 2, ("<i", 0, at))
    receipt = receipt_of(parts)
    assert [(r.row, r.reason) for r in receipt.refused] == [(2, "has a damaged geometry")]
    assert receipt.rows_kept == ROWS - 1 and not receipt.located.not_located


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
    wild = shx[:100] + b"\xff" * 8_000
    assert mend_records(shp, wild, None, 1_000).bad == set()
    assert mend_records(shp[:-9], wild, None, 1_000).bad == set(range(1_000))
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
