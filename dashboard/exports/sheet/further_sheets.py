"""The sheets after the first: sources that have no room below the map, none of them cut."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.citations import Cited
from dashboard.exports.request import Order
from dashboard.exports.sheet.foot import draw_file_line
from dashboard.exports.sheet.head import draw_title
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.source_list import GRADE_NOTE, SourceList, draw_list, set_list
from dashboard.scene.scene import Scene
from dashboard.scene.words import overview
from dashboard.scene.words.absence import none_words

_HEAD = 3.0


def further_lists(sources: Sequence[Cited], first: int, layout: Layout) -> list[SourceList]:
    """Set the sources from number ``first`` on, one list a sheet, until none is left.

    Parameters
    ----------
    sources : sequence of Cited
        All of them, in the order of their numbers.
    first : int
        Number of the first that is to be set, from 1.
    layout : Layout
        Where a sheet without a map has room.
    """
    found = []
    while first <= len(sources):
        listed = set_list(
            sources[first - 1 :], first, layout.full_list, layout.full_columns, head=_HEAD
        )
        found.append(listed)
        first = listed.last + 1
    return found


def draw_further(
    page: Page, scene: Scene, order: Order, listed: SourceList, file: str, total: int
) -> None:
    """Draw a sheet of sources with the title of the first and the same foot.

    Parameters
    ----------
    page : Page
        A blank sheet.
    scene : Scene
        The view on the first sheet.
    order : Order
        Its imprint and handling caveat stand on the sheet.
    listed : SourceList
        The sources that stand here.
    file : str
        The file's name, for the line at the foot.
    total : int
        Number of the last source there is.
    """
    told = f"Sources [{listed.first}] to [{listed.last}] of {total}; {GRADE_NOTE}"
    if not total:
        told = none_words(scene, "source", "on show")
    draw_title(page, overview.title(scene), told, order)
    box = page.layout.full_list
    draw_list(page, listed, box, box.top + _HEAD, total)
    draw_file_line(page, scene, order, file)
