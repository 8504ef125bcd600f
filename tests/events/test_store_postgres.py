"""A store in a PostgreSQL: the same answers, nothing told of the password, whole or not there."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from import_reading import read_here
from postgres_server import PASSWORD, served
from store_asking import HOSTILE, answers, built_stores, questions, with_null

from events.__main__ import main
from events.store import (
    Asked,
    StoreError,
    StoreSettings,
    build_store,
    open_store,
    publish_store,
    read_manifest,
)

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built_stores(tmp_path_factory.mktemp("stores"))


@pytest.fixture(scope="module")
def published(server: str, stores: dict[str, Path]) -> dict[str, str]:
    """Publish both stores to one database; return the address of each."""
    told = {name: publish_store(store, server) for name, store in stores.items()}
    assert all(copied for _, copied in told.values())
    return {name: f"{server}#{manifest.data[:12]}" for name, (manifest, _) in told.items()}


def asked_of(server: str, statement: str) -> list[Any]:
    with psycopg.connect(server) as connection:
        return connection.execute(statement.encode()).fetchall()


@pytest.mark.parametrize("name", ["shipped", "awkward"])
def test_postgres_answers_as_duckdb_does(
    stores: dict[str, Path], published: dict[str, str], name: str
) -> None:
    with open_store(stores[name]) as here, open_store(published[name]) as there:
        assert there.manifest == here.manifest
        for asked in questions():
            assert answers(there, asked, 5000) == answers(here, asked, 5000), asked


def test_every_text_arrives_as_it_was(published: dict[str, str]) -> None:
    with open_store(published["awkward"]) as store:
        rows = store.rows(Asked(), 5000)
        assert set(rows.title) == {*HOSTILE, None} and set(rows.kind) == {*HOSTILE, ""}


def test_rows_have_the_indexes_that_windows_and_sections_need(
    server: str, published: dict[str, str]
) -> None:
    found = asked_of(server, "SELECT indexdef FROM pg_indexes WHERE tablename = 'store_rows'")
    told = sorted(one.partition("USING ")[2] for (one,) in found)
    assert told == ["brin (day)", "brin (day)", "btree (section, day)", "btree (section, day)"]


def test_a_store_that_is_there_is_not_copied_twice(
    server: str, stores: dict[str, Path], published: dict[str, str]
) -> None:
    manifest, copied = publish_store(stores["shipped"], server)
    assert not copied and manifest == read_manifest(stores["shipped"])


def test_of_several_stores_one_is_named(server: str, published: dict[str, str]) -> None:
    with pytest.raises(StoreError, match="holds 2 such stores"):
        open_store(server)
    with pytest.raises(StoreError, match="names no store"):
        open_store(f"{server}#' OR true --")
    with pytest.raises(StoreError, match="holds 0 such stores"):
        open_store(f"{server}#00000000")


def test_whoever_asks_changes_nothing(published: dict[str, str]) -> None:
    with open_store(published["shipped"]) as store:
        asking = store._engine.asking  # type: ignore[attr-defined]
        for statement in (b"DELETE FROM store_rows", b"CREATE TABLE mine (a int)"):
            with pytest.raises(StoreError, match="read-only transaction"), asking() as connection:
                connection.execute(statement)
        assert store.section_counts(Asked()).events == store.manifest.rows


def test_a_copy_that_is_cut_short_leaves_nothing(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    file = tmp_path / "one.csv"
    file.write_text("date,lon,lat,kind\n2024-02-29,23.6,53.5,E\n", "utf-8")
    manifest = build_store([file], tmp_path / "store")

    def stop(rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_store(tmp_path / "store", server, progress=stop)
    with pytest.raises(StoreError, match="holds 0 such"):
        open_store(f"{server}#{manifest.data}")
    told = tmp_path / "store" / "store.json"
    whole = told.read_text("utf-8")
    told.write_text(whole.replace(f'"{manifest.data}"', '"x; DROP SCHEMA public"', 1), "utf-8")
    with pytest.raises(StoreError, match="damaged"):
        publish_store(tmp_path / "store", server)
    told.write_text(whole, "utf-8")
    part = tmp_path / "store" / manifest.folder / manifest.parts[0].path
    part.write_bytes(part.read_bytes()[:-1])
    with pytest.raises(StoreError, match="not as it was written"):
        publish_store(tmp_path / "store", server)


def test_a_text_that_a_postgres_does_not_take_is_named(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    store = with_null(tmp_path)
    with pytest.raises(StoreError, match=r"row 2 of the file \w{12}…: the kind holds a null"):
        publish_store(store, server)
    with pytest.raises(StoreError, match="holds 0 such"):
        open_store(f"{server}#{read_manifest(store).data}")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("127.0.0.1:", "127.0.0.1:1"), "cannot be asked"),
        (("/postgres", "/nothing"), "does not exist"),
        (("tests:", "tests:wrong"), "password authentication failed"),
        (("/postgres", "/postgres?what=1"), "cannot be asked"),
    ],
)
def test_a_password_is_not_told(
    server: str, capsys: pytest.CaptureFixture[str], change: tuple[str, str], problem: str
) -> None:
    address = server.replace(*change)
    with pytest.raises(StoreError, match=problem) as told:
        open_store(address)
    assert PASSWORD.replace(" ", "%20") not in str(told.value) and PASSWORD not in str(told.value)
    assert told.value.__cause__ is None and told.value.__suppress_context__


def test_many_threads_ask_at_once(published: dict[str, str]) -> None:
    first = date(2021, 6, 1)
    windows = [Asked(first + timedelta(days=n), first + timedelta(days=n + 29)) for n in range(20)]
    with open_store(published["shipped"]) as store:
        one_by_one = [store.section_counts(asked) for asked in windows]
        with ThreadPoolExecutor(20) as threads:
            assert list(threads.map(store.section_counts, windows)) == one_by_one


def test_a_connection_that_broke_is_made_anew(server: str, published: dict[str, str]) -> None:
    with open_store(published["shipped"]) as store:
        events = store.section_counts(Asked()).events
        asked_of(
            server,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND usename = 'tests'",
        )
        assert store.section_counts(Asked()).events == events


def test_an_answer_that_takes_too_long_is_refused_in_words(published: dict[str, str]) -> None:
    with open_store(published["shipped"], StoreSettings(answer_s=1)) as store:
        engine = store._engine
        with (
            pytest.raises(StoreError, match="BORDER_MONITOR_STORE_ANSWER_S"),
            engine.asking() as connection,  # type: ignore[attr-defined]
        ):
            connection.execute("SELECT pg_sleep(5)")


def test_the_command_says_what_it_did(
    server: str, stores: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["store", "publish", str(stores["shipped"]), "--to", server]) == 0
    told = capsys.readouterr()
    assert read_manifest(stores["shipped"]).data[:12] in told.out
    assert PASSWORD.replace(" ", "%20") not in told.out + told.err
