"""The ledger: every source, report and event of the shipped tables, checked and located.

Long because everything else asks it: most of it is short questions, each with its error.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Never, TypeVar

from events.catalogue import load_places, load_publishers, load_sources, load_stretches
from events.condition_table import load_conditions
from events.conditions import Condition
from events.contradictions import Contradiction, load_contradictions
from events.errors import NoReportError, TableError, UnknownIdError
from events.event_groups import load_events
from events.kept import kept_with_ledger
from events.markers import KeyEvent, NamedPeriod, load_key_events, load_named_periods
from events.model import Event, Place, Publisher, Report, Source, Stretch
from events.overlay import Showing
from events.period import Period
from events.reports import (
    Known,
    load_flight_reports,
    load_flow_reports,
    load_incident_reports,
)
from events.series import BorderSeries, build_series
from events.table_files import DATA_FOLDER as DATA_FOLDER
from events.table_files import one_moment
from events.tables import gather_alike

if TYPE_CHECKING:
    from events.row_source import RowSource

TABLES_VARIABLE = "BORDER_MONITOR_TABLES"
"""Environment variable that names a folder of tables to use instead of the shipped ones."""
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Ledger:
    """Everything that was reported, by id; nothing in it changes after loading.

    Attributes
    ----------
    reports, sources, publishers, places, stretches : mapping of str
        The rows of the tables by their id.
    events : tuple of Event
        Every event, by first day. Each report belongs to exactly one.
    series : mapping of str to BorderSeries
        What was counted on each border, prepared for pressure figures.
    contradictions, conditions, key_events, named_periods
        The rows of the tables of those names.
    problems : tuple of TableError
        What was left out, when read with ``strict=False``.
    shown : frozenset of str or None
        Ids of the reports a selection lets through; None for all of them.
    counted : frozenset of str or None
        Ids of the reports that figures are made of: those that a selection of borders, measures
        and sources lets through, whatever words or kinds of event are asked for; None for all.
    reserve : Ledger or None
        The ledger before a selection narrowed it: what is filtered out was reported.
    rows : tuple of RowSource
        Rows of brought files that take part, one source for each file; who joins them knows what
        they are. They become reports and events when one is asked for by its id or by a window:
        ``reports``, ``events`` and ``sources`` do not hold them.
    showing : Showing
        How brought files stand to the reference.
    most_rows : int
        So many rows of each layer become events of one window; the rest is only counted.
    digests : mapping of str to str
        SHA-256 of each table, of the bytes it was read from.
    """

    reports: Mapping[str, Report]
    sources: Mapping[str, Source]
    publishers: Mapping[str, Publisher]
    places: Mapping[str, Place]
    stretches: Mapping[str, Stretch]
    events: tuple[Event, ...]
    events_by_id: Mapping[str, Event]
    event_of: Mapping[str, Event]
    series: Mapping[str, BorderSeries]
    contradictions: tuple[Contradiction, ...]
    conditions: tuple[Condition, ...]
    key_events: tuple[KeyEvent, ...]
    named_periods: tuple[NamedPeriod, ...]
    problems: tuple[TableError, ...]
    shown: frozenset[str] | None = None
    counted: frozenset[str] | None = None
    reserve: Ledger | None = None
    rows: tuple[RowSource, ...] = ()
    showing: Showing = Showing.BESIDE
    most_rows: int = 2_000
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def hides_reference(self) -> bool:
        """Whether brought files stand alone: nothing of its own tables is on show."""
        return bool(self.rows) and self.showing is Showing.ALONE

    def shows(self, report_id: str) -> bool:
        """Tell whether a report takes part; a narrowed ledger keeps the others in reserve."""
        return self.shown is None or report_id in self.shown or report_id not in self.reports

    def counts(self, report_id: str) -> bool:
        """Tell whether figures are made of a report; words to look for leave all of them in."""
        return self.counted is None or report_id in self.counted or report_id not in self.reports

    def report(self, report_id: str) -> Report:
        """Return one report; an unknown id is an UnknownIdError."""
        found = self.reports.get(report_id) or _first(r.report(report_id) for r in self.rows)
        return _known(found, report_id, "report")

    def event(self, event_id: str) -> Event:
        """Return one event; an unknown id is an UnknownIdError."""
        found = self.events_by_id.get(event_id) or _first(r.event(event_id) for r in self.rows)
        return _known(found, event_id, "event")

    def event_for(self, report_id: str) -> Event:
        """Return the event a report belongs to; an unknown id is an UnknownIdError."""
        found = self.event_of.get(report_id) or _first(r.event_for(report_id) for r in self.rows)
        return _known(found, report_id, "report")

    def has_report(self, report_id: str) -> bool:
        """Tell whether there is a report of this id."""
        return report_id in self.reports or any(r.report(report_id) for r in self.rows)

    def has_event(self, event_id: str) -> bool:
        """Tell whether there is an event of this id."""
        return event_id in self.events_by_id or any(r.event(event_id) for r in self.rows)

    def source(self, source_id: str) -> Source:
        """Return one source; an unknown id is an UnknownIdError."""
        found = self.sources.get(source_id) or _first(r.source(source_id) for r in self.rows)
        return _known(found, source_id, "source")

    def publisher(self, publisher_id: str) -> Publisher:
        """Return one publisher; an unknown id is an UnknownIdError."""
        found = self.publishers.get(publisher_id)
        found = found or _first(r.publisher(publisher_id) for r in self.rows)
        return _known(found, publisher_id, "publisher")

    def source_of(self, report: Report) -> Source:
        """Return the source of a report."""
        return self.source(report.source_id)

    def grade(self, report: Report) -> str:
        """Return the Admiralty grade of a report: ``B2``, or ``F6`` when nobody judged it."""
        return f"{self.source(report.source_id).reliability}{report.credibility}"

    def events_in(self, window: Period) -> tuple[Event, ...]:
        """Return the events that share a day with a window, by first day.

        Of a brought file these are at most the last ``most_rows`` rows, those by air left out.
        """
        found = [e for e in self.events if e.period.overlaps(window)]
        for rows in self.rows:
            own = rows.events_in(window, self.most_rows)
            found += [self.events_by_id.get(e.id, e) for e in own]
        return tuple(sorted(found, key=lambda e: e.period.start) if self.rows else found)

    def reports_of(self, event: Event) -> tuple[Report, ...]:
        """Return the reports of an event, in its order."""
        return tuple(map(self.report, event.report_ids))

    @property
    def first_day(self) -> date:
        """First day any report speaks of."""
        days = [rows.days[0] for rows in self.rows if rows.days]
        if self.reports:
            days.append(_first_day(self))
        return min(days or [self._no_day()])

    @property
    def last_reported(self) -> date:
        """Last day for which something is reported to have been counted or to have happened.

        What is announced ahead does not count (the end of an emergency or of a timetable, a planned
        flight), nor do rows of brought files.
        """
        return _last_reported(self) or self._no_day()

    def _no_day(self) -> Never:
        told = [str(problem) for problem in self.problems[:_MOST_TOLD]]
        raise NoReportError(" ".join(["No report could be read.", *told]))

    @property
    def last_day(self) -> date:
        """Last day on which anything is on show: ``last_reported``, or a later row."""
        return max([self.last_reported, *(rows.days[1] for rows in self.rows if rows.days)])


@kept_with_ledger
def _first_day(ledger: Ledger) -> date:
    return min(report.period.start for report in ledger.reports.values())


@kept_with_ledger
def _last_reported(ledger: Ledger) -> date | None:
    days = (
        (report.kind == "flow" and report.period.last_day) or report.period.start
        for report in ledger.reports.values()
        if report.flight is None or not report.flight.planned
    )
    return max(days, default=None)


_T = TypeVar("_T")


def _first(found: Iterable[_T | None]) -> _T | None:
    return next((one for one in found if one is not None), None)


def _known(found: _T | None, id_: str, what: str) -> _T:
    if found is None:
        raise UnknownIdError(f'"{id_}" is not a {what} of this ledger.')
    return found


def tables_folder() -> Path:
    """Return the folder of the tables: that of ``BORDER_MONITOR_TABLES``, else the shipped one."""
    folder = os.environ.get(TABLES_VARIABLE)
    return Path(folder) if folder else DATA_FOLDER


def load_ledger(folder: Path | None = None, *, strict: bool = True) -> Ledger:
    """Read, check and join every table of the ledger.

    Parameters
    ----------
    folder : Path, optional
        Where the tables are; the shipped ones by default.
    strict : bool
        True: the first problem is raised. False: every good row is kept, and what was left out
        is told in ``Ledger.problems``.

    Raises
    ------
    TableError
        With ``strict``, naming file, row, column, value and way out.
    """
    folder = DATA_FOLDER if folder is None else folder
    with one_moment(folder) as moment:
        return replace(_load(folder, strict), digests=moment.digests())


def _load(folder: Path, strict: bool) -> Ledger:
    problems: list[TableError] = _Strict() if strict else []
    publishers = load_publishers(folder, problems)
    sources = load_sources(folder, publishers, problems)
    stretches = load_stretches(folder, problems)
    places = load_places(folder, stretches, problems)
    known = Known(sources, places)
    reports = {
        report.id: report
        for load in (load_flow_reports, load_flight_reports, load_incident_reports)
        for report in load(folder, known, problems)
    }
    events = load_events(folder, reports, problems)
    event_of = {r: e for e in events for r in e.report_ids}
    return Ledger(
        reports=reports,
        sources=sources,
        publishers=publishers,
        places=places,
        stretches=stretches,
        events=events,
        events_by_id={e.id: e for e in events},
        event_of=event_of,
        series=build_series(reports.values(), sources, event_of),
        contradictions=load_contradictions(folder, reports, problems),
        conditions=load_conditions(folder, reports, sources, problems),
        key_events=load_key_events(folder, reports, problems),
        named_periods=load_named_periods(folder, reports, problems),
        problems=gather_alike(problems),
    )


class _Strict(list[TableError]):
    """A list of problems that raises the first one."""

    def append(self, error: TableError) -> None:
        raise error

    def extend(self, errors: object) -> None:
        for error in errors:  # type: ignore[attr-defined]
            raise error
