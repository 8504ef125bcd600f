"""What may be brought is bounded for a session and for the server; what was left is swept."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from dashboard.errors import SettingsError
from dashboard.exports.output import write_file
from dashboard.page.server.hosts import HOSTS, LOOPBACK, served_hosts
from dashboard.page.server.uploads import UploadBounds
from dashboard.page.uploads.bounds import MIB, SERVER, SESSION, Room, bound
from events import private_prefix, sweep_leftovers

PUT = "/_stcore/upload_file/{}/file"


def length(size: object) -> Headers:
    return Headers({"content-length": str(size)})


def test_what_waits_and_what_is_on_its_way_is_counted_together() -> None:
    waiting = {"one": 3 * MIB}
    bounds = UploadBounds({SESSION: "5", SERVER: "8"}, lambda: waiting)
    with bounds.take("PUT", PUT.format("one"), length(2 * MIB)) as told:
        assert told is None
        with bounds.take("PUT", PUT.format("one"), length(1)) as told:
            assert told is not None and told.status == 413 and SESSION in told.words
        with bounds.take("PUT", PUT.format("other"), length(3 * MIB)) as told:
            assert told is None
            with bounds.take("PUT", PUT.format("third"), length(1)) as told:
                assert told is not None and SERVER in told.words
    with bounds.take("PUT", PUT.format("one"), length(2 * MIB)) as told:
        assert told is None, "room that was reserved is given back"


@pytest.mark.parametrize("size", ["", "-1", "1e9", "\xb2", "9" * 40, "0x10"])
def test_a_file_of_untold_length_is_not_taken(size: str) -> None:
    bounds = UploadBounds({}, dict)
    with bounds.take("PUT", PUT.format("one"), length(size)) as told:
        assert told is not None and told.status in (411, 413)
    with bounds.take("PUT", "/base" + PUT.format("one"), Headers({})) as told:
        assert told is not None and told.status == 411
    with bounds.take("GET", PUT.format("one"), Headers({})) as told:
        assert told is None


def test_what_sessions_keep_is_counted_until_they_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SESSION, "4")
    monkeypatch.setenv(SERVER, "6")
    gc.collect()
    one, other = Room(), Room()
    assert one.too_much("a", 4 * MIB) is None
    one.sizes["a"] = 4 * MIB
    assert "your files" in (one.too_much("b", 1) or "")
    assert one.too_much("a", 4 * MIB) is None, "the same file again takes its own place"
    assert "all who use this server" in (other.too_much("c", 3 * MIB) or "")
    one.keep(())
    assert other.too_much("c", 3 * MIB) is None
    one.sizes["a"] = 4 * MIB
    del one
    gc.collect()
    assert other.too_much("c", 3 * MIB) is None


@pytest.mark.parametrize("text", ["", "0", "-3", "many", "1.5", "9999999"])
def test_a_bound_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=SESSION):
        bound({SESSION: text}, SESSION)


@pytest.mark.parametrize(
    "text", ["", "*", "*.example", "http://a.example", "a b", "a:80", "a,,b", "ä.example", "a/b"]
)
def test_a_host_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=HOSTS):
        served_hosts({HOSTS: text})


def test_this_machine_alone_is_served_by_default() -> None:
    assert served_hosts({}) == LOOPBACK
    assert served_hosts({HOSTS: "Monitor.example., [::1]"}) == ("monitor.example", "::1")


def dead_process() -> int:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def aged(path: Path, seconds: float = 4000) -> Path:
    told = path.stat().st_mtime - seconds
    os.utime(path, (told, told))
    return path


def test_only_what_dead_processes_of_ours_left_long_ago_is_swept(tmp_path: Path) -> None:
    gone = dead_process()
    folder = tmp_path / f"border-monitor-{gone}-abc"
    folder.mkdir()
    (folder / "layer.gpkg").write_bytes(b"x")
    left = [aged(folder)]
    for name in (f".border-monitor-{gone}-a.part", f"border-monitor-{gone}-b"):
        (tmp_path / name).write_bytes(b"x")
        left.append(aged(tmp_path / name))
    kept = []
    for name in (
        "border-monitor_a4_20211108.png",
        f"border-monitor-{os.getpid()}-c",
        "other",
        "border-monitor-x-y",
    ):
        (tmp_path / name).write_bytes(b"x")
        kept.append(aged(tmp_path / name))
    (tmp_path / f"border-monitor-{gone}-young").write_bytes(b"x")
    kept.append(tmp_path / f"border-monitor-{gone}-young")
    target = tmp_path / "other"
    (tmp_path / f"border-monitor-{gone}-link").symlink_to(target)
    assert sweep_leftovers(tmp_path) == len(left)
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in kept)
    assert target.read_bytes() == b"x"


def test_an_export_sweeps_its_folder_and_leaves_nothing(tmp_path: Path) -> None:
    left = tmp_path / f".border-monitor-{dead_process()}-a.part"
    left.write_bytes(b"x")
    aged(left)
    write_file(tmp_path / "a.png", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png"]
    assert private_prefix().split("-")[2] == str(os.getpid())


def test_a_session_nobody_came_back_to_is_ended_and_emptied() -> None:
    import threading
    from types import SimpleNamespace

    from streamlit.runtime.caching.ttl_cache import TTLCache
    from streamlit.runtime.fragment import MemoryFragmentStorage
    from streamlit.runtime.memory_session_storage import MemorySessionStorage
    from streamlit.runtime.state.session_state import SessionState

    from dashboard.page.server.upkeep import end_sessions

    now = [0.0]
    storage = MemorySessionStorage()
    storage._cache = TTLCache(maxsize=8, ttl=120, timer=lambda: now[0])
    shut: list[str] = []

    def session(id_: str) -> SimpleNamespace:
        state = SessionState()
        state["bm_layers"] = [b"x" * 1000]
        return SimpleNamespace(
            id=id_,
            session_state=state,
            _fragment_storage=MemoryFragmentStorage(),
            shutdown=lambda: shut.append(id_),
        )

    gone, back = session("gone"), session("back")
    sessions = SimpleNamespace(_session_storage=storage, _storage_lock=threading.Lock())
    storage.save(SimpleNamespace(session=gone))  # type: ignore[arg-type]
    now[0] = 100
    storage.save(SimpleNamespace(session=back))  # type: ignore[arg-type]
    assert end_sessions(sessions) == 0
    now[0] = 130
    assert end_sessions(sessions) == 1
    assert shut == ["gone"]
    assert "bm_layers" not in gone.session_state and "bm_layers" in back.session_state
    assert end_sessions(sessions) == 0
    assert end_sessions(SimpleNamespace()) == 0, "another framework keeps them in another way"
