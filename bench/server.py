"""A Streamlit server for one measurement, and what its browser's renderer weighs."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PATIENCE_S = 60


def framework_settings() -> dict[str, str]:
    """Return the framework's settings of the dashboard as environment, for scripts elsewhere.

    The framework looks for them beside the script that it runs, and calls out without them.
    """
    text = (ROOT / "dashboard" / ".streamlit" / "config.toml").read_text("utf-8")
    return {
        f"STREAMLIT_{section}_{re.sub('(?=[A-Z])', '_', name)}".upper(): str(value).lower()
        if isinstance(value, bool)
        else str(value)
        for section, settings in tomllib.loads(text).items()
        for name, value in settings.items()
        if isinstance(value, bool | int | float | str)
    }


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(script: str, port: int, *arguments: object) -> list[str]:
    """Return the command that serves a Streamlit script of this package."""
    options = ["--server.port", str(port), "--server.headless", "true"]
    path = str(Path(__file__).parent / script)
    words = [sys.executable, "-m", "streamlit", "run", path, *options]
    return [*words, "--", *map(str, arguments)]


@contextmanager
def served(script: str, *arguments: object) -> Iterator[str]:
    """Serve a script while the block runs; gives its address."""
    with serving(script, *arguments) as (address, _):
        yield address


@contextmanager
def serving(script: str, *arguments: object) -> Iterator[tuple[str, int]]:
    """Serve a script while the block runs; gives its address and the number of its process."""
    port = free_port()
    server = subprocess.Popen(
        command(script, port, *arguments),
        cwd=ROOT,
        env={**os.environ, **framework_settings(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(server, f"{address}/_stcore/health")
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(10)


def wait_for(server: subprocess.Popen[bytes], health: str) -> None:
    """Wait until a server answers at an address; ends the program when it never does."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("bench: the server did not start.")


def renderer_mb(mark: str) -> float | None:
    """Return the memory of the heaviest renderer of the browser started with a mark.

    Its own pages and the pages it shares as pictures; not the program's code, which every
    process of the browser maps. None where there is no /proc.
    """
    parents: dict[int, int] = {}
    lines: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            lines[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except OSError:
            continue
    browsers = {pid for pid, line in lines.items() if mark in line and "--type=" not in line}

    def is_ours(pid: int) -> bool:
        while pid > 1:
            if pid in browsers:
                return True
            pid = parents.get(pid, 0)
        return False

    weights = [
        _own_kb(Path(f"/proc/{pid}/status").read_text())
        for pid, line in lines.items()
        if "--type=renderer" in line and is_ours(pid)
    ]
    return round(max(weights) / 1024, 1) if weights else None


def _own_kb(status: str) -> int:
    sizes = dict(line.split(":", 1) for line in status.splitlines())
    return sum(int(sizes[name].split()[0]) for name in ("RssAnon", "RssShmem", "VmSwap"))
