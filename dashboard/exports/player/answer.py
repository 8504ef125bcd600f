"""The analysis in a player: its words, chart and table, which stay while the clock moves."""

from __future__ import annotations

from dashboard.exports.answer import Answer
from dashboard.scene.charts import svg_markup
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.words.reports import citation
from events import Ledger

_CHART_PX = 960.0


def answer_markup(ledger: Ledger, answer: Answer) -> Markup:
    """Return the section: sentence or refusal, what it does not show, chart, table and reports."""
    result, table = answer.result, answer.result.table
    parts = [
        tag("p", answer.told, class_="said" if result.reason is None else "said refused"),
        *(tag("p", note) for note in answer.notes),
        tag("p", "This is of these days alone: it stays as it is while the clock moves."),
    ]
    chart = answer.chart(_CHART_PX)
    if chart is not None:
        parts.append(svg_markup(chart))
    if table.rows:
        head = tag("tr", join(tag("th", column, scope="col") for column in table.columns))
        rows = (tag("tr", join(tag("td", cell) for cell in row)) for row in table.rows)
        parts.append(tag("table", tag("thead", head), tag("tbody", join(rows))))
    if result.report_ids:
        reports = (tag("li", citation(ledger, ledger.report(id_))) for id_ in result.report_ids)
        count = len(result.report_ids)
        told = f"It rests on {count:,} report{'' if count == 1 else 's'}"
        parts.append(tag("details", tag("summary", told), tag("ul", join(reports))))
    heading = tag("summary", answer.title)
    return tag("section", tag("details", heading, *parts), class_="analysis")
