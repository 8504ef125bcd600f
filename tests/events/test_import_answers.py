"""What the confined process answers is validated in full: a hostile answer is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.uploads import FileRefusedError, TextColumn, Upload, read_upload
from events.uploads.process.wire import from_bytes, to_bytes

FILE = (
    "date,lat,lon,type,count,note\n"
    "2021-11-08,53.51,23.65,clash,12,zażółć\n"
    "2021-11-09,52.70,23.90,camp,0,\n"
    "2021-11-10,,,camp,,plain\n"
).encode()


@pytest.fixture(scope="module")
def upload() -> Upload:
    found = read_upload(FILE, "few.csv")
    assert found.imported is not None
    return found


def again(upload: Upload, **columns: Any) -> Upload:
    """Send an upload over, with some of its columns replaced."""
    assert upload.imported is not None
    changed = replace(upload, imported=replace(upload.imported, **columns))
    return from_bytes(b"".join(to_bytes(changed)))


def test_an_honest_answer_comes_over_as_it_was(upload: Upload) -> None:
    found = again(upload).imported
    assert found is not None and upload.imported is not None
    assert len(found) == 3
    assert list(found.cells["note"]) == ["zażółć", "", "plain"]
    assert np.array_equal(found.lon, upload.imported.lon, equal_nan=True)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("precision", 9),
        ("kind", 7),
        ("kind", -1),
        ("section", 999),
        ("section", -2),
        ("country", 5),
        ("origin", 30_000),
        ("destination", 30_000),
        ("duplicate_of", 1_000_000),
        ("row", -1),
        ("lon", 181.0),
        ("lat", -90.5),
        ("lon", np.nan),
        ("value", np.inf),
        ("low", -np.inf),
        ("high", np.inf),
        ("distance_km", np.inf),
    ],
)
def test_a_column_with_what_no_reader_writes_is_refused(
    upload: Upload, name: str, bad: float
) -> None:
    column = np.array(getattr(upload.imported, name))
    column[0] = bad
    with pytest.raises(FileRefusedError, match="the reading process gave no whole answer"):
        again(upload, **{name: column})


@pytest.mark.parametrize(
    ("data", "ends"),
    [
        (b"abcdef", [2, 1, 6]),
        (b"abcdef", [2, 4, 7]),
        (b"abcdef", [2, 4, 5]),
        (b"abcdef", [-1, 4, 6]),
        ("aźcd".encode(), [2, 3, 5]),
        (b"ab\xffdef", [2, 4, 6]),
        (b"x", [0, 0, 0]),
    ],
)
def test_texts_that_are_none_are_refused(upload: Upload, data: bytes, ends: list[int]) -> None:
    assert upload.imported is not None
    column = TextColumn(data, np.array(ends, dtype=np.int64))
    with pytest.raises(FileRefusedError):
        again(upload, cells={**upload.imported.cells, "note": column})


def test_half_a_character_is_let_through(upload: Upload) -> None:
    assert upload.imported is not None
    column = TextColumn.of(["\ud800", "b", "\udfff\ud800"])
    found = again(upload, cells={**upload.imported.cells, "note": column}).imported
    assert found is not None
    assert list(found.cells["note"]) == ["\ud800", "b", "\udfff\ud800"]


def test_a_role_of_a_column_that_is_not_there_is_refused(upload: Upload) -> None:
    with pytest.raises(FileRefusedError):
        again(upload, roles={"title": "none such"})


@given(st.data())
def test_no_changed_byte_ends_in_another_error(upload: Upload, data: st.DataObject) -> None:
    sent = bytearray(b"".join(to_bytes(upload)))
    place = data.draw(st.integers(0, len(sent) - 1))
    sent[place] = data.draw(st.integers(0, 255))
    try:
        found = from_bytes(bytes(sent))
    except FileRefusedError:
        return
    if found.imported is not None:
        for column in found.imported.cells.values():
            assert len(list(column)) == len(found.imported)
