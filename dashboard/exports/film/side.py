"""What stands beside the map of a frame: each border's figure, what was reported, where in time."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.exports.fonts import BOLD, REGULAR, clean_text, shorten, text_width, wrap
from dashboard.exports.sheet.backgrounds import background_sample
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.density import store_sample
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.rated_borders import draw_class
from dashboard.exports.sheet.symbols import draw_symbol
from dashboard.scene.contexts import HEADING
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.symbology import (
    BREAKS,
    CATEGORIES,
    INK,
    INK_2,
    PAPER,
    RAMP,
    WINDOW,
    category_index,
)
from dashboard.scene.words import overview
from dashboard.scene.words.absence import undrawn_or_none
from dashboard.scene.words.dates import short_period

_BLOCK = 25.0
_MOST_LINES, _LINE = 10, 2.8


def draw_side(page: Page, box: Box, scene: Scene) -> None:
    """Draw a block a border, always in its place, then the events of the window.

    Parameters
    ----------
    page : Page
        The frame.
    box : Box
        The room beside the map, in millimetres.
    scene : Scene
        The view of the frame.
    """
    for index, stand in enumerate(scene.borders):
        top = box.top + 2 + index * _BLOCK
        _draw_stand(page, Box(box.left, top, box.right, top + _BLOCK - 3), stand)
    _draw_events(page, Box(box.left, box.top + 3 * _BLOCK + 4, box.right, box.bottom), scene)


def _draw_stand(page: Page, box: Box, stand: BorderStand) -> None:
    found = stand.pressure
    bar = Box(box.left, box.top, box.left + 2.2, box.bottom)
    draw_class(page, bar, stand)
    left = bar.right + 2.2
    page.text(left, box.top + 3.1, stand.style.name, 8, weight=BOLD, role="name")
    value, size = overview.value(stand), 18 if found.rated else 13
    page.text(left, box.top + 10.2, value, size, weight=BOLD, role="value")
    after = left + text_width(value, size, BOLD) + 2
    page.text(after, box.top + 10.2, overview.measure_words(stand), 7.4, role="measure")
    basis = overview.basis(stand) + ("; contested" if found.contested else "")
    told = wrap(". ".join([basis, *_beside(stand)]), box.right - left, 6.4, most_lines=2)
    for index, line in enumerate(told):
        page.text(left, box.top + 13.6 + 2.6 * index, line, 6.4, colour=INK_2, role="basis")
    _draw_classes(page, left, box.top + 17.8, stand)


def _beside(stand: BorderStand) -> tuple[str, ...]:
    """Return what a frame has room for: without a rate the wider count, with one the bounds."""
    said = stand.said
    if stand.hidden:
        return ()
    return tuple(filter(None, (said.bounds if stand.pressure.rated else said.context,)))


def _draw_classes(page: Page, left: float, top: float, stand: BorderStand) -> None:
    breaks = BREAKS[stand.pressure.border, stand.pressure.measure.key]
    for index, (least, colour) in enumerate(zip(breaks, RAMP, strict=True)):
        now = stand.level == index + 1
        cell = Box(left + index * 9, top, left + (index + 1) * 9, top + 1.8)
        page.area(cell, fill=colour, edge=INK if now else PAPER, width=1.0 if now else 0.4)
        told = f"{least}+" if index == len(breaks) - 1 else str(least)
        weight = BOLD if now else REGULAR
        page.text(cell.left, top + 4.2, told, 5.6, colour=INK_2, weight=weight, role="class")


def _draw_events(page: Page, box: Box, scene: Scene) -> None:
    named = len(scene.layers) + len(scene.contexts) + len(scene.stores)
    most = _MOST_LINES - (named + 2 if named else 0)
    page.text(box.left, box.top, "Reported in the window", 7.4, weight=BOLD, role="heading")
    lines: list[str] = []
    shown = 0
    for mark in scene.marks:
        event = mark.event
        title = clean_text(event.title)
        tag = " (contested)" if event.contested else ""
        more = wrap(f"{short_period(event)}: {title}{tag}", box.width, 6.4, most_lines=2)
        if len(lines) + len(more) > most - 1:
            break
        lines += more
        shown += 1
    rest = len(scene.marks) - shown
    if rest:
        lines.append(f"and {rest:,} more on the map")
    nothing = undrawn_or_none(scene, "marks", "event with a place")
    for index, line in enumerate(lines or wrap(nothing, box.width, 6.4)):
        page.text(box.left, box.top + 3.6 + index * _LINE, line, 6.4, role="event")
    if named:
        _draw_files(page, box, box.top + 3.6 + (most + 1) * _LINE, scene)


def _draw_files(page: Page, box: Box, top: float, scene: Scene) -> None:
    """Name the brought files and stores, each with its sample and what it has in the window."""
    counted = scene.layers or scene.stores
    heading = "Brought files, rows in the window" if counted else HEADING
    page.text(box.left, top, heading, 7.4, weight=BOLD, role="heading")
    for index, stand in enumerate(scene.layers, start=1):
        y = top + 0.8 + index * _LINE
        category = CATEGORIES[category_index(f"layer-{stand.layer.number}")]
        draw_symbol(page, box.left + 1.5, y - 0.8, category, half=1.0)
        count = f": {stand.in_window:,}"
        room = box.width - 4.5 - text_width(count, 6.4)
        title = shorten(clean_text(stand.layer.title), room, 6.4)
        page.text(box.left + 4.5, y, f"{title}{count}", 6.4, role="file")
    for index, layer in enumerate(scene.contexts, start=len(scene.layers) + 1):
        y = top + 0.8 + index * _LINE
        background_sample(layer)(page, box.left - 1.6, y - 0.8)
        told = f"{clean_text(layer.title)} (background)" if counted else layer.title
        page.text(
            box.left + 4.5, y, shorten(clean_text(told), box.width - 4.5, 6.4), 6.4, role="file"
        )
    top += (len(scene.layers) + len(scene.contexts)) * _LINE
    for index, store in enumerate(scene.stores, start=1):
        y = top + 0.8 + index * _LINE
        store_sample(store.layer)(page, box.left - 1.1, y - 0.8)
        count = f": {store.in_window:,}"
        room = box.width - 4.5 - text_width(count, 6.4)
        title = shorten(clean_text(f"{store.layer.mark} {store.layer.title}"), room, 6.4)
        page.text(box.left + 4.5, y, f"{title}{count}", 6.4, role="file")


def draw_span(page: Page, box: Box, scene: Scene, first: date, last: date) -> None:
    """Draw where the window lies between the first and the last frame.

    Parameters
    ----------
    page : Page
        The frame.
    box : Box
        The whole bar, in millimetres.
    scene : Scene
        The view of the frame, with its window.
    first, last : datetime.date
        Dates of the first and the last frame.
    """
    begin = min(first, scene.state.first_day)
    days = max((last - begin).days + 1, 1)
    start = max((scene.state.first_day - begin).days, 0)
    end = (scene.state.date + timedelta(days=1) - begin).days
    left = box.left + box.width * start / days
    right = box.left + box.width * min(end / days, 1)
    page.area(Box(left, box.top, right, box.bottom), fill=WINDOW, edge=INK, width=0.9, layer=5)
