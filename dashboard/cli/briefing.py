"""The command ``pack``: everything for a period in one folder."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

from dashboard.cli.file_options import add_files, join_files
from dashboard.cli.project import add_opening, opened
from dashboard.cli.request_options import (
    add_analysis,
    add_hide,
    add_order,
    add_selection,
    read_order,
)
from dashboard.cli.second_date import add_second, with_second
from dashboard.errors import StateError
from dashboard.exports.briefing.dates import stepped_days
from dashboard.exports.output import write_file
from dashboard.feed.integrity import read_tables
from dashboard.scene.state import MapState
from dashboard.scene.url import parse_window
from dashboard.scene.words.dates import parse_date
from events import tell

_EVERY = re.compile(r"([1-9]\d{0,2})d")


def add_pack(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "pack",
        help="make everything for a period: pages, slides, pictures, data, manifest",
        description="Make a page a date, charts, a table with change, source and method pages, as "
        "PDF and PPTX, with pictures, data and a manifest, in one folder.",
        epilog="Exit codes: 0 done, 1 could not be done, 2 not understood.",
    )
    command.add_argument("--from", dest="first", required=True, metavar="DATE", help="first date")
    command.add_argument("--to", dest="last", required=True, metavar="DATE", help="last date")
    command.add_argument(
        "--every", default="7d", metavar="Nd", help="days between dates (default: %(default)s)"
    )
    command.add_argument(
        "--window", help=f"days on show up to each date (default: {MapState().window})"
    )
    command.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="folder to write to, made if missing"
    )
    add_second(command)
    add_selection(command)
    add_analysis(command)
    add_hide(command)
    add_order(command)
    add_files(command)
    add_opening(command)
    command.set_defaults(run=run_pack)


def run_pack(chosen: argparse.Namespace) -> int:
    """Make the pack; print the path of each file.

    Raises
    ------
    StateError
        For dates that make no period.
    SnapshotError
        When a file cannot be made or written.
    """
    window = parse_window(chosen.window) if chosen.window is not None else None
    days = stepped_days(
        parse_date(chosen.first), parse_date(chosen.last), parse_every(chosen.every)
    )
    order = read_order(chosen)
    from dashboard.exports.briefing.build import make_pack

    reference = read_tables()
    project = opened(chosen, reference)
    joined = join_files(reference, chosen, project)
    for note in joined.notes:
        tell(note, error=True)
    saved = project[0].state if project else MapState()
    told = replace(
        saved,
        window=window or saved.window,
        files=joined.files,
        showing=joined.showing,
        stores=joined.stores,
        selection=chosen.select or saved.selection,
        analysis=chosen.analysis or saved.analysis,
        hide=chosen.hide or saved.hide,
    )
    told = with_second(told, chosen)
    for name, content in make_pack(joined.ledger, [told.at(day) for day in days], order):
        path = chosen.out / name
        write_file(path, content)
        tell(path)
    return 0


def parse_every(text: str) -> int:
    """Read a number of days written like "7d".

    Raises
    ------
    StateError
        For anything else.
    """
    found = _EVERY.fullmatch(text)
    if found is None:
        raise StateError(f'"{text[:60]}" is not a step. Write a number of days, as 7d.')
    return int(found[1])
