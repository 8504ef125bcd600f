"""Cells nest, and tiles hold every event once: on every zoom, in every year, of every kind."""

from __future__ import annotations

import gzip
import math
import struct
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from events.store import StoreError, StoreSettings, Tile, cells_at, decode_tile
from events.store.cells import column_and_row, interleaved
from events.store.counts import cut_tiles, frequent_kinds
from events.store.engine import opened
from events.store.tile_files import read_tile, tile_path, write_tiles
from events.store.tiles import encode_tile

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


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
@example([(180.0, 90.0, date(2020, 2, 29), "attempt"), (-180.0, -90.0, date(2021, 1, 1), "")])
def test_tiles_count_every_event_once(tmp_path: Path, rows: list[Row]) -> None:
    path = written(rows, tmp_path)
    counts = Counter(kind for _, _, _, kind in rows)
    frequent = sorted(counts, key=lambda kind: (-counts[kind], kind))[:7]
    with opened((tmp_path,), StoreSettings()) as connection:
        kinds = frequent_kinds(connection, [path])
        assert list(kinds) == frequent
        for zoom in ZOOMS:
            tiles = list(cut_tiles(connection, [path], kinds, zoom))
            assert sum(tile.events for tile in tiles) == len(rows)
            expected: Counter[tuple[int, int, date, int]] = Counter()
            for lon, lat, day, kind in rows:
                cell = cells_at(np.array([lon]), np.array([lat])) >> np.uint32(2 * (14 - zoom))
                (x,), (y,) = column_and_row(cell)
                code = frequent.index(kind) if kind in frequent else len(frequent)
                expected[int(x), int(y), day, code] += 1
            assert told_by(tiles) == expected
            assert len({tile_path(tile) for tile in tiles}) == len(tiles)


def told_by(tiles: list[Tile]) -> Counter[tuple[int, int, date, int]]:
    """Return what tiles say after they were written as bytes, by column, row, day and kind."""
    found: Counter[tuple[int, int, date, int]] = Counter()
    for tile in tiles:
        read = decode_tile(encode_tile(tile))
        first = date(read.year, 1, 1).toordinal()
        for day, cell, kind, count in zip(
            read.day.tolist(),
            read.cell.tolist(),
            read.kind.tolist(),
            read.count.tolist(),
            strict=True,
        ):
            x, y = 16 * read.x + cell % 16, 16 * read.y + cell // 16
            found[x, y, date.fromordinal(first + day), kind] += count
    return found


def one_tile(count: int) -> Tile:
    """Return a tile of two entries, the second as large as asked for."""
    return Tile(
        *(12, 148, 83, 2020, 2),
        np.array([59, 365], np.uint16),
        np.array([0, 255], np.uint8),
        np.array([1, 0], np.uint8),
        np.array([3, count], np.uint32),
    )


@pytest.mark.parametrize("count", [1, 65_535, 65_536, 3_000_000])
def test_a_count_of_any_size_is_kept(count: int) -> None:
    read = decode_tile(encode_tile(one_tile(count)))
    assert read.events == 3 + count
    assert read.day[0] == 59 and set(read.day[1:]) == {365}
    assert (read.zoom, read.x, read.y, read.year, read.kinds) == (12, 148, 83, 2020, 2)


def test_the_bytes_are_those_that_the_document_tells() -> None:
    data = encode_tile(one_tile(7))
    assert data[:4] == b"BMT1"
    assert struct.unpack_from("<BBhIIII", data, 4) == (12, 2, 2020, 148, 83, 2, 0)
    assert struct.unpack_from("<Q", data, 24) == (10,)
    table = struct.unpack_from("<367I", data, 32)
    assert (table[59], table[60], table[365], table[366]) == (0, 1, 1, 2)
    assert struct.unpack_from("<2H2B2B", data, 1500) == (3, 7, 0, 255, 1, 0)
    assert len(data) == 1500 + 2 * 4


@pytest.mark.parametrize("place", [0, 4, 6, 20, 24, 40, 1498, 1500, 1506])
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
