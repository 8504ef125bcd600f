"""The options that bring files to a command: which, how to read them, who says so, how shown."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dashboard.cli.store_options import add_stores, open_stores, shown_stores
from dashboard.errors import SnapshotError, StateError
from dashboard.exports.uploaded_files import first_entry, read_layer
from dashboard.scene.state import MOST_FILES
from events import EventsError, Ledger, Showing, read_strict
from events.uploads import ColumnMapping, Provenance, Readers, join_layers

if TYPE_CHECKING:
    from dashboard.exports.project import Project
    from events.uploads import Brought, Receipt

_T = TypeVar("_T")
_MOST_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Joined:
    """A ledger with brought files and stores, what a state says of them, what is to be told."""

    ledger: Ledger
    files: tuple[str, ...]
    showing: Showing
    notes: tuple[str, ...] = ()
    stores: tuple[str, ...] | None = None


def add_files(command: argparse.ArgumentParser) -> None:
    """Add the options that `join_files` reads."""
    add_with(command, "a file of your own to show; may be given several times")
    add_stores(command, "a store whose events are to be counted on the map")
    command.add_argument(
        "--mapping",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="how to read it, as python -m events import saves it; one for all files, or one each",
    )
    command.add_argument(
        "--provenance",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help='who says so, as JSON: {"title": "…", "publisher": "…", "reliability": "B", '
        '"credibility": 3}; one for all files, or one each (default: the name of the file, F6)',
    )
    command.add_argument(
        "--showing",
        choices=[showing.value for showing in Showing],
        help="beside the reference, merged with it, or alone "
        f"(default: {Showing.BESIDE.value}, or as a project says)",
    )


def add_with(command: argparse.ArgumentParser, told: str) -> None:
    """Add the option that names brought files."""
    command.add_argument(
        "--with",
        dest="brought",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=told,
    )


def join_files(
    ledger: Ledger,
    chosen: argparse.Namespace,
    project: tuple[Project, tuple[Brought, ...]] | None = None,
) -> Joined:
    """Read the files and open the stores that are named, and join them with the reference.

    Parameters
    ----------
    ledger : Ledger
        The reference.
    chosen : argparse.Namespace
        What the options say.
    project : tuple of Project and layers, optional
        An opened project: its files stand in the place of named ones, shown as it says unless
        the options say otherwise.

    Raises
    ------
    StateError
        When a file is refused, has no row, or is given twice, or a choice is needed first; when
        a saved view shows a store that is not named.
    SnapshotError
        When a file cannot be opened.
    EventsError
        When a mapping, or what is said of a source, is no answer.
    """
    paths: Sequence[Path] = chosen.brought
    showing = Showing(chosen.showing) if chosen.showing else Showing.BESIDE
    stores = open_stores(chosen.stores)
    if project is not None:
        saved, held = project
        named = shown_stores(saved.state.stores, stores)
        brings = bool(held or stores)
        showing = Showing(chosen.showing or saved.state.showing) if brings else Showing.BESIDE
        joined = join_layers(ledger, held, showing, stores)
        told = tuple(note for layer in held if (note := _refused(layer.receipt)))
        return Joined(joined, tuple(layer.key for layer in held), showing, told, named)
    named = shown_stores(None, stores)
    if not paths:
        if chosen.mapping or chosen.provenance:
            raise StateError("--mapping and --provenance need a file: --with FILE.")
        if showing is not Showing.BESIDE and not stores:
            raise StateError("--showing needs a file or a store: --with FILE, --store DIR.")
        return Joined(join_layers(ledger, (), showing, stores), (), showing, (), named)
    if len(paths) > MOST_FILES:
        raise StateError(f"{len(paths)} files are too many: at most {MOST_FILES} are shown.")
    # What reads files takes a while to load: the help and a misspelt option need not wait for it.

    mappings = _each(paths, chosen.mapping, "--mapping", ColumnMapping.from_text)
    said = _each(paths, chosen.provenance, "--provenance", lambda t: Provenance.from_dict(_json(t)))
    layers: list[Brought] = []
    with Readers() as readers:
        for number, path in enumerate(paths, start=1):
            entry = first_entry(path.name, number, mappings[number - 1], said[number - 1])
            layer = read_layer(entry, read_bytes(path), readers=readers)
            for known, before in zip(paths, layers, strict=False):
                if before.key == layer.key:
                    same = "is given twice" if known == path else f"is the same file as {known}"
                    raise StateError(f"{path}: {same}. Give it once.")
            layers.append(layer)
    joined = join_layers(ledger, layers, showing, stores)
    notes = tuple(note for layer in layers if (note := _refused(layer.receipt)))
    return Joined(joined, tuple(layer.key for layer in layers), showing, notes, named)


def _refused(receipt: Receipt) -> str:
    """Say that rows of a file are not on show; empty when all are."""
    count = receipt.rows_in - receipt.rows_kept
    if not count:
        return ""
    return (
        f"{receipt.file}: {count:,} of {receipt.rows_in:,} rows refused. "
        "python -m events check tells why."
    )


def _each(
    paths: Sequence[Path], files: Sequence[Path], option: str, reader: Callable[[str], _T]
) -> list[_T | None]:
    """Read what goes with each path: nothing, one for all, or one each in the same order."""
    if len(files) not in (0, 1, len(paths)):
        raise StateError(
            f"{option} is given {len(files)} times for {len(paths)} files. "
            "Give it once, or once for each."
        )
    found: list[_T | None] = []
    for path in files:
        try:
            found.append(reader(read_bytes(path).decode("utf-8-sig")))
        except UnicodeDecodeError:
            raise StateError(f"{path}: is not UTF-8 text. Save it as UTF-8.") from None
        except (EventsError, StateError) as error:
            raise StateError(f"{path}: {error}") from None
    if len(found) == len(paths):
        return found
    return (found or [None]) * len(paths)


def _json(text: str) -> object:
    try:
        return read_strict(text)
    except (ValueError, RecursionError) as error:
        why = str(error).encode("ascii", "backslashreplace").decode()[:120]
        raise StateError(
            f'what is said of a source is not JSON like {{"title": "…"}}: {why}.'
        ) from None


def read_bytes(path: Path) -> bytes:
    """Read a file that was named.

    Raises
    ------
    SnapshotError
        When it cannot be read.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SnapshotError(f"{path}: larger than any file that can be shown. Name another.")
        return path.read_bytes()
    except OSError as error:
        raise SnapshotError(
            f"{path}: cannot be read ({error.strerror}). Name a file that is there."
        ) from None
