"""The whole sheet: draws every part of a scene in its place.

Long because the sheets of a set follow one another here, and which part lies over which is settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import shapely
from matplotlib.figure import Figure
from shapely.geometry.base import BaseGeometry

from dashboard.exports.answer import Answer
from dashboard.exports.citations import Citations, Cited, collect_sources
from dashboard.exports.edition import Edition
from dashboard.exports.fonts import clean_text, lacking_words
from dashboard.exports.metadata import file_name
from dashboard.exports.request import Order
from dashboard.exports.second_date import of_both
from dashboard.exports.sheet.analysis_sheet import answer_pages, draw_answer
from dashboard.exports.sheet.backgrounds import draw_backgrounds
from dashboard.exports.sheet.base_map import (
    draw_base,
    draw_frame,
    draw_graticule,
    draw_north,
    draw_scale_bar,
)
from dashboard.exports.sheet.boxes import Room
from dashboard.exports.sheet.callouts import MOST, by_weight, draw_callouts, place_callouts
from dashboard.exports.sheet.density import draw_squares, store_rows
from dashboard.exports.sheet.flights_inset import draw_inset
from dashboard.exports.sheet.foot import IN_A_FILE, draw_foot, foot_list
from dashboard.exports.sheet.further_sheets import draw_further, further_lists
from dashboard.exports.sheet.head import draw_head
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.legend import build_rows, named_in_force
from dashboard.exports.sheet.legend_box import draw_key
from dashboard.exports.sheet.marks import (
    Gathered,
    draw_crossings,
    draw_dots,
    draw_stacks,
    gather_crowd,
)
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.place_names import draw_names
from dashboard.exports.sheet.projection import MapFrame, paper_shapes
from dashboard.exports.sheet.rated_borders import draw_borders
from dashboard.exports.sheet.routes_table import draw_flights_heading, draw_routes
from dashboard.exports.sheet.second_foot import draw_second_foot
from dashboard.exports.sheet.series_charts import draw_charts
from dashboard.exports.sheet.sizes import Size, paper_size
from dashboard.exports.sheet.source_list import AFTER_ANALYSIS, AFTER_SECOND, NEXT, set_list
from dashboard.exports.sheet.value_blocks import borders_in, draw_values
from dashboard.exports.sheet.zone_strips import draw_zones, name_zones
from dashboard.exports.store_squares import squares_on
from dashboard.scene.scene import Scene
from events import Event


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn sheet, with those that go on where it ends, and what they say of themselves.

    Attributes
    ----------
    figures : tuple of Figure
        The sheet itself, the analysis asked for, then the sources that have no room on it.
    metadata : tuple of dict
        Name and text, one for each of ``figures``.
    second : tuple of int and Scene or None
        Which of the figures is the map of a second date, and what it shows.
    """

    figures: tuple[Figure, ...]
    metadata: tuple[dict[str, str], ...]
    citations: Citations
    size: Size
    layout: Layout
    second: tuple[int, Scene] | None = None

    @property
    def figure(self) -> Figure:
        """The sheet with the map."""
        return self.figures[0]


