"""A chart of an analysis on paper: its plain shapes, as lines, areas and letters of the sheet."""

from __future__ import annotations

from matplotlib.path import Path

from dashboard.exports.fonts import BOLD, POINT_MM, REGULAR
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.text_boxes import Align
from dashboard.scene.charts import Chart
from dashboard.scene.charts.shapes import (
    HATCH_WIDTH,
    OUTLINE,
    Area,
    Dot,
    Label,
    Line,
    Part,
    Rect,
    hatch_lines,
)
from dashboard.scene.symbology import HATCH, HATCH_GROUND

PIXEL_MM = 0.22
"""Size of a pixel of a chart on an A4 sheet: its words of 12 pixels are 7.5 points there."""
_LAYER = 10
_ALIGN: dict[str, Align] = {"start": "left", "middle": "center", "end": "right"}


def chart_box(chart: Chart, room: Box) -> Box:
    """Return the place of a chart in a room: at its top left, smaller where it would not fit."""
    scale = min(PIXEL_MM, room.width / chart.width, room.height / chart.height)
    right, bottom = room.left + chart.width * scale, room.top + chart.height * scale
    return Box(room.left, room.top, right, bottom)


def draw_chart(page: Page, chart: Chart, box: Box) -> None:
    """Draw the parts of a chart in their order; the box has the proportions of the chart.

    Parameters
    ----------
    page : Page
        The sheet.
    chart : Chart
        Its parts, in units of its own width and height.
    box : Box
        Where it stands, in millimetres; its width over the chart's is the scale of everything.
    """
    drawn = _Drawn(page, box, box.width / chart.width)
    for part in chart.parts:
        drawn.draw(part)


class _Drawn:
    """Draws shapes given in pixels of a chart on a page in millimetres."""

    def __init__(self, page: Page, box: Box, scale: float) -> None:
        self._page, self._box, self._scale = page, box, scale

    def draw(self, part: Part) -> None:
        """Draw one part above those before it."""
        match part:
            case Line():
                self._line(part)
            case Rect():
                self._rect(part)
            case Dot(x, y, r, fill, ink):
                middle = (self._x(x), self._y(y))
                self._area(Path.circle(middle, r * self._scale), fill, ink)
            case Area(points, fill, ink):
                self._area(Path(self._places((*points, points[0])), closed=True), fill, ink)
            case Label():
                self._label(part)

    def _line(self, line: Line) -> None:
        self._page.line(
            self._places(line.points),
            line.ink,
            self._points(line.width),
            dash=[self._points(length) for length in line.dash] or None,
            layer=_LAYER,
        )

    def _rect(self, rect: Rect) -> None:
        box = Box(
            self._x(rect.x), self._y(rect.y), self._x(rect.x + rect.w), self._y(rect.y + rect.h)
        )
        if not rect.hatch:
            self._area(box, rect.fill, rect.ink)
            return
        self._area(box, rect.fill or HATCH_GROUND, None)
        strokes = [self._places(line.points) for line in hatch_lines(rect, HATCH)]
        if strokes:
            self._page.lines(strokes, HATCH, self._points(HATCH_WIDTH), layer=_LAYER)
        if rect.ink:
            self._area(box, None, rect.ink)

    def _area(self, path: Path | Box, fill: str | None, ink: str | None) -> None:
        self._page.area(
            path,
            fill=fill or "none",
            edge=ink or "none",
            width=self._points(OUTLINE) if ink else 0.0,
            layer=_LAYER,
        )

    def _label(self, label: Label) -> None:
        self._page.text(
            self._x(label.x),
            self._y(label.y),
            label.text,
            self._points(label.size),
            colour=label.fill,
            weight=BOLD if label.bold else REGULAR,
            align=_ALIGN[label.anchor],
            layer=_LAYER,
            role="chart_label",
        )

    def _x(self, pixels: float) -> float:
        return self._box.left + pixels * self._scale

    def _y(self, pixels: float) -> float:
        return self._box.top + pixels * self._scale

    def _points(self, pixels: float) -> float:
        return pixels * self._scale / POINT_MM

    def _places(self, points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [(self._x(x), self._y(y)) for x, y in points]
