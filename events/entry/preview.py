"""Tells what a new report is, what it joins or contradicts, and what is written for it."""

from __future__ import annotations

from collections.abc import Iterator

from events.entry.draft import Draft
from events.entry.matches import Outcome
from events.entry.transaction import Tables
from events.ledger import Ledger
from events.model import Event, Report
from events.words import describe_flight, describe_flow, in_words, period_in_words


def outcome_lines(draft: Draft, outcome: Outcome, tables: Tables) -> Iterator[str]:
    """Return what the new report is and does, as lines for people.

    Parameters
    ----------
    draft : Draft
        What was entered.
    outcome : Outcome
        The ledger with it, and what it did.
    tables : Tables
        The tables that would be written.
    """
    after, report = outcome.after, outcome.report
    yield f"{report.id}: {said(report)}"
    source, publisher = draft.sourced.source, draft.sourced.publisher
    yield f"  source     {_new(draft.sourced.source_row)}{source.id}: {source.title}"
    yield f"             {source.address or source.address_note}"
    yield (
        f"  publisher  {_new(draft.sourced.publisher_row)}{publisher.id}: {publisher.name}, "
        f"{publisher.reliability}, {publisher.reason}"
    )
    if draft.placed is not None:
        place = draft.placed.place
        where = " ".join(place.section_ids or place.borders) or "listed, not drawn"
        yield f"  place      {_new(draft.placed.row)}{place.id}: {place.name} ({where})"
    yield f"  event      {_event_words(outcome)}"
    for other in outcome.others:
        yield f"             {told(after, other)}"
    if outcome.event.contested:
        yield f"  contested  {outcome.event.why}"
    for event in outcome.contested:
        yield f"  contested  {event.id} becomes contested too: {event.why}"
    for id_, before in sorted(outcome.digits.items()):
        moved = "" if before is None else f" instead of {before}"
        yield f"  grade      {id_}: {after.grade(after.reports[id_])}{moved}"
    for name in sorted(tables.changes):
        yield f"  table      {name}: {_changed(tables, name)}"


def told(ledger: Ledger, report: Report) -> str:
    """Return one report in a line: id, what it says, who says so and how that is graded."""
    source = ledger.source_of(report)
    return f"{report.id}: {said(report)} ({source.title}, {ledger.grade(report)})"


def said(report: Report) -> str:
    """Return what a report says."""
    if report.flight is not None:
        words = describe_flight(report)
        if report.quantity is not None:
            words += f", {in_words(report.quantity)} {report.measure.label}"
        return words
    if report.incident is not None:
        return f"{report.incident.title}, {period_in_words(report.period)}"
    return describe_flow(report, [report.quantity] if report.quantity else [])


def _event_words(outcome: Outcome) -> str:
    event: Event = outcome.event
    if not outcome.others:
        return f"{event.id}, of its own: no other report tells of it by rule"
    return f"joins {event.id}: {event.title}"


def _new(row: object) -> str:
    return "" if row is None else "new: "


def _changed(tables: Tables, name: str) -> str:
    old, new = tables.counts(name)
    more = new - old
    rows = "no row more" if not more else f"{more} row more" if more == 1 else f"{more} rows more"
    cells = tables.rewritten(name)
    return rows if not cells else f"{rows}, {cells} changed"
