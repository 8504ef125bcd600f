"""Reads numbers as files write them, and tells when a mark in them may mean two things."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from events.uploads.values.words import tidy

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DIGITS = b"0123456789.-"
LARGEST = 1e15
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_BLANKS = str.maketrans("", "", " '’ʼ`´")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ '’ʼ`´]\d{3})+(?:[.,]\d+)?", re.ASCII)
_COMMA_GROUPS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_POINT_GROUPS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_ONE_GROUP = {
    ",": re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII),
    ".": re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII),
}
_NUMBERS = re.compile(r"[+-]?\d[\d.,' ’]*", re.ASCII)


class FigureError(ValueError):
    """A cell that is no number; its text says why."""


def read_figure(text: str, decimal: str) -> float:
    """Read a number.

    Parameters
    ----------
    text : str
        The cell.
    decimal : str
        ``.`` or ``,``: what stands before the decimals.

    Raises
    ------
    FigureError
        When it is no number written so.
    """
    text = text.strip()
    # The usual case first: most cells of most files are plain.
    if decimal == "." and _PLAIN.fullmatch(text):
        return _bounded(float(text))
    text = tidy(text)
    if _GROUPED.fullmatch(text):
        text = text.translate(_BLANKS)
    if decimal == ",":
        if _POINT_GROUPS.fullmatch(text):
            text = text.replace(".", "")
        elif "." in text and "," not in text and not _PLAIN.fullmatch(text):
            raise FigureError("is not a number")
        text = text.replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(text):
        text = text.replace(",", "")
    if not _PLAIN.fullmatch(text):
        raise FigureError("is not a number")
    return _bounded(float(text))


def _bounded(number: float) -> float:
    if not -LARGEST < number < LARGEST:
        raise FigureError("is too large a number")
    return number


def decimal_of(texts: Iterable[str], *, coordinates: bool = False) -> tuple[str | None, str | None]:
    """Return the decimal mark of a column, or None and a cell that may be read in two ways.

    A comma or a point before three digits may stand before decimals or between thousands; other
    cells of the column settle it, where they have another number of digits behind the mark, two
    groups, or both marks.

    Parameters
    ----------
    texts : iterable of str
        Cells of the column.
    coordinates : bool
        Degrees have no thousands: a comma in them is a decimal comma, a point a decimal point.
    """
    texts = list(texts)
    joined = "".join(texts)
    one_mark = ("," in joined) != ("." in joined)
    if "," not in joined and (coordinates or "." not in joined):
        return ".", None
    comma = point = False
    doubtful: dict[str, str] = {}
    for cell in texts:
        # A cell may hold words or two numbers; each number says what it says.
        for text in _NUMBERS.findall(tidy(cell)):
            text = text.strip(" .,'’")
            mark = _mark_of(text)
            if mark is None:
                continue
            if not coordinates and _ONE_GROUP[mark].fullmatch(text):
                doubtful.setdefault(mark, text)
            elif _grouped(text, mark):
                # Between thousands stands the mark that does not stand before decimals.
                comma, point = comma or mark == ".", point or mark == ","
            elif mark == ",":
                comma = True
            else:
                point = True
        if one_mark and (comma or point):
            break
    if comma and not point:
        return ",", None
    if point and not comma:
        return ".", None
    if not doubtful:
        return ",", None
    return None, next(iter(doubtful.values()))


def _mark_of(text: str) -> str | None:
    """Return the last of the marks in a number; None for a whole number."""
    last = max(text.rfind(","), text.rfind("."))
    return None if last < 0 else text[last]


def _grouped(text: str, mark: str) -> bool:
    """Tell whether the last mark of a number stands between thousands for certain."""
    groups = _COMMA_GROUPS if mark == "," else _POINT_GROUPS
    return text.count(mark) > 1 and groups.fullmatch(text) is not None


def plain_figures(column: list[str]) -> NDArray[np.float64] | None:
    """Read a column of digits, points and signs at once; None when it holds anything else."""
    whole = "".join(column)
    if not whole.isascii() or whole.encode("ascii").translate(None, _DIGITS):
        return None
    try:
        numbers = np.array([float(cell) if cell else np.nan for cell in column], dtype=np.float64)
    except ValueError:
        return None
    return None if (np.abs(numbers) >= LARGEST).any() else numbers
