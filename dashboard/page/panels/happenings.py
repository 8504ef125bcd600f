"""The events of the window: those on the map, and those without a place on it."""

from __future__ import annotations

from dashboard.page.panels.elsewhere import elsewhere_markup
from dashboard.page.panels.may_lie import may_lie_markup
from dashboard.page.panels.reports import grade_box, source_words
from dashboard.page.panels.rows import lead, lit
from dashboard.scene.marks import mark_category
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.neighbours import marked_events
from dashboard.scene.scene import Scene
from dashboard.scene.words.absence import none_words
from dashboard.scene.words.dates import short_period
from dashboard.scene.words.held import end_words, ended_heading
from events import Condition, Event, Ledger, Period, day_in_words

_MOST = 60


def happenings_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write both lists, by day."""
    marked = marked_events(scene)
    return tag(
        "div",
        None if marked or scene.listed else elsewhere_markup(ledger, scene),
        tag("h2", "On the map ", tag("span", str(len(marked)), class_="soft")),
        _list(ledger, scene, marked, none_words(scene, "event with a place on the map")),
        tag("h2", "Not on the map ", tag("span", str(len(scene.listed)), class_="soft")),
        tag("p", "No place near the border, or none that a report gives.", class_="note"),
        _list(ledger, scene, list(scene.listed), none_words(scene, "other event")),
        may_lie_markup(scene),
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
        tag("div", lead(event.title, event.id)),
        tag("div", event.place.name, " · ", sources, class_="source"),
        data_row=lit((event.id,)),
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
    """Write what holds on the date shown, then what held on an earlier day of the window."""
    if not scene.conditions:
        return None
    day = scene.state.date
    today = Period.of_day(day)
    held = [one for one in scene.conditions if one.drawn_in(today)]
    over = [one for one in scene.conditions if not one.drawn_in(today)]
    return join(
        [
            *_block(f"In force on {day_in_words(day)} ", held, scene),
            *(_block(ended_heading(scene.window), over, scene) if over else ()),
        ]
    )


def _block(heading: str, found: list[Condition], scene: Scene) -> list[Markup]:
    head = tag("h2", heading, tag("span", str(len(found)), class_="soft"))
    if not found:
        return [head, tag("p", "Nothing that a report says holds on that day.", class_="note")]
    rows = (
        tag(
            "tr",
            tag(
                "td",
                lead(one.title, one.id),
                tag("div", end_words(one, scene.state.date), class_="source"),
            ),
            data_row=lit((one.crossing_id,) if one.crossing_id else one.borders),
        )
        for one in sorted(found, key=lambda one: (one.period.start, one.id))
    )
    return [head, tag("table", *rows)]
