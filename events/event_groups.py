"""Gathers reports about one thing into events, and finds where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from events.agreement import any_disagree, overruns
from events.catalogue import slug, unique
from events.errors import TableError
from events.measures import Measure
from events.model import Event, Figure, PlaceKind, Report
from events.period import Period, Precision
from events.quantity import Quantity
from events.tables import Row, read_rows
from events.words import describe_flight, describe_flow, in_words

GROUPS_FILE = "event_groups.csv"
GROUP_COLUMNS = ("event_id", "title", "contested", "why", "report_ids", "correction_ids")


def load_events(
    folder: Path, reports: dict[str, Report], problems: list[TableError]
) -> tuple[Event, ...]:
    """Build every event: those listed by hand first, the rest by rule.

    A report belongs to exactly one event. Reports that no hand-made group names fall together
    when they give the same measure for the same place and period (flow figures), or agree in
    every particular (flights), and join the hand-made group that holds such a report already.
    Incidents are merged by hand only.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    reports : dict of str to Report
        By id; each falls into one event.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    rows, found = read_rows(folder / GROUPS_FILE, GROUP_COLUMNS)
    problems.extend(found)
    taken: dict[str, str] = {}
    events: list[Event] = []
    damaged = bool(problems)
    for row in unique(rows, "event_id", problems):
        try:
            event = _hand_made(row, reports, taken, lenient=damaged)
        except TableError as error:
            problems.append(error)
            continue
        if event is not None:
            events.append(event)
            taken.update((r, event.id) for r in event.report_ids)
    rest = (r for r in reports.values() if r.id not in taken)
    return _mark_overruns(with_reports(events, reports, rest), reports)


def group_by_rule(reports: Iterable[Report]) -> list[Event]:
    """Gather reports that speak of the same thing by rule, and mark those that disagree."""
    groups: dict[object, list[Report]] = {}
    for report in reports:
        groups.setdefault(same_thing(report), []).append(report)
    return [_by_rule(group) for group in groups.values()]


def with_reports(
    events: Sequence[Event], reports: Mapping[str, Report], more: Iterable[Report]
) -> tuple[Event, ...]:
    """Return the events with further flow reports: each joins the one that is about the same thing.

    Parameters
    ----------
    events : sequence of Event
        What is there already.
    reports : mapping of str to Report
        All of them by id, the further ones too.
    more : iterable of Report
        Those that belong to no event yet.

    Returns
    -------
    tuple of Event
        By first day; those that join nothing are gathered by rule.
    """
    homes: dict[object, int] = {}
    found = list(events)
    for index, event in enumerate(found):
        for report_id in event.report_ids:
            homes.setdefault(same_thing(reports[report_id]), index)
    alone: list[Report] = []
    for report in more:
        thing = same_thing(report)
        index = homes.get(thing, -1)
        if index < 0:
            alone.append(report)
            continue
        home = found[index]
        members = [reports[i] for i in home.report_ids] + [report]
        # A group by hand may hold other measures and days beside the one told here.
        alike = [r for r in members if r.plotted and same_thing(r) == thing]
        quantities = [r.quantity for r in alike if r.quantity is not None]
        differ = report.kind == "flow" and any_disagree(quantities)
        found[index] = replace(
            home,
            report_ids=tuple(r.id for r in members),
            contested=home.contested or differ,
            why=home.why or (values_differ(quantities) if differ else ""),
        )
    return tuple(sorted([*found, *group_by_rule(alone)], key=_order))


