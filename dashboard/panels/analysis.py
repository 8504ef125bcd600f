"""One result of analysis as HTML: what it says or why it refuses, its table, its reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.markup import Markup, join, tag
from dashboard.panels.reports import citation
from events import Ledger, Period, period_in_words

if TYPE_CHECKING:
    from events import Result

MOST_REPORTS = 40
"""So many reports are named one by one; the rest are counted and stand in the data table."""


def analysis_markup(ledger: Ledger, result: Result) -> Markup:
    """Return a result for the page: the sentence first, then what it does not show."""
    words, table = result.words, result.table
    parts = [
        tag("p", words.told, class_="said" if words.sentence else "said refused"),
        tag("p", words.not_shown, class_="note"),
    ]
    if table.rows:
        head = tag("tr", join(tag("th", column, scope="col") for column in table.columns))
        rows = (tag("tr", join(tag("td", cell) for cell in row)) for row in table.rows)
        parts.append(tag("table", tag("thead", head), tag("tbody", join(rows))))
    return tag("div", *parts, _reports(ledger, result), class_="bm analysis")


def offered_markup(pairs: Sequence[tuple[Period, Period]]) -> Markup:
    """Return the windows that can be compared instead, or say that there are none near."""
    if not pairs:
        return tag("p", "No windows near these can be compared.", class_="bm note")
    items = (
        tag("li", f"{period_in_words(one)} with {period_in_words(other)}") for one, other in pairs
    )
    return tag("div", tag("p", "These can be compared:"), tag("ul", join(items)), class_="bm")


def _reports(ledger: Ledger, result: Result) -> Markup | None:
    ids = result.report_ids
    if not ids:
        return None
    shown = (tag("li", citation(ledger, ledger.report(id_))) for id_ in ids[:MOST_REPORTS])
    more = len(ids) - MOST_REPORTS
    return tag(
        "details",
        tag("summary", f"Rests on {len(ids)} report{'' if len(ids) == 1 else 's'}"),
        tag("ul", join(shown)),
        tag("p", f"and {more} more", class_="note") if more > 0 else None,
    )
