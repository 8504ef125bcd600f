"""Files that the page offers: kept until a browser that was told of them has come for them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from asking import run_apart
from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.page.server import downloads, keep_downloads, upkeep
from dashboard.page.server.downloads import PatientFiles


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def storage() -> MemoryMediaFileStorage:
    return MemoryMediaFileStorage("/media")


@pytest.fixture
def files(storage: MemoryMediaFileStorage, clock: Clock) -> PatientFiles:
    return PatientFiles(storage, clock)


def offer(files: PatientFiles, said: bytes) -> str:
    return files.add_deferred(lambda: said, "text/csv", "0.1.2", "rows.csv", element_id="data")


def test_a_press_that_crosses_a_run_still_gets_its_file(files: PatientFiles) -> None:
    former = offer(files, b"a")
    offer(files, b"b")  # a run draws the button anew, in the same place
    files.remove_orphaned_files()
    assert files.execute_deferred(former).startswith("/media/")


def test_a_made_file_outlives_the_runs_of_others(
    files: PatientFiles, storage: MemoryMediaFileStorage, clock: Clock
) -> None:
    name = files.execute_deferred(offer(files, b"a")).rpartition("/")[2]
    for _ in range(50):
        clock.now += 0.5
        files.remove_orphaned_files()
    assert storage.get_file(name).content == b"a"


def test_what_is_offered_stays_and_what_is_not_goes(
    files: PatientFiles, storage: MemoryMediaFileStorage, clock: Clock
) -> None:
    former, now = offer(files, b"a"), offer(files, b"b")
    name = files.execute_deferred(now).rpartition("/")[2]
    files.remove_orphaned_files()
    clock.now += 29.9
    files.remove_orphaned_files()
    files.execute_deferred(former)
    clock.now += 0.1
    files.remove_orphaned_files()
    with pytest.raises(MediaFileStorageError, match="not found"):
        files.execute_deferred(former)
    with pytest.raises(MediaFileStorageError):
        storage.get_file(name)
    assert files.execute_deferred(now)


def test_a_session_that_ends_leaves_nothing(files: PatientFiles, clock: Clock) -> None:
    files.execute_deferred(offer(files, b"a"))
    files.clear_session_refs()
    files.remove_orphaned_files()
    clock.now += 30
    files.remove_orphaned_files()
    assert (files._file_metadata, files._deferred_callables) == ({}, {})


def test_files_of_one_name_and_length_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_media_file_storage, "_PARTIAL_HASH_THRESHOLD", 1_048_576)
    keep_downloads()
    storage = MemoryMediaFileStorage("/media")
    files = PatientFiles(storage)
    first = bytes(2_000_000)
    second = first[:500_000] + b"1" + first[500_001:]
    for content in (first, second):
        name = files.add(content, "application/pdf", "0.1", "a.pdf", is_for_static_download=True)
        assert storage.get_file(name.rpartition("/")[2]).content == content


def test_a_server_that_starts_keeps_files(monkeypatch: pytest.MonkeyPatch) -> None:
    running = SimpleNamespace(media_file_mgr=MediaFileManager(MemoryMediaFileStorage("/media")))
    running._media_file_mgr = running.media_file_mgr
    monkeypatch.setattr(downloads.runtime, "exists", lambda: True)
    monkeypatch.setattr(downloads.runtime, "get_instance", lambda: running)

    async def start() -> None:
        async with upkeep(object()):
            pass

    run_apart(start())
    assert isinstance(running._media_file_mgr, PatientFiles)
