"""The same month of two years in a row, where both are complete: never a fitted line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from events.bounds.figure import Pressure, Way
from events.figure_basis import dates
from events.figure_words import rate_in_words
from events.ledger import Ledger
from events.measures import Measure
from events.period import Period
from events.pressure import pressure
from events.quantity import ValueKind
from events.series import measure_in_force
from events.words import KIND_WORDS


@dataclass(frozen=True, slots=True)
class MonthPair:
    """One month in two years in a row."""

    first: Pressure
    second: Pressure
    ratio: float

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports of both."""
        return (*self.first.report_ids, *self.second.report_ids)

    @property
    def words(self) -> str:
        """Both months with their rates."""
        return " → ".join(
            f"{dates(side.window)} {KIND_WORDS[side.kind or ValueKind.EXACT]}"
            f"{rate_in_words(side.rate_per_day or 0.0)}"
            for side in (self.first, self.second)
        )


def month_pairs(ledger: Ledger, border: str, measure: Measure) -> tuple[MonthPair, ...]:
    """Return the months that are complete in two years in a row, by day; none from zero.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    measure : Measure
        What is counted.
    """
    complete: dict[tuple[int, int], Pressure] = {}
    first, last = ledger.first_day, ledger.last_day
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = divmod(index, 12)
        window = Period(date(year, month + 1, 1), date((index + 1) // 12, (index + 1) % 12 + 1, 1))
        day = window.last_day
        assert day is not None
        if measure_in_force(border, day) is not measure:
            continue
        found = pressure(ledger, border, window)
        if whole(found):
            complete[year, month] = found
    return tuple(
        MonthPair(one, other, other.rate_per_day / one.rate_per_day)
        for (year, month), one in sorted(complete.items())
        if (other := complete.get((year + 1, month))) is not None
        and one.rate_per_day
        and other.rate_per_day is not None
    )


def whole(found: Pressure) -> bool:
    """Tell whether a count of just these days is known, exactly or about."""
    if found.counted != found.window or found.rate_per_day is None:
        return False
    if found.kind is ValueKind.AT_LEAST:
        return False
    if found.way is Way.COMPLETE:
        return True
    own = found.own
    return (
        found.way is Way.COUNT
        and own is not None
        and (own.start, own.end) == (found.window.start, found.window.end)
    )
