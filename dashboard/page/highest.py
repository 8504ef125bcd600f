"""The tab of the highest days, weeks and months: within one border and measure, as numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.page import session, workspace
from dashboard.page.html import caption_rows, show
from dashboard.scene.markup import tag
from dashboard.scene.scene import Scene
from dashboard.scene.state import MOST_PICKED, MapState
from dashboard.scene.symbology import BORDERS
from events import Ledger, Period, ValueKind

if TYPE_CHECKING:
    from events.analysis import Ranked, Ranking

LENGTHS = {"day": "Days", "week": "Weeks", "month": "Months"}
_TABLE, _BORDER, _LENGTH = "highest_table", "highest_border", "highest_length"


def draw_highest(ledger: Ledger, scene: Scene) -> None:
    """Draw the list of one border; choosing a row shows its days and opens its reports."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        border = st.segmented_control(
            "Border",
            [one.pair for one in BORDERS],
            default=BORDERS[0].pair,
            format_func={one.pair: one.short for one in BORDERS}.__getitem__,
            required=True,
            key=_BORDER,
        )
        length = st.segmented_control(
            "Ranked by",
            list(LENGTHS),
            default="day",
            format_func=LENGTHS.__getitem__,
            required=True,
            key=_LENGTH,
        )
    assert border is not None and length is not None  # one of each is always chosen
    if scene.hides_reference:
        told = "The reports of the reference are hidden: nothing is ranked."
        show(tag("p", told, class_="bm note"))
        return
    import events.analysis

    found: Ranking = session.remember(
        "ranking",
        (scene.state.selection, border, length),
        lambda: events.analysis.ranking(ledger, border, length),
    )
    show(
        tag(
            "div",
            tag("p", found.words.told, class_="said"),
            tag("p", found.words.limits, class_="note"),
            class_="bm",
        )
    )
    if not found.ranked:
        return
    st.dataframe(
        [_row(ledger, one) for one in found.ranked],
        hide_index=True,
        height="content",
        on_select=partial(_go, found),
        selection_mode="single-row",
        key=_TABLE,
        column_config={
            "rank": st.column_config.Column(width=50),
            "first day": st.column_config.DateColumn(width=90),
            "count": st.column_config.NumberColumn(width=70, help=found.measure.label),
            "address": st.column_config.LinkColumn(display_text=r"https?://([^/]+)"),
        },
    )
    caption_rows("Choose a row to see its days on the map and the reports behind its count.")


def _row(ledger: Ledger, one: Ranked) -> dict[str, str | float | date]:
    leading = ledger.report(one.report_ids[0])
    source = ledger.source_of(leading)
    return {
        "rank": f"{one.rank}{'=' if one.tied else ''}",
        "first day": one.window.start,
        "count": one.total,
        "told as": "exact" if one.kind is ValueKind.EXACT else one.kind.value.replace("_", " "),
        "contested": "contested" if one.contested else "",
        "how it is known": one.basis,
        "also told": one.against,
        "grade": ledger.grade(leading),
        "source": source.title,
        "address": source.address or "",
    }


def _go(found: Ranking) -> None:
    """Move the clock to the days of the chosen row, and open what was reported of them."""
    said: Any = session.said(_TABLE)
    rows = said["selection"]["rows"] if said else []
    if not rows or rows[0] >= len(found.ranked):
        return
    chosen = found.ranked[rows[0]]
    session.command(shown(session.kept(), workspace.ledger(), chosen.window, chosen.report_ids))


def shown(state: MapState, ledger: Ledger, window: Period, report_ids: tuple[str, ...]) -> MapState:
    """Return the view of a window, with the events of some reports open.

    Parameters
    ----------
    ledger : Ledger
        Knows the events of the reports.
    report_ids : tuple of str
        Reports whose events are opened, the leading one first.
    state : MapState
        What was on show; filters, files and the place of the map stay.
    window : Period
        The days to show; the slider is widened where they lie outside it.
    """
    last = window.last_day
    assert last is not None  # what is ranked has an end
    picked = tuple(dict.fromkeys(ledger.event_for(id_).id for id_ in report_ids))
    reached = state.reaching(window.start, last, f"{window.days}d")
    return replace(reached, picked=picked[:MOST_PICKED], heap=0)