def _hand_made(
    row: Row, reports: dict[str, Report], taken: dict[str, str], *, lenient: bool
) -> Event | None:
    event_id = slug(row, "event_id")
    ids = row.ids("report_ids")
    corrections = row.ids("correction_ids")
    contested = row.flag("contested")
    if contested != bool(row.cells["why"]):
        raise row.error("why", "does not fit contested", "Say why, when and only when contested.")
    for report_id in ids:
        if report_id not in reports and not lenient:
            raise row.error("report_ids", f"names {report_id}, which is no report", "Correct it.")
        if report_id in taken:
            raise row.error(
                "report_ids", f"names {report_id} of {taken[report_id]}", "Name a report once."
            )
    if not set(corrections) <= set(ids):
        raise row.error("correction_ids", "is not among report_ids", "Add it there too.")
    members = [reports[i] for i in ids if i in reports]
    if not members:
        if lenient:
            return None
        raise row.error("report_ids", "is empty", "Name at least one report.")
    told = [r for r in members if r.id not in corrections] or members
    first = next((r for r in told if r.kind == event_id.split("-")[0]), told[0])
    lead = next((r for r in told if r.place.near_border), first)
    return Event(
        id=event_id,
        kind=first.kind,
        category=_category(first),
        title=row.text("title"),
        period=_hull(told),
        place=lead.place,
        report_ids=tuple(r.id for r in members),
        contested=contested,
        why=row.cells["why"],
        corrections=tuple(c for c in corrections if c in reports),
    )


def _by_rule(group: Sequence[Report]) -> Event:
    first = group[0]
    quantities = [r.quantity for r in group if r.quantity is not None and r.plotted]
    contested = first.kind == "flow" and any_disagree(quantities)
    return Event(
        id=f"event-{first.id}",
        kind=first.kind,
        category=_category(first),
        title=_title(first, quantities),
        period=first.period,
        place=first.place,
        report_ids=tuple(r.id for r in group),
        contested=contested,
        why=values_differ(quantities) if contested else "",
    )


def same_thing(report: Report) -> object:
    """Return what two reports have in common when they tell of one thing by rule."""
    if report.kind == "flow" and report.figure is not Figure.NONE:
        period = report.period
        within = period.precision is Precision.ONE_DAY_WITHIN
        # Two groups seen in one place on one day are two things; no rule tells one misread.
        size = report.quantity if report.measure is Measure.GROUP_SIZE else None
        return report.measure, report.place.id, period.start, period.end, within, size
    if report.flight is not None:
        flight = report.flight
        return report.period, replace(flight, passengers_kind=None, nationalities=(), seats=None)
    return report.id


def _mark_overruns(events: Sequence[Event], reports: dict[str, Report]) -> tuple[Event, ...]:
    event_of = {r: e.id for e in events for r in e.report_ids}
    reasons: dict[str, str] = {}
    for part, whole in overruns(list(reports.values())):
        if event_of[part.id] == event_of[whole.id]:
            continue
        assert part.quantity is not None and whole.quantity is not None
        why = (
            f"The part exceeds the whole: {in_words(part.quantity)} "
            f"({part.id}) against {in_words(whole.quantity)} ({whole.id})."
        )
        reasons.setdefault(event_of[part.id], why)
        reasons.setdefault(event_of[whole.id], why)
    return tuple(
        replace(e, contested=True, why=e.why or reasons[e.id]) if e.id in reasons else e
        for e in events
    )


def values_differ(quantities: Sequence[Quantity]) -> str:
    """Return why an event whose reports give these figures is contested."""
    words = list(dict.fromkeys(in_words(q) for q in sorted(quantities, key=lambda q: q.least)))
    return f"The sources differ: {', '.join(words[:-1])} or {words[-1]}."


def _title(report: Report, quantities: Sequence[Quantity]) -> str:
    if report.incident is not None:
        return report.incident.title
    if report.flight is not None:
        return describe_flight(report)
    return describe_flow(report, quantities)


def _category(report: Report) -> str:
    if report.incident is not None:
        return report.incident.category
    return report.flight.kind if report.flight is not None else report.measure.key


def _hull(reports: Sequence[Report]) -> Period:
    periods = {r.period for r in reports}
    if len(periods) == 1:
        return periods.pop()
    start = min(p.start for p in periods)
    ends = [p.end for p in periods if p.end is not None]
    if not ends:
        return Period(start, None, Precision.OPEN)
    return Period(start, max(ends), Precision.RANGE)


def _order(event: Event) -> tuple[object, ...]:
    whole = event.place.kind is PlaceKind.BORDER
    return event.period.start, event.kind, not whole, event.report_ids[0]
