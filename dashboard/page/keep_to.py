"""What the lists keep to: all, what the map shows, a border or section, an area drawn or typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

import geodata
from dashboard.errors import StateError
from dashboard.page import clock_messages, session
from dashboard.page.html import show
from dashboard.scene.kept import forest_area
from dashboard.scene.map_frame import FRAME
from dashboard.scene.markup import tag
from dashboard.scene.scene import Scene
from dashboard.scene.symbology import BORDERS
from dashboard.scene.where_text import read_area, read_where, ring_text, where_text
from dashboard.scene.words.kept import FIGURES_STAY, LISTED_APART, further_words, within_words
from events import Where, WhereError, WhereKind

_ALL, _VIEW, _SECTION, _AREA = "All", "In view", "Section", "Area"
_MODES = {
    WhereKind.VIEW: _VIEW,
    WhereKind.BORDER: _SECTION,
    WhereKind.SECTION: _SECTION,
    WhereKind.AREA: _AREA,
}
_MODE, _NAMED, _CORNERS = "keep_mode", "keep_named", "keep_corners"
_SEEN, _REFUSED = "bm_seen", "bm_keep_refused"
_FOREST = "forest"
_EXAMPLE = "23.4,53.2; 24.1,53.2; 24.1,53.9"


def draw_keep_to(scene: Scene) -> None:
    """Draw what the lists can keep to, and how many events of the window lie there."""
    where = session.kept().selection.where
    _show(where)
    with st.container(key="keep_to", gap="xsmall"):
        st.segmented_control(
            "Lists and marks keep to",
            [_ALL, _VIEW, _SECTION, _AREA],
            key=_MODE,
            on_change=_hear_mode,
            width="stretch",
        )
        mode = session.said(_MODE)
        if mode == _SECTION:
            st.selectbox(
                "Border, section or Forest",
                list(_named()),
                format_func=_named().__getitem__,
                index=None,
                placeholder="Choose a border, a section or the Forest",
                key=_NAMED,
                on_change=_hear_named,
                label_visibility="collapsed",
            )
        if mode == _AREA:
            st.text_input(
                "Corners as longitude,latitude; … – or draw them with the button on the map",
                key=_CORNERS,
                placeholder=_EXAMPLE,
                on_change=_hear_corners,
            )
        if refused := session.said(_REFUSED):
            show(tag("div", tag("p", refused[0]), class_="bm problem", role="alert"))
        if scene.kept is not None:
            told = "; ".join((within_words(scene.kept), *further_words(scene.kept)))
            listed = LISTED_APART if scene.kept.may_lie or scene.kept.placeless else ""
            words = tag("p", f"{told}{listed}. {FIGURES_STAY}", class_="note", role="status")
            show(tag("div", words, class_="bm"))


def hear_view() -> None:
    """Take over where the map looks; a list that keeps to what is in view follows it."""
    clock_messages.hear_view()
    view: Any = session.told("view")
    if not isinstance(view, Mapping) or "shows" not in view:
        return
    session.say(_SEEN, [round(float(value), 4) for value in view["shows"]])
    where = session.kept().selection.where
    if where is not None and where.kind is WhereKind.VIEW:
        _keep(_in_view())


def hear_drawn() -> None:
    """Take over an area that was drawn on the map."""
    drawn: Any = session.told("drawn")
    if isinstance(drawn, Mapping):
        _take("; ".join(f"{float(lon)!r},{float(lat)!r}" for lon, lat in drawn.get("ring", ())))


def _show(where: Where | None) -> None:
    """Let the widgets say what is kept to; a choice that is not ended stays as the hand left it."""
    refused = session.said(_REFUSED)
    if refused and (refused[1] != where or session.said(_MODE) != _AREA):
        # An address or a file asked for something else since.
        session.unsay(_REFUSED)
    if where is None:
        if session.said(_MODE) not in (_SECTION, _AREA):
            session.say(_MODE, _ALL)
        elif session.said(_MODE) == _SECTION:
            session.say(_NAMED, None)
        return
    if session.said(_REFUSED):
        return
    mode = _MODES[where.kind]
    session.say(_MODE, mode)
    if mode == _SECTION:
        session.say(_NAMED, where_text(where))
    if mode == _AREA:
        session.say(_CORNERS, ring_text(where, "; "))


def _hear_mode() -> None:
    session.unsay(_REFUSED)
    session.unsay(_CORNERS)
    _keep(_in_view() if session.said(_MODE) == _VIEW else None)


def _hear_named() -> None:
    chosen = session.said(_NAMED)
    if chosen == _FOREST:
        _take(ring_text(forest_area(), "; "))
        return
    _keep(read_where(chosen) if chosen else None)


def _hear_corners() -> None:
    _take(str(session.said(_CORNERS) or ""))


def _take(corners: str) -> None:
    """Keep to the area of some corners, or say why they make none; what was kept to stays."""
    session.say(_MODE, _AREA)
    session.say(_CORNERS, corners)
    if not corners.strip():
        session.unsay(_REFUSED)
        _keep(None)
        return
    try:
        where = read_area(corners)
    except StateError as error:
        session.say(_REFUSED, (str(error), session.kept().selection.where))
        return
    session.unsay(_REFUSED)
    _keep(where)


def _in_view() -> Where:
    (south, west), (north, east) = FRAME
    seen = session.said(_SEEN) or (west, south, east, north)
    west, south, east, north = seen
    try:
        return Where(WhereKind.VIEW, ring=((west, south), (east, north)))
    except WhereError:
        return Where(WhereKind.VIEW, ring=((FRAME[0][1], FRAME[0][0]), (FRAME[1][1], FRAME[1][0])))


def _keep(where: Where | None) -> None:
    state = session.kept()
    session.keep(replace(state, selection=replace(state.selection, where=where)))


def _named() -> Mapping[str, str]:
    names = {}
    for style in BORDERS:
        names[f"border:{style.pair}"] = f"{style.name}, whole border"
        for section in geodata.load_border_sections():
            if section.pair == style.pair:
                names[f"section:{section.id}"] = f"{style.short}: {section.name}"
    names[_FOREST] = "Białowieża Forest, its schematic outline"
    return names
