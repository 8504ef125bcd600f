"""The encoding of a text file: told by its first bytes, or asked for with renderings."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from events.uploads.values.errors import ChoiceNeededError, FileRefusedError
from events.uploads.values.receipt import Option, Question
from events.uploads.values.whole_text import is_whole, mended

__all__ = ["decode", "encoding_question", "is_whole", "mended"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = (
    *("cp1257", "cp1251", "cp1250", "cp1252", "iso8859-13", "iso8859-2", "iso8859-4"),
    *("iso8859-5", "koi8-r", "koi8-u", "cp852", "cp866", "cp775", "cp855"),
    *("mac_latin2", "mac_cyrillic"),
)
"""Code pages of the region's offices: of Windows, ISO, DOS and the Mac, the commonest first."""

MOST_OFFERED = 8
_USUAL = frozenset({"cp1257", "cp1251", "cp1250", "cp1252"})
_LETTERS = frozenset(
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
    "ąčęėįšųūžĄČĘĖĮŠŲŪŽāčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁіІўЎїЇєЄґҐ"
)
_WESTERN = frozenset("äöüßéèêàáâçíîñôúûåøæÄÖÜÉ")
_SIGNS = frozenset("–—„”“‘’«»°§№€…·©® \u00a0×µ²½")
SAMPLES = 3
_LONGEST_SAMPLE = 60
_LOOKED_AT = 10_000
_FOREIGN = re.compile(rb"[\x80-\xff]")
_BETWEEN_CELLS = re.compile(rb"[,;|\"\x00-\x1f]")


def decode(data: bytes, chosen: str | None) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Parameters
    ----------
    data : bytes
        The whole file.
    chosen : str or None
        The encoding a person named.

    Raises
    ------
    ChoiceNeededError
        The bytes fit several encodings.
    FileRefusedError
        They do not fit the chosen one, or are no text.
    """
    if chosen is not None:
        return _decode_as(data, chosen), chosen
    for mark, name in MARKS:
        if data.startswith(mark):
            return _decode_as(data, name), name
    wide = _wide(data)
    if wide is not None:
        return _decode_as(data, wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    raise ChoiceNeededError((encoding_question(data),))


def encoding_question(data: bytes) -> Question:
    """Return the question which encoding a text is in, each answer with a rendering."""
    samples: list[bytes] = []
    end = 0
    # A pattern for whole cells would try every start of a long one: its letters are found first.
    for found in islice(_FOREIGN.finditer(data), _LOOKED_AT):
        place = found.start()
        if place < end:
            continue
        before = _BETWEEN_CELLS.split(data[max(end, place - _LONGEST_SAMPLE) : place])[-1]
        after = _BETWEEN_CELLS.split(data[place : place + _LONGEST_SAMPLE])[0]
        end = place + len(after)
        sample = (before + after).strip()
        if sample not in samples:
            samples.append(sample)
        if len(samples) == SAMPLES:
            break
    rows = _rows_with(data)
    options: list[Option] = []
    seen: set[str] = set()
    for name in _offered(data):
        shown = " · ".join(sample.decode(name, "replace") for sample in samples)
        # Code pages that differ in other letters than these are one answer.
        if shown in seen:
            continue
        seen.add(shown)
        options.append(Option(name, shown))
    if re.search(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", data):
        shown = " · ".join(sample.decode("utf-8", "replace") for sample in samples)
        options.append(Option("utf-8", f"{shown} (rows with damaged letters are refused)"))
    told = "1 line has" if rows == 1 else f"{rows:,} lines have"
    text = f"In which of these do the names read right? {told} letters that differ."
    return Question("encoding", text, tuple(options))


def _rows_with(data: bytes) -> int:
    return sum(map(bool, map(_FOREIGN.search, data.splitlines())))


def _offered(data: bytes) -> list[str]:
    """Return the likeliest code pages, and those of Windows whatever they make of it."""
    likely = _by_likelihood(data)
    rest = [name for name in likely if name not in _USUAL]
    kept = _USUAL | set(rest[: MOST_OFFERED - len(_USUAL)])
    return [name for name in likely if name in kept]


def _by_likelihood(data: bytes) -> list[str]:
    """Return the code pages a text may be in, those whose letters are of the region first.

    A page earns for each byte that is a letter of the region in it, and loses for one that is a
    sign or a capital within a word, which no office writes.
    """
    head = b"".join(data[max(0, m.start() - 1) : m.end() + 1] + b" " for m in _first(data))
    points: dict[str, float] = {}
    for name in CANDIDATES:
        try:
            # A page that lacks one of its bytes cannot be the one the text was written in.
            codecs.decode(_kinds(data), name)
            text = head.decode(name)
        except UnicodeDecodeError:
            continue
        points[name] = _points(text)
    order = list(CANDIDATES)
    return sorted(points, key=lambda name: (-points[name], order.index(name)))


def _first(data: bytes) -> list[re.Match[bytes]]:
    return list(islice(_FOREIGN.finditer(data), 500))


def _kinds(data: bytes) -> bytes:
    """Return each foreign byte of a text once."""
    return bytes(sorted(set(data) - set(range(0x80))))


def _points(text: str) -> float:
    found = 0.0
    for before, letter in zip(" " + text, text, strict=False):
        if letter.isascii():
            continue
        if letter in _LETTERS:
            found += 1
            if letter.isupper() and before.islower():
                found -= 2
            if letter.isalpha() and before.isalpha() and not before.isascii():
                # Two alphabets do not share a word.
                found -= 2 * (("а" <= letter.lower() <= "ў") != ("а" <= before.lower() <= "ў"))
            if "а" <= letter.lower() <= "ў" and before.isascii() and before.isalpha():
                found -= 2
        elif letter in _SIGNS:
            found += 0.1
        elif letter in _WESTERN:
            found += 0.5
        else:
            found -= 2
    return found


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its null bytes on every other place."""
    head = data[:4000]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_as(data: bytes, name: str) -> str:
    try:
        info = codecs.lookup(name)
        if not getattr(info, "_is_text_encoding", True):
            raise LookupError(name)
        # Damaged UTF-8 is not a reason to lose the good rows; the bad ones are refused later.
        errors = "surrogateescape" if info.name in ("utf-8", "utf-8-sig") else "strict"
        text = data.decode(name, errors)
    except LookupError:
        raise FileRefusedError(
            f'"{name}" is not an encoding', f"Use one of: utf-8, {', '.join(CANDIDATES)}."
        ) from None
    except UnicodeError as error:
        at = f" (byte {error.start:,})" if isinstance(error, UnicodeDecodeError) else ""
        raise FileRefusedError(f"the text is not {name}{at}", "Choose another encoding.") from None
    return text.removeprefix("\ufeff")
