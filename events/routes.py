"""Flight routes as reported: which ran in a window, how often, and who contradicts it.

A route's width is the largest single report for its two airports: never a sum, and never a row
that speaks of several origins together. What another report contradicts is a route of its own
beside the uncontradicted one. A planned timetable is no route until a report has it flown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from events.contradictions import Contradiction
from events.flights import HUB, Ending, FlightEnd, flight_endings, flight_reports, pair
from events.model import FlightFacts, Report
from events.period import Period

if TYPE_CHECKING:
    from events.ledger import Ledger


class RouteStatus(StrEnum):
    """What is known of a route in a window."""

    SCHEDULED = "scheduled"
    FREQUENCY_NOT_REPORTED = "frequency_not_reported"
    CONTESTED = "contested"
    DIVERTED = "diverted"
    REPATRIATION = "repatriation"
    BROUGHT = "brought"


WIDEST_A_WEEK = 14.0
"""Flights a week from which on every line is equally wide: twelve a day would hide the map."""

_RUNNING = (RouteStatus.SCHEDULED, RouteStatus.FREQUENCY_NOT_REPORTED)


@dataclass(frozen=True, slots=True)
class RouteSpan:
    """One report's route over half-open days ``[start, end)`` on which its status is one.

    ``flights_a_week`` is None when the report gives no frequency for these two airports.
    """

    origin_iata: str
    destination_iata: str
    via: tuple[str, ...]
    status: RouteStatus
    flights_a_week: float | None
    airline: str | None
    start: date
    end: date
    end_how: FlightEnd
    report_id: str
    event_id: str
    contradicted_by: tuple[str, ...]

    @property
    def lane(self) -> tuple[str, str, str]:
        """Spans of one lane are drawn as one line: both airports and what kind of line."""
        kind = "running" if self.status in _RUNNING else self.status.value
        return self.origin_iata, self.destination_iata, kind


@dataclass(frozen=True, slots=True)
class Route:
    """A route to draw for a window, from the reports that hold in it.

    Attributes
    ----------
    via : tuple of str
        Airports between origin and destination, as flown.
    flights_a_week : float or None
        Largest single report; None when no report gives a frequency.
    low, high : float or None
        Smallest and largest frequency reported.
    spans : tuple of RouteSpan
        One for each report that holds on a day of the window, by start.
    end : FlightEnd
        How the last of these ends is known.
    flown : int or None
        Flights in the window, where a brought file lists them one by one.
    """

    origin_iata: str
    destination_iata: str
    via: tuple[str, ...]
    status: RouteStatus
    flights_a_week: float | None
    low: float | None
    high: float | None
    airlines: tuple[str, ...]
    spans: tuple[RouteSpan, ...]
    report_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    contradicted_by: tuple[str, ...]
    end: FlightEnd
    flown: int | None = None


def route_spans(ledger: Ledger) -> tuple[RouteSpan, ...]:
    """Return every span of every route, sorted by start, so that a window is a look-up.

    Returns
    -------
    tuple of RouteSpan
        `routes` for any window is exactly these, filtered by overlap and gathered by ``lane``.
    """
    endings = flight_endings(ledger)
    claims: dict[str, list[Contradiction]] = {}
    for contradiction in ledger.contradictions:
        claims.setdefault(contradiction.report_id, []).append(contradiction)
    spans = [
        span
        for report, facts in flight_reports(ledger)
        if is_route(facts) and ledger.shows(report.id)
        for span in _spans(ledger, report, facts, endings[report.id], claims.get(report.id, []))
    ]
    return tuple(sorted(spans, key=lambda s: (s.start, s.report_id)))


def routes(ledger: Ledger, window: Period) -> tuple[Route, ...]:
    """Return the routes to draw for a window.

    Parameters
    ----------
    ledger : Ledger
        The ledger.
    window : Period
        A period with an end.

    Returns
    -------
    tuple of Route
        By origin, destination and kind of line; then those of brought files.
    """
    lanes: dict[tuple[str, str, str], list[RouteSpan]] = {}
    for span in route_spans(ledger):
        if span.start < (window.end or date.max) and window.start < span.end:
            lanes.setdefault(span.lane, []).append(span)
    found = [_route(spans) for _, spans in sorted(lanes.items())]
    for rows in ledger.rows:
        found += rows.routes(window, ledger.most_rows)
    return tuple(found)


def width_a_week(flights_a_week: float | None) -> float | None:
    """Return the flights a week that a line's width tells; None where no frequency is reported."""
    return None if flights_a_week is None else min(flights_a_week, WIDEST_A_WEEK)


