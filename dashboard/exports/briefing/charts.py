"""The three charts of a pack, over the days of all its dates: on a page, and as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from dashboard.exports.edition import Edition
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.layout import LANDSCAPE
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.series_charts import draw_chart, draw_days
from dashboard.exports.sheet.sizes import Size

_LEAST_DAYS = 60

_SMALL = replace(LANDSCAPE, sheet=Box(0, 0, 200.0, 98.0))

_SLIDE = Size("slide", "slide size", 12.4 * 25.4 / 200, (_SMALL,))


def charts_picture(editions: Sequence[Edition]) -> bytes:
    """Draw the charts alone on a small sheet, so that their words are large on a slide."""
    page = Page(_SLIDE)
    draw_charts(page, page.layout.sheet.grown(-2), editions)
    canvas = page.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    whole = Image.frombuffer("RGBA", canvas.get_width_height(), pixels)
    whole.convert("RGB").save(out, "PNG", compress_level=6)
    return out.getvalue()


def draw_charts(page: Page, box: Box, editions: Sequence[Edition]) -> None:
    """Draw one chart a border, one below the other, and the days below the lowest.

    Parameters
    ----------
    page : Page
        The sheet.
    box : Box
        The room for all three, in millimetres.
    editions : sequence of Edition
        One a date, the earliest first; the last gives the borders and the last day.
    """
    last = editions[-1]
    last_day = last.scene.state.date
    first_day = min(editions[0].scene.state.first_day, last_day - timedelta(days=_LEAST_DAYS))
    high = (box.height - 4) / 3
    plots = []
    for index, stand in enumerate(last.scene.borders):
        top = box.top + index * high + 5
        plot = Box(box.left + 9, top, box.right - 28, top + high - 9)
        draw_chart(page, last.ledger, last.scene, stand, plot, first_day, last_day)
        plots.append(plot)
    draw_days(page, plots[-1], first_day, last_day)
