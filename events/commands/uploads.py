"""The commands ``check`` and ``import`` of files that people bring, and their options."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``check`` and ``import`` to the command line."""
    check = commands.add_parser(
        "check",
        help="read a file of events and print its receipt",
        description=(
            "Reads CSV, TSV, XLSX, ODS, GeoJSON, JSON Lines, GeoPackage, Parquet, KML or a zipped "
            "shapefile and says what became of every row. Ends with 0 when the file was read, "
            "perhaps with refused rows; 2 when a choice is needed first; 3 when the file is "
            "refused."
        ),
    )
    _add_options(check)
    check.set_defaults(run=_check)
    bring = commands.add_parser(
        "import",
        help="read a file of events and write rows, receipt and mapping into a folder",
        description=(
            "Reads a file as check does, and writes NAME.events.csv, NAME.receipt.json and "
            "NAME.mapping.json into a folder. The mapping reads the next file of the same shape. "
            "Ends as check does, and with 4 when every row was refused: there is nothing to use."
        ),
    )
    _add_options(bring)
    bring.add_argument(
        "--into", type=Path, required=True, metavar="DIR", help="folder to write into"
    )
    bring.set_defaults(run=_import)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the file")
    add_reading_options(parser)


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a file is to be read, and how its receipt is printed."""
    parser.add_argument(
        "--as", dest="adapter", metavar="ADAPTER", help='read it as this known shape, or "none"'
    )
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE", help="a mapping saved before, JSON or TOML"
    )
    parser.add_argument(
        "--choose",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="answer one question, as in date_order=dmy or columns.day=Date; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="print the receipt as JSON")


def _check(options: argparse.Namespace) -> int:
    from events.uploads.command import run_check

    return run_check(options)


def _import(options: argparse.Namespace) -> int:
    from events.uploads.command import run_import

    return run_import(options)
