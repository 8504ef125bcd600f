"""Which constant levels describe the reported figures of a border, and where one gives way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from events.analysis.result import Table, Words, unique, words_of
from events.analysis.shifts import Shift, judged
from events.analysis.tiles import DAYS_ONLY, TOTALS_FIRST, day_tiles, widest_cover
from events.analysis.tilings import (
    FEWEST_DAY_TILES,
    FEWEST_TOTALS,
    MULTIPLES,
    Tiling,
    tiling_of,
)
from events.bounds.known import asked
from events.figure_basis import dates, listed, plural
from events.figure_words import rate_in_words
from events.ledger import Ledger
from events.measures import Measure
from events.period import Period
from events.words import BORDER_NAMES, day_in_words

NOT_SHOWN = (
    "A steady change would look the same as a shift between two levels; why anything changed is "
    "not shown, nor what happened on days that no figure covers."
)


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

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    span : Period
        The days to speak of, half-open, with an end.

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
