"""A real server that may reach nothing but this machine, and asks made of it by hand."""

from __future__ import annotations

import asyncio
import base64
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
WATCH = """
import os, socket, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        target = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        host = target[0] if isinstance(target, tuple) else target
        if host not in ("127.0.0.1", "::1", "localhost", None):
            with open(os.environ["BM_CALLS"], "a") as told:
                told.write(f"{event} {target}\\n")
            raise OSError("the network is refused")

sys.addaudithook(watch)
"""
STARTS = {
    "scripts/app": [str(ROOT / "scripts" / "app")],
    "streamlit run": [
        sys.executable,
        *("-m", "streamlit", "run", "dashboard/app.py"),
    ],
    "another folder": [
        sys.executable,
        *("-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py")),
    ],
}


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where, what it called, and what it said."""

    port: int
    calls: Path
    log: Path
    process: int

    def called(self) -> list[str]:
        """Every attempt to reach another machine."""
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def ask(
        self, path: str = "/_stcore/health", method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask with the headers given; an underscore stands for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def open_socket(self, **headers: str) -> str:
        """Ask for a WebSocket; gives the line of the answer."""
        asked = {"Host": f"127.0.0.1:{self.port}", **headers}
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            "GET /_stcore/stream HTTP/1.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            *(f"{name}: {value}" for name, value in asked.items()),
        ]
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            return line.recv(4096).split(b"\r\n", 1)[0].decode()


@contextmanager
def serving(
    folder: Path, start: str = "streamlit run", environment: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Serve the page while the block runs; every attempt to call out is refused and counted."""
    (folder / "sitecustomize.py").write_text(WATCH)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    served = Served(port, folder / "calls", folder / "log", 0)
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "")
    with served.log.open("wb") as out:
        server = subprocess.Popen(
            [*STARTS[start], "--server.port", str(port)],
            cwd=folder if start == "another folder" else ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={
                **os.environ,
                **proxies,
                "PYTHONPATH": str(folder),
                "BM_CALLS": str(served.calls),
                **(environment or {}),
            },
        )
    try:
        until = time.monotonic() + 180  # started by the script, it may have to be installed first
        while True:
            assert server.poll() is None, served.log.read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                assert time.monotonic() < until, f"no answer: {served.log.read_text()}"
                time.sleep(0.1)
            else:
                break
        yield Served(port, served.calls, served.log, server.pid)
    finally:
        server.terminate()
        server.wait(20)


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread: a browser driven in this one leaves its loop running here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
