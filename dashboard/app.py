"""The page: title and sentence, map and clock, panels beside them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import cache, ground, session, tables, webparts, words
from dashboard.basemap import build_map
from dashboard.embedding import show_map
from dashboard.markup import Markup, tag
from dashboard.panels.detail import detail_markup
from dashboard.panels.flights import flights_markup
from dashboard.panels.happenings import happenings_markup
from dashboard.panels.pressure import pressure_markup
from dashboard.panels.sources import sources_markup
from dashboard.scene import Scene
from dashboard.state import WINDOWS, MapState, to_query
from events import EventsError
from geodata import GeodataError


def draw_page() -> None:
    """Draw the whole page for the session's state."""
    st.set_page_config(
        page_title="Border Monitor", layout="wide", initial_sidebar_state="collapsed"
    )
    st.html(f"<style>{(webparts.WEB / 'page.css').read_text('utf-8')}</style>")
    ledger = cache.ledger()
    session.last_day_is(ledger.last_day)
    state = session.current()
    try:
        scene = cache.scene(state)
    except (GeodataError, EventsError) as error:
        st.error("The map cannot be drawn: a file it stands on cannot be read.")
        st.code(str(error), language=None, wrap_lines=True)
        return
    draw_top(scene)
    draw_problems([*session.problems(), *ground.problems(), *map(str, ledger.problems)])
    with st.container(key="stage"):
        left, right = st.columns([1024, 416], gap=None)
        with left, st.container(key="left"):
            draw_map(state)
            draw_clock(state)
        with right, st.container(key="panel"):
            draw_panel(scene, state)
    session.write_address()


def draw_top(scene: Scene) -> None:
    """Draw title, sentence and what can be taken away."""
    with st.container(key="top"):
        said, buttons = st.columns([1000, 330], vertical_alignment="center")
        with said:
            show(
                tag(
                    "div",
                    tag("h1", words.title(scene)),
                    tag("p", words.sentence(scene)),
                    tag("div", words.as_of(scene), class_="as-of"),
                )
            )
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            with st.popover("Link"):
                st.caption("This address opens the same view.")
                query = "&".join(f"{key}={value}" for key, value in to_query(scene.state).items())
                st.code(f"?{query}", language=None, wrap_lines=True)
            rows = tables.build_rows(cache.ledger(), scene)
            st.download_button(
                "Data",
                data=lambda: "\ufeff" + tables.to_csv(rows),
                file_name=f"border-monitor_{scene.state.date:%Y%m%d}.csv",
                mime="text/csv",
                on_click="ignore",
                help="Every report behind this view, as CSV",
            )
            st.download_button(
                "PNG",
                data=lambda: cache.png(scene.state),
                file_name=f"border-monitor_a4_{scene.state.date:%Y%m%d}.png",
                mime="image/png",
                on_click="ignore",
                type="primary",
                help="The map of this window on an A4 sheet, 300 dpi",
            )


def draw_problems(problems: list[str]) -> None:
    """Say what of the address or the data could not be read; the rest of the page goes on."""
    if not problems:
        return
    with st.container(key="problems"):
        rest = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        with st.expander(f"Left out, because it could not be read{rest}", icon=":material/warning:"):
            st.code("\n".join(problems), language=None, wrap_lines=True)


def draw_map(state: MapState) -> None:
    """Draw the map and hand the browser the packed reports."""
    windows = tuple(dict.fromkeys((*WINDOWS, state.window)))
    with st.container(key="feed_box"):
        webparts.mount_feed(cache.feed(session.token(), state.start, windows))
    show_map(
        build_map(
            scripts=webparts.scripts_address(),
            layers=webparts.layers_address(),
            fonts=webparts.fonts_address(),
            leaflet=webparts.leaflet_address(),
            token=session.token(),
        )
    )


def draw_clock(state: MapState) -> None:
    """Draw the clock; it tells the session when the hand is at rest."""
    end = state.end or cache.ledger().last_day
    view = state.view
    with st.container(key="clock_box"):
        webparts.mount_clock(
            {
                "token": session.token(),
                "command": session.command_number(),
                "date": state.date.isoformat(),
                "start": state.start.isoformat(),
                "end": max(end, state.date).isoformat(),
                "window": state.window,
                "step": state.step,
                "selected": list(state.picked),
                "view": {"lon": view.lon, "lat": view.lat, "zoom": view.zoom} if view else None,
            },
            on_moved=session.hear_clock,
            on_view=session.hear_view,
            on_picked=session.hear_pick,
        )


def draw_panel(scene: Scene, state: MapState) -> None:
    """Draw what was clicked, then the tabs."""
    ledger = cache.ledger()
    detail = detail_markup(ledger, scene, state.picked)
    if detail is not None:
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Close", key="close_detail", on_click=_close_detail, type="tertiary")
        show(detail)
    pressure, happenings, flights, sources, table = st.tabs(
        ["Pressure points", "Events", "Flights", "Sources", "Data table"]
    )
    with pressure:
        show(pressure_markup(ledger, scene))
    with happenings:
        show(happenings_markup(ledger, scene))
    with flights:
        show(flights_markup(ledger, scene))
    with sources:
        show(sources_markup(ledger, scene))
    with table:
        st.dataframe(tables.build_rows(ledger, scene), hide_index=True, height=620)


def _close_detail() -> None:
    session.keep(replace(session.current(), picked=()))


def show(markup: Markup) -> None:
    """Write escaped HTML on the page."""
    st.html(str(markup))


draw_page()
