"""Differences: each border's two windows on its own scale, as far as each is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.scene.charts.axes import Scale, figure_scale
from dashboard.scene.charts.labels import BODY, SMALL, height_of, paragraph, shortened, wrapped
from dashboard.scene.charts.shapes import Chart, Dot, Label, Line, Part, Rect, text_width
from dashboard.scene.symbology import BORDERS, INK, INK_2, INK_3, PAPER, RATIOS, RULE
from events import rate_in_words

if TYPE_CHECKING:
    from events.analysis import ComparedSide, Difference, Moves

_ROW, _LETTER, _NAME, _RIGHT = 22.0, 16.0, 104.0, 26.0
_WIDE = 560.0
KEY = (
    "A: first window, B: second. Dot: the figure, a day; thin stroke with ends through it: what "
    "rounding, unknown days or other reports leave open; thick bar: only that it lies between "
    "these ends; dashed arrow: no upper end is known; hatched: not comparable, with what is known "
    "of each. Square: colour of the change, as on the map. Each border from zero, on its own scale."
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
    contested = result.first.contested or result.second.contested
    if result.low is None or result.high is None or result.low == result.high:
        return "contested, see the table" if contested and not result.by_bounds else ""
    ends = f"{signed(result.low)} to {signed(result.high)} a day"
    if result.by_bounds:
        return f"by what all reports together allow: {ends}"
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
    sides = result.sides
    refused = result.reason is not None
    known = [
        value
        for side in sides
        for value in (side.low, side.high, side.open_high)
        if value is not None
    ]
    bottom = top + 2 * _ROW
    scale = figure_scale(max([*known, 0.0]), _NAME, right - 44, 2)
    # Marks on one scale would be a comparison, and a figure beside them would be read as one.
    start = _LETTER if refused else scale.start
    parts: list[Part] = []
    if refused:
        parts.append(Rect(start, top - 4, right - start, bottom - top, None, hatch=True))
    else:
        parts.append(Line(((start, top - 4), (start, bottom - 4)), INK_2, 1.0))
    for number, (letter, side) in enumerate(zip("AB", sides, strict=True)):
        y = top + 8 + number * _ROW
        parts.append(Label(0, y + 4, letter, BODY, True, "start", INK))
        if refused:
            text = shortened(side.basis, right - start - 16)
            wide = text_width(text, SMALL)
            parts.append(Rect(start + 4, y - 7, wide + 8, 15, PAPER))
            parts.append(Label(start + 8, y + 4, text, SMALL, False, "start", INK_2))
        elif side.low is not None:
            parts.append(Label(_NAME - 6, y + 4, side.rate, SMALL, False, "end", INK))
            parts += _known(side.low, side.high, scale, y)
            parts += _left_open(side, scale, y)
    return parts, bottom


def _left_open(side: ComparedSide, scale: Scale, y: float) -> list[Part]:
    """Draw what is open around one figure; a bar or an arrow tells its ends itself."""
    if side.low is None or side.low != side.high or None in (side.open_low, side.open_high):
        return []
    assert side.open_low is not None and side.open_high is not None
    if side.open_low == side.open_high:
        return []
    left, end = scale.at(side.open_low), scale.at(side.open_high)
    return [
        Line(((left, y), (end, y)), INK_2, 1.4),
        *(Line(((x, y - 4), (x, y + 4)), INK_2, 1.4) for x in (left, end)),
    ]


def _known(low: float, high: float | None, scale: Scale, y: float) -> list[Part]:
    if high is None:
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
