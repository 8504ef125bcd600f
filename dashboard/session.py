"""The one module that talks to Streamlit's session and to the address of the page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from dashboard.state import MapState, View, parse_date, read_query, to_query
from events import Selection

_STATE, _TOKEN, _COMMAND, _WRITTEN, _PROBLEMS, _HEARD = (
    "bm_state",
    "bm_token",
    "bm_command",
    "bm_written",
    "bm_problems",
    "bm_heard",
)


def current() -> MapState:
    """Return this session's state: that of the address when it is new or was changed."""
    query = st.query_params.to_dict()
    # A rerun that a hand caused may carry the address of before: the browser sends the one it
    # has, and the last one written is still on its way there. Then the hand is right.
    heard = st.session_state.pop(_HEARD, False)
    changed = query != st.session_state.get(_WRITTEN) and not heard
    if _STATE not in st.session_state or changed:
        state, problems = read_query(query)
        st.session_state[_PROBLEMS] = problems
        st.session_state[_WRITTEN] = query
        command(state)
        del st.session_state[_HEARD]
    return kept()


def kept() -> MapState:
    """Return this session's state as it stands, whatever the address says."""
    return st.session_state[_STATE]  # type: ignore[no-any-return]


def problems() -> tuple[str, ...]:
    """Return what of the address could not be read, in words."""
    return tuple(st.session_state.get(_PROBLEMS, ()))


def keep(state: MapState) -> None:
    """Take over a state that the browser already shows."""
    st.session_state[_STATE] = state
    st.session_state[_HEARD] = True


def command(state: MapState) -> None:
    """Take over a state and have the clock and the map follow it."""
    keep(state)
    st.session_state[_COMMAND] = st.session_state.get(_COMMAND, 0) + 1


def failures() -> list[str]:
    """Return the list that holds why the last export failed; makers of files write into it."""
    found: list[str] = st.session_state.setdefault("bm_failures", [])
    return found


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
                compare=parse_date(moved["compare"]) if moved["compare"] else None,
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


FILTER_KEYS = {field.name: f"filter_{field.name}" for field in fields(Selection)}
"""Widget of each filter, by the field of the selection that it sets."""


def show_filters(selection: Selection) -> None:
    """Let the widgets of the filters show a selection; before they are drawn."""
    for name, key in FILTER_KEYS.items():
        value = getattr(selection, name)
        st.session_state[key] = list(value) if isinstance(value, tuple) else value


def hear_filters() -> None:
    """Take over what the widgets of the filters say."""
    chosen = {name: st.session_state[key] for name, key in FILTER_KEYS.items()}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in chosen.items()
    }
    selection = Selection(**values)
    keep(replace(st.session_state[_STATE], selection=selection))


def last_day_is(day: object) -> None:
    """Remember the day of the last report, so that a slider ending there follows the data."""
    st.session_state["bm_last_day"] = day


def _end(day: Any) -> Any:
    return None if day == st.session_state.get("bm_last_day") else day


def _component(key: str, name: str) -> object:
    return getattr(st.session_state.get(key), name, None)
