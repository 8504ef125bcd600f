"""Folds letters: what differs only in case, accents or dashes is the same word in every search.

One rule for the search of events, the gazetteer, the names in columns of brought files and *Find*
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

SOUNDS: Mapping[str, str] = MappingProxyType(
    {
        **dict(zip("абвгдежзиіклмнопрстуфхцчшыэѣ", "abvhdezziiklmnaprstufhccsiee", strict=True)),
        **dict.fromkeys("ъь", ""),
        **{
            "ґ": "h",
            "є": "e",
            "щ": "s",
            "ю": "u",
            "я": "a",
            "љ": "l",
            "њ": "n",
            "ј": "i",
            "џ": "c",
        },
        **{"ья": "a", "ью": "u", "ье": "e", "ьё": "e", "ia": "a", "ie": "e", "io": "a", "iu": "u"},
        **{"ja": "a", "je": "e", "jo": "a", "ju": "u", "ya": "a", "ye": "e", "yo": "a", "yu": "u"},
        **{"shch": "s", "szcz": "s", "sch": "s", "tsch": "c", "sh": "s", "sz": "s", "zh": "z"},
        **{"rz": "z", "cz": "c", "ch": "c", "ts": "c", "tz": "c", "kh": "h", "ck": "k", "ph": "f"},
        **{"g": "h", "j": "i", "y": "i", "w": "v", "o": "a", "x": "ks", "q": "k"},
    }
)
"""Letters of folded names, each with what it sounds like in the spellings of this border.

Not a transliteration: what Belarusian, Russian, Polish, Lithuanian, Latvian and English write
otherwise for one sound (Kuznitsa, Kuźnica, Кузница; Hrodna, Grodno) becomes one letter. Asked only
when no name fits as it is written.
"""
_SOUND = re.compile("|".join(sorted(map(re.escape, SOUNDS), key=lambda s: (-len(s), s))))
_TWICE = re.compile(r"(.)\1+")

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


def sound(name: str) -> str:
    """Return what a folded name sounds like, for finding it in another spelling.

    >>> sound(fold_name("Кузница")) == sound(fold_name("Kuznitsa")) == sound(fold_name("Kuźnica"))
    True
    """
    heard = _SOUND.sub(lambda found: SOUNDS[found[0]], name)
    return _TWICE.sub(r"\1", heard)


def _small(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn").lower()
