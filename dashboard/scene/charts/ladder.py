"""Ladder of totals: circles where a total was reported, joined by straight pieces."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from dashboard.scene.charts.axes import day_axis, day_scale, figure_axis, figure_scale, number_words
from dashboard.scene.charts.labels import BODY, SMALL, fitting, height_of, paragraph
from dashboard.scene.charts.shapes import (
    Anchor,
    Chart,
    Dot,
    Frame,
    Label,
    Line,
    Part,
    Point,
    frame_of,
)
from dashboard.scene.symbology import INK, INK_2, INK_3, LEVEL, PAPER
from events import rate_in_words

if TYPE_CHECKING:
    from events.analysis import Ladder

_LEFT, _RIGHT, _PLOT = 50.0, 26.0, 220.0
_NEAR, _FAR = (12.0, 20.0, 30.0), (26.0, 40.0, 56.0, 76.0, 100.0)
"""Pixels from a circle or a piece at which its number is tried."""
KEY = (
    "A total is known only at the circles. A straight piece joins two; nothing is known of the "
    "days between. Coloured: where most and fewest were counted a day, over a week or more; a thin "
    "stroke leads to the number."
)


def ladder_chart(result: Ladder, width: float) -> Chart:
    """Draw the running totals from their first day; a total that falls is drawn as it is."""
    key = paragraph(KEY, 0, 0, width)
    unit = Label(
        0, height_of(key) + BODY, f"{result.measure.label}, running total", BODY, True, "start", INK
    )
    top = height_of(key) + BODY * 1.6 + 22
    bottom = top + _PLOT
    first, last = result.rungs[0].period.start, result.rungs[-1].period.end
    assert last is not None
    days = day_scale(first, last, _LEFT, width - _RIGHT)
    scale = figure_scale(max(rung.to_total or 0.0 for rung in result.rungs), bottom, top)
    parts: list[Part] = [*key, unit, *figure_axis(scale, days.start, days.end)]
    knots = [(days.start, scale.at(0.0))]
    for rung in result.rungs:
        assert rung.to_total is not None and rung.period.end is not None
        knots.append((days.at(rung.period.end.toordinal()), scale.at(rung.to_total)))
    marked = sorted({one for one in (result.most, result.fewest) if one is not None})
    for number in range(len(result.rungs)):
        piece = (knots[number], knots[number + 1])
        told = number in marked
        parts.append(Line(piece, LEVEL if told else INK_2, 3.0 if told else 1.2))
    dots = [Dot(x, y, 3.0, PAPER, INK) for x, y in knots[1:]]
    under = day_axis(days, bottom, width)
    taken = [part for part in (*parts, *under) if isinstance(part, Label)]
    seen = [*map(frame_of, dots), *_along(knots)]
    words: list[Label] = []
    for number in (len(knots) - 1, 1):
        text = number_words(result.rungs[number - 1].to_total or 0.0)
        places = _beside(knots, number, text, bottom)
        words += fitting([places], [*taken, *words], width, seen)
    strokes: list[Line] = []
    for number in marked:
        (x1, y1), (x2, y2) = knots[number], knots[number + 1]
        rate = result.rungs[number].rate_per_day or 0.0
        at = (x1 + x2) / 2, (y1 + y2) / 2
        places = [
            label
            for label in _around(at, f"{rate_in_words(rate)} a day", SMALL, _FAR)
            if frame_of(label)[3] < bottom - 2
        ]
        found = fitting([places], [*taken, *words], width, seen)
        words += found
        strokes += [Line((at, _edge(at, frame_of(label))), INK_3, 0.8) for label in found]
    parts = [*parts, *strokes, *dots, *words, *under]
    return Chart(width, bottom + 26, tuple(parts), result.words.told)


def _beside(knots: list[Point], number: int, text: str, bottom: float) -> list[Label]:
    """Return places beside a circle to which no other circle is nearer."""
    own = knots[number]
    return [
        label
        for label in _around(own, text, BODY, _NEAR)
        if frame_of(label)[3] < bottom
        and all(
            _apart(own, frame_of(label)) < _apart(other, frame_of(label))
            for other in knots[1:]
            if other != own
        )
    ]


def _around(at: Point, text: str, size: float, away: tuple[float, ...]) -> list[Label]:
    x, y = at
    sides: tuple[tuple[float, float, Anchor], ...] = (
        (0.0, -1.0, "middle"),
        (0.0, 1.6, "middle"),
        (-0.8, -0.5, "end"),
        (0.8, 1.0, "start"),
        (-0.8, 0.3, "end"),
        (0.8, 0.3, "start"),
        (0.0, -1.0, "end"),
        (0.0, 1.6, "end"),
    )
    return [
        Label(x + dx * far, y + dy * far, text, size, True, anchor, INK)
        for far in away
        for dx, dy, anchor in sides
    ]


def _along(knots: list[Point]) -> list[Frame]:
    """Return small frames along all pieces, so that words keep off the line."""
    frames = []
    for (x1, y1), (x2, y2) in pairwise(knots):
        count = max(1, int(hypot(x2 - x1, y2 - y1) // 8))
        for step in range(count + 1):
            x, y = x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count
            frames.append((x - 1, y - 1, x + 1, y + 1))
    return frames


def _edge(at: Point, frame: Frame) -> Point:
    """Return the point of a frame that lies nearest."""
    return min(max(at[0], frame[0]), frame[2]), min(max(at[1], frame[1]), frame[3])


def _apart(at: Point, frame: Frame) -> float:
    x, y = _edge(at, frame)
    return hypot(at[0] - x, at[1] - y)
