"""The encoding of a text file: told by its first bytes, or asked for with renderings."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from events.importing.errors import ChoiceNeededError, FileRefusedError
from events.importing.receipt import Option, Question
from events.importing.whole_text import is_whole, mended

__all__ = ["decode", "encoding_question", "is_whole", "mended"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("cp1257", "cp1251", "cp1250", "cp1252")
"""Baltic, Cyrillic, Central European and Western: the code pages of the region's offices."""

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
    options: list[Option] = []
    for name in CANDIDATES:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        options.append(Option(name, " · ".join(sample.decode(name) for sample in samples)))
    if re.search(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", data):
        shown = " · ".join(sample.decode("utf-8", "replace") for sample in samples)
        options.append(Option("utf-8", f"{shown} (rows with damaged letters are refused)"))
    return Question("encoding", "In which of these do the names read right?", tuple(options))


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
