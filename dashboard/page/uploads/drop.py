"""The drop field: takes files, reads each in a process of its own, lets go of the bytes."""

from __future__ import annotations

import hashlib
import os
from datetime import date

import streamlit as st

from dashboard.page import cache, session
from dashboard.page.html import show
from dashboard.page.uploads.bounds import Room
from dashboard.page.uploads.desk import Desk, Draft, head_of
from dashboard.page.uploads.layers import put_on_map
from dashboard.page.uploads.terms import FORMATS
from dashboard.scene.markup import note_markup, plain, whole
from events import LayerError
from events.uploads import (
    MOST_LAYERS,
    ColumnMapping,
    FileRefusedError,
    Limits,
    Outcome,
    Upload,
    key_of_digest,
    read_upload,
)


def draw_intake(desk: Desk) -> None:
    """Draw the drop field; what is dropped is read at once."""
    try:
        limits = Limits.from_environment(os.environ)
    except FileRefusedError as error:
        desk.problem = str(error)
        return
    # The reading process loads its libraries while a file is being chosen.
    cache.readers()
    dropped = st.file_uploader(
        f"Drop files here: {FORMATS}",
        accept_multiple_files=True,
        key=f"drop_{desk.round}",
        max_upload_size=limits.max_file_mb,
    )
    show(
        note_markup(
            f"At most {limits.max_file_mb} MB, {limits.max_rows:,} rows and "
            f"{limits.max_columns:,} columns each; {MOST_LAYERS} files on the map. A file is read "
            "in a process without network, and kept in memory, for this session only.",
        )
    )
    waiting = [file for file in dropped if file.file_id not in desk.taken]
    if not waiting:
        return
    # Closing the drawer ends the reading; what waits then is let go of unread, and said.
    desk.pending, desk.problem = tuple(waiting), None
    file = waiting[0]
    data = file.getvalue()
    rest = f" (then {len(waiting) - 1} more)" if len(waiting) > 1 else ""
    key, room = key_of_digest(hashlib.sha256(data).hexdigest()), session.room(Room)
    room.keep({*desk.drafts, *(layer.key for layer in session.brought())})
    refused = room.too_much(key, len(data))
    if refused is not None:
        desk.problem = f"{whole(file.name)}: {refused}"
    else:
        room.sizes[key] = len(data)
        draft = Draft(data, read_with_progress(data, file.name, ColumnMapping(), rest))
        _note_double(desk, draft)
        desk.take(draft)
        place(draft)
    session.let_go([file])
    desk.taken.add(file.file_id)
    desk.pending = tuple(waiting[1:])
    # One file a run: each is on the map before the next is read. When the last is read, a new
    # drop field takes the place of this one.
    if len(waiting) == 1:
        desk.next_round()
    st.rerun()


def read_with_progress(data: bytes, name: str, asked: ColumnMapping, rest: str = "") -> Upload:
    """Read a file with the one warm process of this server, and show how far it is.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        The name it was brought under.
    asked : ColumnMapping
        What was answered so far.
    rest : str
        Said behind the name: how many files wait.
    """
    bar = st.progress(0.0, plain(f"Reading {name}{rest}"))

    def tell(word: str, share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), plain(f"{name}{rest}: {word}"))

    upload = read_upload(data, name, mapping=asked, readers=cache.readers(), progress=tell)
    bar.empty()
    return upload


def place(draft: Draft) -> bool:
    """Put a file that was read on the map; tell why when it cannot be."""
    if draft.receipt.outcome is not Outcome.READ:
        return False
    try:
        kept = put_on_map(session.brought(), draft.upload, f"{date.today():%Y-%m}")
    except LayerError as error:
        draft.problem = str(error)
        return False
    session.keep_brought(kept)
    session.room(Room).contents[draft.key] = draft.data
    return True


def read_again(draft: Draft, asked: ColumnMapping) -> None:
    """Read a file on the desk in another way."""
    try:
        upload = read_with_progress(draft.data, draft.receipt.file, asked)
    except FileRefusedError as error:
        draft.problem = str(error)
        return
    draft.read_again(asked, upload)


def look_ahead(draft: Draft, asked: ColumnMapping) -> None:
    """Read the beginning of a large file, so that its first rows can be looked at before all."""
    head = head_of(draft.data)
    imported = None
    if head is not None:
        upload = read_upload(head, draft.receipt.file, mapping=asked, readers=cache.readers())
        imported = upload.imported
    draft.sample = (asked, imported)


def _note_double(desk: Desk, draft: Draft) -> None:
    if draft.key in desk.drafts or any(layer.key == draft.key for layer in session.brought()):
        draft.note = "The same file was here before; this reading takes its place."
