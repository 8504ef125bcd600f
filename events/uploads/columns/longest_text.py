"""Finds the column that says in words what each row is about: the one with the longest texts."""

from __future__ import annotations

from collections.abc import Iterable

from events.uploads.columns.days import is_day
from events.uploads.columns.samples import filled_cells
from events.uploads.geometry.cells import is_geometry
from events.uploads.values.raw_table import RawTable

_MOST = 0.8
_SHORTEST = 4
_LINKS = ("http://", "https://", "www.", "mailto:")


def longest_text(table: RawTable, names: Iterable[str]) -> str | None:
    """Return the column of the longest texts, by the mean of its first filled cells.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    names : iterable of str
        Columns that may be it.

    Returns
    -------
    str or None
        None where no column holds words: numbers, days, links, codes and geometries are none.
    """
    found: dict[str, float] = {}
    for name in names:
        sample = filled_cells(table.column(name))
        if sample and sum(map(_is_words, sample)) >= _MOST * len(sample):
            found[name] = sum(map(len, sample)) / len(sample)
    longest = max(found, key=found.__getitem__, default=None)
    return longest if longest is not None and found[longest] >= _SHORTEST else None


def _is_words(cell: str) -> bool:
    """Tell whether a cell holds words: letters, more than digits, and no address or code."""
    letters = sum(sign.isalpha() for sign in cell)
    digits = sum(sign.isdigit() for sign in cell)
    if letters <= digits or (digits and " " not in cell):
        return False
    return not (cell.casefold().startswith(_LINKS) or is_geometry(cell) or is_day(cell))
