"""A piece that is read by its columns is what the reader of any file says of it, to the digest."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from import_reading import read_here
from shipped import shipped_ledger

import geodata
from events.store import StoreError, StoreSettings, build_store, check_store, groups, read_pieces
from events.store.confined import ConfinedCutter
from events.store.group_frames import left_of, left_parts
from events.store.groups import Asked, CutPiece, Cutter, LeftRows
from events.store.pieces import Piece
from events.store.read_pieces import _with_left
from events.store.rows import to_table
from events.store.typed import TypedPiece, TypedReader
from events.uploads import ColumnMapping, Limits, Outcome, Receipt, Upload
from events.uploads.process.wire import to_bytes
from events.uploads.read import read_bytes

CELLS = geodata.NearCells(30.0)
ROLES = {
    "day": "date",
    **{"last_day": "end date", "lon": "lon", "lat": "lat", "kind": "kind", "title": "title"},
    **{"value": "value", "low": "low", "high": "high", "note": "note"},
}


def known_of(names: list[str], **choices: str) -> ColumnMapping:
    """Return what a first piece would have shown of some columns."""
    return ColumnMapping(
        {role: name for role, name in ROLES.items() if name in names}, choices, "none"
    )


def plainly(data: bytes, known: ColumnMapping) -> Upload:
    """Read a piece as a file of its own, cell by cell."""
    empty = Receipt("piece.parquet", "0" * 64, Outcome.REFUSED)
    return read_bytes(data, empty, known, Limits(), shipped_ledger(), lambda word, share: None)


def at_once(batch: pa.RecordBatch, known: ColumnMapping) -> TypedPiece | None:
    return TypedReader(known, Limits(), CELLS).read(batch)


def uploads_of(batch: pa.RecordBatch, known: ColumnMapping) -> list[Upload] | None:
    """Return what a store takes of a piece, as of one that begins at the head of a file."""
    (piece,) = (groups._read(batch, TypedReader(known, Limits(), CELLS)),)
    if isinstance(piece.read, bytes):
        return None
    if piece.left is None:
        return [piece.read]

    def read(data: bytes, mapping: ColumnMapping) -> Upload:
        return plainly(data, mapping)

    head = Piece(b"", 0, typed=True)
    return [told for _, told in _with_left(head, piece.read, piece.left, known, read)]


def assert_alike(batch: pa.RecordBatch, known: ColumnMapping) -> bool:
    """See that both say the same, or that the quick one says nothing; tell whether it spoke."""
    quick = uploads_of(batch, known)
    if quick is None:
        return False
    plain = plainly(groups._as_file(batch), known)
    assert [one.receipt.outcome for one in quick] == [plain.receipt.outcome] * len(quick)
    if plain.imported is None:
        return False
    # Of the rows that were refused, each with its number, its value and the reason.
    assert [r for one in quick for r in one.receipt.refused] == list(plain.receipt.refused)
    assert all(
        set(one.mapping.columns.items()) == set(plain.mapping.columns.items()) for one in quick
    )
    for name in ("rows_in", "rows_kept"):
        assert sum(getattr(one.receipt, name) for one in quick) == getattr(plain.receipt, name)
    for name in ("sections", "points", "not_located"):
        found = (getattr(one.receipt.located, name) for one in quick)
        assert sum(found) == getattr(plain.receipt.located, name)
    tables = [to_table(one.imported, "key", 0) for one in quick if one.imported is not None]
    told = pa.concat_tables([table.unify_dictionaries() for table in tables]).sort_by("row")
    expected = to_table(plain.imported, "key", 0)
    for name in expected.column_names:
        assert told[name].to_pylist() == expected[name].to_pylist(), name
        if name in ("lon", "lat", "value", "low", "high"):
            # To the sign of a zero, which is equal to the other one.
            signs = [np.signbit(table[name].to_pandas()).tolist() for table in (told, expected)]
            assert signs[0] == signs[1]
    return True


def batch_of(**columns: Any) -> pa.RecordBatch:
    named = {name.replace("_", " "): column for name, column in columns.items()}
    return pa.RecordBatch.from_arrays(list(named.values()), names=list(named))


DAY = date(2021, 11, 8)
DAYS = [DAY + timedelta(days=n) for n in range(6)]
INSTANTS = [datetime(2021, 11, 8, 0, 0), datetime(2021, 11, 8, 23, 59, 59, 999_999)] * 3
WORDY = pa.array(["a", None, "", "ż", "a", "b"])
PLACES = {
    "lon": pa.array([23.5, 24.0, None, 25.5, -0.0, 23.65]),
    "lat": [53.5, 54, None, 54, 0, 52],
}


def with_days(column: pa.Array, **more: Any) -> pa.RecordBatch:
    return batch_of(date=column, lon=PLACES["lon"], lat=pa.array(PLACES["lat"]), **more)


@pytest.mark.parametrize(
    "batch",
    [
        with_days(pa.array(DAYS)),
        with_days(pa.array(DAYS, pa.date64())),
        *(with_days(pa.array(INSTANTS, pa.timestamp(unit))) for unit in ("ms", "us", "ns")),
        with_days(pa.array(DAYS), kind=pa.array(["a", None, "", "ż", "a", "b"])),
        with_days(pa.array(DAYS), kind=WORDY.dictionary_encode()),
        with_days(pa.array(DAYS), kind=pa.array([1, 2, None, 1, 1, 3])),
        with_days(pa.array(DAYS), kind=pa.array([1.5, float("nan"), None, 1.0, -0.0, 0.0])),
        with_days(pa.array(DAYS), title=pa.array(["ein", None, "", "ż" * 40, "\n", "b"])),
        with_days(pa.array(DAYS), value=pa.array([1, 0, None, -3, 10**14, 7])),
        with_days(pa.array(DAYS), value=pa.array([1.5, -0.0, None, float("nan"), 1e14, 0.25])),
        with_days(pa.array(DAYS), value=pa.array([9] * 6, pa.uint8()), low=pa.array([1] * 6)),
        with_days(pa.array(DAYS), end_date=pa.array([*DAYS[1:], None])),
        with_days(pa.array(DAYS), mmsi=pa.array([261_000_000 + n for n in range(6)])),
        batch_of(date=pa.array(DAYS), kind=pa.array(["a"] * 6)),
    ],
)  # fmt: skip
def test_plain_columns_are_read_at_once_and_say_the_same(batch: pa.RecordBatch) -> None:
    assert assert_alike(batch, known_of(batch.schema.names))
    # Also a part of it, whose columns begin elsewhere in memory.
    assert assert_alike(batch.slice(2, 3), known_of(batch.schema.names))


FEW_PLACES, FAR_PLACES = pa.array([None, *[53.0] * 5]), pa.array([*[53.0] * 5, 191.0])


@pytest.mark.parametrize(
    ("batch", "odd"),
    [
        (with_days(pa.array([*DAYS[:5], None])), [5]),
        (with_days(pa.array([*DAYS[:5], date(1969, 12, 31)])), [5]),
        (with_days(pa.array([date(2149, 6, 6), *DAYS[:5]]), title=WORDY), [0]),
        (with_days(pa.array(DAYS), end_date=pa.array([DAY] * 6), kind=WORDY), [1, 2, 3, 4, 5]),
        (with_days(pa.array(DAYS), end_date=pa.array([*DAYS[:4], DAY, date(9999, 1, 1)])), [4, 5]),
        (batch_of(date=pa.array(DAYS), lon=pa.array([23.0] * 6), lat=FEW_PLACES), [0]),
        (batch_of(date=pa.array(DAYS), lon=pa.array([181.0, *[23.0] * 5]), lat=FAR_PLACES), [0, 5]),
        (batch_of(date=pa.array(DAYS), lon=FAR_PLACES, lat=pa.array([23.0] * 6)), None),
    ],
)  # fmt: skip
def test_rows_that_are_refused_are_left_and_the_others_read(
    batch: pa.RecordBatch, odd: list[int] | None
) -> None:
    known = known_of(batch.schema.names)
    piece = at_once(batch, known)
    if odd is None or 2 * len(odd) > batch.num_rows:
        assert piece is None
        return
    assert piece is not None and piece.odd.tolist() == odd
    assert assert_alike(batch, known)


def test_few_rows_that_would_be_taken_for_something_else_take_their_piece_along() -> None:
    # Alone, the odd rows lie on a grid of metres, about which a person would be asked.
    lon, lat = [23.0] * 40 + [7.5e5, 7.4e5], [53.0] * 40 + [5.9e6, 5.8e6]
    batch = batch_of(date=pa.array([DAY] * 42), lon=pa.array(lon), lat=pa.array(lat))
    known = known_of(batch.schema.names)
    piece = at_once(batch, known)
    assert piece is not None and piece.odd.tolist() == [40, 41]
    told = uploads_of(batch, known)
    assert told is not None and len(told) == 1
    assert told[0].receipt.rows_kept == 40 and len(told[0].receipt.refused) == 2
    assert assert_alike(batch, known)


HALF = pa.Array.from_buffers(
    pa.string(), 6, [*pa.array(["ab"] * 6).buffers()[:2], pa.py_buffer(b"a\xffab\xed\xa0abcdef")]
)


@pytest.mark.parametrize(
    "batch",
    [
        with_days(pa.array(INSTANTS, pa.timestamp("us", "UTC"))),
        with_days(pa.array(["2021-11-08"] * 6)),
        with_days(pa.array(DAYS), kind=HALF),
        with_days(pa.array(DAYS), note=HALF),
        with_days(pa.array(DAYS), title=HALF.dictionary_encode()),
        with_days(pa.array(DAYS), value=pa.array([1.0, float("inf"), 1, 1, 1, 1])),
        with_days(pa.array(DAYS), value=pa.array([1.0, 1e-7, 1, 1, 1, 1])),
        with_days(pa.array(DAYS), value=pa.array([2**63] * 6, pa.uint64())),
        with_days(pa.array(DAYS), value=pa.array([Decimal("1.50")] * 6)),
        with_days(pa.array(DAYS), title=pa.array(["x" * 100_001] * 6)),
        batch_of(date=pa.array(DAYS), lon=pa.array([181.0] * 6), lat=pa.array([1.0] * 6)),
        batch_of(date=pa.array(DAYS), lon=pa.array([53.5] * 6), lat=pa.array([23.5] * 6)),
        batch_of(date=pa.array(DAYS), lon=pa.array([4.1e6] * 6), lat=pa.array([2.1e6] * 6)),
        with_days(pa.array(DAYS), more=pa.array([[1]] * 6)),
        with_days(pa.array(DAYS), words=pa.array(["some words that nobody settled"] * 6)),
        with_days(pa.array(DAYS), **{"2020": pa.array([1] * 6), "2021": pa.array([2] * 6)}),
    ],
)  # fmt: skip
def test_what_needs_a_judgement_is_left_to_the_reader_of_any_file(batch: pa.RecordBatch) -> None:
    assert at_once(batch, known_of(batch.schema.names)) is None


@pytest.mark.parametrize("zone", ["as written", "UTC", "Europe/Warsaw", "Europe/Minsk"])
@pytest.mark.parametrize("own", ["UTC", "Europe/Vilnius", "+05:30"])
@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_instants_lie_on_the_days_of_the_clock_that_was_chosen(
    zone: str, own: str, unit: str
) -> None:
    nights = [datetime(2021, month, 28, hour, 30) for month in (3, 10) for hour in (0, 21, 23)]
    batch = with_days(pa.array(nights, pa.timestamp(unit, own)))
    assert assert_alike(batch, known_of(batch.schema.names, time_zone=zone))


def test_what_was_answered_about_axes_holds(tmp_path: Path) -> None:
    turned = batch_of(date=pa.array(DAYS), lon=pa.array([53.5] * 6), lat=pa.array([23.5] * 6))
    assert assert_alike(turned, known_of(turned.schema.names, axis_order="lat_lon"))
    assert assert_alike(turned, known_of(turned.schema.names, axis_order="lon_lat"))
    piece = at_once(turned, known_of(turned.schema.names, axis_order="lat_lon"))
    assert piece is not None and piece.upload.imported is not None
    assert set(piece.upload.imported.lon) == {23.5}
    assert (piece.upload.imported.section >= 0).all()
    for choices in ({"crs": "EPSG:2180"}, {"layout": "rows"}):
        assert at_once(turned, known_of(turned.schema.names, **choices)) is None
    other = ColumnMapping({**known_of(turned.schema.names).columns}, {}, "acled")
    assert at_once(turned, other) is None


FLOATS = some.one_of(
    some.floats(),
    some.sampled_from([0.0, -0.0, 1e-4, 9.9e-5, 180.0, -180.0, 181.0, 1e15, 999_999_999_999_999.9]),
    some.floats(-60, 60, width=32),
)
NUMBERS = {
    pa.float64(): FLOATS,
    pa.float32(): some.floats(width=32),
    pa.int64(): some.integers(-(2**63), 2**63 - 1) | some.integers(-200, 200),
    pa.uint64(): some.integers(0, 2**64 - 1),
    pa.int8(): some.integers(-128, 127),
    pa.decimal128(12, 4): some.decimals(-1000, 1000, places=4),
}
EDGES = [date(1970, 1, 1), date(1969, 12, 31), date(2149, 6, 5), date(2149, 6, 6), date(1, 1, 1)]
INSTANT = some.datetimes(datetime(1960, 1, 1), datetime(2160, 1, 1)) | some.sampled_from(INSTANTS)
DAY_KINDS = {
    pa.date32(): some.dates() | some.sampled_from(EDGES + DAYS),
    pa.date64(): some.dates() | some.sampled_from(EDGES),
    **{pa.timestamp(unit): INSTANT for unit in ("s", "ms", "us", "ns")},
    pa.timestamp("us", "Europe/Warsaw"): INSTANT,
    pa.timestamp("ns", "UTC"): INSTANT,
}
WORDS = some.one_of(
    some.sampled_from(["", " ", "a", "n/a", "2021-11-08", "23.5 53.5", "http://a.b", "Próba ż"]),
    some.text(some.characters(exclude_categories=["Cs"]), max_size=12),
)
WORD_KINDS = {
    pa.string(): WORDS,
    pa.large_string(): WORDS,
    pa.dictionary(pa.int32(), pa.string()): WORDS,
    pa.int32(): some.integers(-9, 9),
    pa.bool_(): some.booleans(),
}


@some.composite
def columns(draw: Callable[[Any], Any], kinds: dict[Any, Any], plain: Any, rows: int) -> pa.Array:
    """Draw a column: of a plain type mostly, with blanks or odd values in some."""
    if draw(some.integers(0, 3)):
        return pa.array(draw(some.lists(plain[1], min_size=rows, max_size=rows)), plain[0])
    kind = draw(some.sampled_from(list(kinds)))
    values = kinds[kind] | some.none()
    return pa.array(draw(some.lists(values, min_size=rows, max_size=rows)), kind)


@some.composite
def batches(draw: Callable[[Any], Any]) -> pa.RecordBatch:
    rows = draw(some.integers(1, 7))
    days = (pa.date32(), some.dates(date(2020, 1, 1), date(2024, 12, 31)))
    degrees = (pa.float64(), some.floats(20, 60).map(lambda number: round(number, 4)))
    words = (pa.string(), WORDS | some.none())
    counts = (pa.int64(), some.integers(0, 500) | some.none())
    told = {"date": draw(columns(DAY_KINDS, days, rows))}
    for name, kinds, plain in (
        *((name, NUMBERS, degrees) for name in ("lon", "lat")),
        *((name, WORD_KINDS, words) for name in ("kind", "title", "note", "zzz")),
        *((name, NUMBERS, counts) for name in ("value", "low", "high", "speed")),
        ("end date", DAY_KINDS, days),
    ):
        if name in ("lon", "lat") or draw(some.integers(0, 2)) == 0:
            told[name] = draw(columns(kinds, plain, rows))
    return pa.RecordBatch.from_arrays(list(told.values()), names=list(told))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    batches(),
    some.sampled_from([{}, {}, {"date_order": "dmy"}, {"decimal": ","}, {"axis_order": "lat_lon"}])
    | some.sampled_from([{"time_zone": "Europe/Minsk"}, {"time_zone": "as written"}]),
)
@example(with_days(pa.array(DAYS), note=pa.array(["ż"] * 6)), {})
def test_whatever_is_read_at_once_is_what_the_reader_of_any_file_reads(
    batch: pa.RecordBatch, choices: dict[str, str]
) -> None:
    assert_alike(batch, known_of(batch.schema.names, **choices))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def made_up(path: Path, odd: bool) -> Path:
    """Write a table of some groups; in two of them rows that are refused, if they are to be odd."""
    rows = 900
    days: list[date | None] = [DAY + timedelta(days=n % 400) for n in range(rows)]
    lon: list[float | None] = [23 + n % 17 / 8 for n in range(rows)]
    if odd:
        days[20], lon[500], days[505] = None, 999.0, date(1960, 1, 1)
    table = pa.table(
        {
            **{"date": days, "lon": lon, "lat": [52 + n % 13 / 6 for n in range(rows)]},
            "kind": pa.array(["a", "b", None, "camp"][n % 4] for n in range(rows)),
            "title": [f"what {n}" for n in range(rows)],
        }
    )
    pq.write_table(table, path, row_group_size=150)
    return path


def told(store: Path, folder: str) -> tuple[list[dict[str, Any]], bytes]:
    (part,) = (store / folder / "rows").iterdir()
    (refused,) = (store / folder / "receipts").iterdir()
    return pq.read_table(part).to_pylist(), gzip.decompress(refused.read_bytes())


@pytest.mark.parametrize("odd", [False, True])
def test_a_store_is_the_same_to_the_digest_by_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: None, odd: bool
) -> None:
    path = made_up(tmp_path / "rows.parquet", odd)
    small = StoreSettings(piece_rows=100)
    quick = build_store([path], tmp_path / "quick", settings=small)
    seen: list[CutPiece] = []
    in_order = read_pieces.in_order

    def by_cells(
        opened: Callable[[], Cutter], asked: list[Asked], known: ColumnMapping, most: int
    ) -> Iterator[CutPiece]:
        seen.extend(in_order(opened, asked, known, most))
        yield from in_order(opened, asked, None, most)

    monkeypatch.setattr(read_pieces, "in_order", by_cells)
    plain = build_store([path], tmp_path / "plain", settings=small)
    assert quick.data == plain.data and quick.sources == plain.sources
    assert told(tmp_path / "quick", quick.folder) == told(tmp_path / "plain", plain.folder)
    assert quick.rows == 900 - 3 * odd
    # Only rows with something odd in them go the long way, as the first piece always does.
    assert not any(isinstance(piece.read, bytes) for piece in seen) and len(seen) == 11
    left = [piece.left.places.tolist() for piece in seen if piece.left is not None]
    assert left == ([[50, 55]] if odd else [])
    assert check_store(tmp_path / "quick") == ()


@pytest.mark.long
def test_a_confined_process_gives_what_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made_up(tmp_path / "rows.parquet", True)
    small = StoreSettings(piece_rows=400)
    apart = build_store([path], tmp_path / "apart", settings=small)
    read_here(monkeypatch)
    assert build_store([path], tmp_path / "here", settings=small).data == apart.data


def test_a_hostile_file_ends_its_process_and_not_the_build(tmp_path: Path) -> None:
    path = made_up(tmp_path / "rows.parquet", False)
    data = bytearray(path.read_bytes())
    for place in range(40, len(data) // 2, 7):
        data[place] ^= 0x5A
    path.write_bytes(data)
    cutter = ConfinedCutter(path, StoreSettings(piece_rows=100), Limits())
    try:
        assert sum(cutter.footer().rows) == 900
        with pytest.raises(StoreError, match=r"damaged|refused"):
            list(cutter.pieces(Asked(0, 6), known_of(["date", "lon", "lat", "kind", "title"])))
    finally:
        cutter.close()


class _Lying:
    """Stands for a process that was taken over, and says what it likes."""

    def __init__(self, frames: list[tuple[bytes, bytes]]) -> None:
        self._frames = frames

    def next(self, deadline: float) -> tuple[bytes, bytes]:
        return self._frames.pop(0)


def test_rows_that_are_left_are_carried_whole_and_checked() -> None:
    left = LeftRows(np.array([1, 4], np.int32), True, b"few", b"whole")
    body = b"".join(left_parts(left))
    read = left_of(body, 5)
    assert (read.places.tolist(), read.lat_first) == ([1, 4], True)
    assert (read.data, read.whole) == (b"few", b"whole")
    for rows in (2, 4):
        with pytest.raises(ValueError, match=r"sizes|places"):
            left_of(body, rows)
    for places in ([4, 1], [1, 1], [-1, 2]):
        lie = b"".join(left_parts(replace(left, places=np.array(places, np.int32))))
        with pytest.raises(ValueError, match="places"):
            left_of(lie, 5)
    with pytest.raises(ValueError, match="head"):
        left_of(body[:3], 5)


@pytest.mark.few(3)
@pytest.mark.parametrize(
    "frames",
    [
        [(b"T", b'{"a": 1}')],
        [(b"T", b"[-1]")],
        [(b"T", b"[true]")],
        [(b"Z", b"")],
        [(b"X", b"not json")],
        [(b"T", b"[5]"), (b"F", (6).to_bytes(8, "little") + b"x")],
        [(b"T", b"[5]"), (b"F", (0).to_bytes(8, "little"))],
        [(b"T", b"[5]"), (b"R", (5).to_bytes(8, "little") + b"nonsense")],
        [(b"T", b"[5]"), (b"E", b"")],
        [(b"T", b"nothing")],
        [(b"T", b"[5]"), (b"L", b""), (b"R", (5).to_bytes(8, "little") + b"nonsense")],
    ],
)
def test_what_a_process_says_is_believed_only_where_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: list[tuple[bytes, bytes]]
) -> None:
    cutter = ConfinedCutter(made_up(tmp_path / "rows.parquet", False), StoreSettings(), Limits())
    try:
        monkeypatch.setattr(cutter, "_frames", _Lying(frames))
        with pytest.raises(StoreError):
            list(cutter.pieces(Asked(0, 1), None))
    finally:
        cutter.close()


def test_rows_that_are_not_those_that_were_asked_for_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cutter = ConfinedCutter(made_up(tmp_path / "rows.parquet", False), StoreSettings(), Limits())
    batch = with_days(pa.array(DAYS))
    piece = at_once(batch, known_of(batch.schema.names))
    assert piece is not None
    body = b"".join(to_bytes(piece.upload))
    try:
        for rows in (6, 5, 7):
            answers = [(b"T", b"[%d]" % rows), (b"R", rows.to_bytes(8, "little") + body)]
            monkeypatch.setattr(cutter, "_frames", _Lying([*answers, (b"E", b"")]))
            monkeypatch.setattr(cutter, "_footer", None)
            if rows == 6:
                (told,) = cutter.pieces(Asked(0, 1), None)
                assert isinstance(told.read, Upload) and told.read.receipt.rows_kept == 6
                continue
            with pytest.raises(StoreError, match="no clear answer"):
                list(cutter.pieces(Asked(0, 1), None))
    finally:
        cutter.close()
