"""The drawer *Analysis* under the series: one result at a time, only while it is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st

import events
from dashboard import holdings, session
from dashboard.analysis_card import draw_differences, draw_result
from dashboard.state import MapState
from dashboard.style import BORDERS
from events import EventsError, Ledger, Period

if TYPE_CHECKING:
    from events import Result

AROUND = timedelta(days=180)
"""What needs a longer span looks so many days to both sides of the window."""

COMPARE = "Compare with the window before"
MOVES = "All borders, from the window before"
NOTABLE = "What stands out"
OF_ALL_BORDERS = (COMPARE, MOVES, NOTABLE)

Ask: TypeAlias = "Callable[[Ledger, str, Period], Result]"


def _around(ledger: Ledger, window: Period) -> Period:
    assert window.end is not None
    return Period(
        max(window.start - AROUND, ledger.first_day),
        max(min(window.end + AROUND, ledger.last_day), window.end),
    )


# What is asked is looked up when it is asked for: a drawer that stays shut imports nothing.
ASKS: dict[str, Ask] = {
    "Levels": lambda ledger, border, window: events.levels(ledger, border, _around(ledger, window)),
    "Before and after the first day": lambda ledger, border, window: events.before_after(
        ledger, border, window.start
    ),
    "Flights and border": lambda ledger, border, window: events.aligned(
        ledger, border, _around(ledger, window)
    ),
    "Where reports concentrate": lambda ledger, border, _: events.concentration(ledger, border),
    "Ladder of totals": lambda ledger, border, _: events.ladder(ledger, border),
    MOVES: lambda ledger, _, window: events.moves(ledger, window.before(), window),
    NOTABLE: lambda ledger, _, window: events.notable(ledger, window),
}


@st.fragment
def draw_analysis(state: MapState) -> None:
    """Draw the drawer; while it is shut nothing is imported and nothing worked out."""
    drawer = st.expander("Analysis", key="analysis", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        asked, where = st.columns([3, 1])
        name = asked.selectbox("Question", [COMPARE, *ASKS], key="analysis_question")
        chosen = where.selectbox(
            "Border",
            BORDERS,
            format_func=lambda border: border.short,
            key="analysis_border",
            disabled=name in OF_ALL_BORDERS,
        )
        border = chosen.pair
        ledger = holdings.selected(state.selection)
        days = state.window_days or (state.date - state.first_day).days + 1
        try:
            window = Period.trailing(state.date, days)
            if name == COMPARE:
                pair = session.windows_compared(window)
                draw_differences(
                    ledger,
                    *(pair or (window.before(), window)),
                    compare=partial(session.compare_windows, window),
                    chosen=pair is not None,
                )
            else:
                draw_result(ledger, ASKS[name](ledger, border, window))
        except EventsError as error:
            st.error(str(error))
