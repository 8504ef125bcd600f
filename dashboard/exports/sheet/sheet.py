"""The whole sheet: draws every part of a scene in its place.

Long because which part lies over which, and on which sheet, is settled here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import shapely
from matplotlib.figure import Figure
from shapely.geometry.base import BaseGeometry

from dashboard.exports.citations import Citations, Cited, collect_sources
from dashboard.exports.edition import Edition
from dashboard.exports.fonts import lacking_words
from dashboard.exports.metadata import file_name
from dashboard.exports.request import Order
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
from dashboard.exports.sheet.flights_inset import draw_inset
from dashboard.exports.sheet.foot import IN_A_FILE, draw_foot, foot_list
from dashboard.exports.sheet.further_sheets import draw_further, further_lists
from dashboard.exports.sheet.head import draw_head
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.legend import MOST_IN_FORCE, build_rows, draw_key, in_force
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
from dashboard.exports.sheet.series_charts import draw_charts
from dashboard.exports.sheet.sizes import Size, paper_size
from dashboard.exports.sheet.source_list import AFTER_ANALYSIS, NEXT, set_list
from dashboard.exports.sheet.value_blocks import draw_values
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
    """

    figures: tuple[Figure, ...]
    metadata: tuple[dict[str, str], ...]
    citations: Citations
    size: Size
    layout: Layout

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
    named = in_force(scene)[:MOST_IN_FORCE]
    # What the analysis alone rests on goes on to further sheets: the map keeps its room.
    own = len(collect_sources(ledger, scene, (), named))
    unordered = edition.sources((), named)
    # A sheet of one page has a list that ends on it, and so the deep foot, with room for all notes.
    layouts = size.layouts[-1:] if order.one_page else size.layouts
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
    draw_head(page, ledger, scene, order)
    draw_map(page, scene, citations, gathered, edition.generalised)
    draw_charts(page, ledger, scene)
    draw_flights_heading(page)
    draw_inset(page, scene)
    draw_routes(page, ledger, scene, citations)
    own_file = file_name(scene, size, form, one_page=order.one_page)
    beside = file_name(scene, size, form, 2, one_page=True) if order.one_page else ""
    goes_on = AFTER_ANALYSIS if edition.answer else NEXT
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
    return replace(first, figures=figures, metadata=metadata)


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
    return replace(first, figures=figures, metadata=(told,) * len(figures))


def beside_words(edition: Edition) -> str:
    """Say what the file beside a sheet of one page holds."""
    return "analysis and all sources" if edition.answer else "all sources"


def _further_pages(edition: Edition, first: Sheet, number: int) -> list[Page]:
    """Draw the analysis asked for, then the sources from a number on, until none is left."""
    scene, order, size, layout = edition.scene, edition.order, first.size, first.layout
    sources = first.citations.listed
    pages = list(_answer_sheets(edition, first.citations, size, layout))
    # A list without any source has its sheet too, where it is a file of its own.
    lists = further_lists(sources, number, layout)
    for found in lists or (
        [set_list((), 1, layout.full_list, 1, head=0)] if order.one_page else []
    ):
        pages.append(Page(size, layout))
        file = file_name(scene, size, edition.form, len(pages) + 1, one_page=order.one_page)
        draw_further(pages[-1], scene, order, found, file, len(sources))
    return pages


def _answer_sheets(
    edition: Edition, citations: Citations, size: Size, layout: Layout
) -> Iterator[Page]:
    """Draw the sheets of the analysis, which come after the map."""
    scene, order, answer = edition.scene, edition.order, edition.answer
    if answer is None:
        return
    found = answer_pages(answer, citations, layout)
    for number, set_ in enumerate(found, start=1):
        told = f", sheet {number} of {len(found)}" if len(found) > 1 else ""
        page = Page(size, layout)
        file = file_name(scene, size, edition.form, number + 1, one_page=order.one_page)
        draw_answer(page, scene, order, answer, set_, told, file)
        yield page


def _names_on(
    scene: Scene, sources: Sequence[Cited], labelled: Sequence[Event], order: Order
) -> Iterator[str]:
    """Give every text on a sheet that somebody else wrote."""
    yield from (cited.title for cited in sources)
    yield from (text for event in labelled for text in (event.title, event.place.name))
    yield from (stand.layer.title for stand in scene.layers)
    yield from (layer.title for layer in scene.contexts)
    yield from order.settings.given.values()


def draw_map(
    page: Page,
    scene: Scene,
    citations: Citations,
    gathered: Gathered,
    generalised: int,
) -> None:
    """Draw the map with its key, values, callouts and names, and the line around it.

    Parameters
    ----------
    page : Page
        The sheet; its layout says where the map lies.
    scene : Scene
        The view that is drawn.
    citations : Citations
        The numbers of the sources.
    gathered : Gathered
        Events as symbols or dots.
    generalised : int
        Events shown less sharply than they are known, told in the key.
    """
    frame = page.layout.map_frame
    room = Room(frame.box.grown(-1))
    draw_base(page, frame)
    draw_graticule(page, frame)
    draw_backgrounds(page, frame, scene.contexts)
    draw_borders(page, frame, scene, room)
    draw_scale_bar(page, frame, room)
    draw_north(page, frame, room)
    crossings = draw_crossings(page, frame, scene, room)
    if gathered.dots:
        draw_dots(page, frame, gathered.dots)
    draw_stacks(page, gathered.stacks, scene.state, room)
    rows = build_rows(scene, gathered, crossings, citations, generalised=generalised)
    draw_key(page, frame.box, rows, room)
    draw_values(page, frame, scene, citations, room, _countries(frame, "PL", "LT", "LV"))
    belarus = _countries(frame, "BY")
    draw_callouts(page, place_callouts(gathered.stacks, citations, room, belarus))
    draw_names(page, frame, room)
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
