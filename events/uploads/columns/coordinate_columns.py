"""Finds the columns of coordinates: by names that mean nothing else, else by asking."""

from __future__ import annotations

from events.uploads.columns.coordinates import read_degrees, read_pair
from events.uploads.columns.names import NAMES, SURE_PAIRS, axis_of, ends_in_axis, folded
from events.uploads.columns.numbers import FigureError, decimal_of
from events.uploads.columns.questions import maybe_column, which_column
from events.uploads.columns.samples import filled_cells
from events.uploads.geometry.cells import is_geometry
from events.uploads.geometry.region import REGION_LAT, REGION_LON, in_region
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Question

_MOST = 0.8
_AXES = {"lon": Role.LON, "lat": Role.LAT}


def find_coordinates(table: RawTable, roles: dict[str, str], taken: set[str]) -> list[Question]:
    """Give columns their roles as coordinates; return what has to be asked.

    Values alone never make a place: ages and shares lie in the same range. What a name does not
    say is asked, with *no column* among the answers.

    Parameters
    ----------
    table : RawTable
        The cells as text, by column.
    roles : dict of str to str
        What is settled; found roles are added.
    taken : set of str
        Columns that stand for something already; found ones are added.
    """
    if {Role.LON.value, Role.LAT.value, Role.LON_LAT.value} & roles.keys():
        return _other_axis(table, roles, taken)
    free = [name for name in table.names if name not in taken]
    questions: list[Question] = []
    found = _by_names(free)
    for axis, names in found.items():
        if len(names) > 1 and not _alike(table, names):
            questions.append(which_column(table, _AXES[axis], names))
    if questions:
        return questions
    if found["lon"] and found["lat"]:
        for axis, names in found.items():
            roles[_AXES[axis].value] = names[0]
            taken.add(names[0])
        return []
    pair = _pair_by_name(table, free)
    if pair is not None:
        roles[Role.LON_LAT.value] = pair
        taken.add(pair)
        return []
    for axis, names in found.items():
        if names:
            roles[_AXES[axis].value] = names[0]
            taken.add(names[0])
            return []
    return [] if table.shapes is not None else _by_values(table, free, roles, taken)


def _other_axis(table: RawTable, roles: dict[str, str], taken: set[str]) -> list[Question]:
    """Find the second column where a person named the first."""
    named = {axis: roles.get(role.value) for axis, role in _AXES.items()}
    if Role.LON_LAT.value in roles or all(name is not None for name in named.values()):
        return []
    missing = "lat" if named["lat"] is None else "lon"
    if not named["lon" if missing == "lat" else "lat"]:
        return []
    free = [name for name in table.names if name not in taken]
    names = _by_names(free)[missing]
    if not names:
        names = [n for n in free if _share(filled_cells(table.column(n)), missing) >= _MOST]
    if len(names) == 1:
        roles[_AXES[missing].value] = names[0]
        taken.add(names[0])
    return []


def _by_names(free: list[str]) -> dict[str, list[str]]:
    """Return the columns whose names mean longitude or latitude, the likeliest alone."""
    found: dict[str, list[str]] = {"lon": [], "lat": []}
    for axis, role in _AXES.items():
        words = NAMES[role]
        exact = [name for name in free if folded(name) in words]
        rank = min((words.index(folded(name)) for name in exact), default=None)
        found[axis] = [name for name in exact if words.index(folded(name)) == rank]
        if not found[axis]:
            found[axis] = [name for name in free if axis_of(name) == axis]
    if not (found["lon"] or found["lat"]):
        found = _by_ends(free)
    return found


def _by_ends(free: list[str]) -> dict[str, list[str]]:
    """Return the columns of pairs such as ``_where_was_it_latitude``, as form tools name them."""
    ends = {name: told for name in free if (told := ends_in_axis(name)) is not None}
    pairs = [
        (name, other)
        for name, (before, axis) in ends.items()
        for other, told in ends.items()
        if axis == "lon" and told == (before, "lat")
    ]
    return {"lon": [lon for lon, _ in pairs], "lat": [lat for _, lat in pairs]}


def _pair_by_name(table: RawTable, free: list[str]) -> str | None:
    """Return the column of both coordinates, by its name and by what it holds."""
    words = NAMES[Role.LON_LAT]
    named = sorted(
        (name for name in free if folded(name) in words), key=lambda name: words.index(folded(name))
    )
    for name in named:
        sample = filled_cells(table.column(name))
        if folded(name) in SURE_PAIRS or _share_of_pairs(sample) >= 0.5:
            # A layer has its points already; what it says in words stays words.
            return None if table.shapes is not None else name
    told = [name for name in free if _tell_themselves(filled_cells(table.column(name)))]
    return told[0] if len(told) == 1 and table.shapes is None else None


def _share_of_pairs(sample: list[str]) -> float:
    return sum(is_geometry(cell) or _is_pair(cell) for cell in sample) / max(len(sample), 1)


def _is_pair(cell: str) -> bool:
    try:
        a, b, _ = read_pair(cell)
    except FigureError:
        return False
    return (abs(a) <= 180 and abs(b) <= 180) or min(abs(a), abs(b)) > 1_000


def _tell_themselves(sample: list[str]) -> bool:
    """Tell whether cells are places whatever their column is called: geometries, or letters."""
    told = 0
    for cell in sample:
        if is_geometry(cell):
            told += 1
            continue
        try:
            a, b, order = read_pair(cell)
        except FigureError:
            continue
        # Four numbers of a form tool say latitude first; that alone makes them no place.
        told += order is not None and any(c in cell for c in "°NSEW'\"{") and abs(a) + abs(b) > 0
    return bool(sample) and told >= _MOST * len(sample)


def _by_values(
    table: RawTable, free: list[str], roles: dict[str, str], taken: set[str]
) -> list[Question]:
    """Ask about columns whose figures could be coordinates here, and whose names do not say so."""
    samples = {name: filled_cells(table.column(name)) for name in free}
    pairs = [name for name in free if _share(samples[name], None) >= _MOST]
    if len(pairs) == 1:
        return [maybe_column(table, Role.LON_LAT, pairs)]
    lons = [name for name in free if _share(samples[name], "lon") >= _MOST]
    lats = [name for name in free if _share(samples[name], "lat") >= _MOST]
    if not lons or not lats:
        return []
    return [maybe_column(table, Role.LON, lons), maybe_column(table, Role.LAT, lats)]


def _share(sample: list[str], axis: str | None) -> float:
    """Return the share of cells that would lie in the region, some of them with decimals."""
    inside = decimals = 0
    mark = decimal_of(sample, coordinates=True)[0] or "."
    for cell in sample:
        try:
            if axis is None:
                a, b, _ = read_pair(cell)
                inside += in_region(a, b) or in_region(b, a)
                decimals += 1
                continue
            number = read_degrees(cell, mark, axis)
        except FigureError:
            continue
        low, high = REGION_LON if axis == "lon" else REGION_LAT
        inside += low <= number <= high
        decimals += "." in cell or "," in cell or "°" in cell
    return inside / len(sample) if sample and decimals * 4 >= len(sample) else 0.0


def _alike(table: RawTable, names: list[str]) -> bool:
    first = table.column(names[0])
    return all(table.column(name) == first for name in names[1:])
