"""The tables of places, read so that a damaged one is told and the rest of the page goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import geodata

_T = TypeVar("_T")
_problems: dict[str, str] = {}


def _told(name: str, load: Callable[[], Mapping[str, _T]]) -> Mapping[str, _T]:
    try:
        found = load()
    except geodata.GeodataError as error:
        _problems[name] = str(error)
        return {}
    _problems.pop(name, None)
    return found


def airports() -> Mapping[str, geodata.Airport]:
    """Return the airports by code; none when their table cannot be read."""
    return _told("airports", geodata.load_airports)


def crossings() -> Mapping[str, geodata.Crossing]:
    """Return the crossings by id; none when their table cannot be read."""
    return _told("crossings", geodata.load_crossings)


def places() -> Mapping[str, geodata.Place]:
    """Return the border places by id; none when their table cannot be read."""
    return _told("places", geodata.load_places)


def towns() -> Mapping[str, geodata.Town]:
    """Return the towns by id; none when their table cannot be read."""
    return _told("towns", geodata.load_towns)


def gazetteer() -> tuple[geodata.NamedPlace, ...]:
    """Return every place that can be found by a name; none when one of the tables is damaged."""
    try:
        found = geodata.gazetteer()
    except geodata.GeodataError as error:
        _problems["gazetteer"] = str(error)
        return ()
    _problems.pop("gazetteer", None)
    return found


def problems() -> tuple[str, ...]:
    """Return what could not be read, in words that name the file and the way out."""
    for read in (airports, crossings, places, towns, gazetteer):
        read()
    return tuple(dict.fromkeys(_problems.values()))
