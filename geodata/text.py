"""Folds letters: what differs only in case, accents or dashes is the same word in every search.

One rule for the search of events, the gazetteer, the names in columns of brought files and *Go to*
on the map: the text is taken apart (Unicode NFKD), marks (category Mn) are dropped, letters are
made small, and those that Unicode does not take apart are replaced by a table. The browser is sent
folded names and the table, and does to what is typed what `fold_name` does.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_DASHES = "‐‑‒–—−"

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        **{"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "ς": "σ"},
        **{"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"},
        **dict.fromkeys(_DASHES, "-"),
    }
)
"""Small letters and dashes that Unicode does not take apart, each with what it is compared as."""

NAME_LETTERS: Mapping[str, str] = MappingProxyType(
    {**LETTERS, **dict.fromkeys(f"{_DASHES}-(),", " "), "’": "", "'": ""}
)
"""The same for names, in which dashes and brackets only part words and an apostrophe is nothing."""

_TABLE, _NAME_TABLE = str.maketrans(dict(LETTERS)), str.maketrans(dict(NAME_LETTERS))
# Written out, so that the browser parts words at the same characters.
_BLANKS = re.compile(r"[ \t\n\v\f\r]+")


def fold(text: str) -> str:
    """Return a text as it is searched: small letters without accents, plain dashes.

    >>> fold("Kuźnica–Bruzgi, ŁÓDŹ")
    'kuznica-bruzgi, lodz'
    """
    return text.lower() if text.isascii() else _small(text).translate(_TABLE)


def fold_name(text: str) -> str:
    """Return a name as it is compared: folded, in words with one space between.

    >>> fold_name("Białowieża – Pererov")
    'bialowieza pererov'
    """
    return _BLANKS.sub(" ", _small(text).translate(_NAME_TABLE)).strip(" ")


def _small(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn").lower()
