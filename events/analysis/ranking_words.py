"""Puts a ranking into words: the highest window, how many have a count, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from events.analysis.result import Table
from events.figure_basis import plural
from events.measures import Measure
from events.words import BORDER_NAMES, KIND_WORDS, number_in_words, period_in_words

if TYPE_CHECKING:
    from events.analysis.ranking import Length, Ranked


def ranking_sentence(
    border: str,
    measure: Measure,
    length: Length,
    ranked: Sequence[Ranked],
    counted: int,
    windows: int,
    room: int,
) -> str:
    """Name the highest window, and say how many have a count and how many may have been higher.

    Parameters
    ----------
    border : str
        Pair of countries.
    measure : Measure
        What was counted.
    length : Length
        What is ranked.
    ranked : sequence of Ranked
        The highest first; without one there is nothing to say.
    counted, windows : int
        Windows with a count of their own, and all.
    room : int
        Windows without one that may have been higher than the last shown.
    """
    if not ranked:
        return ""
    top = [one for one in ranked if one.rank == 1]
    when = " and ".join(period_in_words(one.window) for one in top[:3])
    more = f" and {len(top) - 3} more" if len(top) > 3 else ""
    contested = ", contested" if any(one.contested for one in top) else ""
    value = KIND_WORDS[top[0].kind] + number_in_words(top[0].total)
    told = (
        f"{BORDER_NAMES[border]}: of {plural(windows, length)}, {number_in_words(counted)} "
        f"{'has a count' if counted == 1 else 'have counts'} of "
        f"{'its' if counted == 1 else 'their'} own; the highest is {when}{more} with {value} "
        f"{measure.label}{contested}."
    )
    if room:
        told += (
            f" Of {'one other' if room == 1 else f'{number_in_words(room)} others'} the reports "
            "leave open whether it was higher than the last one listed."
        )
    return told


def ranking_table(length: Length, measure: Measure, ranked: Sequence[Ranked]) -> Table:
    """Return a row for each window of a ranking.

    Parameters
    ----------
    length : Length
        What is ranked.
    measure : Measure
        What was counted.
    ranked : sequence of Ranked
        The highest first.
    """
    return Table(
        ("rank", length.value, measure.label, "how it is known", "also told", "reports"),
        tuple(
            (
                f"{one.rank}{'=' if one.tied else ''}",
                period_in_words(one.window),
                KIND_WORDS[one.kind]
                + number_in_words(one.total)
                + (" (contested)" if one.contested else ""),
                one.basis,
                one.against,
                ", ".join(one.report_ids),
            )
            for one in ranked
        ),
    )
