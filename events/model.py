"""The ledger's values: a source makes a report, reports about one thing make an event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from events.measures import Measure
from events.period import Period
from events.quantity import Quantity

BORDERS = ("BY-PL", "BY-LT", "BY-LV")


class Figure(StrEnum):
    """What a number stands for in time."""

    COUNT = "count"
    """Counted over the report's period."""
    RUNNING_TOTAL = "running_total"
    """Counted from a fixed start up to the end of the period."""
    LEVEL = "level"
    """Present at a moment of the period."""
    NONE = "none"
    """No number."""


class Status(StrEnum):
    """How the report was read."""

    READ = "read"
    INFERRED = "inferred"
    MISPRINT = "misprint"


class PlaceKind(StrEnum):
    """What a report's place is on the map."""

    POINT = "point"
    SECTION = "section"
    STRETCH = "stretch"
    BORDER = "border"
    BORDERS = "borders"
    COUNTRY = "country"
    AIRPORT = "airport"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who put a page before the public, graded once for all its pages.

    ``attribution`` is the line that its licence obliges to show with its reports; empty for most.
    """

    id: str
    name: str
    country: str
    kind: str
    reliability: str
    reason: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One page, document or broadcast that was read.

    ``address`` is None when none was kept; ``address_note`` then says why.
    ``published`` is the date or month as the source gives it, None when it gives none.
    """

    id: str
    publisher_id: str
    title: str
    author: str | None
    published: str | None
    address: str | None
    kind: str
    address_note: str | None
    publisher_name: str
    reliability: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report says it was, and how that is known.

    Attributes
    ----------
    id : str
        Slug of the place in ``report_places.csv``.
    name : str
        Place in words.
    kind : PlaceKind
        What it is on the map.
    borders : tuple of str
        Border pairs it belongs to (``BY-PL``…), empty when it lies at none of them.
    section_ids : tuple of str
        Border sections it names; empty for a whole border.
    lon, lat : float or None
        WGS 84 degrees, only with ``coordinate_source`` and ``precision_km``.
    stretch_id : str or None
        Row of ``stretches.csv`` when the place is a named stretch.
    airport_iata : str or None
        Code when the place is an airport.
    near_border : bool
        False: listed beside the map, never drawn on the border.
    located_how : str
        The reason for the location.
    rough : bool
        The point stands for an area, as its source says, without telling how large.
    """

    id: str
    name: str
    kind: PlaceKind
    borders: tuple[str, ...]
    section_ids: tuple[str, ...]
    lon: float | None
    lat: float | None
    precision_km: float | None
    coordinate_source: str | None
    stretch_id: str | None
    airport_iata: str | None
    near_border: bool
    located_how: str
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named stretch of a border that is not one section.

    ``from_km`` and ``to_km`` are chainages on the border line; both None when the sources
    name the stretch without saying where it begins and ends.
    """

    id: str
    name: str
    border: str
    from_km: float | None
    to_km: float | None
    precision_km: float | None
    section_ids: tuple[str, ...]
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class FlightFacts:
    """What a flight report says besides its period.

    ``kind`` is scheduled, suspended, ban, diverted or repatriation. A missing airport is None.
    ``covers_iata`` holds the origins of a row that speaks of several together.
    ``stop_kind`` tells the three stops apart: suspension, airline_ban or citizen_bar.
    ``planned`` marks a timetable that was announced; it does not say that it was flown.
    """

    kind: str
    airline: str | None
    origin_iata: str | None
    destination_iata: str | None
    flights_a_week: Quantity | None
    passengers: Quantity | None
    passengers_kind: str | None
    seats: int | None
    covers_iata: tuple[str, ...]
    stop_kind: str | None
    nationalities: tuple[str, ...]
    planned: bool


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """What an incident report says besides its period and place."""

    category: str
    title: str
    people: Quantity | None
    deaths: Quantity | None


@dataclass(frozen=True, slots=True)
class Report:
    """One statement by one source.

    ``measure`` is ``Measure.STATEMENT`` and ``quantity`` None when the source gives no figure.
    ``credibility`` is 1 to 6; 6 is *not judged*. ``read_on`` is the month the page was read, empty
    when a brought file does not tell. ``sensitive`` marks what may show people in need.
    ``own_words`` is a number of a brought file under the file's own word for it: "people: 37". It
    is no quantity, since no measure is known to be meant.
    """

    id: str
    kind: str
    source_id: str
    measure: Measure
    quantity: Quantity | None
    figure: Figure
    unit_reported: str | None
    period: Period
    place: Place
    credibility: int
    status: Status
    note: str
    read_on: str
    flight: FlightFacts | None = None
    incident: IncidentFacts | None = None
    sensitive: bool = False
    own_words: str = ""

    @property
    def plotted(self) -> bool:
        """False for what is kept on record only: an evident misprint."""
        return self.status is not Status.MISPRINT

    @property
    def borders(self) -> tuple[str, ...]:
        """Border pairs the report speaks of."""
        return self.place.borders

    @property
    def whole_border(self) -> str | None:
        """The one border the report speaks of as a whole; None for a part of it, or several."""
        if self.place.kind is PlaceKind.BORDER and len(self.place.borders) == 1:
            return self.place.borders[0]
        return None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was reported on, with every report about it.

    ``contested`` holds when the reports disagree; ``why`` then says how.
    ``corrections`` are those of ``report_ids`` that only correct another source's error.
    ``layer`` is the number of the brought file the event is a row of; 0 for the reference.
    """

    id: str
    kind: str
    category: str
    title: str
    period: Period
    place: Place
    report_ids: tuple[str, ...]
    contested: bool
    why: str
    corrections: tuple[str, ...] = ()
    layer: int = 0
