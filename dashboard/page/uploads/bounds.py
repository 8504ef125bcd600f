"""How much of brought files the server keeps: of each session, and of all of them together."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping
from weakref import WeakSet

from dashboard.errors import SettingsError

MIB = 1024 * 1024
SESSION, SERVER = "BORDER_MONITOR_MAX_SESSION_MB", "BORDER_MONITOR_MAX_SERVER_MB"
DEFAULTS = {SESSION: 200, SERVER: 800}
"""MiB of files, as they were brought."""


class Room:
    """What one session keeps, by file; it is counted for as long as the session holds it.

    Attributes
    ----------
    sizes : dict of str to int
        Bytes of each file, on the map or on the desk.
    contents : dict of str to bytes
        Files on the map as they were brought, for a project to hold them.
    saved : object
        The files as they stood when they were last saved in a project.
    other_data : bool
        Whether the project that was opened last was saved on other data.
    """

    __slots__ = ("__weakref__", "contents", "other_data", "saved", "sizes")

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.contents: dict[str, bytes] = {}
        self.saved: object = None
        self.other_data = False
        with _lock:
            _rooms.add(self)

    def keep(self, keys: Iterable[str]) -> None:
        """Let go of every file but these."""
        kept = set(keys)
        self.sizes = {key: size for key, size in self.sizes.items() if key in kept}
        self.contents = {key: held for key, held in self.contents.items() if key in kept}

    def too_much(self, key: str, size: int) -> str | None:
        """Return why a file finds no room here; None when it does."""
        own = sum(size for other, size in self.sizes.items() if other != key) + size
        with _lock:
            others = sum(sum(room.sizes.values()) for room in _rooms if room is not self)
        for name, total, whose in (
            (SESSION, own, "your files"),
            (SERVER, own + others, "the files of all who use this server"),
        ):
            most = bound(os.environ, name)
            if total > most * MIB:
                return (
                    f"With this file, {whose} would be more than {most} MiB. Remove one first, "
                    f"or bring a smaller one; the setting is {name}."
                )
        return None


_lock = threading.Lock()
_rooms: WeakSet[Room] = WeakSet()


def bound(environment: Mapping[str, str], name: str) -> int:
    """Return one of the two bounds in MiB.

    Raises
    ------
    SettingsError
        When it is not a whole number above zero.
    """
    text = environment.get(name, str(DEFAULTS[name]))
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000):
        raise SettingsError(f'{name}: "{text[:20]}" is not a number of MiB. Give one above zero.')
    return int(text)
