"""The drawer *Analysis* under the series: one result at a time, only while it is open."""

from __future__ import annotations

import streamlit as st

from dashboard.page import analysis_choice, session, workspace
from dashboard.page.analysis_card import draw_differences, draw_result
from dashboard.page.html import show
from dashboard.scene.analysis import ANALYSES, COMPARE, Ask, two_windows, work_out
from dashboard.scene.markup import note_markup
from dashboard.scene.scene import window_of
from dashboard.scene.state import MapState
from dashboard.scene.symbology import BORDERS
from events import EventsError

_SHORT = {border.pair: border.short for border in BORDERS}


@st.fragment
def draw_analysis() -> None:
    """Draw the drawer; while it is shut nothing is imported and nothing worked out."""
    analysis_choice.show_ask()
    drawer = st.expander("Analysis", key=analysis_choice.ASK_KEYS["open"], on_change="rerun")
    ask = None
    if drawer.open:
        with drawer:
            ask = _asked()
            # A run of the drawer alone is given the state of the last run of the page.
            _draw_card(ask, session.kept())
    # The card stands at once; address and files, which are drawn before it, follow.
    if analysis_choice.keep_ask(ask):
        st.rerun()


def _draw_card(ask: Ask, state: MapState) -> None:
    window = window_of(state)
    ledger = workspace.selected(state.selection)
    try:
        if ask.name == COMPARE:
            draw_differences(
                ledger,
                *two_windows(ask, window),
                compare=analysis_choice.compare_windows,
                chosen=bool(ask.windows),
            )
            show(note_markup(f"Files hold the comparison of {_SHORT[ask.border]} alone."))
            return
        key = (ask, window, state.selection, state.showing)
        result = session.remember("analysis", key, lambda: work_out(ledger, ask, window))
        draw_result(ledger, result)
    except EventsError as error:
        st.error(str(error))


def _asked() -> Ask:
    """Draw the choices and return what they ask; an address may have asked more sharply."""
    what, where = st.columns([3, 1])
    name = what.selectbox(
        "Question",
        list(ANALYSES),
        format_func=lambda name: ANALYSES[name].label,
        key=analysis_choice.ASK_KEYS["name"],
    )
    border = where.selectbox(
        "Border",
        list(_SHORT),
        format_func=lambda pair: _SHORT[pair],
        key=analysis_choice.ASK_KEYS["border"],
        disabled=not ANALYSES[name].of_border,
    )
    if name == COMPARE:
        return Ask(name, border, analysis_choice.windows_compared())
    plain = Ask(name, border if ANALYSES[name].of_border else "")
    given = session.kept().analysis
    if given is None or given == plain or (given.name, given.border) != (plain.name, plain.border):
        return plain
    said, button = st.columns([3, 1], vertical_alignment="center")
    said.caption("This card keeps to the days and kinds it was asked with, whatever date is shown.")
    return plain if button.button("Ask of the window shown", key="analysis_plain") else given
