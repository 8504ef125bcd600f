"""The option of a command that names the folder of the tables, and the ledger it gives."""

from __future__ import annotations

import argparse
from pathlib import Path

from events.ledger import Ledger, load_ledger, tables_folder
from events.table_files import table_holding
from events.terminal import tell


def add_tables(parser: argparse.ArgumentParser) -> None:
    """Add the option to a command."""
    parser.add_argument(
        "--tables",
        type=Path,
        metavar="FOLDER",
        help="folder of the tables (default: BORDER_MONITOR_TABLES, else the shipped one)",
    )


def chosen_folder(options: argparse.Namespace) -> Path:
    """Return the folder that was asked for."""
    return options.tables or tables_folder()


def read_chosen(options: argparse.Namespace) -> Ledger:
    """Read the tables that were asked for; what is not as their manifest lists it is said.

    Raises
    ------
    TableError
        A table is missing or damaged.
    """
    folder = chosen_folder(options)
    tell(*table_holding(folder).problems(), error=True)
    return load_ledger(folder)
