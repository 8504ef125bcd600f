"""What a ledger holds as a source of rows and which has no row of any day: backgrounds, stores."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from events.model import Event, Publisher, Source
from events.period import Period
from events.uploads.layers.layer import BROUGHT_FILE
from events.uploads.layers.provenance import Provenance

if TYPE_CHECKING:
    from events.routes import Route
    from events.selection import Selection


class RowlessSource:
    """Answers what a ledger asks of a `RowSource`: it is a source, and has no report or event.

    Whoever inherits says under which id it is known, who says so, and by what it is found again.
    """

    __slots__ = ()

    provenance: Provenance

    @property
    @abstractmethod
    def id(self) -> str:
        """Id of its source."""

    @property
    @abstractmethod
    def address_note(self) -> str:
        """By what it is found again, since it has no address."""

    @property
    def days(self) -> tuple[date, date] | None:
        """None: it has no day."""
        return None

    def report(self, report_id: str) -> None:
        """Return None: no row of it is a report."""
        del report_id

    def event(self, event_id: str) -> None:
        """Return None: no row of it is an event."""
        del event_id

    def event_for(self, report_id: str) -> None:
        """Return None: no row of it is an event."""
        del report_id

    def source(self, source_id: str) -> Source | None:
        """Return it as a source."""
        if source_id != self.id:
            return None
        publisher = self._publisher
        return Source(
            id=self.id,
            publisher_id=publisher.id,
            title=self.provenance.title,
            author=None,
            published=None,
            address=None,
            kind=BROUGHT_FILE,
            address_note=self.address_note,
            publisher_name=publisher.name,
            reliability=publisher.reliability,
        )

    def publisher(self, publisher_id: str) -> Publisher | None:
        """Return who put it out."""
        return self._publisher if publisher_id == self.id else None

    @property
    def _publisher(self) -> Publisher:
        return self.provenance.publisher_of(self.id, BROUGHT_FILE)

    def events_in(self, window: Period, most: int) -> Iterable[Event]:
        """Return nothing: it has no events."""
        del window, most
        return ()

    def routes(self, window: Period, most: int) -> Iterable[Route]:
        """Return nothing: it has no flights."""
        del window, most
        return ()

    def unplaced_in(self, window: Period, most: int) -> Iterable[str]:
        """Return nothing: it has no flights."""
        del window, most
        return ()

    def arrivals(self, airport_iata: str) -> Iterable[date]:
        """Return nothing: it has no flights."""
        del airport_iata
        return ()

    def narrowed(self, selection: Selection) -> Self:
        """Return it as it is: filters are of reports."""
        del selection
        return self
