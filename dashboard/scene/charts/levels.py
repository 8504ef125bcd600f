"""Levels: the counts over their days, the levels that describe them, shifts as hatched bands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.scene.charts.axes import Scale, day_axis, day_scale, figure_axis, figure_scale
from dashboard.scene.charts.labels import (
    BODY,
    LEADING,
    SMALL,
    fitting,
    height_of,
    paragraph,
    wrapped,
)
from dashboard.scene.charts.shapes import Anchor, Chart, Dot, Label, Line, Part, Rect, frame_of
from dashboard.scene.symbology import INK, INK_2, LEVEL, PAPER
from dashboard.scene.words.dates import short_span
from events import rate_in_words

if TYPE_CHECKING:
    from events.analysis import Levels, Shift, Tiling

_LEFT, _RIGHT, _PLOT, _NARROWEST = 44.0, 10.0, 140.0, 4.0
_GAPS = 6.0
_BAND_WEIGHT = 6
_WIDE = 600.0
KEY = (
    "Dots: figures of single days, hollow if rounded. Bars: counts over their days, dashed if "
    "rounded. Coloured lines: levels; those of the first panel are told, with their number. "
    "Hatched upright: a clear shift lies somewhere in it, on no day that is known. A step between "
    "coloured lines without such a band is only a possible shift. Hatched below: no such count; "
    "one of more than a month may cover these days."
)


def levels_chart(result: Levels, width: float) -> Chart:
    """Draw one panel for each way the counts are laid; only clear and sharp shifts are drawn."""
    drawn = [shift for shift in result.shifts if shift.drawn]
    key = paragraph(KEY, 0, 0, width)
    parts: list[Part] = [*key]
    top = height_of(key)
    assert result.span.end is not None
    days = day_scale(result.span.start, result.span.end, _LEFT, width - _RIGHT)
    # What is told comes first; the other way to lay the counts is there to check it.
    for tiling in sorted(result.tilings, key=lambda one: one.name != result.leading):
        if tiling.usable:
            # A band stands only where its shift was found: elsewhere it would be read as one.
            own = [shift for shift in drawn if tiling.name in shift.tilings]
            told = tiling.name == result.leading
            panel, top = _panel(tiling, own, result.measure.label, days, top, width, told=told)
            parts += panel
    return Chart(width, top, tuple(parts), result.words.told)


def _panel(
    tiling: Tiling,
    shifts: list[Shift],
    measure: str,
    days: Scale,
    top: float,
    width: float,
    *,
    told: bool,
) -> tuple[list[Part], float]:
    count = len(tiling.tiles)
    by = f"by {count} {tiling.name}"
    title = f"{measure[0].upper()}{measure[1:]} a day, {by if told else f'the same {by}'}"
    headings = [
        Label(0, top + BODY * (1 + LEADING * number), line, BODY, True, "start", INK)
        for number, line in enumerate(wrapped(title, width, BODY, bold=True))
    ]
    # Each interval has its own words: at worst, on a narrow chart, a row of its own.
    rows = len(shifts)
    if width >= _WIDE:
        rows = min(rows, 2 + len(shifts) // 4)
    ceiling = headings[-1].y + BODY * 0.6 + rows * 14 + 6
    bottom = ceiling + _PLOT
    scale = figure_scale(max(tile.rate for tile in tiling.tiles), bottom, ceiling)
    axis = figure_axis(scale, days.start, days.end)
    bands = [part for shift in shifts for part in _band(shift, days, ceiling, bottom)]
    marks: list[Part] = []
    for tile in tiling.tiles:
        y = scale.at(tile.rate)
        if tile.days == 1:
            ink = INK if tile.rough else None
            fill = PAPER if tile.rough else INK
            marks.append(Dot(days.at(tile.start + 0.5), y, 2.4, fill, ink))
        else:
            ends = ((days.at(tile.start), y), (days.at(tile.end), y))
            marks.append(Line(ends, INK, 2.0, (3.0, 2.0) if tile.rough else ()))
    lines: list[Part] = []
    wanted = [_band_places(shift, days, ceiling - 6, width, rows) for shift in shifts]
    for level in tiling.levels[0]:
        y = scale.at(level.rate_per_day)
        assert level.period.end is not None
        left, right = (days.at(day.toordinal()) for day in (level.period.start, level.period.end))
        lines.append(Line(((left, y), (right, y)), LEVEL, 2.6))
        if told:
            wanted.append(_level_places(rate_in_words(level.rate_per_day), left, right, y, bottom))
    # A number within a band would be read as one of the shift: that weighs as many dots.
    seen = [frame_of(part) for part in (*marks, *lines, *bands * _BAND_WEIGHT)]
    taken = [*headings, *(part for part in axis if isinstance(part, Label))]
    words = fitting(wanted, taken, width, seen)
    gaps = _gaps(tiling, days, bottom)
    under = day_axis(days, bottom + _GAPS, width)
    found = [*headings, *axis, *bands, *marks, *lines, *words, *gaps, *under]
    return found, bottom + _GAPS + 26


def _band(shift: Shift, days: Scale, ceiling: float, bottom: float) -> list[Part]:
    """Draw the interval of a shift, from the end of the tile before to the start of the next."""
    left, right = days.at(shift.after.toordinal() + 1), days.at(shift.before.toordinal())
    if right - left < _NARROWEST:
        middle = (left + right) / 2
        left, right = middle - _NARROWEST / 2, middle + _NARROWEST / 2
    return [Rect(left, ceiling, right - left, bottom - ceiling, None, hatch=True, ink=INK)]


def _band_places(shift: Shift, days: Scale, y: float, width: float, rows: int) -> list[Label]:
    text = f"between {between(shift.after, shift.before)}"
    left, right = days.at(shift.after.toordinal() + 1), days.at(shift.before.toordinal())
    ends: tuple[tuple[float, Anchor], ...] = (
        ((left + right) / 2, "middle"),
        (left, "start"),
        (right, "end"),
        (width, "end"),
        (0.0, "start"),
    )
    return [
        Label(x, y - row * 14, text, SMALL, True, anchor, INK)
        for row in range(rows)
        for x, anchor in ends
    ]


def between(after: date, before: date) -> str:
    """Write an interval between two days: "10 Nov and 13 Nov 2021"."""
    one = short_span(after, after)
    if after.year == before.year:
        one = one.rsplit(" ", 1)[0]
    return f"{one} and {short_span(before, before)}"


def _level_places(text: str, left: float, right: float, y: float, bottom: float) -> list[Label]:
    ends: tuple[tuple[float, Anchor], ...] = (
        (left + 2, "start"),
        (right - 2, "end"),
        ((left + right) / 2, "middle"),
        (left - 3, "end"),
        (right + 3, "start"),
    )
    return [
        Label(x, y + off, text, BODY, True, anchor, INK)
        for off in (-5.0, 15.0, -18.0)
        for x, anchor in ends
        if y + off < bottom
    ]


def _gaps(tiling: Tiling, days: Scale, y: float) -> list[Part]:
    """Hatch the days that no count of the tiling covers."""
    parts: list[Part] = []
    free = int(days.low)
    for start, end in (*((tile.start, tile.end) for tile in tiling.tiles), (int(days.high),) * 2):
        if start > free:
            left, right = days.at(free), days.at(start)
            parts.append(Rect(left, y + 1, right - left, _GAPS - 1, None, hatch=True))
        free = max(free, end)
    parts.append(Line(((days.start, y), (days.end, y)), INK_2, 1.0))
    return parts