def is_route(facts: FlightFacts) -> bool:
    """Tell whether a flight report is one to draw as a line between two airports."""
    return (
        facts.kind in ("scheduled", "diverted", "repatriation")
        and not facts.planned
        and not facts.covers_iata
        and None not in pair(facts)
    )


def _spans(
    ledger: Ledger,
    report: Report,
    facts: FlightFacts,
    ending: Ending,
    claims: list[Contradiction],
) -> Iterator[RouteSpan]:
    origin, destination, via = _as_flown(ledger, report, facts)
    figure = None if facts.flights_a_week is None else facts.flights_a_week.value
    cuts = {report.period.start, ending.day}
    for claim in claims:
        cuts |= {c for c in (claim.start, claim.end) if c and report.period.start < c < ending.day}
    days = sorted(cuts)
    for start, end in pairwise(days):
        against = _unique(r for c in claims if c.holds(start) for r in c.contradicted_by)
        yield RouteSpan(
            origin_iata=origin,
            destination_iata=destination,
            via=via,
            status=_status(facts, figure, contested=bool(against)),
            flights_a_week=figure,
            airline=facts.airline,
            start=start,
            end=end,
            end_how=ending.how,
            report_id=report.id,
            event_id=ledger.event_of[report.id].id,
            contradicted_by=against,
        )


def _status(facts: FlightFacts, figure: float | None, *, contested: bool) -> RouteStatus:
    # A diversion and a return flight took place: what is contested there is not that they did.
    if facts.kind == "diverted":
        return RouteStatus.DIVERTED
    if facts.kind == "repatriation":
        return RouteStatus.REPATRIATION
    if contested:
        return RouteStatus.CONTESTED
    return RouteStatus.SCHEDULED if figure is not None else RouteStatus.FREQUENCY_NOT_REPORTED


def _as_flown(
    ledger: Ledger, report: Report, facts: FlightFacts
) -> tuple[str, str, tuple[str, ...]]:
    """Return origin, destination and what lies between; a diverted flight went by Minsk.

    A report of its onward leg belongs to the whole flight that the other reports of the event
    tell of.
    """
    if facts.kind != "diverted":
        return facts.origin_iata or "", facts.destination_iata or "", ()
    for other in (report, *ledger.reports_of(ledger.event_of[report.id])):
        whole = other.flight
        if whole is not None and whole.kind == "diverted" and HUB not in pair(whole):
            return whole.origin_iata or "", whole.destination_iata or "", (HUB,)
    return facts.origin_iata or "", facts.destination_iata or "", ()


def _route(spans: list[RouteSpan]) -> Route:
    figures = [s.flights_a_week for s in spans if s.flights_a_week is not None]
    first, last = spans[0], max(spans, key=lambda s: (s.end, s.report_id))
    status = first.status
    if status in _RUNNING:
        status = RouteStatus.SCHEDULED if figures else RouteStatus.FREQUENCY_NOT_REPORTED
    return Route(
        origin_iata=first.origin_iata,
        destination_iata=first.destination_iata,
        via=first.via,
        status=status,
        flights_a_week=max(figures, default=None),
        low=min(figures, default=None),
        high=max(figures, default=None),
        airlines=_unique(s.airline for s in spans if s.airline),
        spans=tuple(spans),
        report_ids=_unique(s.report_id for s in spans),
        event_ids=_unique(s.event_id for s in spans),
        contradicted_by=_unique(r for s in spans for r in s.contradicted_by),
        end=last.end_how,
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
