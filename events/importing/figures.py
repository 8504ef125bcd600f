"""Reads numbers as files write them, and tells when a comma may mean two things."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONGEST_PAIR = 100
_DIGITS = b"0123456789.-"
_LARGEST = 1e15
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_BLANKS = str.maketrans("", "", "   '’")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?", re.ASCII)
_COMMA_GROUPS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_POINT_GROUPS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_PAIR = re.compile(
    r"\(?\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:[;\s]|,\s|,(?=[+-]?\d+\.))\s*"
    r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*\)?",
    re.ASCII,
)
_POINT = re.compile(r"POINT\s*Z?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)", re.ASCII | re.IGNORECASE)


class FigureError(ValueError):
    """A cell that is no number; its text says why."""


def read_figure(text: str, decimal: str) -> float:
    """Read a number.

    Parameters
    ----------
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
    if not -_LARGEST < number < _LARGEST:
        raise FigureError("is too large a number")
    return number


def decimal_of(texts: Iterable[str], *, coordinates: bool = False) -> tuple[str | None, str | None]:
    """Return the decimal mark of a column, or None and a cell that may be read in two ways.

    Parameters
    ----------
    coordinates : bool
        Degrees have no thousands: a comma in them is a decimal comma.
    """
    texts = list(texts)
    if "," not in "".join(texts):
        return ".", None
    comma = point = False
    doubtful: str | None = None
    for text in texts:
        text = text.strip()
        if "," not in text:
            point = point or ("." in text and _PLAIN.fullmatch(text) is not None)
            continue
        grouped = _COMMA_GROUPS.fullmatch(text) is not None and not coordinates
        decimal = _COMMA.fullmatch(text) is not None
        if grouped and decimal:
            doubtful = doubtful or text
        elif grouped:
            point = True
        elif decimal or _POINT_GROUPS.fullmatch(text):
            comma = True
    if comma and not (point and doubtful):
        return ",", None
    if point or doubtful is None:
        return ".", None
    return None, doubtful


def read_pair(text: str) -> tuple[float, float]:
    """Read two coordinates of one cell, in the order they stand in.

    Raises
    ------
    FigureError
        When it holds no two numbers.
    """
    text = text.strip()
    # Blanks may stand in many places of a pair: a cell of blanks would be tried in each of them.
    short = len(text) <= _LONGEST_PAIR
    found = (_POINT.fullmatch(text) or _PAIR.fullmatch(text)) if short else None
    if found is None:
        raise FigureError("is not two coordinates")
    return read_figure(found[1].replace(",", "."), "."), read_figure(
        found[2].replace(",", "."), "."
    )


def is_point(text: str) -> bool:
    """Tell whether a cell is a WKT point, which is always longitude first."""
    text = text.strip()
    return len(text) <= _LONGEST_PAIR and _POINT.fullmatch(text) is not None


def plain_figures(column: list[str]) -> NDArray[np.float64] | None:
    """Read a column of digits, points and signs at once; None when it holds anything else."""
    whole = "".join(column)
    if not whole.isascii() or whole.encode("ascii").translate(None, _DIGITS):
        return None
    try:
        numbers = np.array([float(cell) if cell else np.nan for cell in column], dtype=np.float64)
    except ValueError:
        return None
    return None if (np.abs(numbers) >= _LARGEST).any() else numbers
