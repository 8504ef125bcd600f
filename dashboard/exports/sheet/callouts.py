"""Short texts beside the heaviest events, on the EU side, each tied to its mark by a leader."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.exports.citations import Citations
from dashboard.exports.fonts import BOLD, POINT_MM, REGULAR, SEMIBOLD, clean_text, text_width, wrap
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.marks import Stack
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.symbols import draw_tag
from dashboard.scene.symbology import CATEGORIES, INK, INK_2, PAPER
from dashboard.scene.words.dates import short_period
from dashboard.scene.words.heaps import DEATH, Heaped, further_in_heap

MOST = 7
_MOST_TRIED = 60
"""A map too crowded for the heaviest sixty has no room for the others either."""
HEADING_PT, BODY_PT = 7.2, 6.4
_LEADING = 1.16
_WIDTHS = (45.0, 36.0)
_BODY_LINES = 4
_HEADING_LINES = 2
_TIED = "\u00a0"
_STEPS_X = (5.0, 8.0, 12.0, 17.0, 23.0, 30.0, 38.0)
_STEPS_Y = (0.0, -4, 4, -8, 8, -12, 12, -17, 17, -22, 22, -28, 28, -35, 35, -43, 43)
_DEEP_MM = 14.0


@dataclass(frozen=True, slots=True)
class Callout:
    """Words beside a mark.

    Attributes
    ----------
    lines : tuple
        Text, size in points and weight of each line.
    box : Box
        Room of the words.
    side : int
        -1: left of the mark, right-aligned; 1: right of it.
    """

    stack: Stack
    lines: tuple[tuple[str, float, int], ...]
    box: Box
    side: int

    @property
    def leader(self) -> shapely.LineString:
        """Line from the heading to the mark's edge."""
        x = self.box.right + 0.7 if self.side < 0 else self.box.left - 0.7
        y = self.box.top + 1.5
        away = math.hypot(self.stack.x - x, self.stack.y - y)
        reach = (2.4 if self.stack.vague else 1.6) / away if away else 0.0
        return shapely.LineString(
            [
                (x, y),
                (
                    self.stack.x + (x - self.stack.x) * reach,
                    self.stack.y + (y - self.stack.y) * reach,
                ),
            ]
        )


def callout_lines(
    stack: Stack, citations: Citations, width: float, titles: Mapping[int, str]
) -> tuple[tuple[str, float, int], ...]:
    """Return the words for a stack: place and date, title with its sources, what disputes it.

    Parameters
    ----------
    stack : Stack
        Events of one place; the heaviest gives the words.
    citations : Citations
        The numbers of the sources.
    width : float
        The longest a line may be, in millimetres.
    titles : mapping of int to str
        What each brought file is called.
    """
    event = stack.marks[0].event
    when = short_period(event).replace(" ", _TIED)
    place = clean_text(event.place.name)
    heading = wrap(f"{place}, {when}", width, HEADING_PT, BOLD)
    if len(heading) > _HEADING_LINES:
        heading = [*wrap(place, width, HEADING_PT, BOLD, most_lines=_HEADING_LINES), when]
    lines = [(line, HEADING_PT, BOLD) for line in heading]
    cited = citations.cite(event.report_ids)
    # The number stays with the last word, not alone on a line.
    title = clean_text(event.title)
    body = wrap(f"{title}{_TIED}{cited}", width, BODY_PT)
    if len(body) > _BODY_LINES:
        body = [*wrap(title, width, BODY_PT, most_lines=_BODY_LINES), cited]
    lines += [(line, BODY_PT, REGULAR) for line in body]
    last = []
    if event.contested:
        last.append("contested")
    further = further_in_heap(heap_of(stack), titles)
    if further:
        last.append(f"also here: {', '.join(further)}")
    told = wrap(" · ".join(last), width, BODY_PT, SEMIBOLD)
    return (*lines, *((line, BODY_PT, SEMIBOLD) for line in told))


def heap_of(stack: Stack) -> list[Heaped]:
    """Return whose row each event of a stack is, and which of them are deaths."""
    return [
        Heaped(mark.event.layer, CATEGORIES[mark.category].label == DEATH) for mark in stack.marks
    ]


