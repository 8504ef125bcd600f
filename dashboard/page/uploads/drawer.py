"""The button "Your files" and the drawer beside the map that it opens."""

from __future__ import annotations

import streamlit as st

from dashboard.page import session
from dashboard.page.html import show
from dashboard.page.uploads.backgrounds import draw_backgrounds
from dashboard.page.uploads.desk import Desk
from dashboard.page.uploads.drop import draw_intake
from dashboard.page.uploads.files import draw_files, draw_showing
from dashboard.page.uploads.stores import draw_stores
from dashboard.scene.markup import tag


def draw_uploads() -> None:
    """Draw the button, and the drawer while it is open."""
    desk = session.desk(Desk)
    count = len(session.brought())
    st.button(
        f"Your files ({count})" if count else "Your files",
        key="open_files",
        on_click=_open,
        width="stretch",
        help="Bring events of your own; they are shown to you alone",
    )
    if desk.open:
        _draw_drawer()


def _open() -> None:
    session.desk(Desk).open = True
    session.keep(session.kept())


def _close() -> None:
    desk = session.desk(Desk)
    session.let_go(desk.pending)
    unread = [str(file.name) for file in desk.pending]
    desk.clear()
    if unread:
        desk.problem = f"Not read, because this was closed before: {', '.join(unread)}."
    session.keep(session.kept())


# At the side, so that the map stays in view while files come onto it.
@st.dialog("Your files", position="right", width=760, on_dismiss=_close)
def _draw_drawer() -> None:
    desk = session.desk(Desk)
    if desk.page_is_old:
        desk.page_is_old = False
        st.rerun()
    with st.container(key="bringing"):
        draw_intake(desk)
        if desk.problem is not None:
            show(tag("p", desk.problem, class_="bm problem", role="alert"))
        draw_showing()
        draw_files(desk)
        draw_backgrounds(desk)
        draw_stores()
