"""The menu *Link*: the address of a view, its reference, and what another page takes in."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.exports.file_names import name_of
from dashboard.exports.reference import (
    address_of,
    figure_markup,
    frame_markup,
    reference_words,
)
from dashboard.page import workspace
from dashboard.scene.scene import Scene
from dashboard.scene.sources import owed_lines
from dashboard.scene.state import MapState

_FRAMES = (
    "This page itself cannot be shown inside another page: its server forbids that, and no "
    "setting changes it (`frame-ancestors 'none'`, see docs/security.md). Picture and player go "
    "on any page."
)


def draw_link_menu(scene: Scene, state: MapState, offer: Callable[[str], None]) -> None:
    """Draw what leads here, what cites it, and what shows it elsewhere.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    state : MapState
        What the page shows, tab and open detail included.
    offer : callable
        Draws the button that makes a file of a format.
    """
    address = address_of(st.context.url or "", state)
    owed = owed_lines(workspace.selected(state.selection), scene)
    st.markdown("**Link**")
    st.caption(_address_words(state))
    _copied(address)
    st.markdown("**Cite**")
    _copied(reference_words(scene, owed, address))
    st.markdown("**Embed**")
    st.caption("The picture, with its caption and its words for who does not see it:")
    _copied(figure_markup(scene, owed, name_of(state, "png", "a4"), address))
    st.caption("The player, every date in one file:")
    _copied(frame_markup(scene, name_of(state, "html")))
    with st.container(horizontal=True):
        offer("png")
        offer("html")
    st.caption(_FRAMES)


def _copied(text: str) -> None:
    st.code(str(text), language=None, wrap_lines=True)


def _address_words(state: MapState) -> str:
    if not state.files:
        return "This address opens the same view."
    files = "your file" if len(state.files) == 1 else f"your {len(state.files)} files"
    return (
        f"This address opens the same view without {files}: it names them by their SHA-256 and "
        "holds neither them nor what you said of them. Hand the files on too."
    )
