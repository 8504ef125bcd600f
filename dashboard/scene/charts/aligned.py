"""Flights above, border below: one axis of time, two scales that are never laid over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.scene.charts.axes import Scale, day_axis, day_scale, figure_axis, figure_scale
from dashboard.scene.charts.labels import (
    BODY,
    LEADING,
    SMALL,
    fitting,
    height_of,
    paragraph,
    shortened,
)
from dashboard.scene.charts.shapes import (
    Anchor,
    Chart,
    Dot,
    Frame,
    Label,
    Line,
    Part,
    frame_of,
    text_width,
)
from dashboard.scene.symbology import FLIGHT, INK, INK_2, INK_3, PAPER, RULE
from dashboard.scene.words.dates import short_day, short_span
from events import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from events.analysis import Aligned, FlightLevel

_LEFT, _RIGHT, _FLIGHTS, _BORDER, _COLUMN = 44.0, 10.0, 170.0, 130.0, 330.0
_NUMBER = 24.0
_CAP, _BESIDE, _SPACE = 5.0, 4.5, 6.0
"""Pixels: height of a line's ends, between lines of one height, between numbers."""
KEY = (
    "Lines above: flights a week to Minsk, each with its letter, over the days of its report; they "
    "end in a stroke, or run on past these days; those of one height stand beside each other. "
    "Dashed: rounded, at least or planned. Crosses: stops and bars that begin; a number in "
    "brackets tells how many lie close together. Below: days as dots, counts of more days as "
    "bars, hollow or dashed likewise. Dotted upright: key events, by number."
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
    lower_title = Label(0, upper[1] + 42, f"{result.measure.label} a day", BODY, True, "start", INK)
    lower = (lower_title.y + 12, lower_title.y + 12 + _BORDER)
    lines = [
        Line(((x, numbers_at + 4), (x, lower[1])), INK_3, 0.8, (1.0, 3.0))
        for event in result.events
        for x in (days.at(event.day.toordinal() + 0.5),)
    ]
    numbers = _numbers([line.points[0][0] for line in lines], numbers_at, width)
    crosses = _crosses(result, days, upper[1] + 9)
    levels, bottom = _columns(_level_rows(result), lower[1] + 30, width)
    listed, bottom = _columns(_event_rows(result), bottom, width)
    return Chart(
        width,
        bottom,
        (
            *key,
            upper_title,
            lower_title,
            *_flights(result, days, upper, width),
            *_figures(result, days, lower),
            *lines,
            *numbers,
            *crosses,
            *day_axis(days, lower[1], width),
            *levels,
            *listed,
        ),
        result.words.told,
    )


def _within(days: Scale, start: int, end: int) -> tuple[float, float]:
    return days.at(max(start, days.low)), days.at(min(end, days.high))


def _flights(result: Aligned, days: Scale, ends: tuple[float, float], width: float) -> list[Part]:
    scale = figure_scale(max(level.flights_a_week for level in result.flights), ends[1], ends[0], 3)
    parts: list[Part] = [*figure_axis(scale, days.start, days.end, 3)]
    wanted: list[list[Label]] = []
    drawn: list[Part] = []
    seen: list[Frame] = []
    for number, (level, rise) in enumerate(zip(result.flights, _rises(result, scale), strict=True)):
        assert level.period.end is not None
        first, end = level.period.start.toordinal(), level.period.end.toordinal()
        left, right = _within(days, first, end)
        y = scale.at(level.flights_a_week) - rise
        line = Line(((left, y), (right, y)), FLIGHT, 2.4, () if level.solid else (5.0, 3.0))
        drawn.append(line)
        seen.append(frame_of(line))
        for x, inside in ((left, first >= days.low), (right, end <= days.high)):
            if inside:
                drawn.append(Line(((x, y - _CAP), (x, y + _CAP)), FLIGHT, 1.6))
        text = f"{letter(number)}: {level.words}"
        step = (right - left) / 6
        places: list[tuple[float, Anchor]] = [(left + 3, "start"), (right - 3, "end")]
        places += [(left + step * part, "start") for part in range(1, 6)]
        wanted.append(
            [
                Label(x, y + off, text if long else letter(number), SMALL, True, anchor, INK)
                for long in (True, False)
                for off in (-6.0, 15.0, -20.0, 29.0)
                for x, anchor in places
            ]
        )
    axis = [part for part in parts if isinstance(part, Label)]
    return [*parts, *drawn, *fitting(wanted, axis, width, seen)]


def letter(number: int) -> str:
    """Return the letter of a level of flights; after z two of them."""
    return (chr(ord("a") + number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _rises(result: Aligned, scale: Scale) -> list[float]:
    """Return how far each line is raised: those that would lie on one another stand apart."""
    rises: list[float] = []
    for number, level in enumerate(result.flights):
        near = [
            rises[at]
            for at, other in enumerate(result.flights[:number])
            if level.period.overlaps(other.period)
            and abs(scale.at(level.flights_a_week) - scale.at(other.flights_a_week)) < _BESIDE
        ]
        rise = 0.0
        while rise in near:
            rise += _BESIDE
        rises.append(rise)
    return rises


def _numbers(places: list[float], y: float, width: float) -> list[Label]:
    """Set the numbers of key events; those too near for a number each share a range."""

    def label(group: list[int]) -> Label:
        first, last = group[0], group[-1]
        text = str(first + 1) if first == last else f"{first + 1}–{last + 1}"
        half = text_width(text, SMALL, bold=True) / 2
        x = (places[first] + places[last]) / 2
        return Label(min(max(x, half), width - half), y, text, SMALL, True, "middle", INK)

    return [label(group) for group in _groups(len(places), label)]


def _groups(count: int, label: Callable[[list[int]], Label]) -> list[list[int]]:
    """Put neighbours together until no label of a group comes too near the next."""
    groups = [[number] for number in range(count)]
    at = 0
    while at + 1 < len(groups):
        # "1" and "2" side by side would be read as twelve.
        if frame_of(label(groups[at]))[2] + _SPACE > frame_of(label(groups[at + 1]))[0]:
            groups[at : at + 2] = [groups[at] + groups[at + 1]]
            at = max(0, at - 1)
        else:
            at += 1
    return groups


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
    """Draw where stops and bars begin, between the two panels; those close together as one."""
    parts: list[Part] = [Line(((days.start, y), (days.end, y)), RULE, 1.0)]
    places = sorted(days.at(stop.start.toordinal() + 0.5) for stop in result.stops)

    def label(group: list[int]) -> Label:
        # In brackets: a bare number would be read as that of a key event.
        x = (places[group[0]] + places[group[-1]]) / 2
        return Label(x, y + 15, f"({len(group)})", SMALL, True, "middle", INK)

    for group in _groups(len(places), label):
        number = label(group)
        for rise in (3.5, -3.5):
            parts.append(Line(((number.x - 3.5, y - rise), (number.x + 3.5, y + rise)), INK, 1.4))
        parts += [number] if len(group) > 1 else []
    return parts


def _level_rows(result: Aligned) -> list[tuple[str, str]]:
    return [
        (
            letter(number),
            f"{level.words}{', planned' if level.planned else ''}, {level.source}, {_days(level)}",
        )
        for number, level in enumerate(result.flights)
    ]


def _days(level: FlightLevel) -> str:
    last = level.period.last_day
    assert last is not None
    return short_span(level.period.start, last)


def _event_rows(result: Aligned) -> list[tuple[str, str]]:
    return [
        (str(number), f"{short_day(event.day)}: {event.label}")
        for number, event in enumerate(result.events, start=1)
    ]


def _columns(rows: list[tuple[str, str]], top: float, width: float) -> tuple[list[Label], float]:
    """List words behind their letter or number, in as many columns as there is room for."""
    columns = max(1, int(width // _COLUMN))
    count = -(-len(rows) // columns)
    step = SMALL * LEADING
    labels = []
    for index, (head, words) in enumerate(rows):
        column, row = divmod(index, count)
        x, room = column * width / columns, width / columns - 8
        y = top + (row + 1) * step
        labels.append(Label(x, y, head, SMALL, True, "start", INK))
        text = shortened(words, room - _NUMBER)
        labels.append(Label(x + _NUMBER, y, text, SMALL, False, "start", INK_2))
    return labels, top + count * step + 8
