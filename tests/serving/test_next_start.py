"""What is kept for the next start is what would be worked out, or is not used."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from dashboard.page import cache, code_read, next_start
from dashboard.page.next_start import MOST_KEPT, NextStart
from dashboard.scene.state import MapState
from events import Selection, tables_folder

ROOT = Path(__file__).parents[2]
TOKEN = "0" * 32


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    cache.keep_for_next_start(None)
    st.cache_resource.clear()


class Work:
    """Counts how often something is worked out."""

    def __init__(self, result: bytes = b"worked out") -> None:
        self.result = result
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.result


@pytest.fixture
def kept(tmp_path: Path) -> NextStart:
    return NextStart(tmp_path / "kept", "code")


def only_file(kept: NextStart) -> Path:
    (path,) = kept.folder.iterdir()
    return path


def test_what_was_worked_out_once_is_taken_the_next_time(kept: NextStart) -> None:
    work = Work()
    for _ in range(3):
        assert NextStart(kept.folder, "code").take("feed", "data 1", work) == b"worked out"
    assert work.times == 1
    assert kept.folder.stat().st_mode & 0o077 == 0, "the folder is the owner's alone"


@pytest.mark.parametrize(
    ("code", "what", "asked"),
    [("other", "feed", "data 1"), ("code", "newest", "data 1"), ("code", "feed", "data 2")],
    ids=["another program", "another thing", "other data"],
)
def test_what_was_made_of_anything_else_is_not_taken(
    kept: NextStart, code: str, what: str, asked: str
) -> None:
    kept.take("feed", "data 1", Work(b"stale"))
    work = Work()
    assert NextStart(kept.folder, code).take(what, asked, work) == b"worked out"
    assert work.times == 1


@pytest.mark.parametrize("name", ["version", "libraries"])
def test_another_python_or_library_works_out_anew(
    kept: NextStart, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.take("feed", "data 1", Work(b"stale"))
    if name == "version":
        monkeypatch.setattr(next_start.sys, "version", "3.99")
    else:
        monkeypatch.setattr(next_start, "version", lambda _: "99")
    assert kept.take("feed", "data 1", Work()) == b"worked out"


def test_a_damaged_file_is_worked_out_and_kept_anew(kept: NextStart) -> None:
    kept.take("feed", "data 1", Work())
    path = only_file(kept)
    whole = path.read_bytes()
    damaged = [whole[:at] for at in (0, 1, 30, len(whole) - 1)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    damaged.append(whole + b"!")
    for text in damaged:
        path.write_bytes(text)
        work = Work()
        assert kept.take("feed", "data 1", work) == b"worked out"
        assert work.times == 1
        assert path.read_bytes() == whole


def test_a_file_under_the_name_of_another_is_not_taken(kept: NextStart) -> None:
    kept.take("feed", "data 1", Work(b"of other data"))
    stale = only_file(kept)
    kept.take("feed", "data 2", Work())
    (wanted,) = set(kept.folder.iterdir()) - {stale}
    shutil.copy(stale, wanted)
    assert kept.take("feed", "data 2", Work()) == b"worked out"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_file_of_another_owner_is_not_taken(
    kept: NextStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.take("feed", "data 1", Work(b"of somebody else"))
    monkeypatch.setattr(next_start.os, "getuid", lambda: kept.folder.stat().st_uid + 1)
    assert kept.take("feed", "data 1", Work()) == b"worked out"


def test_a_folder_that_cannot_be_written_to_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = NextStart(tmp_path / "file" / "kept", "code")
    work = Work()
    for _ in range(2):
        assert kept.take("feed", "data 1", work) == b"worked out"
    assert work.times == 2
    # A folder stands where the file would.
    kept = NextStart(tmp_path / "kept", "code")
    kept.take("feed", "data 1", work)
    path = only_file(kept)
    path.unlink()
    path.mkdir()
    assert kept.take("feed", "data 1", work) == b"worked out"


def test_several_servers_at_once_all_get_the_whole(kept: NextStart) -> None:
    content = os.urandom(300_000)
    found: list[bytes] = []

    def serve() -> None:
        for number in range(10):
            one = NextStart(kept.folder, f"code {number % 3}")
            found.append(one.take("feed", "data 1", lambda: content))

    servers = [threading.Thread(target=serve) for _ in range(6)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert len(found) == 60
    assert set(found) == {content}
    assert len(list(kept.folder.iterdir())) == 3, "nothing half written is left"


def test_what_earlier_programs_left_goes(kept: NextStart) -> None:
    for number in range(MOST_KEPT + 4):
        NextStart(kept.folder, f"code {number}").take("feed", "data 1", Work())
        newest = max(kept.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    NextStart(kept.folder, "now").take("feed", "data 1", Work())
    assert len(list(kept.folder.iterdir())) == MOST_KEPT
    work = Work()
    NextStart(kept.folder, "now").take("feed", "data 1", work)
    assert work.times == 0


def test_nothing_is_kept_where_it_is_off_or_of_tables_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = next_start.next_start
    assert chosen("code", {"BORDER_MONITOR_CACHE": "off"}) is None
    named = chosen("code", {"BORDER_MONITOR_CACHE": str(tmp_path)})
    assert named == NextStart(tmp_path, "code")
    found = chosen("code", {"XDG_CACHE_HOME": str(tmp_path)})
    assert found == NextStart(tmp_path / "border-monitor", "code")
    own = tmp_path / "tables"
    shutil.copytree(tables_folder(), own)
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(own))
    assert chosen("code", {"BORDER_MONITOR_CACHE": str(tmp_path)}) is None


def test_the_opening_view_from_the_folder_is_the_one_worked_out(
    kept: NextStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = MapState()
    asked = (TOKEN, state.start, (state.window,), state.selection)

    def opened() -> tuple[bytes, object]:
        st.cache_resource.clear()
        ledger = cache.newest()
        return cache.feed(ledger, *asked), cache.newest_days(ledger)

    plain = opened()
    cache.keep_for_next_start(kept)
    assert opened() == plain
    assert len(list(kept.folder.iterdir())) == 2

    def again(*_: object) -> None:
        raise AssertionError("worked out again")

    for name in ("build_feed", "newest_days_of"):
        monkeypatch.setattr(cache, name, again)
    assert opened() == plain


@pytest.mark.long
def test_other_views_leave_nothing_on_the_disk(kept: NextStart) -> None:
    cache.keep_for_next_start(kept)
    state, ledger = MapState(), cache.newest()
    cache.feed(ledger, TOKEN, state.start, ("1d",), state.selection)
    narrowed = Selection(borders=("BY-PL",))
    cache.feed(ledger, TOKEN, date(2021, 11, 1), (state.window,), narrowed)
    assert not kept.folder.exists()


@pytest.mark.long
def test_other_data_takes_nothing_that_was_kept(
    kept: NextStart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = MapState()
    asked = (TOKEN, state.start, (state.window,), state.selection)
    cache.keep_for_next_start(kept)
    before = cache.feed(cache.newest(), *asked)
    own = tmp_path / "tables"
    shutil.copytree(tables_folder(), own)
    path, row = own / "flow_reports.csv", "flow-0741,delfi-lt-2021-11-10,turn_backs,count,126,"
    text = path.read_text("utf-8")
    assert row in text
    path.write_text(text.replace(row, row.replace("126", "156")), "utf-8")
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(own))
    assert cache.feed(cache.newest(), *asked) != before


def test_a_changed_moved_or_added_module_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_read, "ROOT", tmp_path)
    module = tmp_path / "events" / "one.py"
    module.parent.mkdir()
    module.write_text("A = 1\n")
    numbers = [code_read.number_of_code(), code_read.number_of_code()]
    assert numbers[0] == numbers[1]
    module.write_text("A = 2\n")
    numbers.append(code_read.number_of_code())
    module.rename(module.with_name("two.py"))
    numbers.append(code_read.number_of_code())
    (tmp_path / "events" / "three.py").touch()
    numbers.append(code_read.number_of_code())
    assert len(set(numbers[1:])) == 4


def test_the_number_of_the_program_is_taken_before_it_is_loaded() -> None:
    loaded = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys, dashboard.page.code_read; "
            "print(*sorted(n for n in sys.modules if n.partition('.')[0] "
            "in ('dashboard', 'events', 'geodata')))",
        ],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert loaded == ["dashboard", "dashboard.page", "dashboard.page.code_read"]
    tree = ast.parse((ROOT / "dashboard" / "app.py").read_text("utf-8"))
    ours = [
        node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard")
    ]
    # Errors are names and words: nothing is worked out by them.
    assert ours[:2] == ["dashboard.errors", "dashboard.page.code_read"]
