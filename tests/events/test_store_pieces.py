"""A large file is cut only where its rows end, and says in pieces what it says as a whole."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from import_reading import read_here

from events.store import StoreError, StoreSettings, build_store, pieces, read_manifest
from events.store.pieces import pieces_of
from events.uploads import ColumnMapping

CELLS = some.text(some.sampled_from('ab,;"\n\r ś'), max_size=6)
TABLES = some.lists(
    some.one_of(some.lists(CELLS, min_size=3, max_size=3), some.just([])), min_size=1, max_size=25
)


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["date", "text", "more"], *rows])
    return text.getvalue()


def bodies(path: Path, rows: int) -> list[bytes]:
    found = list(pieces_of(path, ",", StoreSettings(piece_rows=rows, piece_mb=60)))
    header = path.read_bytes().split(b"\n", 1)[0] + b"\n"
    assert all(piece.data.startswith(header) for piece in found)
    return [piece.data[len(header) :] for piece in found]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, some.integers(1, 9))
def test_a_text_is_cut_between_records_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[list[str]], most: int
) -> None:
    monkeypatch.setattr(pieces, "_MIB", 1)  # a piece has sixty bytes
    path = tmp_path / "table.csv"
    text = as_csv(rows)
    path.write_bytes(text.encode())
    try:
        found = bodies(path, most)
    except StoreError as error:
        # A cell longer than some pieces is told, never cut.
        assert "no end of a row" in str(error)
        return
    if len(text.encode()) <= 60:
        assert len(found) == 1
    whole = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    cut = [
        record
        for body in found
        for record in csv.reader(io.StringIO(body.decode(), newline=""), strict=True)
    ]
    while whole and not whole[-1]:
        whole.pop()
    assert cut[: len(whole)] == whole and not any(cut[len(whole) :])
    for body in found[:-1]:
        # The number of the last row tells where the next piece begins.
        assert not body.endswith((b"\n\n", b"\n\r\n"))


@pytest.mark.parametrize("text", ['a,b\n1,"open\n' + "2,3\n" * 400, "a,b\n" + "1,x" * 400])
def test_a_text_whose_rows_have_no_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(pieces, "_MIB", 1)
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(StoreError, match=r"row|CSV"):
        list(pieces_of(path, ",", StoreSettings(piece_mb=60)))


@pytest.fixture(autouse=True)
def _(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: that another one reads alike is told by the tests of the command."""
    read_here(monkeypatch)


ROWS = 1_200


def awkward() -> str:
    """Return a table with cells of two lines, blank lines, and rows that are refused."""
    lines = ["date,lon,lat,kind,note"]
    for row in range(ROWS):
        day = "2024-02-30" if row % 97 == 5 else f"2024-02-{1 + row % 29:02d}"
        lon = "" if row % 10 == 3 else f"{23 + row % 7 / 5:.2f}"
        note = f'"two\nlines, ""{row}"""' if row % 11 == 0 else "ż"
        lines += [f"{day},{lon},{'' if not lon else 53.5},{'abc'[row % 3]},{note}"]
        if row % 50 == 49:
            lines += ["", ""]
    return "\n".join(lines) + "\n"


def rows_of(store: Path) -> list[dict[str, object]]:
    manifest = read_manifest(store)
    tables = [pq.read_table(store / manifest.folder / part.path) for part in manifest.parts]
    found: list[dict[str, object]] = pa.concat_tables(tables).to_pylist()
    return found


def refused_of(store: Path) -> bytes:
    (path,) = (store / read_manifest(store).folder / "receipts").iterdir()
    return gzip.decompress(path.read_bytes())


def test_a_file_says_in_pieces_what_it_says_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "awkward.csv"
    path.write_text(awkward(), "utf-8")
    whole = build_store([path], tmp_path / "whole")
    monkeypatch.setattr(pieces, "_MIB", 1024)
    small = StoreSettings(piece_mb=16, piece_rows=500)
    cut = build_store([path], tmp_path / "cut", settings=small)
    assert cut.data == whole.data
    assert whole.sources[0].rows_in == ROWS and whole.sources[0].rows_refused == 13
    assert rows_of(tmp_path / "cut") == rows_of(tmp_path / "whole")
    assert refused_of(tmp_path / "cut") == refused_of(tmp_path / "whole") != b""


def test_parquet_says_in_pieces_what_it_says_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    days = [None, *(f"2024-02-{1 + row % 29:02d}" for row in range(899))]
    table = {"date": days, "lon": [23.6] * 900, "lat": [None, *[53.5] * 899]}
    pq.write_table(pa.table(table), path)
    whole = build_store([path], tmp_path / "whole")
    cut = build_store([path], tmp_path / "cut", settings=StoreSettings(piece_rows=400))
    assert cut.data == whole.data and whole.rows == 899
    assert rows_of(tmp_path / "cut") == rows_of(tmp_path / "whole")
    assert refused_of(tmp_path / "cut") == refused_of(tmp_path / "whole")


@pytest.mark.long
@pytest.mark.parametrize(
    ("second", "told"),
    [("01/13/2024", "do not agree: date_order"), ("03/04/2024", "asks first")],
)
def test_pieces_that_would_be_read_by_two_rules_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: str, told: str
) -> None:
    monkeypatch.setattr(pieces, "_MIB", 1)
    path = tmp_path / "days.csv"
    path.write_text("date,kind\n" + "13/01/2024,a\n" * 3 + f"{second},a\n" * 3, "utf-8")
    small = StoreSettings(piece_mb=60, piece_rows=3)
    with pytest.raises(StoreError, match=told):
        build_store([path], tmp_path / "store", settings=small)
    assert not (tmp_path / "store" / "store.json").exists()
    answered = ColumnMapping().answered("date_order", "dmy")
    manifest = build_store([path], tmp_path / "store", answered, settings=small)
    assert manifest.rows == (3 if second == "01/13/2024" else 6)
