"""Two dates as one table: each border's figures side by side, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.page.panels.reports import source_words
from dashboard.page.panels.rows import lead
from dashboard.scene.comparison import BorderPair, Comparison, days_words
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.stands import BorderStand
from dashboard.scene.words import overview
from dashboard.scene.words.two_dates import A, B, side_words
from events import Ledger, owed


def two_dates_markup(ledger: Ledger, found: Comparison) -> Markup:
    """Write the table: a row a border, a column a window, then the difference or why there is none.

    Parameters
    ----------
    ledger : Ledger
        Knows the reports behind the figures.
    found : Comparison
        Both windows; no row is added to another.
    """
    way = f"{found.between[0].upper()}{found.between[1:]}"
    heads = ("Border", side_words(A, found.first), side_words(B, found.second), way)
    told = (
        f"{A} is the window of the date that the clock moves, {B} the one beside it. A difference "
        "stands only where both are known in the same way; it is of people a day, so that windows "
        "of unlike lengths can be compared."
    )
    owing = owed(ledger, found.report_ids)
    return tag(
        "div",
        tag("h2", "Both dates"),
        tag("p", told, class_="note"),
        # On a phone each row is a block: then only roles say that this is a table.
        tag(
            "table",
            tag("thead", _heads(heads), role="rowgroup"),
            tag("tbody", *(_row(ledger, pair, heads) for pair in found.pairs), role="rowgroup"),
            role="table",
            aria_label="Both dates",
        ),
        tag("p", found.words.limits, class_="note"),
        *(tag("p", line, class_="note") for line in owing),
        class_="bm two-dates",
    )


def _heads(heads: Sequence[str]) -> Markup:
    cells = (tag("th", head, scope="col", role="columnheader") for head in heads)
    return tag("tr", *cells, role="row")


def _row(ledger: Ledger, pair: BorderPair, heads: Sequence[str]) -> Markup:
    style = pair.first.style
    _, *labels = heads
    cells = (
        _side(ledger, pair.first),
        _side(ledger, pair.second),
        (
            tag("b", pair.headline) if pair.reason is None else tag("span", "Not comparable:"),
            tag("span", pair.detail) if pair.detail else None,
        ),
    )
    return tag(
        "tr",
        tag("th", lead(style.short, style.pair), scope="row", role="rowheader"),
        *(
            tag("td", *cell, role="cell", data_head=label)
            for cell, label in zip(cells, labels, strict=True)
        ),
        role="row",
    )


def _side(ledger: Ledger, stand: BorderStand) -> tuple[object, ...]:
    days = days_words(stand)
    contested = stand.pressure.contested and not stand.hidden
    return (
        tag("b", overview.value(stand)),
        " ",
        overview.measure_words(stand),
        " ",
        tag("i", "contested", class_="contested") if contested else None,
        tag("span", overview.basis(stand)),
        *(tag("span", text) for text in overview.further(stand)),
        tag("span", f"days with reports: {days}") if days else None,
        _sources(ledger, stand.report_ids),
    )


def _sources(ledger: Ledger, report_ids: Iterable[str]) -> Markup | None:
    """Name every source of a cell once, with the grades of its reports; shut until asked for."""
    grades: dict[str, dict[str, None]] = {}
    named: dict[str, Markup] = {}
    for id_ in report_ids:
        report = ledger.report(id_)
        grades.setdefault(report.source_id, {})[ledger.grade(report)] = None
        named.setdefault(report.source_id, source_words(ledger, report))
    if not named:
        return None
    lines = (
        tag("li", tag("span", "/".join(sorted(grades[id_])), class_="grade"), words)
        for id_, words in named.items()
    )
    count = f"{len(named):,} source{'' if len(named) == 1 else 's'}"
    return tag("details", tag("summary", count), tag("ul", join(lines)))
