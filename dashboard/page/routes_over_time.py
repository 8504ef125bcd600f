"""Routes over time in the tab of flights: which days, the drawing, and the same as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from dashboard.page import components, session
from dashboard.page.html import show
from dashboard.page.panels.route_lines import routes_table
from dashboard.scene.charts import NARROW, WIDE
from dashboard.scene.charts.route_lines import routes_chart
from dashboard.scene.charts.routes_svg import routes_markup
from dashboard.scene.markup import Markup, tag
from dashboard.scene.scene import Scene
from dashboard.scene.state import ROUTE_SPANS
from dashboard.scene.words.dates import short_span
from dashboard.scene.words.route_rows import RouteRow, route_rows, rows_within
from events import Ledger

_SPAN = "route_lines_span"
_LEADS = (
    "A click opens the reports and takes clock and map there; so do the rows of the table at the "
    "end, by keys too. Files hold it where the analysis Routes over time is open."
)


def draw_routes_over_time(ledger: Ledger, scene: Scene) -> Markup | None:
    """Draw routes over the days that are chosen, and return the same as a table, if there are any.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    scene : Scene
        What is on show; its state has the date and the ends of the slider.
    """
    show(tag("div", tag("h2", "Routes over time"), class_="bm"))
    chosen = session.kept().routes
    session.say(_SPAN, chosen)
    st.segmented_control(
        "Days",
        list(ROUTE_SPANS),
        format_func=ROUTE_SPANS.__getitem__,
        required=True,
        key=_SPAN,
        on_change=_hear_span,
        label_visibility="collapsed",
    )
    key = (scene.state.selection, scene.state.files, scene.showing)
    rows = session.remember("route_rows", key, lambda: route_rows(ledger))
    first, last = span_of(chosen, scene, rows)
    told = f"{short_span(first, last)}. {_LEADS}"
    drawings = session.remember(
        "route_lines", (*key, first, last), lambda: _drawings(ledger, rows, first, last)
    )
    if not drawings:
        told = f"{short_span(first, last)}: {_none_words(scene)}"
    show(tag("div", tag("p", told, class_="note"), class_="bm"))
    if drawings:
        components.mount_route_lines(session.token(), drawings)
    # Written once for the days drawn: at every rest of the hand it would be most of the work.
    return session.remember(
        "route_table",
        (*key, first, last),
        lambda: routes_table(ledger, kept) if (kept := rows_within(rows, first, last)) else None,
    )


def _hear_span() -> None:
    session.keep(replace(session.kept(), routes=session.said(_SPAN)))


def span_of(chosen: str, scene: Scene, rows: tuple[RouteRow, ...]) -> tuple[date, date]:
    """Return first and last day of one of `ROUTE_SPANS`.

    Parameters
    ----------
    chosen : str
        A key of `ROUTE_SPANS`.
    scene : Scene
        What is on show.
    rows : tuple of RouteRow
        All that is reported, for the span of all dates.
    """
    state = scene.state
    day = state.date
    if chosen == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if chosen == "quarter":
        month = day.month - (day.month - 1) % 3
        after = date(day.year + month // 10, (month + 2) % 12 + 1, 1)
        return date(day.year, month, 1), after - timedelta(days=1)
    if chosen == "slider" or not rows:
        return min(state.start, day), max(state.end or scene.latest_report, day)
    entries = [entry for row in rows for entry in row.entries]
    return min(entry.first for entry in entries), max(entry.last for entry in entries)


def _none_words(scene: Scene) -> str:
    if scene.hides_reference:
        return "the reference is hidden; flights of brought files are listed below."
    if not scene.state.selection.is_everything:
        return "no report of a flight or a stop passes the filter."
    return "no flight or stop is reported in these days."


def _drawings(
    ledger: Ledger, rows: tuple[RouteRow, ...], first: date, last: date
) -> tuple[str, ...]:
    charts = (routes_chart(rows, first, last, width) for width in (WIDE, NARROW))
    return tuple(str(routes_markup(ledger, chart)) for chart in charts if chart is not None)
