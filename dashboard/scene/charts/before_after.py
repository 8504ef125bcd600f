"""Before and after: the figures of both sides, and the same ratio around every possible day."""

from __future__ import annotations

from collections import defaultdict
from math import floor, inf, log2
from typing import TYPE_CHECKING

from dashboard.scene.charts.axes import Scale, figure_scale, number_words, step_of
from dashboard.scene.charts.labels import BODY, SMALL, fitting, height_of, paragraph
from dashboard.scene.charts.shapes import (
    Anchor,
    Area,
    Chart,
    Dot,
    Label,
    Line,
    Part,
    Rect,
    frame_of,
)
from dashboard.scene.symbology import INK, INK_2, INK_3, LEVEL, RULE
from dashboard.scene.words.dates import short_day
from events import rate_in_words

if TYPE_CHECKING:
    from events.analysis import BeforeAfter

_LEFT, _RIGHT, _ROW, _TALLEST, _LARGEST = 104.0, 20.0, 34.0, 96.0, 8.0
_STEPS = 8
"""Columns for each doubling of the ratio."""

_WORDS = {-3: "≤ ×⅛", -2: "×¼", -1: "×½", 0: "same", 1: "×2", 2: "×4", 3: "≥ ×8"}
_FARTHEST = 3
KEY = (
    "Dots: days with a figure, from the lowest to the highest of each side; the coloured stroke is "
    "their mean. Squares: days of which the same can be asked, this one among them; diamond: this "
    "day."
)


def before_after_chart(result: BeforeAfter, width: float) -> Chart:
    """Draw two strips of dots on one scale, and below them the ratio around all possible days."""
    key = paragraph(KEY, 0, 0, width)
    top = height_of(key)
    sides = (("before", result.before), ("after", result.after))
    most = max(value for _, side in sides for value in side.values)
    bottom = top + 16 + 2 * _ROW
    scale = figure_scale(most, _LEFT, width - _RIGHT, 4 if width > 500 else 3)
    parts: list[Part] = [*key, *_upright_axis(scale, top + 10, bottom)]
    for number, (name, side) in enumerate(sides):
        y = top + 28 + number * _ROW
        assert side.mean is not None
        parts.append(Label(0, y + 4, f"{name}: {side.figures} days", BODY, False, "start", INK))
        reach = scale.at(min(side.values)), scale.at(max(side.values))
        parts.append(Line(((reach[0], y), (reach[1], y)), INK_3, 1.0))
        parts += [Dot(scale.at(value), y, 2.8, INK) for value in side.values]
        x = scale.at(side.mean)
        parts.append(Line(((x, y - 8), (x, y + 8)), LEVEL, 2.6))
        parts.append(_beside(x, y - 9, rate_in_words(side.mean), width))
    parts.append(
        Label(
            width - _RIGHT, bottom + 30, f"{result.measure.label} a day", SMALL, False, "end", INK_2
        )
    )
    named, top = _named(result, bottom + 40, width)
    more, height = _ranks(result, top, width)
    return Chart(width, height, (*parts, *named, *more), result.words.told)


def _named(result: BeforeAfter, top: float, width: float) -> tuple[list[Label], float]:
    """Name the other key events of these days, each on its side: the strips are not days."""
    if not result.events:
        return [], top
    said = "Other key events in these days: " + "; ".join(
        f"{short_day(event.day)}, {event.label} ({'before' if event.day < result.day else 'after'})"
        for event in result.events
    )
    words = paragraph(f"{said}.", 0, top, width)
    return [*words], top + height_of(words) + 6


def _beside(x: float, y: float, text: str, width: float) -> Label:
    label = Label(x, y, text, BODY, True, "middle", INK)
    if frame_of(label)[2] > width:
        return Label(width, y, text, BODY, True, "end", INK)
    return label


def _upright_axis(scale: Scale, top: float, bottom: float) -> list[Part]:
    step = step_of(scale.high, 4 if scale.end > 500 else 3)
    parts: list[Part] = []
    for number in range(round(scale.high / step) + 1):
        x = scale.at(number * step)
        parts.append(Line(((x, top), (x, bottom)), INK_2 if number == 0 else RULE, 1.0))
        words = number_words(number * step)
        parts.append(Label(x, bottom + 14, words, SMALL, False, "middle", INK_2))
    return parts


def _column(ratio: float) -> int:
    """Return the column of a ratio; what lies farther than an eighth or eightfold is at the end."""
    place = log2(ratio) if ratio > 0 else -inf
    return floor(max(-_FARTHEST, min(_FARTHEST - 1e-9, place)) * _STEPS)


def _ranks(result: BeforeAfter, top: float, width: float) -> tuple[list[Part], float]:
    """Stack a square for each possible day; those as low or lower (as high or higher) are dark."""
    assert result.ratio is not None
    own, low = result.ratio, result.ratio < 1
    way = "lower" if low else "higher"
    said = (
        f"After over before, for each of {result.possible} days of which the same can be asked. "
        f"Dark: the same or {way}, {result.as_extreme} of them; pale: the others."
    )
    words = paragraph(said, 0, top, width, INK)
    columns: dict[int, list[bool]] = defaultdict(list)
    for ratio in result.ratios:
        extreme = ratio <= own + 1e-9 if low else ratio >= own - 1e-9
        columns[_column(ratio)].append(extreme)
    scale = Scale(-_FARTHEST * _STEPS, _FARTHEST * _STEPS, _RIGHT, width - _RIGHT)
    tallest = max(len(column) for column in columns.values())
    pitch = min(_LARGEST, scale.at(1) - scale.at(0), _TALLEST / tallest)
    base = top + height_of(words) + 18 + tallest * pitch
    parts: list[Part] = [*words, Line(((scale.start, base), (scale.end, base)), INK_2, 1.0)]
    for column, found in columns.items():
        x = (scale.at(column) + scale.at(column + 1) - pitch) / 2
        for number, extreme in enumerate(sorted(found, reverse=True)):
            y = base - (number + 1) * pitch
            fill = INK_2 if extreme else RULE
            parts.append(Rect(x + 0.4, y + 0.4, pitch - 0.8, pitch - 0.8, fill))
    x = scale.at(max(-_FARTHEST, min(_FARTHEST, log2(own) if own > 0 else -inf)) * _STEPS)
    parts.append(Area(((x, base - 1), (x + 6, base + 6), (x, base + 13), (x - 6, base + 6)), INK))
    ends: tuple[tuple[float, Anchor], ...] = ((x, "middle"), (width, "end"), (0, "start"))
    named = f"{short_day(result.day)}: ×{own:.2f}"
    label = fitting(
        [[Label(at, base + 42, named, BODY, True, anchor, INK) for at, anchor in ends]], (), width
    )
    for power, word in _WORDS.items():
        at = scale.at(power * _STEPS)
        parts.append(Line(((at, base), (at, base + 4)), INK_3, 1.0))
        end: Anchor = {-_FARTHEST: "start", _FARTHEST: "end"}.get(power, "middle")  # type: ignore[assignment]
        shift = {"start": -_RIGHT, "end": _RIGHT, "middle": 0.0}[end]
        parts.append(Label(at + shift, base + 26, word, SMALL, False, end, INK_2))
    return [*parts, *label], base + 50
