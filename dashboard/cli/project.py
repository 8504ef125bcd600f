"""Projects on the command line: the command that saves one, and the option that opens one."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from dashboard.cli.file_options import add_files, join_files, read_bytes
from dashboard.cli.request_options import value_of
from dashboard.errors import DashboardError, StateError
from dashboard.exports.fingerprint import data_fingerprint
from dashboard.exports.output import write_file
from dashboard.exports.project import Project, open_project, read_layers, write_project
from dashboard.exports.view_text import from_text
from dashboard.feed.integrity import read_tables
from events import EventsError, Ledger, tell
from events.uploads import Brought, Readers, contexts_of, layers_of

Opened = tuple[Project, tuple[Brought, ...]]
"""A project and its files as they were read."""
_NAMED_WITH_IT = (
    ("brought", "--with"),
    ("mapping", "--mapping"),
    ("provenance", "--provenance"),
)


def add_project(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "project",
        help="save a view and files of your own as one project file",
        description="Save a view and the files it is shown with as one ZIP, which the page and "
        "every command open again.",
        epilog="Exit codes: 0 done, 1 could not be done, 2 not understood.",
    )
    command.add_argument(
        "--view",
        required=True,
        type=value_of(from_text),
        metavar="QUERY",
        help='the view as in an address of the page: "date=2021-11-14&window=7d"',
    )
    command.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="project file to write, a ZIP"
    )
    add_files(command)
    command.set_defaults(run=run_project, project=None)


def run_project(chosen: argparse.Namespace) -> int:
    """Save a project; print its path.

    Raises
    ------
    StateError
        When a file is refused, or the files are too large together.
    SnapshotError
        When a file cannot be read or written.
    """
    ledger = read_tables()
    joined = join_files(ledger, chosen)
    for note in joined.notes:
        tell(note, error=True)
    state = replace(chosen.view, files=joined.files, showing=joined.showing, stores=joined.stores)
    layers: list[Brought] = [*layers_of(joined.ledger), *contexts_of(joined.ledger)]
    contents = dict(zip(joined.files, map(read_bytes, chosen.brought), strict=True))
    content = write_project(state, layers, contents, data_fingerprint(ledger.digests).sha256)
    write_file(chosen.out, content)
    tell(chosen.out)
    return 0


def add_opening(command: argparse.ArgumentParser) -> None:
    """Add the option that opens a project."""
    command.add_argument(
        "--project",
        type=Path,
        metavar="FILE",
        help="a project file, saved on the page or by the command project: its view and its files",
    )


def opened(chosen: argparse.Namespace, ledger: Ledger) -> Opened | None:
    """Open the project that is named and read its files; None when none is.

    What of it was not understood is told on the terminal.

    Raises
    ------
    StateError
        When it is no project, a file of it cannot be read, or files are named beside it.
    SnapshotError
        When it cannot be opened.
    """
    path: Path | None = chosen.project
    if path is None:
        return None
    for name, option in _NAMED_WITH_IT:
        if getattr(chosen, name):
            raise StateError(f"--project brings its own files: leave out {option}.")
    project, contents = _open(path)
    try:
        with Readers() as readers:
            layers = read_layers(project, contents, readers)
    except (DashboardError, EventsError) as error:
        raise StateError(f"{path}: {error}") from None
    for problem in project.problems:
        tell(f"{path}: {problem}", error=True)
    absent = [file.entry.words for file in project.files if file.key not in contents]
    if absent:
        raise StateError(
            f"{path}: was saved without {'; '.join(absent)}. Open it on the page, bring that "
            "file, and save it again."
        )
    if project.data and project.data != data_fingerprint(ledger.digests).sha256:
        tell(f"{path}: was saved on other data; figures may differ.", error=True)
    return project, layers


def contents_of(path: Path) -> dict[str, bytes]:
    """Return the bytes of the files in a project, by their keys.

    Raises
    ------
    StateError
        When it is no project.
    SnapshotError
        When it cannot be opened.
    """
    return _open(path)[1]


def _open(path: Path) -> tuple[Project, dict[str, bytes]]:
    data = read_bytes(path)
    try:
        return open_project(data)
    except (DashboardError, EventsError) as error:
        raise StateError(f"{path}: {error}") from None
