"""The rows kept of a file, as columns: ready to be packed for the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

import numpy as np

from events.period import Precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRECISIONS: tuple[Precision, ...] = tuple(Precision)
"""``Imported.precision`` holds indices into this."""


class Doubt(IntFlag):
    """Why a kept row is doubtful; one row may be so for several reasons."""

    OUTSIDE = 1
    FAR = 2
    NEGATIVE = 4
    SWAPPED = 8
    DUPLICATE = 16
    REPEATED = 32
    REDUCED = 64
    UNKNOWN_AIRPORT = 128
    OTHER_ROUTE = 256
    ROUGH = 512
    NO_FIGURE = 1024


class TextColumn:
    """A column of texts in one buffer: a million short texts cost a few megabytes."""

    __slots__ = ("_bytes", "_ends")

    def __init__(self, data: bytes, ends: NDArray[np.int64]) -> None:
        self._bytes = data
        self._ends = ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> TextColumn:
        """Build a column of texts."""
        texts = list(texts)
        whole = "".join(texts)
        if whole.isascii():
            # A character is a byte: one encoding for all is far quicker than one for each.
            ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), dtype=np.int64)
            return cls(whole.encode("ascii"), ends)
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), dtype=np.int64)
        return cls(b"".join(parts), ends)

    @property
    def parts(self) -> tuple[bytes, NDArray[np.int64]]:
        """The buffer, and where each text ends in it."""
        return self._bytes, self._ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> str:
        count = len(self._ends)
        if not -count <= index < count:
            raise IndexError(index)
        index = int(index) % count
        start = int(self._ends[index - 1]) if index else 0
        return self._bytes[start : int(self._ends[index])].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self._ends.tolist():
            yield self._bytes[start:end].decode("utf-8", "surrogatepass")
            start = end

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TextColumn):
            return NotImplemented
        return self._bytes == other._bytes and np.array_equal(self._ends, other._ends)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """What was kept of one file, one entry a row, in the order of the file.

    Attributes
    ----------
    row : ndarray of int32
        Row number in the file.
    lon, lat : ndarray of float64
        WGS 84 degrees; NaN where the row gives no place.
    day, last_day : ndarray of datetime64[D]
        First and last day, both included; ``last_day`` is NaT when the row gives no end.
    precision : ndarray of uint8
        Index into `PRECISIONS`.
    kind : ndarray of int32
        Index into ``kinds``; the words are the file's own, empty when it gives none.
    value, low, high : ndarray of float64
        The number of the row; NaN is *not reported*, 0 is a reported zero.
    section : ndarray of int16
        Index into `geodata.load_border_sections()`; -1 for none within the stated distance.
    distance_km : ndarray of float32
        Geodesic distance to that section; NaN for none.
    country : ndarray of int16
        Index into ``countries`` (ISO 3166-1 alpha-2); -1 for none.
    in_forest : ndarray of bool
        Within the outline of the Białowieża Forest.
    origin, destination : ndarray of int16
        Index into ``airports`` (IATA codes); -1 for none. A row with both is a route event.
    doubts : ndarray of uint16
        `Doubt` flags.
    duplicate_of : ndarray of int32
        Index into ``event_ids``: the event of the ledger this row may be a report of; -1 for none.
    cells : mapping of str to TextColumn
        Every column of the file as text, in its order; nothing of the file is lost.
    roles : mapping of str to str
        Role (`Role` value) to column name.
    """

    row: NDArray[np.int32]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    day: NDArray[np.datetime64]
    last_day: NDArray[np.datetime64]
    precision: NDArray[np.uint8]
    kind: NDArray[np.int32]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    section: NDArray[np.int16]
    distance_km: NDArray[np.float32]
    country: NDArray[np.int16]
    in_forest: NDArray[np.bool_]
    origin: NDArray[np.int16]
    destination: NDArray[np.int16]
    doubts: NDArray[np.uint16]
    duplicate_of: NDArray[np.int32]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    airports: tuple[str, ...]
    event_ids: tuple[str, ...]
    cells: Mapping[str, TextColumn]
    roles: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.row)

    @property
    def located(self) -> NDArray[np.bool_]:
        """Whether each row has a place on the map: a section or a point."""
        found: NDArray[np.bool_] = (self.section >= 0) | ~np.isnan(self.lon)
        return found

    def text(self, role: str, index: int) -> str | None:
        """Return what one row says for a role; None when it says nothing."""
        name = self.roles.get(role)
        return None if name is None else self.cells[name][index] or None


ARRAYS = (
    *("row", "lon", "lat", "day", "last_day", "precision", "kind", "value", "low", "high"),
    *("section", "distance_km", "country", "in_forest", "origin", "destination", "doubts"),
    "duplicate_of",
)
"""Names of the numeric columns of `Imported`."""

WORDS = ("kinds", "countries", "airports", "event_ids")
"""Names of its word lists."""
