"""The stores of this server in the drawer: which are shown, what each is, and its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.page import session
from dashboard.page.html import show
from dashboard.page.panels.stores import head_markup, receipt_markup
from dashboard.page.stores import offered
from dashboard.page.uploads.desk import Desk
from dashboard.scene.markup import tag
from dashboard.scene.stores import COUNTED, about_words

if TYPE_CHECKING:
    from events.store import StoreLayer


def draw_stores() -> None:
    """Draw every store that can be shown, with a box each; nothing where the server has none."""
    layers = offered().layers
    if not layers:
        return
    show(
        tag(
            "div",
            tag("h2", "Stores of this server"),
            tag("p", f"Millions of events, counted by square and day. {COUNTED}", class_="note"),
            class_="bm",
        )
    )
    for layer in layers:
        with st.container(key=f"store_{layer.key}", border=True):
            _draw_store(layer)


def _draw_store(layer: StoreLayer) -> None:
    key = f"show_store_{layer.key}"
    session.say(key, layer in session.stores())
    show(
        tag("div", head_markup(layer), tag("div", about_words(layer), class_="source"), class_="bm")
    )
    st.checkbox(f"Show {layer.mark} {layer.title}", key=key, on_change=_choose)
    with st.expander("Receipt"):
        show(receipt_markup(layer))


def _choose() -> None:
    layers = offered().layers
    session.choose_stores(layer.key for layer in layers if session.said(f"show_store_{layer.key}"))
    session.desk(Desk).page_is_old = True
