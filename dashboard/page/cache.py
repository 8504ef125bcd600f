"""The one module that talks to Streamlit's caches."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.exports.fingerprint import data_fingerprint
from dashboard.feed import build_feed
from dashboard.feed.blob import squeeze, with_token
from dashboard.page.next_start import NextStart
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.stores import stores_of
from dashboard.scene.words.newest import newest_days as newest_days_of
from events import Ledger, Selection, Showing, load_ledger, select, table_holding, tables_folder
from events.uploads import Readers, join_layers

if TYPE_CHECKING:
    from events.store import StoreLayer

_OPENING = MapState()
_kept: NextStart | None = None


def keep_for_next_start(kept: NextStart | None) -> None:
    """Have what the opening view needs kept for the next start of a server, and taken from there.

    Parameters
    ----------
    kept : NextStart or None
        Where; None keeps nothing.
    """
    global _kept
    _kept = kept


def newest() -> Ledger:
    """Return the ledger of the tables as they are on disk: every good row, with its problems told.

    The tables are read anew, all of them, when one shows by its size, times or number that it
    is not the one of before.
    """
    folder = tables_folder()
    return _ledger(str(folder), tuple(table_holding(folder).states().items()))


@st.cache_resource(show_spinner=False, max_entries=2)
def _ledger(folder: str, states: tuple[tuple[str, object], ...]) -> Ledger:
    del states
    return load_ledger(Path(folder), strict=False)


def version(ledger: Ledger) -> str:
    """Return by what a ledger is told from another: its tables, and the stores beside them."""
    told = data_fingerprint(ledger.digests).sha256
    stores = stores_of(ledger)
    if not stores:
        return told
    return " ".join((told, ledger.showing, *(store.version for store in stores)))


@st.cache_resource(show_spinner=False, max_entries=4)
def _joined(told: str, _ledger: Ledger, _stores: Sequence[StoreLayer], showing: Showing) -> Ledger:
    del told
    return join_layers(_ledger, (), showing, _stores)


def with_stores(ledger: Ledger, stores: Sequence[StoreLayer], showing: Showing) -> Ledger:
    """Return a ledger of the tables with open stores beside it, the same one for every session.

    Parameters
    ----------
    ledger : Ledger
        Of the tables alone.
    stores : sequence of StoreLayer
        Those that are shown.
    showing : Showing
        How they stand to the reference.
    """
    if not stores:
        return ledger
    told = " ".join((version(ledger), *(store.version for store in stores)))
    return _joined(told, ledger, stores, showing)


@st.cache_resource(show_spinner=False, max_entries=32)
def _blob(
    told: str, _ledger: Ledger, start: date, windows: tuple[str, ...], selection: Selection
) -> bytes:
    def work_out() -> bytes:
        return squeeze(build_feed(select(_ledger, selection), start, windows, selection.where))

    opening = (_OPENING.start, (_OPENING.window,), _OPENING.selection)
    # What hangs on a store is not kept for the next start, which may open another.
    if _kept is None or (start, windows, selection) != opening or stores_of(_ledger):
        return work_out()
    return _kept.take("feed", f"{told} {start} {windows}", work_out)


def feed(
    ledger: Ledger, token: str, start: date, windows: tuple[str, ...], selection: Selection
) -> bytes:
    """Return the packed ledger for one session: packed once, addressed to each.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    token : str
        Addresses the feed to one session.
    start : date
        First day of the slider.
    windows : tuple of str
        The windows to count beforehand.
    selection : Selection
        The filter.
    """
    return with_token(_blob(version(ledger), ledger, start, windows, selection), token)


@st.cache_resource(show_spinner=False, max_entries=2)
def _newest_days(told: str, _ledger: Ledger) -> Mapping[str, date]:
    def work_out() -> bytes:
        found = newest_days_of(_ledger)
        return json.dumps({pair: day.isoformat() for pair, day in found.items()}).encode()

    if _kept is None or stores_of(_ledger):
        return newest_days_of(_ledger)
    found = json.loads(_kept.take("newest", told, work_out))
    return {pair: date.fromisoformat(day) for pair, day in found.items()}


def newest_days(ledger: Ledger) -> Mapping[str, date]:
    """Return the newest day with a figure of its own, by border pair."""
    return _newest_days(version(ledger), ledger)


@st.cache_resource(show_spinner=False, max_entries=256)
def _scene(told: str, _ledger: Ledger, state: MapState) -> Scene:
    del told
    return build_scene(select(_ledger, state.selection), state)


def scene(ledger: Ledger, state: MapState) -> Scene:
    """Return the scene of a state; where it looks, what is picked or asked make no other."""
    return _scene(version(ledger), ledger, state.plain)


@st.cache_resource(show_spinner=False, on_release=Readers.close)
def readers() -> Readers:
    """Return what keeps a reading process warm for the files people bring, one for all sessions."""
    return Readers()
