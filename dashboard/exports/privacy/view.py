"""Generalisation of a view: what a public file may show of people in need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from dashboard.exports.privacy.rows import PublicRows, public_rows
from dashboard.scene.marks import Mark
from dashboard.scene.positions import spot_of
from dashboard.scene.scene import Scene
from dashboard.scene.symbology import CATEGORIES
from events import Event, Ledger, Place, Report, is_sensitive, public_place

if TYPE_CHECKING:
    from dashboard.exports.answer import Answer

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class View:
    """What a file is drawn from.

    Attributes
    ----------
    generalised : int
        Events shown less sharply than they are known; above 0 the file says so.
    answer : Answer or None
        The analysis that the state asks for.
    """

    ledger: Ledger
    scene: Scene
    generalised: int
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class PublicLedger:
    """A ledger of which sensitive events are told at their border section.

    Attributes
    ----------
    reports : frozenset of str
        Ids of the reports of the tables that are told less sharply.
    rows : PublicRows
        The rows of brought files that are.
    """

    ledger: Ledger
    reports: frozenset[str]
    rows: PublicRows

    def count(self, events: Iterable[Event]) -> int:
        """Return how many of some events are told less sharply than they are known."""
        return sum(
            self.rows.withholds(event.id) or not self.reports.isdisjoint(event.report_ids)
            for event in events
        )


def public_ledger(ledger: Ledger, shown: Iterable[Event], made_on: date) -> PublicLedger:
    """Return a ledger as a public file may tell it, for what asks where something lies.

    A place that a file may not show must not be found by asking for smaller and smaller areas.

    Parameters
    ----------
    ledger : Ledger
        The reports, before they are narrowed.
    shown : iterable of Event
        Its events that would be on show without the area.
    made_on : datetime.date
        Day of making; what is sensitive is so for 90 days.
    """
    rows = public_rows(ledger, made_on)
    view = _reference_view(rows.ledger, [one for one in shown if not one.layer], made_on)
    reports = frozenset(id_ for event in view.changed.values() for id_ in event.report_ids)
    return PublicLedger(view.ledger, reports, rows)


def public_view(
    ledger: Ledger, scene: Scene, profile: str, made_on: date, *, every_date: bool = False
) -> View:
    """Return ledger and scene with sensitive events told at their border section.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    scene : Scene
        What is drawn of them.
    profile : str
        "internal" changes nothing.
    made_on : datetime.date
        Day of making; what is sensitive is so for 90 days.
    every_date : bool
        Whether the file shows events of every date, not the scene's alone.

    Returns
    -------
    View
        Place and title of a sensitive event, and place, title and note of its reports are
        generalised: words may name the place. Figures, dates and sources stay.
    """
    if profile != PUBLIC:
        return View(ledger, scene, 0)
    on_show = [*(mark.event for mark in scene.marks), *scene.listed]
    rows = public_rows(ledger, made_on)
    told = {event.id: rows.ledger.event(event.id) for event in on_show if rows.withholds(event.id)}
    own = [event for event in on_show if not event.layer]
    view = _reference_view(rows.ledger, [*own, *(ledger.events if every_date else ())], made_on)
    changed = {**told, **view.changed}
    count = len(view.changed) + (rows.count if every_date else len(told))
    return View(view.ledger, _public_scene(scene, changed) if changed else scene, count)


@dataclass(frozen=True, slots=True)
class _Reference:
    ledger: Ledger
    changed: Mapping[str, Event]


def _reference_view(ledger: Ledger, shown: Iterable[Event], made_on: date) -> _Reference:
    """Return the ledger with sensitive events of the tables, and what is attached, generalised."""
    changed: dict[str, Event] = {}
    reports: dict[str, Report] = {}
    for event in shown:
        if event.id in changed:
            continue
        place = _sensitive_place(ledger, event, made_on)
        if place is not None:
            title = public_title(event)
            changed[event.id] = replace(event, place=place, title=title, why="")
            for report in ledger.reports_of(event):
                reports[report.id] = _public_report(report, place, title)
    if not changed:
        return _Reference(ledger, changed)
    told = replace(
        ledger,
        reports={**ledger.reports, **reports},
        events=tuple(changed.get(event.id, event) for event in ledger.events),
        events_by_id={**ledger.events_by_id, **changed},
        event_of={id_: changed.get(e.id, e) for id_, e in ledger.event_of.items()},
    )
    return _Reference(told, changed)


def public_title(event: Event) -> str:
    """Return the title under which a sensitive event is told: its kind, and no place or person."""
    kind = next((c.label for c in CATEGORIES if c.key == event.category), "people reported")
    return f"{kind[:1].upper()}{kind[1:]} (details withheld)"


def _public_report(report: Report, place: Place, title: str) -> Report:
    facts = report.incident
    return replace(
        report,
        place=place,
        note="",
        incident=None if facts is None else replace(facts, title=title),
    )


def _sensitive_place(ledger: Ledger, event: Event, made_on: date) -> Place | None:
    for report in ledger.reports_of(event):
        if is_sensitive(report, made_on):
            return public_place(report, made_on)
    return None


def _public_scene(scene: Scene, changed: Mapping[str, Event]) -> Scene:
    marks: list[Mark] = []
    listed = [changed.get(event.id, event) for event in scene.listed]
    for mark in scene.marks:
        event = changed.get(mark.event.id)
        if event is None:
            marks.append(mark)
            continue
        spot = spot_of(event)
        if spot is None:
            listed.append(event)
        else:
            marks.append(replace(mark, event=event, spot=spot))
    return replace(scene, marks=tuple(marks), listed=tuple(listed))