def build_sheet(edition: Edition) -> Sheet:
    """Draw an edition on paper; to be called within ``drawing()``.

    Its form is the ending of the file's name, which stands at the foot.
    """
    ledger, scene, order, form = edition.ledger, edition.scene, edition.order, edition.form
    size = paper_size(order.size)
    named = named_in_force(scene)
    # What the analysis alone rests on goes on to further sheets: the map keeps its room.
    own = len(collect_sources(ledger, scene, (), named))
    unordered = edition.sources((), named)
    # A sheet of one page has a list that ends on it, and so the deep foot, with room for all notes.
    layouts = size.layouts[-1:] if order.one_page else size.layouts
    layouts = tuple(replace(one, where=scene.state.selection.where) for one in layouts)
    for layout in layouts:
        # Gathering is the dear part: not for a foot that cannot hold the list in any order.
        if layout is not layouts[-1] and foot_list(unordered, layout).last < own:
            continue
        gathered = gather_crowd(layout.map_frame, scene.marks, MOST)
        labelled = [stack.marks[0].event for stack in by_weight(gathered.stacks)[:MOST]]
        sources = edition.sources(labelled, named)
        listed = foot_list(sources, layout)
        if listed.last >= own:
            break
    page = Page(size, layout)
    citations = Citations(ledger, sources)
    draw_view(page, edition, citations, gathered, of_both(scene, edition.second))
    own_file = file_name(scene, size, form, one_page=order.one_page)
    beside = file_name(scene, size, form, 2, one_page=True) if order.one_page else ""
    goes_on = AFTER_ANALYSIS if edition.answer else AFTER_SECOND if edition.second else NEXT
    draw_foot(
        page,
        scene,
        order,
        listed,
        own_file,
        total=len(sources),
        generalised=edition.generalised,
        owed=edition.owed,
        lacking=lacking_words(_names_on(scene, sources, labelled, order)),
        goes_on=IN_A_FILE if order.one_page else goes_on,
        beside=f"{beside_words(edition)}: {beside}" if beside else "",
    )
    first = Sheet((page.figure,), (), citations, size, layout)
    if order.one_page:
        return replace(first, metadata=(edition.describe(sources, layout=layout, sheets=2),))
    further = _further_pages(edition, first, listed.last + 1)
    figures = (page.figure, *(one.figure for one in further))
    metadata = tuple(
        edition.describe(sources, layout=layout, sheet=number, sheets=len(figures))
        for number in range(1, len(figures) + 1)
    )
    return replace(first, figures=figures, metadata=metadata, second=_second_of(edition, first, 1))


def build_beside(edition: Edition, first: Sheet) -> Sheet:
    """Draw what goes with a sheet of one page: the analysis asked for, and every source.

    Parameters
    ----------
    edition : Edition
        That of the sheet, with the form that this file is to have.
    first : Sheet
        The sheet of one page, whose numbers the sources have.
    """
    pages = _further_pages(edition, first, 1)
    told = edition.describe(first.citations.listed, layout=first.layout, sheet=2, sheets=2)
    figures = tuple(page.figure for page in pages)
    second = _second_of(edition, first, 0)
    return replace(first, figures=figures, metadata=(told,) * len(figures), second=second)


def _second_of(edition: Edition, first: Sheet, before: int) -> tuple[int, Scene] | None:
    """Return which page is the map of the second date: it follows the table of both."""
    if edition.second is None:
        return None
    table = answer_pages(edition.second.both, first.citations, first.layout)
    return before + len(table), edition.second.scene


def beside_words(edition: Edition) -> str:
    """Say what the file beside a sheet of one page holds."""
    both = "both dates, " if edition.second and edition.answer else ""
    both = "both dates and " if edition.second and not edition.answer else both
    return f"{both}analysis and all sources" if edition.answer else f"{both}all sources"


def _further_pages(edition: Edition, first: Sheet, number: int) -> list[Page]:
    """Draw the analysis asked for, then the sources from a number on, until none is left."""
    scene, order, size, layout = edition.scene, edition.order, first.size, first.layout
    sources = first.citations.listed
    pages: list[Page] = []
    if edition.second is not None:
        pages += _answer_sheets(edition, edition.second.both, first, 2)
        pages.append(_second_sheet(edition, first, len(pages) + 2))
    if edition.answer is not None:
        pages += _answer_sheets(edition, edition.answer, first, len(pages) + 2)
    # A list without any source has its sheet too, where it is a file of its own.
    lists = further_lists(sources, number, layout)
    for found in lists or (
        [set_list((), 1, layout.full_list, 1, head=0)] if order.one_page else []
    ):
        pages.append(Page(size, layout))
        file = file_name(scene, size, edition.form, len(pages) + 1, one_page=order.one_page)
        draw_further(pages[-1], scene, order, found, file, len(sources))
    return pages


def _answer_sheets(edition: Edition, answer: Answer, first: Sheet, number: int) -> Iterator[Page]:
    """Draw the sheets of an analysis or of both dates, from a sheet's number on."""
    scene, order, size, layout = edition.scene, edition.order, first.size, first.layout
    found = answer_pages(answer, first.citations, layout)
    for index, set_ in enumerate(found):
        told = f", sheet {index + 1} of {len(found)}" if len(found) > 1 else ""
        page = Page(size, layout)
        file = file_name(scene, size, edition.form, number + index, one_page=order.one_page)
        draw_answer(page, scene, order, answer, set_, told, file)
        yield page


