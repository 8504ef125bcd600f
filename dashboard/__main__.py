"""The command line: ``python -m dashboard snapshot --date 2021-11-08 --format png --out DIR``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from events import EventsError
from geodata import GeodataError

from dashboard import __version__
from dashboard.errors import DashboardError, SnapshotError, StateError
from dashboard.state import FIRST_DATE, MapState, parse_date, parse_window

DONE, FAILED, USAGE = 0, 1, 2
FORMATS = ("png",)
SIZES = ("a4",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 not understood."""
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except StateError as error:
        return _tell(parser, error, USAGE)
    except (DashboardError, EventsError, GeodataError) as error:
        return _tell(parser, error, FAILED)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; each command brings its own function as ``run``."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="What was reported at the borders of Belarus, on paper.",
        epilog="Exit codes: 0 done, 1 could not be done, 2 not understood.",
    )
    parser.add_argument("--version", action="version", version=f"Border Monitor {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_snapshot(commands)
    return parser


def _add_snapshot(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "snapshot",
        help="draw the sheet of one date",
        description="Draw the sheet of one date and print the path of each file written.",
        epilog="Exit codes: 0 done, 1 could not be done, 2 not understood.",
    )
    command.add_argument(
        "--date", required=True, type=_read(parse_date), help="as-of date, as 2021-11-08"
    )
    command.add_argument(
        "--window",
        default=MapState.window,
        type=_read(parse_window),
        help="days on show up to that date: 1d, 7d, 30d, 1d to 366d, or all (default: %(default)s)",
    )
    command.add_argument(
        "--from",
        dest="start",
        default=FIRST_DATE,
        type=_read(parse_date),
        metavar="DATE",
        help="first day of the window all (default: %(default)s)",
    )
    command.add_argument(
        "--format",
        default=("png",),
        type=_read(_parse_formats),
        metavar="FORMAT[,FORMAT]",
        help=f"what to write: {', '.join(FORMATS)} (default: png)",
    )
    command.add_argument(
        "--size", default="a4", choices=SIZES, help="paper size (default: %(default)s)"
    )
    command.add_argument(
        "--out",
        default=Path(),
        type=Path,
        metavar="DIR",
        help="folder to write to, made if missing (default: the current one)",
    )
    command.add_argument(
        "--created",
        type=_read(_parse_moment),
        metavar="TIME",
        help="time to write on the sheet, as 2026-11-22T15:30Z (default: SOURCE_DATE_EPOCH, else now)",
    )
    command.set_defaults(run=run_snapshot)


def run_snapshot(chosen: argparse.Namespace) -> int:
    """Draw and write the sheets that were asked for; print where they are.

    Raises
    ------
    SnapshotError
        When a file cannot be written.
    """
    # matplotlib takes a while: the help and a misspelt option need not wait for it.
    from events import load_ledger

    from dashboard.scene import build_scene
    from dashboard.snapshot import draw_png, file_name, paper_size, write_file

    state = MapState(date=chosen.date, start=chosen.start, window=chosen.window)
    ledger = load_ledger()
    scene = build_scene(ledger, state)
    for form in chosen.format:
        path = chosen.out / file_name(scene, paper_size(chosen.size), form)
        if chosen.out.exists() and not chosen.out.is_dir():
            raise SnapshotError(f"{chosen.out}: this is a file. Name a folder with --out.")
        write_file(path, draw_png(ledger, scene, created=chosen.created, size=chosen.size))
        print(path)
    return DONE


class _read:
    """Turns our reader of a value into one whose error argparse shows as it stands."""

    def __init__(self, reader: object) -> None:
        self._reader = reader

    def __call__(self, text: str) -> object:
        try:
            return self._reader(text)  # type: ignore[operator]
        except StateError as error:
            raise argparse.ArgumentTypeError(str(error)) from None


def _parse_formats(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(text.split(",")))
    for name in found:
        if name not in FORMATS:
            raise StateError(f'"{name}" is not a format. Use one of: {", ".join(FORMATS)}.')
    return found


def _parse_moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise StateError(f'"{text}" is not a time with its zone. Write it as 2026-11-22T15:30Z.')
    return moment.astimezone(UTC)


def _tell(parser: argparse.ArgumentParser, error: Exception, code: int) -> int:
    print(f"{parser.prog}: {error}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
