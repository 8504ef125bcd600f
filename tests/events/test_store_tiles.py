"""Cells nest, and tiles hold every event once: on every zoom, in every year, of every kind."""

from __future__ import annotations

import gzip
import math
import struct
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from events.store import StoreError, StoreSettings, Tile, cells_at, cuts, decode_tile
from events.store.cells import column_and_row, interleaved
from events.store.counts import frequent_kinds, kinds_held
from events.store.cuts import cut_zooms
from events.store.engine import opened
from events.store.tile_files import read_index, read_tile, tile_path, write_index, write_tiles
from events.store.tiles import encode_tile, years_of

ZOOMS = (6, 8, 10, 12)
LONGITUDES = some.one_of(some.sampled_from([-180.0, 180.0, 0.0, 23.65]), some.floats(-180, 180))
LATITUDES = some.one_of(some.sampled_from([-90.0, 90.0, 0.0, 53.5]), some.floats(-90, 90))
DAYS = some.one_of(
    some.sampled_from([date(2020, 2, 29), date(2020, 12, 31), date(2021, 12, 31)]),
    some.dates(date(1990, 1, 1), date(2030, 12, 31)),
)
KINDS = some.sampled_from(["", "attempt", "a'; DROP TABLE x; --", "Próba", *"bcdefghi"])
Row = tuple[float, float, date, str]
ROWS = some.lists(some.tuples(LONGITUDES, LATITUDES, DAYS, KINDS), min_size=1, max_size=60)


