"""Ladder of totals: knots where a total was reported, joined by straight pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.charts.axes import day_axis, day_scale, figure_axis, figure_scale, number_words
from dashboard.charts.lettering import BODY, SMALL, fitting, height_of, paragraph
from dashboard.charts.shapes import Anchor, Chart, Dot, Label, Line, Part, frame_of
from dashboard.style import INK, INK_2, LEVEL, PAPER
from events import rate_in_words

if TYPE_CHECKING:
    from events.analysis import Ladder

_LEFT, _RIGHT, _PLOT = 50.0, 26.0, 220.0
KEY = (
    "Known only at the knots. A straight piece joins two totals; nothing is known of the days "
    "between. Coloured: where most and fewest were counted a day, over at least a week."
)
_WEEK = 7


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
    rated = [
        (rung.rate_per_day, number)
        for number, rung in enumerate(result.rungs)
        if rung.rate_per_day is not None and (rung.period.days or 0) >= _WEEK
    ]
    marked = {max(rated)[1], min(rated)[1]} if rated else set()
    for number in range(len(result.rungs)):
        piece = (knots[number], knots[number + 1])
        told = number in marked
        parts.append(Line(piece, LEVEL if told else INK_2, 3.0 if told else 1.2))
    dots = [Dot(x, y, 3.0, PAPER, INK) for x, y in knots[1:]]
    totals = [rung.to_total or 0.0 for rung in result.rungs]
    wanted = [
        _places(*knots[-1], number_words(totals[-1]), bold=True),
        _places(*knots[1], number_words(totals[0]), bold=True),
    ]
    for number in sorted(marked):
        (x1, y1), (x2, y2) = knots[number], knots[number + 1]
        rate = result.rungs[number].rate_per_day or 0.0
        wanted.append(
            _places((x1 + x2) / 2, (y1 + y2) / 2, f"{rate_in_words(rate)} a day", bold=False)
        )
    seen = [frame_of(part) for part in dots]
    under = day_axis(days, bottom, width)
    taken = [part for part in (*parts, *under) if isinstance(part, Label)]
    words = fitting(wanted, taken, width, seen)
    return Chart(width, bottom + 26, (*parts, *dots, *words, *under), result.words.told)


def _places(x: float, y: float, text: str, *, bold: bool) -> list[Label]:
    at: tuple[tuple[float, float, Anchor], ...] = (
        (-8, -6, "end"),
        (8, 16, "start"),
        (0, -10, "middle"),
        (-8, 4, "end"),
        (8, 4, "start"),
        (-8, -24, "end"),
        (8, 32, "start"),
    )
    size = BODY if bold else SMALL
    return [Label(x + dx, y + dy, text, size, True, anchor, INK) for dx, dy, anchor in at]
