"""Writes escaped HTML on the page, and has a part of the page drawn anew."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.scene.markup import Markup, whole


def show(markup: Markup) -> None:
    """Write escaped HTML on the page; text that cannot be sent is mended first."""
    st.html(whole(str(markup)))


def redraw() -> None:
    """Draw anew what is being drawn: a fragment alone, or the page when all of it is.

    Streamlit refuses to redraw a fragment while the whole page is being drawn.
    """
    run = get_script_run_ctx()
    st.rerun(scope="fragment" if run is not None and run.fragment_ids_this_run else "app")


def caption_rows(told: str) -> None:
    """Say under a table of the framework what its rows are for, and how keys choose one."""
    st.caption(f"{told} By keys: Tab into the table, arrows to the row, Shift and Space.")
