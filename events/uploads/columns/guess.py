"""Guesses what the columns of an unknown table stand for, and asks where it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from events.uploads.columns.coordinate_columns import find_coordinates
from events.uploads.columns.days import is_day, orders_of
from events.uploads.columns.longest_text import longest_text
from events.uploads.columns.names import NAMES, folded
from events.uploads.columns.questions import maybe_day, which_column
from events.uploads.columns.samples import filled_cells
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Question
from events.uploads.values.words import is_digits


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
    _by_names(table, (Role.DAY, Role.LAST_DAY), roles, taken, questions)
    free = [name for name in table.names if name not in taken]
    if Role.DAY.value not in roles and not any(q.name == "columns.day" for q in questions):
        days = [name for name in free if _mostly_days(table.column(name))]
        if len(days) == 1:
            roles[Role.DAY.value] = days[0]
            taken.add(days[0])
        elif days:
            questions.append(which_column(table, Role.DAY, days))
    dayless = not questions and Role.DAY.value not in roles
    questions += find_coordinates(table, roles, taken)
    if dayless:
        questions = [*_without_days(table, roles, taken, questions), *questions]
    _by_names(table, tuple(NAMES)[5:], roles, taken, questions)
    _title_by_length(table, roles, taken)
    free = [name for name in table.names if name not in taken]
    if len({Role.LON.value, Role.LAT.value} & {r for r, name in roles.items() if name}) == 1:
        missing = Role.LAT if roles.get(Role.LON.value) else Role.LON
        if missing.value not in known and not any(
            q.name == f"columns.{missing.value}" for q in questions
        ):
            questions.append(which_column(table, missing, free or list(table.names)))
    return Guess(roles, tuple(questions))


def _by_names(
    table: RawTable,
    wanted: tuple[Role, ...],
    roles: dict[str, str],
    taken: set[str],
    questions: list[Question],
) -> None:
    names = {name: folded(name) for name in table.names}
    for role in wanted:
        if role.value in roles:
            continue
        words = NAMES[role]
        fits = [name for name in table.names if names[name] in words and name not in taken]
        if role is Role.DAY:
            fits = _better_days(table, fits)
        # "Date" and "date" side by side are two columns that claim the same thing.
        rank = min((words.index(names[name]) for name in fits), default=None)
        best = [name for name in fits if words.index(names[name]) == rank]
        if len(best) > 1 and not _alike(table, best):
            questions.append(which_column(table, role, best))
        elif best:
            roles[role.value] = best[0]
            taken.add(best[0])


def _without_days(
    table: RawTable, roles: dict[str, str], taken: set[str], placed: list[Question]
) -> list[Question]:
    """Let a table without a column of days be a background, or ask for the day.

    It is one when it has places, and no column of figures that could be days: a file of lines or
    areas is one even then.
    """
    places = (Role.LON, Role.LAT, Role.LON_LAT)
    has_places = table.shapes is not None or any(roles.get(role.value) for role in places)
    if not (has_places or placed):
        return [which_column(table, Role.DAY, list(table.names))]
    outlined = table.shapes is not None and bool(table.shapes.reduced.any())
    free = [name for name in table.names if name not in taken]
    doubtful = [name for name in free if not outlined and _may_be_days(table.column(name))]
    if doubtful or not has_places:
        return [maybe_day(table, doubtful or free)]
    roles[Role.DAY.value] = ""
    return []


def _title_by_length(table: RawTable, roles: dict[str, str], taken: set[str]) -> None:
    """Let the column of the longest texts be the title, where none bears the name of one.

    A note is what its row says when no other column holds words: then it is the title.
    """
    if Role.TITLE.value in roles:
        return
    found = longest_text(table, [name for name in table.names if name not in taken])
    if found is None and not roles.get(Role.KIND.value):
        note = roles.get(Role.NOTE.value)
        found = longest_text(table, [note]) if note else None
        if found is not None:
            del roles[Role.NOTE.value]
    if found is not None:
        roles[Role.TITLE.value] = found
        taken.add(found)


def _alike(table: RawTable, names: list[str]) -> bool:
    first = table.column(names[0])
    return all(table.column(name) == first for name in names[1:])


def _mostly_days(cells: list[str]) -> bool:
    sample = filled_cells(cells)
    # A bare number may be a day, a count or an identifier: only a person can tell.
    days = sum(
        bool(orders_of(cell)) or (not is_digits(cell.replace(".", "", 1)) and is_day(cell))
        for cell in sample
    )
    return bool(sample) and days >= 0.8 * len(sample)


def _better_days(table: RawTable, fits: list[str]) -> list[str]:
    """Return the columns with the name of a day that hold days, if any column holds some.

    A column called "time" may hold hours, and one called "data" anything.
    """
    days = [n for n in fits if _mostly_days(table.column(n)) or _may_be_days(table.column(n))]
    if days or not fits:
        return days
    elsewhere = any(_mostly_days(column) for column in table.columns)
    # "Month" and "day" alone hold parts of a date, unless their cells are whole ones.
    fits = [name for name in fits if not _parts_only(table.column(name))]
    return [] if elsewhere else fits


def has_day_column(table: RawTable) -> bool:
    """Tell whether a column of a table holds whole days: no year alone, no part of a date."""
    for name in table.names:
        column = table.column(name)
        if _mostly_days(column) or (
            folded(name) in NAMES[Role.DAY]
            and _may_be_days(column)
            and not all(len(cell) == 4 for cell in filled_cells(column))
        ):
            return True
    return False


def _may_be_days(cells: list[str]) -> bool:
    """Tell whether numbers may be years, compact dates, serial numbers, or instants."""
    sample = filled_cells(cells)
    plain = [cell.replace(".", "", 1) for cell in sample]
    return bool(sample) and all(
        is_digits(cell) and (len(cell) >= 5 or 1900 <= int(cell) <= 2149) for cell in plain
    )


def _parts_only(cells: list[str]) -> bool:
    sample = filled_cells(cells)
    return bool(sample) and all(is_digits(cell) and len(cell) <= 2 for cell in sample)
