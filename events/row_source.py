"""Rows that a ledger can be asked about and does not hold itself: what it asks of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from events.model import Event, Publisher, Report, Source
from events.period import Period

if TYPE_CHECKING:
    from events.routes import Route
    from events.selection import Selection


class RowSource(Protocol):
    """Rows of one file, say, each a report of an event once it is asked for.

    Ids are its own: what it does not know of, it answers with None.
    """

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day on which something begins; None without a row."""

    def report(self, report_id: str) -> Report | None:
        """Return the report of a row."""

    def event(self, event_id: str) -> Event | None:
        """Return an event by its id."""

    def event_for(self, report_id: str) -> Event | None:
        """Return the event that the report of a row belongs to."""

    def source(self, source_id: str) -> Source | None:
        """Return a source of the rows."""

    def publisher(self, publisher_id: str) -> Publisher | None:
        """Return who published them."""

    def events_in(self, window: Period, most: int) -> Iterable[Event]:
        """Return the events of the last ``most`` rows of a window, flights left out."""

    def routes(self, window: Period, most: int) -> Iterable[Route]:
        """Return the routes flown in a window, each with at most so many of its rows."""

    def unplaced_in(self, window: Period, most: int) -> Iterable[str]:
        """Return the reports of the last ``most`` flights of a window without both airports."""

    def arrivals(self, airport_iata: str) -> Iterable[date]:
        """Return the day of every flight to an airport, one for each row."""

    def narrowed(self, selection: Selection) -> RowSource:
        """Return only the rows that a selection lets through."""
