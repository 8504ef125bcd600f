"""The words that may stand in a day: a cell with any other is none, and costs no further look."""

from __future__ import annotations

import re
from functools import lru_cache

from events.uploads.columns.clocks import CLOCK_WORDS
from events.uploads.columns.day_forms import FORM_WORDS
from events.uploads.columns.day_ranges import RANGE_WORDS
from events.uploads.columns.month_names import month_number, roman_number, weekdays_named
from events.uploads.values.words import OPEN_WORDS
from geodata import fold

_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SLASHED = re.compile(r"[A-Za-z]/[A-Za-z]")
_KNOWN = CLOCK_WORDS | FORM_WORDS | RANGE_WORDS | OPEN_WORDS


def may_be_day(text: str) -> bool:
    """Tell whether every word of a tidy cell is one that days are written with.

    Zones by name, and what stands in brackets, are left to the readers of clocks.
    """
    # The first word of prose is enough, however long the cell.
    words = (found[0] for found in _WORDS.finditer(text))
    if not all(map(_is_known, words)) and not _is_marked(text):
        return False
    return _DIGIT.search(text) is not None


def _is_marked(text: str) -> bool:
    return "[" in text or "(" in text or ("/" in text and _SLASHED.search(text) is not None)


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    if len(word) == 1 or fold(word) in _KNOWN:
        return True
    return (
        month_number(word) is not None
        or bool(weekdays_named(word))
        or roman_number(word) is not None
    )
