"""Which days have a figure and which have none; how the figures fall into the colour classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import numpy as np

from dashboard.scene.state import FIRST_DATE
from dashboard.scene.symbology import BREAKS, level_of
from docs.data_page.markdown import days_in_words, share, to_table
from events import (
    BORDERS,
    DAY_STATES,
    DayState,
    How,
    Ledger,
    Measure,
    day_figures,
    day_in_words,
    day_states,
    timeline,
)

OWN, WIDER, NOTHING = "own", "wider", "nothing"

_KINDS = {
    DayState.REPORTED: OWN,
    DayState.DERIVED: OWN,
    DayState.WIDER: WIDER,
    DayState.NONE: NOTHING,
}

# The same count before the later readings were joined (the days ended on 17 February 2026).
FIRST_READING = {
    (2021, "BY-PL"): (38, 146, 61),
    (2021, "BY-LT"): (17, 106, 122),
    (2021, "BY-LV"): (15, 199, 31),
    (2022, "BY-PL"): (8, 89, 268),
    (2022, "BY-LT"): (0, 2, 363),
    (2022, "BY-LV"): (7, 79, 279),
    (2023, "BY-PL"): (9, 292, 64),
    (2023, "BY-LT"): (0, 0, 365),
    (2023, "BY-LV"): (3, 47, 315),
    (2024, "BY-PL"): (10, 205, 151),
    (2024, "BY-LT"): (1, 0, 365),
    (2024, "BY-LV"): (6, 89, 271),
    (2025, "BY-PL"): (13, 102, 250),
    (2025, "BY-LT"): (6, 75, 284),
    (2025, "BY-LV"): (11, 74, 280),
    (2026, "BY-PL"): (0, 0, 48),
    (2026, "BY-LT"): (0, 0, 48),
    (2026, "BY-LV"): (0, 0, 48),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of every day of one border, from the start of the slider."""

    border: str
    first_day: date
    days: tuple[str, ...]

    def longest(self, *wanted: str) -> tuple[date, date] | None:
        """Return the first and last day of the longest run of such days, the earliest of equals."""
        best: tuple[int, int] | None = None
        at = 0
        for good, run in groupby(self.days, key=lambda day: day in wanted):
            length = sum(1 for _ in run)
            if good and (best is None or length > best[1]):
                best = (at, length)
            at += length
        if best is None:
            return None
        first = self.first_day + timedelta(days=best[0])
        return first, first + timedelta(days=best[1] - 1)


def coverage(ledger: Ledger, border: str) -> Coverage:
    """Tell for each day whether it has its own figure, a wider report, or nothing."""
    states = day_states(ledger, border, FIRST_DATE, ledger.last_day)
    return Coverage(border, FIRST_DATE, tuple(_KINDS[DAY_STATES[state]] for state in states))


def gaps_section(ledger: Ledger) -> str:
    """Count the days by year and border, and name the longest runs."""
    covers = [coverage(ledger, border) for border in BORDERS]
    rows = [
        (str(year), cover.border, *_before_and_now(before, _of_year(cover, year)))
        for year in range(FIRST_DATE.year, ledger.last_day.year + 1)
        for cover in covers
        for before in [FIRST_READING[year, cover.border]]
    ]
    all_rows = [
        ("**all**", cover.border, *_before_and_now(_all_before(cover.border), Counter(cover.days)))
        for cover in covers
    ]
    runs = [
        (cover.border, _run(cover, OWN), _run(cover, WIDER, NOTHING), _run(cover, NOTHING))
        for cover in covers
    ]
    return "\n\n".join(
        (
            "## Gaps",
            f"Days of {days_in_words(FIRST_DATE, ledger.last_day)}, for each border's measure in "
            "force on the day. A day has a *daily figure* when a report counts that day alone, or "
            "when its count follows exactly from other reports; a *wider report* is a count of up "
            "to 92 days, reported or following from others. All other days are *not reported*: "
            "never zero, never interpolated. "
            "*Before* is what the first reading alone gave, to 17 February 2026.",
            to_table(
                (
                    *("year", "border", "daily figure, before", "now"),
                    *("wider report only, before", "now", "not reported, before", "now"),
                ),
                [*rows, *all_rows],
            ),
            to_table(
                (
                    "border",
                    "longest run of daily figures",
                    "longest without a daily figure",
                    "longest not reported",
                ),
                runs,
            ),
            "Whole months:",
            to_table(
                ("border", "months with no figure at all", "months without a daily figure"),
                [
                    (cover.border, _months(cover, NOTHING), _months(cover, WIDER, NOTHING))
                    for cover in covers
                ],
            ),
        )
    )


