"""The parts of a ladder of totals, and their sentence and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from events.analysis.result import Table
from events.analysis.seasons import MonthPair
from events.figure_basis import dates, plural, range_in_words
from events.figure_words import rate_in_words
from events.period import Period
from events.words import day_in_words, number_in_words

WEEK = 7
"""The steepest and the flattest step are sought among those of so many days or more."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What was counted from the day after one total to the last day of the next.

    Attributes
    ----------
    period : Period
        Exactly these days.
    total : float
        Second total less first; below zero where a later total is the smaller one.
    to_total : float or None
        The total at the end; None for a remainder.
    rate_per_day, per_km : float or None
        None for more than 92 days, and where the totals fall. Per km and day of this border only.
    report_ids : tuple of str
        The reports it follows from.
    """

    period: Period
    total: float
    to_total: float | None
    rate_per_day: float | None
    per_km: float | None
    report_ids: tuple[str, ...]

    @property
    def falls(self) -> bool:
        """Whether the later total is smaller: one of the two was corrected or is wrong."""
        return self.total < 0


@dataclass(frozen=True, slots=True)
class Left:
    """What a year's exact total leaves for the days that no count of at most a month covers.

    It lies between ``low`` and ``high``: what all reports together allow the counts that do.
    """

    year: int
    total: float
    low: float
    high: float
    days: int
    report_ids: tuple[str, ...]


def ladder_sentence(subject: str, rungs: Sequence[Rung]) -> str:
    """Say what the totals are and which steps are the steepest and the flattest."""
    if not rungs:
        return ""
    falling = sum(rung.falls for rung in rungs)
    first, last = rungs[0], rungs[-1]
    assert first.to_total is not None and last.to_total is not None
    said = (
        f"{subject} since {day_in_words(first.period.start)}: {len(rungs)} exact totals, from "
        f"{number_in_words(first.to_total)} ({_last(first)}) to {number_in_words(last.to_total)} "
        f"({_last(last)})."
    )
    most, fewest = steepest(rungs)
    if most is not None:
        said += f" Of the steps of a week or more, most a day: {_step(rungs[most])}"
        said += "." if fewest is None else f"; fewest: {_step(rungs[fewest])}."
    if falling:
        said += (
            f" {plural(falling, 'total')} {'is' if falling == 1 else 'are'} lower than the one "
            "before: corrected, or misread."
        )
    return said


def steepest(rungs: Sequence[Rung]) -> tuple[int | None, int | None]:
    """Return which steps have the highest and the lowest rate, of those of a week or more.

    Over shorter steps a single busy or quiet day would lead. The second is None with one step.
    """
    rated = [
        (rung.rate_per_day, number)
        for number, rung in enumerate(rungs)
        if rung.rate_per_day is not None and (rung.period.days or 0) >= WEEK
    ]
    if not rated:
        return None, None
    return max(rated)[1], min(rated)[1] if len(rated) > 1 else None


def _step(rung: Rung) -> str:
    assert rung.rate_per_day is not None
    return (
        f"{dates(rung.period)} ({number_in_words(rung.total)} in "
        f"{plural(rung.period.days, 'day')}, {rate_in_words(rung.rate_per_day)} a day)"
    )


def _last(rung: Rung) -> str:
    last = rung.period.last_day
    assert last is not None
    return day_in_words(last)


def ladder_table(
    rungs: Sequence[Rung],
    remainders: Sequence[Rung],
    months: Sequence[MonthPair],
    left: Sequence[Left],
) -> Table:
    """Return rungs, remainders, pairs of months and what years leave, a row each.

    Parameters
    ----------
    rungs : sequence of Rung
        Totals as reported, the longest first.
    remainders : sequence of Rung
        What is left between two of them.
    months : sequence of MonthPair
        The same month in two years.
    left : sequence of Left
        What a year's total leaves beside its parts.
    """
    rows = [
        (
            kind,
            dates(rung.period),
            "" if rung.to_total is None else number_in_words(rung.to_total),
            number_in_words(rung.total),
            str(rung.period.days),
            "" if rung.rate_per_day is None else rate_in_words(rung.rate_per_day),
            "" if rung.per_km is None else f"{rung.per_km:.3f}",
        )
        for kind, own in (("step to a total", rungs), ("worked out from other counts", remainders))
        for rung in own
    ]
    rows += [
        ("same month, two years", pair.words, "", "", "", f"×{pair.ratio:.2f}", "")
        for pair in months
    ]
    for one in left:
        exact = one.low == one.high
        rest = number_in_words(one.low) if exact else range_in_words(one.low, one.high, "to")
        what = f"{one.year}, outside counts of at most a month"
        rows.append(
            ("rest of the year", what, number_in_words(one.total), rest, str(one.days), "", "")
        )
    return Table(("what", "when", "total", "people", "days", "a day", "a day and km"), tuple(rows))
