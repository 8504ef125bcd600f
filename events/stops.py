"""Stops of flights, bans on airlines, bars on citizens; and the rows that cannot be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from events.flights import HUB, Ending, FlightEnd, flight_endings, flight_reports
from events.kept import kept_with_ledger
from events.model import FlightFacts
from events.period import Period
from events.routes import is_route

if TYPE_CHECKING:
    from events.ledger import Ledger


class StopKind(StrEnum):
    """Three different things that are drawn as three different marks."""

    SUSPENSION = "suspension"
    AIRLINE_BAN = "airline_ban"
    CITIZEN_BAR = "citizen_bar"


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of flights, a ban on an airline or its airspace, or a bar on citizens.

    Attributes
    ----------
    id : str
        Event and airport; stays the same for every window.
    airport_iata : str
        Where its mark stands: the end that is not Minsk, or Minsk when no other is named.
    nationalities : tuple of str
        ISO 3166 alpha-2 codes a bar names; empty when none were recorded.
    start, end : datetime.date
        In force from, and first day no longer drawn.
    end_how : FlightEnd
        How the end is known.
    contradicts : tuple of str
        Reports of flights that this one speaks against.
    """

    id: str
    kind: StopKind
    airport_iata: str
    airlines: tuple[str, ...]
    nationalities: tuple[str, ...]
    start: date
    end: date
    end_how: FlightEnd
    report_ids: tuple[str, ...]
    event_id: str
    contradicts: tuple[str, ...]


class UnplacedReason(StrEnum):
    """Why a flight report is listed and not drawn."""

    NO_AIRPORTS = "one or both airports not reported"
    SEVERAL_ORIGINS = "several origins in one figure"
    PLANNED = "planned, not reported as flown"
    LISTING = "sanction listing, not a stop of flights"
    END_NOT_REPORTED = "end not reported (180 days)"
    NOT_IN_TABLES = "an airport is missing or not in the tables"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A flight report of the window that is listed beside the map."""

    report_id: str
    reason: UnplacedReason


@kept_with_ledger
def stop_spans(ledger: Ledger) -> tuple[Stop, ...]:
    """Return every stop, by start: for a window, those that overlap it.

    Reports of one event at one airport make one stop, in force from the first of them to the
    last end.
    """
    endings = flight_endings(ledger)
    groups: dict[tuple[str, str, str], list[tuple[str, FlightFacts, date, Ending]]] = {}
    for report, facts in flight_reports(ledger):
        if facts.stop_kind is None or not ledger.shows(report.id):
            continue
        event_id = ledger.event_of[report.id].id
        key = (event_id, facts.stop_kind, _airport(facts))
        groups.setdefault(key, []).append(
            (report.id, facts, report.period.start, endings[report.id])
        )
    found = [_stop(ledger, *key, rows) for key, rows in groups.items()]
    return tuple(sorted(found, key=lambda s: (s.start, s.id)))


def stops(ledger: Ledger, window: Period) -> tuple[Stop, ...]:
    """Return the stops in force on a day of the window."""
    return tuple(
        s for s in stop_spans(ledger) if s.start < (window.end or date.max) and window.start < s.end
    )


def unplaced(ledger: Ledger, window: Period) -> tuple[Unplaced, ...]:
    """Return the flight reports of a window that are listed and not drawn, by id.

    Flights of brought files come last, at most ``ledger.most_rows`` of each.
    """
    endings = flight_endings(ledger)
    last = window.end or date.max
    found: list[Unplaced] = []
    for report, facts in flight_reports(ledger):
        ending = endings[report.id]
        if report.period.start >= last or not ledger.shows(report.id):
            continue
        if window.start < ending.day:
            reason = _reason(facts)
            if reason is not None:
                found.append(Unplaced(report.id, reason))
        elif ending.how is FlightEnd.NOT_REPORTED and (
            ending.known_day is None or window.start < ending.known_day
        ):
            found.append(Unplaced(report.id, UnplacedReason.END_NOT_REPORTED))
    for rows in ledger.rows:
        ids = rows.unplaced_in(window, ledger.most_rows)
        found += [Unplaced(id_, UnplacedReason.NOT_IN_TABLES) for id_ in ids]
    return tuple(found)


def _reason(facts: FlightFacts) -> UnplacedReason | None:
    if facts.stop_kind is not None or is_route(facts):
        return None
    if facts.kind == "ban":
        return UnplacedReason.LISTING
    if facts.planned:
        return UnplacedReason.PLANNED
    if facts.covers_iata:
        return UnplacedReason.SEVERAL_ORIGINS
    return UnplacedReason.NO_AIRPORTS


def _airport(facts: FlightFacts) -> str:
    ends = (facts.origin_iata, facts.destination_iata)
    return next((iata for iata in ends if iata not in (None, HUB)), None) or HUB


def _stop(
    ledger: Ledger,
    event_id: str,
    kind: str,
    airport: str,
    rows: list[tuple[str, FlightFacts, date, Ending]],
) -> Stop:
    last = max((ending for *_, ending in rows), key=lambda e: e.day)
    ids = tuple(report_id for report_id, *_ in rows)
    return Stop(
        id=f"{event_id}@{airport}",
        kind=StopKind(kind),
        airport_iata=airport,
        airlines=tuple(dict.fromkeys(f.airline for _, f, *_ in rows if f.airline)),
        nationalities=tuple(sorted({n for _, f, *_ in rows for n in f.nationalities})),
        start=min(start for _, _, start, _ in rows),
        end=last.day,
        end_how=last.how,
        report_ids=ids,
        event_id=event_id,
        contradicts=tuple(
            dict.fromkeys(
                c.report_id for c in ledger.contradictions if set(ids) & set(c.contradicted_by)
            )
        ),
    )
