"""Events on the map: gathered where their marks would touch, each stack with its number.

Long because stacks, dots and crossings take the room of the map one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import MapFrame
from dashboard.exports.sheet.symbols import (
    CROSSING_MM,
    EVENT_MM,
    draw_count,
    draw_crossing,
    draw_ring,
    draw_symbol,
    draw_tag,
)
from dashboard.scene.fading import youngest_step
from dashboard.scene.marks import Mark
from dashboard.scene.scene import Scene
from dashboard.scene.stands import CrossingMark
from dashboard.scene.state import MapState
from dashboard.scene.symbology import CATEGORIES

TOUCH_MM = 3.4
_FAN = (1.15, -0.75)
_MOST_SHOWN = 3
_DOTS = 6.5
MOST_STACKS, MOST_MARKS = 300, 2_000
MOST_VECTORS = 50_000


@dataclass(slots=True)
class Stack:
    """Events drawn as one mark, the heaviest first.

    Attributes
    ----------
    x, y : float
        Place of the heaviest on the sheet, in millimetres.
    """

    x: float
    y: float
    marks: list[Mark] = field(default_factory=list)

    @property
    def vague(self) -> bool:
        """Whether none of them is known more closely than to a section."""
        return all(mark.spot.vague for mark in self.marks)

    @property
    def contested(self) -> bool:
        """Whether reports disagree about the heaviest."""
        return self.marks[0].event.contested

    @property
    def kinds(self) -> tuple[int, ...]:
        """Categories among them, the heaviest first, at most three; a brought file is one."""
        found = tuple(dict.fromkeys(mark.category for mark in self.marks))
        shown, others = found[:_MOST_SHOWN], set(found[_MOST_SHOWN:])
        own = (m.category for m in self.marks if m.event.layer and m.category in others)
        file = next(own, None)
        # Without its symbol anywhere the key would promise what the map does not show.
        return shown if file is None else (*shown[:-1], file)

    @property
    def box(self) -> Box:
        """Room of the mark, its ring and its number."""
        reach = 2.4 if self.vague else EVENT_MM * 1.25
        fan = len(self.kinds) - 1
        count = 1.4 if len(self.marks) > 1 else 0.0
        return Box(
            self.x - reach,
            self.y - reach + fan * _FAN[1] - count * 0.4,
            self.x + reach + fan * _FAN[0] + count * 1.6,
            self.y + reach,
        )


def gather(frame: MapFrame, marks: Sequence[Mark]) -> tuple[list[Stack], int]:
    """Gather marks that would touch.

    Returns
    -------
    list of Stack
        Heaviest first, as the marks come.
    int
        Marks that lie outside the frame.
    """
    if not marks:
        return [], 0
    inner = frame.box.grown(-2.5)
    places = frame.place([(mark.spot.lon, mark.spot.lat) for mark in marks])
    stacks: list[Stack] = []
    # Stacks by cells as wide as the distance at which marks touch: only neighbours can be near.
    cells: dict[tuple[int, int], list[int]] = {}
    outside = 0
    for mark, (x, y) in zip(marks, places.tolist(), strict=True):
        if not (inner.left < x < inner.right and inner.top < y < inner.bottom):
            outside += 1
            continue
        column, row = int(x // TOUCH_MM), int(y // TOUCH_MM)
        home = len(stacks)
        for cell in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
            for index in cells.get(cell, ()):
                stack = stacks[index]
                if index < home and (stack.x - x) ** 2 + (stack.y - y) ** 2 < TOUCH_MM**2:
                    home = index
        if home == len(stacks):
            stacks.append(Stack(x, y))
            cells.setdefault((column, row), []).append(home)
        stacks[home].marks.append(mark)
    return stacks, outside


def draw_stacks(page: Page, stacks: Sequence[Stack], state: MapState, room: Room) -> None:
    """Draw each stack: up to three kinds fanned out behind the heaviest, and their number.

    Parameters
    ----------
    page : Page
        The sheet.
    stacks : sequence of Stack
        The heaviest first: it is drawn last and lies above.
    state : MapState
        Its window and last day say how far each has faded.
    room : Room
        What is taken on the map; the place of each stack is added.
    """
    for stack in reversed(stacks):
        step = youngest_step(stack.marks, state)
        room.take(stack.box)
        if stack.contested:
            draw_tag(page, Box.around(stack.x, stack.y, 2.0), layer=28)
        if stack.vague:
            draw_ring(page, stack.x, stack.y)
        for index, kind in reversed(list(enumerate(stack.kinds))):
            x, y = stack.x + index * _FAN[0], stack.y + index * _FAN[1]
            draw_symbol(page, x, y, CATEGORIES[kind], step=step)
        if len(stack.marks) > 1:
            fan = len(stack.kinds) - 1
            x = stack.x + EVENT_MM + 0.8 + fan * _FAN[0]
            draw_count(page, x, stack.y - EVENT_MM * 0.6 + fan * _FAN[1], len(stack.marks))


@dataclass(frozen=True, slots=True)
class Gathered:
    """How the marks of a map are drawn.

    Attributes
    ----------
    stacks : list of Stack
        Those drawn as symbols, with their number.
    dots : sequence of Mark
        Those too many to tell apart: each is a dot.
    outside : int
        Marks that lie outside the frame.
    """

    stacks: list[Stack]
    dots: Sequence[Mark]
    outside: int

    @property
    def kinds(self) -> set[int]:
        """Categories drawn as symbols."""
        return {mark.category for stack in self.stacks for mark in stack.marks}

    @property
    def dotted_kinds(self) -> set[int]:
        """Categories drawn as dots."""
        return {mark.category for mark in self.dots}


def gather_crowd(frame: MapFrame, marks: Sequence[Mark], labels: int) -> Gathered:
    """Gather marks; where symbols would hide the map, they become dots.

    Rows of brought files do so first: the events of the reference keep their symbols beside them.

    Parameters
    ----------
    frame : MapFrame
        The map; marks outside it are counted.
    marks : sequence of Mark
        All events that are on show.
    labels : int
        Stacks that keep their symbol even where everything else is a dot.
    """
    stacks, outside = gather(frame, marks)
    if len(stacks) <= MOST_STACKS and len(marks) <= MOST_MARKS:
        return Gathered(stacks, (), outside)
    rows = [mark for mark in marks if mark.event.layer]
    if rows:
        others, _ = gather(frame, [mark for mark in marks if not mark.event.layer])
        if len(others) <= MOST_STACKS:
            return Gathered(others, rows, outside)
    heavy = sorted((s for s in stacks if s.marks[0].weight > 0), key=lambda s: -s.marks[0].weight)
    return Gathered(heavy[:labels], marks, outside)


def draw_dots(page: Page, frame: MapFrame, marks: Sequence[Mark]) -> None:
    """Draw every event as a dot below the borders, for a map with too many to tell apart.

    More than 50,000 become a picture at the sheet's own resolution, also in PDF and SVG.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; dots outside it are cut off.
    marks : sequence of Mark
        Events with their coordinates.
    """
    places = frame.place([(mark.spot.lon, mark.spot.lat) for mark in marks])
    kinds = np.array([mark.category for mark in marks])
    for kind in np.unique(kinds):
        chosen = places[kinds == kind]
        page.dots(
            chosen,
            CATEGORIES[kind].colour,
            layer=_DOTS,
            clip=frame.box,
            as_picture=len(marks) > MOST_VECTORS,
        )


def draw_crossings(
    page: Page, frame: MapFrame, scene: Scene, room: Room
) -> list[tuple[CrossingMark, float, float]]:
    """Draw the crossings by their state on the last day; return them with their places.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; a crossing that it does not wholly hold is left out.
    scene : Scene
        The view, with the state of each crossing; None where none is reported.
    room : Room
        What is taken on the map; the place of each crossing is added.
    """
    crossings = [(mark.crossing.lon, mark.crossing.lat) for mark in scene.crossings]
    if not crossings:
        return []
    drawn = []
    inner = frame.box.grown(-1.5)
    # Unknown ones first, so that a known state is never hidden by one that is not.
    order = sorted(
        zip(scene.crossings, frame.place(crossings).tolist(), strict=True),
        key=lambda entry: (entry[0].status is not None, entry[0].crossing.id),
    )
    for mark, (x, y) in order:
        box = Box.around(x, y, CROSSING_MM + 0.3)
        if not inner.holds(box):
            continue
        draw_crossing(page, x, y, mark.status)
        room.take(box)
        drawn.append((mark, x, y))
    return drawn
