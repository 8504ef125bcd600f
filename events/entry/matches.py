"""Joins a new report with what is told of the same thing, and brings the digits into line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from events.agreement import any_disagree
from events.catalogue import slug
from events.contradictions import CONTRADICTIONS_FILE
from events.entry.draft import FILES, Draft
from events.entry.row_ids import slug_of, unused
from events.entry.transaction import Tables
from events.errors import EntryError
from events.event_groups import GROUPS_FILE, same_thing, values_differ
from events.grades import judge_by_rule
from events.ledger import Ledger
from events.model import Event, Report
from events.period import Period
from events.tables import Row

_NEAR = timedelta(days=2)
_MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Joining:
    """What a person decides about a new report and the others.

    Attributes
    ----------
    event : str
        Id of an event, or of a report of it, that the new report joins; empty for the rule.
    why : str
        Why the reports of the event contradict each other; empty when they do not.
    title : str
        Title of an event made by this; that of the event joined when empty.
    against : tuple of str
        Reports that contradict the new one, a flight.
    reason : str
        The disagreement with them, in a sentence.
    """

    event: str = ""
    why: str = ""
    title: str = ""
    against: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the new report does to the ledger.

    ``digits`` holds the credibility, as it was before, of every report whose digit the rule now
    gives otherwise; None for the new report.
    """

    before: Ledger
    after: Ledger
    report: Report
    digits: Mapping[str, int | None]

    @property
    def event(self) -> Event:
        """The event the new report belongs to."""
        return self.after.event_for(self.report.id)

    @property
    def others(self) -> tuple[Report, ...]:
        """The reports of that event that were there."""
        return tuple(r for r in self.after.reports_of(self.event) if r.id != self.report.id)

    @property
    def contested(self) -> tuple[Event, ...]:
        """Other events that become contested by it."""
        known = {e.id: e.contested for e in self.before.events}
        return tuple(
            e
            for e in self.after.events
            if e.contested and e.id != self.event.id and not known.get(e.id, True)
        )


def repeated(ledger: Ledger, report: Report) -> Report | None:
    """Return the report by which the same source said the same already, None if there is none."""
    for other in ledger.reports.values():
        if other.source_id != report.source_id or other.kind != report.kind:
            continue
        if report.incident is None:
            same = same_thing(other) == same_thing(report) and other.quantity == report.quantity
        else:
            same = (other.period, other.place.id, other.incident) == (
                report.period,
                report.place.id,
                report.incident,
            )
        if same:
            return other
    return None


def near_reports(ledger: Ledger, report: Report) -> tuple[Report, ...]:
    """Return reports that may tell of the same thing without agreeing in every particular.

    Incidents within two days at the same place, or of the same category on the same section;
    flights between the same airports on the same days. Figures are joined by rule.
    """
    window = _wider(report.period)
    found = [
        other
        for other in ledger.reports.values()
        if other.kind == report.kind
        and other.id != report.id
        and other.period.overlaps(window)
        and _alike(report, other)
    ]
    found.sort(key=lambda r: (abs(r.period.start - report.period.start), r.id))
    return tuple(found[:_MOST_NEAR])


def apply_joining(draft: Draft, joining: Joining, tables: Tables, ledger: Ledger) -> Outcome:
    """Put what follows from a new report into the tables' texts; return what it does.

    Parameters
    ----------
    draft : Draft
        The new report; its rows are in the texts already.
    joining : Joining
        What was decided.
    tables : Tables
        The texts.
    ledger : Ledger
        The tables as they are.

    Raises
    ------
    EntryError
        When the event does not exist, or the decision cannot stand.
    TableError
        When the ledger would not load.
    """
    after = tables.as_ledger()
    if joining.event or joining.why:
        _group(draft, joining, tables, ledger, after)
        after = tables.as_ledger()
    if joining.against or joining.reason:
        cells = {
            "report_id": draft.report_id,
            "contradicted_by": " ".join(joining.against),
            "reason": joining.reason,
        }
        text = tables.text(CONTRADICTIONS_FILE)
        tables.put(text.with_row(cells, lambda row: row["report_id"] < draft.report_id))
        after = tables.as_ledger()
    old = {k: v.credibility for k, v in judge_by_rule(ledger).items()}
    digits: dict[str, int | None] = {}
    for id_, verdict in judge_by_rule(after).items():
        if old.get(id_) == verdict.credibility:
            continue
        report = after.reports[id_]
        digits[id_] = None if id_ == draft.report_id else report.credibility
        if report.credibility != verdict.credibility:
            file = FILES[report.kind]
            cell = {"credibility": str(verdict.credibility)}
            tables.put(tables.text(file).with_cells("report_id", id_, cell))
    after = tables.as_ledger()
    return Outcome(ledger, after, after.reports[draft.report_id], digits)


def _group(draft: Draft, joining: Joining, tables: Tables, ledger: Ledger, after: Ledger) -> None:
    new = draft.report_id
    home = _event(ledger, joining.event) if joining.event else after.event_for(new)
    members = [*(i for i in home.report_ids if i != new), new]
    reports = [after.reports[i] for i in members]
    figures = [r.quantity for r in reports if r.kind == "flow" and r.quantity and r.plotted]
    alike = len({(r.measure, r.place.id) for r in reports if r.kind == "flow"}) == 1
    why = joining.why or home.why
    if not why and alike and any_disagree(figures):
        why = values_differ(figures)
    changes = {
        "contested": "yes" if why else "no",
        "why": why,
        "report_ids": " ".join(members),
    }
    text = tables.text(GROUPS_FILE)
    row = next((row for row in text.rows if row["event_id"] == home.id), None)
    if row is not None:
        changes["report_ids"] = f"{row['report_ids']} {new}"
        if joining.title:
            changes["title"] = joining.title
        tables.put(text.with_cells("event_id", home.id, changes))
        return
    title = joining.title or home.title
    id_ = unused(f"{home.kind}-{slug_of(title)}"[:60].rstrip("-"), ledger.events_by_id)
    slug(Row(GROUPS_FILE, 0, {"event_id": id_}), "event_id")
    cells = {**changes, "event_id": id_, "title": title, "correction_ids": ""}
    tables.put(text.with_row(cells, lambda row: row["event_id"].startswith(f"{home.kind}-")))


def _event(ledger: Ledger, id_: str) -> Event:
    if id_ in ledger.events_by_id:
        return ledger.events_by_id[id_]
    if id_ in ledger.event_of:
        return ledger.event_of[id_]
    raise EntryError(
        "--join", "is neither an event nor a report", "Use an id such as flow-0106.", id_
    )


def _wider(period: Period) -> Period:
    if period.end is None:
        return Period(period.start - _NEAR, None, period.precision)
    return Period(period.start - _NEAR, period.end + _NEAR)


def _alike(report: Report, other: Report) -> bool:
    if report.flight is not None and other.flight is not None:
        ends = (report.flight.origin_iata, report.flight.destination_iata)
        return None not in ends and ends == (
            other.flight.origin_iata,
            other.flight.destination_iata,
        )
    if report.incident is not None and other.incident is not None:
        if report.place.id == other.place.id:
            return True
        sections = set(report.place.section_ids) & set(other.place.section_ids)
        return bool(sections) and report.incident.category == other.incident.category
    return False
