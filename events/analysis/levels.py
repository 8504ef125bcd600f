"""Which constant levels describe the reported figures of a border, and where one gives way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from events.analysis.partition import costs, dispersion, partitions
from events.analysis.result import Table, Words, unique, words_of
from events.analysis.tiles import (
    DAYS_ONLY,
    TOTALS_FIRST,
    Tile,
    day_tiles,
    totals_and_days,
    widest_cover,
)
from events.bounds.known import asked
from events.bounds.reading import span as period_of
from events.figure_basis import dates, listed, plural
from events.figure_words import rate_in_words
from events.ledger import Ledger
from events.measures import Measure
from events.period import Period
from events.wording import BORDER_NAMES, day_in_words

MULTIPLES = (4, 6, 8)
"""Prices of a level, as multiples of ln n, at which a partition is asked for."""

FEWEST_DAY_TILES = 20
FEWEST_TOTALS = 8
WIDEST_DRAWN = 31
"""A shift known less sharply than within so many days is told and not drawn."""

NEAR = 31
"""Shifts in one direction no further apart are one shift that moves."""

NOT_SHOWN = (
    "A steady change would look the same as a shift between two levels; why anything changed is "
    "not shown, nor what happened on days that no figure covers."
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: the tiles from its first to its last day, and their common rate a day."""

    period: Period
    rate_per_day: float
    tiles: int
    days_counted: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """One way to lay the figures, and the levels found at each price.

    ``levels`` holds one tuple for each of ``MULTIPLES``; it is empty where the tiles are too few.
    """

    name: str
    tiles: tuple[Tile, ...]
    days_counted: int
    dispersion: float
    usable: bool
    levels: tuple[tuple[Level, ...], ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A place between two tiles where one level gives way to another.

    Attributes
    ----------
    after, before : datetime.date
        Last day of the tile before it, and first day of the tile after it.
    from_rate, to_rate : float
        Levels on both sides, a day, at the lowest price at which it stands.
    clear : bool
        The same at every price in one tiling, and not spoken against by the other.
    drawn : bool
        Clear, and known within 31 days.
    multiples : tuple of int
        Prices at which it stands.
    tiling : str
        Where it was found.
    report_ids : tuple of str
        The reports of the two tiles.
    """

    after: date
    before: date
    from_rate: float
    to_rate: float
    clear: bool
    drawn: bool
    multiples: tuple[int, ...]
    tiling: str
    report_ids: tuple[str, ...]

    @property
    def rises(self) -> bool:
        """Whether the later level is the higher one."""
        return self.to_rate > self.from_rate


@dataclass(frozen=True, slots=True)
class Levels:
    """What constant levels describe a border's figures over a span, or why none are sought."""

    border: str
    measure: Measure
    span: Period
    tilings: tuple[Tiling, ...]
    shifts: tuple[Shift, ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def levels(ledger: Ledger, border: str, span: Period) -> Levels:
    """Return the constant levels that describe the figures of a span.

    Figures given as "at least" are left out, and measures are never joined: the span begins, at
    the earliest, when the measure in force on its last day does.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        For a span without an end.
    """
    found, counted = asked(ledger, border, span)
    tilings = (
        tiling_of(DAYS_ONLY, day_tiles(found, counted), FEWEST_DAY_TILES),
        tiling_of(TOTALS_FIRST, widest_cover(found, counted), FEWEST_TOTALS),
    )
    shifts = judged(tilings)
    reason = None
    if not any(tiling.usable for tiling in tilings):
        wide = sum(tile.days > 1 for tile in tilings[1].tiles)
        reason = (
            f"{plural(len(tilings[0].tiles), 'day')} with a figure and "
            f"{plural(wide, 'count')} of more than a day are too few; levels need "
            f"{FEWEST_DAY_TILES} days or {FEWEST_TOTALS} such counts"
        )
    ids = unique(*(tile.report_ids for tiling in tilings for tile in tiling.tiles))
    subject = f"{BORDER_NAMES[border]}, {dates(counted)}, {found.measure.label}"
    return Levels(
        border=border,
        measure=found.measure,
        span=counted,
        tilings=tilings,
        shifts=shifts,
        reason=reason,
        report_ids=ids,
        words=words_of(
            reason, f"Levels, {subject}", _sentence(subject, tilings, shifts, counted), NOT_SHOWN
        ),
        table=_table(tilings, shifts),
    )


def tiling_of(name: str, tiles: tuple[Tile, ...], fewest: int) -> Tiling:
    """Return a tiling with the levels at every price, if it has tiles enough."""
    told = len(tiles) if name == DAYS_ONLY else sum(tile.days > 1 for tile in tiles)
    days_counted = sum(tile.days for tile in tiles)
    if told < fewest:
        return Tiling(name, tiles, days_counted, 1.0, False, ())
    totals, days = totals_and_days(tiles)
    over = dispersion(totals, days)
    cuts = partitions(costs(totals, days), over, MULTIPLES)
    found = tuple(_levels_between(tiles, cuts[k]) for k in MULTIPLES)
    return Tiling(name, tiles, days_counted, over, True, found)


def _levels_between(tiles: tuple[Tile, ...], cuts: tuple[int, ...]) -> tuple[Level, ...]:
    ends = (*cuts, len(tiles))
    found: list[Level] = []
    for first, end in zip((0, *cuts), ends, strict=True):
        own = tiles[first:end]
        days = sum(tile.days for tile in own)
        rate = sum(tile.total for tile in own) / days
        found.append(Level(period_of(own[0].start, own[-1].end), rate, len(own), days))
    return tuple(found)


def judged(tilings: Sequence[Tiling]) -> tuple[Shift, ...]:
    """Return the shifts of all tilings by day, each judged clear or possible.

    A shift of one tiling goes with at most one of the other, the nearest in the same direction:
    together they are one. Alone it is clear only where the other tiling cannot see it.
    """
    found = [(tiling, shift) for tiling in tilings if tiling.usable for shift in _shifts(tiling)]
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
            kept.append(replace(shift, clear=shift.clear and not seen))
    drawn = (replace(one, drawn=one.clear and _sharp(one.after, one.before)) for one in kept)
    return tuple(sorted(drawn, key=lambda s: (s.after, s.before)))


def _shifts(tiling: Tiling) -> list[Shift]:
    """Return the shifts of one tiling, those that move with the price joined into one."""
    groups: list[list[tuple[int, Level, Level]]] = []
    for k, own in zip(MULTIPLES, tiling.levels, strict=True):
        for left, right in pairwise(own):
            group = next((g for g in groups if _moved(g, k, left, right)), None)
            if group is None:
                groups.append([(k, left, right)])
            else:
                group.append((k, left, right))
    return [_shift(tiling, group) for group in groups]


def _moved(group: list[tuple[int, Level, Level]], k: int, left: Level, right: Level) -> bool:
    """Tell whether a shift at another price is one of the group that moved."""
    _, other_left, other_right = group[-1]
    same_way = (right.rate_per_day > left.rate_per_day) == (
        other_right.rate_per_day > other_left.rate_per_day
    )
    gap = abs((right.period.start - other_right.period.start).days)
    return same_way and gap <= NEAR and all(one[0] != k for one in group)


def _shift(tiling: Tiling, group: list[tuple[int, Level, Level]]) -> Shift:
    edges = {(_last(left), right.period.start) for _, left, right in group}
    after, before = min(a for a, _ in edges), max(b for _, b in edges)
    multiples = tuple(k for k, *_ in group)
    _, left, right = group[0]
    return Shift(
        after=after,
        before=before,
        from_rate=left.rate_per_day,
        to_rate=right.rate_per_day,
        clear=multiples == MULTIPLES and len(edges) == 1,
        drawn=False,
        multiples=multiples,
        tiling=tiling.name,
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


def _joined(one: Shift, other: Shift) -> Shift:
    """Make one shift of two: the clearer and sharper, or all between them if they disagree."""
    lead, beside = sorted((one, other), key=lambda s: (not s.clear, (s.before - s.after).days))
    if _apart(one, other) <= 0 or lead.clear != beside.clear:
        return lead
    return replace(
        lead,
        after=min(one.after, other.after),
        before=max(one.before, other.before),
        tiling=f"{lead.tiling} and {beside.tiling}",
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


def shift_words(shift: Shift) -> str:
    """Write a shift as an interval with the levels on both sides."""
    return (
        f"between {day_in_words(shift.after)} and {day_in_words(shift.before)}, from "
        f"{rate_in_words(shift.from_rate)} to {rate_in_words(shift.to_rate)} a day"
    )


def _sentence(
    subject: str, tilings: Sequence[Tiling], shifts: Sequence[Shift], span: Period
) -> str:
    clear = [shift_words(shift) for shift in shifts if shift.clear]
    possible = [shift_words(shift) for shift in shifts if not shift.clear]
    said = []
    for kind, found in (("clear", clear), ("possible", possible)):
        if found:
            said.append(f"{plural(len(found), f'{kind} shift')} {', and '.join(found)}")
    covered = listed(
        [
            f"{plural(tiling.days_counted, 'day')} ({tiling.name})"
            for tiling in tilings
            if tiling.usable
        ]
        or ["none"]
    )
    told = "; ".join(said) or "one level describes the figures; no shift is found"
    return (
        f"{subject}: {told}. The figures count {covered} of {span.days:,}. "
        "A steady change would look the same."
    )


def _table(tilings: Sequence[Tiling], shifts: Sequence[Shift]) -> Table:
    rows = [
        (
            "clear" if shift.clear else "possible",
            f"{day_in_words(shift.after)} | {day_in_words(shift.before)}",
            rate_in_words(shift.from_rate),
            rate_in_words(shift.to_rate),
            ", ".join(map(str, shift.multiples)),
            shift.tiling,
        )
        for shift in shifts
    ]
    rows += [
        (
            f"{tiling.name}: {plural(len(tiling.tiles), 'count')}",
            dates(level.period),
            rate_in_words(level.rate_per_day),
            "",
            f"{MULTIPLES[0]}",
            f"{plural(level.days_counted, 'day')} counted, over-dispersion {tiling.dispersion:.1f}",
        )
        for tiling in tilings
        if tiling.usable
        for level in tiling.levels[0]
    ]
    return Table(("what", "when", "a day", "then a day", "price (× ln n)", "from"), tuple(rows))
