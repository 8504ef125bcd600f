"""What a session works on, remembered: the ledger all share, joined with its own uploads.

Without brought files everything is shared between sessions (`dashboard.page.cache`), open stores
too. With files it is remembered in the session, and goes with the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dashboard.feed import build_feed
from dashboard.feed.blob import squeeze, with_token
from dashboard.page import cache, session
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import Ledger, Selection, WhereKind, select
from events.uploads import join_layers

_MONTHS = ("28d", "29d", "30d", "31d")


def renew() -> tuple[str, ...]:
    """Take over the tables as they are on disk; the page is drawn of these until the next time.

    Returns
    -------
    tuple of str
        Names of the tables that are others than those this session began with.
    """
    newest = cache.newest()
    former = session.stand_on(newest)
    names = {*former, *newest.digests}
    return tuple(sorted(n for n in names if former.get(n) != newest.digests.get(n)))


def reference() -> Ledger:
    """Return the shared ledger this session stands on."""
    return session.ground(cache.newest)


def _shared() -> Ledger:
    """Return the shared ledger with the stores of this session, which are shared as well."""
    return cache.with_stores(reference(), session.stores(), session.kept().showing)


def ledger() -> Ledger:
    """Return the shared ledger, joined with the stores and the files of this session."""
    layers = session.drawn()
    if not layers:
        return _shared()
    showing, stores = session.kept().showing, session.stores()
    return session.remember(
        "ledger", _beside(), lambda: join_layers(reference(), layers, showing, stores)
    )


def _beside() -> tuple[str, ...]:
    """Return by what is told what lies beside the tables: files are told by the session itself."""
    return session.kept().showing, *(store.version for store in session.stores())


def selected(selection: Selection) -> Ledger:
    """Return the ledger with what a selection lets through."""
    if not session.drawn():
        return select(_shared(), selection)
    key = (_beside(), selection)
    return session.remember("selected", key, lambda: select(ledger(), selection))


def windows_ahead(state: MapState) -> tuple[str, ...]:
    """Return the windows whose figures the next steps need: of calendar months, every length."""
    months = state.step == "month" and state.window in _MONTHS
    second = () if state.second is None else (state.second.window,)
    return tuple(dict.fromkeys((*(_MONTHS if months else (state.window,)), *second)))


def newest_days() -> Mapping[str, date]:
    """Return the newest day with a figure of its own of each border of the reference."""
    return cache.newest_days(reference())


def feed(start: date, windows: tuple[str, ...], selection: Selection) -> bytes:
    """Return the packed ledger for this session.

    Parameters
    ----------
    start : date
        First day of the slider.
    windows : tuple of str
        The windows to count beforehand.
    selection : Selection
        The filter.
    """
    # What is in view follows the map, which keeps all its marks: moving it sends none anew.
    if selection.where is not None and selection.where.kind is WhereKind.VIEW:
        selection = replace(selection, where=None)
    token = session.token()
    if not session.drawn():
        return cache.feed(_shared(), token, start, windows, selection)
    key = (_beside(), start, windows, selection)
    squeezed = session.remember(
        "feed",
        key,
        lambda: squeeze(build_feed(selected(selection), start, windows, selection.where)),
    )
    return with_token(squeezed, token)


def scene(state: MapState) -> Scene:
    """Return the scene of a state; where it looks, what is picked or asked make no other."""
    if not session.drawn():
        return cache.scene(_shared(), state)
    plain = state.plain
    key = (_beside(), plain)
    return session.remember("scene", key, lambda: build_scene(selected(state.selection), plain))
