"""What the server does by itself: sweeps, gets ready for visits, and gives memory back."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from threading import Thread
from typing import Any

from starlette.middleware import Middleware
from streamlit import config, runtime
from streamlit.runtime.scriptrunner_utils import script_run_context

from dashboard.errors import SettingsError
from dashboard.page.server.calls import forbid_calls
from dashboard.page.server.downloads import forget_downloads, keep_downloads
from dashboard.page.server.gate import Gate
from dashboard.page.server.hosts import served_hosts
from dashboard.page.server.settlement import give_back, settle
from dashboard.page.server.uploads import UploadBounds
from events import sweep_leftovers

EVERY_SECONDS = 20.0
"""How often it is looked whether somebody has left."""
_READY = "border-monitor-ready"


def guarded(
    environment: Mapping[str, str] = os.environ, prepare: Callable[[], None] | None = None
) -> dict[str, Any]:
    """Return what the server's application is made with: the gate, and the upkeep.

    Parameters
    ----------
    environment : mapping of str to str
        Names the hosts and the bounds.
    prepare : callable, optional
        Gets ready what the first visit needs, beside the server as it begins to listen.

    Raises
    ------
    SettingsError
        When a setting of the environment cannot be used, or the server's own are not found.
    """
    hosts = served_hosts(environment)
    if config.get_option("server.address") is None:
        # The framework would listen on every address of the machine.
        raise SettingsError(
            "dashboard/.streamlit/config.toml is missing, or names no address to listen on. Put it "
            "back as it was shipped, or give --server.address 127.0.0.1."
        )
    bounds = UploadBounds(environment, waiting_bytes)
    forbid_calls()
    # The framework looks at the host of a socket once more.
    config.set_option("server.allowedHosts", list(hosts))

    def lifespan(app: object) -> AbstractAsyncContextManager[None]:
        return upkeep(app, prepare)

    return {"middleware": [Middleware(Gate, hosts=hosts, bounds=bounds)], "lifespan": lifespan}


def waiting_bytes() -> dict[str, int]:
    """Return the bytes of uploaded files that nobody has read yet, by session."""
    if not runtime.exists():
        return {}
    storage = getattr(runtime.get_instance().uploaded_file_mgr, "file_storage", {})
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(storage.items())
    }


@asynccontextmanager
async def upkeep(app: object, prepare: Callable[[], None] | None = None) -> AsyncIterator[None]:
    """Sweep at the start, get ready for visits, and look after memory while the server runs."""
    del app
    sweep_leftovers()
    keep_downloads()
    if prepare is not None:
        # A thread that the end of the server does not wait for.
        Thread(target=_get_ready, args=(prepare,), name=_READY, daemon=True).start()
    task = asyncio.create_task(_look_after_memory(), name="border-monitor-upkeep")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _get_ready(prepare: Callable[[], None]) -> None:
    # The framework warns of a thread that belongs to no visit; this one is meant to.
    logging.getLogger(script_run_context.__name__).addFilter(_is_of_a_visit)
    prepare()
    settle()


def _is_of_a_visit(record: logging.LogRecord) -> bool:
    return record.threadName != _READY


async def _look_after_memory() -> None:
    """Let go of sessions that have ended, and give what they held back to the system.

    The framework drops a session that nobody came back to only when the next visitor arrives,
    and its loop keeps hold of the last one meanwhile.
    """
    before = 0
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        if not runtime.exists():
            continue
        ended = end_sessions(runtime.get_instance()._session_mgr)
        now = len(runtime.get_instance()._session_mgr.list_sessions())
        if forget_downloads() or ended or now < before:
            await asyncio.to_thread(give_back, nobody_here=not now)
        before = now


def end_sessions(sessions: Any) -> int:
    """End the sessions whose time to come back is over, and empty them; returns how many.

    Parameters
    ----------
    sessions : SessionManager
        The framework's; nothing is done when it keeps sessions in another way than known.
    """
    stored = getattr(getattr(sessions, "_session_storage", None), "_cache", None)
    held = getattr(stored, "_data", None)
    if stored is None or held is None:
        return 0
    with sessions._storage_lock:
        known = dict(held)
        stored.expire()
        ended = [info.session for id_, info in known.items() if id_ not in held]
    for session in ended:
        session.shutdown()
        # Whoever still holds it holds nothing of what was brought.
        session.session_state.clear()
        session._fragment_storage.clear()
    return len(ended)
