"""A sheet as PNG: 300 dots an inch, with what it is in text chunks."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from os import environ
from threading import Lock

import matplotlib as mpl
from events import Ledger
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dashboard.errors import SnapshotError
from dashboard.scene import Scene
from dashboard.snapshot.fonts import register_fonts
from dashboard.snapshot.page import DOTS_PER_INCH, SETTINGS, paper_size
from dashboard.snapshot.sheet import Sheet, build_sheet

# matplotlib's settings and FreeType's faces belong to the whole process: one sheet at a time.
_ONE_AT_A_TIME = Lock()


def draw_png(
    ledger: Ledger, scene: Scene, *, created: datetime | None = None, size: str = "a4"
) -> bytes:
    """Draw a scene as a PNG.

    Parameters
    ----------
    ledger : Ledger
        The reports.
    scene : Scene
        What is to be drawn.
    created : datetime, optional
        Time to write on the sheet, with its zone; without it ``SOURCE_DATE_EPOCH``, else now.
    size : str
        Paper size; A4 landscape is 3508 by 2480 pixels.

    Returns
    -------
    bytes
        The same for the same scene, time, size and version.

    Raises
    ------
    SnapshotError
        For an unknown size or a time without a zone.
    """
    paper = paper_size(size)
    moment = creation_time(created)
    with _ONE_AT_A_TIME, mpl.rc_context(SETTINGS):
        register_fonts()
        return to_png(build_sheet(ledger, scene, moment, paper))


def to_png(sheet: Sheet) -> bytes:
    """Return a sheet as PNG bytes, with its metadata as text chunks."""
    canvas = sheet.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    chunks = PngInfo()
    for name, text in sheet.metadata.items():
        if text.isascii():
            chunks.add_text(name, text)
        else:
            chunks.add_itxt(name, text, lang="en")
    buffer = io.BytesIO()
    dots = (DOTS_PER_INCH, DOTS_PER_INCH)
    drawn.convert("RGB").save(buffer, "PNG", pnginfo=chunks, dpi=dots, compress_level=6)
    return buffer.getvalue()


def creation_time(created: datetime | None) -> datetime:
    """Return the time to write on a sheet, in UTC and whole seconds.

    Raises
    ------
    SnapshotError
        For a time without a zone, or a ``SOURCE_DATE_EPOCH`` that is no number of seconds.
    """
    if created is None:
        epoch = environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            created = datetime.now(UTC)
        else:
            try:
                created = datetime.fromtimestamp(int(epoch), UTC)
            except (ValueError, OverflowError, OSError):
                raise SnapshotError(
                    f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds since 1970.'
                ) from None
    if created.tzinfo is None:
        raise SnapshotError(f"{created.isoformat()} has no zone. Write it as 2026-11-22T15:30Z.")
    return created.astimezone(UTC).replace(microsecond=0)
