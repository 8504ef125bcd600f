"""Names and places the map writes: towns, countries, airports, views, places to find."""

from __future__ import annotations

from functools import cache

import geodata
from dashboard.feed.header import Geography, PlaceEntry, TownEntry, ViewEntry
from dashboard.scene import places
from dashboard.scene.symbology import BORDERS

_COUNTRIES = (
    ("Belarus", 27.3, 53.35, 5, 8),
    ("Poland", 21.9, 53.3, 5, 8),
    ("Lithuania", 24.0, 55.35, 5, 8),
    ("Latvia", 25.6, 56.6, 5, 8),
    ("Ukraine", 25.3, 51.15, 5, 8),
    ("Russia", 31.2, 55.4, 5, 8),
)


_VILLAGE_RANKS = (3, 4, 5)
"""Places near the border that are not among the towns; rank 3 is named from zoom 8 on."""


@cache
def geography() -> Geography:
    """Return the part of the header that no report changes."""
    airports = places.airports()
    towns: list[TownEntry] = [
        {"name": t.name, "lon": t.lon, "lat": t.lat, "capital": t.capital, "rank": _rank(t)}
        for t in places.towns().values()
    ]
    towns += [
        {"name": p.name, "lon": p.lon, "lat": p.lat, "capital": False, "rank": p.rank + 5}
        for p in places.places().values()
        if p.rank in _VILLAGE_RANKS
    ]
    borders: list[ViewEntry] = [
        {"name": style.name, "bounds": _bounds(style.pair)} for style in BORDERS
    ]
    return {
        "airports": {
            iata: {"lon": a.lon, "lat": a.lat, "city": a.city} for iata, a in airports.items()
        },
        "towns": towns,
        "countries": [
            {"name": name, "lon": lon, "lat": lat, "least": least, "most": most}
            for name, lon, lat, least, most in _COUNTRIES
        ],
        "forest": {"lon": 23.95, "lat": 52.72},
        "views": [
            {"name": "All three borders", "bounds": _all_bounds()},
            *borders,
            {"name": "Białowieża Forest", "bounds": [23.3, 52.4, 24.5, 53.0]},
            {"name": "Flights to Minsk", "bounds": [8.0, 22.0, 60.0, 58.0]},
        ],
        "places": _searchable(),
        "letters": dict(geodata.NAME_LETTERS),
        "sounds": dict(geodata.SOUNDS),
    }


def _rank(town: geodata.Town) -> float:
    if town.capital:
        return 4
    return 6 if town.population >= 150_000 else 7 if town.population >= 50_000 else 8


def _bounds(pair: str) -> list[float]:
    west, south, east, north = geodata.load_border_lines()[pair].line.bounds
    return [round(value, 3) for value in (west - 0.2, south - 0.1, east + 0.6, north + 0.1)]


def _all_bounds() -> list[float]:
    """Return west, south, east and north of the three borders: the map leaves its own margin."""
    boxes = [line.line.bounds for line in geodata.load_border_lines().values()]
    west, south, east, north = zip(*boxes, strict=True)
    return [round(value, 3) for value in (min(west), min(south), max(east), max(north))]


_WHAT = {"crossing": "crossing", "section": "section", "forest": "forest", "river": "river"}
"""What is said of a place beside its name; of all others its country."""


def _searchable() -> list[PlaceEntry]:
    return [
        {
            "name": place.found.name,
            "what": _WHAT.get(place.found.kind, place.found.country),
            "names": list(place.names[1:]),
            "languages": [geodata.language_of(name) or "" for name in place.names[1:]],
            "folded": [geodata.fold_name(name) for name in place.names],
            "ends": " ".join(map(geodata.fold_name, place.parts)),
            "lon": place.found.lon,
            "lat": place.found.lat,
        }
        for place in places.gazetteer()
    ]
