"""What a session stands on: the tables all share, and the files brought to it alone.

Without brought files everything is shared between sessions (`dashboard.cache`). With them it is
remembered in the session, and goes with the files.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard import cache, session
from dashboard.feed import build_feed
from dashboard.packing import with_token
from dashboard.scene import Scene, build_scene
from dashboard.state import MapState
from events import Ledger, Selection, join_layers, select


def ledger() -> Ledger:
    """Return the shared ledger, joined with the files of this session."""
    layers = session.layers()
    if not layers:
        return cache.ledger()
    showing = session.kept().showing
    return session.remember("ledger", showing, lambda: join_layers(cache.ledger(), layers, showing))


def selected(selection: Selection) -> Ledger:
    """Return the ledger with what a selection lets through."""
    if not session.layers():
        return cache.selected(selection)
    key = (session.kept().showing, selection)
    return session.remember("selected", key, lambda: select(ledger(), selection))


def feed(start: date, windows: tuple[str, ...], selection: Selection) -> bytes:
    """Return the packed ledger for this session."""
    token = session.token()
    if not session.layers():
        return cache.feed(token, start, windows, selection)
    key = (session.kept().showing, start, windows, selection)
    return session.remember(
        "feed", key, lambda: with_token(build_feed(selected(selection), start, windows), token)
    )


def scene(state: MapState) -> Scene:
    """Return the scene of a state; where the map looks and what is picked make no other scene."""
    if not session.layers():
        return cache.scene(state)
    plain = replace(state, step="day", view=None, picked=(), heap=0, compare=None)
    return session.remember("scene", plain, lambda: build_scene(selected(state.selection), plain))
