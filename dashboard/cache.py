"""The one module that talks to Streamlit's caches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.feed import build_feed
from dashboard.fingerprint import tables_folder
from dashboard.packing import with_token
from dashboard.scene import Scene, build_scene
from dashboard.state import MapState
from events import Ledger, Readers, Selection, load_ledger, select


@st.cache_resource(show_spinner=False)
def ledger() -> Ledger:
    """Return the ledger: every good row of the tables, with its problems told."""
    return load_ledger(tables_folder(), strict=False)


def selected(selection: Selection) -> Ledger:
    """Return the ledger with what a selection lets through."""
    return select(ledger(), selection)


@st.cache_resource(show_spinner=False, max_entries=32)
def _blob(start: date, windows: tuple[str, ...], selection: Selection) -> bytes:
    return build_feed(selected(selection), start, windows)


def feed(token: str, start: date, windows: tuple[str, ...], selection: Selection) -> bytes:
    """Return the packed ledger for one session: packed once, addressed to each."""
    return with_token(_blob(start, windows, selection), token)


@st.cache_resource(show_spinner=False, max_entries=256)
def _scene(state: MapState) -> Scene:
    return build_scene(selected(state.selection), state)


def scene(state: MapState) -> Scene:
    """Return the scene of a state; where the map looks and what is picked make no other scene."""
    return _scene(replace(state, step="day", view=None, picked=(), heap=0, compare=None))


@st.cache_resource(show_spinner=False, on_release=Readers.close)
def readers() -> Readers:
    """Return what keeps a reading process warm for the files people bring, one for all sessions."""
    return Readers()
