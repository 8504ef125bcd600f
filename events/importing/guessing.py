"""Guesses what the columns of an unknown table stand for, and asks where it cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from events.importing.column_mapping import Role
from events.importing.days import DayError, orders_of, parts_of
from events.importing.figures import FigureError, decimal_of, read_figure, read_pair
from events.importing.raw_table import RawTable
from events.importing.receipt import Option, Question
from events.search import fold

REGION_LON, REGION_LAT = (14.0, 33.0), (49.0, 58.2)
"""Box round Belarus, Poland, Lithuania and Latvia. A point outside it is flagged."""

_SAMPLE = 200
_NAMES: dict[Role, tuple[str, ...]] = {
    Role.DAY: (
        *("date", "day", "event date", "incident date", "first day", "start date", "date start"),
        *("start", "begin", "when", "timestamp", "datetime", "date time", "time", "occurred"),
        *("data", "dzien", "data zdarzenia", "datum", "datums", "diena", "дата", "день"),
    ),
    Role.LAST_DAY: ("last day", "end date", "date end", "end", "until", "дата окончания"),
    Role.LON: (
        *("lon", "longitude", "long", "lng", "x", "dlugosc", "dlugosc geograficzna", "ilguma"),
        *("garums", "долгота", "даугата"),
    ),
    Role.LAT: (
        *("lat", "latitude", "y", "szerokosc", "szerokosc geograficzna", "platuma", "platums"),
        *("широта", "шырата"),
    ),
    Role.LON_LAT: (
        *("coordinates", "coordinate", "coords", "lat lon", "latlon", "lat long", "lon lat"),
        *("lonlat", "geo", "position", "wkt", "geometry", "wspolrzedne", "координаты"),
    ),
    Role.KIND: (
        *("kind", "type", "category", "event type", "incident type", "typ", "rodzaj", "tipas"),
        *("veids", "тип", "вид"),
    ),
    Role.TITLE: (
        *("title", "name", "event", "headline", "what", "nazwa", "tytul", "zdarzenie"),
        *("pavadinimas", "nosaukums", "название", "событие"),
    ),
    Role.PLACE: (
        *("place", "location", "town", "village", "where", "miejsce", "miejscowosc", "vieta"),
        *("место", "населенный пункт"),
    ),
    Role.VALUE: (
        *("value", "count", "number", "people", "persons", "total", "attempts", "detections"),
        *("number of people", "number of persons", "number of migrants", "people count"),
        *("fatalities", "deaths", "liczba", "osoby", "skaicius", "skaits", "количество", "число"),
        *("liczba osob", "liczba migrantow", "liczba prob", "asmenu skaicius", "zmoniu skaicius"),
        *("migrantu skaicius", "personu skaits", "cilveku skaits", "количество человек"),
        *("количество людей", "число людей", "человек", "людей", "люди"),
    ),
    Role.LOW: ("low", "minimum", "min"),
    Role.HIGH: ("high", "maximum", "max"),
    Role.SOURCE: (
        "source",
        "sources",
        "publisher",
        "url",
        "link",
        "zrodlo",
        "saltinis",
        "источник",
    ),
    Role.NOTE: ("note", "notes", "description", "comment", "remarks", "opis", "uwagi", "описание"),
    Role.ID: ("id", "event id", "incident id", "uid", "identifier", "nr", "lp"),
    Role.ORIGIN: ("origin", "from", "origin iata", "departure"),
    Role.DESTINATION: ("destination", "to", "destination iata", "arrival"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns seem to stand for, and what has to be asked."""

    roles: dict[str, str]
    questions: tuple[Question, ...]


def guess_roles(table: RawTable, known: dict[str, str]) -> Guess:
    """Guess the role of every column from its name, and of days and coordinates from cells.

    Parameters
    ----------
    table : RawTable
        The table.
    known : dict of str to str
        Roles a person has settled already; an empty name means *no column*.

    Returns
    -------
    Guess
        Two columns whose names fit one role equally well are asked for, never chosen between.
    """
    roles = dict(known)
    questions: list[Question] = []
    taken = {name for name in known.values() if name}
    folded = {name: _fold(name) for name in table.names}
    for role, words in _NAMES.items():
        if role.value in roles:
            continue
        fits = [name for name in table.names if folded[name] in words and name not in taken]
        if role is Role.DAY:
            fits = _better_days(table, fits)
        # "Date" and "date" side by side are two columns that claim the same thing.
        rank = min((words.index(folded[name]) for name in fits), default=None)
        best = [name for name in fits if words.index(folded[name]) == rank]
        if len(best) > 1 and not _alike(table, best):
            questions.append(_which(table, role, best))
        elif best:
            roles[role.value] = best[0]
            taken.add(best[0])
    free = [name for name in table.names if name not in taken]
    if Role.DAY.value not in roles and not any(q.name == "columns.day" for q in questions):
        days = [name for name in free if _mostly_days(table.column(name))]
        if len(days) == 1:
            roles[Role.DAY.value] = days[0]
            free.remove(days[0])
        else:
            questions.append(_which(table, Role.DAY, days or list(table.names)))
    if table.shapes is None:
        _guess_coordinates(table, roles, free)
    if len({Role.LON.value, Role.LAT.value} & {r for r, name in roles.items() if name}) == 1:
        missing = Role.LAT if roles.get(Role.LON.value) else Role.LON
        if missing.value not in known and not any(
            q.name == f"columns.{missing.value}" for q in questions
        ):
            questions.append(_which(table, missing, free or list(table.names)))
    return Guess(roles, tuple(questions))


