"""Projects on the page: saved with the files they stand on, and opened again."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.exports.file_names import name_of
from dashboard.exports.fingerprint import data_fingerprint
from dashboard.exports.project import Project, open_project, read_layers, write_project
from dashboard.page import cache, session, workspace
from dashboard.page.html import show
from dashboard.page.uploads.bounds import Room
from dashboard.scene.markup import tag
from dashboard.scene.state import MapState
from events import LayerError
from events.uploads import Brought, Layer

_OTHER_DATA = "The project was saved on other data: figures may differ."


def draw_keeping(state: MapState) -> None:
    """Say that brought files are lost at a reload, and offer to save them with the view.

    While they are not saved, the page warns before it is left (web/page/leaving.js).
    """
    if session.room(Room).other_data:
        show(tag("p", _OTHER_DATA, class_="bm note"))
    if not session.brought():
        return
    with st.container(key="keeping", horizontal=True, vertical_alignment="center", gap="small"):
        # A project is made outside of any run of the page: only asking again can tell that it was.
        st.fragment(_draw_kept, run_every=None if _is_saved() else 1.5)()
        draw_save(state, "keep")


def _is_saved() -> bool:
    return session.room(Room).saved == _kept_as(session.brought())


def _draw_kept() -> None:
    layers, saved = session.brought(), _is_saved()
    files = "1 file of yours is" if len(layers) == 1 else f"{len(layers)} files of yours are"
    words = f"{files} here until this page is reloaded."
    if saved:
        words = f"{files} here, and saved in a project: open it under Project."
    show(tag("p", words, class_="bm note", data_unsaved=None if saved else "yes"))


def draw_save(
    state: MapState, place: str, making: Callable[..., Callable[[], bytes]] | None = None
) -> None:
    """Draw the button that saves the view and its files.

    Parameters
    ----------
    state : MapState
        The view.
    place : str
        Tells the button from others on the page.
    making : callable, optional
        Wraps what makes the file, so that a failure is told.
    """
    layers, room = session.brought(), session.room(Room)
    contents, data = dict(room.contents), data_fingerprint(workspace.ledger().digests).sha256

    def make() -> bytes:
        content = write_project(state, layers, contents, data)
        room.saved = _kept_as(layers)
        return content

    st.download_button(
        "Save project",
        data=making("Project", make) if making else make,
        file_name=name_of(state, "zip", "project"),
        mime="application/zip",
        on_click="ignore",
        type="tertiary" if place == "keep" else "secondary",
        key=f"project_{place}",
        help="This view, its filters and your files with their answers and sources, as one ZIP. "
        "Open it here again, or with --project on the command line.",
    )


def _kept_as(layers: tuple[Brought, ...]) -> object:
    """Return what of layers a project holds, to be compared."""
    return tuple(
        (
            one.key,
            one.number,
            one.provenance,
            one.attached if isinstance(one, Layer) else (one.colour, one.shown),
        )
        for one in layers
    )


def open_saved(content: bytes) -> Project:
    """Read a project with its files and show it; what was on the page gives way to it.

    Nothing of the page changes before all of it is read.

    Raises
    ------
    StateError
        When it is no project.
    EventsError
        When the archive or a file in it cannot be read.
    """
    project, contents = open_project(content)
    room = session.room(Room)
    spare = Room()
    for key, data in contents.items():
        refused = spare.too_much(key, len(data))
        if refused is not None:
            raise LayerError(refused)
        spare.sizes[key] = len(data)
    with st.spinner("Reading the files of the project"):
        layers = read_layers(project, contents, cache.readers())
    room.sizes, room.contents, room.saved = spare.sizes, contents, _kept_as(layers)
    session.keep_brought(layers)
    session.command(project.state)
    digest = data_fingerprint(workspace.ledger().digests).sha256
    room.other_data = bool(project.data) and project.data != digest
    session.tell_problems(project.problems)
    return project
