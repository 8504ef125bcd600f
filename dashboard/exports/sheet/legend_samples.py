"""Samples of the key: what each line of it draws beside its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import shapely
from matplotlib.path import Path

from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.rated_borders import draw_hidden, draw_sample
from dashboard.exports.sheet.symbols import draw_count, draw_ring, draw_symbol, draw_tag
from dashboard.exports.sheet.zone_strips import draw_pattern
from dashboard.scene.appearance import Look
from dashboard.scene.fading import INKS, faded
from dashboard.scene.symbology import CATEGORIES, INK, INK_3, NO_LEVEL, RAMP
from events import ConditionKind

Draw: TypeAlias = Callable[[Page, float, float], None]
"""Draws a sample whose left edge and middle height are given in millimetres."""


def symbol(kind: int) -> Draw:
    """Return what draws the symbol of a category."""

    def draw(page: Page, x: float, y: float) -> None:
        draw_symbol(page, x + 2.6, y, CATEGORIES[kind], half=1.15, layer=58)

    return draw


def dots(kind: int) -> Draw:
    """Return what draws a few dots in the colour of a category."""

    def draw(page: Page, x: float, y: float) -> None:
        for across, down in ((1.6, 0.3), (2.6, -0.5), (3.6, 0.4)):
            dot = Path.circle((x + across, y + down), 0.28)
            page.area(dot, fill=CATEGORIES[kind].colour, layer=58)

    return draw


def nothing(page: Page, x: float, y: float) -> None:
    """Leave the place of a sample empty.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Where a sample would begin, in millimetres.
    """


def hidden(page: Page, x: float, y: float) -> None:
    """Draw a border whose figures are not on show.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Left end of the line, in millimetres.
    """
    draw_hidden(page, Path([(x, y), (x + 6.2, y)]), layer=58)


def ramp(page: Page, x: float, y: float) -> None:
    """Draw the five classes side by side.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Middle of the left edge, in millimetres.
    """
    for index, colour in enumerate(RAMP):
        cell = Box(x + index * 4, y - 0.9, x + index * 4 + 4, y + 0.9)
        page.area(cell, fill=colour, edge=INK, width=0.4, layer=58)


def sample(level: int, look: Look = Look.SOLID) -> Draw:
    """Return what draws a short piece of a border in a class."""

    def draw(page: Page, x: float, y: float) -> None:
        draw_sample(page, x, y, 6.2, level, look)

    return draw


def band(page: Page, x: float, y: float) -> None:
    """Draw a stretch with a report of its own.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Middle of the left edge, in millimetres.
    """
    page.area(Box(x, y - 1.3, x + 6.2, y + 1.3), fill=RAMP[1], edge=INK, width=0.5, layer=58)
    draw_sample(page, x, y, 6.2, NO_LEVEL)


def zone(kind: ConditionKind) -> Draw:
    """Return what draws a piece of a border with a zone on one side of it."""

    def draw(page: Page, x: float, y: float) -> None:
        draw_pattern(page, shapely.box(x, y - 1.25, x + 6.2, y + 0.8), kind, layer=58)
        page.line([(x, y + 1.0), (x + 6.2, y + 1.0)], INK, 1.4, layer=58)

    return draw


def contested(page: Page, x: float, y: float) -> None:
    """Draw the tag of what reports disagree on.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Where the samples begin, in millimetres; the tag stands in the middle of a symbol's
        room.
    """
    draw_tag(page, Box.around(x + 2.6, y, 1.3), layer=58)


def ring(page: Page, x: float, y: float) -> None:
    """Draw the ring of a place known to a section only.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Where the samples begin, in millimetres; the ring stands in the middle of a symbol's
        room.
    """
    draw_ring(page, x + 2.6, y, half=1.35, layer=58)


def fading(page: Page, x: float, y: float) -> None:
    """Draw the steps in which marks fade, from young to old, as squares of no kind.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Left end and middle of the sample, in millimetres.
    """
    for step, ink in enumerate(INKS):
        box = Box.around(x + 0.7 + step * 1.65, y, 0.62)
        page.area(box, fill=faded(INK_3, step), edge=ink, width=0.6, layer=58)


def count(page: Page, x: float, y: float) -> None:
    """Draw the number of events at one place.

    Parameters
    ----------
    page : Page
        The sheet.
    x, y : float
        Where the samples begin, in millimetres; the lozenge stands in the middle of a symbol's
        room.
    """
    draw_count(page, x + 2.6, y, 2, layer=58)
