"""The commands ``store build``, ``check``, ``append`` and ``info``, and their options."""

from __future__ import annotations

import argparse
from pathlib import Path

from events.commands.uploads import add_reading_options


def add_store(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``store`` to the command line."""
    store = commands.add_parser(
        "store",
        help="keep files of millions of events as sorted rows and tiles of counts",
        description=(
            "Makes a folder of files that are too large for the page: rows sorted by day, located "
            "on sections once, and tiles that count them. Needs the extra store (DuckDB). See "
            "docs/store.md."
        ),
    )
    inner = store.add_subparsers(title="commands", required=True, metavar="COMMAND")
    build = inner.add_parser(
        "build",
        help="make a store of files",
        description=(
            "Reads CSV, TSV and Parquet of any size, other formats as check does, and writes a "
            "store. Ends with 0 when every file was taken, perhaps with refused rows; 2 when a "
            "choice is needed first; 3 when a file is refused; 1 otherwise. Only with 0 anything "
            "is changed."
        ),
    )
    _add_files(build)
    build.add_argument(
        "--into", type=Path, required=True, metavar="DIR", help="folder of the store"
    )
    build.add_argument(
        "--sensitive",
        action="append",
        default=[],
        metavar="KIND",
        help="a kind that the finest tiles leave out, beside those of people in need (repeatable)",
    )
    build.set_defaults(run=_build)
    append = inner.add_parser(
        "append",
        help="add files to a store",
        description="Adds files to a store, as if it had been built of all of them. Ends as build.",
    )
    append.add_argument("store", type=Path, metavar="DIR", help="folder of the store")
    _add_files(append)
    append.set_defaults(run=_append)
    check = inner.add_parser(
        "check",
        help="compare a store with what it says of itself",
        description=(
            "Reads every file, counts the rows and cuts the tiles again. Ends with 1 when anything "
            "is not as it was written."
        ),
    )
    check.set_defaults(run=_check)
    publish = inner.add_parser(
        "publish",
        help="copy the rows of a store into a PostgreSQL",
        description=(
            "Copies the rows into a schema of their own, in one transaction, for others to ask. "
            "Needs the extra postgres. See docs/engines.md."
        ),
    )
    publish.add_argument(
        "--to",
        required=True,
        metavar="ADDRESS",
        help="postgresql://user@host/database; the password in ~/.pgpass or PGPASSWORD",
    )
    publish.set_defaults(run=_publish)
    info = inner.add_parser("info", help="say what a store is, without reading its rows")
    info.add_argument("--json", action="store_true", help="print store.json")
    info.set_defaults(run=_info)
    for each in (check, info, publish):
        each.add_argument("store", type=Path, metavar="DIR", help="folder of the store")
    for each in (build, append, check):
        each.add_argument(
            "--memory-mb",
            type=_above_zero,
            metavar="MIB",
            help="memory of the database (default: BORDER_MONITOR_STORE_MEMORY_MB, or 1024)",
        )


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="files, or folders of CSV and Parquet"
    )
    add_reading_options(parser)


def _above_zero(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**31):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of MiB. Write one, as in 512.')
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from events.store.command import run_build

    return run_build(options)


def _append(options: argparse.Namespace) -> int:
    from events.store.command import run_append

    return run_append(options)


def _check(options: argparse.Namespace) -> int:
    from events.store.command import run_check

    return run_check(options)


def _publish(options: argparse.Namespace) -> int:
    from events.store.command import run_publish

    return run_publish(options)


def _info(options: argparse.Namespace) -> int:
    from events.store.command import run_info

    return run_info(options)