def plain_cell(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Return column and row by the formula that map servers give, in plain floats."""
    count = 2**zoom
    bound = math.radians(max(-85.0511287798066, min(85.0511287798066, lat)))
    x = math.floor((lon + 180) / 360 * count)
    y = math.floor((1 - math.asinh(math.tan(bound)) / math.pi) / 2 * count)
    return min(max(x, 0), count - 1), min(max(y, 0), count - 1)


@given(LONGITUDES, LATITUDES)
def test_a_cell_lies_where_map_servers_put_it(lon: float, lat: float) -> None:
    cell = cells_at(np.array([lon]), np.array([lat]))
    (x,), (y,) = column_and_row(cell)
    plain = plain_cell(lon, lat, 14)
    # Two formulas may differ in the last bit, on an edge between two cells.
    assert abs(int(x) - plain[0]) <= 1 and abs(int(y) - plain[1]) <= 1
    across, down = (lon + 180) / 360 * 2**14, _down(lat)
    if min(across % 1, 1 - across % 1, down % 1, 1 - down % 1) > 1e-6:
        assert (int(x), int(y)) == plain


def _down(lat: float) -> float:
    bound = math.radians(max(-85.0511287798066, min(85.0511287798066, lat)))
    return (1 - math.asinh(math.tan(bound)) / math.pi) / 2 * 2**14


@given(some.lists(some.tuples(some.integers(0, 65535), some.integers(0, 65535)), min_size=1))
def test_numbers_of_cells_nest_and_are_read_back(places: list[tuple[int, int]]) -> None:
    x, y = (np.array(part, np.uint32) for part in zip(*places, strict=True))
    cells = interleaved(x, y)
    for back, part in zip(column_and_row(cells), (x, y), strict=True):
        assert (back == part).all()
    assert (cells >> np.uint32(2) == interleaved(x >> np.uint32(1), y >> np.uint32(1))).all()


def written(rows: list[Row], folder: Path) -> Path:
    lon, lat, days, kinds = zip(*rows, strict=True)
    path = folder / "rows.parquet"
    cells = cells_at(np.array(lon), np.array(lat))
    pq.write_table(pa.table({"cell": cells, "day": list(days), "kind": list(kinds)}), path)
    return path


def expected_of(
    rows: list[Row], frequent: list[str], zoom: int, held: tuple[str, ...] = ()
) -> Counter[tuple[int, int, date, int]]:
    """Return what the tiles of a zoom are to say, counted row by row."""
    found: Counter[tuple[int, int, date, int]] = Counter()
    for lon, lat, day, kind in rows:
        if kind in held and zoom == 12:
            continue
        cell = cells_at(np.array([lon]), np.array([lat])) >> np.uint32(2 * (14 - zoom))
        (x,), (y,) = column_and_row(cell)
        code = frequent.index(kind) if kind in frequent else len(frequent)
        found[int(x), int(y), day, code] += 1
    return found


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(ROWS, some.sampled_from([1, 3, 16_384]), some.sets(KINDS, max_size=3))
@example(
    [(180.0, 90.0, date(2020, 2, 29), "attempt"), (-180.0, -90.0, date(2021, 1, 1), "")], 1, ()
)
def test_tiles_count_every_event_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[Row],
    most: int,
    sensitive: set[str],
) -> None:
    monkeypatch.setattr(cuts, "MOST_ENTRIES", most)
    monkeypatch.setattr(cuts, "_AT_ONCE", 7)
    path = written(rows, tmp_path)
    counts = Counter(kind for _, _, _, kind in rows)
    frequent = sorted(counts, key=lambda kind: (-counts[kind], kind))[:7]
    with opened((tmp_path,), StoreSettings()) as connection:
        kinds = frequent_kinds(connection, [path])
        assert list(kinds) == frequent
        held = kinds_held(connection, [path], tuple(sensitive))
        assert set(held) == sensitive & counts.keys()
        zooms = []
        for counted in cut_zooms(connection, [path], kinds, held):
            zooms.append(counted.zoom)
            tiles = list(counted.tiles)
            assert counted.held == (sum(counts[kind] for kind in held) if counted.zoom == 12 else 0)
            assert sum(tile.events for tile in tiles) == len(rows) - counted.held
            assert told_by(tiles) == expected_of(rows, frequent, counted.zoom, held)
            assert len({tile_path(tile) for tile in tiles}) == len(tiles)
            check_squares(tiles, most)
        assert zooms == [12, 10, 8, 6]


def check_squares(tiles: list[Tile], most: int) -> None:
    """See that no square lies in another, and that those with few entries hold all years."""
    squares = {(tile.level, tile.x, tile.y) for tile in tiles}
    for level, x, y in squares:
        above = {(up, x >> (level - up), y >> (level - up)) for up in range(level)}
        assert not above & squares
    for tile in tiles:
        if tile.year is None:
            assert len(tile.day) <= most
        else:
            assert tile.level == tile.zoom - 4
            twins = [
                one for one in tiles if (one.level, one.x, one.y) == (tile.level, tile.x, tile.y)
            ]
            assert sum(len(one.day) for one in twins) > most


def test_events_strewn_over_the_world_are_few_files(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    count = 40_000
    cells = cells_at(chance.uniform(-180, 180, count), chance.uniform(-85, 85, count))
    days = np.datetime64("2010-01-01") + chance.integers(0, 5_000, count)
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"cell": cells, "day": days, "kind": ["a"] * count}), path)
    with opened((tmp_path,), StoreSettings()) as connection:
        for counted in cut_zooms(connection, [path], ("a",), ()):
            index = write_tiles(counted.tiles, tmp_path)
            write_index(tmp_path, counted.zoom, index, counted.held)
            assert read_index(tmp_path, counted.zoom) == index
            assert len(index) <= 256
            read = [read_tile(tmp_path, name)[0] for name in index]
            assert sum(tile.events for tile in read) == count


def told_by(tiles: list[Tile]) -> Counter[tuple[int, int, date, int]]:
    """Return what tiles say after they were written as bytes, by column, row, day and kind."""
    found: Counter[tuple[int, int, date, int]] = Counter()
    for tile in tiles:
        read = decode_tile(encode_tile(tile), tile.year)
        side = 2 ** (read.zoom - read.level)
        for day, cell, kind, count in zip(
            read.day.tolist(),
            read.cell.tolist(),
            read.kind.tolist(),
            read.count.tolist(),
            strict=True,
        ):
            x, y = side * read.x + cell % side, side * read.y + cell // side
            found[x, y, date(1970, 1, 1) + timedelta(days=day), kind] += count
    return found


DAY = (date(2020, 12, 31) - date(1970, 1, 1)).days


def one_tile(count: int, level: int = 8) -> Tile:
    """Return a tile of two entries, the second as large as asked for."""
    side = 2 ** (12 - level)
    return Tile(
        *(12, level, 8, 5, 2020, 2),
        np.array([DAY - 306, DAY], np.int32),
        np.array([0, side * side - 1], np.uint16),
        np.array([1, 0], np.uint8),
        np.array([3, count], np.uint32),
    )


@pytest.mark.parametrize("level", [8, 7, 4])
@pytest.mark.parametrize("count", [1, 65_535, 65_536, 3_000_000])
def test_a_count_of_any_size_is_kept(count: int, level: int) -> None:
    read = decode_tile(encode_tile(one_tile(count, level)), 2020)
    assert read.events == 3 + count
    assert read.day[0] == DAY - 306 and set(read.day[1:]) == {DAY}
    assert set(read.cell[1:]) == {4 ** (12 - level) - 1}
    assert (read.zoom, read.level, read.x, read.y, read.kinds) == (12, level, 8, 5, 2)


@pytest.mark.parametrize(("level", "width"), [(8, 1), (7, 2)])
def test_the_bytes_are_those_that_the_document_tells(level: int, width: int) -> None:
    data = encode_tile(one_tile(7, level))
    assert data[:4] == b"BMT2"
    assert struct.unpack_from("<BBBBIIII", data, 4) == (12, level, 2, width, 8, 5, 2, 2)
    assert struct.unpack_from("<Q", data, 24) == (10,)
    assert struct.unpack_from("<2i3I", data, 32) == (DAY - 306, DAY, 0, 1, 2)
    last = 4 ** (12 - level) - 1
    assert struct.unpack_from(f"<2H2{'BH'[width - 1]}2B", data, 36 + 8 * 2) == (3, 7, 0, last, 1, 0)
    assert len(data) == 36 + 8 * 2 + (3 + width) * 2


# Another day of the same year would be as good a tile: that is what the digest is for.
@pytest.mark.parametrize("place", [0, 4, 5, 7, 8, 12, 16, 20, 24, 34, 39, 40, 44, 48, 52, 58])
def test_a_damaged_tile_is_refused(tmp_path: Path, place: int) -> None:
    index = write_tiles([one_tile(7)], tmp_path)
    (path,) = index
    read_tile(tmp_path, path)
    data = bytearray(encode_tile(one_tile(7)))
    data[place] ^= 0xFF
    (tmp_path / f"{path}.gz").write_bytes(gzip.compress(data))
    with pytest.raises(StoreError):
        read_tile(tmp_path, path)
    (tmp_path / f"{path}.gz").write_bytes(gzip.compress(data[:-1]))
    with pytest.raises(StoreError):
        read_tile(tmp_path, path)


def test_years_are_those_of_the_calendar() -> None:
    days = [date(1970, 1, 1), date(1999, 12, 31), date(2000, 2, 29), date(2149, 6, 5)]
    numbers = np.array([(day - date(1970, 1, 1)).days for day in days], np.int32)
    assert years_of(numbers).tolist() == [1970, 1999, 2000, 2149]
