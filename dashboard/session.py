"""The one module that talks to Streamlit's session and to the address of the page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.state import MapState, View, parse_date, read_query, to_query

_STATE, _TOKEN, _COMMAND, _WRITTEN, _PROBLEMS = (
    "bm_state",
    "bm_token",
    "bm_command",
    "bm_written",
    "bm_problems",
)


def current() -> MapState:
    """Return this session's state: that of the address when it is new or was changed."""
    query = st.query_params.to_dict()
    if _STATE not in st.session_state or query != st.session_state.get(_WRITTEN):
        state, problems = read_query(query)
        st.session_state[_PROBLEMS] = problems
        st.session_state[_WRITTEN] = query
        command(state)
    return st.session_state[_STATE]  # type: ignore[no-any-return]


def problems() -> tuple[str, ...]:
    """Return what of the address could not be read, in words."""
    return tuple(st.session_state.get(_PROBLEMS, ()))


def keep(state: MapState) -> None:
    """Take over a state that the browser already shows."""
    st.session_state[_STATE] = state


def command(state: MapState) -> None:
    """Take over a state and have the clock and the map follow it."""
    keep(state)
    st.session_state[_COMMAND] = st.session_state.get(_COMMAND, 0) + 1


def command_number() -> int:
    """Return the number of the last command; the clock obeys each once."""
    return int(st.session_state.get(_COMMAND, 0))


def token() -> str:
    """Return the random name of this session's private channel."""
    return str(st.session_state.setdefault(_TOKEN, secrets.token_hex(16)))


def write_address() -> None:
    """Let the address of the page say what it shows."""
    query = to_query(st.session_state[_STATE])
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def hear_clock() -> None:
    """Take over the date, the slider's ends, the window and the step from the clock at rest."""
    moved = _component("clock", "moved")
    if isinstance(moved, Mapping):
        state = st.session_state[_STATE]
        keep(
            replace(
                state,
                date=parse_date(moved["date"]),
                start=parse_date(moved["start"]),
                end=_end(parse_date(moved["end"])),
                window=moved["window"],
                step=moved["step"],
            )
        )


def hear_view() -> None:
    """Take over where the map looks, after it came to rest."""
    view = _component("clock", "view")
    if isinstance(view, Mapping):
        state = st.session_state[_STATE]
        keep(replace(state, view=View(float(view["lon"]), float(view["lat"]), float(view["zoom"]))))


def hear_pick() -> None:
    """Take over what was clicked on the map."""
    pick = _component("clock", "picked")
    if isinstance(pick, Mapping):
        ids = [str(id_) for id_ in pick.get("ids", ())]
        if pick.get("section"):
            ids.append(str(pick["section"]))
        keep(replace(st.session_state[_STATE], picked=tuple(ids[:200])))


def last_day_is(day: object) -> None:
    """Remember the day of the last report, so that a slider ending there follows the data."""
    st.session_state["bm_last_day"] = day


def _end(day: Any) -> Any:
    return None if day == st.session_state.get("bm_last_day") else day


def _component(key: str, name: str) -> object:
    return getattr(st.session_state.get(key), name, None)
