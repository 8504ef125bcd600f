"""The command line: ``python -m dashboard snapshot --date 2021-11-08 --format png --out DIR``.

Commands: ``snapshot``, ``verify``, ``pack``, ``project``, ``manifest``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dashboard import __version__
from dashboard.cli.briefing import add_pack
from dashboard.cli.file_options import add_files, join_files
from dashboard.cli.project import add_opening, add_project, opened
from dashboard.cli.request_options import (
    add_analysis,
    add_hide,
    add_order,
    add_selection,
    read_order,
    value_of,
)
from dashboard.cli.second_date import add_second, with_second
from dashboard.cli.verify import add_verify
from dashboard.errors import DashboardError, SettingsError, StateError
from dashboard.exports.formats import FORMATS, Kind
from dashboard.feed.integrity import add_manifest, read_tables
from dashboard.scene.scene import build_scene
from dashboard.scene.state import FIRST_DATE, MapState
from dashboard.scene.url import parse_window
from dashboard.scene.words.dates import parse_date
from events import EventsError, Parser, keep_to_terminal, select, tell
from geodata import GeodataError

DONE, FAILED, USAGE = 0, 1, 2
_SHEETS = [form for form, one in FORMATS.items() if one.kind is Kind.SHEET]
_EPILOG = "Exit codes: 0 done, 1 could not be done, 2 not understood."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 not understood.

    ``verify`` has answers of its own, 3 to 6.
    """
    keep_to_terminal()
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except (StateError, SettingsError) as error:
        return _tell(parser, error, USAGE)
    except (DashboardError, EventsError, GeodataError) as error:
        return _tell(parser, error, FAILED)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; each command brings its own function as ``run``."""
    parser: argparse.ArgumentParser = Parser(
        prog="python -m dashboard",
        description="What was reported at the borders of Belarus, on paper.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"Border Monitor {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_snapshot(commands)
    add_verify(commands)
    add_pack(commands)
    add_project(commands)
    add_manifest(commands)
    return parser


def _add_snapshot(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "snapshot",
        help="draw the sheet of one date",
        description="Draw the sheet of one date and print the path of each file written.",
        epilog=_EPILOG,
    )
    command.add_argument(
        "--date",
        type=value_of(parse_date),
        help="last day on show, as 2021-11-08; needed, unless a project names it",
    )
    command.add_argument(
        "--window",
        type=value_of(parse_window),
        help="days on show up to that date: 1d, 7d, 30d, 1d to 366d, or all "
        f"(default: {MapState().window})",
    )
    command.add_argument(
        "--from",
        dest="start",
        type=value_of(parse_date),
        metavar="DATE",
        help=f"first day of the window all (default: {FIRST_DATE})",
    )
    add_selection(command)
    command.add_argument(
        "--format",
        default=("png",),
        type=value_of(_parse_formats),
        metavar="FORMAT[,FORMAT]",
        help=f"what to write: {', '.join(FORMATS)} (default: png)",
    )
    command.add_argument(
        "--out",
        default=Path(),
        type=Path,
        metavar="DIR",
        help="folder to write to, made if missing (default: the current one)",
    )
    command.add_argument(
        "--one-page",
        action="store_true",
        help="sheets of one page with the map; all sources, and the analysis, in a PDF beside "
        f"them, whose name stands at their foot ({', '.join(_SHEETS)})",
    )
    add_second(command)
    add_analysis(command)
    add_hide(command)
    add_order(command)
    add_files(command)
    add_opening(command)
    command.set_defaults(run=run_snapshot)


def run_snapshot(chosen: argparse.Namespace) -> int:
    """Draw and write what was asked for; print where it is.

    Raises
    ------
    SnapshotError
        When a file cannot be made or written.
    SettingsError
        When the settings cannot be read.
    StateError
        When one page is asked of formats that have none, and for a window of no second date.
    """
    order = read_order(chosen)
    if chosen.one_page and not set(chosen.format) & set(_SHEETS):
        raise StateError(f"--one-page is for sheets. Add one to --format: {', '.join(_SHEETS)}.")
    # matplotlib takes a while: the help and a misspelt option need not wait for it.
    from dashboard.exports.metadata import file_name
    from dashboard.exports.output import write_file
    from dashboard.exports.sheet.sizes import paper_size

    reference = read_tables()
    project = opened(chosen, reference)
    state = _asked(chosen, project[0].state if project else None)
    joined = join_files(reference, chosen, project)
    for note in joined.notes:
        tell(note, error=True)
    ledger = joined.ledger
    state = replace(state, files=joined.files, showing=joined.showing, stores=joined.stores)
    scene = build_scene(select(ledger, state.selection), state)
    size, told = paper_size(order.size), set()
    for form in chosen.format:
        one_page = chosen.one_page and form in _SHEETS
        asked = replace(order, one_page=one_page)
        for sheet, content in enumerate(FORMATS[form].draw(ledger, scene, asked), start=1):
            path = chosen.out / file_name(scene, size, form, sheet, one_page=one_page)
            # Sheets of several formats have one file of sources, the same to the byte.
            if path not in told:
                write_file(path, content)
                tell(path)
                told.add(path)
    return DONE


def _asked(chosen: argparse.Namespace, saved: MapState | None) -> MapState:
    """Return the view that is asked for: what an option says, else a project, else the usual.

    Raises
    ------
    StateError
        Without a date, and for a window of no second date.
    """
    if chosen.date is None and saved is None:
        raise StateError("--date is needed, as 2021-11-08, or a project: --project FILE.")
    given = {
        "date": chosen.date,
        "start": chosen.start,
        "window": chosen.window,
        "selection": chosen.select,
        "analysis": chosen.analysis,
        "hide": chosen.hide or None,
    }
    told = {name: value for name, value in given.items() if value is not None}
    return with_second(replace(saved or MapState(), **told), chosen)


def _parse_formats(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(text.split(",")))
    for name in found:
        if name not in FORMATS:
            raise StateError(f'"{name}" is not a format. Use one of: {", ".join(FORMATS)}.')
    return found


def _tell(parser: argparse.ArgumentParser, error: Exception, code: int) -> int:
    tell(f"{parser.prog}: {error}", error=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
