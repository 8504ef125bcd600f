"""The events of the window: those on the map, and those without a place on it."""

from __future__ import annotations

from dashboard.page.panels.reports import grade_box, source_words
from dashboard.scene.marks import mark_category
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.scene import Scene
from dashboard.scene.words.absence import none_words
from dashboard.scene.words.dates import short_period
from events import Event, Ledger

_MOST = 60


def happenings_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write both lists, by day."""
    marked = sorted((m.event for m in scene.marks), key=lambda e: (e.period.start, e.id))
    return tag(
        "div",
        tag("h2", "On the map ", tag("span", str(len(marked)), class_="soft")),
        _list(ledger, scene, marked, none_words(scene, "event with a place on the map")),
        tag("h2", "Listed, not drawn ", tag("span", str(len(scene.listed)), class_="soft")),
        tag("p", "No place near the border, or none that a report gives.", class_="note"),
        _list(ledger, scene, list(scene.listed), none_words(scene, "other event")),
        _left_out(scene),
        _conditions(scene),
        class_="bm",
    )


def _list(ledger: Ledger, scene: Scene, events: list[Event], none: str) -> Markup:
    if not events:
        return tag("p", none, class_="note")
    rest = len(events) - _MOST
    more = tag("li", f"and {rest} more in the data table", class_="source") if rest > 0 else None
    return tag("ul", *(_line(ledger, scene, event) for event in events[:_MOST]), more)


def _line(ledger: Ledger, scene: Scene, event: Event) -> Markup:
    reports = ledger.reports_of(event)
    contested = tag("span", "contested", class_="contested") if event.contested else None
    sources = join(
        (join([grade_box(ledger, r), source_words(ledger, r)]) for r in reports[:3]), " · "
    )
    return tag(
        "li",
        tag("b", short_period(event)),
        " ",
        tag("span", scene.label_of(mark_category(event)), class_="soft"),
        " ",
        contested,
        tag("div", event.title),
        tag("div", event.place.name, " · ", sources, class_="source"),
    )


def _left_out(scene: Scene) -> Markup | None:
    """Say which rows of brought files are in the window and in neither list."""
    parts = []
    for stand in scene.layers:
        if stand.left_out:
            told = f"{stand.left_out:,} more rows of {stand.layer.title} lie in this window."
            parts.append(tag("p", told, class_="note"))
    return join(parts) if parts else None


def _conditions(scene: Scene) -> Markup | None:
    if not scene.conditions:
        return None
    rows = [
        tag(
            "tr",
            tag("td", c.title),
            tag("td", f"since {c.period.start.isoformat()}", class_="number"),
        )
        for c in scene.conditions
    ]
    return join([tag("h2", "In force"), tag("table", *rows)])
