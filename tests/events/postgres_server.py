"""A PostgreSQL of the tests' own: on this machine alone, in a folder of its own, for a while."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
PASSWORD = "a secret of this test"


def program(name: str) -> str | None:
    """Return the path of one of PostgreSQL's programs, wherever the system keeps them."""
    found = [str(folder / name) for folder in PROGRAMS if (folder / name).is_file()]
    return found[0] if found else shutil.which(name)


@contextmanager
def served() -> Iterator[str]:
    """Start a server on a free port of the loopback, and give the address of a database."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    if initdb is None or pg_ctl is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The server does not run as root.
    user = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
    if user:
        shutil.chown(folder, "nobody")
    word = folder / "password"
    word.write_text(PASSWORD, "utf-8")
    word.chmod(0o644)

    def run(*command: str) -> None:
        subprocess.run([*user, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    run(
        *(initdb, "-D", data, "-U", "tests", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        *("--auth=scram-sha-256", f"--pwfile={word}"),
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
    try:
        run(pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://tests:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{port}/postgres"
    finally:
        run(pg_ctl, "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
