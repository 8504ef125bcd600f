"""Routes over time in words: what is reported of each, from when to when, and who says so.

Chart, table and sheet are made of the same entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.scene.words.dates import short_day, short_span
from dashboard.scene.words.flight_ends import end_of_flights
from dashboard.scene.words.flights import city
from events import (
    FlightEnd,
    Ledger,
    Resumption,
    RouteLine,
    RouteStatus,
    RouteStretch,
    Stop,
)

RESUMED = "resumed"
"""Kind of an entry that is a first report of flying after a stop."""
STOP_WORDS = {
    "suspension": "flights suspended",
    "airline_ban": "ban on an airline or airspace",
    "citizen_bar": "citizens barred from boarding",
}
_ONE_DAY = timedelta(days=1)
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is reported of a route.

    Attributes
    ----------
    kind : str
        A `RouteStatus`, the kind of a stop, or `RESUMED`.
    outward : bool
        Whether it leaves Minsk.
    first, last : datetime.date
        Days it is drawn on, both included.
    open_end : bool
        Whether the last of them is no end that a report gives.
    carried : bool
        Whether these days only follow from a report that gives no end.
    a_week : float or None
        Largest flights a week reported.
    subject : str
        What it is about: "Baghdad → Minsk".
    what, when : str
        What is said of it, and of which days.
    event_ids, report_ids, against : tuple of str
        What opens, who says so, and who says otherwise.
    """

    kind: str
    outward: bool
    first: date
    last: date
    open_end: bool
    carried: bool
    a_week: float | None
    subject: str
    what: str
    when: str
    event_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    against: tuple[str, ...] = ()


def line_words(line: RouteLine) -> str:
    """Name a line by its airport beside Minsk, by both, or say that its stops name no other."""
    if len(line.ends) == 1:
        return f"{city(line.ends[0])}, any route"
    far, near = line.ends
    return city(far) if near == "MSQ" else f"{city(far)} – {city(near)}"


def entries_of(ledger: Ledger, line: RouteLine) -> tuple[Entry, ...]:
    """Return what is reported of a line, by first day.

    Parameters
    ----------
    ledger : Ledger
        Knows why a report is contradicted, and the events of reports.
    line : RouteLine
        One of `events.route_lines`.
    """
    found = [
        *(_stretch(ledger, stretch) for stretch in line.stretches),
        *(_stop(ledger, stop) for stop in line.stops),
        *(_resumption(one) for one in line.resumptions),
    ]
    return tuple(sorted(found, key=lambda e: (e.first, e.kind, e.report_ids)))


def told(ledger: Ledger, entry: Entry) -> str:
    """Write an entry in one text, with its sources by title and grade."""
    parts = [f"{entry.subject}, {entry.when}: {entry.what}.", _named(ledger, entry.report_ids)]
    if entry.against:
        parts.append(f"Against it: {_named(ledger, entry.against)}")
    return " ".join(parts)


def _named(ledger: Ledger, ids: Iterable[str]) -> str:
    reports = [ledger.report(id_) for id_ in ids]
    names = dict.fromkeys(f"{ledger.source_of(r).title} ({ledger.grade(r)})" for r in reports)
    shown = list(names)[:_MOST_NAMED]
    rest = len(names) - len(shown)
    return "; ".join(shown) + (f"; and {rest} more" if rest else "") + "."


def _stretch(ledger: Ledger, stretch: RouteStretch) -> Entry:
    codes = (stretch.origin_iata, *stretch.via, stretch.destination_iata)
    last = stretch.end - _ONE_DAY
    return Entry(
        kind=str(stretch.status),
        outward=stretch.origin_iata == "MSQ",
        first=stretch.start,
        last=last,
        open_end=stretch.end_how is FlightEnd.NOT_REPORTED,
        carried=stretch.carried,
        a_week=stretch.high,
        subject=" → ".join(map(city, codes)),
        what=". ".join(
            (", ".join(filter(None, _said(ledger, stretch))), *_reasons(ledger, stretch))
        ),
        when=short_span(stretch.start, last),
        event_ids=stretch.event_ids,
        report_ids=stretch.report_ids,
        against=stretch.against,
    )


def _said(ledger: Ledger, stretch: RouteStretch) -> Iterator[str]:
    if stretch.status is RouteStatus.CONTESTED:
        yield "contested"
    elif stretch.status is RouteStatus.DIVERTED:
        yield "diverted flight"
    elif stretch.status is RouteStatus.REPATRIATION:
        yield "repatriation"
    elif not stretch.carried:
        yield "reported flown"
    elif stretch.end_how is FlightEnd.NOT_REPORTED:
        yield "end not reported, drawn for 180 days at most"
    else:
        yield f"no end in its own report, drawn {end_of_flights(ledger, stretch.report_ids)}"
    if stretch.status not in (RouteStatus.DIVERTED, RouteStatus.REPATRIATION):
        yield a_week_words(stretch.low, stretch.high)
    yield ", ".join(stretch.airlines)


def _reasons(ledger: Ledger, stretch: RouteStretch) -> list[str]:
    """Return in a sentence each why reports of a stretch are contradicted."""
    found = (
        claim.reason.rstrip(".")
        for claim in ledger.contradictions
        if claim.report_id in stretch.report_ids and claim.holds(stretch.start)
    )
    return list(dict.fromkeys(found))


def a_week_words(low: float | None, high: float | None) -> str:
    """Write flights a week as reported: "2 to 4 a week"; None is "frequency not reported".

    Parameters
    ----------
    low, high : float or None
        Smallest and largest report.
    """
    if low is None or high is None:
        return "frequency not reported"
    return f"{low:g} a week" if low == high else f"{low:g} to {high:g} a week"


def _stop(ledger: Ledger, stop: Stop) -> Entry:
    who = ", ".join(stop.airlines) or "all airlines"
    people = f", citizens of {', '.join(stop.nationalities)}" if stop.nationalities else ""
    last = stop.end - _ONE_DAY
    open_end = stop.end_how is FlightEnd.NOT_REPORTED
    when = f"from {short_day(stop.start)}, end not reported" if open_end else ""
    later = stop.end_how is FlightEnd.LATER_REPORT
    until = f", {end_of_flights(ledger, stop.report_ids)}" if later else ""
    return Entry(
        kind=str(stop.kind),
        outward=False,
        first=stop.start,
        last=last,
        open_end=open_end,
        carried=False,
        a_week=None,
        subject=city(stop.airport_iata),
        what=f"{STOP_WORDS[str(stop.kind)]}: {who}{people}",
        when=when or f"{short_span(stop.start, last)}{until}",
        event_ids=tuple(dict.fromkeys(ledger.event_for(id_).id for id_ in stop.report_ids)),
        report_ids=stop.report_ids,
    )


def _resumption(one: Resumption) -> Entry:
    stretch = one.stretch
    who = ", ".join(one.stop.airlines) or "all airlines"
    return Entry(
        kind=RESUMED,
        outward=stretch.origin_iata == "MSQ",
        first=one.day,
        last=one.day,
        open_end=False,
        carried=False,
        a_week=None,
        subject=f"{city(stretch.origin_iata)} → {city(stretch.destination_iata)}",
        what=(
            f"first report of flying after {STOP_WORDS[str(one.stop.kind)]} "
            f"from {short_day(one.stop.start)} ({who})"
        ),
        when=short_day(one.day),
        event_ids=stretch.event_ids,
        report_ids=stretch.report_ids,
    )
