"""Events that are placed on one section of a border, and how many there are in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from events.ledger import Ledger
from events.model import Event
from events.period import Period


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """Events placed on one section in two windows: two counts, never a rate."""

    section_id: str
    first: int
    second: int


def placed_in_both(
    ledger: Ledger, border: str, first: Period, second: Period
) -> tuple[SectionCounts, ...]:
    """Return the sections of a border with events placed there in both windows.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    first : Period
        One window, with an end.
    second : Period
        The other, with an end; the two share no day.
    """
    counts = [
        Counter(
            event.place.section_ids[0]
            for event in incidents(ledger, border)
            if event.period.overlaps(window) and on_one_section(event)
        )
        for window in (first, second)
    ]
    both = sorted(set(counts[0]) & set(counts[1]))
    return tuple(SectionCounts(id_, counts[0][id_], counts[1][id_]) for id_ in both)


def incidents(ledger: Ledger, border: str) -> tuple[Event, ...]:
    """Return the events other than figures and flights at a border that a report shown tells."""
    return tuple(
        event
        for event in ledger.events
        if event.kind == "incident"
        and event.place.near_border
        and event.place.borders == (border,)
        and any(ledger.shows(id_) for id_ in event.report_ids)
    )


def on_one_section(event: Event) -> bool:
    """Tell whether an event is placed on a single section."""
    return len(event.place.section_ids) == 1
