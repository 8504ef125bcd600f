"""The cards of files without days: shown or not, in which colour, whose, how they were read."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.page import session
from dashboard.page.html import show
from dashboard.page.uploads.desk import Desk
from dashboard.page.uploads.files import draw_head
from dashboard.page.uploads.provenance import draw_naming, keep
from dashboard.page.uploads.questions import draw_asking, draw_roles
from dashboard.page.uploads.receipt import counts_words, draw_receipt
from dashboard.scene.contexts import COLOURS, FILL, context_colour, context_words
from dashboard.scene.markup import Markup, note_markup, tag
from dashboard.scene.palette import scheme_picture
from events.uploads import ContextLayer

_PARTS = {"receipt": "Receipt", "reading": "How it was read", "source": "Whose it is"}
_EXACT = (
    "Files without days are drawn under the events on every date, exactly where they say: no "
    "place of them is made less sharp, in files for the public neither."
)


def draw_backgrounds(desk: Desk) -> None:
    """Draw a card for every background of this session."""
    layers = [one for one in session.brought() if isinstance(one, ContextLayer)]
    if layers:
        show(note_markup(_EXACT))
    for layer in layers:
        with st.container(key=f"file_{layer.key}", border=True):
            _draw_card(desk, layer)


def _draw_card(desk: Desk, layer: ContextLayer) -> None:
    show(_markup(layer))
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"style_{layer.key}"):
        shown, colour = f"shown_{layer.key}", f"colour_{layer.key}"
        session.say(shown, layer.shown)
        session.say(colour, layer.colour)
        st.toggle("On the map", key=shown, on_change=_restyle, args=(layer.key, shown, colour))
        st.selectbox(
            "Colour",
            list(COLOURS),
            format_func=COLOURS.__getitem__,
            key=colour,
            on_change=_restyle,
            args=(layer.key, shown, colour),
            width=160,
        )
    draft = desk.drafts.get(layer.key)
    part = draw_head(desk, layer.key, layer.receipt, _PARTS)
    if part == "receipt":
        draw_receipt(layer.receipt)
    elif part == "reading" and draft is not None:
        draw_asking(desk, draft, on_map=True)
    elif part == "reading":
        draw_roles(layer)
    elif part == "source":
        draw_naming(desk, layer)


def _restyle(key: str, shown: str, colour: str) -> None:
    found = next(one for one in session.brought() if one.key == key)
    if isinstance(found, ContextLayer):
        keep(replace(found, shown=session.said(shown), colour=session.said(colour)))
    session.desk(Desk).page_is_old = True


def _markup(layer: ContextLayer) -> Markup:
    publisher = layer.provenance.publisher.strip() or "publisher not named"
    return tag(
        "div",
        _sample(layer),
        tag("b", layer.title),
        tag("div", f"{publisher} · {layer.receipt.file}", class_="source"),
        tag("div", f"Background: {context_words(layer)}. {counts_words(layer.receipt)}."),
        class_="bm file",
    )


def _sample(layer: ContextLayer) -> Markup:
    colour = context_colour(layer)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 18"><rect x="2" y="4" width="14" '
        f'height="10" fill="{colour}" fill-opacity="{FILL}" stroke="{colour}"/></svg>'
    )
    return tag("img", class_="symbol", src=scheme_picture(drawing), width="18", height="18", alt="")
