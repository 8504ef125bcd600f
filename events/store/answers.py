"""What is asked of the rows of a store, and what the answers are: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from events.where import Where

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Days = NDArray[np.datetime64]
    Numbers = NDArray[np.float64]
    Texts = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of a store a question is about. What is None asks for nothing.

    Attributes
    ----------
    first_day, last_day : date or None
        The first day of a row lies on or between them.
    kinds : tuple of str, or None
        Kinds as the files have them, empty for rows that say none. Of no kind at all is no row.
    where : Where or None
        A border or a section: rows on it. A view or an area: rows whose point lies within, and rows
        without a point on a section that does.
    """

    first_day: date | None = None
    last_day: date | None = None
    kinds: tuple[str, ...] | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """Events by where they are; `events` of them together.

    Attributes
    ----------
    sections : mapping of str to int
        By id of the section, in the order of the ids; those without an event are not named.
    elsewhere : int
        Events with a point that is near no section.
    not_located : int
        Events without a point and without a section.
    """

    sections: Mapping[str, int]
    elsewhere: int
    not_located: int

    @property
    def events(self) -> int:
        """All events that were asked for."""
        return sum(self.sections.values()) + self.elsewhere + self.not_located


@dataclass(frozen=True, slots=True, eq=False)
class DayCounts:
    """Events by their first day; a day without one is left out.

    Attributes
    ----------
    days : ndarray of datetime64[D]
        In order.
    events : ndarray of int64
        Of each day, never 0.
    """

    days: Days
    events: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class StoreRows:
    """Rows of a store, sorted by first day, source and number; a column is an array.

    Attributes
    ----------
    total : int
        Rows that were asked for; there are fewer here where the limit cut them.
    source : ndarray of str
        The first twelve digits of the SHA-256 of the file.
    row : ndarray of int64
        Number of the row in its file.
    day, last_day : ndarray of datetime64[D]
        NaT for a last day that was not told.
    precision, kind, title, section : ndarray of (str or None)
        Texts as the file has them; the section by its id.
    lon, lat : ndarray of float64
        Degrees of WGS 84; NaN without a point.
    value, low, high : ndarray of float64
        NaN where nothing was told.
    """

    total: int
    source: Texts
    row: NDArray[np.int64]
    day: Days
    last_day: Days
    precision: Texts
    kind: Texts
    title: Texts
    lon: Numbers
    lat: Numbers
    section: Texts
    value: Numbers
    low: Numbers
    high: Numbers

    def __len__(self) -> int:
        return len(self.row)
