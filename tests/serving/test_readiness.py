"""The server gets ready for the first visit by itself, and settles what it will always need."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from asking import run_apart
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from dashboard.page import cache, components
from dashboard.page.code_read import AT_START
from dashboard.page.first_visit import make_ready
from dashboard.page.server import held, let_mount, upkeep
from dashboard.page.server.settlement import give_back, settle

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


class Ring:
    """Refers to itself: the last reference from outside does not end it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def unsettled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BORDER_MONITOR_CACHE", "off")
    st.cache_resource.clear()
    yield
    gc.unfreeze()
    cache.keep_for_next_start(None)
    st.cache_resource.clear()


def test_the_collector_passes_over_what_is_settled() -> None:
    settle()
    assert gc.get_freeze_count() > 100_000
    assert len(gc.get_objects()) < 10_000


def test_rubbish_made_after_the_settling_is_collected_as_before() -> None:
    settle()
    ring = Ring()
    watch = weakref.ref(ring)
    del ring
    gc.collect()
    assert watch() is None


def test_what_was_settled_and_let_go_of_is_given_back_when_nobody_is_left() -> None:
    ring = Ring()
    watch = weakref.ref(ring)
    settle()
    del ring
    gc.collect()
    assert watch() is not None, "a ring among what is settled waits"
    give_back(nobody_here=False)
    assert watch() is not None
    give_back(nobody_here=True)
    assert watch() is None
    assert gc.get_freeze_count() > 100_000, "what the server keeps is settled anew"


def test_what_a_visit_brought_goes_when_it_leaves_others_behind() -> None:
    settle()
    settled = gc.get_freeze_count()
    ring, other = Ring(), Ring()
    watch = weakref.ref(ring)
    del ring
    give_back(nobody_here=False)
    assert watch() is None
    # Nothing of those who are still here is passed over.
    assert gc.get_freeze_count() <= settled
    watch = weakref.ref(other)
    del other
    gc.collect()
    assert watch() is None


def test_a_server_gets_ready_beside_its_start_and_then_settles(
    caplog: pytest.LogCaptureFixture,
) -> None:
    began, may_end = threading.Event(), threading.Event()
    at_work: list[threading.Thread] = []

    def prepare() -> None:
        at_work.append(threading.current_thread())
        # Of a thread that belongs to no visit the framework would warn.
        get_script_run_ctx()
        began.set()
        assert may_end.wait(20)

    async def start() -> int:
        async with upkeep(object(), prepare):
            # It serves while it gets ready.
            assert await asyncio.to_thread(began.wait, 20)
            before = gc.get_freeze_count()
            may_end.set()
            await asyncio.to_thread(at_work[0].join, 20)
            return before

    gc.unfreeze()
    assert run_apart(start()) == 0
    assert gc.get_freeze_count() > 0
    assert at_work[0].daemon, "the end of a server does not wait for it"
    assert not caplog.records


def test_a_visit_after_it_works_nothing_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = threading.Thread(target=make_ready, args=(AT_START,))
    ready.start()
    ready.join()

    def again(*_: object) -> None:
        raise AssertionError("worked out again")

    for name in ("load_ledger", "build_feed", "newest_days_of", "build_scene"):
        monkeypatch.setattr(cache, name, again)
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    assert "8–14 Nov 2021" in "".join(element.proto.body for element in page.get("html"))


@pytest.mark.long
def test_tables_that_cannot_be_read_are_left_to_the_page_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(tmp_path / "nowhere"))
    make_ready(AT_START)
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    assert page.error


@pytest.mark.long
def test_what_is_held_is_squeezed_before_anybody_asks() -> None:
    make_ready(AT_START)
    address = components.scripts_address()
    before = held._squeezed.cache_info()
    answer = held.held_answer(f"/{address}/map/map.js", "gzip")
    assert answer is not None
    assert answer.headers["content-encoding"] == "gzip"
    assert held._squeezed.cache_info().misses == before.misses


def test_a_component_declared_outside_a_visit_is_made_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known: list[object] = []
    running = SimpleNamespace(component_registry=SimpleNamespace(register_component=known.append))
    monkeypatch.setattr(held.runtime, "exists", lambda: True)
    monkeypatch.setattr(held.runtime, "get_instance", lambda: running)
    component = SimpleNamespace(name="one")
    let_mount(component)  # type: ignore[arg-type]
    assert known == [component]
