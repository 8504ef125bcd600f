"""The typeface of the sheet: which files, how wide a text runs, where a line breaks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import font_source_sans_pro
from matplotlib import font_manager, get_data_path
from matplotlib.ft2font import FT2Font, LoadFlags

from dashboard.exports.text_shaping import in_visual_order

POINT_MM = 25.4 / 72
"""Millimetres of a typographic point."""

FACE = "Border Monitor Source Sans"
# A name of its own: what else is installed on the machine can never take its place.
FALLBACK = "DejaVu Sans"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700

_FILES = {
    (REGULAR, False): ("SourceSansPro-Regular.ttf", "DejaVuSans.ttf"),
    (SEMIBOLD, False): ("SourceSansPro-Semibold.ttf", "DejaVuSans-Bold.ttf"),
    (BOLD, False): ("SourceSansPro-Bold.ttf", "DejaVuSans-Bold.ttf"),
    (REGULAR, True): ("SourceSansPro-It.ttf", "DejaVuSans-Oblique.ttf"),
}
_NO_GLYPH = "\ufffd"
_LONGEST = 2000
_MOST_KINDS = 4


def font_paths(weight: int, italic: bool) -> tuple[str, str]:
    """Return the files of a face and of its fallback."""
    source, fallback = _FILES[weight, italic]
    own = Path(font_source_sans_pro.__path__[0]) / "files" / source
    return str(own), str(Path(get_data_path()) / "fonts" / "ttf" / fallback)


@cache
def register_fonts() -> None:
    """Make the faces known to matplotlib, once a process."""
    for weight, italic in _FILES:
        for name, path in zip((FACE, FALLBACK), font_paths(weight, italic), strict=True):
            if name == FACE:
                font_manager.fontManager.ttflist.append(
                    font_manager.FontEntry(
                        fname=path,
                        name=name,
                        style="italic" if italic else "normal",
                        variant="normal",
                        weight=weight,
                        stretch="normal",
                        size="scalable",
                    )
                )


@cache
def _faces(weight: int, italic: bool) -> tuple[FT2Font, ...]:
    return tuple(FT2Font(path, hinting_factor=1) for path in font_paths(weight, italic))


@cache
def _known() -> frozenset[int]:
    faces = (font_manager.get_font(path) for path in font_paths(REGULAR, False))
    return frozenset(code for face in faces for code in face.get_charmap())


def clean_text(text: str) -> str:
    """Return a text that can be set: one line, no controls, a sign for what no face has.

    Parameters
    ----------
    text : str
        Anything a table may hold.

    Returns
    -------
    str
        Composed (NFC); white space as single spaces; control, direction and private characters
        and noncharacters dropped; at most 2,000 characters, with an ellipsis when there were more.
    """
    kept = []
    # More than a sheet can hold is not worth looking through.
    for sign in unicodedata.normalize("NFC", text[: 2 * _LONGEST]):
        if sign.isspace():
            kept.append(" ")
        elif unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            kept.append(sign if ord(sign) in _known() else _NO_GLYPH)
    found = " ".join("".join(kept).split(" ")).strip()
    return found if len(found) <= _LONGEST else found[:_LONGEST].rstrip() + "…"


def lacking_words(texts: Iterable[str]) -> str:
    """Name the letters of some texts that no face has, by their script; empty for none.

    Returns
    -------
    str
        As in "2 of CJK, 1 of books": what stands there as a sign for a missing letter.
    """
    found = {
        sign
        for text in texts
        for sign in unicodedata.normalize("NFC", text[:_LONGEST])
        if clean_text(sign) == _NO_GLYPH and sign != _NO_GLYPH
    }
    kinds = Counter(_kind(sign) for sign in found)
    ordered = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    told = [f"{count} {kind}" for kind, count in ordered[:_MOST_KINDS]]
    rest = sum(count for _, count in ordered[_MOST_KINDS:])
    return ", ".join([*told, f"{rest} others"] if rest else told)


_KINDS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}


def _kind(sign: str) -> str:
    """Return the script of a letter by its Unicode name; signs are pictograms."""
    if unicodedata.category(sign) in {"So", "Sk"}:
        return "pictograms"
    first = unicodedata.name(sign, "unnamed").split(" ")[0]
    return _KINDS.get(first, first.capitalize())


def text_width(text: str, size_pt: float, weight: int = REGULAR, italic: bool = False) -> float:
    """Return the width of a line of text in millimetres.

    The sum of the letters' advances: without kerning, which mostly draws letters together, so
    that a line never turns out wider than the room kept for it.

    Parameters
    ----------
    text : str
        One line.
    size_pt : float
        Size of the letters in points.
    weight : int
        Of the typeface, 400 for regular.
    italic : bool
        Whether the letters slant.
    """
    ems = sum(_advance(sign, weight, italic) for sign in in_visual_order(text))
    return ems * size_pt * POINT_MM


@lru_cache(maxsize=4096)
def _advance(sign: str, weight: int, italic: bool) -> float:
    """Return the advance of one letter in shares of the size."""
    faces = _faces(weight, italic)
    face = next((face for face in faces if face.get_char_index(ord(sign))), faces[-1])
    face.set_size(100, 72)
    # 16.16 fixed point, scaled and without hinting.
    return face.load_char(ord(sign), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


def wrap(
    text: str, width_mm: float, size_pt: float, weight: int = REGULAR, most_lines: int | None = None
) -> list[str]:
    """Break a text into lines; what is beyond the last line becomes an ellipsis.

    Parameters
    ----------
    text : str
        Words between single blanks.
    width_mm : float
        Width of the column.
    size_pt : float
        Size of the letters, in points.
    weight : int
        Of the typeface.
    most_lines : int, optional
        Lines there is room for; without it there are as many as needed.

    Returns
    -------
    list of str
        A word wider than the column is broken.
    """
    lines: list[str] = []
    line = ""
    # Only plain spaces break: what is bound by no-break spaces stays together.
    for word in filter(None, text.split(" ")):
        rest = word
        while rest:
            tried = f"{line} {rest}" if line else rest
            if text_width(tried, size_pt, weight) <= width_mm:
                line, rest = tried, ""
            elif line:
                lines.append(line)
                line = ""
            else:
                fits = _fitting(rest, width_mm, size_pt, weight)
                lines.append(rest[:fits])
                rest = rest[fits:]
            if most_lines is not None and len(lines) >= most_lines and (line or rest):
                return [
                    *lines[: most_lines - 1],
                    _cut(lines[most_lines - 1], width_mm, size_pt, weight),
                ]
    return [*lines, line] if line else lines


def shorten(text: str, width_mm: float, size_pt: float, weight: int = REGULAR) -> str:
    """Return the text if it fits into one line, else its beginning and an ellipsis.

    Parameters
    ----------
    text : str
        What may be too long.
    width_mm : float
        The room, in millimetres.
    size_pt : float
        Size of the letters in points.
    weight : int
        Of the typeface, 400 for regular.
    """
    return next(iter(wrap(text, width_mm, size_pt, weight, most_lines=1)), "")


def _fitting(word: str, width_mm: float, size_pt: float, weight: int) -> int:
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(word[:middle], size_pt, weight) <= width_mm:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(line: str, width_mm: float, size_pt: float, weight: int) -> str:
    while line and text_width(line + "…", size_pt, weight) > width_mm:
        line = line[:-1].rstrip()
    return line.rstrip(" ,;:.") + "…"
