"""Frames of an animation: the ground is drawn once, what changes is laid over it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

import geodata
from dashboard.exports.film.side import draw_side, draw_span
from dashboard.exports.fonts import BOLD, shorten, wrap
from dashboard.exports.privacy.view import PUBLIC
from dashboard.exports.sheet.backgrounds import draw_backgrounds
from dashboard.exports.sheet.base_map import (
    draw_base,
    draw_frame,
    draw_graticule,
    draw_north,
    draw_scale_bar,
)
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.density import draw_squares
from dashboard.exports.sheet.layout import LANDSCAPE
from dashboard.exports.sheet.map_window import MAP_MIDDLE
from dashboard.exports.sheet.marks import draw_crossings, draw_dots, draw_stacks, gather_crowd
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.place_names import draw_names
from dashboard.exports.sheet.projection import MapFrame, project
from dashboard.exports.sheet.rated_borders import border_on_paper, draw_borders
from dashboard.exports.sheet.sizes import Size
from dashboard.exports.sheet.zone_strips import PATTERN_WORDS, draw_zones
from dashboard.exports.store_squares import is_drawn, squares_on
from dashboard.scene.fading import FADING_WORDS, youngest_step
from dashboard.scene.scene import Scene
from dashboard.scene.stores import COUNTED
from dashboard.scene.symbology import ACCENT, INK, INK_2, PAPER, RULE
from dashboard.scene.words import overview
from dashboard.scene.words.kept import where_words
from events import day_in_words

SHEET = Box(0, 0, 240.0, 135.0)
_MAP = Box(4, 17, 152, 127)
_SIDE = Box(157, 17, 236, 124)
_SPAN = Box(4, 129.4, 236, 131.4)
_SCALE = 6_000_000
_WIDTH_PX = 1200
_SIZE = Size(
    "frame",
    "full width",
    _WIDTH_PX / SHEET.width * 25.4 / 300,
    (replace(LANDSCAPE, sheet=SHEET, map=_MAP),),
)
_CARD_COLUMNS, _CARD_ROWS, _CARD_PT, _CARD_STEP = 3, 42, 6.2, 2.62
_NOTE = "Each border by its own measure and scale; never added or compared. Not reported ≠ zero."


def draw_frames(
    scenes: Iterable[Scene],
    first: date,
    last: date,
    notice: str,
    owed: Callable[[], Sequence[str]] = tuple,
    hide: Collection[str] = (),
    profile: str = PUBLIC,
) -> Iterator[Image.Image]:
    """Draw scenes one after another; to be called within ``drawing()``.

    Parameters
    ----------
    scenes : iterable of Scene
        One a frame; each is taken only when its frame is drawn.
    first, last : datetime.date
        First and last frame, for the bar at the foot.
    notice : str
        Words that must stand on every frame.
    owed : callable
        Returns what the licences of the frames so far oblige to name.
    hide : collection of str
        Layers of the map that are off in every frame.
    profile : str
        How sharply the squares of stores may be drawn.

    Yields
    ------
    PIL.Image.Image
        RGB, 1200 by 675 pixels.
    """
    page = Page(_SIZE)
    frame = _map_frame()
    _draw_ground(page, frame, notice, hide)
    canvas = page.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()  # type: ignore[no-untyped-call]
    ground = canvas.copy_from_bbox(page.figure.bbox)  # type: ignore[no-untyped-call]
    fixed = {id(artist) for artist in page.figure.get_children()}
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    for scene in scenes:
        draw_squares(page, frame, squares_on(scene, profile, frame))
        draw_backgrounds(page, frame, scene.contexts)
        _draw_scene(page, frame, scene, Room(frame.box.grown(-1)), first, last)
        told = shorten("; ".join(owed()), frame.box.width, 5.6)
        page.text(4, 129.0, told, 5.6, colour=INK_2, role="note")
        moving = [a for a in page.figure.get_children() if id(a) not in fixed]
        canvas.restore_region(ground)  # type: ignore[no-untyped-call]
        for artist in sorted(moving, key=Artist.get_zorder):
            artist.draw(renderer)
            artist.remove()
        yield _picture(canvas)


def draw_cards(entries: Sequence[str], title: str, foot: Sequence[str]) -> Iterator[Image.Image]:
    """Draw the end cards: all sources, as many cards as they need; within ``drawing()``.

    Parameters
    ----------
    entries : sequence of str
        The sources, each with its number; when empty, a sentence says that nothing is reported.
    title : str
        The head of every card.
    foot : sequence of str
        Lines at the lower edge of every card; one that is too long ends with an ellipsis.
    """
    width = (SHEET.width - 8) / _CARD_COLUMNS - 4
    columns: list[list[str]] = [[]]
    for entry in entries or ["Nothing is reported in these days."]:
        lines = wrap(entry, width, _CARD_PT)
        if len(columns[-1]) + len(lines) > _CARD_ROWS:
            columns.append([])
        columns[-1] += lines
    for start in range(0, len(columns), _CARD_COLUMNS):
        page = Page(_SIZE)
        page.area(Box(4, 3.6, 14, 4.8), fill=ACCENT)
        page.text(4, 10.6, title, 13, weight=BOLD, role="title")
        for index, column in enumerate(columns[start : start + _CARD_COLUMNS]):
            for row, line in enumerate(column):
                x = 4 + index * (width + 4)
                page.text(x, 16 + row * _CARD_STEP, line, _CARD_PT, role="source")
        for row, line in enumerate(foot):
            told = shorten(line, SHEET.width - 8, 5.6)
            page.text(4, 128.4 + row * 2.4, told, 5.6, colour=INK_2, role="note")
        canvas = page.figure.canvas
        assert isinstance(canvas, FigureCanvasAgg)
        canvas.draw()  # type: ignore[no-untyped-call]
        yield _picture(canvas)


def _map_frame() -> MapFrame:
    east, north = project([MAP_MIDDLE])[0]
    return MapFrame(_MAP, float(east), float(north), _SCALE)


def _draw_ground(page: Page, frame: MapFrame, notice: str, hide: Collection[str]) -> None:
    room = Room(frame.box.grown(-1))
    for pair in geodata.BORDER_PAIRS:
        room.keep_clear(border_on_paper(pair, frame).buffer(1.6, quad_segs=2))
    draw_base(page, frame, hide)
    draw_graticule(page, frame)
    draw_scale_bar(page, frame, room, on_paper=False)
    draw_north(page, frame, room)
    draw_names(page, frame, room, hide)
    draw_frame(page, frame.box)
    page.area(Box(4, 3.6, 14, 4.8), fill=ACCENT)
    page.text(4, 11.4, "Belarus–EU border", 15, weight=BOLD, role="title")
    page.area(_SPAN, fill=PAPER, edge=RULE, width=0.6)
    page.text(4, 133.9, f"{_NOTE} {notice}".strip(), 5.6, colour=INK_2, role="note")
    licence = "© OpenStreetMap contributors, ODbL; Natural Earth. Sources: at the end."
    page.text(SHEET.right - 4, 133.9, licence, 5.6, colour=INK_2, align="right", role="note")


def _draw_scene(
    page: Page, frame: MapFrame, scene: Scene, room: Room, first: date, last: date
) -> None:
    told = f"on {day_in_words(scene.state.date)}"
    page.text(_SIDE.right, 11.4, told, 15, weight=BOLD, align="right", role="date")
    span = f"data of {overview.window_words(scene)}"
    page.text(_SIDE.right, 15.2, span, 7, colour=INK_2, align="right", role="window")
    draw_zones(page, frame, scene.zones)
    draw_borders(page, frame, scene, room)
    draw_crossings(page, frame, scene, room)
    gathered = gather_crowd(frame, scene.marks, 0)
    if gathered.dots:
        draw_dots(page, frame, gathered.dots)
    draw_stacks(page, gathered.stacks, scene.state, room)
    notes = []
    if any(map(is_drawn, scene.stores)):
        notes.append(f"Squares: the larger, the more. {COUNTED}")
    if any(youngest_step(stack.marks, scene.state) for stack in gathered.stacks):
        notes.append(f"Marks: {FADING_WORDS}.")
    kinds = {zone.kind for zone in scene.zones if zone.placed}
    if kinds:
        told = ", ".join(words for kind, words in PATTERN_WORDS.items() if kind in kinds)
        notes.append(f"Beside a border: {told}.")
    if scene.kept is not None:
        notes.append(f"Marks keep to {where_words(scene.kept.where)}.")
    if notes:
        told = shorten(" ".join(notes), frame.box.width, 7)
        page.text(4, 15.2, told, 7, colour=INK_2, role="note")
    draw_side(page, _SIDE, scene)
    draw_span(page, _SPAN, scene, first, last)
    page.area(frame.box, edge=INK, width=0.7, layer=60)


def _picture(canvas: FigureCanvasAgg) -> Image.Image:
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    size = canvas.get_width_height()
    return Image.frombuffer("RGBA", size, bytes(pixels)).convert("RGB")
