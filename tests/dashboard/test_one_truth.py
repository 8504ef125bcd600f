"""Figures and the hash of the data come from one reading, also while tables change on disk."""

from __future__ import annotations

import os
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import geodata
from dashboard.exports.fingerprint import data_fingerprint
from dashboard.exports.formats import FORMATS
from dashboard.exports.request import build_order
from dashboard.exports.verify import Answer, verify
from dashboard.scene.scene import build_scene
from events import load_ledger, select, tables_folder

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")
CREATED = datetime(2026, 11, 26, 12, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("fresh_caches")


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tables"
    shutil.copytree(tables_folder(), folder)
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(folder))
    return folder


def change(folder: Path, *, same_size_and_time: bool = False) -> None:
    """Make 126 people turned back on one day another figure."""
    path = folder / "flow_reports.csv"
    told = path.stat()
    text = path.read_text("utf-8")
    row = "flow-0741,delfi-lt-2021-11-10,turn_backs,count,126,"
    other = row.replace("126", "156" if same_size_and_time else "6")
    assert row in text
    path.write_text(text.replace(row, other), "utf-8")
    if same_size_and_time:
        os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
        assert (path.stat().st_size, path.stat().st_mtime_ns) == (told.st_size, told.st_mtime_ns)


def opened() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=180)
    page.query_params["date"] = "2021-11-08"
    return page.run()


def words_of(page: AppTest) -> str:
    said = [element.proto.body for element in page.get("html")]
    return "\n".join(
        said + [element.value for kind in ("error", "code") for element in page.get(kind)]
    )


def csv_of(page: AppTest) -> bytes:
    """Make the CSV export of the page as it stands, as its button does."""
    state = page.session_state["bm_state"]
    ledger = page.session_state["bm_ground"]
    scene = build_scene(select(ledger, state.selection), state)
    return FORMATS["csv"].draw(ledger, scene, build_order(created=CREATED))[0]


@pytest.mark.few(1)
@pytest.mark.parametrize("hidden", [False, True], ids=["plainly", "with size and time kept"])
def test_a_table_changed_under_the_page_is_read_anew_told_and_named_by_its_hash(
    tables: Path, hidden: bool
) -> None:
    page = opened()
    before = csv_of(page)
    assert "Lithuania 89.8 turned back a day" in words_of(page)
    change(tables, same_size_and_time=hidden)
    page.run()
    after = csv_of(page)
    said = words_of(page)
    assert "flow_reports.csv: changed on disk since this page was opened" in said
    assert f"Lithuania {'94.8' if hidden else '69.8'} turned back a day" in said
    fresh = load_ledger(tables)
    assert verify(after, fresh).answer is Answer.SAME
    assert verify(before, fresh).answer is Answer.MADE_EARLIER
    assert before != after


def test_a_file_made_before_the_page_is_drawn_anew_is_of_the_old_tables_whole(tables: Path) -> None:
    page = opened()
    old = load_ledger(tables)
    change(tables)
    made = csv_of(page)
    assert data_fingerprint(old.digests).sha256.encode() in made
    assert verify(made, old).answer is Answer.SAME


@pytest.mark.long
def test_tables_that_change_while_they_are_read_are_never_mixed(tables: Path) -> None:
    path = tables / "flow_reports.csv"
    old = path.read_bytes()
    new = old.replace(b",309,", b",9,")
    done = threading.Event()

    def writer() -> None:
        while not done.is_set():
            for content in (new, old):
                copy = path.with_suffix(".new")
                copy.write_bytes(content)
                copy.replace(path)

    thread = threading.Thread(target=writer)
    thread.start()
    try:
        import hashlib

        known = {hashlib.sha256(c).hexdigest(): c is new for c in (old, new)}
        for _ in range(15):
            ledger = load_ledger(tables)
            found = {
                r.quantity.value
                for r in ledger.reports.values()
                if r.kind == "flow" and r.quantity is not None
            }
            assert (309 not in found) == known[ledger.digests["flow_reports.csv"]]
    finally:
        done.set()
        thread.join()


def test_a_layer_is_held_as_it_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "layers"
    shutil.copytree(geodata.data_folder(), folder)
    holding = geodata.Holding(folder)
    before, digests = holding.read("forest.geojson"), holding.digests()
    (folder / "forest.geojson").write_bytes(before.replace(b"1", b"2"))
    assert holding.read("forest.geojson") == before
    assert holding.digests() == digests
    assert holding.changed() == ("forest.geojson",)
    (folder / "forest.geojson").write_bytes(before)
    assert holding.changed() == (), "touched, and the same as before"
