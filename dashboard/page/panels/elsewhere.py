"""What stands in place of an empty list: how many there are on other dates, and the way there."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.page.panels.rows import lead
from dashboard.scene.marks import is_marked
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.neighbours import elsewhere
from dashboard.scene.scene import Scene
from dashboard.scene.words.absence import filtered_words
from dashboard.scene.words.dates import short_period
from events import Event, Ledger


def elsewhere_markup(
    ledger: Ledger,
    scene: Scene,
    among: Callable[[Event], bool] = is_marked,
    what: str = "event",
) -> Markup | None:
    """Say of an empty window how many events lie on other dates, with the nearest as buttons.

    Parameters
    ----------
    ledger : Ledger
        What the filter lets through.
    scene : Scene
        What is on show.
    among : callable
        Tells which events are meant.
    what : str
        What one is called: "event", "flight report".
    """
    if scene.hides_reference:
        return None
    found = elsewhere(ledger, scene, among)
    whose = filtered_words(scene)
    if not found.count:
        return _of_other_kinds(ledger, scene, among, f"No {what}{whose} on any date")
    on = "1 on another date" if found.count == 1 else f"{found.count:,} on other dates"
    ways = [
        tag("li", tag("span", f"{side}: ", class_="soft"), _way(event))
        for side, event in (("nearest before", found.before), ("nearest after", found.after))
        if event is not None
    ]
    told = f"No {what}{whose} in this window; {on}. Go there:"
    return join([tag("p", told, class_="said"), tag("ul", *ways)])


def any_event(_event: Event) -> bool:
    """Tell of every event that it is meant: for lists of all reports."""
    return True


def _of_other_kinds(
    ledger: Ledger, scene: Scene, among: Callable[[Event], bool], told: str
) -> Markup:
    """Say what passes the filter though it stands in other lists, with the first as a button."""
    others = [event for event in ledger.events if not among(event)]
    if scene.state.selection.is_everything or not others:
        return tag("p", f"{told}.", class_="said")
    first = min(others, key=lambda event: (event.period.start, event.id))
    count = "1 of another kind" if len(others) == 1 else f"{len(others):,} of other kinds"
    return join(
        [
            tag("p", f"{told}; {count}, the first:", class_="said"),
            tag("ul", tag("li", _way(first))),
        ]
    )


def _way(event: Event) -> Markup:
    return lead(f"{short_period(event)}, {event.title}", event.id)
