"""Where an opened event stands in the list, and that it is of other days than those on show."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.page.panels.rows import lead
from dashboard.scene.markup import Markup, tag
from dashboard.scene.neighbours import standing
from dashboard.scene.scene import Scene
from events import Ledger


def outside_markup(ledger: Ledger, scene: Scene, ids: Iterable[str]) -> Markup | None:
    """Say that events stay open which are of other days than those on show.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is on show.
    ids : iterable of str
        What is open; only events are asked.
    """
    events = [id_ for id_ in ids if ledger.has_event(id_)]
    # What a filter or a part of the map leaves out of the lists may well be of these days.
    whole = ledger.reserve or ledger
    shown = {event.id for event in whole.events_in(scene.window)}
    if not events or shown.intersection(events):
        return None
    return tag("p", "Of other days than those on show.", class_="note")


def standing_markup(scene: Scene, event_id: str) -> Markup | None:
    """Say where an event stands in the list, with the ways to those beside it."""
    found = standing(scene, event_id)
    if found is None:
        return None
    ways = [
        lead(words, id_)
        for words, id_ in (("Previous row", found.before), ("Next row", found.after))
        if id_ is not None
    ]
    told = f"{found.number:,} of {found.count:,} in the window"
    return tag("p", told, *ways, class_="note standing")
