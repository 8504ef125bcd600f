"""The brought files at hand: found by their digest, and read once for all files to be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dashboard.exports.uploaded_files import BroughtFile, from_entries, read_layer
from events.uploads import Brought


class FilesAtHand:
    """Contents of brought files.

    Parameters
    ----------
    contents : iterable of bytes
        The files, under whatever names they have now.
    """

    def __init__(self, contents: Iterable[bytes] = ()) -> None:
        self._contents = {hashlib.sha256(content).hexdigest(): content for content in contents}
        self._layers: dict[str, tuple[Brought, ...]] = {}

    def gone(self, told: str) -> list[BroughtFile]:
        """Return the files that a piece of metadata names and that are not at hand."""
        return [entry for entry in from_entries(told) if entry.sha256 not in self._contents]

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
