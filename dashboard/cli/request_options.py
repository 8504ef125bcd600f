"""The options of commands that make files: filters, size, profile, settings, time, analysis."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl

from dashboard.errors import SnapshotError, StateError
from dashboard.exports.request import (
    PROFILES,
    SIZE_NAMES,
    TILES_MB,
    Order,
    build_order,
    parse_moment,
)
from dashboard.exports.settings import FILE_NAME, VARIABLE, load_settings
from dashboard.scene.analysis import ANALYSES
from dashboard.scene.ask_text import read_ask
from dashboard.scene.map_layers import MAP_LAYERS, parse_hidden
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query
from dashboard.scene.where_text import FORMS, is_where, read_where
from events import Selection

_T = TypeVar("_T")


def add_order(command: argparse.ArgumentParser) -> None:
    """Add the options that `read_order` reads."""
    command.add_argument(
        "--size", default="a4", choices=SIZE_NAMES, help="paper size (default: %(default)s)"
    )
    command.add_argument(
        "--profile",
        default="public",
        choices=PROFILES,
        help="public: recent places of people in need are generalised to their border section; "
        "internal: places as reported (default: %(default)s)",
    )
    command.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help=f"producer, contact, handling line… (default: {VARIABLE}, else ./{FILE_NAME})",
    )
    command.add_argument(
        "--tiles-mb",
        default=TILES_MB,
        type=int,
        metavar="N",
        help="megabytes of the counts of stores that a player may hold (default: %(default)s)",
    )
    command.add_argument(
        "--created",
        type=value_of(parse_moment),
        metavar="TIME",
        help="time to write on the sheet, as 2026-11-22T15:30Z "
        "(default: SOURCE_DATE_EPOCH, else now)",
    )


def add_analysis(command: argparse.ArgumentParser) -> None:
    """Add the option that puts an analysis into every file, written as in an address."""
    command.add_argument(
        "--analysis",
        type=value_of(read_ask),
        metavar="ASK",
        help="an analysis for every file, as an= in an address of the page, like "
        "levels,BY-PL,2021-07:2022-03; what it leaves out follows the window of each date. "
        f"One of: {', '.join(kind.form for kind in ANALYSES.values())}",
    )


def add_hide(command: argparse.ArgumentParser) -> None:
    """Add the option that turns layers of the map off, written as in an address."""
    command.add_argument(
        "--hide",
        default=(),
        type=value_of(parse_hidden),
        metavar="LAYER[,LAYER]",
        help=f"layers of the map that are not drawn, and said to be off: {', '.join(MAP_LAYERS)}",
    )


def add_selection(command: argparse.ArgumentParser) -> None:
    """Add the option that filters every file, written as in an address."""
    command.add_argument(
        "--select",
        type=value_of(parse_selection),
        metavar="QUERY",
        help='filters as in an address of the page: "border=BY-PL&kind=official&contested=only"; '
        "or the part of the map that lists and marks keep to, alone or as select=…: "
        f"{', '.join(FORMS)}",
    )


def parse_selection(text: str) -> Selection:
    """Read filters as in an address, or a part of the map alone.

    Raises
    ------
    StateError
        When it is neither, or asks for more than filters.
    """
    if is_where(text):
        return Selection(where=read_where(text))
    pairs = parse_qsl(text.removeprefix("?"), keep_blank_values=True)
    if not pairs:
        raise StateError(
            f'"{text[:60]}" is not a query. Write it as border=BY-PL&kind=official, '
            f"or as one of: {', '.join(FORMS)}."
        )
    state = from_query(dict(pairs))
    if replace(state, selection=MapState().selection) != MapState():
        raise StateError("dates and windows have options of their own: --date, --window, --from.")
    return state.selection


def read_order(chosen: argparse.Namespace) -> Order:
    """Return what the options ask for; the folder ``out`` is checked with them.

    Raises
    ------
    SnapshotError
        When ``--out`` names a file, or ``SOURCE_DATE_EPOCH`` is no number.
    SettingsError
        When the settings cannot be read.
    """
    order = build_order(
        size=chosen.size,
        created=chosen.created,
        profile=chosen.profile,
        settings=load_settings(chosen.settings),
        tiles_mb=chosen.tiles_mb,
    )
    if chosen.out.exists() and not chosen.out.is_dir():
        raise SnapshotError(f"{chosen.out}: this is a file. Name a folder with --out.")
    return order


def value_of(reader: Callable[[str], _T]) -> Callable[[str], _T]:
    """Turn our reader of a value into one whose error argparse shows as it stands."""

    def read(text: str) -> _T:
        try:
            return reader(text)
        except StateError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read
