"""The stores that whoever serves the page has opened, and those a visitor may choose from.

Folders come from the environment alone: nobody types a path into the page. They are the same for
every session; which of them a session shows is part of its state.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from dashboard.page.server import let_serve_store
from dashboard.scene.stores import MOST_STORES, store_address
from events import EventsError

if TYPE_CHECKING:
    from events.store import StoreLayer

OPENED = "BORDER_MONITOR_STORE"
"""Folders of stores that are shown from the start, with the system's separator between them."""
CHOICE = "BORDER_MONITOR_STORES"
"""A folder of stores to choose from."""

State = tuple[tuple[int, int, int], ...]
_lock = Lock()
_known: dict[Path, tuple[State, StoreLayer | str]] = {}


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to show.

    Attributes
    ----------
    layers : tuple of StoreLayer
        Stores that can be shown, by number.
    opened : tuple of str
        Keys of those that are shown from the start.
    problems : tuple of str
        Why others cannot be, in words that name no path.
    """

    layers: tuple[StoreLayer, ...] = ()
    opened: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def chosen(self, keys: tuple[str, ...] | None) -> tuple[StoreLayer, ...]:
        """Return those that a view shows, by number."""
        wanted = self.opened if keys is None else keys
        return tuple(layer for layer in self.layers if layer.key in wanted)

    def missing(self, keys: tuple[str, ...] | None) -> tuple[str, ...]:
        """Return the stores that a view names and that are not here."""
        there = {layer.key for layer in self.layers}
        return tuple(key for key in keys or () if key not in there)


def offered(environment: Mapping[str, str] = os.environ) -> Offer:
    """Return the stores of this server as they are on disk.

    One that was built anew or added to since is read anew, and is another store: it has another
    digest. What was open before stays in memory of those who show it until their next run.

    Parameters
    ----------
    environment : mapping of str to str
        Names the folders.
    """
    opened = _listed(environment.get(OPENED, ""))
    folders = list(dict.fromkeys((*opened, *_within(environment.get(CHOICE, "")))))
    if not folders:
        return Offer()
    layers: dict[str, StoreLayer] = {}
    shown: list[str] = []
    problems: list[str] = []
    with _lock:
        for number, folder in enumerate(folders[:MOST_STORES], 1):
            found = _read(folder, number)
            if isinstance(found, str):
                problems.append(found)
                continue
            layers.setdefault(found.key, found)
            if folder in opened:
                shown.append(found.key)
    if len(folders) > MOST_STORES:
        problems.append(f"{len(folders) - MOST_STORES} more stores: {MOST_STORES} are the most.")
    return Offer(tuple(layers.values()), tuple(dict.fromkeys(shown)), tuple(problems))


def _listed(text: str) -> list[Path]:
    return [Path(part).resolve() for part in text.split(os.pathsep) if part.strip()]


def _within(text: str) -> list[Path]:
    """Return the folders in a folder that look like stores, in the order of their names."""
    if not text.strip():
        return []
    try:
        found = sorted(Path(text).resolve().iterdir())
    except OSError:
        return []
    return [one for one in found if (one / "store.json").is_file()]


def _state(folder: Path) -> State:
    found = []
    for path in (folder / "store.json", folder.with_name(f"{folder.name}.toml")):
        try:
            told = path.stat()
        except OSError:
            found.append((0, 0, 0))
        else:
            found.append((told.st_mtime_ns, told.st_size, told.st_ino))
    return tuple(found)


def _read(folder: Path, number: int) -> StoreLayer | str:
    """Return a store, read anew only when it shows that it is another; or why there is none."""
    from events.store import StoreError, day_counts, open_layer

    state = _state(folder)
    known = _known.get(folder)
    if known is not None and known[0] == state:
        return known[1]
    found: StoreLayer | str
    try:
        layer = open_layer(folder, number)
        # All days at once, from the coarsest tiles: what is wrong with them shows now.
        day_counts(layer)
        let_serve_store(store_address(layer), layer)
        found = layer
    except EventsError as error:
        told = error.problem if isinstance(error, StoreError) else str(error)
        words = told.replace(str(folder), folder.name)
        found = f"The store {folder.name} cannot be opened: {words}."
    _known[folder] = (state, found)
    return found
