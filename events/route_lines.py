"""Routes over time: from when to when each was reported to fly, what stopped it, who disagrees.

A line gathers the flights between two airports in both directions. A stretch of it is days on which
the same reports tell of one way of flying; between stretches nobody reports a flight, and nothing
is put there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from events.flights import HUB, FlightEnd, covers_airline
from events.period import ONE_DAY
from events.routes import RouteSpan, RouteStatus, route_spans
from events.stops import Stop, StopKind, stop_spans

if TYPE_CHECKING:
    from events.ledger import Ledger


@dataclass(frozen=True, slots=True)
class RouteStretch:
    """Days ``[start, end)`` on which the same reports have one route flown in one way.

    Attributes
    ----------
    status : RouteStatus
        Of the lane; a route with and one without a frequency are one lane.
    low, high : float or None
        Smallest and largest flights a week of its reports; None when none gives a frequency.
    carried : bool
        No report that reaches these days gives an end of its own: they follow a report "since"
        its first day, as far as `events.flights` lets it hold.
    end_how : FlightEnd
        How the end of the report that holds longest is known.
    against : tuple of str
        Reports that contradict it.
    """

    origin_iata: str
    destination_iata: str
    via: tuple[str, ...]
    status: RouteStatus
    low: float | None
    high: float | None
    start: date
    end: date
    carried: bool
    end_how: FlightEnd
    airlines: tuple[str, ...]
    report_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resumption:
    """The first report of flying between two airports after flights there were stopped."""

    day: date
    stop: Stop
    stretch: RouteStretch


@dataclass(frozen=True, slots=True)
class RouteLine:
    """All that is reported of flights between two airports, over all days.

    Attributes
    ----------
    ends : tuple of str
        Both airports, Minsk last where it is one of them; Minsk alone for stops that name no other.
    stretches : tuple of RouteStretch
        By start, then by direction and way of flying.
    stops : tuple of Stop
        Suspensions, bans and bars at the airport that is not Minsk, by start.
    """

    ends: tuple[str, ...]
    stretches: tuple[RouteStretch, ...]
    stops: tuple[Stop, ...]
    resumptions: tuple[Resumption, ...]


def route_lines(ledger: Ledger) -> tuple[RouteLine, ...]:
    """Return every line of flights, by its airports.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out. Flights of brought files have no lines.

    Returns
    -------
    tuple of RouteLine
        Each span of `route_spans` stands in exactly one line, and so does each of `stop_spans`.
    """
    spans: dict[tuple[str, ...], list[RouteSpan]] = {}
    for span in route_spans(ledger):
        spans.setdefault(_ends(span.origin_iata, span.destination_iata), []).append(span)
    stops: dict[tuple[str, ...], list[Stop]] = {}
    for stop in stop_spans(ledger):
        ends = (HUB,) if stop.airport_iata == HUB else (stop.airport_iata, HUB)
        stops.setdefault(ends, []).append(stop)
    since = {
        span.report_id: ledger.report(span.report_id).period.start
        for found in spans.values()
        for span in found
        if span.end_how is not FlightEnd.REPORTED
    }
    return tuple(
        _line(ends, spans.get(ends, []), stops.get(ends, []), since)
        for ends in sorted({*spans, *stops})
    )


def _ends(origin: str, destination: str) -> tuple[str, ...]:
    return (destination, origin) if origin == HUB else (origin, destination)


def _line(
    ends: tuple[str, ...], spans: list[RouteSpan], stops: list[Stop], since: Mapping[str, date]
) -> RouteLine:
    lanes: dict[tuple[str, str, str], list[RouteSpan]] = {}
    for span in spans:
        lanes.setdefault(span.lane, []).append(span)
    found = [stretch for lane in lanes.values() for stretch in _stretches(lane, since)]
    found.sort(key=lambda s: (s.start, s.origin_iata == HUB, s.status, s.report_ids))
    return RouteLine(ends, tuple(found), tuple(stops), tuple(_resumptions(found, stops)))


def _stretches(spans: list[RouteSpan], since: Mapping[str, date]) -> Iterator[RouteStretch]:
    """Cut a lane where a report begins or ends, and where one without an end is only followed.

    ``since`` holds the first day of each report without an end: that day is what it reports.
    """
    cuts = {day for span in spans for day in (span.start, span.end)}
    cuts |= {
        day
        for span in spans
        if (first := since.get(span.report_id)) is not None
        and span.start < (day := first + ONE_DAY) < span.end
    }
    before: RouteStretch | None = None
    for start, end in pairwise(sorted(cuts)):
        held = [span for span in spans if span.start <= start < span.end]
        if not held:
            continue
        carried = all(span.report_id in since and since[span.report_id] < start for span in held)
        found = _stretch(held, start, end, carried=carried)
        # A cut at which nothing changes is none.
        if before is not None and before.end == start:
            longer = replace(before, end=end)
            if longer == replace(found, start=before.start):
                before = longer
                continue
        if before is not None:
            yield before
        before = found
    if before is not None:
        yield before


def _stretch(held: list[RouteSpan], start: date, end: date, *, carried: bool) -> RouteStretch:
    figures = [span.flights_a_week for span in held if span.flights_a_week is not None]
    first = held[0]
    status = first.status
    if status in (RouteStatus.SCHEDULED, RouteStatus.FREQUENCY_NOT_REPORTED):
        status = RouteStatus.SCHEDULED if figures else RouteStatus.FREQUENCY_NOT_REPORTED
    return RouteStretch(
        origin_iata=first.origin_iata,
        destination_iata=first.destination_iata,
        via=first.via,
        status=status,
        low=min(figures, default=None),
        high=max(figures, default=None),
        start=start,
        end=end,
        carried=carried,
        end_how=max(held, key=lambda span: (span.end, span.report_id)).end_how,
        airlines=_unique(span.airline for span in held if span.airline),
        report_ids=_unique(span.report_id for span in held),
        event_ids=_unique(span.event_id for span in held),
        against=_unique(id_ for span in held for id_ in span.contradicted_by),
    )


def _resumptions(stretches: list[RouteStretch], stops: list[Stop]) -> Iterator[Resumption]:
    """Find the first uncontested report of flying by whom a suspension or ban spoke of."""
    flown = [
        stretch
        for stretch in stretches
        if stretch.status in (RouteStatus.SCHEDULED, RouteStatus.FREQUENCY_NOT_REPORTED)
    ]
    seen: set[tuple[date, str]] = set()
    for stop in reversed(stops):
        if stop.kind is StopKind.CITIZEN_BAR:
            continue
        after = [s for s in flown if s.start >= stop.end and _concerns(stop, s)]
        if after and (key := (after[0].start, after[0].origin_iata)) not in seen:
            # Of several stops before one flight the last is the one it ended.
            seen.add(key)
            yield Resumption(after[0].start, stop, after[0])


def _concerns(stop: Stop, stretch: RouteStretch) -> bool:
    whose: tuple[str | None, ...] = stop.airlines or (None,)
    flies: tuple[str | None, ...] = stretch.airlines or (None,)
    return any(
        covers_airline(one, other) or covers_airline(other, one) for one in whose for other in flies
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
