"""Routes over time as the result of an analysis: its sentence or refusal, its table, its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboard.scene.words.route_lines import RESUMED, STOP_WORDS, Entry
from dashboard.scene.words.route_rows import RouteRow, route_rows, rows_within
from events import Ledger, Period, RouteStatus, dates

if TYPE_CHECKING:
    from events.analysis import Table, Words

COLUMNS = ("route", "what", "days", "reports", "against it")
NOT_SHOWN = (
    "how many people flew, or whether anybody flew on days without a report of a flight. The "
    "height of a bar is the largest frequency that one report gives, never a sum."
)
_APART = (str(RouteStatus.REPATRIATION), str(RouteStatus.DIVERTED))
_CONTESTED = str(RouteStatus.CONTESTED)


@dataclass(frozen=True, slots=True)
class RoutesOverTime:
    """What is reported of routes in some days. What page, paper and file need of a result, it has.

    Attributes
    ----------
    period : Period
        The days asked about.
    rows : tuple of RouteRow
        Every route with something reported in them, by name.
    """

    period: Period
    rows: tuple[RouteRow, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that is reported, route by route."""
        return tuple(entry for row in self.rows for entry in row.entries)

    @property
    def first(self) -> date:
        """First of the days."""
        return self.period.start

    @property
    def last(self) -> date:
        """Last of the days."""
        assert self.period.last_day is not None
        return self.period.last_day

    @property
    def reason(self) -> str | None:
        """Why there is nothing to say; None where something is reported."""
        return None if self.rows else "no flight or stop is reported in these days"

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports of everything drawn and those against them, each once."""
        found = (id_ for one in self.entries for id_ in (*one.report_ids, *one.against))
        return tuple(dict.fromkeys(found))

    @property
    def words(self) -> Words:
        """How many routes are reported flown, disputed, stopped; the table says which."""
        from events.analysis import words_of

        told = f"{dates(self.period)}: {self._told()}."
        return words_of(self.reason, f"Routes over time, {dates(self.period)}", told, NOT_SHOWN)

    @property
    def table(self) -> Table:
        """A row for each thing that is drawn, with its days and who says so."""
        from events.analysis import Table

        return Table(
            COLUMNS,
            tuple(
                (
                    entry.subject,
                    entry.what,
                    entry.when,
                    ", ".join(entry.report_ids),
                    ", ".join(entry.against),
                )
                for entry in self.entries
            ),
        )

    def _told(self) -> str:
        """Count routes, not reports: a route is counted once for each thing told of it."""
        told = Counter[str]()
        for row in self.rows:
            told.update({_class_of(entry) for entry in row.entries})
        flown = told["flown"]
        parts = [f"flights are reported on {flown} route{'' if flown == 1 else 's'}"]
        words = {
            "contested": "days that another report disputes on {}",
            "apart": "flights home or diverted on {}",
            "stopped": "a suspension, ban or bar on {}",
            RESUMED: "a first flight after a stop on {}",
        }
        parts += [words[name].format(told[name]) for name in words if told[name]]
        return "; ".join(parts)


def routes_over_time(ledger: Ledger, period: Period) -> RoutesOverTime:
    """Return what is reported of routes in some days.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    period : Period
        The days, with an end.
    """
    assert period.last_day is not None
    return RoutesOverTime(period, rows_within(route_rows(ledger), period.start, period.last_day))


def _class_of(entry: Entry) -> str:
    if entry.kind in STOP_WORDS:
        return "stopped"
    if entry.kind in (RESUMED, _CONTESTED):
        return entry.kind
    return "apart" if entry.kind in _APART else "flown"
