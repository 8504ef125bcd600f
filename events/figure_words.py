"""Puts the figure of a window into words: the same on page, paper, slide, film and command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from events.bounds.figure import Pressure, Way
from events.bounds.reading import Reading
from events.bounds.rule import WIDE
from events.ledger import Ledger
from events.period import ONE_DAY, Period, Precision
from events.quantity import ValueKind
from events.wording import KIND_WORDS, day_in_words, in_words, number_in_words, period_in_words

MOST_VALUES = 3
"""So many single days are told one by one; of more, the smallest and the largest."""

NOT_REPORTED = "not reported"


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What stands beside a figure; each is empty where there is nothing to say.

    Attributes
    ----------
    value : str
        ``562.8``, ``11.3 to 13.4``, ``2 and 12``, ``not reported``.
    basis : str
        How it is known: ``complete: 17,447 in 31 days``, ``mean of 4 reported days of 7``,
        ``between 339 and 402 in 30 days``, ``inside a wider count: 763 in 35 days, …``.
    short : str
        The same for a small screen: ``all 31 days``, ``4 of 7 days``, ``wider count``.
    bounds : str
        What all reports together allow, where it says more than the figure.
    beside : str
        What else is told of the same days and agrees.
    contested : str
        What else is told and cannot be true as well.
    context : str
        The narrowest wider count, where there is no figure.
    """

    value: str
    basis: str
    short: str
    bounds: str
    beside: str
    contested: str
    context: str


def figure_words(ledger: Ledger, found: Pressure | Reading) -> FigureWords:
    """Return the words that stand beside a figure."""
    facts = _Facts(found)
    return FigureWords(
        value=value_words(found),
        basis=facts.basis(),
        short=facts.short(),
        bounds=facts.bounds(),
        beside=_told(ledger, found.beside_ids, facts.own, "also told as"),
        contested=_told(ledger, [c.report_id for c in found.contests], facts.own, "contested:"),
        context=_context_words(found),
    )


def value_words(found: Pressure | Reading) -> str:
    """Write the figure itself: a rate, a range of rates, single days, or *not reported*."""
    rate, low, high = found.rate_per_day, found.rate_low, found.rate_high
    if rate is not None:
        return rate_in_words(rate)
    if low is not None and high is not None:
        return f"{rate_in_words(low)} to {rate_in_words(high)}"
    if found.way is Way.NONE:
        return NOT_REPORTED
    if found.coverage_days:
        return _values(found.day_values)
    assert found.most is not None  # bounds alone are told only where both are known
    return _range(found.least, found.most, "to")


def rate_in_words(rate: float) -> str:
    """Write a rate with one decimal at most, a half going up."""
    return number_in_words(int(rate * 10 + 0.5) / 10)


