"""The pictures of slides: the map and a chart alone, drawn to the size they have there."""

from __future__ import annotations

import io
from dataclasses import replace

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from dashboard.exports.edition import Edition
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.callouts import MOST
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.drawn_chart import PIXEL_MM, draw_chart
from dashboard.exports.sheet.layout import LANDSCAPE
from dashboard.exports.sheet.map_window import SCALE
from dashboard.exports.sheet.marks import gather_crowd
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.sheet import draw_map
from dashboard.exports.sheet.sizes import Size
from dashboard.scene.charts import Chart

_WIDTH_MM, _HEIGHT_MM, _RIM_MM = 172.0, 134.0, 0.4
_LAYOUT = replace(
    LANDSCAPE,
    sheet=Box(0, 0, _WIDTH_MM + 2 * _RIM_MM, _HEIGHT_MM + 2 * _RIM_MM),
    map=Box(_RIM_MM, _RIM_MM, _RIM_MM + _WIDTH_MM, _RIM_MM + _HEIGHT_MM),
)
# The scale written on the map, 1:4,750,000, is true at the slide's own size.
_SLIDE = Size("slide", "slide size", SCALE / 4_750_000, (_LAYOUT,))
MAP_IN = tuple(mm * _SLIDE.enlarged / 25.4 for mm in (_LAYOUT.sheet.width, _LAYOUT.sheet.height))
"""Width and height on a slide of 13.333 by 7.5 inches."""


def map_picture(made: Edition) -> bytes:
    """Draw the map of an edition as PNG, citing its numbers."""
    with drawing():
        page = Page(_SLIDE, replace(_LAYOUT, where=made.scene.state.selection.where))
        gathered = gather_crowd(page.layout.map_frame, made.scene.marks, MOST)
        draw_map(page, made, made.citations, gathered)
        drawn = _picture_of(page)
    return _to_png(drawn)


def chart_picture(chart: Chart, width_in: float) -> bytes:
    """Draw a chart as PNG, so wide in inches at 300 dots to each."""
    sheet = Box(0, 0, chart.width * PIXEL_MM, chart.height * PIXEL_MM)
    size = Size("chart", "chart", width_in * 25.4 / sheet.width, (replace(LANDSCAPE, sheet=sheet),))
    with drawing():
        page = Page(size)
        draw_chart(page, chart, sheet)
        return _to_png(_picture_of(page))


def _picture_of(page: Page) -> Image.Image:
    canvas = page.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    return Image.frombuffer("RGBA", canvas.get_width_height(), pixels).convert("RGB")


def _to_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
