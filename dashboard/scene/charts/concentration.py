"""Concentration: located events on each section along a border, by its kilometres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.scene.charts.axes import Scale, figure_scale
from dashboard.scene.charts.labels import BODY, SMALL, fitting, height_of, paragraph, shortened
from dashboard.scene.charts.shapes import Anchor, Chart, Label, Line, Part, Rect
from dashboard.scene.symbology import HATCH, INK, INK_2, LEVEL, PAPER
from dashboard.scene.words.dates import short_span

if TYPE_CHECKING:
    from events.analysis import Concentration

_EDGE, _PLOT = 8.0, 130.0


def concentration_chart(result: Concentration, width: float) -> Chart:
    """Draw a bar for each section, as wide as its kilometres and as high as its events.

    Sections with too few events, and all of them where deaths are counted, stay without colour.
    """
    from events.analysis import DEATH, FEWEST_COLOURED

    assert result.half_km is not None and result.run is not None
    assert result.spoken is not None
    first_day, last_day = result.spoken.start, result.spoken.last_day
    assert last_day is not None
    hollow = (
        "hollow: deaths have no colour"
        if DEATH in result.categories
        else f"hollow: fewer than {FEWEST_COLOURED} events"
    )
    stroke = (
        "the stretch where they concentrate"
        if result.run.stands_out
        else "the densest stretch, which does not stand out"
    )
    key = paragraph(
        f"{result.located} located events, {short_span(first_day, last_day)}; half of them lie on "
        f"{result.half_km:.0f} of {result.length_km:.0f} km. Bars: events on each section, as wide "
        f"as its kilometres; {hollow}. Short coloured marks: what each section would have by its "
        f"length alone. Stroke below: {stroke}. Where reports concentrate, not a danger. "
        f"{result.in_all - result.located} of {result.in_all} events are not known so sharply.",
        0,
        0,
        width,
    )
    top = height_of(key) + 18
    base = top + _PLOT
    strips, run = result.strips, result.run
    km = Scale(strips[0].from_km, strips[-1].to_km, _EDGE, width - _EDGE)
    most = max(max(strip.events, strip.expected) for strip in strips)
    scale = figure_scale(most, base, top)
    parts: list[Part] = [*key]
    numbers: list[list[Label]] = []
    for strip in strips:
        left, right = km.at(strip.from_km), km.at(strip.to_km)
        y = scale.at(strip.events)
        if strip.events:
            fill, ink = (INK, None) if strip.coloured else (PAPER, INK_2)
            parts.append(Rect(left + 1, y, right - left - 2, base - y, fill, ink=ink))
        expected = scale.at(strip.expected)
        parts.append(Line(((left + 1, expected), (right - 1, expected)), LEVEL, 1.6))
        # Above the bar, and above the mark of what the length would have where that is in the way.
        above = min(y, expected) if abs(expected - y) < 16 else y
        numbers.append(
            [
                Label(
                    (left + right) / 2,
                    above - 4,
                    str(strip.events),
                    SMALL,
                    strip.events > 0,
                    "middle",
                    INK if strip.events else INK_2,
                )
            ]
        )
    numbers.sort(key=lambda places: places[0].text == "0")
    parts += fitting(numbers, key, width)
    parts.append(Line(((km.start, base), (km.end, base)), INK, 1.0))
    first, last = strips[run.first], strips[run.end - 1]
    left, right = km.at(first.from_km), km.at(last.to_km)
    colour = LEVEL if run.stands_out else HATCH
    parts.append(Line(((left, base + 5), (right, base + 5)), colour, 4.0))
    names = first.name if first == last else f"{first.name} to {last.name}"
    length = f"{last.to_km - first.from_km:.0f} km: {run.seen} of {result.located}"
    words = (
        *_centred((left + right) / 2, base + 23, length, width, bold=True),
        *_centred((left + right) / 2, base + 38, names, width, bold=False),
    )
    whole = f"km {result.length_km:.0f}"
    ends: tuple[tuple[float, str, Anchor], ...] = (
        (0.0, "km 0", "start"),
        (width, whole, "end"),
    )
    edges = fitting(
        (
            [Label(at, base + y, text, SMALL, False, anchor, INK_2) for y in (23, 53)]
            for at, text, anchor in ends
        ),
        words,
        width,
    )
    bottom = max(label.y for label in (*words, *edges)) + 8
    return Chart(width, bottom, (*parts, *words, *edges), result.words.told)


def _centred(x: float, y: float, text: str, width: float, *, bold: bool) -> tuple[Label, ...]:
    size = BODY if bold else SMALL
    text = shortened(text, width, size, bold=bold)
    ends: tuple[tuple[float, Anchor], ...] = ((x, "middle"), (0.0, "start"), (width, "end"))
    places = [Label(at, y, text, size, bold, anchor, INK) for at, anchor in ends]
    return fitting([places], (), width)
