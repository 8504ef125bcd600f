"""The database of a store sees its folder and nothing else, and no text becomes a statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as some
from import_reading import read_here

from events.store import StoreError, StoreSettings, build_store, check_store, read_manifest
from events.store.engine import opened, quoted_name, quoted_text
from events.uploads import FileRefusedError, Limits

TEXTS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.csv").write_text("a\n1\n", "utf-8")
    with opened((inside,), StoreSettings(memory_mb=128)) as connection:
        yield connection


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('{outside}/outside.csv')",
        "SELECT * FROM read_csv('{outside}/inside/../outside.csv')",
        "SELECT * FROM glob('{outside}/*')",
        "COPY (SELECT 1) TO '{outside}/written.csv'",
        "ATTACH '{outside}/other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "SET memory_limit = '8GB'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "RESET lock_configuration",
        "PRAGMA enable_profiling = 'json'",
    ],
)
def test_nothing_outside_is_read_written_or_unlocked(
    tmp_path: Path, database: duckdb.DuckDBPyConnection, asked: str
) -> None:
    if asked.startswith("SELECT * FROM glob"):
        found = []
        try:
            found = database.execute(asked.format(outside=tmp_path)).fetchall()
        except duckdb.Error:
            return
        assert found == []
        return
    with pytest.raises(duckdb.Error):
        database.execute(asked.format(outside=tmp_path)).fetchall()
    assert not (tmp_path / "written.csv").exists()


def test_memory_and_threads_are_those_of_the_settings(tmp_path: Path) -> None:
    with opened((tmp_path,), StoreSettings(memory_mb=96, threads=1)) as connection:
        asked = "SELECT current_setting('memory_limit'), current_setting('threads')"
        assert connection.execute(asked).fetchone() == ("96.0 MiB", 1)


@pytest.fixture(scope="module")
def plain() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        yield connection


@given(text=TEXTS)
def test_a_quoted_text_is_that_text_and_a_quoted_name_that_name(
    plain: duckdb.DuckDBPyConnection, text: str
) -> None:
    assert plain.execute(f"SELECT {quoted_text(text)}").fetchone() == (text,)
    if text:
        told = plain.execute(f"SELECT 1 AS {quoted_name(text)}").description
        assert told is not None and told[0][0] == text


def test_a_null_character_is_refused() -> None:
    for quoted in (quoted_text, quoted_name):
        with pytest.raises(StoreError, match="null character"):
            quoted("a\0b")


@pytest.mark.parametrize(
    "name", ["st[1]*?", "a'; DROP TABLE x; --", 'q"q', "ź ż", "%s {0} $1", "-rf"]
)
def test_a_store_may_have_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    read_here(monkeypatch)
    hostile = "x'); COPY (SELECT 1) TO 'y.csv'; --"
    file = tmp_path / f"{name}.parquet"
    table = {"date": ["2024-02-29", "2024-03-01"], "kind": [hostile, "a"], "title": [None, hostile]}
    pq.write_table(pa.table({**table, "lon": [23.6, 23.7], "lat": [53.5, 53.5]}), file)
    build_store([file], tmp_path / name)
    assert check_store(tmp_path / name) == ()
    manifest = read_manifest(tmp_path / name)
    assert set(manifest.kinds) == {hostile, "a"} and manifest.sources[0].file == file.name


def test_too_little_memory_is_told_with_the_setting(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="BORDER_MONITOR_STORE_MEMORY_MB"),
        opened((tmp_path,), StoreSettings(memory_mb=24)) as connection,
    ):
        connection.execute("SELECT string_agg(range::VARCHAR) FROM range(20000000)").fetchall()


@pytest.mark.parametrize("text", ["0", "-1", "much", "1.5", "١", "9999999999", "9" * 5000])
def test_a_setting_is_a_whole_number_above_zero(text: str) -> None:
    with pytest.raises(StoreError, match="BORDER_MONITOR_STORE_THREADS"):
        StoreSettings.from_environment({"BORDER_MONITOR_STORE_THREADS": text})
    with pytest.raises(FileRefusedError, match="BORDER_MONITOR_MAX_ROWS"):
        Limits.from_environment({"BORDER_MONITOR_MAX_ROWS": text})
    assert StoreSettings.from_environment({"BORDER_MONITOR_STORE_THREADS": "3"}).threads == 3
