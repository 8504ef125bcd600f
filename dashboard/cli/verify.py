"""The command ``verify``: an answer a file, the highest code for all of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard.cli.file_options import add_with, read_bytes
from dashboard.cli.project import add_opening, contents_of
from dashboard.cli.store_options import add_stores, open_stores
from dashboard.errors import SnapshotError
from dashboard.feed.integrity import read_tables
from events import tell

MOST_BYTES = 256 * 1024 * 1024
_CODES = (
    "Exit codes: 0 same, 3 made with earlier data or rule, 4 altered, 5 not ours, 6 cannot tell "
    "(made by other versions, or with a brought file or a store that is not at hand); of several "
    "files the highest. 1 could not be read, 2 not understood."
)


def add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "verify",
        help="tell whether a file is what the data at hand makes of it",
        description="Draw each file again from the state and time it carries, and compare.",
        epilog=_CODES,
    )
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="any file made by this program"
    )
    add_with(command, "a file that was brought; may be given several times")
    add_stores(command, "a store that was shown")
    add_opening(command)
    command.set_defaults(run=run_verify)


def run_verify(chosen: argparse.Namespace) -> int:
    """Print an answer for each file; return the highest code.

    Raises
    ------
    SnapshotError
        When a file cannot be read.
    """
    from dashboard.exports.verify import FilesAtHand, verify

    contents = [(path, _read(path)) for path in chosen.files]
    held = [read_bytes(path) for path in chosen.brought]
    if chosen.project is not None:
        held += contents_of(chosen.project).values()
    brought = FilesAtHand(held, open_stores(chosen.stores))
    ledger = read_tables()
    codes = []
    for path, content in contents:
        verdict = verify(content, ledger, brought)
        first, *reasons = verdict.lines
        tell(f"{path}: {first}", *(f"  {reason}" for reason in reasons))
        codes.append(int(verdict.answer))
    return max(codes)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SnapshotError(f"{path}: larger than any file of this program. Name another.")
        return path.read_bytes()
    except OSError as error:
        raise SnapshotError(
            f"{path}: cannot be read ({error.strerror}). Name a file that was taken away."
        ) from None
