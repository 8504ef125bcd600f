"""How long a flight report holds: as reported, until a later report, or at most 180 days.

A report with an end holds to that end. One without holds until a later report on the same two
airports speaks against it, and never longer than 180 days:

- a scheduled route ends when a later report has that airline, or all airlines, stop, or when
  the same source later gives the route another frequency;
- a suspension or a ban on an airline ends when a later report, itself not contradicted, has that
  airline fly the route again;
- a bar on citizens and a sanction listing end by no other report.

After 180 days a report is no longer drawn; it is listed as *end not reported* for as long as no
later report ends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from events.kept import kept_with_ledger
from events.model import FlightFacts, Report

if TYPE_CHECKING:
    from events.ledger import Ledger

HORIZON = timedelta(days=180)
HUB = "MSQ"
"""Minsk National Airport: every flight report has one end there, or speaks of it."""

_ALL = frozenset({"All airlines", "All carriers"})
# Who is meant when a report names carriers by their country.
_FAMILIES = {
    "Iraqi carriers": frozenset({"Iraqi Airways", "Fly Baghdad"}),
    "Iraqi and Qatari carriers": frozenset({"Iraqi Airways", "Fly Baghdad", "Iraqi carriers"}),
    "All Belarusian carriers": frozenset({"Belavia"}),
}


class FlightEnd(StrEnum):
    """How the end of what a flight report says is known."""

    REPORTED = "reported"
    LATER_REPORT = "by later report"
    NOT_REPORTED = "not reported (180 days)"


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a flight report stops holding.

    Attributes
    ----------
    day : datetime.date
        First day on which it is no longer drawn.
    how : FlightEnd
        How that day is known.
    known_day : datetime.date or None
        First day on which a report or a later report has it ended; None when none does.
    by : str or None
        The later report.
    """

    day: date
    how: FlightEnd
    known_day: date | None
    by: str | None


@kept_with_ledger
def flight_reports(ledger: Ledger) -> tuple[tuple[Report, FlightFacts], ...]:
    """Return every flight report that may be drawn, with its flight facts, by id."""
    return tuple(
        (report, report.flight)
        for _, report in sorted(ledger.reports.items())
        if report.flight is not None and report.plotted
    )


@kept_with_ledger
def flight_endings(ledger: Ledger) -> Mapping[str, Ending]:
    """Return where each flight report stops holding, by report id."""
    flights = flight_reports(ledger)
    contradicted = {c.report_id for c in ledger.contradictions}
    return {report.id: _ending(report, facts, flights, contradicted) for report, facts in flights}


def covers_airline(named: str | None, airline: str | None) -> bool:
    """Tell whether a report that names one airline or group speaks of another airline too.

    Examples
    --------
    >>> covers_airline("Iraqi carriers", "Fly Baghdad")
    True
    >>> covers_airline("Iraqi Airways", "Fly Baghdad")
    False
    """
    if named is None or named in _ALL or named == airline:
        return True
    return airline in _FAMILIES.get(named, ())


def _ending(
    report: Report,
    facts: FlightFacts,
    flights: tuple[tuple[Report, FlightFacts], ...],
    contradicted: set[str],
) -> Ending:
    if report.period.end is not None:
        return Ending(report.period.end, FlightEnd.REPORTED, report.period.end, None)
    ends = (
        other
        for other, said in flights
        if other.period.start > report.period.start
        and _ends(report, facts, other, said, contradicted)
    )
    last = report.period.start + HORIZON
    end = min(ends, key=lambda other: (other.period.start, other.id), default=None)
    if end is None:
        return Ending(last, FlightEnd.NOT_REPORTED, None, None)
    known = end.period.start
    how = FlightEnd.LATER_REPORT if known <= last else FlightEnd.NOT_REPORTED
    return Ending(min(known, last), how, known, end.id)


def _ends(
    report: Report, facts: FlightFacts, other: Report, said: FlightFacts, contradicted: set[str]
) -> bool:
    if None in pair(facts) or pair(facts) != pair(said):
        return False
    if facts.kind == "scheduled":
        if said.stop_kind in ("suspension", "airline_ban"):
            return covers_airline(said.airline, facts.airline)
        return (
            said.kind == "scheduled"
            and other.source_id == report.source_id
            and said.flights_a_week is not None
            and not said.planned
            and covers_airline(said.airline, facts.airline)
        )
    if facts.stop_kind in ("suspension", "airline_ban"):
        return (
            said.kind == "scheduled"
            and not said.planned
            and other.id not in contradicted
            and covers_airline(facts.airline, said.airline)
        )
    return False


def pair(facts: FlightFacts) -> tuple[str | None, str | None]:
    """Return the two airports of a report, origin first."""
    return facts.origin_iata, facts.destination_iata
