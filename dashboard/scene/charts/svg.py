"""A chart as SVG: escaped, with its words, without ids, styles or anything to fetch."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.scene.charts.shapes import (
    HATCH_WIDTH,
    OUTLINE,
    Area,
    Chart,
    Dot,
    Label,
    Line,
    Part,
    Point,
    Rect,
    hatch_lines,
)
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.symbology import HATCH, HATCH_GROUND

FACE = "'Source Sans', 'Source Sans 3', sans-serif"


def svg_markup(chart: Chart, over: Markup | None = None) -> Markup:
    """Return a chart as an ``svg`` element that reads out what it shows.

    Parameters
    ----------
    chart : Chart
        The drawing.
    over : Markup or None
        Further elements on top of it, in its pixels: what a hand can touch.
    """
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" '
        'role="img" font-family="{}">{}{}{}</svg>'
    ).format(
        *(_number(side) for side in (chart.width, chart.height) * 2),
        FACE,
        tag("title", chart.told),
        join(_drawn(part) for part in chart.parts),
        over or "",
    )


def _drawn(part: Part) -> Markup:
    match part:
        case Line():
            return _line(part)
        case Rect():
            return _rect(part)
        case Dot(x, y, r, fill, ink):
            place = {"cx": _number(x), "cy": _number(y), "r": _number(r)}
            return tag("circle", **place, **_paint(fill, ink))
        case Area(points, fill, ink):
            return tag("polygon", points=_points(points), **_paint(fill, ink))
        case Label(x, y, text, size, bold, anchor, fill):
            return tag(
                "text",
                text,
                x=_number(x),
                y=_number(y),
                font_size=_number(size),
                font_weight="700" if bold else None,
                text_anchor=None if anchor == "start" else anchor,
                fill=fill,
            )


def _line(line: Line) -> Markup:
    return tag(
        "polyline",
        points=_points(line.points),
        fill="none",
        stroke=line.ink,
        stroke_width=_number(line.width),
        stroke_dasharray=" ".join(map(_number, line.dash)) or None,
        stroke_linejoin="round",
    )


def _rect(rect: Rect) -> Markup:
    place = {
        "x": _number(rect.x),
        "y": _number(rect.y),
        "width": _number(rect.w),
        "height": _number(rect.h),
    }
    if not rect.hatch:
        return tag("rect", **place, **_paint(rect.fill, rect.ink))
    strokes = " ".join(
        f"M{_points(line.points).replace(' ', 'L')}" for line in hatch_lines(rect, HATCH)
    )
    # A part is one element, so that outlines stand on the hatching.
    return tag(
        "g",
        tag("rect", **place, **_paint(rect.fill or HATCH_GROUND, None)),
        tag("path", d=strokes, stroke=HATCH, stroke_width=_number(HATCH_WIDTH), fill="none"),
        tag("rect", **place, **_paint(None, rect.ink)) if rect.ink else None,
    )


def _paint(fill: str | None, ink: str | None) -> dict[str, str | None]:
    return {
        "fill": fill or "none",
        "stroke": ink,
        "stroke_width": _number(OUTLINE) if ink else None,
    }


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
