"""Routes over time for the page: the drawing, what a hand can touch on it, and the clock's days."""

from __future__ import annotations

from dashboard.scene.charts.route_lines import RoutesChart, Spot
from dashboard.scene.charts.svg import svg_markup
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.state import MOST_PICKED
from dashboard.scene.words.dates import EPOCH
from dashboard.scene.words.route_lines import told
from events import Ledger


def routes_markup(ledger: Ledger, drawn: RoutesChart) -> Markup:
    """Return the drawing as an ``svg`` whose spots name what they open, and from which days.

    The two shapes of the clock lie under the spots; a script moves them, days since 1970 to pixels
    by what stands beside them.

    Parameters
    ----------
    ledger : Ledger
        Knows the sources of what is drawn.
    drawn : RoutesChart
        From `routes_chart`.
    """
    days = drawn.days
    epoch = EPOCH.toordinal()
    clock = tag(
        "g",
        tag(
            "rect", class_="window", y=_number(drawn.top), height=_number(drawn.bottom - drawn.top)
        ),
        class_="clock-days",
        data_low=str(int(days.low) - epoch),
        data_high=str(int(days.high) - epoch),
        data_start=_number(days.start),
        data_end=_number(days.end),
    )
    return svg_markup(drawn.chart, join((clock, *(_spot(ledger, spot) for spot in drawn.spots))))


def _spot(ledger: Ledger, spot: Spot) -> Markup:
    entry = spot.entry
    return tag(
        "rect",
        tag("title", told(ledger, entry)),
        class_="spot",
        x=_number(spot.x),
        y=_number(spot.y),
        width=_number(spot.w),
        height=_number(spot.h),
        fill="transparent",
        data_pick=",".join(entry.event_ids[:MOST_PICKED]),
        data_first=entry.first.isoformat(),
        data_last=entry.last.isoformat(),
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
