"""Integrity of what is shipped: tables, layers and the page's own files against the manifests."""

from __future__ import annotations

import argparse
from functools import lru_cache
from pathlib import Path

import events
import geodata
from dashboard.feed.assets import parts
from dashboard.scene import places
from events import Ledger, load_ledger, table_holding, tables_folder, tell

DONE, DIFFERENT = 0, 1


def problems() -> tuple[str, ...]:
    """Return what is not as it was shipped, a sentence each; a look at sizes and times first."""
    layers = geodata.shipped()
    return (*_tables().problems(), *layers.problems(), *parts().problems())


def _tables() -> geodata.Holding:
    """Return the tables as they are on disk: they may change while a server runs."""
    folder = tables_folder()
    return _looked_at(folder, tuple(table_holding(folder).states().items()))


@lru_cache(maxsize=2)
def _looked_at(folder: Path, states: tuple[tuple[str, object], ...]) -> geodata.Holding:
    del states
    return table_holding(folder)


def read_tables() -> Ledger:
    """Read the tables for a command; what is not as it was shipped is said, and not left out.

    Raises
    ------
    TableError
        A table is missing or damaged.
    """
    tell(*problems(), *places.problems(), error=True)
    return load_ledger(tables_folder())


def changed() -> tuple[str, ...]:
    """Return the names of layers and files of the page that changed since they were read.

    They are not used: what was read goes on being drawn, served and named by its digest.
    """
    return (*geodata.shipped().changed(), *parts().changed())


def add_manifest(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "manifest",
        help="write, for the shipped files or tables of your own, what they are by SHA-256",
        description="Write MANIFEST beside the shipped files, or into a folder of tables of your "
        "own. Page and command line then tell when one of them is missing or damaged.",
        epilog="Exit codes: 0 done or as listed, 1 not as listed, or could not be done.",
    )
    command.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="a folder of tables of your own"
    )
    command.add_argument("--check", action="store_true", help="only compare")
    command.set_defaults(run=run_manifest)


def run_manifest(chosen: argparse.Namespace) -> int:
    """Write the manifests, or compare with them.

    Raises
    ------
    GeodataError
        A file cannot be read, or there is none.
    """
    if chosen.folder is not None:
        holdings = [table_holding(chosen.folder)]
    else:
        holdings = [table_holding(shipped_tables()), geodata.shipped(), parts()]
    code = DONE
    for holding in holdings:
        path = holding.folder / geodata.MANIFEST
        text = geodata.write_manifest(holding)
        if not chosen.check:
            path.write_text(text, encoding="utf-8", newline="")
            tell(path)
        elif not path.is_file() or path.read_text("utf-8") != text:
            tell(f"{path}: is not what the files are", error=True)
            code = DIFFERENT
    return code


def shipped_tables() -> Path:
    """Return the folder of the shipped tables, whatever folder is shown."""
    return Path(events.__file__).parent / "data"
