"""The part *Briefing* of the export menu: several dates in one file, made beside the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.errors import DashboardError, StateError
from dashboard.exports.briefing.background import PackJob
from dashboard.exports.briefing.dates import pack_name, stepped_days, sundays
from dashboard.exports.formats import FORMATS, PACKS
from dashboard.exports.request import build_order
from dashboard.exports.settings import load_settings
from dashboard.page import session, workspace
from dashboard.scene.state import MapState, window_words
from dashboard.scene.words.dates import EARLIEST, LATEST, long_month, short_day

_MAKING = "bm_briefing"
_OWN = "own"
_EVERY_SECONDS = 1.0


def draw_briefing(state: MapState, size: str) -> None:
    """Draw the choice of dates, the two buttons that make a file of them, and how far one is.

    Parameters
    ----------
    state : MapState
        What the page shows: its filters, files and analysis are those of every date.
    size : str
        Size of the sheets.
    """
    told = "Briefing: a page a date, with charts, changes and sources, in one file"
    if state.compare is not None:
        told += f". Each date is compared with {short_day(state.compare)}"
    st.caption(told)
    try:
        states = _chosen_states(state)
    except StateError as error:
        st.error(str(error), icon=":material/error:")
        states = []
    if states:
        st.caption(dates_words([one.date for one in states], states[0].window))
        with st.container(horizontal=True):
            for form, pack in PACKS.items():
                if st.button(f"Make {pack.label}", key=f"make_{form}"):
                    _start(form, states, size)
    making = session.said(_MAKING)
    if isinstance(making, PackJob):
        # What is made beside the page can tell of itself only when it is asked.
        asking = _EVERY_SECONDS if making.running else None
        st.fragment(_draw_making, run_every=asking)(making, is_asked=asking is not None)


def _chosen_states(state: MapState) -> list[MapState]:
    """Draw the choice of dates and return a state for each.

    Raises
    ------
    StateError
        When the dates make no period, or are too many.
    """
    ledger = workspace.ledger()
    months = _months(ledger.first_day, ledger.last_day)
    shown = f"{state.date:%Y-%m}"
    choices = [_OWN, *months]
    chosen = st.selectbox(
        "Dates",
        choices,
        index=choices.index(shown) if shown in choices else 0,
        format_func=lambda one: (
            "From one date to another" if one == _OWN else f"Each week of {long_month(one)}"
        ),
        key="briefing_dates",
    )
    if chosen != _OWN:
        year, month = map(int, chosen.split("-"))
        return _states(state, sundays(year, month), "7d")
    first, last, every = st.columns(3)
    days = stepped_days(
        _day_of("First date", state.date - timedelta(days=28), first),
        _day_of("Last date", state.date, last),
        int(every.number_input("Every … days", 1, 366, 7, key="briefing_every")),
    )
    return _states(state, days, state.window)


def _day_of(label: str, usual: date, place: st.delta_generator.DeltaGenerator) -> date:
    found = place.date_input(
        label,
        min(max(usual, EARLIEST), LATEST),
        EARLIEST,
        LATEST,
        key=f"briefing_{label.split(' ')[0].lower()}",
    )
    if not isinstance(found, date):
        raise StateError(f"{label}: no date is given. Choose one.")
    return found


def _months(first: date, last: date) -> list[str]:
    """Return the months that have days of the data, as "2021-11"."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    numbers = (first.year * 12 + first.month - 1 + step for step in range(count))
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]


def _states(state: MapState, days: Iterable[date], window: str) -> list[MapState]:
    # What is clicked on, and where the map looks, belongs to the page.
    plain = replace(state, window=window, picked=(), heap=0, view=None, tab=MapState().tab)
    return [plain.at(day) for day in days]


def dates_words(days: Sequence[date], window: str) -> str:
    """Say how many dates there are, which, and what each shows.

    Parameters
    ----------
    days : sequence of datetime.date
        The earliest first.
    window : str
        As in an address.
    """
    told = [short_day(day) for day in days]
    if len(told) > 6:
        told = [*told[:3], "…", told[-1]]
    dates = "1 date" if len(days) == 1 else f"{len(days)} dates"
    return f"{dates}: {', '.join(told)}. Each shows: {window_words(window).lower()}."


def _start(form: str, states: Sequence[MapState], size: str) -> None:
    former = session.said(_MAKING)
    if isinstance(former, PackJob) and former.running:
        st.error("A briefing is being made already. Stop it first, or wait for it.")
        return
    try:
        order = build_order(size=size, settings=load_settings())
        making = PackJob(form, workspace.ledger(), states, order, _presence())
    except DashboardError as error:
        st.error(str(error), icon=":material/error:")
        return
    session.say(_MAKING, making)


def _presence() -> Callable[[], bool]:
    """Return what says, from any thread, whether the page that asks is still open."""
    run = get_script_run_ctx()
    if run is None or not runtime.exists():
        return lambda: True
    instance, session_id = runtime.get_instance(), run.session_id
    return lambda: instance.is_active_session(session_id)


def _draw_making(making: PackJob, *, is_asked: bool) -> None:
    """Say how far the file is, with a way to stop it; when it is ready, offer it."""
    if is_asked and not making.running:
        st.rerun()  # it is drawn once more, and asked no more
    pack = PACKS[making.form]
    if making.running:
        # When all dates are drawn, the pages around them are still to be made.
        said = f"Date {min(making.done + 1, making.total)} of {making.total}"
        if making.done == making.total:
            said = "All dates drawn, putting them together"
        st.progress(making.done / making.total, f"{pack.label}: {said}")
        st.button("Stop", key="stop_briefing", on_click=making.stop)
    elif making.content is not None:
        content = making.content
        st.download_button(
            f"Save briefing ({pack.label}, {len(content) / 1e6:.1f} MB)",
            data=lambda: content,
            file_name=pack_name(making.days, pack.form),
            mime=FORMATS[pack.form].media_type,
            on_click="ignore",
            type="primary",
            key="save_briefing",
        )
    elif making.stopped:
        st.caption("Stopped; nothing was kept.")
    else:
        st.error(f"The briefing was not made. {making.failure}", icon=":material/error:")
