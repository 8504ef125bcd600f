"""The provenance form of an upload: its source and grade, as the person says who brings it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.page import session
from dashboard.page.html import show
from dashboard.page.uploads.desk import Desk
from dashboard.page.uploads.terms import CREDIBILITY, RELIABILITY
from dashboard.scene.markup import note_markup, whole
from events import LayerError
from events.uploads import Brought, ContextLayer, Layer, Provenance


def draw_sourcing(desk: Desk, layer: Layer) -> None:
    """Draw the form; what it says stands in every panel and export from then on."""
    told = layer.provenance
    show(
        note_markup(
            "This stands beside every row of the file, on the page and in every export. "
            "F6 is what nobody has judged; it is shown as that, not as bad.",
        )
    )
    with st.form(f"source_{layer.key}"):
        names = st.columns(2)
        title = names[0].text_input("Name of the source", whole(told.title))
        publisher = names[1].text_input(
            "Publisher", whole(told.publisher), placeholder="publisher not named"
        )
        grades = st.columns(2)
        letter = grades[0].selectbox(
            "Reliability of the publisher",
            list(RELIABILITY),
            list(RELIABILITY).index(told.reliability),
            format_func=lambda value: f"{value} · {RELIABILITY[value]}",
        )
        digit = grades[1].selectbox(
            "Credibility of the rows, all alike",
            list(CREDIBILITY),
            list(CREDIBILITY).index(told.credibility),
            format_func=lambda value: f"{value} · {CREDIBILITY[value]}",
        )
        sensitive = st.checkbox(
            "Rows may show places of people in need",
            told.sensitive,
            help="In files for the public, rows younger than 90 days then stand at their border "
            "section, not at their point. The page itself shows the point.",
        )
        if not st.form_submit_button("Save source"):
            return
    try:
        said = Provenance(
            title, publisher, letter, digit, sensitive=sensitive, read_on=told.read_on
        )
    except LayerError as error:
        desk.problem = str(error)
    else:
        desk.problem = None
        keep(replace(layer, provenance=said))
    st.rerun()


def draw_naming(desk: Desk, layer: ContextLayer) -> None:
    """Draw the form of a background: whose it is stands in the legend and in every file."""
    told = layer.provenance
    with st.form(f"source_{layer.key}"):
        names = st.columns(2)
        title = names[0].text_input("Name of the source", whole(told.title))
        publisher = names[1].text_input(
            "Publisher", whole(told.publisher), placeholder="publisher not named"
        )
        if not st.form_submit_button("Save source"):
            return
    try:
        said = replace(told, title=title, publisher=publisher)
    except LayerError as error:
        desk.problem = str(error)
    else:
        desk.problem = None
        keep(replace(layer, provenance=said))
    st.rerun()


def keep(layer: Brought) -> None:
    """Put a changed layer in the place of the former."""
    session.keep_brought(
        tuple(layer if other.key == layer.key else other for other in session.brought())
    )
