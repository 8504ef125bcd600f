"""Where one level gives way to another: found in each tiling, then judged on both together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from events.analysis.result import unique
from events.analysis.tilings import MULTIPLES, Level, Tiling

WIDEST_DRAWN = 31
"""A shift known less sharply than within so many days is told and not drawn."""

NEAR = 31
"""Shifts in one direction no further apart are one shift that moves."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A place between two tiles where one level gives way to another.

    Attributes
    ----------
    after, before : datetime.date
        Last day of the tile before it, and first day of the tile after it.
    from_rate, to_rate : float
        Levels on both sides, a day, at the lowest price at which it stands.
    leading : bool
        Whether these are levels of the tiling that is told, `leading`: of two ways to lay the same
        counts one gives the figures, so that no level has two.
    clear : bool
        The same at every price in one tiling, and not spoken against by the other.
    drawn : bool
        Clear, and known within 31 days.
    multiples : tuple of int
        Prices at which it stands.
    tilings : tuple of str
        Where it was found.
    why : str
        Why it is clear or only possible, in words.
    report_ids : tuple of str
        The reports of the two tiles.
    """

    after: date
    before: date
    from_rate: float
    to_rate: float
    leading: bool
    clear: bool
    drawn: bool
    multiples: tuple[int, ...]
    tilings: tuple[str, ...]
    why: str
    report_ids: tuple[str, ...]

    @property
    def rises(self) -> bool:
        """Whether the later level is the higher one."""
        return self.to_rate > self.from_rate


def leading_of(tilings: Sequence[Tiling]) -> Tiling | None:
    """Return the tiling whose levels are told: the usable one that counts most days."""
    usable = [tiling for tiling in tilings if tiling.usable]
    return max(usable, key=lambda tiling: tiling.days_counted, default=None)


def judged(tilings: Sequence[Tiling]) -> tuple[Shift, ...]:
    """Return the shifts of all tilings by day, each judged clear or possible.

    A shift of one tiling goes with at most one of the other, the nearest in the same direction:
    together they are one. Alone it is clear only where the other tiling cannot see it.
    """
    lead = leading_of(tilings)
    found = [
        (tiling, shift)
        for tiling in tilings
        if tiling.usable
        for shift in _shifts(tiling, leading=tiling is lead)
    ]
    pairs = sorted(
        (_apart(one, other), m, n)
        for m, (tiling, one) in enumerate(found)
        for n, (beside, other) in enumerate(found[m + 1 :], start=m + 1)
        if tiling is not beside and one.rises == other.rises and _apart(one, other) <= NEAR
    )
    kept: list[Shift] = []
    taken: set[int] = set()
    for _, m, n in pairs:
        if taken.isdisjoint((m, n)):
            taken |= {m, n}
            kept.append(_joined(found[m][1], found[n][1]))
    for number, (tiling, shift) in enumerate(found):
        if number not in taken:
            seen = any(_sees(other, shift) for other in tilings if other is not tiling)
            kept.append(_alone(shift, spoken_against=seen))
    drawn = (replace(one, drawn=one.clear and _sharp(one.after, one.before)) for one in kept)
    return tuple(sorted(drawn, key=lambda s: (s.after, s.before)))


def _shifts(tiling: Tiling, *, leading: bool) -> list[Shift]:
    """Return the shifts of one tiling, those that move with the price joined into one."""
    groups: list[list[tuple[int, Level, Level]]] = []
    for k, own in zip(MULTIPLES, tiling.levels, strict=True):
        for left, right in pairwise(own):
            group = next((g for g in groups if _moved(g, k, left, right)), None)
            if group is None:
                groups.append([(k, left, right)])
            else:
                group.append((k, left, right))
    return [_shift(tiling, group, leading=leading) for group in groups]


def _moved(group: list[tuple[int, Level, Level]], k: int, left: Level, right: Level) -> bool:
    """Tell whether a shift at another price is one of the group that moved."""
    _, other_left, other_right = group[-1]
    same_way = (right.rate_per_day > left.rate_per_day) == (
        other_right.rate_per_day > other_left.rate_per_day
    )
    gap = abs((right.period.start - other_right.period.start).days)
    return same_way and gap <= NEAR and all(one[0] != k for one in group)


def _shift(tiling: Tiling, group: list[tuple[int, Level, Level]], *, leading: bool) -> Shift:
    edges = {(_last(left), right.period.start) for _, left, right in group}
    after, before = min(a for a, _ in edges), max(b for _, b in edges)
    multiples = tuple(k for k, *_ in group)
    _, left, right = group[0]
    return Shift(
        after=after,
        before=before,
        from_rate=left.rate_per_day,
        to_rate=right.rate_per_day,
        # Levels are told at the lowest price alone.
        leading=leading and multiples[0] == MULTIPLES[0],
        clear=multiples == MULTIPLES and len(edges) == 1,
        drawn=False,
        multiples=multiples,
        tilings=(tiling.name,),
        why="",
        report_ids=unique(
            *(
                tile.report_ids
                for tile in tiling.tiles
                if tile.end == after.toordinal() + 1 or tile.start == before.toordinal()
            )
        ),
    )


def _sees(tiling: Tiling, shift: Shift) -> bool:
    """Tell whether a tiling has figures on both sides of a shift, and so could find it."""
    if not tiling.usable:
        return False
    first, last = tiling.tiles[0], tiling.tiles[-1]
    return first.end <= shift.after.toordinal() + 1 and shift.before.toordinal() <= last.start


def _alone(shift: Shift, *, spoken_against: bool) -> Shift:
    """Judge a shift that only one tiling has."""
    (name,) = shift.tilings
    if not shift.clear:
        why = f"{name} show it, but not by stricter tests"
    elif spoken_against:
        why = f"only {name} show it"
    else:
        why = f"{name} show it, by milder and stricter tests alike"
    return replace(shift, clear=shift.clear and not spoken_against, why=why)


def _joined(one: Shift, other: Shift) -> Shift:
    """Make one shift of two: the clearer and sharper, or all between them if they disagree."""
    lead, beside = sorted((one, other), key=lambda s: (not s.clear, (s.before - s.after).days))
    told = next((s for s in (one, other) if s.leading), lead)
    tilings = one.tilings + other.tilings
    under = "" if lead.clear else ", but neither by stricter tests"
    both = replace(
        lead,
        from_rate=told.from_rate,
        to_rate=told.to_rate,
        leading=told.leading,
        tilings=tilings,
        why=f"{' and '.join(tilings)} show it{under}",
    )
    if _apart(one, other) <= 0 or lead.clear != beside.clear:
        return both
    return replace(
        both,
        after=min(one.after, other.after),
        before=max(one.before, other.before),
        report_ids=unique(lead.report_ids, beside.report_ids),
    )


def _apart(one: Shift, other: Shift) -> int:
    """Return the days between two shifts; zero or less where they share any."""
    return max((one.after - other.before).days + 1, (other.after - one.before).days + 1)


def _sharp(after: date, before: date) -> bool:
    return (before - after).days <= WIDEST_DRAWN


def _last(level: Level) -> date:
    last = level.period.last_day
    assert last is not None
    return last
