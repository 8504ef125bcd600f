"""Lines of letters in the order they are drawn: Arabic joined, right-to-left turned."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from matplotlib.text import Text

_BRACKETS = tuple(
    (
        re.compile(f"{re.escape(close)}([^{re.escape(begin + close)}]*){re.escape(begin)}"),
        rf"{begin}\1{close}",
    )
    for begin, close in ("()", "[]", "{}", "«»", "<>")
)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "RLE", "RLO"})


def is_turned(text: str) -> bool:
    """Tell whether a text has letters that run from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text
    )


@lru_cache(maxsize=1024)
def in_visual_order(text: str) -> str:
    """Return a line as it is drawn by what sets one letter after the other.

    Letters of Arabic take the form they have beside their neighbours, by its presentation forms;
    then the line is turned by the bidirectional algorithm of Unicode. Other lines stay as they
    are. Where letters are read again, as in SVG, the reader does both, and wants the line as it
    is written.
    """
    if not is_turned(text):
        return text
    from bidi import get_display

    # The line as a whole stays the page's, from left to right: a name within it is turned alone.
    shown = str(get_display(_reshaper().reshape(text), base_dir="L"))
    # The library turns the line and leaves brackets as they were: their backs face each other.
    for pattern, pair in _BRACKETS:
        shown = pattern.sub(pair, shown)
    return shown


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "support_ligatures": False})


class Letters(Text):
    """A line of words that knows how it is written, and holds how it is drawn."""

    def __init__(self, x: float, y: float, words: str, **style: Any) -> None:
        super().__init__(x, y, in_visual_order(words), **style)
        self.written = words
        """As it is read: in the order of its letters."""
