"""The table of two dates under their maps: it stands there for as long as two are compared."""

from __future__ import annotations

import streamlit as st

from dashboard.page import session, workspace
from dashboard.page.html import show
from dashboard.page.panels.two_dates import two_dates_markup
from dashboard.scene.comparison import compare_scenes
from dashboard.scene.scene import Scene
from dashboard.scene.state import MapState


def draw_two_dates(scene: Scene, state: MapState) -> None:
    """Draw the table of both dates; nothing where one map is shown."""
    second = state.second
    if second is None:
        return
    other = workspace.scene(second)
    ledger = workspace.selected(state.selection)
    key = (scene.window, other.window, state.selection, state.showing, tuple(scene.tables.items()))
    with st.container(key="two_dates"):
        show(
            session.remember(
                "two_dates",
                key,
                lambda: two_dates_markup(ledger, compare_scenes(ledger, scene, other)),
            )
        )
