"""Parquet: a cell that is no text refuses its row, and a name that stands twice is told."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from import_reading import read

from events.uploads import Outcome, Upload, read_upload

TEXT = pa.string()
BAD = b"a\xffb"
DAYS = ["2021-11-08", "2021-11-09", "2021-11-10"]
OTHERS = {"date": pa.array(DAYS), "lon": pa.array([23.5] * 3), "lat": pa.array([53.5] * 3)}


def texts(kind: pa.DataType, values: list[bytes]) -> pa.Array:
    """Return a column of texts, of which some may be none."""
    plain = pa.array(values, pa.large_binary() if kind == pa.large_string() else pa.binary())
    if kind == pa.string_view():
        plain = plain.cast(pa.binary_view())
        return pa.Array.from_buffers(kind, len(plain), plain.buffers())
    return pa.Array.from_buffers(kind, len(plain), plain.buffers())


def file_of(columns: list[tuple[str, pa.Array]], geometry: str | None = None) -> bytes:
    table = pa.Table.from_arrays([c for _, c in columns], names=[n for n, _ in columns])
    if geometry is not None:
        geo: dict[str, Any] = {"version": "1.0.0", "primary_column": geometry}
        geo["columns"] = {geometry: {"encoding": "WKB", "geometry_types": []}}
        table = table.replace_schema_metadata({b"geo": json.dumps(geo).encode()})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def read_columns(*columns: tuple[str, pa.Array]) -> Upload:
    return read(file_of([*OTHERS.items(), *columns]), "a.parquet")


def list_of(values: list[bytes]) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array([0, 1, 2, 3], pa.int32()), texts(pa.string(), values))


def words(values: list[bytes], kind: pa.DataType = TEXT) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array([0, 1, 2]), texts(kind, values))


def one_each(values: pa.Array) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array([0, 1, 2, 3], pa.int32()), values)


def structure(values: pa.Array) -> pa.Array:
    return pa.StructArray.from_arrays([values, pa.array([1, 2, 3])], ["a", "b"])


def mapping(keys: pa.Array, values: pa.Array) -> pa.Array:
    return pa.MapArray.from_arrays(pa.array([0, 1, 2, 3], pa.int32()), keys, values)


KEYS = pa.array(["k", "l", "m"])
COLUMNS = {
    "string": lambda values: texts(pa.string(), values),
    "large_string": lambda values: texts(pa.large_string(), values),
    "dictionary": lambda values: pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2]), texts(pa.string(), values)
    ),
    "list": list_of,
    "struct": lambda values: pa.StructArray.from_arrays([texts(pa.string(), values)], ["a"]),
    "list of words": lambda values: one_each(words(values)),
    "list of long words": lambda values: one_each(words(values, pa.large_string())),
    "fixed list of words": lambda values: pa.FixedSizeListArray.from_arrays(words(values), 1),
    "list of lists of words": lambda values: one_each(one_each(words(values))),
    "structure of words": lambda values: structure(words(values)),
    "list of structures": lambda values: one_each(structure(words(values))),
    "structure of lists": lambda values: structure(one_each(words(values))),
    "map to words": lambda values: mapping(KEYS, words(values)),
    "map from words": lambda values: mapping(words(values), KEYS),
    "map to lists": lambda values: mapping(KEYS, one_each(words(values))),
}


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("bad", [BAD, b"\xed\xa0\x80", b"\xc3", b"\x80" * 300])
def test_a_cell_that_is_no_text_refuses_its_row_alone(kind: str, bad: bytes) -> None:
    upload = read_columns(("title", COLUMNS[kind]([b"one", bad, "zażółć".encode()])))
    (refusal,) = upload.receipt.refused
    assert (refusal.row, refusal.column, refusal.reason) == (3, "title", "holds half a character")
    assert refusal.value and "?" in refusal.value and len(refusal.value) <= 200
    assert upload.imported is not None and upload.receipt.rows_kept == 2
    assert "zażółć" in upload.imported.cells["title"][1]


def test_words_within_lists_leave_the_other_columns_as_they_are() -> None:
    moments = pa.array([0, 1, 2], pa.timestamp("us", "Europe/Warsaw"))
    nested = one_each(words([b"one", b"two", b"three"]))
    upload = read_columns(
        ("x", moments), ("x.y", nested), ("zzz", nested), ("x", nested), ("zzz", KEYS)
    )
    assert upload.imported is not None, upload.receipt
    cells = upload.imported.cells
    assert cells["x"][0].startswith("1970-01-01 01:00:00")
    assert [cells[name][1] for name in ("x.y", "zzz", "x (2)")] == ['["two"]'] * 3
    assert list(cells["zzz (2)"]) == ["k", "l", "m"]


def test_a_day_that_is_no_text_refuses_its_row_alone() -> None:
    columns = {**OTHERS, "date": texts(pa.string(), [b"2021-11-08", BAD, b"2021-11-10"])}
    upload = read(file_of(list(columns.items())), "a.parquet")
    assert [(r.row, r.column) for r in upload.receipt.refused] == [(3, "date")]
    assert upload.receipt.rows_kept == 2


def test_columns_of_one_name_are_told_apart_by_number_as_in_a_table() -> None:
    upload = read_columns(("zzz", pa.array(["a", "b", "c"])), ("zzz", pa.array(["x", "y", "z"])))
    assert upload.imported is not None, upload.receipt
    assert list(upload.imported.cells["zzz"]) == ["a", "b", "c"]
    assert list(upload.imported.cells["zzz (2)"]) == ["x", "y", "z"]
    csv = "date,lon,lat,zzz,zzz\n" + "".join(f"{d},23.5,53.5,a,x\n" for d in DAYS)
    table = read(csv, "a.csv")
    assert table.imported is not None
    assert set(table.imported.cells) == set(upload.imported.cells)


def test_two_days_of_one_name_are_asked_about_as_in_a_table() -> None:
    upload = read(file_of([*OTHERS.items(), ("date", pa.array(DAYS[::-1]))]), "a.parquet")
    csv = "date,lon,lat,date\n" + "".join(
        f"{a},23.5,53.5,{b}\n" for a, b in zip(DAYS, DAYS[::-1], strict=True)
    )
    table = read(csv, "a.csv")
    assert upload.receipt.outcome is table.receipt.outcome
    assert [q.name for q in upload.receipt.questions] == [q.name for q in table.receipt.questions]
    assert "date (2)" in str(upload.receipt.questions) + str(upload.receipt.unused_columns)


def test_two_geometries_of_one_name_are_refused_by_it() -> None:
    shape = pa.array([shapely.to_wkb(shapely.Point(23.5, 53.5))] * 3)
    columns = [("date", OTHERS["date"]), ("geom", shape), ("geom", shape)]
    problem = read(file_of(columns, "geom"), "a.parquet").receipt.problem or ""
    assert 'the geometry column "geom" stands twice' in problem


def test_a_word_that_fills_memory_is_told_as_memory_and_not_as_damage() -> None:
    rows = 3_000
    word = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * 10**6]))
    columns = [(name, pa.concat_arrays([c[:1]] * rows)) for name, c in OTHERS.items()]
    inside = pa.StructArray.from_arrays([word], ["word"])
    receipt = read_upload(file_of([*columns, ("told", inside)]), "file.parquet").receipt
    assert receipt.outcome is Outcome.REFUSED
    assert "memory" in (receipt.problem or "") and "damaged" not in (receipt.problem or "")
