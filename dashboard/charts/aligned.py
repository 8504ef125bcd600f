"""Flights above, border below: one axis of time, two scales that are never laid over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.charts.axes import Scale, day_axis, day_scale, figure_axis, figure_scale
from dashboard.charts.lettering import (
    BODY,
    LEADING,
    SMALL,
    fitting,
    height_of,
    paragraph,
    shortened,
)
from dashboard.charts.shapes import Anchor, Chart, Dot, Label, Line, Part, frame_of
from dashboard.dating import short_day
from dashboard.style import FLIGHT, INK, INK_2, INK_3, PAPER, RULE
from events import ValueKind

if TYPE_CHECKING:
    from events.analysis import Aligned

_LEFT, _RIGHT, _FLIGHTS, _BORDER, _COLUMN = 44.0, 10.0, 170.0, 130.0, 330.0
_NUMBER = 20.0
KEY = (
    "Lines above: flights a week to Minsk, as each source has them, over its days; dashed: "
    "rounded, at least or planned. Crosses: stops and bars that begin. Below: days as dots, counts "
    "of more days as bars, hollow or dashed likewise. Upright: key events, by number."
)


def aligned_chart(result: Aligned, width: float) -> Chart:
    """Draw flights and a border's figures, each on its own scale, and what lies in these days."""
    assert result.span.end is not None
    days = day_scale(result.span.start, result.span.end, _LEFT, width - _RIGHT)
    key = paragraph(KEY, 0, 0, width)
    upper_title = Label(
        0, height_of(key) + BODY, "flights a week to Minsk", BODY, True, "start", INK
    )
    numbers_at = upper_title.y + 20
    upper = (numbers_at + 22, numbers_at + 22 + _FLIGHTS)
    lower_title = Label(0, upper[1] + 34, f"{result.measure.label} a day", BODY, True, "start", INK)
    lower = (lower_title.y + 12, lower_title.y + 12 + _BORDER)
    events = [
        Line(((x, numbers_at + 4), (x, lower[1])), INK_3, 0.8, (1.0, 3.0))
        for event in result.events
        for x in (days.at(event.day.toordinal() + 0.5),)
    ]
    numbers = fitting(
        (
            [Label(line.points[0][0], numbers_at, str(number), SMALL, True, "middle", INK)]
            for number, line in enumerate(events, start=1)
        ),
        (upper_title,),
        width,
    )
    crosses = _crosses(result, days, upper[1] + 9)
    listed, bottom = _listed(result, lower[1] + 30, width)
    return Chart(
        width,
        bottom,
        (
            *key,
            upper_title,
            lower_title,
            *_flights(result, days, upper, width),
            *_figures(result, days, lower),
            *events,
            *numbers,
            *crosses,
            *day_axis(days, lower[1], width),
            *listed,
        ),
        result.words.told,
    )


def _within(days: Scale, start: int, end: int) -> tuple[float, float]:
    return days.at(max(start, days.low)), days.at(min(end, days.high))


def _flights(result: Aligned, days: Scale, ends: tuple[float, float], width: float) -> list[Part]:
    scale = figure_scale(max(level.flights_a_week for level in result.flights), ends[1], ends[0], 3)
    parts: list[Part] = [*figure_axis(scale, days.start, days.end, 3)]
    wanted = []
    lines = []
    for level in result.flights:
        assert level.period.end is not None
        left, right = _within(days, level.period.start.toordinal(), level.period.end.toordinal())
        y = scale.at(level.flights_a_week)
        lines.append(Line(((left, y), (right, y)), FLIGHT, 2.4, () if level.solid else (5.0, 3.0)))
        planned = ", planned" if level.planned else ""
        text = f"{level.words}{planned}, {level.source}"
        at: tuple[tuple[float, Anchor], ...] = ((left, "start"), (right, "end"))
        wanted.append(
            [
                Label(x, y + off, text, SMALL, False, anchor, INK)
                for off in (-4.0, 13.0)
                for x, anchor in at
            ]
        )
    axis = [part for part in parts if isinstance(part, Label)]
    words = fitting(wanted, axis, width, [frame_of(line) for line in lines])
    return [*parts, *lines, *words]


def _figures(result: Aligned, days: Scale, ends: tuple[float, float]) -> list[Part]:
    scale = figure_scale(max(rate.rate_per_day for rate in result.figures), ends[1], ends[0])
    parts: list[Part] = [*figure_axis(scale, days.start, days.end)]
    for rate in result.figures:
        assert rate.period.end is not None
        start, end = rate.period.start.toordinal(), rate.period.end.toordinal()
        y = scale.at(rate.rate_per_day)
        exact = rate.kind is ValueKind.EXACT
        if end - start == 1:
            parts.append(
                Dot(days.at(start + 0.5), y, 2.2, INK if exact else PAPER, None if exact else INK)
            )
        else:
            left, right = _within(days, start, end)
            parts.append(Line(((left, y), (right, y)), INK_2, 1.4, () if exact else (3.0, 2.0)))
    return parts


def _crosses(result: Aligned, days: Scale, y: float) -> list[Part]:
    """Draw the days on which stops and bars begin, between the two panels."""
    parts: list[Part] = [Line(((days.start, y), (days.end, y)), RULE, 1.0)]
    for day in sorted({stop.start for stop in result.stops}):
        x = days.at(day.toordinal() + 0.5)
        for rise in (3.5, -3.5):
            parts.append(Line(((x - 3.5, y - rise), (x + 3.5, y + rise)), INK, 1.4))
    return parts


def _listed(result: Aligned, top: float, width: float) -> tuple[list[Label], float]:
    """List the key events by number, in as many columns as there is room for."""
    columns = max(1, int(width // _COLUMN))
    rows = -(-len(result.events) // columns)
    step = SMALL * LEADING
    labels = []
    for index, event in enumerate(result.events):
        column, row = divmod(index, rows)
        x, room = column * width / columns, width / columns - 8
        text = shortened(f"{short_day(event.day)}: {event.label}", room - _NUMBER)
        y = top + (row + 1) * step
        labels.append(Label(x, y, str(index + 1), SMALL, True, "start", INK))
        labels.append(Label(x + _NUMBER, y, text, SMALL, False, "start", INK_2))
    return labels, top + rows * step + 8
