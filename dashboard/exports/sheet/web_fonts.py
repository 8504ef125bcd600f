"""The letters a sheet uses, as fonts that travel within an SVG."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from functools import lru_cache

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from dashboard.exports.fonts import FACE, FALLBACK, font_paths


def font_faces(texts: Iterable[Text]) -> str:
    """Return the ``@font-face`` rules for the letters of some texts.

    A letter the sheet's own face lacks comes from the fallback, as when it is drawn.
    """
    used: dict[tuple[int, bool], set[str]] = {}
    for text in texts:
        key = (int(text.get_fontweight()), text.get_fontstyle() == "italic")
        used.setdefault(key, set()).update(text.get_text())
    rules = []
    for (weight, italic), letters in sorted(used.items()):
        missing = letters
        for name, path in zip((FACE, FALLBACK), font_paths(weight, italic), strict=True):
            held = {letter for letter in missing if letter in _letters(path)}
            missing = missing - held
            if held:
                rules.append(_rule(name, weight, italic, path, "".join(sorted(held))))
    return "\n".join(rules)


@lru_cache(maxsize=16)
def _letters(path: str) -> frozenset[str]:
    return frozenset(map(chr, FT2Font(path).get_charmap()))


def _rule(name: str, weight: int, italic: bool, path: str, letters: str) -> str:
    data = base64.b64encode(_subset(path, letters)).decode("ascii")
    style = "italic" if italic else "normal"
    return (
        f"@font-face{{font-family:'{name}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/woff;base64,{data}) format('woff');}}"
    )


@lru_cache(maxsize=32)
def _subset(path: str, letters: str) -> bytes:
    """Return a font with only some letters; the same bytes for the same letters."""
    options = subset.Options(
        flavor="woff", hinting=False, layout_features=["kern"], name_IDs=[1, 2, 13, 14]
    )
    options.recalc_timestamp = False
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        buffer = io.BytesIO()
        font.save(buffer)
    return buffer.getvalue()
