"""What the server does by itself: sweeps what a killed one left, and gives memory back."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import cache
from typing import Any

from starlette.middleware import Middleware
from streamlit import config, runtime

from dashboard.errors import SettingsError
from dashboard.page.server.calls import forbid_calls
from dashboard.page.server.downloads import forget_downloads, keep_downloads
from dashboard.page.server.gate import Gate
from dashboard.page.server.hosts import served_hosts
from dashboard.page.server.uploads import UploadBounds
from events import sweep_leftovers

EVERY_SECONDS = 20.0
"""How often it is looked whether somebody has left."""


def guarded(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return what the server's application is made with: the gate, and the upkeep.

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
    return {"middleware": [Middleware(Gate, hosts=hosts, bounds=bounds)], "lifespan": upkeep}


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
async def upkeep(app: object) -> AsyncIterator[None]:
    """Sweep at the start, and look after memory while the server runs."""
    del app
    sweep_leftovers()
    keep_downloads()
    task = asyncio.create_task(_look_after_memory(), name="border-monitor-upkeep")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


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
            await asyncio.to_thread(give_back)
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


def give_back() -> None:
    """Collect what nothing refers to, and hand free memory back to the system."""
    gc.collect()
    with suppress(ImportError):
        import pyarrow as pa  # type: ignore[import-untyped]

        if "pyarrow" in sys.modules:
            pa.default_memory_pool().release_unused()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """Return the C library's call that hands free memory back; None where there is none."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
