"""The option that opens stores for a command, and what a view then says of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import SnapshotError, StateError
from dashboard.scene.stores import MOST_STORES

if TYPE_CHECKING:
    from events.store import StoreLayer


def add_stores(command: argparse.ArgumentParser, told: str) -> None:
    """Add the option that `open_stores` reads."""
    command.add_argument(
        "--store",
        dest="stores",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help=f"{told} (python -m events store); may be given several times",
    )


def open_stores(folders: Sequence[Path]) -> tuple[StoreLayer, ...]:
    """Open stores, numbered in the order in which they are given.

    Raises
    ------
    StateError
        There are too many, or one is given twice.
    SnapshotError
        One is no store, is damaged, or is not as it was written.
    """
    if not folders:
        return ()
    if len(folders) > MOST_STORES:
        raise StateError(f"{len(folders)} stores are too many: at most {MOST_STORES} are shown.")
    found: list[StoreLayer] = []
    for folder in folders:
        store = _open(folder, len(found) + 1)
        if store.key in [before.key for before in found]:
            raise StateError(
                f"{folder}: holds the data of a store that is given before. Give it once."
            )
        found.append(store)
    return tuple(found)


def _open(folder: Path, number: int) -> StoreLayer:
    from events.store import StoreError, open_layer

    try:
        return open_layer(folder, number)
    except StoreError as error:
        told = str(error)
        raise SnapshotError(told if str(folder) in told else f"{folder}: {told}") from None


def shown_stores(
    wanted: Sequence[str] | None, stores: Sequence[StoreLayer]
) -> tuple[str, ...] | None:
    """Return how a view names the stores that are open; as it did where none is.

    Parameters
    ----------
    wanted : sequence of str or None
        What a saved view says of stores.
    stores : sequence of StoreLayer
        Those that are open.

    Raises
    ------
    StateError
        The view shows a store that is not open.
    """
    keys = tuple(store.key for store in stores)
    absent = [key for key in wanted or () if key not in keys]
    if absent:
        raise StateError(
            f"the view shows a store that is not at hand: data {', '.join(absent)}. "
            "Give it with --store DIR."
        )
    return keys or (None if wanted is None else tuple(wanted))
