"""Sheets as SVG: text stays text, its letters embedded, with title, description and metadata."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape

from matplotlib.figure import Figure
from matplotlib.text import Text

from dashboard.exports.sheet.elements import NAMESPACE, from_elements, to_elements
from dashboard.exports.sheet.page import HALO
from dashboard.exports.sheet.sheet import Sheet
from dashboard.exports.sheet.web_fonts import font_faces
from dashboard.exports.text_shaping import Letters

_HEAD = re.compile(r"^.*?<svg ([^>]*)>", re.DOTALL)
_OWN_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_LENGTH = re.compile(r'\b(width|height)="([\d.]+)pt"')
_UNTIMED = {"Date": None, "Creator": None, "Format": None, "Type": None}


def to_svg(sheet: Sheet) -> tuple[bytes, ...]:
    """Return each sheet as SVG bytes."""
    return tuple(
        _to_svg(figure, metadata, sheet.size.enlarged)
        for figure, metadata in zip(sheet.figures, sheet.metadata, strict=True)
    )


def _to_svg(figure: Figure, metadata: dict[str, str], enlarged: float) -> bytes:
    buffer = io.StringIO()
    with _named_apart(figure):
        figure.savefig(buffer, format="svg", metadata=_UNTIMED)
        faces = font_faces(t for t in figure.findobj(Text) if not _is_halo(t))
    drawn = _OWN_METADATA.sub("", buffer.getvalue(), count=1)
    head = _HEAD.match(drawn)
    assert head is not None, "matplotlib begins an SVG with its svg element"
    sized = _LENGTH.sub(lambda m: f'{m[1]}="{float(m[2]) * enlarged:.3f}pt"', head[1])
    title, told = escape(metadata["Title"]), escape(metadata["Description"])
    opening = f"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
<svg {sized} role="img" xml:lang="en" aria-labelledby="title" aria-describedby="description">
<title id="title">{title}</title>
<desc id="description">{told}</desc>
<metadata xmlns:bm="{NAMESPACE}">
{to_elements(metadata)}
</metadata>
<style type="text/css">
{faces}
</style>"""
    body = drawn[head.end() :].replace(f'<g id="{HALO}-', f'<g aria-hidden="true" id="{HALO}-')
    return (opening + body).encode("utf-8")


def _is_halo(text: Text) -> bool:
    return str(text.get_gid()).rpartition("-")[0] == HALO


@contextmanager
def _named_apart(figure: Figure) -> Iterator[None]:
    """Give every text an id of its own while the figure is written: ids are unique in XML.

    Words that run from right to left stand as they are written: whoever opens the file turns them.
    """
    texts = figure.findobj(Text)
    roles = [text.get_gid() for text in texts]
    drawn = [text.get_text() for text in texts]
    for number, (text, role) in enumerate(zip(texts, roles, strict=True), start=1):
        text.set_gid(f"{role}-{number}")
        if isinstance(text, Letters) and role != HALO:
            text.set_text(text.written)
    try:
        yield
    finally:
        for text, role, words in zip(texts, roles, drawn, strict=True):
            text.set_gid(role)
            text.set_text(words)


def read_svg(content: bytes) -> dict[str, str] | None:
    """Return the metadata of an SVG of ours; None when there is none."""
    start, end = content.find(b"<metadata "), content.find(b"</metadata>")
    if b"<svg" not in content[:2000] or not 0 <= start < end:
        return None
    return from_elements(content[start : end + len(b"</metadata>")])
