"""Differences: each border's two windows on its own scale, as far as each is known."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isfinite
from typing import TYPE_CHECKING

from dashboard.charts.axes import Scale, figure_scale
from dashboard.charts.lettering import BODY, SMALL, height_of, paragraph, shortened, wrapped
from dashboard.charts.shapes import Chart, Dot, Label, Line, Part, Rect
from dashboard.style import BORDERS, INK, INK_2, INK_3, PAPER, RATIOS, RULE
from events import Pressure, ValueKind, rate_in_words

if TYPE_CHECKING:
    from events.analysis import Difference, Moves

_BLOCK, _ROW, _NAME, _RIGHT = 92.0, 22.0, 104.0, 26.0
_WIDE = 560.0
KEY = (
    "A: first window, B: second. Dot: the figure, a day; bar: between these ends; arrow: no upper "
    "end is known. Each border from zero, on its own scale."
)


def difference_chart(result: Difference, width: float) -> Chart:
    """Draw the two windows of one border."""
    return differences_chart([result], width)


def moves_chart(result: Moves, width: float) -> Chart:
    """Draw the two windows of every border, one block each."""
    chart = differences_chart([row.difference for row in result.rows], width)
    return Chart(chart.width, chart.height, chart.parts, result.words.told)


def differences_chart(results: Sequence[Difference], width: float) -> Chart:
    """Draw a block for each border; one that cannot be compared is hatched, with its reason."""
    key = paragraph(KEY, 0, 0, width)
    parts: list[Part] = [*key]
    top = height_of(key) + 2
    for result in results:
        block, top = _block(result, top, width)
        parts += block
    told = " ".join(result.words.told for result in results)
    return Chart(width, top, tuple(parts), told)


def headline(result: Difference) -> str:
    """Write the difference in a few words: "▲ 311.6 more a day", "not comparable"."""
    if result.reason is not None:
        return "not comparable"
    if result.by_bounds:
        low, high = result.low, result.high
        least = low if low is not None and low > 0 else -high if high is not None else 0.0
        way = "more" if low is not None and low > 0 else "fewer"
        return f"at least {rate_in_words(least)} {way} a day"
    if not result.settled:
        return "about the same" if result.size is not None else "within what is uncertain"
    if result.per_day is None:
        return "more a day" if result.low is not None and result.low > 0 else "fewer a day"
    way = "more" if result.per_day > 0 else "fewer"
    said = f"{rate_in_words(abs(result.per_day))} {way} a day"
    return said if result.ratio is None else f"{said}, ×{result.ratio:.2f}"


def _block(result: Difference, top: float, width: float) -> tuple[list[Part], float]:
    style = next(one for one in BORDERS if one.pair == result.border)
    wide = width >= _WIDE
    right = width - _RIGHT if not wide else width - 236
    said = headline(result)
    y = top + BODY + 4
    title = f"{style.short}, {result.second.measure.label}" if result.measure else style.short
    parts: list[Part] = [Line(((0, top), (width, top)), RULE, 1.0)]
    head_x = right + 24 if wide else 14.0
    head_y = y if wide else y + 17
    parts.append(_swatch(result, head_x - 14, head_y))
    parts.append(
        Label(
            0,
            y,
            shortened(title, right if wide else width, BODY, bold=True),
            BODY,
            True,
            "start",
            INK,
        )
    )
    parts.append(Label(head_x, head_y, said, BODY, True, "start", INK))
    under = difference_words(result)
    at = head_y + 15
    room = width - head_x
    for line in wrapped(under, room)[: 5 if wide else 4]:
        parts.append(Label(head_x, at, line, SMALL, False, "start", INK_2))
        at += 14
    row_top = y + 16 if wide else at + 4
    rows, bottom = _rows(result, row_top, right)
    return [*parts, *rows], max(bottom, at) + 6


def difference_words(result: Difference) -> str:
    """Write what stands under a difference: why there is none, or the ends it lies between."""
    if result.reason is not None:
        return result.reason
    if result.low is None or result.high is None or result.low == result.high:
        return ""
    ends = f"{signed(result.low)} to {signed(result.high)} a day"
    if result.by_bounds:
        return f"by what all reports together allow: {ends}"
    contested = result.first.contested or result.second.contested
    return f"contested: {ends}" if contested else ends


def signed(value: float) -> str:
    """Write a difference with its sign, as sharp as a rate is told."""
    if not value:
        return "0"
    return ("+" if value > 0 else "−") + rate_in_words(abs(value))


def ratio_class(result: Difference) -> tuple[str, float] | None:
    """Return colour and width of a border by its ratio; None where it cannot be compared.

    Grey is about the same or within what is uncertain. More or less that has no ratio, because one
    window counts nobody, is white.
    """
    if result.reason is not None:
        return None
    if result.size is not None:
        return RATIOS[result.size.name]
    return (PAPER, RATIOS["SAME"][1]) if result.settled else RATIOS["SAME"]


def _swatch(result: Difference, x: float, y: float) -> Rect:
    """Return the class of the ratio as on the map; hatched where there is none to tell."""
    found = ratio_class(result)
    if found is None:
        return Rect(x, y - 9, 9, 9, None, hatch=True, ink=INK_3)
    return Rect(x, y - 9, 9, 9, found[0], ink=INK)


def _rows(result: Difference, top: float, right: float) -> tuple[list[Part], float]:
    sides = (result.first, result.second)
    ends = [_ends(side, by_bounds=result.by_bounds) for side in sides]
    known = [value for low, high in ends for value in (low, high) if isfinite(value)]
    bottom = top + 2 * _ROW
    scale = figure_scale(max([*known, 0.0]), _NAME, right - 44, 2)
    parts: list[Part] = [Line(((scale.start, top - 4), (scale.start, bottom - 4)), INK_2, 1.0)]
    for number, (letter, side) in enumerate(zip("AB", sides, strict=True)):
        y = top + 8 + number * _ROW
        words = _rate_words(side, *ends[number])
        parts.append(Label(0, y + 4, letter, BODY, True, "start", INK))
        parts.append(Label(_NAME - 6, y + 4, words, SMALL, False, "end", INK))
        if result.reason is None:
            parts += _known(*ends[number], scale, y)
    if result.reason is not None:
        # Marks on one scale would be a comparison.
        parts.append(
            Rect(scale.start, top - 4, right - scale.start, bottom - top, None, hatch=True)
        )
    return parts, bottom


def _ends(side: Pressure, *, by_bounds: bool) -> tuple[float, float]:
    """Return the ends of a rate: its own, or what all reports together allow where those count."""
    if not by_bounds and side.rate_low is not None and side.rate_high is not None:
        return side.rate_low, side.rate_high
    days = side.counted_days
    return side.least / days, inf if side.most is None else side.most / days


def _rate_words(side: Pressure, low: float, high: float) -> str:
    if not isfinite(high):
        return f"at least {rate_in_words(low)}" if low else "not reported"
    if low < high:
        return f"{rate_in_words(low)} to {rate_in_words(high)}"
    told = "" if side.kind in (None, ValueKind.EXACT) else f"{side.kind.value.replace('_', ' ')} "
    return told + rate_in_words(low)


def _known(low: float, high: float, scale: Scale, y: float) -> list[Part]:
    if not isfinite(high):
        if not low:
            return [Rect(scale.start, y - 5, scale.end - scale.start, 10, None, hatch=True)]
        x = scale.at(low)
        tip = scale.end + 20
        return [
            Line(((x, y - 5), (x, y + 5)), INK, 1.6),
            Line(((x, y), (tip, y)), INK_2, 1.6, (4.0, 3.0)),
            Line(((tip - 5, y - 4), (tip, y), (tip - 5, y + 4)), INK_2, 1.6),
        ]
    left, end = scale.at(low), scale.at(high)
    if low == high:
        return [Line(((scale.start, y), (left, y)), RULE, 1.0), Dot(left, y, 4.0, INK)]
    return [
        Line(((left, y), (end, y)), INK_2, 3.0),
        Line(((left, y - 5), (left, y + 5)), INK, 1.6),
        Line(((end, y - 5), (end, y + 5)), INK, 1.6),
    ]
