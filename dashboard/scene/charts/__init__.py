"""Results of analysis as drawings made of plain shapes, for page, sheet and slide alike.

``chart_of(result)`` draws one result; ``differences_chart`` and ``ratio_map`` draw the same
question asked of several borders. `svg_markup` writes a drawing for the page; other media draw the
parts of `Chart` themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.scene.charts.aligned import aligned_chart
from dashboard.scene.charts.before_after import before_after_chart
from dashboard.scene.charts.concentration import concentration_chart
from dashboard.scene.charts.difference import difference_chart, differences_chart, moves_chart
from dashboard.scene.charts.ladder import ladder_chart
from dashboard.scene.charts.levels import levels_chart
from dashboard.scene.charts.ratio_map import ratio_map
from dashboard.scene.charts.route_lines import routes_chart
from dashboard.scene.charts.shapes import Chart
from dashboard.scene.charts.svg import svg_markup
from dashboard.scene.words.routes_over_time import RoutesOverTime

if TYPE_CHECKING:
    from events.analysis import Result

__all__ = [
    "NARROW",
    "WIDE",
    "Chart",
    "chart_of",
    "differences_chart",
    "ratio_map",
    "svg_markup",
]

WIDE, NARROW = 720.0, 340.0
"""Pixels: beside each other on a large screen or a sheet, and on a phone."""


def chart_of(result: Result, width: float = WIDE) -> Chart | None:
    """Draw a result of analysis.

    Parameters
    ----------
    result : Result
        Any frozen result of ``events``, or routes over time.
    width : float
        In pixels, `NARROW` at least; words and marks keep their size.

    Returns
    -------
    Chart or None
        None where the result is refused, since the refusal is the result, and for results that are
        a list of words.
    """
    if result.reason is not None:
        return None
    import events.analysis

    match result:
        case events.analysis.Difference():
            return difference_chart(result, width)
        case events.analysis.Levels():
            return levels_chart(result, width)
        case events.analysis.BeforeAfter():
            return before_after_chart(result, width)
        case events.analysis.Aligned():
            return aligned_chart(result, width)
        case events.analysis.Concentration():
            return concentration_chart(result, width)
        case events.analysis.Ladder():
            return ladder_chart(result, width)
        case events.analysis.Moves():
            return moves_chart(result, width)
        case RoutesOverTime(rows=rows, first=first, last=last):
            drawn = routes_chart(rows, first, last, width)
            return None if drawn is None else drawn.chart
    return None