class _Facts:
    """The words of one figure, from facts that are looked up once."""

    __slots__ = ("counted", "days", "found", "own", "whole")

    def __init__(self, found: Pressure | Reading) -> None:
        self.found = found
        self.counted = found.counted
        self.own = found.own or self.counted
        window = found.window
        assert self.counted.days is not None and window.days is not None
        self.days: int = self.counted.days
        self.whole: int = window.days

    def basis(self) -> str:
        """Say how the figure is known."""
        said = _BASIS[self.found.way](self)
        if self.days < self.whole:
            said += f", counted since {day_in_words(self.counted.start)}"
        return said

    def short(self) -> str:
        """Say the same in two or three words."""
        way, days = self.found.way, _plural(self.days, "day")
        if way is Way.COMPLETE:
            return "that day" if self.days == 1 else f"all {days}"
        if way is Way.WIDER:
            return "wider count"
        if way is Way.NONE:
            return ""
        if way is Way.BETWEEN or not self.found.coverage_days:
            return "between"
        if way is Way.COUNT and not self.counted.covers(self.own):
            return f"in {_plural(self.own.days, 'day')}"
        return f"{self.found.coverage_days:,} of {days}"

    def bounds(self) -> str:
        """Tell the bounds where they say something that the figure does not."""
        found = self.found
        if found.way in (Way.COMPLETE, Way.BETWEEN):
            return ""
        if found.way is Way.DAYS and not found.coverage_days:
            return ""
        days = "that day" if self.days == 1 else f"these {self.days:,} days"
        least, most = found.least, found.most
        if most is not None and most <= WIDE * least:
            return f"All reports together: between {_range(least, most)} on {days}."
        if least > found.day_sum:
            return f"All reports together: at least {number_in_words(least)} on {days}."
        return ""

    def complete(self) -> str:
        """Step 1."""
        how = ", derived from other reports" if self.found.derived else ""
        if self.days == self.whole == 1:
            return f"complete{how}" if how else "complete: reported for that day"
        return f"complete: {number_in_words(self.found.total or 0)} in {self._days_of()}{how}"

    def count(self) -> str:
        """Step 2."""
        if self.own == self.counted:
            return f"{self._total()} in {self._days_of()}"
        if self.counted.covers(self.own):
            return f"{self._total()} in {self.found.coverage_days:,} of {_plural(self.days, 'day')}"
        return f"{self._total()} in {_plural(self.own.days, 'day')}, {_dates(self.own)}"

    def between(self) -> str:
        """Step 3, and bounds alone."""
        found = self.found
        assert found.most is not None
        return f"between {_range(found.least, found.most)} in {self._days_of()}"

    def mean(self) -> str:
        """Step 4."""
        derived = self.found.derived_days
        kind = "days with a figure" if derived else "reported days"
        said = f"mean of {self.found.coverage_days:,} {kind} of {self._days_number()}"
        return f"{said}, {derived:,} of them derived" if derived else said

    def wider(self) -> str:
        """Step 5."""
        days = _plural(self.own.days, "day")
        return f"inside a wider count: {self._total()} in {days}, {_dates(self.own)}"

    def single(self) -> str:
        """Step 6."""
        count = self.found.coverage_days
        if not count:
            return self.between()
        noun = "day" if count == 1 else "days"
        kind = f"{noun} with a figure" if self.found.derived_days else f"reported {noun}"
        return f"{count:,} {kind} of {self._days_number()}: {_values(self.found.day_values)}"

    def none(self) -> str:
        """Step 7."""
        return "no figure for that day" if self.days == 1 else f"no figure in {self._days_of()}"

    def _total(self) -> str:
        kind, total = self.found.kind, self.found.total
        assert kind is not None and total is not None
        return KIND_WORDS[kind] + number_in_words(_as_sharp(total, kind))

    def _days_number(self) -> str:
        """Write the days counted; where the measure began within the window, of how many."""
        return f"{self.days:,}" if self.days == self.whole else f"{self.days:,} of {self.whole:,}"

    def _days_of(self) -> str:
        return f"{self._days_number()} day{'' if self.whole == 1 else 's'}"


_BASIS: dict[Way, Callable[[_Facts], str]] = {
    Way.COMPLETE: _Facts.complete,
    Way.COUNT: _Facts.count,
    Way.BETWEEN: _Facts.between,
    Way.MEAN: _Facts.mean,
    Way.WIDER: _Facts.wider,
    Way.DAYS: _Facts.single,
    Way.NONE: _Facts.none,
}


def _told(ledger: Ledger, ids: Sequence[str], own: Period, lead: str) -> str:
    """List what reports say, with their own days where these are others."""
    words: list[str] = []
    for report in map(ledger.report, ids):
        assert report.quantity is not None
        said = in_words(report.quantity)
        if (report.period.start, report.period.end) != (own.start, own.end):
            said = f"{said} ({period_in_words(report.period)})"
        words.append(said)
    return f"{lead} {_list(list(dict.fromkeys(words)))}" if words else ""


def _context_words(found: Pressure | Reading) -> str:
    wider = found.context
    if wider is None:
        return ""
    total = KIND_WORDS[wider.kind] + number_in_words(_as_sharp(wider.total, wider.kind))
    days = _plural(wider.period.days, "day")
    return f"narrowest wider count: {total} in {days}, {_dates(wider.period)}"


def _values(values: Sequence[tuple[float, ValueKind]]) -> str:
    """Write a few values one by one, of many the smallest and the largest."""
    if len(values) > MOST_VALUES:
        numbers = [value for value, _ in values]
        return _range(min(numbers), max(numbers), "to")
    return _list([KIND_WORDS[kind] + number_in_words(value) for value, kind in values])


def _as_sharp(total: float, kind: ValueKind) -> float:
    """Round a sum in which rough figures stand to three digits: it is no sharper than they are."""
    if kind is not ValueKind.ABOUT or total < 1_000 or total % 10 == 0:
        return total
    return float(f"{total:.3g}")


def _range(low: float, high: float, joint: str = "and") -> str:
    return f"{number_in_words(low)} {joint} {number_in_words(high)}"


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _plural(count: int | None, noun: str) -> str:
    assert count is not None
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _dates(period: Period) -> str:
    """Write the days of a count: a whole month or year by its name."""
    first, last = period.start, period.last_day
    assert last is not None
    whole = Precision.DAY if first == last else Precision.RANGE
    if first.day == 1 and (last + ONE_DAY).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            whole = Precision.MONTH
        elif (first.month, last.month) == (1, 12) and first.year == last.year:
            whole = Precision.YEAR
    return period_in_words(Period.of_days(first, last, whole))
