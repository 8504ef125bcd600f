"""Narrows a ledger to what a person asked for: filters hide reports, they never make any.

Words to look for, kinds of event, a part of the ground and *contested only* narrow what is listed
and marked. A figure of a border is made of every report that is left by border, measure and source:
who looks for a word, or at a part of a border, must not see another number for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from events.ledger import Ledger
from events.model import Event, Report
from events.search import find
from events.series import build_series
from events.where import Standing, Where, stands


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be shown. An empty field asks for nothing and lets everything through.

    Attributes
    ----------
    borders : tuple of str
        Border pairs a report must speak of; a flight speaks of none and stays.
    measures : tuple of str
        Keys of measures; they narrow the flow figures only.
    categories : tuple of str
        Categories of incidents: of incidents and figures these are shown alone; flights stay.
    airlines, origins : tuple of str
        Airlines and airport codes; they narrow the flights only.
    source_kinds : tuple of str
        Kinds of source: official, wire, press…
    grades : tuple of str
        Reliability letters A to F.
    contested : bool
        Only reports of contested events.
    text : str
        Words that must all occur in the event, whatever their accents.
    where : Where or None
        The part of the ground that lists keep to: reports whose place lies within; flights stay.
    """

    borders: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    airlines: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    contested: bool = False
    text: str = ""
    where: Where | None = None

    @property
    def is_everything(self) -> bool:
        """True when nothing is narrowed."""
        return all(not getattr(self, field.name) for field in fields(self))


def select(ledger: Ledger, selection: Selection) -> Ledger:
    """Return the ledger with only the reports a selection lets through.

    The reports themselves stay in it, so that a route still ends where a hidden report says it
    stopped and a contested event still tells what contests it; ``Ledger.shows`` says which are
    shown and ``Ledger.counts`` what figures are made of.

    Parameters
    ----------
    ledger : Ledger
        The whole ledger.
    selection : Selection
        What is to be shown.

    Returns
    -------
    Ledger
        The same object when nothing is narrowed.
    """
    if selection.is_everything:
        return ledger
    found = frozenset(event.id for event in find(ledger, selection.text))
    listed, counting = _listed(ledger, selection), _counting(ledger, selection)
    counted = None
    if counting or ledger.counted is not None:
        counted = frozenset(
            report.id
            for report in ledger.reports.values()
            if ledger.counts(report.id) and all(test(report) for test in counting)
        )
    shown = frozenset(
        report.id
        for report in ledger.reports.values()
        if ledger.shows(report.id)
        and (counted is None or report.id in counted)
        and _event_passes(ledger.event_of[report.id], found, selection)
        and all(test(report) for test in listed)
    )
    return replace(
        ledger,
        shown=shown,
        counted=counted,
        reserve=ledger.reserve or ledger,
        rows=tuple(rows.narrowed(selection) for rows in ledger.rows),
        events=tuple(
            _as_asked(ledger, event, shown, selection.categories)
            for event in ledger.events
            if any(id_ in shown for id_ in event.report_ids)
        ),
        series=ledger.series
        if counted == ledger.counted
        else build_series(
            (report for report in ledger.reports.values() if counted and report.id in counted),
            ledger.sources,
            ledger.event_of,
        ),
    )


def _event_passes(event: Event, found: frozenset[str], selection: Selection) -> bool:
    return event.id in found and (event.contested or not selection.contested)


def _as_asked(
    ledger: Ledger, event: Event, shown: frozenset[str], categories: tuple[str, ...]
) -> Event:
    """Return an event of several kinds as one of those asked for: who asks for clashes sees one."""
    if not categories or event.kind == "flight" or event.category in categories:
        return event
    told = (ledger.reports[id_].incident for id_ in event.report_ids if id_ in shown)
    facts = next((one for one in told if one is not None and one.category in categories), None)
    if facts is None:
        return event
    return replace(event, kind="incident", category=facts.category, title=facts.title)


def _counting(ledger: Ledger, selection: Selection) -> list[Callable[[Report], bool]]:
    """Return what a report must pass to be part of a figure, and to be shown."""
    tests: list[Callable[[Report], bool]] = []
    if selection.borders:
        pairs = set(selection.borders)
        tests.append(lambda r: r.kind == "flight" or bool(pairs & set(r.borders)))
    if selection.measures:
        tests.append(lambda r: r.kind != "flow" or r.measure.key in selection.measures)
    if selection.source_kinds:
        tests.append(lambda r: ledger.source_of(r).kind in selection.source_kinds)
    if selection.grades:
        tests.append(lambda r: ledger.source_of(r).reliability in selection.grades)
    return tests


def standing_of(ledger: Ledger, where: Where, event: Event) -> Standing:
    """Tell how an event stands to a part of the ground: as the report does that says most.

    Parameters
    ----------
    ledger : Ledger
        Knows the reports of the event.
    where : Where
        The part of the ground.
    event : Event
        An event of the ledger; of its reports those that are shown are asked.
    """
    told = [
        stands(where, report.place, ledger.stretches)
        for report in ledger.reports_of(event)
        if ledger.shows(report.id)
    ]
    return min(told, key=list(Standing).index, default=Standing.NOWHERE)


def _within(ledger: Ledger, where: Where) -> Callable[[Report], bool]:
    known: dict[str, bool] = {}

    def is_within(report: Report) -> bool:
        if report.kind == "flight":
            return True
        place = report.place
        if place.id not in known:
            known[place.id] = stands(where, place, ledger.stretches) is Standing.WITHIN
        return known[place.id]

    return is_within


def _listed(ledger: Ledger, selection: Selection) -> list[Callable[[Report], bool]]:
    """Return what a report must pass besides, to be listed and marked."""
    tests: list[Callable[[Report], bool]] = []
    if selection.where is not None:
        tests.append(_within(ledger, selection.where))
    if selection.categories:
        tests.append(lambda r: r.kind == "flight" or _is_of(r, selection.categories))
    if selection.airlines:
        tests.append(lambda r: r.flight is None or r.flight.airline in selection.airlines)
    if selection.origins:
        codes = set(selection.origins)
        tests.append(lambda r: r.flight is None or bool(codes & _airports(r)))
    return tests


def _is_of(report: Report, categories: tuple[str, ...]) -> bool:
    return report.incident is not None and report.incident.category in categories


def _airports(report: Report) -> set[str]:
    assert report.flight is not None
    facts = report.flight
    codes = (facts.origin_iata, facts.destination_iata, *facts.covers_iata)
    return {code for code in codes if code}
