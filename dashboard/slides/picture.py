"""The map of a slide: the sheet's map alone, drawn to the size it has on the slide."""

from __future__ import annotations

import io
from dataclasses import replace

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from dashboard.edition import Edition
from dashboard.snapshot.boxes import Box
from dashboard.snapshot.callouts import MOST
from dashboard.snapshot.drawing import drawing
from dashboard.snapshot.layout import PAPER, SCALE
from dashboard.snapshot.marks import gather_crowd
from dashboard.snapshot.page import Page, Size
from dashboard.snapshot.sheet import draw_map

_WIDTH_MM, _HEIGHT_MM, _RIM_MM = 172.0, 134.0, 0.4
_LAYOUT = replace(
    PAPER,
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
        page = Page(_SLIDE)
        gathered = gather_crowd(page.layout.map_frame, made.scene.marks, MOST)
        generalised = int(made.metadata.get("Generalised", "0"))
        draw_map(page, made.scene, made.citations, gathered, generalised)
        canvas = page.figure.canvas
        assert isinstance(canvas, FigureCanvasAgg)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        drawn = Image.frombuffer("RGBA", canvas.get_width_height(), pixels).convert("RGB")
    out = io.BytesIO()
    drawn.save(out, "PNG", compress_level=6)
    return out.getvalue()
