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
        return tag("p", f"No {what}{whose} on any date.", class_="said")
    on = "1 on another date" if found.count == 1 else f"{found.count:,} on other dates"
    ways = [
        tag("li", tag("span", f"{side}: ", class_="soft"), _way(event))
        for side, event in (("nearest before", found.before), ("nearest after", found.after))
        if event is not None
    ]
    told = f"No {what}{whose} in this window; {on}. Go there:"
    return join([tag("p", told, class_="said"), tag("ul", *ways)])


def _way(event: Event) -> Markup:
    return lead(f"{short_period(event)}, {event.title}", event.id)
