"""The list of uploads: files on the map, files that wait, and what can be done with each."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.page import session
from dashboard.page.html import show
from dashboard.page.uploads.bounds import Room
from dashboard.page.uploads.desk import PARTS, Desk, Draft
from dashboard.page.uploads.drop import place
from dashboard.page.uploads.matches import draw_attaching
from dashboard.page.uploads.provenance import draw_sourcing
from dashboard.page.uploads.questions import answers_words, draw_asking, draw_how
from dashboard.page.uploads.receipt import counts_words, draw_receipt, offer_receipt
from dashboard.page.uploads.summary import grade_markup
from dashboard.page.uploads.symbol import symbol_markup
from dashboard.page.uploads.terms import SHOWINGS
from dashboard.scene.markup import Markup, note_markup, tag
from dashboard.scene.stores import NOT_MERGED
from events import Showing
from events.uploads import Layer, Outcome, Receipt, Role, one_line

_SHOWING = "showing_files"
_MOST_COLUMNS = 12


def draw_showing() -> None:
    """Draw the one control for how files stand to the reference."""
    stores = session.stores()
    if not session.layers() and not stores:
        return
    state = session.kept()
    session.say(_SHOWING, Showing(state.showing))
    st.segmented_control(
        "Show your files",
        list(SHOWINGS),
        format_func=lambda value: SHOWINGS[value][0],
        required=True,
        wrap=True,
        key=_SHOWING,
        on_change=_show_otherwise,
    )
    show(note_markup(SHOWINGS[Showing(state.showing)][1]))
    if stores and state.showing is Showing.MERGED:
        show(note_markup(NOT_MERGED))


def _show_otherwise() -> None:
    session.keep(replace(session.kept(), showing=Showing(session.said(_SHOWING))))
    session.desk(Desk).page_is_old = True


def draw_files(desk: Desk) -> None:
    """Draw every file: those that wait, then those on the map by their number."""
    layers = session.layers()
    there = {layer.key for layer in session.brought()}
    for draft in list(desk.drafts.values()):
        if draft.key not in there:
            with st.container(key=f"file_{draft.key}", border=True):
                _draw_waiting(desk, draft)
    for layer in layers:
        with st.container(key=f"file_{layer.key}", border=True):
            _draw_layer(desk, layer)


def _draw_layer(desk: Desk, layer: Layer) -> None:
    draft = desk.drafts.get(layer.key)
    known = int((layer.imported.duplicate_of >= 0).sum())
    show(_layer_markup(layer, draft.note if draft else ""))
    parts = {
        "receipt": "Receipt",
        "reading": "How it was read",
        "source": "Who says so",
        "known": f"Known already ({known:,})",
    }
    part = draw_head(desk, layer.key, layer.receipt, parts if known else _without(parts, "known"))
    if part == "receipt":
        draw_receipt(layer.receipt)
    elif part == "reading" and draft is not None:
        draw_asking(desk, draft, on_map=True)
    elif part == "reading":
        draw_how(layer)
    elif part == "source":
        draw_sourcing(desk, layer)
    elif part == "known":
        draw_attaching(layer)


def _draw_waiting(desk: Desk, draft: Draft) -> None:
    receipt = draft.receipt
    show(_waiting_markup(draft))
    parts = {"receipt": "Receipt", "reading": "How it is read"}
    if receipt.outcome is Outcome.CHOICE:
        parts = _without(parts, "receipt")
    elif receipt.outcome is Outcome.REFUSED:
        parts = {"reading": "Read it in another way"} if draft.upload.preview.names else {}
    part = draw_head(desk, draft.key, receipt, parts)
    if part == "receipt":
        draw_receipt(receipt)
    elif part == "reading":
        draw_asking(desk, draft, on_map=False)


def draw_head(desk: Desk, key: str, receipt: Receipt, parts: dict[str, str]) -> str | None:
    """Draw the buttons of a file; return the part of it that is looked at.

    Parameters
    ----------
    desk : Desk
        The files of this session.
    key : str
        Of the file.
    receipt : Receipt
        What became of its rows; it can be saved.
    parts : dict of str to str
        What can be looked at, with its label.
    """
    looked_at = desk.part if desk.chosen == key and desk.part in parts else None
    with st.container(horizontal=True, key=f"head_{key}"):
        if parts:
            # Its key stays the same: another one would stand beside it until all is drawn.
            control = _control(key)
            session.say(control, looked_at)
            st.segmented_control(
                "Look at",
                list(parts),
                format_func=parts.__getitem__,
                label_visibility="collapsed",
                wrap=True,
                key=control,
                on_change=_look,
                args=(key, control),
            )
        offer_receipt(receipt, key)
        if st.button("Remove", key=f"remove_{key}"):
            remove(desk, key)
            st.rerun()
    return looked_at


def _control(key: str) -> str:
    return f"part_{key}"


def _look(key: str, control: str) -> None:
    part = session.said(control)
    session.desk(Desk).look_at(key if part else None, part or PARTS[0])


def remove(desk: Desk, key: str) -> None:
    """Remove a file with everything that came of it."""
    desk.drop(key)
    session.unsay(_control(key))
    kept = tuple(layer for layer in session.brought() if layer.key != key)
    if len(kept) < len(session.brought()):
        session.keep_brought(kept)
        session.room(Room).contents.pop(key, None)
        _place_waiting(desk)


def _place_waiting(desk: Desk) -> None:
    """Put what was read and found no room on the map, now that there is some."""
    for draft in desk.drafts.values():
        there = {layer.key for layer in session.brought()}
        if draft.key not in there and draft.receipt.outcome is Outcome.READ:
            draft.problem = None
            place(draft)


def _without(parts: dict[str, str], name: str) -> dict[str, str]:
    return {part: label for part, label in parts.items() if part != name}


def _layer_markup(layer: Layer, note: str) -> Markup:
    attached = f"; {len(layer.attached):,} attached" if layer.attached else ""
    publisher = layer.provenance.publisher or "publisher not named"
    return tag(
        "div",
        symbol_markup(layer.number),
        tag("b", layer.title),
        " ",
        grade_markup(layer),
        tag("div", f"{publisher} · {layer.receipt.file}", class_="source"),
        tag("div", f"{counts_words(layer.receipt)}. {_doubts(layer)}{attached}"),
        tag("div", columns_words(layer), class_="note"),
        tag("div", note, class_="note") if note else None,
        class_="bm file",
    )


def columns_words(layer: Layer) -> str:
    """Say which column is the title, and name those that stand for nothing else."""
    title = layer.imported.roles.get(Role.TITLE.value)
    unused = layer.receipt.unused_columns
    named = ", ".join(map(one_line, unused[:_MOST_COLUMNS]))
    more = f" and {len(unused) - _MOST_COLUMNS} more" if len(unused) > _MOST_COLUMNS else ""
    words = f"Title: column {one_line(title)}." if title else "No column is the title."
    if not unused:
        return f"{words} Every column is used."
    return f"{words} Not used, and told with each row: {named}{more}."


def _doubts(layer: Layer) -> str:
    rows, remarks = int((layer.imported.doubts != 0).sum()), len(layer.receipt.flagged)
    if not rows:
        return "None of them doubtful"
    return f"{rows:,} of them doubtful ({remarks:,} remark{'' if remarks == 1 else 's'})"


def _waiting_markup(draft: Draft) -> Markup:
    receipt = draft.receipt
    match receipt.outcome:
        case Outcome.CHOICE:
            state = "waits for an answer"
            words = f"{answers_words(draft)} Closing this lets go of the file."
        case Outcome.REFUSED:
            state, words = "refused", "Nothing of it was kept."
        case _:
            state, words = "read, not on the map", f"{counts_words(receipt)}."
    return tag(
        "div",
        tag("b", receipt.file),
        " ",
        tag("span", state, class_="contested"),
        tag("div", words),
        tag("p", draft.problem, class_="problem", role="alert") if draft.problem else None,
        tag("div", draft.note, class_="note") if draft.note else None,
        class_="bm file",
    )
