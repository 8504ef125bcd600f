"""The field that restores a view: a file exported here, or a project, is dropped and shown."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.errors import DashboardError, SnapshotError
from dashboard.exports.formats import FORMATS, read_any
from dashboard.exports.view_text import from_text
from dashboard.page import session
from dashboard.page.html import show
from dashboard.page.project_menu import open_saved
from dashboard.scene.markup import tag
from dashboard.scene.state import MapState
from events import EventsError
from geodata import GeodataError

_OURS = (DashboardError, EventsError, GeodataError)
_MENU, _RESTORED = "project_menu", "bm_restored"
_MOST_MB = 200
"""A project holds files; what else is exported here is smaller."""


def project_popover() -> Any:
    """Return the menu that saves and restores; it shuts when a view was restored in it."""
    if session.said(_RESTORED):
        session.unsay(_RESTORED)
        session.say(_MENU, False)
    return st.popover(
        "Project",
        key=_MENU,
        on_change="rerun",
        help="Save this view with your files, or open one that was saved or exported here",
    )


def draw_restore() -> None:
    """Take a file that was exported here, and show what it shows; nothing of it is kept."""
    st.caption(
        "Whether a file was changed since, `python -m dashboard verify` tells. *Same* says that "
        "this program makes it of this data; who made it, and when, and what it says of your "
        "files' sources, stands in it as it was typed."
    )
    # With every command the field is a new one: the file of before is let go.
    dropped = st.file_uploader(
        "Restore a view or open a project: drop a file exported here",
        type=[*FORMATS, "zip"],
        max_upload_size=_MOST_MB,
        key=f"dropped_{session.command_number()}",
    )
    if dropped is None:
        return
    try:
        if dropped.name.lower().endswith(".zip"):
            open_saved(dropped.getvalue())
        else:
            session.command(restored(dropped.name, dropped.getvalue()))
    except _OURS as error:
        show(tag("p", str(error), class_="bm problem", role="alert"))
        return
    session.say(_RESTORED, True)
    session.write_address()
    st.rerun()


def restored(name: str, content: bytes) -> MapState:
    """Read the view that a file holds.

    Raises
    ------
    SnapshotError
        When the file is none of ours.
    StateError
        When its state cannot be read.
    """
    told = read_any(content, name.rsplit(".", 1)[-1].lower())
    if "State" not in told:
        raise SnapshotError(f"{name[:60]}: this file names no view. Drop a file exported here.")
    return from_text(told["State"])
