"""The slide of one date: title, map, the three borders as a table, events, flights, sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.exports.citations import Citations
from dashboard.exports.edition import Edition
from dashboard.exports.fonts import clean_text, shorten
from dashboard.exports.request import Order
from dashboard.exports.sheet import foot
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.head import change_words, subtitle
from dashboard.exports.sheet.source_list import GRADE_NOTE
from dashboard.exports.slides.picture import MAP_IN
from dashboard.exports.slides.shapes import (
    WIDTH_IN,
    Cell,
    Run,
    add_bar,
    add_picture,
    add_table,
    add_words,
    height_of,
)
from dashboard.exports.slides.source_slides import set_title
from dashboard.scene.contexts import shapes_words
from dashboard.scene.map_layers import undrawn_words
from dashboard.scene.scene import Scene
from dashboard.scene.sources import file_of
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import ACCENT, BORDER, INK_2, NO_LEVEL, level_colour
from dashboard.scene.words import overview
from dashboard.scene.words.absence import undrawn_or_none
from dashboard.scene.words.dates import short_period
from dashboard.scene.words.flights import city, frequency_words, route_words
from dashboard.scene.words.reports import address_words
from events import Ledger, RouteStatus

_LEFT, _TOP, _RIGHT = 0.45, 1.22, WIDTH_IN - 0.45
_MAP = Box(_LEFT, _TOP, _LEFT + MAP_IN[0], _TOP + MAP_IN[1])
_SIDE = Box(7.85, _TOP, _RIGHT, 6.86)
_FOOT = Box(_LEFT, 6.93, _RIGHT, 7.4)
_MOST_ROUTES, _MOST_FILES, _TITLE_MM = 4, 3, 60.0
_FEWEST_IN = 0.85
"""Height that the heading and a first event or two have at least, before any route."""


def add_date(slide: Any, made: Edition, order: Order, picture: bytes, of: str = "") -> None:
    """Lay out a blank slide with a title as the slide of a scene.

    Parameters
    ----------
    slide : pptx object
        A blank slide with a title.
    made : Edition
        With the numbers that the picture cites.
    order : Order
        Its handling caveat and disclaimer stand on the slide.
    picture : bytes
        The map, as PNG.
    of : str
        Which of two dates it is of; empty where there is one.
    """
    ledger, scene, citations, metadata = made.ledger, made.scene, made.citations, made.metadata
    told = overview.sentence(scene)
    add_bar(slide, Box(_LEFT, 0.2, _LEFT + 0.55, 0.26), ACCENT, name="Accent")
    set_title(slide, overview.title(scene), 26)
    handling = f" {order.settings.handling}" if order.settings.handling else ""
    under = [[Run(subtitle(scene, of), 12, colour=INK_2), Run(handling, 12, bold=True)]]
    add_words(slide, Box(_LEFT, 0.82, _RIGHT, 1.12), under, name="Window")
    add_picture(slide, picture, _MAP, name="Map", alt=f"{overview.title(scene)}. {told}")
    rows = border_rows(ledger, scene, citations)
    widths = (0.16, 0.98, 1.3, _SIDE.width - 2.44)
    table = Box(_SIDE.left, _SIDE.top, _SIDE.right, _SIDE.top + 2.0)
    high = add_table(slide, table, widths, rows, name="Borders", alt=told)
    below = Box(_SIDE.left, _SIDE.top + high + 0.14, _SIDE.right, _SIDE.bottom)
    files = _file_lines(scene, citations)
    for most in range(_MOST_ROUTES, -1, -1):
        flights = [*_flight_lines(scene, citations, most), *files]
        room = below.height - height_of(flights, below.width) - 0.08
        if room >= _FEWEST_IN:
            break
    lines = [*_event_lines(scene, citations, below.width, room), [Run(" ", 5)], *flights]
    add_words(slide, below, lines, name="Events and flights")
    notice = f" {made.notice}." if made.notice else ""
    disclaimer = foot.notes(order)[-1]
    under_all = (
        f"{disclaimer} Not reported is not zero; unlike measures are never added "
        f"or ranked.{notice} {overview.as_of(scene)} {metadata['Copyright']}"
    )
    add_words(slide, _FOOT, [[Run(under_all, 8, colour=INK_2)]], name="Foot")
    slide.notes_slide.notes_text_frame.text = notes(scene, citations, metadata)


def border_rows(ledger: Ledger, scene: Scene, citations: Citations) -> list[list[Cell]]:
    """Return the table of the three borders: class, rate, what it rests on, change.

    Parameters
    ----------
    ledger : Ledger
        The reports, for the change against the window before.
    scene : Scene
        The view whose borders are told.
    citations : Citations
        The numbers of the sources.
    """
    head = ("", "Border", "Reported", "Rests on; change")
    rows = [[Cell(((Run(text, 10.5, bold=True),),)) for text in head]]
    for stand in scene.borders:
        found = stand.pressure
        cited = citations.cite(found.report_ids)
        tag = ((Run("contested", 9, bold=True),),) if found.contested else ()
        value = (Run(overview.value(stand), 16 if found.rated else 11, bold=True),)
        measure = overview.measure_words(stand)
        beside = " ".join(overview.further(stand))
        rows.append(
            [
                Cell(fill=_fill(stand)),
                Cell(((Run(stand.style.short, 11, bold=True),), *tag)),
                Cell((value, (Run(measure, 9.5, colour=INK_2),))),
                Cell(
                    (
                        (Run(f"{overview.basis(stand)} {cited}".strip(), 9.5),),
                        *(((Run(beside, 9, colour=INK_2),),) if beside else ()),
                        (Run(change_words(ledger, stand), 9, colour=INK_2),),
                    )
                ),
            ]
        )
    return rows


def _fill(stand: BorderStand) -> str:
    if stand.hidden:
        return BORDER
    if stand.level == NO_LEVEL:
        return "hatch"
    return level_colour(stand.level)


def _event_lines(scene: Scene, citations: Citations, width: float, room: float) -> list[list[Run]]:
    """Return as many events as there is room for, and how many more there are."""
    lines = [[Run("Reported in the window", 12, bold=True)]]
    events = [mark.event for mark in scene.marks] + list(scene.listed)
    if not events:
        told = undrawn_or_none(scene, "marks", "event")
        return [*lines, [Run(told, 10, colour=INK_2)]]
    if "marks" in scene.state.hide:
        lines.append([Run(undrawn_words(("marks",)), 10, colour=INK_2)])
    for index, event in enumerate(events):
        tag = " (contested)" if event.contested else ""
        line = [
            Run(f"{short_period(event)}, {event.place.name}: ", 10, bold=True),
            Run(f"{event.title}{tag} {citations.cite(event.report_ids)}", 10),
        ]
        more = [Run(f"and {len(events) - index:,} more: see the data file", 10, colour=INK_2)]
        last = index == len(events) - 1
        if height_of([*lines, line, *([] if last else [more])], width) > room:
            return [*lines, more]
        lines.append(line)
    return lines


def _flight_lines(scene: Scene, citations: Citations, most: int) -> list[list[Run]]:
    lines = [[Run("Flights to and from Minsk", 12, bold=True)]]
    routes = sorted(scene.routes, key=lambda route: -(route.flights_a_week or 0))
    for route in routes[:most]:
        reports = (*route.report_ids, *route.contradicted_by)
        often = frequency_words(route) or str(route.status).replace("_", " ")
        if route.status is RouteStatus.BROUGHT:
            often = f"flights in a brought file, {often}"
        tag = ", contested" if route.contradicted_by else ""
        lines.append(
            [
                Run(f"{route_words(route)}: ", 10, bold=True),
                Run(f"{often}{tag} {citations.cite(reports)}", 10),
            ]
        )
    if len(routes) > most:
        left = len(routes) - most
        rest = (
            f"and {left} more routes: see the data file" if most else f"{left} routes: see the map"
        )
        lines.append([Run(rest, 10, colour=INK_2)])
    if not routes:
        lines.append([Run(undrawn_or_none(scene, "flights", "route"), 10, colour=INK_2)])
    if scene.stops:
        places = ", ".join(dict.fromkeys(city(stop.airport_iata) for stop in scene.stops))
        cited = citations.cite([id_ for stop in scene.stops for id_ in stop.report_ids])
        lines.append([Run("Stopped or barred: ", 10, bold=True), Run(f"{places} {cited}", 10)])
    return lines


def _file_lines(scene: Scene, citations: Citations) -> list[list[Run]]:
    """Return a line a brought file, store or background: title, what it has, its number."""
    lines = []
    for stand in scene.layers:
        ids = [id_ for id_ in citations.numbers if file_of(id_) == stand.layer.id]
        rows = "row" if stand.in_window == 1 else "rows"
        told = f"{stand.in_window:,} {rows} in the window {citations.cite((), ids)}".rstrip()
        title = shorten(clean_text(stand.layer.title), _TITLE_MM, 10)
        lines.append([Run(f"Brought file {title}: ", 10, bold=True), Run(told, 10)])
    for store in scene.stores:
        title = shorten(clean_text(store.layer.title), _TITLE_MM, 10)
        told = f"{store.in_window:,} brought events in the window, as squares "
        told += citations.cite((), (store.layer.id,))
        lines.append([Run(f"{store.layer.mark} {title}: ", 10, bold=True), Run(told, 10)])
    for layer in scene.contexts:
        title = shorten(clean_text(layer.title), _TITLE_MM, 10)
        cited = citations.cite((), (layer.id,))
        lines.append(
            [Run(f"Background {title}: ", 10, bold=True), Run(f"{shapes_words(layer)} {cited}", 10)]
        )
    rest = len(lines) - _MOST_FILES
    more = [Run(f"and {rest} more brought files: see the map", 10, colour=INK_2)]
    return [*lines[:_MOST_FILES], *([more] if rest > 0 else [])]


def notes(scene: Scene, citations: Citations, metadata: Mapping[str, str]) -> str:
    """Return the speaker's notes: what the slide shows, then every source with its address.

    Parameters
    ----------
    scene : Scene
        The view that the slide shows.
    citations : Citations
        The sources, in the order of their numbers.
    metadata : mapping of str to str
        What the file says of itself; gives licences, version and state.
    """
    listed = []
    for number, cited in enumerate(citations.listed, start=1):
        source = citations.ledger.source(cited.source_id)
        told = f"[{number}] {cited.words}, {source.publisher_name}: {address_words(source)}"
        listed.append(told)
    made = f"{metadata['Software']}, created {metadata['Creation Time']}. Same view: ?"
    lines = [
        overview.title(scene),
        overview.sentence(scene),
        overview.READING,
        f"Sources ({len(listed)}; {GRADE_NOTE}):",
        *listed,
        metadata["Copyright"],
        f"{made}{metadata['State']}",
        f"Data SHA-256 {metadata['Data']}",
    ]
    return "\n".join(clean_text(line) for line in lines)
