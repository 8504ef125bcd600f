"""Events that may lie in the part of the map that lists keep to, apart from those that do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.page.panels.rows import lead, lit
from dashboard.scene.kept import Kept
from dashboard.scene.marks import mark_category
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.scene import Scene
from dashboard.scene.words.dates import short_period
from dashboard.scene.words.kept import MAY_LIE, MAY_LIE_NOTE, NO_PLACE, NO_PLACE_NOTE
from events import Event

_MOST = 60


def may_lie_markup(scene: Scene, among: Callable[[Event], bool] | None = None) -> Markup | None:
    """Write two lists: events that say only a wider place, and events that name no place.

    Parameters
    ----------
    scene : Scene
        What is on show.
    among : callable, optional
        Tells which events are meant; without it all are.

    Returns
    -------
    Markup or None
        None where lists keep to no part of the map, or none of these is meant.
    """
    if scene.kept is None:
        return None
    parts = [
        _list(scene, heading, note, [e for e in events if among is None or among(e)])
        for heading, note, events in _groups(scene.kept)
    ]
    found = [part for part in parts if part is not None]
    return join(found) if found else None


def _groups(kept: Kept) -> tuple[tuple[str, str, tuple[Event, ...]], ...]:
    return (
        (MAY_LIE, MAY_LIE_NOTE, kept.may_lie),
        (NO_PLACE, NO_PLACE_NOTE, kept.placeless),
    )


def _list(scene: Scene, heading: str, note: str, events: Sequence[Event]) -> Markup | None:
    if not events:
        return None
    rest = len(events) - _MOST
    more = tag("li", f"and {rest:,} more", class_="source") if rest > 0 else None
    return join(
        [
            tag("h2", f"{heading} ", tag("span", str(len(events)), class_="soft")),
            tag("p", note, class_="note"),
            tag("ul", *(_line(scene, event) for event in events[:_MOST]), more),
        ]
    )


def _line(scene: Scene, event: Event) -> Markup:
    return tag(
        "li",
        tag("b", short_period(event)),
        " ",
        tag("span", scene.label_of(mark_category(event)), class_="soft"),
        tag("div", lead(event.title, event.id)),
        tag("div", event.place.name, class_="source"),
        data_row=lit((event.id,)),
    )
