"""What was clicked: events with all their reports side by side, a border, a crossing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import geodata
from dashboard.page.panels.backgrounds import background_markup
from dashboard.page.panels.list_place import outside_markup, standing_markup
from dashboard.page.panels.reports import claims_markup
from dashboard.page.panels.sources import source_markup
from dashboard.page.panels.stores import cell_markup
from dashboard.scene import places
from dashboard.scene.destination import condition_of
from dashboard.scene.marks import mark_category
from dashboard.scene.markup import Markup, join, link, tag
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand, LayerStand
from dashboard.scene.symbology import BORDERS, CATEGORIES
from dashboard.scene.words.absence import none_words
from dashboard.scene.words.dates import short_period
from dashboard.scene.words.heaps import DEATH, Heaped, heap_heading
from dashboard.scene.words.held import end_words
from dashboard.scene.words.overview import basis, border_words, further
from events import Condition, Event, Ledger, Report, crossing_status

_MOST_EVENTS, _MOST_CLAIMS = 12, 40


def detail_markup(
    ledger: Ledger, scene: Scene, picked: Iterable[str], heap: int = 0
) -> Markup | None:
    """Write what the ids name; ids this ledger does not have are said to be unknown.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is on show.
    picked : iterable of str
        Ids of events, a border pair or a crossing.
    heap : int
        How many events lay under the click, where the ids are only the first of them.
    """
    ids = list(picked)
    parts = [_one(ledger, scene, id_) for id_ in ids[:_MOST_EVENTS]]
    more = _more(max(len(ids), heap) - _MOST_EVENTS, "here, in the Events tab")
    if not parts:
        return None
    where = standing_markup(scene, ids[0]) if len(ids) == 1 else None
    return tag(
        "div",
        where,
        _heap_markup(ledger, scene, ids, heap),
        outside_markup(ledger, scene, ids),
        *parts,
        more,
        class_="bm detail",
        tabindex="-1",
        data_detail=",".join(ids),
    )


def _heap_markup(ledger: Ledger, scene: Scene, ids: Sequence[str], heap: int) -> Markup | None:
    """Say whose rows the events of a heap are, where some are of a brought file."""
    events = [ledger.event(id_) for id_ in ids if ledger.has_event(id_)]
    if len(events) < 2 or not any(event.layer for event in events):
        return None
    found = [Heaped(e.layer, CATEGORIES[mark_category(e)].label == DEATH) for e in events]
    titles = {stand.layer.number: stand.layer.title for stand in scene.layers}
    first = f"Of {heap:,}, the first " if heap > len(ids) else ""
    return tag("p", f"{first}{heap_heading(found, titles)}.", class_="note")


def _one(ledger: Ledger, scene: Scene, id_: str) -> Markup:
    if ledger.has_event(id_):
        return event_markup(ledger, ledger.event(id_))
    if ledger.reserve is not None and ledger.reserve.has_event(id_):
        return event_markup(ledger.reserve, ledger.reserve.event(id_))
    if any(style.pair == id_ for style in BORDERS):
        return _border(ledger, scene, id_)
    if id_ in {section.id for section in geodata.load_border_sections()}:
        return _section(ledger, scene, id_)
    if id_ in places.crossings():
        return _crossing(ledger, scene, id_)
    for layer in scene.contexts:
        position = layer.position_of(id_)
        if position is not None:
            return background_markup(layer, position)
    cell = cell_markup(scene, id_)
    if cell is not None:
        return cell
    condition = condition_of(ledger, id_)
    if condition is not None:
        return _condition(ledger, scene, condition)
    if id_ in ledger.sources:
        return source_markup(ledger, id_)
    told = f'"{id_}" is not in the data this page shows: close it, or choose a row below.'
    return tag("p", told, class_="note")


def event_markup(ledger: Ledger, event: Event) -> Markup:
    """Write one event; contested reports stand side by side, all of one size."""
    # A route of a brought file gathers thousands of flights.
    shown, rest = event.report_ids[:_MOST_CLAIMS], len(event.report_ids) - _MOST_CLAIMS
    return join(
        [
            tag(
                "h2",
                event.title,
                " ",
                tag("span", "contested", class_="contested") if event.contested else None,
            ),
            tag("p", f"{short_period(event)} · {event.place.name}", class_="note"),
            tag("p", event.why, class_="note") if event.why else None,
            tag("p", f"Place: {event.place.located_how}", class_="note"),
            _claims(ledger, map(ledger.report, shown)),
            _more(rest),
            tag("p", event.id, class_="id"),
        ]
    )


def _condition(ledger: Ledger, scene: Scene, condition: Condition) -> Markup:
    pages = [ledger.source(id_) for id_ in condition.source_ids]
    return join(
        [
            tag("h2", condition.title),
            tag("p", end_words(condition, scene.state.date), class_="note"),
            tag("p", condition.note, class_="note") if condition.note else None,
            _claims(ledger, map(ledger.report, condition.report_ids), leads=True),
            *(tag("p", link(page.title, page.address), class_="source") for page in pages),
        ]
    )


def _claims(ledger: Ledger, reports: Iterable[Report], *, leads: bool = False) -> Markup:
    shown = list(reports)
    rest = len(shown) - _MOST_CLAIMS
    return join([claims_markup(ledger, shown[:_MOST_CLAIMS], leads=leads), _more(rest)])


def _more(rest: int, where: str = "") -> Markup | None:
    return tag("p", f"and {rest:,} more {where}".rstrip(), class_="note") if rest > 0 else None


def _rows_here(stand: LayerStand, section_id: str) -> Markup | None:
    count = dict(stand.by_section).get(section_id)
    if not count:
        return None
    told = f"{stand.layer.title}: {count:,} row{'' if count == 1 else 's'} of this window"
    return tag("p", told, class_="note")


def _border(ledger: Ledger, scene: Scene, pair: str) -> Markup:
    stand = next(stand for stand in scene.borders if stand.style.pair == pair)
    found = stand.pressure
    line = geodata.load_border_lines()[pair]
    official = "; ".join(f"{o.length_km:g} km ({o.source})" for o in line.official)
    return join(
        [
            tag("h2", f"{stand.style.name} border"),
            tag("p", f"{border_words(stand)}."),
            *(tag("p", text, class_="note") for text in further(stand)),
            tag(
                "p",
                f"{found.measure.label}: {found.measure.one_is}. "
                f"Counted by: {found.measure.counted_by}.",
                class_="note",
            ),
            tag(
                "p",
                f"Length measured on the line {line.measured_km:.1f} km; official: {official}.",
                class_="note",
            ),
            *_behind(ledger, stand),
        ]
    )


def _behind(ledger: Ledger, stand: BorderStand) -> list[Markup]:
    """Show the reports behind a figure, those that say otherwise, and those behind its bounds."""
    found = stand.pressure
    if stand.hidden:
        return [tag("p", basis(stand), class_="note")]
    most = "no limit" if found.most is None else f"{found.most:,.0f}"
    groups = (
        ("Rests on", found.report_ids),
        ("Also told, and agreeing", found.beside_ids),
        ("Contested: cannot be true as well", [one.report_id for one in found.contests]),
        ("Narrowest wider count", found.context.report_ids if found.context else ()),
        (f"Why at least {found.least:,.0f}", found.least_ids),
        (f"Why at most {most}", found.most_ids),
    )
    parts = []
    shown: set[str] = set()
    for heading, ids in groups:
        new = [ledger.report(id_) for id_ in dict.fromkeys(ids) if id_ not in shown]
        shown |= set(ids)
        if new:
            parts += [tag("h3", heading), _claims(ledger, new, leads=True)]
    return parts or [tag("p", basis(stand), class_="note")]


def _section(ledger: Ledger, scene: Scene, section_id: str) -> Markup:
    section = geodata.border_section(section_id)
    here = [
        event for event in ledger.events_in(scene.window) if section_id in event.place.section_ids
    ]
    return join(
        [
            tag("h2", f"Section {section.name}"),
            tag(
                "p",
                f"{section.pair}, km {section.from_km:.0f} to {section.to_km:.0f} · {section.id}",
                class_="note",
            ),
            *(_rows_here(stand, section_id) for stand in scene.layers),
            *(event_markup(ledger, event) for event in here[:_MOST_EVENTS]),
            _more(len(here) - _MOST_EVENTS, "in the Events tab"),
            None if here else tag("p", none_words(scene, "event at this section"), class_="note"),
        ]
    )


def _crossing(ledger: Ledger, scene: Scene, crossing_id: str) -> Markup:
    crossing = places.crossings()[crossing_id]
    found = crossing_status(ledger, crossing_id, scene.state.date)
    status = (
        f"{found.status} since {found.since}"
        if found.status
        else "not reported whether it was open on this date"
    )
    if scene.hides_reference:
        status = "reference hidden"
    return join(
        [
            tag("h2", f"Crossing {crossing.name}"),
            tag("p", status, " · ", found.note if found.status else ""),
            tag(
                "p",
                f"{crossing.mode}; point on the border line, ±{crossing.precision_km:g} km",
                class_="note",
            ),
            _claims(ledger, map(ledger.report, found.report_ids), leads=True),
            *(tag("p", ledger.source(id_).title, class_="source") for id_ in found.source_ids),
        ]
    )
