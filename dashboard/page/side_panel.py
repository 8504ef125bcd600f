"""The panel beside the map: filters, what was clicked, and the tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard.exports.data import report_table
from dashboard.page import picks, session, workspace
from dashboard.page.filters import draw_filters
from dashboard.page.highest import draw_highest
from dashboard.page.html import caption_rows, show
from dashboard.page.keep_to import draw_keep_to
from dashboard.page.panels.backgrounds import backgrounds_markup
from dashboard.page.panels.deaths import deaths_markup
from dashboard.page.panels.detail import detail_markup
from dashboard.page.panels.elsewhere import any_event, elsewhere_markup
from dashboard.page.panels.flights import flights_markup
from dashboard.page.panels.happenings import happenings_markup
from dashboard.page.panels.pressure import pressure_markup
from dashboard.page.panels.sources import source_markup, source_rows, sources_markup
from dashboard.page.panels.stores import stores_markup
from dashboard.page.routes_over_time import draw_routes_over_time
from dashboard.page.uploads.drawer import draw_uploads
from dashboard.page.uploads.summary import layers_markup
from dashboard.scene.markup import Markup, tag
from dashboard.scene.scene import Scene
from dashboard.scene.state import TABS, MapState
from dashboard.scene.words.overview import filter_words
from dashboard.scene.words.reports import citation
from dashboard.scene.words.two_dates import compared_words
from events import Ledger, Selection
from events.uploads import rows_of

_TAB_OF = "bm_tab_of"
"""Number of the command that the tabs followed last."""
_TABLE = "report_table"


def draw_panel(scene: Scene, state: MapState) -> None:
    """Draw what was clicked, then the tabs."""
    ledger = workspace.ledger()
    filters, files = st.columns(2, gap="small")
    with filters:
        draw_filters(ledger, state.selection)
    with files:
        draw_uploads()
    if not replace(state.selection, where=None).is_everything:
        draw_narrowed(state)
    if state.compare is not None:
        show(tag("p", compared_words(state), class_="bm note"))
    ledger = workspace.selected(state.selection)
    detail = detail_markup(ledger, scene, state.picked, state.heap)
    if detail is not None:
        # On a small screen this is a sheet from below, which its grip folds.
        with st.container(key="detail_sheet"):
            show(tag("button", "Detail", class_="grip", type="button", aria_expanded="true"))
            with st.container(horizontal=True, horizontal_alignment="right"):
                st.button("Close", key="close_detail", on_click=_close_detail, type="tertiary")
            show(detail)
            draw_citations(state)
    for brought in (layers_markup(scene), stores_markup(scene), backgrounds_markup(scene)):
        if brought is not None:
            show(brought)
    draw_keep_to(scene)
    _show_tab(state)
    tabs = st.tabs(list(TABS.values()), key="tab", on_change=_hear_tab)
    for tab, draw in zip(tabs, _DRAWN.values(), strict=True):
        # What is not looked at is not worked out: it would cost at every rest of the hand.
        if tab.open:
            with tab:
                draw(ledger, scene)


def _show_tab(state: MapState) -> None:
    """Let the tabs follow an address or a file; what the hand chose since stays."""
    number = session.command_number()
    if session.said(_TAB_OF) == number:
        return
    first = session.said(_TAB_OF) is None
    session.say(_TAB_OF, number)
    if not first or state.tab != MapState().tab:
        session.say("tab", TABS[state.tab])


def _hear_tab() -> None:
    chosen = session.said("tab")
    named = next((name for name, label in TABS.items() if label == chosen), None)
    if named is not None:
        session.keep(replace(session.kept(), tab=named))


def _drawn(name: str, markup: Callable[[Ledger, Scene], Markup]) -> Callable[..., None]:
    """Return what draws a panel that says only what the scene is of.

    It is kept with the session: who moves the map, opens a detail or comes back to a tab is not
    made to wait for the same words again.
    """

    def draw(ledger: Ledger, scene: Scene) -> None:
        show(session.remember(name, scene.state, lambda: markup(ledger, scene)))

    return draw


def _draw_flights(ledger: Ledger, scene: Scene) -> None:
    table = draw_routes_over_time(ledger, scene)
    show(session.remember("flights", scene.state, lambda: flights_markup(ledger, scene)))
    if table is not None:
        show(table)


def _draw_table(ledger: Ledger, scene: Scene) -> None:
    rows = report_table.build_rows(ledger, scene)
    if not rows:
        show(tag("div", elsewhere_markup(ledger, scene, any_event, "report"), class_="bm"))
        return
    st.dataframe(
        rows,
        hide_index=True,
        height=620,
        on_select=partial(_go_to_row, rows),
        selection_mode="single-row",
        key=_TABLE,
    )
    caption_rows("Choose a row to open its event and see it on the map.")


def _go_to_row(rows: Sequence[Mapping[str, object]]) -> None:
    said: Any = session.said(_TABLE)
    chosen = said["selection"]["rows"] if said else []
    if chosen and chosen[0] < len(rows):
        picks.go_to([str(rows[chosen[0]]["event"])])


def draw_narrowed(state: MapState) -> None:
    """Say that not everything is shown, what is, and offer the way back."""
    asked = replace(state.selection, where=None)
    chosen = workspace.selected(asked)
    shown = len(chosen.shown or ())
    with st.container(horizontal=True, vertical_alignment="center"):
        show(
            tag(
                "p",
                f"Filtered: {shown} of {len(chosen.reports)} reports pass{_rows(chosen)}. ",
                f"{filter_words(asked)}.",
                class_="bm note",
            )
        )
        st.button("Clear filters", on_click=_clear_filters, type="tertiary")


def _rows(chosen: Ledger) -> str:
    """Say how many rows of brought files take part."""
    if not rows_of(chosen):
        return ""
    taking = sum(len(rows.positions) for rows in rows_of(chosen))
    whole = sum(len(rows.layer.imported) for rows in rows_of(chosen))
    return f", and {taking:,} of {whole:,} rows of brought files"


def _clear_filters() -> None:
    state = session.kept()
    session.keep(replace(state, selection=Selection(where=state.selection.where)))


def draw_citations(state: MapState) -> None:
    """Offer the citations of everything picked, ready to be copied."""
    ledger = workspace.ledger()
    reports = [
        report
        for id_ in state.picked
        if id_ in ledger.events_by_id
        for report in ledger.reports_of(ledger.event(id_))
    ]
    if reports:
        with st.popover("Copy citations"):
            st.code("\n".join(citation(ledger, r) for r in reports), language=None, wrap_lines=True)


def draw_sources(ledger: Ledger, scene: Scene) -> None:
    """Draw the sources of the view, or all of them; a chosen one shows its reports."""
    if not st.toggle("All sources", key="all_sources"):
        show(sources_markup(ledger, scene))
        return
    whole = workspace.ledger()
    rows = source_rows(whole)
    chosen = st.dataframe(
        rows,
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-row",
        key="source_table",
        column_config={"address": st.column_config.LinkColumn(display_text=r"https?://([^/]+)")},
    )
    caption_rows("Choose a row to see what the source reports.")
    for index in chosen["selection"]["rows"]:
        show(source_markup(whole, rows[index]["id"]))


def _close_detail() -> None:
    session.keep(replace(session.kept(), picked=(), heap=0))


_DRAWN: dict[str, Callable[[Ledger, Scene], None]] = {
    "pressure": _drawn("pressure", pressure_markup),
    "highest": draw_highest,
    "events": _drawn("events", happenings_markup),
    "deaths": _drawn("deaths", deaths_markup),
    "flights": _draw_flights,
    "sources": draw_sources,
    "table": _draw_table,
}
"""What is under each of `TABS`, in the same order."""
