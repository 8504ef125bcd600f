"""Finds a place by what somebody typed, in any language, with or without accents."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import shapely

from geodata.borders import load_border_sections
from geodata.files import read_features
from geodata.forest import load_forest
from geodata.names import load_other_names
from geodata.points import Airport, load_airports, load_crossings, load_places, load_towns
from geodata.sources import layer_path
from geodata.text import fold_name, sound

KINDS = ("place", "town", "crossing", "airport", "forest", "river", "section")
"""What can be found, in the order in which equals stand."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Something with a name and a point to go to.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    id : str
        In its own table; unique within a kind.
    country : str
        ISO code, or the border pair of a crossing or section.
    by : str or None
        The name that fits what was typed, where that is not the one on the map.
    """

    kind: str
    id: str
    name: str
    country: str
    lon: float
    lat: float
    by: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place with every name it is found by.

    Attributes
    ----------
    names : tuple of str
        As written; the first is the one on the map.
    parts : tuple of str
        Names of what it is named after: of both ends of a crossing or a section.
    weight : int
        Population: among equals the largest comes first.
    """

    found: FoundPlace
    names: tuple[str, ...]
    parts: tuple[str, ...] = ()
    weight: int = 0


@cache
def gazetteer() -> tuple[NamedPlace, ...]:
    """Every place that can be found, in the order in which equals stand.

    Raises
    ------
    GeodataError
        A table or layer is missing or wrong.
    """
    places = [*_settlements(), *_airports(), *_on_the_border(), *_landscape()]
    places.sort(key=lambda p: (KINDS.index(p.found.kind), -p.weight, p.found.id))
    return tuple(places)


def _named(
    found: FoundPlace, *also: str, parts: tuple[str, ...] = (), weight: int = 0
) -> NamedPlace:
    """Return a place with its names, each once."""
    others = (other.name for other in load_other_names().get((found.kind, found.id), ()))
    unique = {fold_name(name): name for name in reversed((found.name, *also, *others))}
    names = tuple(sorted(unique.values(), key=lambda name: name != found.name))
    return NamedPlace(found, names, parts, weight)


def _settlements() -> Iterator[NamedPlace]:
    known = set()
    for place in load_places().values():
        known.add((place.name, place.country))
        found = FoundPlace("place", place.id, place.name, place.country, place.lon, place.lat)
        yield _named(found, *place.also, weight=place.population or 0)
    for town in load_towns().values():
        if (town.name, town.country) not in known:
            found = FoundPlace("town", town.id, town.name, town.country, town.lon, town.lat)
            yield _named(found, weight=town.population)


def _airports() -> Iterator[NamedPlace]:
    for airport in load_airports().values():
        point = (airport.lon, airport.lat)
        name = f"{airport.name} ({airport.iata})"
        found = FoundPlace("airport", airport.iata, name, airport.country, *point)
        codes = (airport.name, airport.iata, airport.icao, airport.city)
        yield _named(found, *codes, *_names_of_city(airport))


def _names_of_city(airport: Airport) -> Iterator[str]:
    """Names of a city that stands among the places or towns, for its airport."""
    for table in (load_places(), load_towns()):
        for town in table.values():
            if (town.name, town.country) == (airport.city, airport.country):
                kind = "place" if table is load_places() else "town"
                yield from (o.name for o in load_other_names().get((kind, town.id), ()))


def _on_the_border() -> Iterator[NamedPlace]:
    others = _names_by_name()
    for crossing in load_crossings().values():
        found = FoundPlace(
            "crossing", crossing.id, crossing.name, crossing.pair, crossing.lon, crossing.lat
        )
        yield _named(found, parts=_parts(crossing.name, others))
    for section in load_border_sections():
        middle = section.line.interpolate(0.5, normalized=True)
        point = (round(middle.x, 5), round(middle.y, 5))
        found = FoundPlace("section", section.id, section.name, section.pair, *point)
        yield _named(found, section.id, parts=_parts(section.name, others))


