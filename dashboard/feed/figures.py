"""The figures of the borders: for each window and day one row of a table of distinct ones.

The browser looks a row up and shows what stands in it: it computes no figure of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.feed.header import Step
from dashboard.scene.appearance import appearances
from dashboard.scene.stands import FILTERED_OUT, NOT_REPORTED, REFERENCE_HIDDEN
from dashboard.scene.state import MapState
from dashboard.scene.symbology import BREAKS, FILTERED_LEVEL, HIDDEN_LEVEL, NO_LEVEL
from dashboard.scene.words.dates import day_number
from dashboard.scene.words.overview import absent_basis, basis_words, further_words, unit_words
from events import (
    DAY_STATES,
    IN_FORCE,
    WAYS,
    DayState,
    FigureWords,
    Ledger,
    Timeline,
    Way,
    day_figures,
    timeline,
    timeline_words,
)

WITHHELD = len(DAY_STATES)
"""State of a day whose figure is out of sight: with the reference, or by a filter."""

_NOTHING, _NONE = DAY_STATES.index(DayState.NONE), WAYS.index(Way.NONE)
_KNOWN = list(BREAKS)
_LEVELS = {
    NOT_REPORTED: NO_LEVEL,
    REFERENCE_HIDDEN: HIDDEN_LEVEL,
    FILTERED_OUT: FILTERED_LEVEL,
}


class Row(NamedTuple):
    """One figure as the browser shows it; texts are places in the list of texts.

    ``rate`` is where a bar ends, ``least`` and ``most`` where the band of its bounds does, by the
    day; None where there is none.
    """

    value: int
    unit: int
    basis: int
    short: int
    more: int
    level: int
    look: int
    measure: int
    contested: int
    rate: float | None
    least: float | None
    most: float | None


_CODES = dict(zip(Row._fields, ("i4",) * 5 + ("u1",) * 4 + ("f4",) * 3, strict=True))


@dataclass(slots=True)
class FigureTable:
    """Rows and texts, each once, in the order in which they came."""

    rows: dict[Row, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)

    def text(self, words: str) -> int:
        """Return the place of a text."""
        return self.texts.setdefault(words, len(self.texts))

    def row(self, row: Row) -> int:
        """Return the place of a row."""
        return self.rows.setdefault(row, len(self.rows))

    def columns(self) -> dict[str, NDArray[Any]]:
        """Return the table by columns; a number that is none is NaN."""
        parted = zip(*self.rows, strict=True)
        return {
            f"figure_{name}": np.array([np.nan if v is None else v for v in values], _CODES[name])
            for name, values in zip(Row._fields, parted, strict=True)
        }


def figure_columns(
    table: FigureTable, ledger: Ledger, pair: str, windows: Iterable[str], start: date
) -> dict[str, NDArray[Any]]:
    """Return a border's row of the window that ends on each day, and how well each is known.

    Days before the first of the slider are not asked for: they get a row that says nothing.

    Parameters
    ----------
    table : FigureTable
        Takes the rows.
    ledger : Ledger
        The reports at hand; what it hides is left out.
    pair : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    windows : iterable of str
        Trailing windows: 1d, 7d, all.
    start : datetime.date
        First day of the slider, where the window "all" begins.
    """
    first, last = ledger.first_day, ledger.last_day
    begin = min(max(start, first), last)
    lead = (begin - first).days
    columns = {}
    for window in windows:
        line = timeline(ledger, pair, begin, last, MapState(window=window).window_days)
        rows = _Rows(table, line, pair)
        absent = absences(ledger, line)
        found = [
            _absent_row(table, why, rows.measures[at]) if why else rows.row(at, said)
            for at, (why, said) in enumerate(zip(absent, timeline_words(ledger, line), strict=True))
        ]
        why = REFERENCE_HIDDEN if ledger.hides_reference else NOT_REPORTED
        before = [_absent_row(table, why, rows.measures[0])] * lead
        columns[f"figure:{window}:{pair}"] = np.array(list(map(table.row, before + found)), "i4")
        if window == "1d":
            withheld = np.array([bool(why) for why in absent]) & (line.day_state == _NOTHING)
            states = np.where(withheld, WITHHELD, line.day_state).astype("u1")
            columns[f"state:{pair}"] = np.pad(states, (lead, 0), constant_values=_NOTHING)
    return columns


def absences(ledger: Ledger, line: Timeline) -> list[str]:
    """Return why each day's figure is out of sight; an empty text where it is not."""
    count = len(line.way)
    if ledger.hides_reference:
        return [REFERENCE_HIDDEN if way == _NONE else "" for way in line.way.tolist()]
    if ledger.reserve is None:
        return [""] * count
    whole = timeline(
        ledger.reserve,
        line.border,
        line.first_day,
        line.first_day + timedelta(days=count - 1),
        line.window_days,
    )
    gone = (line.way == _NONE) & (whole.way != _NONE)
    return [FILTERED_OUT if filtered else "" for filtered in gone.tolist()]


def steps_of(ledger: Ledger) -> list[Step]:
    """Return the counts of several days as steps over their days, the widest first."""
    found: list[Step] = []
    for pair in IN_FORCE:
        # Only the last measure has a row of its own in the series.
        measure = IN_FORCE[pair][-1][1]
        for rate in day_figures(ledger, pair, measure):
            last = rate.period.last_day
            if rate.days == 1 or last is None:
                continue
            found.append(
                {
                    "pair": pair,
                    "first": day_number(rate.period.start),
                    "last": day_number(last),
                    "rate": rate.rate_per_day,
                }
            )
    return sorted(found, key=lambda step: (step["first"] - step["last"], step["first"]))


class _Rows:
    """Writes the rows of a timeline."""

    def __init__(self, table: FigureTable, line: Timeline, pair: str) -> None:
        codes = [_KNOWN.index((pair, measure.key)) for measure in line.measures]
        self.measures = [codes[code] for code in line.measure.tolist()]
        self._table, self._line = table, line
        self._levels, self._looks = (column.tolist() for column in appearances(line))
        rate = np.where(np.isnan(line.rate), line.rate_low, line.rate).astype("f8")
        self._rates, self._least, self._most = (
            [None if value is None or not np.isfinite(value) else value for value in values]
            for values in (
                rate.tolist(),
                (line.least / line.counted).tolist(),
                (line.most / line.counted).tolist(),
            )
        )

    def row(self, at: int, words: FigureWords) -> Row:
        """Return the row of a day with the words of its figure."""
        line, text = self._line, self._table.text
        way = WAYS[line.way[at]]
        # What was not reported has no unit; the measure is named beside it.
        unit = unit_words(line.measures[line.measure[at]], way, int(line.coverage[at]))
        unit = "" if way is Way.NONE else unit
        more = ". ".join(part.removesuffix(".") for part in further_words(words))
        told = bool(words.bounds)
        return Row(
            text(words.value),
            text(unit),
            text(basis_words(words)),
            text(words.short),
            text(more),
            self._levels[at],
            self._looks[at],
            self.measures[at],
            int(line.contested[at]),
            self._rates[at],
            self._least[at] if told else None,
            self._most[at] if told else None,
        )


def _absent_row(table: FigureTable, why: str, measure: int) -> Row:
    """Return the row of a border whose figure is out of sight."""
    value, nothing = table.text(why), table.text("")
    basis = table.text(absent_basis(why))
    return Row(value, nothing, basis, value, nothing, _LEVELS[why], 0, measure, 0, None, None, None)
