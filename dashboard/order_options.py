"""The options of every command that makes files: size, profile, settings, time, folder."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from dashboard.errors import SnapshotError, StateError
from dashboard.order import PROFILES, SIZE_NAMES, Order, build_order, parse_moment
from dashboard.settings import FILE_NAME, VARIABLE, load_settings

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
        "--created",
        type=value_of(parse_moment),
        metavar="TIME",
        help="time to write on the sheet, as 2026-11-22T15:30Z "
        "(default: SOURCE_DATE_EPOCH, else now)",
    )


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
