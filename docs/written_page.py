"""Writes a page of the documents that is made from the tables, or says whether it is stale."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from events import Ledger, load_ledger


def run(
    name: str, build_page: Callable[[Ledger], str], arguments: Sequence[str] | None = None
) -> int:
    """Write ``docs/<name>.md``, or with ``--check`` only compare; return the exit code.

    Parameters
    ----------
    name : str
        Name of the page, without its ending.
    build_page : callable
        Makes its text from the ledger.
    arguments : sequence of str, optional
        Those of the command line by default.
    """
    parser = argparse.ArgumentParser(prog=f"python -m docs.{name}_page")
    parser.add_argument(
        "--check", action="store_true", help=f"write nothing; exit 1 when docs/{name}.md is stale"
    )
    check: bool = parser.parse_args(arguments).check
    path = Path(__file__).with_name(f"{name}.md")
    text = build_page(load_ledger())
    if not check:
        path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if path.is_file() and path.read_bytes() == text.encode("utf-8"):
        return 0
    message = f"docs/{name}.md is not what the tables give. Run scripts/build-docs."
    print(message, file=sys.stderr)
    return 1
