"""Adapters for OpenSky: flight lists, and the arrivals and departures of its REST interface."""

from __future__ import annotations

from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.values.mapping import Role

FLIGHT_LIST = Adapter(
    name="opensky-flights",
    title="OpenSky flight list",
    recognises=has_columns("callsign", "icao24", "firstseen"),
    columns=(
        Column(Role.ID, ("icao24",)),
        Column(Role.TITLE, ("callsign",)),
        Column(Role.DAY, ("lastseen", "firstseen")),
        Column(Role.ORIGIN, ("origin", "estDepartureAirport")),
        Column(Role.DESTINATION, ("destination", "estArrivalAirport")),
        Column(Role.KIND, ("typecode",)),
    ),
    choices={"time_zone": "UTC", "decimal": "."},
    versions=("monthly lists of 2019 to 2022, of 16 columns",),
)

ARRIVALS = Adapter(
    name="opensky-arrivals",
    title="OpenSky arrivals and departures (REST)",
    recognises=has_columns("estArrivalAirport", "icao24"),
    columns=(
        Column(Role.ID, ("icao24",)),
        Column(Role.TITLE, ("callsign",)),
        Column(Role.DAY, ("lastSeen", "firstSeen")),
        Column(Role.ORIGIN, ("estDepartureAirport",)),
        Column(Role.DESTINATION, ("estArrivalAirport",)),
    ),
    choices={"time_zone": "UTC", "decimal": "."},
    versions=("JSON of flights/arrival, flights/departure and flights/all",),
)