def _fold(name: str) -> str:
    """Return a column name without accents, case, punctuation, or a copy's number."""
    base = name[: name.rindex(" (")] if name.endswith(")") and " (" in name else name
    return " ".join(fold(base).replace("_", " ").replace("-", " ").replace(".", " ").split())


def _alike(table: RawTable, names: list[str]) -> bool:
    first = table.column(names[0])
    return all(table.column(name) == first for name in names[1:])


def _which(table: RawTable, role: Role, names: list[str]) -> Question:
    options = tuple(
        Option(name, " · ".join(cell for cell in table.column(name)[:3] if cell)[:120])
        for name in names
    )
    words = {
        Role.DAY: "Which column holds the day?",
        Role.LON: "Which column holds the longitude?",
        Role.LAT: "Which column holds the latitude?",
    }
    return Question(
        f"columns.{role.value}",
        words.get(role, f"Which column holds the {role.value.replace('_', ' ')}?"),
        options,
    )


def _filled(cells: Iterable[str]) -> list[str]:
    found: list[str] = []
    for cell in cells:
        if cell.strip():
            found.append(cell.strip())
        if len(found) == _SAMPLE:
            break
    return found


def _mostly_days(cells: list[str]) -> bool:
    sample = _filled(cells)
    days = 0
    for cell in sample:
        if orders_of(cell):
            days += 1
            continue
        try:
            # A bare number may be a day, a count or an identifier: only a person can tell.
            days += not cell.isdigit() and any(parts_of(cell, None))
        except (DayError, OverflowError, OSError, ValueError):
            continue
    return bool(sample) and days >= 0.8 * len(sample)


def _better_days(table: RawTable, fits: list[str]) -> list[str]:
    """Return the columns with the name of a day that hold days, if any column holds some.

    A column called "time" may hold hours, and one called "data" anything.
    """
    days = [n for n in fits if _mostly_days(table.column(n)) or _all_digits(table.column(n))]
    if days or not fits:
        return days
    elsewhere = any(_mostly_days(column) for column in table.columns)
    return [] if elsewhere else fits


def _all_digits(cells: list[str]) -> bool:
    sample = _filled(cells)
    return bool(sample) and all(cell.replace(".", "", 1).isdigit() for cell in sample)


def _guess_coordinates(table: RawTable, roles: dict[str, str], free: list[str]) -> None:
    given = {Role.LON.value, Role.LAT.value, Role.LON_LAT.value} & roles.keys()
    if given:
        return
    found: dict[Role, list[str]] = {Role.LON: [], Role.LAT: [], Role.LON_LAT: []}
    for name in free:
        sample = _filled(table.column(name))
        for role in found:
            if sample and _share_in_region(sample, role) >= 0.8:
                found[role].append(name)
    if len(found[Role.LON_LAT]) == 1:
        roles[Role.LON_LAT.value] = found[Role.LON_LAT][0]
    elif len(found[Role.LON]) == 1 == len(found[Role.LAT]):
        roles[Role.LON.value] = found[Role.LON][0]
        roles[Role.LAT.value] = found[Role.LAT][0]


def _share_in_region(sample: list[str], role: Role) -> float:
    inside = 0
    decimal = decimal_of(sample, coordinates=True)[0] or "."
    for cell in sample:
        try:
            if role is Role.LON_LAT:
                a, b = read_pair(cell)
                inside += in_region(a, b) or in_region(b, a)
            elif "." in cell or "," in cell:
                number = read_figure(cell, decimal)
                low, high = REGION_LON if role is Role.LON else REGION_LAT
                inside += low <= number <= high
        except FigureError:
            continue
    return inside / len(sample)


def in_region(lon: float, lat: float) -> bool:
    """Tell whether a point lies in the box of the region."""
    return REGION_LON[0] <= lon <= REGION_LON[1] and REGION_LAT[0] <= lat <= REGION_LAT[1]
