"""A store through Spark: the same answers. Run by hand, with Java: ``scripts/test -m spark``."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from import_reading import read_here
from store_asking import answers, awkward_file, built_stores, questions

from events.store import Asked, StoreError, build_store, open_store

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Start a Spark of two threads on this machine alone."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, of other libraries' versions
        builder = sql.SparkSession.builder.master("local[2]")
        for name, value in (
            ("spark.ui.enabled", "false"),
            ("spark.driver.host", "127.0.0.1"),
            ("spark.driver.bindAddress", "127.0.0.1"),
            ("spark.sql.shuffle.partitions", "2"),
        ):
            builder = builder.config(name, value)
        running = builder.getOrCreate()
    running.sparkContext.setLogLevel("OFF")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built_stores(tmp_path_factory.mktemp("stores"))


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", ["shipped", "awkward"])
def test_spark_answers_as_duckdb_does(session: Any, stores: dict[str, Path], name: str) -> None:
    with open_store(stores[name]) as here, open_store(f"spark:{stores[name]}") as there:
        for asked in questions():
            assert answers(there, asked, 5000) == answers(here, asked, 5000), asked


@pytest.mark.filterwarnings("default")
def test_two_stores_are_told_apart(session: Any, stores: dict[str, Path]) -> None:
    with (
        open_store(f"spark:{stores['shipped']}") as one,
        open_store(f"spark:{stores['awkward']}") as other,
    ):
        for store in (one, other):
            assert store.section_counts(Asked()).events == store.manifest.rows
    assert session.range(3).count() == 3  # the cluster's session stays


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", ["st[1]*?", "{0,1} $1", "ź %20 ż", "a'; DROP TABLE x; --"])
def test_a_store_of_any_name_is_opened(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    read_here(monkeypatch)
    build_store([awkward_file(tmp_path / "awkward.parquet")], tmp_path / name)
    leap = Asked(date(2024, 2, 29), date(2024, 2, 29))
    with (
        open_store(tmp_path / name) as here,
        open_store(f"spark:{tmp_path / name}") as there,
    ):
        assert there.kind_counts(leap) == here.kind_counts(leap) != {}


@pytest.mark.filterwarnings("default")
def test_files_that_are_gone_are_told_in_words(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    manifest = build_store([awkward_file(tmp_path / "awkward.parquet")], tmp_path / "store")
    with open_store(f"spark:{tmp_path / 'store'}") as store:
        (tmp_path / "store" / manifest.folder / manifest.parts[0].path).unlink()
        with pytest.raises(StoreError, match="Spark cannot answer"):
            store.kind_counts(Asked())
    with pytest.raises(StoreError, match="not as it was written"):
        open_store(f"spark:{tmp_path / 'store'}")
