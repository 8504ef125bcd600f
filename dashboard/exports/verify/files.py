"""The brought files and stores at hand: found by digest, each file read once for all checks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dashboard.exports.named_stores import from_named
from dashboard.exports.uploaded_files import from_entries, read_layer
from events.uploads import Brought

if TYPE_CHECKING:
    from events.store import StoreLayer


class FilesAtHand:
    """Contents of brought files, and open stores.

    Parameters
    ----------
    contents : iterable of bytes
        The files, under whatever names they have now.
    stores : iterable of StoreLayer
        The stores, under whatever numbers they have now.
    """

    def __init__(self, contents: Iterable[bytes] = (), stores: Iterable[StoreLayer] = ()) -> None:
        self._contents = {hashlib.sha256(content).hexdigest(): content for content in contents}
        self._layers: dict[str, tuple[Brought, ...]] = {}
        self._stores = tuple(stores)

    def absent(self, files: str, stores: str) -> list[str]:
        """Say which files and stores that two pieces of metadata name are not at hand.

        Raises
        ------
        StateError
            When one of the pieces cannot be read.
        """
        told = [
            f"made with a brought file that is not at hand: {entry.words}; give it with --with"
            for entry in from_entries(files)
            if entry.sha256 not in self._contents
        ]
        return told + [
            f"made with a store that is not at hand: {named.words}; give it with --store"
            for named in from_named(stores)
            if named.found_in(self._stores) is None
        ]

    def layers(self, told: str) -> tuple[Brought, ...]:
        """Return the files that a piece of metadata names, read as it says.

        Raises
        ------
        StateError
            When one cannot be read so.
        EventsError
            When its rows cannot be joined so.
        """
        if told not in self._layers:
            self._layers[told] = tuple(
                read_layer(entry, self._contents[entry.sha256]) for entry in from_entries(told)
            )
        return self._layers[told]

    def stores(self, told: str) -> tuple[StoreLayer, ...]:
        """Return the stores that a piece of metadata names, numbered and graded as it says.

        Raises
        ------
        StateError
            When it cannot be read.
        """
        found = (named.found_in(self._stores) for named in from_named(told))
        return tuple(store for store in found if store is not None)
