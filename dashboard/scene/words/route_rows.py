"""Rows of routes over time: what is reported of each route, and what of it lies in some days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.scene.words.route_lines import Entry, entries_of, line_words
from events import Ledger, route_lines


@dataclass(frozen=True, slots=True)
class RouteRow:
    """What is reported of one route: its name, and entries by first day."""

    name: str
    entries: tuple[Entry, ...]


def route_rows(ledger: Ledger) -> tuple[RouteRow, ...]:
    """Return all that is reported of routes, by name.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    """
    rows = [RouteRow(line_words(line), entries_of(ledger, line)) for line in route_lines(ledger)]
    return tuple(sorted(rows, key=lambda row: row.name))


def rows_within(rows: Iterable[RouteRow], first: date, last: date) -> tuple[RouteRow, ...]:
    """Return the rows with entries on a day of a span, and those entries alone.

    Parameters
    ----------
    rows : iterable of RouteRow
        All that is reported.
    first, last : datetime.date
        Ends of the span, both included.
    """
    kept = []
    for row in rows:
        found = tuple(e for e in row.entries if e.first <= last and first <= e.last)
        if found:
            kept.append(RouteRow(row.name, found))
    return tuple(kept)