def by_weight(stacks: Sequence[Stack]) -> list[Stack]:
    """Return the stacks that ask for a callout, the heaviest first."""
    heavy = [stack for stack in stacks if stack.marks[0].weight > 0]
    return sorted(heavy, key=lambda stack: -stack.marks[0].weight)


def place_callouts(
    stacks: Sequence[Stack],
    citations: Citations,
    room: Room,
    belarus: BaseGeometry,
    titles: Mapping[int, str],
) -> list[Callout]:
    """Find room for the heaviest events, at most seven; what finds none is left to the list.

    Parameters
    ----------
    stacks : sequence of Stack
        Events by place, in any order.
    citations : Citations
        The numbers of the sources.
    room : Room
        What is taken on the map; callouts and their leaders are added.
    belarus : shapely geometry
        Belarus on the sheet, in millimetres: callouts of marks near the border stay off it.
    titles : mapping of int to str
        What each brought file is called.
    """
    placed: list[Callout] = []
    for stack in by_weight(stacks)[:_MOST_TRIED]:
        if len(placed) == MOST:
            break
        lines = [callout_lines(stack, citations, width, titles) for width in _WIDTHS]
        found = _place(stack, lines, room, belarus, placed)
        if found is not None:
            placed.append(found)
            room.take(found.box.grown(0.6))
            room.keep_clear(found.leader.buffer(0.25))
    return placed


def _place(
    stack: Stack,
    tried_lines: Sequence[tuple[tuple[str, float, int], ...]],
    room: Room,
    belarus: BaseGeometry,
    placed: Sequence[Callout],
) -> Callout | None:
    point = shapely.Point(stack.x, stack.y)
    deep = belarus.contains(point) and belarus.boundary.distance(point) > _DEEP_MM
    best: Callout | None = None
    least = math.inf
    for rank, lines in enumerate(tried_lines):
        wide = max(text_width(text, size, weight) for text, size, weight in lines)
        high = sum(size * POINT_MM * _LEADING for _, size, _ in lines) + 0.5
        for dx in _STEPS_X:
            for dy in _STEPS_Y:
                cost = dx + 1.2 * abs(dy) + 6 * rank
                if cost >= least:
                    continue
                top = stack.y - 1.5 + dy
                if deep:
                    box = Box(stack.x + dx, top, stack.x + dx + wide, top + high)
                else:
                    box = Box(stack.x - dx - wide, top, stack.x - dx, top + high)
                tried = Callout(stack, lines, box, 1 if deep else -1)
                if _fits(tried, room, None if deep else belarus, placed):
                    best, least = tried, cost
    return best


def _fits(
    tried: Callout, room: Room, forbidden: BaseGeometry | None, placed: Sequence[Callout]
) -> bool:
    if not room.is_free(tried.box.grown(0.8)):
        return False
    if forbidden is not None and forbidden.intersects(tried.box.polygon):
        return False
    leader = tried.leader
    if any(leader.intersects(other.leader) for other in placed):
        return False
    own = tried.stack.box
    return not any(
        leader.intersects(box.polygon) for box in room.taken if box != own and not box.meets(own)
    )


def draw_callouts(page: Page, callouts: Sequence[Callout]) -> None:
    """Write the callouts and draw their leaders."""
    for callout in callouts:
        leader = shapely.get_coordinates(callout.leader)
        page.line(leader, PAPER, 1.8, layer=24)
        page.line(leader, INK, 0.6, layer=25)
        x = callout.box.right if callout.side < 0 else callout.box.left
        y = callout.box.top
        for text, size, weight in callout.lines:
            y += size * POINT_MM * _LEADING
            if text.startswith("contested"):
                y += 0.4
            set_in = page.text(
                x,
                y - size * POINT_MM * 0.24,
                text,
                size,
                weight=weight,
                colour=INK if weight != REGULAR else INK_2,
                align="right" if callout.side < 0 else "left",
                halo=1.3,
                layer=41,
                role="callout",
            )
            if text.startswith("contested"):
                draw_tag(page, set_in.grown(0.25), layer=40)
