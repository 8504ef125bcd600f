"""The rows of a brought file that take part, by day: asked for by window or by id.

Long because all questions about rows are answered from one order by day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

import geodata
from events.model import Event, Place, PlaceKind, Publisher, Report, Source
from events.overlay import Showing
from events.period import Period
from events.routes import Route
from events.uploads.columns.days import EPOCH_ORDINAL
from events.uploads.layers.filter import passing_rows
from events.uploads.layers.flights import flown_routes
from events.uploads.layers.layer import Layer, row_title
from events.uploads.layers.report import period_of, place_of, report_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from events.selection import Selection

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The days a clock can show; rows before and after them are kept, and never on show."""
_NO_END = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Rows of one window: ``sections + points + not_located == in_window``.

    Attributes
    ----------
    attached : int
        Of them, those that stand under an event of the reference.
    figures : int
        Of them, those that count as figures of a measure of ours.
    on_ground : int
        Of them, those that are events of their own.
    by_section : tuple of (str, int)
        Section id and number of rows, most first.
    """

    in_window: int
    sections: int
    points: int
    not_located: int
    attached: int
    figures: int
    on_ground: int
    by_section: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LayerRows:
    """Rows of one layer.

    Attributes
    ----------
    layer : Layer
        What they are rows of.
    showing : Showing
        How it stands to the reference.
    positions : ndarray of int32
        Every row that takes part, ascending by first day.
    ground : ndarray of int32
        Those that are events of their own.
    by_air : ndarray of int32
        Those that are flights.
    categories : tuple of str
        Category of an event by the code of its kind.
    figures : ndarray of int32
        Those that count as figures of a measure of ours.
    refused : tuple of str
        Why rows of a table of flow reports are no such figures.
    """

    layer: Layer
    showing: Showing
    positions: NDArray[np.int32]
    ground: NDArray[np.int32]
    by_air: NDArray[np.int32]
    categories: tuple[str, ...]
    figures: NDArray[np.int32]
    refused: tuple[str, ...] = ()

    def narrowed(self, selection: Selection) -> LayerRows:
        """Return only the rows that a selection lets through."""
        return self.masked(passing_rows(self.layer, selection))

    def masked(self, mask: NDArray[np.bool_]) -> LayerRows:
        """Return only the rows that a mask over all rows of the layer lets through."""
        return replace(
            self,
            positions=self.positions[mask[self.positions]],
            ground=self.ground[mask[self.ground]],
            by_air=self.by_air[mask[self.by_air]],
            figures=self.figures[mask[self.figures]],
        )

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day on which something begins; None without a row."""
        if not len(self.positions):
            return None
        first, last = self.firsts(self.positions[[0, -1]]).tolist()
        return (
            min(max(date.fromordinal(first + EPOCH_ORDINAL), FIRST), LAST),
            min(max(date.fromordinal(last + EPOCH_ORDINAL), FIRST), LAST),
        )

    def firsts(self, positions: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the first day of rows, in days since 1970."""
        return self.layer.imported.day[positions].astype(np.int32)

    def lasts(self, positions: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the last day of rows, in days since 1970; the largest number for no end."""
        days = self.layer.imported.last_day[positions]
        return np.where(np.isnat(days), _NO_END, days.astype(np.int64)).astype(np.int32)

    def within(self, positions: NDArray[np.int32], window: Period) -> NDArray[np.int32]:
        """Return those of some rows, ascending by first day, that share a day with a window."""
        start = window.start.toordinal() - EPOCH_ORDINAL
        end = _NO_END if window.end is None else window.end.toordinal() - EPOCH_ORDINAL
        firsts = self.firsts(positions)
        begin, stop = np.searchsorted(firsts, [start, end])
        earlier = positions[:begin]
        still = earlier[self.lasts(earlier) >= start]
        return np.concatenate([still, positions[begin:stop]])

    def counts_in(self, window: Period) -> RowCounts:
        """Count the rows of a window by where they stand."""
        found = self.within(self.positions, window)
        brought = self.layer.imported
        section = brought.section[found]
        sections = int((section >= 0).sum())
        located = int(brought.located[found].sum())
        numbers = np.bincount(section[section >= 0], minlength=1)
        names = geodata.load_border_sections()
        order = sorted(np.flatnonzero(numbers).tolist(), key=lambda i: (-int(numbers[i]), i))
        on_ground = len(self.within(self.ground, window))
        by_air = len(self.within(self.by_air, window))
        figures = len(self.within(self.figures, window))
        return RowCounts(
            in_window=len(found),
            sections=sections,
            points=located - sections,
            not_located=len(found) - located,
            attached=len(found) - on_ground - by_air - figures,
            figures=figures,
            on_ground=on_ground,
            by_section=tuple((names[i].id, int(numbers[i])) for i in order),
        )

    def events_in(self, window: Period, most: int) -> tuple[Event, ...]:
        """Return the last ``most`` events of a window, those by air left out, by first day."""
        found = self.within(self.ground, window)
        return tuple(map(self.event_at, found[max(0, len(found) - most) :].tolist()))

    def category_at(self, position: int) -> str:
        """Return the category of a row's event."""
        return self.categories[int(self.layer.imported.kind[position])]

    def event_at(self, position: int) -> Event:
        """Return the event that a row alone makes."""
        layer = self.layer
        id_ = f"{layer.id}-{position}"
        flown = bool(layer.by_air[position])
        return Event(
            id=id_,
            kind="flight" if flown else "incident",
            category="aviation" if flown else self.category_at(position),
            title=row_title(layer, position),
            period=period_of(layer.imported, position),
            place=place_of(layer, position),
            report_ids=(id_,),
            contested=False,
            why="",
            layer=layer.number,
        )

    def report(self, report_id: str) -> Report | None:
        """Return the report of a row by its id; None for any other id."""
        position = self._position(report_id)
        if position is None:
            return None
        return report_of(self.layer, position, self.category_at(position))

    def event(self, event_id: str) -> Event | None:
        """Return the event of a row, or all flights of one route; None for any other id."""
        position = self._position(event_id)
        if position is not None:
            return None if self._on_route(position) else self.event_at(position)
        for lane in self.lanes():
            if event_id == self.lane_id(*lane):
                return self.lane_event(*lane)
        return None

    def event_for(self, report_id: str) -> Event | None:
        """Return the event a row's report belongs to; None for any other id."""
        position = self._position(report_id)
        if position is None:
            return None
        if not self._on_route(position):
            return self.event_at(position)
        brought = self.layer.imported
        return self.lane_event(int(brought.origin[position]), int(brought.destination[position]))

    def source(self, source_id: str) -> Source | None:
        """Return the file as a source, or one that it names; None for any other id."""
        layer = self.layer
        if source_id == layer.id:
            return layer.source()
        number = source_id.removeprefix(f"{layer.id}-s")
        if number != source_id and number.isdecimal() and int(number) < len(layer.row_sources):
            return layer.source(int(number))
        return None

    def publisher(self, publisher_id: str) -> Publisher | None:
        """Return who published the file; None for any other id."""
        publisher = self.layer.publisher
        return publisher if publisher.id == publisher_id else None

    def unplaced_in(self, window: Period, most: int) -> tuple[str, ...]:
        """Return reports of the last ``most`` flights of a window without both airports."""
        found = self.within(self.by_air, window)
        brought = self.layer.imported
        found = found[(brought.origin[found] < 0) | (brought.destination[found] < 0)]
        return tuple(
            f"{self.layer.id}-{position}"
            for position in found[max(0, len(found) - most) :].tolist()
        )

    def _on_route(self, position: int) -> bool:
        brought = self.layer.imported
        return bool(brought.origin[position] >= 0 and brought.destination[position] >= 0)

    def lanes(self) -> list[tuple[int, int]]:
        """Return origin and destination of every route flown, as indices into its airports."""
        brought = self.layer.imported
        pairs = np.stack([brought.origin[self.by_air], brought.destination[self.by_air]], axis=1)
        pairs = pairs[(pairs >= 0).all(axis=1)]
        return [(int(a), int(b)) for a, b in np.unique(pairs, axis=0)] if len(pairs) else []

    def routes(self, window: Period, most: int) -> tuple[Route, ...]:
        """Return the routes flown in a window, each with at most so many of its rows."""
        return tuple(flown_routes(self, window, most))

    def arrivals(self, airport_iata: str) -> Iterator[date]:
        """Yield the day of every flight to an airport, one for each row."""
        codes = self.layer.imported.airports
        for origin, destination in self.lanes():
            if codes[destination] == airport_iata:
                for day in self.firsts(self.on_lane(origin, destination)).tolist():
                    yield date.fromordinal(day + EPOCH_ORDINAL)

    def lane_id(self, origin: int, destination: int) -> str:
        """Return the id of the event that gathers the flights of a route."""
        codes = self.layer.imported.airports
        return f"{self.layer.id}-{codes[origin]}-{codes[destination]}"

    def on_lane(self, origin: int, destination: int) -> NDArray[np.int32]:
        """Return the rows that are flights of a route, ascending by first day."""
        brought, rows = self.layer.imported, self.by_air
        mask = (brought.origin[rows] == origin) & (brought.destination[rows] == destination)
        found: NDArray[np.int32] = rows[mask]
        return found

    def lane_event(self, origin: int, destination: int) -> Event:
        """Return the event that gathers the flights of a route."""
        rows = self.on_lane(origin, destination)
        codes, layer = self.layer.imported.airports, self.layer
        first = period_of(layer.imported, int(rows[0]))
        last = period_of(layer.imported, int(rows[-1]))
        return Event(
            id=self.lane_id(origin, destination),
            kind="flight",
            category="aviation",
            title=f"Flights {codes[origin]} to {codes[destination]}, {layer.title}",
            period=Period.of_days(first.start, max(first.start, last.last_day or last.start)),
            place=_in_the_air(layer, codes[destination]),
            report_ids=tuple(f"{layer.id}-{position}" for position in rows.tolist()),
            contested=False,
            why="",
            layer=layer.number,
        )

    def _position(self, id_: str) -> int | None:
        text = id_.removeprefix(f"{self.layer.id}-")
        if text == id_ or not (text.isascii() and text.isdecimal() and str(int(text)) == text):
            return None
        return int(text) if int(text) < len(self.layer.imported) else None


def _in_the_air(layer: Layer, code: str) -> Place:
    return Place(
        id=f"{layer.id}-{code}",
        name=f"airport {code}",
        kind=PlaceKind.AIRPORT,
        borders=(),
        section_ids=(),
        lon=None,
        lat=None,
        precision_km=None,
        coordinate_source=None,
        stretch_id=None,
        airport_iata=code,
        near_border=False,
        located_how=f"airports as named in {layer.file}",
    )
