"""Finds a place by what somebody typed, with or without accents."""

from dataclasses import dataclass
from functools import cache

import shapely

from geodata.borders import load_border_sections
from geodata.forest import load_forest
from geodata.points import load_airports, load_crossings, load_places, load_towns
from geodata.text import fold_name


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Something with a name and a point to go to.

    Attributes
    ----------
    kind : str
        ``place``, ``town``, ``crossing``, ``section``, ``airport`` or ``forest``.
    id : str
        In its own table; unique within a kind.
    country : str
        ISO code, or the border pair of a crossing or section.
    """

    kind: str
    id: str
    name: str
    country: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class _Entry:
    found: FoundPlace
    words: tuple[str, ...]
    weight: int


@cache
def _entries() -> tuple[_Entry, ...]:
    entries: list[_Entry] = []

    def add(found: FoundPlace, *also: str, weight: int = 0) -> None:
        words = tuple(fold_name(text) for text in (found.name, *also))
        entries.append(_Entry(found, words, weight))

    for place in load_places().values():
        found = FoundPlace("place", place.id, place.name, place.country, place.lon, place.lat)
        add(found, *place.also, weight=place.population or 0)
    known = {(entry.found.name, entry.found.country) for entry in entries}
    for town in load_towns().values():
        if (town.name, town.country) not in known:
            found = FoundPlace("town", town.id, town.name, town.country, town.lon, town.lat)
            add(found, weight=town.population)
    for crossing in load_crossings().values():
        point = (crossing.lon, crossing.lat)
        add(FoundPlace("crossing", crossing.id, crossing.name, crossing.pair, *point))
    for section in load_border_sections():
        middle = section.line.interpolate(0.5, normalized=True)
        point = (round(middle.x, 5), round(middle.y, 5))
        add(FoundPlace("section", section.id, section.name, section.pair, *point), section.id)
    for airport in load_airports().values():
        point = (airport.lon, airport.lat)
        found = FoundPlace("airport", airport.iata, airport.name, airport.country, *point)
        add(found, airport.iata, airport.icao, airport.city)
    outline = shapely.union_all([part.outline for part in load_forest().values()])
    label = outline.representative_point()
    point = (round(label.x, 5), round(label.y, 5))
    add(FoundPlace("forest", "bialowieza-forest", "Białowieża Forest", "BY-PL", *point))
    return tuple(entries)


_KINDS = ("place", "town", "crossing", "airport", "forest", "section")


def find_place(text: str, limit: int = 10) -> tuple[FoundPlace, ...]:
    """Search places, towns, crossings, airports, sections and the Forest by name.

    Accents do not matter: "Kuznica" finds "Kuźnica", "Bialowieza" finds "Białowieża".

    Parameters
    ----------
    text : str
        What was typed. Every word of it must begin a word of the name.
    limit : int, default 10
        How many to return at most.

    Returns
    -------
    tuple of FoundPlace
        Whole names first, then names that begin with the text, then the rest; among equals places
        before crossings before sections, then by population. Empty when nothing fits.
    """
    wanted = fold_name(text)
    if not wanted:
        return ()
    ranked = []
    for entry in _entries():
        fits = [rank for words in entry.words if (rank := _fit(wanted, words)) is not None]
        if fits:
            key = (min(fits), _KINDS.index(entry.found.kind), -entry.weight, entry.found.id)
            ranked.append((key, entry.found))
    return tuple(found for _, found in sorted(ranked, key=lambda pair: pair[0])[:limit])


def _fit(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(f"{wanted} "):
        return 1
    if name.startswith(wanted):
        return 2
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 3
    return None
