"""Tells one row of a brought file as a report of its source, located like the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import geodata
from events.measures import Measure
from events.model import (
    Figure,
    FlightFacts,
    IncidentFacts,
    Place,
    PlaceKind,
    Report,
    Status,
)
from events.period import Period, Precision
from events.uploads.layers.layer import Layer, day_of, one_line, row_title
from events.uploads.values.imported import PRECISIONS
from events.uploads.values.mapping import Role

if TYPE_CHECKING:
    from events.uploads.values.imported import Imported

_NUMBERS = (Role.VALUE, Role.LOW, Role.HIGH)
_TOLD = (
    *(Role.TITLE, Role.KIND, Role.PLACE, Role.SECTION, Role.SOURCE, Role.NOTE),
    *(Role.ORIGIN, Role.DESTINATION, *_NUMBERS),
)
"""Roles whose cells a report tells by itself; every other cell of a row stands in its note."""
_DAYS = (Role.DAY, Role.LAST_DAY)
_MOST_TOLD = 12_000
"""Characters of the further cells of a row that a note repeats."""


def report_of(layer: Layer, position: int, category: str) -> Report:
    """Return a row as a report; its numbers keep the file's own words.

    A number of a brought file counts what its maker counted. As no measure of ours is known to be
    meant, it is never a `Quantity`: it cannot be added to a figure or ranked with one.

    Parameters
    ----------
    layer : Layer
        The file.
    position : int
        Which of its kept rows, from 0.
    category : str
        Category of events that it is shown by.
    """
    brought = layer.imported
    said = layer.provenance
    return Report(
        id=f"{layer.id}-{position}",
        kind="flight" if layer.by_air[position] else "incident",
        source_id=layer.source_id(position),
        measure=Measure.STATEMENT,
        quantity=None,
        figure=Figure.NONE,
        unit_reported=None,
        period=period_of(brought, position),
        place=place_of(layer, position),
        credibility=said.credibility,
        status=Status.READ,
        note=_note(layer, position),
        read_on=said.read_on,
        flight=_flight(layer, position),
        incident=None
        if layer.by_air[position]
        else IncidentFacts(category, row_title(layer, position), None, None),
        sensitive=said.sensitive,
        own_words=_numbers(brought, position),
    )


def period_of(brought: Imported, position: int) -> Period:
    """Return the days of a row, with the precision the file gives them."""
    first = day_of(brought, position)
    last = brought.last_day[position]
    if np.isnat(last):
        return Period(first, None, Precision.OPEN)
    precision = PRECISIONS[brought.precision[position]]
    if precision in (Precision.DAY, Precision.OPEN):
        return Period.of_days(first, last.item())
    return Period.of_days(first, last.item(), precision)


def place_of(layer: Layer, position: int) -> Place:
    """Return where a row is on the map, and how that is known."""
    brought = layer.imported
    index = int(brought.section[position])
    section = geodata.load_border_sections()[index] if index >= 0 else None
    given = not np.isnan(brought.lon[position])
    kind = PlaceKind.POINT if given else PlaceKind.SECTION if section else PlaceKind.NONE
    rough = bool(given and len(layer.rough) and layer.rough[position])
    if section is None:
        how = f"coordinates of {layer.file}" if given else "no place in the file"
        if given:
            how += "; no border section near"
    elif given:
        how = (
            f"coordinates of {layer.file}; nearest section {section.name}, "
            f"{brought.distance_km[position]:.1f} km"
        )
    else:
        how = f"section {section.name}, as named in {layer.file}"
    return Place(
        id=f"{layer.id}-{position}",
        name=_place_name(layer, position, section),
        kind=kind,
        borders=(section.pair,) if section else (),
        section_ids=(section.id,) if section else (),
        lon=float(brought.lon[position]) if given else None,
        lat=float(brought.lat[position]) if given else None,
        precision_km=None,
        coordinate_source=layer.file if given else None,
        stretch_id=None,
        airport_iata=None,
        near_border=True,
        located_how=f"{how}; known to an area only" if rough else how,
        rough=rough,
    )


def _place_name(layer: Layer, position: int, section: geodata.BorderSection | None) -> str:
    brought = layer.imported
    told = brought.text(Role.PLACE.value, position)
    if told and told.strip():
        return one_line(told)
    if section is not None:
        return f"near {section.name}"
    country = int(brought.country[position])
    if country >= 0:
        return f"in {brought.countries[country]}, place not named"
    return "place not given" if np.isnan(brought.lon[position]) else "place not named"


def _flight(layer: Layer, position: int) -> FlightFacts | None:
    brought = layer.imported
    if not layer.by_air[position]:
        return None
    return FlightFacts(
        kind="flown, as the file has it",
        airline=one_line(brought.text(Role.TITLE.value, position) or "") or None,
        origin_iata=_code(brought, int(brought.origin[position])),
        destination_iata=_code(brought, int(brought.destination[position])),
        flights_a_week=None,
        passengers=None,
        passengers_kind=None,
        seats=None,
        covers_iata=(),
        stop_kind=None,
        nationalities=(),
        planned=False,
    )


def _code(brought: Imported, index: int) -> str | None:
    return brought.airports[index] if index >= 0 else None


def _numbers(brought: Imported, position: int) -> str:
    """Return the numbers of a row, each under the file's own word for it."""
    cells = ((role, brought.text(role.value, position)) for role in _NUMBERS)
    return ", ".join(
        one_line(f"{brought.roles[role.value]}: {cell}")
        for role, cell in cells
        if cell is not None and cell.strip()
    )


def _note(layer: Layer, position: int) -> str:
    brought = layer.imported
    parts = []
    kind = one_line(brought.kinds[brought.kind[position]])
    if kind and kind != row_title(layer, position):
        parts.append(f"{brought.roles.get(Role.KIND.value, 'kind')}: {kind}")
    told = brought.text(Role.NOTE.value, position)
    if told is not None and told.strip():
        parts.append(one_line(told))
    parts += _further_cells(brought, position)
    parts.append(f"row {brought.row[position]} of {layer.file}")
    return " · ".join(parts)


def _further_cells(brought: Imported, position: int) -> list[str]:
    """Return the cells of a row that nothing else tells, each under the name of its column."""
    roles = {name: role for role, name in brought.roles.items()}
    told: list[str] = []
    length = left_out = 0
    for name, column in brought.cells.items():
        role = roles.get(name)
        if role in _TOLD:
            continue
        cell = column[position]
        # A day is told by the period of the report; only a time of day says more.
        if not cell.strip() or (role in _DAYS and ":" not in cell):
            continue
        words = f"{one_line(name)}: {one_line(cell)}"
        length += len(words)
        if length > _MOST_TOLD:
            left_out += 1
        else:
            told.append(words)
    if left_out:
        told.append(f"and {left_out:,} more columns, in the file itself")
    return told
