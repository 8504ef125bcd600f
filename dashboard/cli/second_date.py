"""The options that put a second date beside the first: which, and how many days of it."""

from __future__ import annotations

import argparse
from dataclasses import replace

from dashboard.cli.request_options import value_of
from dashboard.errors import StateError
from dashboard.scene.state import MapState
from dashboard.scene.url import parse_window
from dashboard.scene.words.dates import parse_date


def add_second(command: argparse.ArgumentParser) -> None:
    """Add the options that `with_second` reads."""
    command.add_argument(
        "--compare",
        "--vs",
        type=value_of(parse_date),
        metavar="DATE",
        help="a second date beside the first, as compare= in an address: its map, and the table "
        "of both with the difference or why there is none; not for films",
    )
    command.add_argument(
        "--compare-window",
        "--vs-window",
        type=value_of(parse_window),
        metavar="WINDOW",
        help="days on show up to the second date (default: as many as --window)",
    )


def with_second(state: MapState, chosen: argparse.Namespace) -> MapState:
    """Return a view with the second date that the options ask for.

    Raises
    ------
    StateError
        For a window of no second date.
    """
    compare = chosen.compare or state.compare
    if chosen.compare_window is not None and compare is None:
        raise StateError("--compare-window needs a second date: --compare DATE.")
    window = chosen.compare_window or state.compare_window
    return replace(state, compare=compare, compare_window=window)
