"""Validates in full what the confined process answers, before anything of it is used.

What reads a hostile file may have become hostile itself: an index beyond its list, a text cut
within a letter or a place off the globe is an answer that `to_bytes` never gives.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

import geodata
from events.uploads.values.imported import PRECISIONS, WORDS, Imported, TextColumn


def validate_text(column: TextColumn) -> None:
    """Make sure that a column of texts is one.

    Raises
    ------
    ValueError
        Its ends do not rise to the end of its bytes, a text is no UTF-8 (half characters are
        let through, as files hold them), or a text ends within a letter.
    """
    data, ends = column.parts
    if int(ends[-1]) if len(ends) else 0:
        if int(ends[0]) < 0 or bool((np.diff(ends) < 0).any()):
            raise ValueError("ends")
        held = np.frombuffer(data, dtype=np.uint8)
        within = ends[ends < len(held)]
        if bool(((held[within] & 0xC0) == 0x80).any()):
            raise ValueError("letters")
    if (int(ends[-1]) if len(ends) else 0) != len(data):
        raise ValueError("length of texts")
    data.decode("utf-8", "surrogatepass")


def validate_imported(imported: Imported) -> None:
    """Make sure that every column of kept rows holds what it may hold.

    Parameters
    ----------
    imported : Imported
        As it came; its columns are equally long already.

    Raises
    ------
    ValueError
        A column holds what no reader writes into it; the text is its name.
    """
    for words in (getattr(imported, name) for name in WORDS):
        if not all(isinstance(word, str) for word in words):
            raise ValueError("words")
    validate_roles(imported.roles, imported.cells)
    lists = {
        "precision": (0, len(PRECISIONS)),
        "kind": (0, len(imported.kinds)),
        "section": (-1, len(geodata.load_border_sections())),
        "country": (-1, len(imported.countries)),
        "origin": (-1, len(imported.airports)),
        "destination": (-1, len(imported.airports)),
        "duplicate_of": (-1, len(imported.event_ids)),
    }
    for name, (least, beyond) in lists.items():
        codes = getattr(imported, name)
        if len(codes) and not (least <= int(codes.min()) and int(codes.max()) < beyond):
            raise ValueError(name)
    if len(imported) and int(imported.row.min()) < 0:
        raise ValueError("row")
    _validate_range("lon", imported.lon, 180)
    _validate_range("lat", imported.lat, 90)
    if bool((np.isnan(imported.lon) != np.isnan(imported.lat)).any()):
        raise ValueError("place")
    for name in ("value", "low", "high", "distance_km"):
        _validate_range(name, getattr(imported, name), np.finfo(np.float64).max)
    for column in imported.cells.values():
        validate_text(column)


def validate_roles(roles: Mapping[str, str], cells: Mapping[str, TextColumn]) -> None:
    """Make sure that every role is a column that is there.

    Raises
    ------
    ValueError
        One is not.
    """
    if not isinstance(roles, Mapping) or not all(name in cells for name in roles.values()):
        raise ValueError("roles")


def _validate_range(name: str, numbers: NDArray[np.floating], most: float) -> None:
    """Allow *not reported*, and numbers between the limits: never an endless one."""
    if bool((np.abs(numbers) > most).any()):
        raise ValueError(name)
