"""The whole page: title and sentence, map and clock, panels beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.feed import integrity
from dashboard.feed.assets import part_text
from dashboard.page import clock_messages, components, keep_to, picks, session, workspace
from dashboard.page.analysis_drawer import draw_analysis
from dashboard.page.basemap import Role, build_map
from dashboard.page.export_menu import draw_export_menu
from dashboard.page.html import show
from dashboard.page.map_frame import show_map
from dashboard.page.notices import draw_address, draw_missing, draw_missing_stores
from dashboard.page.project_menu import draw_keeping
from dashboard.page.side_panel import draw_panel
from dashboard.page.stores import offered
from dashboard.page.two_dates import draw_two_dates
from dashboard.page.uploads.drawer import draw_uploads
from dashboard.scene import places
from dashboard.scene.markup import tag, whole
from dashboard.scene.palette import schemes_css
from dashboard.scene.scene import Scene
from dashboard.scene.state import MapState
from dashboard.scene.words import overview
from dashboard.scene.words.newest import newest_words
from events import EventsError
from geodata import GeodataError

_OURS = (DashboardError, EventsError, GeodataError)
_MOST_PROBLEMS = 4


def draw_page() -> None:
    """Draw the whole page for the session's state."""
    state = session.current()
    st.set_page_config(
        page_title=overview.tab_title(state), layout="wide", initial_sidebar_state="collapsed"
    )
    with guarded_part("The style of the page"):
        st.html(f"<style>{schemes_css()}{_style()}</style>")
    others = workspace.renew()
    try:
        session.last_day_is(workspace.ledger().last_day)
        scene = workspace.scene(state)
    except _OURS as error:
        st.error("The map cannot be drawn: a file it stands on cannot be read.")
        draw_problems([str(error), *session.problems(), *known_problems(others)])
        # What cannot be drawn may be a brought file: it can be taken away again.
        draw_uploads()
        return
    draw_top(scene)
    draw_address(session.problems())
    draw_problems(known_problems(others))
    draw_missing(session.missing_files())
    draw_missing_stores(session.missing_stores())
    draw_keeping(state)
    with st.container(key="stage"):
        left, right = st.columns([1024, 416], gap=None)
        with left, st.container(key="left"):
            with guarded_part("The map"):
                draw_map(state)
            with guarded_part("The clock"):
                draw_clock(state)
        with right, st.container(key="panel"), guarded_part("The panel"):
            draw_panel(scene, state)
    with guarded_part("The table of both dates"):
        draw_two_dates(scene, state)
    with guarded_part("The series"):
        draw_series(state)
    with guarded_part("The analysis"):
        draw_analysis()
    session.write_address()


def _style() -> str:
    return part_text("web/page/page.css") + part_text("web/page/phone.css")


@contextmanager
def guarded_part(what: str) -> Iterator[None]:
    """Say in its place that a part of the page cannot be drawn, and go on with the others."""
    try:
        yield
    except _OURS as error:
        st.error(f"{what} cannot be drawn.")
        st.code(str(error), language=None, wrap_lines=True)


def known_problems(others: tuple[str, ...]) -> list[str]:
    """Return what of the data could not be read, or is not what it was."""
    found = [*integrity.problems(), *places.problems(), *offered().problems]
    found += map(str, workspace.reference().problems)
    if others:
        found.append(
            f"{', '.join(others)}: changed on disk since this page was opened. Everything on it "
            "was read anew, and every file made here says so by its hash."
        )
    stale = integrity.changed()
    if stale:
        found.append(
            f"{', '.join(stale)}: changed on disk since the server read it. It goes on with what "
            "it read; start it again to use the new."
        )
    return found


def draw_series(state: MapState) -> None:
    """Draw the series of each border under map and clock."""
    end = max(state.end or workspace.ledger().last_day, state.date)
    with st.container(key="series_box"):
        show(
            tag(
                "div",
                tag("h2", "Series"),
                tag("p", "Each border by its own measure, on its own scale.", class_="note"),
                class_="bm",
            )
        )
        components.mount_series(session.token(), state.start.isoformat(), end.isoformat())


def draw_top(scene: Scene) -> None:
    """Draw title, sentence and what can be taken away."""
    with st.container(key="top"):
        said, buttons = st.columns([940, 390], vertical_alignment="center")
        with said:
            show(
                tag(
                    "div",
                    tag("h1", overview.HEADING, tag("span", overview.window_words(scene))),
                    tag("p", overview.sentence(scene)),
                    tag("div", overview.as_of(scene), class_="as-of"),
                    class_="heading",
                )
            )
            draw_newest()
        with buttons:
            draw_export_menu(scene)


def draw_newest() -> None:
    """Say which day figures are the newest, offer the way there, and the help."""
    days = workspace.newest_days()
    with st.container(key="newest", horizontal=True, vertical_alignment="center", gap="small"):
        if days:
            told = newest_words(days, date.today())
            show(tag("p", f"Newest day figures: {told}.", class_="bm note"))
            st.button(
                "Go to the latest week",
                key="latest_week",
                on_click=session.go_to,
                args=(max(days.values()),),
                type="tertiary",
            )
        components.mount_help(session.token())
        components.mount_colours()


def draw_problems(problems: list[str]) -> None:
    """Say in sight what of the data could not be read.

    More than a few would push the map off the screen: the rest are one click away.
    """
    if not problems:
        return
    lines = [whole(" ".join(problem.splitlines())) for problem in problems]
    with st.container(key="problems"):
        show(
            tag(
                "div",
                *(tag("p", line) for line in lines[:_MOST_PROBLEMS]),
                class_="bm problem",
                role="alert",
            )
        )
        if rest := lines[_MOST_PROBLEMS:]:
            with st.expander(f"and {len(rest)} more", icon=":material/warning:"):
                st.code("\n".join(rest), language=None, wrap_lines=True)


def draw_map(state: MapState) -> None:
    """Draw the map and hand the browser the packed reports."""
    with st.container(key="feed_box"):
        windows = workspace.windows_ahead(state)
        components.mount_feed(workspace.feed(state.start, windows, state.selection))
    # The first map keeps its place in the page, so that a second one beside it remounts nothing.
    roles: tuple[Role, ...] = ("main", "other") if state.compare else ("main",)
    addresses = components.addresses()
    with st.container(key="maps"):
        for role in roles:
            base = build_map(**addresses, token=session.token(), role=role)
            show_map(base, role, tuple(addresses.values()))


def draw_clock(state: MapState) -> None:
    """Draw the clock; it tells the session when the hand is at rest."""
    ledger = workspace.ledger()
    end = state.end or ledger.last_day
    view = state.view
    newest = max(workspace.newest_days().values(), default=None)
    with st.container(key="clock_box"):
        components.mount_clock(
            {
                "token": session.token(),
                "command": session.command_number(),
                "date": state.date.isoformat(),
                "start": state.start.isoformat(),
                "end": max(end, state.date).isoformat(),
                "earliest": ledger.first_day.isoformat(),
                "latest": ledger.last_day.isoformat(),
                "newest": newest.isoformat() if newest else None,
                "window": state.window,
                "step": state.step,
                "compare": state.compare.isoformat() if state.compare else None,
                "compareWindow": state.compare_window,
                "selected": list(state.picked),
                "view": {"lon": view.lon, "lat": view.lat, "zoom": view.zoom} if view else None,
                "hide": list(state.hide),
            },
            on_moved=clock_messages.hear_clock,
            on_view=keep_to.hear_view,
            on_hide=clock_messages.hear_hide,
            on_picked=picks.hear_pick,
            on_drawn=keep_to.hear_drawn,
        )
