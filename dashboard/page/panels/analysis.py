"""Results of analysis as HTML: what they say or why they refuse, their tables, their reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.scene.charts.difference import difference_words, headline
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.symbology import BORDERS
from dashboard.scene.words.reports import citation
from events import Ledger, Period, dates, owed

if TYPE_CHECKING:
    from events.analysis import ComparedSide, Difference, Result

MOST_REPORTS = 40
"""So many reports are named one by one; the rest are counted and stand in the data table."""


def said_markup(*results: Result) -> Markup:
    """Return what results say, or why they refuse, a paragraph each."""
    return tag(
        "div",
        *(
            tag("p", one.words.told, class_="said" if one.words.sentence else "said refused")
            for one in results
        ),
        class_="bm analysis",
    )


def basis_markup(ledger: Ledger, result: Result) -> Markup:
    """Return the table of a result, what it does not show, and the reports it rests on."""
    table = result.table
    return tag(
        "div",
        _table(table.columns, table.rows) if table.rows else None,
        _not_shown(result),
        _reports(ledger, result.report_ids),
        class_="bm analysis",
    )


def differences_markup(ledger: Ledger, results: Sequence[Difference]) -> Markup:
    """Return one row for each border, without a total: no two borders are added or compared."""
    first, second = results[0].first.window, results[0].second.window
    columns = ("border", f"A, {dates(first)}", f"B, {dates(second)}", "difference", "how")
    rows = []
    for result in results:
        style = next(one for one in BORDERS if one.pair == result.border)
        measure = result.second.measure.label if result.measure else "two measures"
        rows.append(
            (
                tag("span", tag("b", style.short), f", {measure}"),
                *map(_side, result.sides),
                tag("b", headline(result)),
                difference_words(result) or "",
            )
        )
    ids = tuple(dict.fromkeys(id_ for result in results for id_ in result.report_ids))
    return tag(
        "div",
        _table(columns, rows),
        _not_shown(results[0]),
        _reports(ledger, ids),
        class_="bm analysis",
    )


def offered_words(pair: tuple[Period, Period]) -> str:
    """Write two windows that can be compared."""
    return " → ".join(map(dates, pair))


def _side(side: ComparedSide) -> Markup:
    """Write a window: without a figure where it is not compared, as in the chart."""
    basis = tag("span", side.basis, class_="soft")
    return join((tag("b", side.rate), basis), " ") if side.rate else basis


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    head = tag("tr", join(tag("th", column, scope="col") for column in columns))
    body = (tag("tr", join(tag("td", cell) for cell in row)) for row in rows)
    drawn = tag("table", tag("thead", head), tag("tbody", join(body)))
    return tag("div", drawn, class_="scrolled")


def _not_shown(result: Result) -> Markup:
    head, _, rest = result.words.limits.partition(" show: ")
    return tag("p", tag("b", f"{head} show:"), f" {rest}", class_="note")


def _reports(ledger: Ledger, ids: Sequence[str]) -> Markup | None:
    if not ids:
        return None
    shown = (tag("li", citation(ledger, ledger.report(id_))) for id_ in ids[:MOST_REPORTS])
    more = len(ids) - MOST_REPORTS
    lines = (tag("p", f"{line}.", class_="note") for line in owed(ledger, ids))
    listed = tag(
        "details",
        tag("summary", f"Rests on {len(ids)} report{'' if len(ids) == 1 else 's'}"),
        tag("ul", join(shown)),
        tag("p", f"and {more} more", class_="note") if more > 0 else None,
    )
    return tag("div", listed, *lines)