def _names_by_name() -> dict[str, tuple[str, ...]]:
    names = load_other_names()
    return {
        fold_name(place.name): (
            *place.also,
            *(other.name for other in names.get(("place", place.id), ())),
        )
        for place in load_places().values()
    }


def _parts(name: str, others: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Names of the two ends that a crossing or a section is named after."""
    ends = name.partition(" (")[0].split(" – ")
    told = {fold_name(n): n for end in ends for n in (end, *others.get(fold_name(end), ()))}
    return tuple(told.values())


def _landscape() -> Iterator[NamedPlace]:
    outline = shapely.union_all([part.outline for part in load_forest().values()])
    label = outline.representative_point()
    point = (round(label.x, 5), round(label.y, 5))
    yield _named(FoundPlace("forest", "bialowieza-forest", "Białowieża Forest", "BY-PL", *point))
    river = shapely.from_geojson(_geometry("bug_river")).interpolate(0.5, normalized=True)
    point = (round(river.x, 5), round(river.y, 5))
    yield _named(FoundPlace("river", "bug", "Bug", "BY-PL", *point))


def _geometry(layer: str) -> str:
    return json.dumps(read_features(layer_path(layer))[0]["geometry"])


def find_place(text: str, limit: int = 10) -> tuple[FoundPlace, ...]:
    """Search places, towns, crossings, airports, sections, the Forest and the Bug by name.

    Accents do not matter: "Kuznica" finds "Kuźnica". Names in other languages are found as they
    stand in the table of names ("Гродно", "Grodno" and "Gardinas" find "Hrodna"); where none fits,
    what sounds alike is found ("Kuznitsa").

    Parameters
    ----------
    text : str
        What was typed. Every word of it must begin a word of the name.
    limit : int, default 10
        How many to return at most.

    Returns
    -------
    tuple of FoundPlace
        Whole names first, then names that begin with the text, then the rest; among equals the name
        on the map before others, then in the order of `KINDS`, then by population. Empty when
        nothing fits.
    """
    wanted = fold_name(text)
    if not wanted:
        return ()
    ranked = _ranked(wanted, _folded()) or _ranked(sound(wanted), _heard())
    return tuple(found for *_, found in sorted(ranked, key=lambda each: each[:3])[:limit])


_Folded = tuple[tuple[str, ...], tuple[str, ...]]
"""Names and parts of a place, folded; in the order they have in the gazetteer."""


@cache
def _folded() -> tuple[_Folded, ...]:
    return tuple(
        (tuple(map(fold_name, p.names)), tuple(map(fold_name, p.parts))) for p in gazetteer()
    )


@cache
def _heard() -> tuple[_Folded, ...]:
    return tuple((tuple(map(sound, names)), tuple(map(sound, parts))) for names, parts in _folded())


def _ranked(wanted: str, folded: tuple[_Folded, ...]) -> list[tuple[int, bool, int, FoundPlace]]:
    """Return what fits: rank, whether by another name, place in the gazetteer."""
    ranked: list[tuple[int, bool, int, FoundPlace]] = []
    if not wanted:
        return ranked
    for at, (place, (names, parts)) in enumerate(zip(gazetteer(), folded, strict=True)):
        fits = [
            (rank, n) for n, name in enumerate(names) if (rank := fit(wanted, name)) is not None
        ]
        if fits:
            rank, by = min(fits)
            named = place.found if not by else replace(place.found, by=place.names[by])
            ranked.append((rank, by > 0, at, named))
        elif parts and fit(wanted, " ".join(parts)) is not None:
            ranked.append((LEAST_FIT, True, at, place.found))
    return ranked


LEAST_FIT = 3
"""Rank of a name whose words begin with those that were typed, in whatever order."""


def fit(wanted: str, name: str) -> int | None:
    """Return how well a folded name fits what was typed: 0 is the whole of it, None not at all."""
    if name == wanted:
        return 0
    if name.startswith(f"{wanted} "):
        return 1
    if name.startswith(wanted):
        return 2
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return LEAST_FIT
    return None