def classes_section(ledger: Ledger) -> str:
    """Show how the reported rates fall into the colour classes of each border."""
    rows = []
    for (border, key), breaks in BREAKS.items():
        measure = Measure.from_key(key)
        scale = " · ".join(f"{value}+" for value in breaks)
        rates = day_figures(ledger, border, measure)
        daily = [rate.rate_per_day for rate in rates if rate.how is How.DAY]
        named = f"{border} {measure.label}", scale
        rows.append((*named, "daily figures", *_classed(border, key, daily)))
        for window, words in ((1, "days on the map, that day"), (7, "days on the map, 7 days")):
            line = timeline(ledger, border, ledger.first_day, ledger.last_day, window)
            mine = line.measure == line.measures.index(measure)
            known = line.rate[mine & ~np.isnan(line.rate)]
            rows.append(("", "", words, *_classed(border, key, known.tolist())))
    return "\n\n".join(
        (
            "## Colour classes",
            "Each border has its own scale, the same on every date; the classes of two borders are "
            "not comparable. Shares are of the figures above zero; a reported zero has a look of "
            "its own. Why these breaks: [decision 0003](decisions/0003-class-breaks.md).",
            to_table(
                (
                    *("border, measure", "least a day of each class", "of", "figures", "zeros"),
                    *(f"class {number}" for number in range(1, 6)),
                ),
                rows,
            ),
        )
    )


def _classed(border: str, key: str, rates: Sequence[float]) -> Iterable[object]:
    levels = Counter(level_of(border, key, rate) for rate in rates)
    above = len(rates) - levels[0]
    return (len(rates), levels[0], *(share(levels[level], above) for level in range(1, 6)))


def _of_year(cover: Coverage, year: int) -> Counter[str]:
    first = (date(year, 1, 1) - cover.first_day).days
    after = (date(year + 1, 1, 1) - cover.first_day).days
    return Counter(cover.days[max(0, first) : max(0, after)])


def _all_before(border: str) -> tuple[int, ...]:
    years = [counts for (_, key), counts in FIRST_READING.items() if key == border]
    return tuple(sum(column) for column in zip(*years, strict=True))


def _before_and_now(before: Sequence[int], now: Counter[str]) -> Iterable[int]:
    for old, kind in zip(before, (OWN, WIDER, NOTHING), strict=True):
        yield from (old, now[kind])


def _months(cover: Coverage, *wanted: str) -> str:
    """Name the whole months that hold such days only, runs of months as one."""
    kinds: dict[tuple[int, int], set[str]] = {}
    for index, kind in enumerate(cover.days):
        day = cover.first_day + timedelta(days=index)
        kinds.setdefault((day.year, day.month), set()).add(kind)
    runs: list[list[tuple[int, int]]] = []
    for month, found in kinds.items():
        if not found <= set(wanted):
            continue
        if runs and _next_month(runs[-1][-1]) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(
        _month_in_words(run[0])
        if len(run) == 1
        else f"{_month_in_words(run[0])} – {_month_in_words(run[-1])}"
        for run in runs
    )


def _next_month(month: tuple[int, int]) -> tuple[int, int]:
    year, number = month
    return (year + 1, 1) if number == 12 else (year, number + 1)


def _month_in_words(month: tuple[int, int]) -> str:
    return day_in_words(date(*month, 1)).split(" ", 1)[1]


def _run(cover: Coverage, *wanted: str) -> str:
    run = cover.longest(*wanted)
    if run is None:
        return "none"
    length = (run[1] - run[0]).days + 1
    return f"{length} days: {days_in_words(*run)}"
