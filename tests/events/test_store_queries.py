"""Questions to a store: DuckDB answers as a plain look at every row does, and cannot be misled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as some
from import_reading import read_here
from numpy.typing import NDArray
from store_asking import (
    HOSTILE,
    PlainRows,
    answers,
    built_stores,
    ground,
    questions,
    with_null,
)

from events import Where, WhereKind
from events.store import (
    Asked,
    StoreError,
    StoreSettings,
    build_store,
    open_store,
    read_manifest,
)
from events.store.cells import cells_at
from events.store.covers import Cells, cover_of, points_within
from events.store.duckdb_rows import locked, selected


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built_stores(tmp_path_factory.mktemp("stores"))


@pytest.mark.parametrize("name", ["shipped", "awkward"])
def test_duckdb_answers_as_a_look_at_every_row_does(stores: dict[str, Path], name: str) -> None:
    plain = PlainRows(stores[name])
    with open_store(stores[name]) as store:
        assert store.manifest.rows == len(plain.rows) > 500
        found = 0
        for asked in questions():
            told = answers(store, asked, limit := 5000 if found % 4 else 7)
            assert told == plain.answers(asked, limit), asked
            found += told["total"] > 0
    assert found > 10


def test_all_that_is_awkward_is_in_the_store(stores: dict[str, Path]) -> None:
    with open_store(stores["awkward"]) as store:
        assert set(HOSTILE) | {""} == set(store.kind_counts(Asked()))
        counts = store.section_counts(Asked())
        assert counts.not_located > 100 and counts.elsewhere > 100 and counts.sections
        leap = store.day_counts(Asked(date(2024, 2, 29), date(2024, 3, 1)))
        assert leap.days.astype(str).tolist() == ["2024-02-29", "2024-03-01"]


@given(
    corners=some.tuples(some.floats(-180, 180), some.floats(-84, 84)),
    size=some.tuples(some.floats(0.001, 200), some.floats(0.001, 100)),
    points=some.lists(some.tuples(some.floats(-180, 180), some.floats(-90, 90)), max_size=20),
    most=some.sampled_from([1, 16, 512]),
)
def test_no_point_is_where_the_cells_of_an_area_say_it_is_not(
    corners: tuple[float, float],
    size: tuple[float, float],
    points: list[tuple[float, float]],
    most: int,
) -> None:
    west, south = corners
    east, north = min(west + size[0], 180.0), min(south + size[1], 85.0)
    if not west < east:
        return
    where = ground((west, south), (east, north))
    edges = [(x, y) for x in (west, (west + east) / 2, east) for y in (south, north)]
    lon, lat = np.array([*points, *edges], float).T
    inside = points_within(where, lon, lat)
    cover, cell = cover_of(where, most), cells_at(lon, lat).astype(np.int64)

    def held(cells: Cells) -> NDArray[np.bool_]:
        return np.isin(cell >> 2 * (14 - cells.zoom), cells.numbers)

    assert len(cover.within.numbers) + len(cover.rim.numbers) <= most
    assert inside[held(cover.within)].all() and not (held(cover.within) & held(cover.rim)).any()
    assert not inside[~held(cover.within) & ~held(cover.rim)].any()


@pytest.mark.parametrize("corners", [((14.0, 49.0), (33.0, 60.0)), ((23.0, 52.0), (24.5, 54.5))])
def test_an_area_is_counted_without_a_look_at_most_of_its_rows(
    corners: tuple[tuple[float, float], ...],
) -> None:
    # Else a view of Europe would bring every row into memory.
    cover = cover_of(ground(*corners))
    assert cover.within.zoom == cover.rim.zoom
    assert len(cover.rim.numbers) < len(cover.within.numbers) / 5


@pytest.mark.parametrize(
    "asked",
    [
        "COPY (SELECT 1) TO '{rows}/written.parquet'",
        "COPY store_rows TO '{rows}/0000.parquet'",
        "EXPORT DATABASE '{rows}'",
        "CREATE TABLE mine AS SELECT 1",
        "DROP VIEW store_rows",
        "ATTACH '{rows}/other.db'",
        "SET threads = 1",
        "RESET lock_configuration",
        "INSTALL httpfs",
        "CALL duckdb_settings()",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_a_store_that_is_open_is_not_written(stores: dict[str, Path], asked: str) -> None:
    manifest = read_manifest(stores["shipped"])
    rows = stores["shipped"] / manifest.folder / "rows"
    before = {file.name: file.read_bytes() for file in rows.iterdir()}
    connection = locked([rows / "0000.parquet"], StoreSettings(memory_mb=128))
    with pytest.raises((StoreError, duckdb.Error)):
        selected(connection, asked.format(rows=rows), {})
    # Nor would it be if the gate were open, except by a name that is in the store already.
    if "0000" not in asked:
        with pytest.raises(duckdb.Error):
            connection.execute(f"COPY (SELECT 1) TO '{rows}/written.parquet'")
    connection.close()
    assert {file.name: file.read_bytes() for file in rows.iterdir()} == before


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_text('{store}/store.json')",
        "SELECT * FROM read_parquet('{rows}/../rows/*.parquet')",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "SELECT getenv('HOME')",
    ],
)
def test_nothing_but_the_rows_is_read(stores: dict[str, Path], asked: str) -> None:
    store = stores["shipped"]
    rows = store / read_manifest(store).folder / "rows"
    connection = locked([rows / "0000.parquet"], StoreSettings(memory_mb=128))
    with pytest.raises(duckdb.Error):
        selected(connection, asked.format(store=store, rows=rows), {})
    connection.close()


def test_many_threads_ask_at_once_and_each_gets_its_own_answer(stores: dict[str, Path]) -> None:
    windows = [
        Asked(date(2021, 6, 1) + timedelta(days=n), date(2021, 6, 30) + timedelta(days=n))
        for n in range(50)
    ]
    with open_store(stores["shipped"]) as store:
        one_by_one = [store.section_counts(asked) for asked in windows]
        with ThreadPoolExecutor(50) as threads:
            assert list(threads.map(store.section_counts, windows)) == one_by_one
    assert len({counts.events for counts in one_by_one}) > 5


def test_a_kind_with_a_null_character_is_a_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    store = with_null(tmp_path)
    with open_store(store) as opened:
        assert opened.kind_counts(Asked(kinds=("a\0b", "\0"))) == {"a\0b": 1}
        assert opened.kind_counts(Asked(kinds=("a",))) == {"a": 1}
        assert opened.rows(Asked(kinds=("a\0b",)), 9).title.tolist() == ["x\0y"]


@pytest.mark.parametrize("limit", [-1, 1_000_001])
def test_a_number_of_rows_to_list_has_bounds(stores: dict[str, Path], limit: int) -> None:
    with open_store(stores["shipped"]) as store, pytest.raises(StoreError, match="1,000,000"):
        store.rows(Asked(), limit)


def test_the_limit_cuts_the_list_and_not_the_count(stores: dict[str, Path]) -> None:
    poland = Asked(where=Where(WhereKind.BORDER, "BY-PL"))
    with open_store(stores["shipped"]) as store:
        some_rows, no_rows = store.rows(poland, 3), store.rows(poland, 0)
        assert len(some_rows) == 3 and len(no_rows) == 0
        assert some_rows.total == no_rows.total == store.section_counts(poland).events > 3


@pytest.mark.parametrize("name", ["st[1]*?", "a'; DROP TABLE x; --", 'q"q', "ź ż", "{0} $1"])
def test_a_store_of_any_name_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    read_here(monkeypatch)
    file = tmp_path / "one.parquet"
    table = {"date": ["2024-02-29"], "kind": ["a"], "lon": [23.6], "lat": [53.5]}
    pq.write_table(pa.table(table), file)
    build_store([file], tmp_path / name)
    with open_store(tmp_path / name) as store:
        assert store.kind_counts(Asked()) == {"a": 1}


def test_a_store_without_its_rows_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    file = tmp_path / "one.csv"
    file.write_text("date,lon,lat,kind\n2024-02-29,23.6,53.5,E\n", "utf-8")
    manifest = build_store([file], tmp_path / "store")
    part = tmp_path / "store" / manifest.folder / manifest.parts[0].path
    with open_store(tmp_path / "store") as store:
        part.write_bytes(part.read_bytes()[:-1])
        with pytest.raises(StoreError, match="Open the store again"):
            store.kind_counts(Asked())
    for _ in range(2):
        with pytest.raises(StoreError, match="not as it was written"):
            open_store(tmp_path / "store")
        part.unlink(missing_ok=True)
    with pytest.raises(StoreError, match="is no store"):
        open_store(tmp_path / "nothing")


def test_a_question_that_needs_too_much_memory_is_refused_in_words(
    stores: dict[str, Path],
) -> None:
    with (
        open_store(stores["awkward"], StoreSettings(memory_mb=1)) as store,
        pytest.raises(StoreError, match="BORDER_MONITOR_STORE_MEMORY_MB"),
    ):
        store.rows(Asked(), 5000)
