"""One card of the drawer *Analysis*: what is said, its chart, its table, what it does not show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.page import components
from dashboard.page.html import show
from dashboard.page.panels.analysis import (
    basis_markup,
    differences_markup,
    offered_words,
    said_markup,
)
from dashboard.scene.charts import (
    NARROW,
    WIDE,
    Chart,
    chart_of,
    differences_chart,
    ratio_map,
    svg_markup,
)
from dashboard.scene.markup import note_markup, tag
from dashboard.scene.symbology import BORDERS
from events import Ledger, Period, dates

if TYPE_CHECKING:
    from events.analysis import Difference, Result

MAP_WIDE = 400.0
MOST_OFFERED = 4
"""So many pairs of windows are offered for each border that cannot be compared."""


def draw_result(ledger: Ledger, result: Result) -> None:
    """Draw the card of one result; a refusal has words where another has a chart."""
    show(said_markup(result))
    _draw("analysis_chart", [chart_of(result, width) for width in (WIDE, NARROW)])
    show(basis_markup(ledger, result))


def draw_differences(
    ledger: Ledger,
    first: Period,
    second: Period,
    compare: Callable[[tuple[Period, Period] | None], None],
    *,
    chosen: bool,
) -> None:
    """Draw the card of a difference: every border on one card, each against itself.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    first, second : Period
        The windows A and B.
    compare : callable
        Takes other windows to be compared from now on, or None for those of the page.
    chosen : bool
        Whether the windows are others than those of the page.
    """
    import events.analysis

    results = [
        events.analysis.difference(ledger, border, first, second) for border in events.BORDERS
    ]
    with st.container(key="analysis_windows", horizontal=True, vertical_alignment="center"):
        show(
            tag(
                "p",
                tag("b", "A "),
                dates(first),
                tag("b", ", B "),
                dates(second),
                class_="bm",
            )
        )
        st.button("Swap", key="analysis_swap", on_click=compare, args=((second, first),))
        if chosen:
            st.button("Window shown", key="analysis_shown", on_click=compare, args=(None,))
    where, what = st.columns([2, 3])
    with where:
        _draw("analysis_map", [ratio_map(results, width) for width in (MAP_WIDE, NARROW)])
    with what:
        show(said_markup(*results))
        _draw("analysis_chart", [differences_chart(results, width) for width in (WIDE, NARROW)])
    _offer(ledger, results, compare)
    show(differences_markup(ledger, results))


def _offer(
    ledger: Ledger,
    results: list[Difference],
    compare: Callable[[tuple[Period, Period] | None], None],
) -> None:
    """Offer, for each border that is refused, windows that can be compared there."""
    import events.analysis

    for result in results:
        if result.reason is None:
            continue
        style = next(one for one in BORDERS if one.pair == result.border)
        pairs = events.analysis.offers(ledger, result)[:MOST_OFFERED]
        with st.container(key=f"analysis_offers_{result.border}", horizontal=True):
            if not pairs:
                show(note_markup(f"{style.short}: no windows near these can be compared."))
                continue
            show(note_markup(f"{style.short}: these can be compared"))
            for number, pair in enumerate(pairs):
                st.button(
                    offered_words(pair),
                    key=f"analysis_offer_{result.border}_{number}",
                    on_click=partial(compare, pair),
                )


def _draw(key: str, charts: list[Chart | None]) -> None:
    drawings = [str(svg_markup(chart)) for chart in charts if chart is not None]
    if drawings:
        components.mount_drawings(key, drawings)
