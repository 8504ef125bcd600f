"""Things with one coordinate: airports, crossings, border places and towns.

Long because each kind has fields of its own, and all four are read by the same rules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from geodata.borders import BORDER_PAIRS
from geodata.files import data_folder, read_rows
from geodata.tables import Row

CROSSING_MODES = ("road", "rail", "foot", "local")

AIRPORT_COLUMNS = ("iata", "icao", "name", "city", "country", "lon", "lat", "elevation_m")
CROSSING_COLUMNS = (
    *("id", "name", "pair", "mode", "road", "chainage_km", "precision_km", "method"),
    *("lon", "lat", "source", "status_seen"),
)
PLACE_COLUMNS = (
    *("id", "name", "also", "country", "lon", "lat", "population", "border_pair", "border_km"),
    *("section", "precision_km", "source", "licence", "rank"),
)
TOWN_COLUMNS = ("id", "name", "country", "population", "capital", "lon", "lat")

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport of the flight tables.

    Attributes
    ----------
    iata, icao : str
        Location indicators.
    country : str
        ISO 3166-1 alpha-2 code.
    lon, lat : float
        Degrees.
    elevation_m : float or None
        Metres above sea level.
    """

    iata: str
    icao: str
    name: str
    city: str
    country: str
    lon: float
    lat: float
    elevation_m: float | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """An official border crossing, placed on the border line.

    Attributes
    ----------
    mode : str
        One of `CROSSING_MODES`; ``local`` is for residents of the border strip.
    road : str or None
        Road numbers on both sides, and what carries the road over.
    chainage_km : float
        Along the border line from its start.
    precision_km : float
        How far the true point may lie away, an estimate.
    method : str
        ``paired``: where the straight line between the settlements on both sides meets the border
        line. ``nearest``: point of the border line nearest to one settlement.
    status_seen : str or None
        Status as last read in the press, undated or loosely dated. Not a source: never show it as
        the status on a date.
    """

    id: str
    name: str
    pair: str
    mode: str
    road: str | None
    chainage_km: float
    precision_km: float
    method: str
    lon: float
    lat: float
    source: str
    status_seen: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village near one of the borders.

    Attributes
    ----------
    name : str
        As written in the place itself or, for Belarus, as GeoNames transcribes it.
    also : tuple of str
        Other names it is written with.
    country : str
        ISO 3166-1 alpha-2 code.
    population : int or None
        None where the source gives none.
    border_pair : str
        Nearest border.
    border_km : float
        Geodesic distance to it, computed from the OpenStreetMap line.
    section : str
        Id of the nearest section.
    precision_km : float
        How far the true centre may lie away, an estimate.
    rank : int
        Label priority: 1 first, 5 last; 1 and 2 are in `load_towns` too; 6 is never labelled (a
        second point for a labelled place).
    """

    id: str
    name: str
    also: tuple[str, ...]
    country: str
    lon: float
    lat: float
    population: int | None
    border_pair: str
    border_km: float
    section: str
    precision_km: float
    source: str
    licence: str
    rank: int


@dataclass(frozen=True, slots=True)
class Town:
    """A capital or a town of 20,000 and more on the base map."""

    id: str
    name: str
    country: str
    population: int
    capital: bool
    lon: float
    lat: float


def _loaded(
    file: str, columns: tuple[str, ...], key: str, build: Callable[[Row], Record]
) -> dict[str, Record]:
    rows = read_rows(data_folder() / file, columns, key=key)
    return {row.text(key): build(row) for row in rows}


@cache
def load_airports() -> dict[str, Airport]:
    """Airports by IATA code.

    Raises
    ------
    GeodataError
        The table is missing or a row of it is wrong.
    """
    return _loaded("airports.csv", AIRPORT_COLUMNS, "iata", _airport)


def _airport(row: Row) -> Airport:
    lon, lat = row.lonlat()
    return Airport(
        iata=_code(row, "iata", 3),
        icao=_code(row, "icao", 4),
        name=row.text("name"),
        city=row.text("city"),
        country=_code(row, "country", 2),
        lon=lon,
        lat=lat,
        elevation_m=row.number_of("elevation_m", low=-430, high=5500),
    )


@cache
def load_crossings() -> dict[str, Crossing]:
    """Crossings by id, border by border along the line.

    Raises
    ------
    GeodataError
        The table is missing or a row of it is wrong.
    """
    return _loaded("crossings.csv", CROSSING_COLUMNS, "id", _crossing)


def _crossing(row: Row) -> Crossing:
    lon, lat = row.lonlat()
    return Crossing(
        id=row.text("id"),
        name=row.text("name"),
        pair=row.choice("pair", BORDER_PAIRS),
        mode=row.choice("mode", CROSSING_MODES),
        road=row.optional("road"),
        chainage_km=row.number_in("chainage_km", 0, 2000),
        precision_km=row.number_in("precision_km", 0, 50),
        method=row.choice("method", ("paired", "nearest")),
        lon=lon,
        lat=lat,
        source=row.text("source"),
        status_seen=row.optional("status_seen"),
    )


@cache
def load_places() -> dict[str, Place]:
    """Border places by id.

    Raises
    ------
    GeodataError
        The table is missing or a row of it is wrong.
    """
    return _loaded("places.csv", PLACE_COLUMNS, "id", _place)


def _place(row: Row) -> Place:
    lon, lat = row.lonlat()
    return Place(
        id=row.text("id"),
        name=row.text("name"),
        also=tuple(name for name in row.cells["also"].split("|") if name),
        country=row.choice("country", ("BY", "PL", "LT", "LV")),
        lon=lon,
        lat=lat,
        population=row.optional_count("population"),
        border_pair=row.choice("border_pair", BORDER_PAIRS),
        border_km=row.number_in("border_km", 0, 1000),
        section=row.text("section"),
        precision_km=row.number_in("precision_km", 0, 50),
        source=row.text("source"),
        licence=row.text("licence"),
        rank=int(row.number_in("rank", 1, 6)),
    )


@cache
def load_towns() -> dict[str, Town]:
    """Towns for labels by id, capitals first, then by population.

    Raises
    ------
    GeodataError
        The table is missing or a row of it is wrong.
    """
    return _loaded("towns.csv", TOWN_COLUMNS, "id", _town)


def _town(row: Row) -> Town:
    lon, lat = row.lonlat()
    return Town(
        id=row.text("id"),
        name=row.text("name"),
        country=_code(row, "country", 2),
        population=int(row.number_in("population", 0, 50_000_000)),
        capital=row.flag("capital"),
        lon=lon,
        lat=lat,
    )


def _code(row: Row, column: str, letters: int) -> str:
    value = row.text(column)
    if not (len(value) == letters and value.isascii() and value.isalnum() and value.isupper()):
        raise row.error(column, "is not such a code", f"Use {letters} capital letters.")
    return value
