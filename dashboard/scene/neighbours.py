"""The events of a window in the order of its list: where one stands, and where else some are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.scene.marks import is_marked, shown_period
from dashboard.scene.scene import Scene
from events import Event, Ledger, Period


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an event stands in the list of its window.

    Attributes
    ----------
    number, count : int
        As in "3 of 17".
    before, after : str or None
        Ids of the events beside it in the list; None at its ends.
    """

    number: int
    count: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The events that pass the filter on other dates than those on show.

    Attributes
    ----------
    count : int
        How many there are.
    before, after : Event or None
        The nearest of them on either side of the window.
    """

    count: int
    before: Event | None
    after: Event | None


def days_listed(event: Event) -> Period:
    """Return the days on which a list of a window has an event: as it is marked, if it can be."""
    return shown_period(event) if is_marked(event) else event.period


def marked_events(scene: Scene) -> list[Event]:
    """Return the events that stand on the map, by day."""
    return sorted((m.event for m in scene.marks), key=lambda e: (e.period.start, e.id))


def standing(scene: Scene, event_id: str) -> Standing | None:
    """Return where an event stands among those on the map and those only listed.

    Parameters
    ----------
    scene : Scene
        What is on show.
    event_id : str
        Of the event; None is returned for one that is not in the list.
    """
    ids = [event.id for event in (*marked_events(scene), *scene.listed)]
    if event_id not in ids:
        return None
    at = ids.index(event_id)
    return Standing(
        at + 1,
        len(ids),
        ids[at - 1] if at else None,
        ids[at + 1] if at + 1 < len(ids) else None,
    )


def elsewhere(
    ledger: Ledger, scene: Scene, among: Callable[[Event], bool] = is_marked
) -> Elsewhere:
    """Return what of a kind the window leaves out; rows of brought files are not looked through.

    Parameters
    ----------
    ledger : Ledger
        What the filter lets through.
    scene : Scene
        What is on show.
    among : callable
        Tells which events are meant; those of the list, when it is not given.
    """
    others = [
        event
        for event in ledger.events
        if among(event) and not days_listed(event).overlaps(scene.window)
    ]
    first = scene.window.start
    before = [event for event in others if days_listed(event).start < first]
    after = [event for event in others if days_listed(event).start >= first]
    return Elsewhere(
        len(others),
        max(before, key=lambda e: (days_listed(e).last_day or e.period.start, e.id), default=None),
        min(after, key=lambda e: (e.period.start, e.id), default=None),
    )
