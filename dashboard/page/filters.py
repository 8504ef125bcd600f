"""The filters beside the map: which reports take part, in widgets and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from dashboard.page import session
from dashboard.scene.symbology import BORDERS
from dashboard.scene.words.glossary import meaning
from dashboard.scene.words.reports import airport_words
from events import Ledger, Measure, Selection
from events.uploads import BROUGHT_FILE

_KINDS = {
    "official": "official body",
    "wire": "news agency",
    "press": "press",
    "NGO": "NGO",
    "opinion": "opinion",
    "data set": "data set",
    "copy site": "copy site",
    "state-linked": "state-linked",
    BROUGHT_FILE: BROUGHT_FILE,
}


HELP = {
    "text": "report",
    "measures": "figure a day",
    "categories": "event",
    "source_kinds": "source",
    "grades": "reliability",
    "contested": "contested",
}
"""Word of the glossary that is explained beside a filter, by the field that it sets."""

FILTER_KEYS = {f.name: f"filter_{f.name}" for f in fields(Selection) if f.name != "where"}
"""Widget of each filter, by the field of the selection that it sets."""


def show_filters(selection: Selection) -> None:
    """Let the widgets of the filters show a selection; before they are drawn."""
    for name, key in FILTER_KEYS.items():
        value = getattr(selection, name)
        session.say(key, list(value) if isinstance(value, tuple) else value)


def hear_filters() -> None:
    """Take over what the widgets of the filters say."""
    chosen = {name: session.said(key) for name, key in FILTER_KEYS.items()}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in chosen.items()
    }
    state = session.kept()
    session.keep(replace(state, selection=replace(state.selection, **values)))


def _help(field: str) -> str | None:
    return meaning(HELP[field]) if field in HELP else None


def draw_filters(ledger: Ledger, selection: Selection) -> None:
    """Draw the filters in a drawer of their own; each change is heard at once."""
    show_filters(selection)
    with st.popover("Filters", width="stretch"):
        st.text_input(
            "Words in title, place, source or note",
            key=FILTER_KEYS["text"],
            on_change=hear_filters,
            placeholder="Kuznica finds Kuźnica",
            help=_help("text"),
        )
        offered = session.remember("choices", session.kept().showing, lambda: _choices(ledger))
        for field, (label, choices) in offered.items():
            st.multiselect(
                label,
                list(choices),
                format_func=_words_of(choices),
                key=FILTER_KEYS[field],
                on_change=hear_filters,
                placeholder="all",
                help=_help(field),
            )
        st.checkbox(
            "Contested only",
            help=_help("contested"),
            key=FILTER_KEYS["contested"],
            on_change=hear_filters,
        )


def _words_of(choices: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda key: choices.get(key, str(key))


def _choices(ledger: Ledger) -> dict[str, tuple[str, dict[str, str]]]:
    flights = [r.flight for r in ledger.reports.values() if r.flight is not None]
    codes = {c for f in flights for c in (f.origin_iata, f.destination_iata) if c and c != "MSQ"}
    used = {report.measure for report in ledger.reports.values() if report.kind == "flow"}
    incidents = {r.incident.category for r in ledger.reports.values() if r.incident is not None}
    kinds = {source.kind for source in ledger.sources.values()}
    kinds |= {BROUGHT_FILE for _ in ledger.rows}
    return {
        "borders": ("Border", {style.pair: style.name for style in BORDERS}),
        "measures": ("Measure", {m.key: m.label for m in Measure if m in used}),
        "categories": ("Kind of event", {c: c.replace("_", " ") for c in sorted(incidents)}),
        "airlines": ("Airline", {a: a for a in sorted({f.airline for f in flights if f.airline})}),
        "origins": ("Airport", {c: airport_words(c) for c in sorted(codes, key=airport_words)}),
        "source_kinds": ("Kind of source", {k: v for k, v in _KINDS.items() if k in kinds}),
        "grades": ("Reliability of the source", {grade: grade for grade in "ABCDEF"}),
    }
