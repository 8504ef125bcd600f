"""Finds the place a report speaks of, or enters it; a known town brings its own coordinate."""

from __future__ import annotations

from dataclasses import dataclass, replace

import geodata
from events.catalogue import build_place
from events.entry.answers import Answers, adding
from events.entry.fields import Cells, Field
from events.entry.origin_questions import PLACE
from events.entry.row_ids import near_words, slug_of, unused
from events.errors import EntryError
from events.ledger import Ledger
from events.model import BORDERS, Place
from events.reports import FLIGHT_PLACE
from events.tables import Row
from geodata import fold

_WHERE = Field(
    "place",
    "place",
    "Place",
    "Id or name of a place that is there, or a border such as BY-PL. A name that is not there yet "
    "begins a new place; towns near the border bring their coordinate.",
)
_NEW = frozenset(field.option for field in PLACE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place, and the row it needs; None when it stands in the table already."""

    place: Place
    row: Cells | None = None


def find_places(ledger: Ledger, text: str) -> tuple[Place, ...]:
    """Return the place of that id or border, or all places of that name."""
    if text in BORDERS:
        text = f"border-{text.lower()}"
    if text in ledger.places:
        return (ledger.places[text],)
    wanted = fold(text)
    return tuple(p for p in ledger.places.values() if wanted and fold(p.name) == wanted)


def enter_place(ledger: Ledger, answers: Answers) -> Placed:
    """Find the place in the ledger, or enter it with what is given and answered."""
    doubted: set[str] = set()

    def fault(value: str) -> EntryError | None:
        found = find_places(ledger, value)
        name = answers.name(_WHERE)
        if len(found) > 1:
            ids = ", ".join(p.id for p in found)
            return EntryError(name, "is the name of several places", f"Use one of: {ids}.", value)
        if found and found[0].id == FLIGHT_PLACE:
            return EntryError(name, "is where flights are listed", "Name another one.", value)
        if not value:
            return EntryError(name, "is empty", "Name a place, or a border such as BY-PL.")
        if found or _known(value) or value in doubted:
            return None
        hint = near_words(value, {p.id: p.name for p in ledger.places.values()})
        if answers.ask:
            doubted.add(value)
            way_out = f"Name another one, or the same again for a new place.{hint}"
        elif _NEW & answers.given.keys():
            return None
        else:
            way_out = f"Use an id of report_places.csv, or describe a new one, --place-kind….{hint}"
        return EntryError(name, "is not a place that is there", way_out, value)

    given = answers.take(_WHERE, {}, fault)
    found = find_places(ledger, given)
    if found:
        answers.tell(f"The place is there: {found[0].id}, {found[0].name}.")
        return Placed(found[0])
    return _new_place(ledger, answers, given)


def _new_place(ledger: Ledger, answers: Answers, name: str) -> Placed:
    known = _known(name)
    if known:
        answers.tell(f'"{name}" is a new place; {known["name"]} is known to the map.')
    else:
        answers.tell(f'"{name}" is a new place.')
    names = {fold(p.name): p.id for p in ledger.places.values()}

    def build(row: Row) -> Place:
        key = fold(row.text("name"))
        if key in names:
            raise row.error("name", f"is there already as {names[key]}", "Use its id.")
        if not slug_of(row.text("name")):
            raise row.error("name", "gives no id", "Write it in Latin letters.")
        near = "yes" if row.cells["borders"] else "no"
        return build_place(adding(row, near_border=near), ledger.stretches)

    def default_of(field: Field) -> Field:
        if field.column == "name":
            return replace(field, default=lambda _: known.get("name", name))
        if known.get(field.column):
            return replace(field, default=lambda _: known[field.column])
        return field

    cells = answers.fill([default_of(f) for f in PLACE], build, {"place_id": "place"})
    row = {
        **cells,
        "place_id": unused(slug_of(cells["name"]), ledger.places),
        "near_border": "yes" if cells["borders"] else "no",
    }
    return Placed(build_place(Row("", 0, row), ledger.stretches), row)


def _known(name: str) -> dict[str, str]:
    """Return what the map knows of a town or village of that very name; empty when nothing."""
    wanted = geodata.fold_name(name)
    for place in geodata.load_places().values():
        if wanted in (geodata.fold_name(n) for n in (place.name, *place.also)):
            return {
                "name": place.name,
                "kind": "point",
                "borders": place.border_pair,
                "lon": f"{place.lon:g}",
                "lat": f"{place.lat:g}",
                "precision_km": f"{place.precision_km:g}",
                "coordinate_source": place.source,
                "section_ids": place.section,
                "located_how": "Nearest border section to the coordinate.",
            }
    return {}
