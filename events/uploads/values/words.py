"""Words and marks that stand in cells beside what they say: blanks, hyphens, *no data*, *still*."""

from __future__ import annotations

import re
from functools import lru_cache

from geodata import fold

# Marks nobody sees: directions, joiners, byte order, soft hyphens. They come along by copying.
_UNSEEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD, 0x61C]
)
_HYPHENS = dict.fromkeys(
    [*range(0x2010, 0x2016), 0x2212, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63, 0xFF0D, 0x2043], "-"
)
_BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_TIDY = {**_UNSEEN, **_HYPHENS, **_BLANKS}


def word_set(text: str, between: str = "|") -> frozenset[str]:
    """Return words that stand in one text, folded, as a set."""
    return frozenset(" ".join(fold(word).split()) for word in text.split(between))


_NO_DATA = word_set(
    "n/a|na|n.a.|n.a|n/d|nd|n.d.|n.d|nan|nil data|none|null|no data|not available|not known|"
    "not reported|unknown|unk|missing|tbd|tba|?|??|???|-|--|---|.|..|...|…|x|:|"
    "b.d.|b.d|bd|b/d|brak|brak danych|nie podano|nieznana|nieznany|nieznane|nie dotyczy|nd.|"
    "nera|nera duomenu|nenurodyta|nezinoma|nezinomas|"
    "nav|nav datu|nav zinams|nezinams|"
    "нет|нет данных|н/д|н.д.|нд|н/а|неизвестно|не указано|"
    "няма даных|невядома|немає даних|невідомо|"
    "<na>|<null>|(null)|(blank)|#n/a|#n/a n/a|#na|#null!|#value!|#ref!|#div/0!|#name?|#num!|"
    "#brak|#n/d|#arg!|#adr!|#дел/0!|#н/д|#знач!"
)
_OPEN = word_set(
    "present|now|today|ongoing|open|still|current|currently|to date|until now|continuing|"
    "until further notice|..|obecnie|nadal|trwa|do dzis|do teraz|do odwolania|bezterminowo|"
    "dabar|iki siol|tebevyksta|tebegalioja|neterminuotai|pasleik|joprojam|lidz sim|pasreiz|"
    "по настоящее время|настоящее время|н.в.|по н.в.|сейчас|до сих пор|бессрочно|"
    "па цяперашні час|дагэтуль|дотепер|досі|infinity|9999"
)
OPEN_WORDS = frozenset(word for phrase in _OPEN for word in re.findall(r"[^\W\d_]+", phrase))
"""Single words of what says that something is still so, folded."""


def tidy(text: str) -> str:
    """Return a cell without marks nobody sees, with single blanks and one kind of hyphen."""
    if not text.isascii():
        text = text.translate(_TIDY)
    # Patterns that allow blanks in many places would try each of a long run of them.
    return " ".join(text.split())


def is_digits(text: str) -> bool:
    """Tell whether a text is plain digits; superscripts and other scripts' digits are not."""
    return text.isascii() and text.isdigit()


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def is_no_data(text: str) -> bool:
    """Tell whether a cell says that there is nothing to say, in words or in a sign."""
    plain = tidy(text)
    return not plain or (len(plain) <= 20 and _folded(plain) in _NO_DATA)


def is_open(text: str) -> bool:
    """Tell whether a cell says that something is still so."""
    plain = tidy(text)
    return bool(plain) and len(plain) <= 30 and _folded(plain) in _OPEN
