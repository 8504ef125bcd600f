"""Routes over time as a table: a row for each thing that is drawn, with its days and sources."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.page.panels.reports import grade_box, source_words
from dashboard.page.panels.rows import lead, lit
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.state import MOST_PICKED
from dashboard.scene.words.route_lines import Entry
from dashboard.scene.words.route_rows import RouteRow
from events import Ledger, owed

_HEADS = ("What", "Days", "Who says so")


def routes_table(ledger: Ledger, rows: Sequence[RouteRow]) -> Markup:
    """Write what the drawing shows, folded away; each row leads to its reports and its days.

    Parameters
    ----------
    ledger : Ledger
        Knows the sources.
    rows : sequence of RouteRow
        Those of the drawing.
    """
    entries = [entry for row in rows for entry in row.entries]
    head = tag("tr", join(tag("th", words, scope="col") for words in _HEADS))
    bodies = (
        tag(
            "tbody",
            tag("tr", tag("th", row.name, colspan="3", scope="rowgroup")),
            join(_entry(ledger, entry) for entry in row.entries),
        )
        for row in rows
    )
    ids = dict.fromkeys(id_ for entry in entries for id_ in (*entry.report_ids, *entry.against))
    return tag(
        "details",
        tag("summary", f"Routes over time as a table: {len(entries)} rows"),
        tag("table", tag("thead", head), join(bodies)),
        *(tag("p", line, class_="note") for line in owed(ledger, tuple(ids))),
        class_="bm route-lines",
    )


def _entry(ledger: Ledger, entry: Entry) -> Markup:
    opened = entry.event_ids[:MOST_PICKED]
    against = tag("div", "against it: ", _sources(ledger, entry.against)) if entry.against else None
    return tag(
        "tr",
        tag(
            "td",
            lead(
                entry.subject,
                *opened,
                name=f"{entry.subject}, {entry.when}: {entry.what}",
                day=entry.first,
            ),
            tag("div", entry.what, class_="soft"),
        ),
        tag("td", entry.when),
        tag("td", _sources(ledger, entry.report_ids), against, class_="source"),
        data_row=lit(opened),
    )


def _sources(ledger: Ledger, ids: Sequence[str]) -> Markup:
    # A source that makes several reports of one flight is named once.
    first = {ledger.report(id_).source_id: ledger.report(id_) for id_ in reversed(ids)}
    named = (
        join((grade_box(ledger, report), source_words(ledger, report)))
        for report in reversed(first.values())
    )
    return join(named, " · ")
