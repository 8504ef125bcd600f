"""Sheets as PNG: 300 dots an inch, with what they are in text chunks."""

from __future__ import annotations

import io
import struct
from typing import cast

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dashboard.exports.sheet.sheet import Sheet
from dashboard.exports.sheet.sizes import DOTS_PER_INCH

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def to_png(sheet: Sheet) -> tuple[bytes, ...]:
    """Return each sheet as PNG bytes, with its metadata as text chunks before the picture."""
    return tuple(
        _to_png(cast(FigureCanvasAgg, figure.canvas), metadata)
        for figure, metadata in zip(sheet.figures, sheet.metadata, strict=True)
    )


def _to_png(canvas: FigureCanvasAgg, metadata: dict[str, str]) -> bytes:
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), pixels)
    chunks = PngInfo()
    for name, text in metadata.items():
        if text.isascii():
            chunks.add_text(name, text)
        else:
            chunks.add_itxt(name, text, lang="en")
    buffer = io.BytesIO()
    dots = (DOTS_PER_INCH, DOTS_PER_INCH)
    drawn.convert("RGB").save(buffer, "PNG", pnginfo=chunks, dpi=dots, compress_level=6)
    return buffer.getvalue()


def read_png(content: bytes) -> dict[str, str] | None:
    """Return the text chunks before the picture; None when the file is no PNG.

    The picture itself is not opened: what comes from elsewhere may be made to fill the memory.
    """
    if not content.startswith(SIGNATURE):
        return None
    found: dict[str, str] = {}
    at = len(SIGNATURE)
    while at + 8 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            break
        if kind == b"tEXt":
            name, _, text = body.partition(b"\0")
            found[name.decode("latin-1")] = text.decode("latin-1")
        elif kind == b"iTXt":
            name, _, rest = body.partition(b"\0")
            # Two flags of compression, then language and translated name, each ended by a zero.
            parts = rest[2:].split(b"\0", 2)
            if rest[:1] == b"\0" and len(parts) == 3:
                found[name.decode("latin-1")] = parts[2].decode("utf-8", "replace")
        at += 12 + length
    return found