def _second_sheet(edition: Edition, first: Sheet, number: int) -> Page:
    """Draw the map of the second date as the first is drawn; the numbers of sources are the same.

    Parameters
    ----------
    edition : Edition
        That of both dates.
    first : Sheet
        With the map of the first date, whose list of sources is that of both.
    number : int
        Of this sheet.
    """
    other = edition.other
    assert other is not None
    page = Page(first.size, first.layout)
    gathered = gather_crowd(first.layout.map_frame, other.scene.marks, MOST)
    told = of_both(edition.scene, edition.second, is_second=True)
    draw_view(page, other, first.citations, gathered, told)
    labelled = [stack.marks[0].event for stack in by_weight(gathered.stacks)[:MOST]]
    names = _names_on(other.scene, first.citations.listed, labelled, edition.order)
    draw_second_foot(page, edition, len(first.citations.listed), number, lacking_words(names))
    return page


def draw_view(
    page: Page, edition: Edition, citations: Citations, gathered: Gathered, told: str = ""
) -> None:
    """Draw everything of a sheet above its foot.

    Parameters
    ----------
    page : Page
        The sheet.
    edition : Edition
        The view that is drawn.
    citations : Citations
        The numbers of the sources.
    gathered : Gathered
        Events as symbols or dots.
    told : str
        Which of two dates it is of; empty where there is one.
    """
    ledger, scene = edition.ledger, edition.scene
    draw_head(page, ledger, scene, edition.order, told, edition.second)
    draw_map(page, edition, citations, gathered)
    draw_charts(page, ledger, scene)
    draw_flights_heading(page)
    draw_inset(page, scene)
    draw_routes(page, ledger, scene, citations)


def _names_on(
    scene: Scene, sources: Sequence[Cited], labelled: Sequence[Event], order: Order
) -> Iterator[str]:
    """Give every text on a sheet that somebody else wrote."""
    yield from (cited.title for cited in sources)
    yield from (text for event in labelled for text in (event.title, event.place.name))
    yield from (stand.layer.title for stand in scene.layers)
    yield from (layer.title for layer in scene.contexts)
    yield from (stand.layer.title for stand in scene.stores)
    yield from order.settings.given.values()


def draw_map(
    page: Page,
    edition: Edition,
    citations: Citations,
    gathered: Gathered,
) -> None:
    """Draw the map with its key, values, callouts and names, and the line around it.

    Parameters
    ----------
    page : Page
        The sheet; its layout says where the map lies.
    edition : Edition
        The view that is drawn.
    citations : Citations
        The numbers of the sources.
    gathered : Gathered
        Events as symbols or dots.
    """
    scene, frame = edition.scene, page.layout.map_frame
    room = Room(frame.box.grown(-1))
    draw_base(page, frame, scene.state.hide)
    draw_graticule(page, frame)
    squares = squares_on(scene, edition.order.profile, frame)
    draw_squares(page, frame, squares)
    draw_backgrounds(page, frame, scene.contexts)
    draw_zones(page, frame, scene.zones)
    draw_borders(page, frame, scene, room)
    draw_scale_bar(page, frame, room)
    draw_north(page, frame, room)
    crossings = draw_crossings(page, frame, scene, room)
    if gathered.dots:
        draw_dots(page, frame, gathered.dots)
    draw_stacks(page, gathered.stacks, scene.state, room)
    seen = borders_in(scene, frame)
    unseen = [stand for stand in scene.borders if stand not in seen]
    rows = build_rows(
        scene,
        gathered,
        crossings,
        citations,
        generalised=edition.generalised,
        unseen=unseen,
        stores=store_rows(squares, frame, citations),
    )
    draw_key(page, frame.box, rows, room)
    draw_values(page, frame, scene, citations, room, _countries(frame, "PL", "LT", "LV"))
    belarus = _countries(frame, "BY")
    titles = {stand.layer.number: clean_text(stand.layer.title) for stand in scene.layers}
    draw_callouts(page, place_callouts(gathered.stacks, citations, room, belarus, titles))
    named = partial(name_zones, page, frame, scene.zones, room)
    draw_names(page, frame, room, scene.state.hide, named)
    draw_frame(page, frame.box)


def _countries(frame: MapFrame, *codes: str) -> BaseGeometry:
    found = shapely.union_all(
        [
            shape
            for properties, shape in paper_shapes("countries_screen", frame)
            if properties["iso"] in codes
        ]
    )
    shapely.prepare(found)
    return found
