"""``scripts/bench load``: many sessions at once, opened and left again, exports among them."""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.server import serving

MOST_SOCKETS, MOST_CYCLES, MOST_EXPORTS = 50, 200, 40
_PATIENCE_S = 240
_MOST_BYTES = 64 * 1024 * 1024
_FIRST_DAY = 738_000


def add_load(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    load = commands.add_parser("load", help="sessions that move at once; one JSON line a part")
    load.add_argument("--sockets", type=int, default=50, help=f"at most {MOST_SOCKETS}")
    load.add_argument("--cycles", type=int, default=100, help=f"at most {MOST_CYCLES}")
    load.add_argument("--exports", type=int, default=20, help=f"at most {MOST_EXPORTS}")
    load.set_defaults(run=run_load)


def run_load(chosen: argparse.Namespace) -> None:
    """Print what each part took, and the memory of the server after it; this machine alone."""
    sockets = min(chosen.sockets, MOST_SOCKETS)
    cycles, exports = min(chosen.cycles, MOST_CYCLES), min(chosen.exports, MOST_EXPORTS)
    with serving("../dashboard/app.py") as (address, pid):
        parts = (
            ("first page", lambda: _open_and_leave(address, 1)),
            ("move", lambda: _move_at_once(address, sockets)),
            ("cycles", lambda: _cycles(address, cycles, exports)),
            ("left", lambda: asyncio.sleep(150)),
        )
        for name, part in parts:
            begin = time.perf_counter()
            found = asyncio.run(part()) or {}
            told = {"bench": "load", "part": name, **found}
            told |= {"seconds": round(time.perf_counter() - begin, 1), "rss_mib": rss_mib(pid)}
            print(json.dumps(told), flush=True)


def rss_mib(pid: int) -> int | None:
    """Return the memory of a process; None where there is no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


class _Session:
    """One session over its socket, as a browser has it."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._socket: Any = None
        self.errors = 0
        self.files: list[str] = []
        self.id = ""

    async def open(self, query: str) -> None:
        from websockets.asyncio.client import connect

        self._socket = await connect(
            self._address.replace("http", "ws") + "/_stcore/stream",
            origin=self._address,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=_MOST_BYTES,
            # As a browser: it answers, and does not ask by itself.
            ping_interval=None,
        )
        await self.move(query)

    async def move(self, query: str) -> float:
        """Ask for a view and wait until it is drawn; returns seconds."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        asked = BackMsg()
        asked.rerun_script.query_string = query
        begin, self.files = time.perf_counter(), []
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                told = ForwardMsg()
                told.ParseFromString(await self._socket.recv())
                kind = told.WhichOneof("type")
                if kind == "delta":
                    self.errors += _is_error(told.delta)
                    self.files += _downloads(told.delta)
                elif kind == "new_session":
                    self.id = told.new_session.initialize.session_id
                elif kind == "script_finished":
                    return time.perf_counter() - begin

    async def export(self, number: int) -> bool:
        """Press one of the buttons at the head of the page; tells whether a file came."""
        import urllib.request

        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        asked = BackMsg()
        operation = asked.backend_operation_request
        operation.request_id, operation.session_id = f"export-{number}", self.id
        operation.deferred_file.file_id = self.files[number % len(self.files)]
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                told = ForwardMsg()
                told.ParseFromString(await self._socket.recv())
                if told.WhichOneof("type") == "backend_operation_response":
                    break
        path = told.backend_operation_response.deferred_file.url
        if not path:
            return False

        def fetch() -> int:
            with urllib.request.urlopen(self._address + path, timeout=_PATIENCE_S) as answer:
                return len(answer.read())

        return await asyncio.to_thread(fetch) > 1000

    async def close(self) -> None:
        await self._socket.close()


def _is_error(delta: Any) -> bool:
    new = delta.WhichOneof("type") == "new_element"
    return bool(new and delta.new_element.HasField("exception"))


def _downloads(delta: Any) -> Iterator[str]:
    if delta.WhichOneof("type") == "new_element":
        file_id = delta.new_element.download_button.deferred_file_id
        if file_id:
            yield file_id


def _query(number: int) -> str:
    from datetime import date

    day = date.fromordinal(_FIRST_DAY + number % 300)
    return f"date={day}&window={(1, 7, 30)[number % 3]}d"


async def _open_and_leave(address: str, number: int) -> dict[str, Any]:
    session = _Session(address)
    await session.open(_query(number))
    await session.close()
    return {"errors": session.errors}


async def _move_at_once(address: str, count: int) -> dict[str, Any]:
    sessions = [_Session(address) for _ in range(count)]
    await asyncio.gather(*(s.open(_query(n)) for n, s in enumerate(sessions)))
    took: list[float] = []
    for turn in range(1, 4):
        took += await asyncio.gather(
            *(s.move(_query(n * 7 + turn * 31)) for n, s in enumerate(sessions))
        )
    await asyncio.gather(*(s.close() for s in sessions))
    return {
        "sockets": count,
        "p50_s": round(statistics.median(took), 2),
        "max_s": round(max(took), 2),
        "errors": sum(s.errors for s in sessions),
    }


async def _cycles(address: str, cycles: int, exports: int) -> dict[str, Any]:
    errors = made = failed = 0
    every = max(1, cycles // max(1, exports))
    for number in range(cycles):
        session = _Session(address)
        await session.open(_query(number))
        if number % every == 0 and made < exports:
            made += 1
            failed += not await session.export(made)
        errors += session.errors
        await session.close()
    return {"cycles": cycles, "exports": made, "errors": errors, "failed_exports": failed}
