"""Axes of charts: figures from zero up, days along, and the lines and words that tell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor, log10

from dashboard.scene.charts.labels import SMALL, fitting
from dashboard.scene.charts.shapes import Label, Line, Part
from dashboard.scene.symbology import INK_2, INK_3, RULE

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 2, 3, 6, 12, 24, 48)
_MONTH_PX = 44.0
"""A month with its year needs so much room."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: ``low`` lies at pixel ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def step_of(most: float, count: int = 4) -> float:
    """Return the round step (1, 2 or 5 times a power of ten) that takes few to reach a number."""
    rough = max(most, 1e-9) / count
    power: float = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


def figure_scale(most: float, bottom: float, top: float, count: int = 4) -> Scale:
    """Return a scale that begins at zero and ends at a round number not below the most.

    Parameters
    ----------
    most : float
        The highest figure of the chart.
    bottom, top : float
        Where zero and the end stand, in pixels downward.
    count : int
        So many levels are wanted.
    """
    step = step_of(most, count)
    steps = max(1, -int(-max(most, step) / step // 1))
    return Scale(0.0, steps * step, bottom, top)


def figure_axis(scale: Scale, left: float, right: float, count: int = 4) -> tuple[Part, ...]:
    """Draw level lines of a scale that begins at zero, with their numbers to the left.

    Parameters
    ----------
    scale : Scale
        From `figure_scale`.
    left, right : float
        Ends of the lines, in pixels.
    count : int
        So many levels are wanted.
    """
    step = step_of(scale.high, count)
    parts: list[Part] = []
    for number in range(round(scale.high / step) + 1):
        value = number * step
        y = scale.at(value)
        parts.append(Line(((left, y), (right, y)), INK_2 if number == 0 else RULE, 1.0))
        parts.append(Label(left - 5, y + 4, number_words(value), SMALL, False, "end", INK_2))
    return tuple(parts)


def number_words(value: float) -> str:
    """Write a number of an axis: no needless decimals, commas between thousands."""
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.2f}".rstrip("0")


def day_scale(first: date, end: date, left: float, right: float) -> Scale:
    """Return a scale of ordinals: a day reaches from its own to the next one's.

    Parameters
    ----------
    first, end : datetime.date
        The first day, and the day after the last.
    left, right : float
        Where they stand, in pixels.
    """
    return Scale(float(first.toordinal()), float(end.toordinal()), left, right)


def day_axis(scale: Scale, y: float, width: float) -> tuple[Part, ...]:
    """Draw ticks at the first of months, named as far as there is room, the year where it begins.

    Spans with fewer than two firsts of a month are told by their first and last day.

    Parameters
    ----------
    scale : Scale
        From `day_scale`.
    y : float
        Height of the axis, in pixels downward.
    width : float
        Width of the chart, in pixels.
    """
    first, last = date.fromordinal(int(scale.low)), date.fromordinal(int(scale.high) - 1)
    months = _firsts(first, last)
    if len(months) < 2:
        ends = (
            Label(scale.start, y + 16, _day(first), SMALL, False, "start", INK_2),
            Label(scale.end, y + 16, _day(last), SMALL, False, "end", INK_2),
        )
        return fitting([[label] for label in ends], (), width)
    room = abs(scale.end - scale.start) / len(months)
    step = next((one for one in _STEPS if one * room >= _MONTH_PX), _STEPS[-1])
    shown = [day for day in months if (day.month - 1) % min(step, 12) == 0]
    if step > 12:
        shown = [day for day in shown if (day.year - shown[0].year) % (step // 12) == 0]
    parts: list[Part] = []
    wanted = []
    for day in shown:
        x = scale.at(day.toordinal())
        parts.append(Line(((x, y), (x, y + 4)), INK_3, 1.0))
        text = _MONTHS[day.month - 1]
        if step >= 12:
            text = str(day.year)
        elif day is shown[0] or day.month == 1:
            text = f"{text} {day.year}"
        label = Label(x, y + 16, text, SMALL, False, "middle", INK_2)
        wanted.append([label, Label(x, y + 16, text, SMALL, False, "start", INK_2)])
    return (*parts, *fitting(wanted, (), width))


def _firsts(first: date, last: date) -> list[date]:
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    return [
        date(index // 12, index % 12 + 1, 1) for index in range(start, last.year * 12 + last.month)
    ]


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
