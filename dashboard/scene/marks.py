"""Which events stand as marks on the map, where, under which symbol, and how much they weigh."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.scene.positions import Spot, spot_of
from dashboard.scene.symbology import CATEGORIES, category_index
from events import Event, Ledger, Period


@dataclass(frozen=True, slots=True)
class Mark:
    """One event at its place. ``weight`` above 0 asks for a label, the highest first."""

    event: Event
    spot: Spot
    category: int
    weight: int


def is_marked(event: Event) -> bool:
    """Tell whether an event can stand as a mark: an incident, or a figure at a named place."""
    if event.kind == "incident":
        return True
    return event.kind == "flow" and event.place.kind in _FIGURE_PLACES and not _is_wide(event)


def shown_period(event: Event) -> Period:
    """Return the days on which an event is marked.

    A rule that holds for months (an emergency, a closure) is marked where it begins; while it
    holds it is told as a condition, not as something that happened again every day.
    """
    if CATEGORIES[mark_category(event)].key == "emergency":
        return Period.of_day(event.period.start)
    return event.period


def mark_category(event: Event) -> int:
    """Return the index of the category an event is marked by."""
    return category_index("figure" if event.kind == "flow" else event.category)


_FIGURE_PLACES = frozenset({"point", "section"})


def _is_wide(event: Event) -> bool:
    return event.period.days is None or event.period.days > 92


def mark_of(event: Event, named: frozenset[str]) -> Mark | None:
    """Return the mark of an event, or None when it has no place on the map.

    ``named`` are the ids of the events the clock names: they get their label first.
    """
    spot = spot_of(event)
    if spot is None:
        return None
    category = mark_category(event)
    weight = CATEGORIES[category].weight
    if event.id in named:
        weight += 100
    return Mark(event, spot, category, weight)


def key_event_ids(ledger: Ledger) -> frozenset[str]:
    """Return the ids of the events that the clock names."""
    return frozenset(
        ledger.event_of[report_id].id
        for key in ledger.key_events
        for report_id in key.report_ids
        if report_id in ledger.event_of
    )
