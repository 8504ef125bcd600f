"""Says how a figure is known, and writes the numbers and days that such words are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from events.agreement import ABOUT
from events.bounds.figure import Pressure, Way
from events.bounds.rule import WIDE
from events.bounds.window_facts import Reading
from events.period import ONE_DAY, Period, Precision
from events.quantity import ValueKind
from events.words import KIND_WORDS, day_in_words, number_in_words, period_in_words

MOST_VALUES = 3
"""So many single days are told one by one; of more, the smallest and the largest."""


class FigureFacts:
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
        way, days = self.found.way, plural(self.days, "day")
        covered = self.found.coverage_days
        if way is Way.COMPLETE or (way is Way.COUNT and covered == self.days):
            return "that day" if self.days == 1 else f"all {days}"
        if way is Way.WIDER:
            return "wider count"
        if way is Way.NONE:
            return ""
        if way is Way.BETWEEN or not covered:
            return "between"
        return f"{covered:,} of {days}"

    def bounds(self) -> str:
        """Tell the bounds where they say something that the figure does not."""
        found = self.found
        if found.way in (Way.COMPLETE, Way.BETWEEN):
            return ""
        if found.way is Way.DAYS and not found.coverage_days:
            return ""
        if found.kind is ValueKind.ABOUT and self.own == self.counted and self._just_about():
            return ""
        days = "that day" if self.days == 1 else f"these {self.days:,} days"
        least, most = found.least, found.most
        if most is not None and most <= WIDE * least:
            return f"All reports together: between {range_in_words(least, most)} on {days}."
        counted = found.total or 0.0
        if least > found.day_sum and not (counted >= least and self.counted.covers(self.own)):
            return f"All reports together: at least {number_in_words(least)} on {days}."
        return ""

    def _just_about(self) -> bool:
        """Tell whether the bounds are no more than what "about" means."""
        total, most = self.found.total or 0.0, self.found.most
        low, high = total * (1 - ABOUT), total * (1 + ABOUT)
        return self.found.least <= low + 1 and (most is None or most >= high - 1)

    def complete(self) -> str:
        """Step 1."""
        how = ", derived from other reports" if self.found.derived else ""
        if self.days == self.whole == 1:
            return f"complete{how}" if how else "complete: reported for that day"
        return f"complete: {number_in_words(self.found.total or 0)} in {self._days_of()}{how}"

    def count(self) -> str:
        """Step 2."""
        if self.own == self.counted and self.days == self.whole == 1:
            return f"{self._total()} reported for that day"
        if self.own == self.counted:
            return f"{self._total()} in {self._days_of()}"
        if self.counted.covers(self.own):
            return f"{self._total()} in {self.found.coverage_days:,} of {plural(self.days, 'day')}"
        return f"{self._total()} in {plural(self.own.days, 'day')}, {dates(self.own)}"

    def between(self) -> str:
        """Step 3, and bounds alone."""
        found = self.found
        assert found.most is not None
        return f"between {range_in_words(found.least, found.most)} in {self._days_of()}"

    def mean(self) -> str:
        """Step 4."""
        derived = self.found.derived_days
        kind = "days with a figure" if derived else "reported days"
        said = f"mean of {self.found.coverage_days:,} {kind} of {self._days_number()}"
        return f"{said}, {derived:,} of them derived" if derived else said

    def wider(self) -> str:
        """Step 5."""
        days = plural(self.own.days, "day")
        return f"inside a wider count: {self._total()} in {days}, {dates(self.own)}"

    def single(self) -> str:
        """Step 6."""
        count = self.found.coverage_days
        if not count:
            return self.between()
        noun = "day" if count == 1 else "days"
        kind = f"{noun} with a figure" if self.found.derived_days else f"reported {noun}"
        values = values_in_words(self.found.day_values)
        each = " each" if count > MOST_VALUES and " " not in values else ""
        return f"{count:,} {kind} of {self._days_number()}: {values}{each}"

    def none(self) -> str:
        """Step 7."""
        return "no figure for that day" if self.days == 1 else f"no figure in {self._days_of()}"

    def _total(self) -> str:
        kind, total = self.found.kind, self.found.total
        assert kind is not None and total is not None
        return KIND_WORDS[kind] + number_in_words(as_sharp(total, kind))

    def _days_number(self) -> str:
        """Write the days counted; where the measure began within the window, of how many."""
        return f"{self.days:,}" if self.days == self.whole else f"{self.days:,} of {self.whole:,}"

    def _days_of(self) -> str:
        return f"{self._days_number()} day{'' if self.whole == 1 else 's'}"


_BASIS: dict[Way, Callable[[FigureFacts], str]] = {
    Way.COMPLETE: FigureFacts.complete,
    Way.COUNT: FigureFacts.count,
    Way.BETWEEN: FigureFacts.between,
    Way.MEAN: FigureFacts.mean,
    Way.WIDER: FigureFacts.wider,
    Way.DAYS: FigureFacts.single,
    Way.NONE: FigureFacts.none,
}


def values_in_words(values: Sequence[tuple[float, ValueKind]]) -> str:
    """Write a few values one by one, of many the smallest and the largest."""
    if len(values) > MOST_VALUES:
        numbers = [value for value, _ in values]
        if min(numbers) == max(numbers):
            return number_in_words(numbers[0])
        return range_in_words(min(numbers), max(numbers), "to")
    return listed([KIND_WORDS[kind] + number_in_words(value) for value, kind in values])


def as_sharp(total: float, kind: ValueKind) -> float:
    """Round a sum in which rough figures stand to three digits: it is no sharper than they are."""
    if kind is not ValueKind.ABOUT or total < 1_000 or total % 10 == 0:
        return total
    return float(f"{total:.3g}")


def range_in_words(low: float, high: float, joint: str = "and") -> str:
    """Write the ends of a range: ``339 and 402``.

    Parameters
    ----------
    low, high : float
        Ends of the range, in people.
    joint : str
        The word between them.
    """
    return f"{number_in_words(low)} {joint} {number_in_words(high)}"


def listed(words: Sequence[str]) -> str:
    """Write a list as one does in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def plural(count: int | None, noun: str) -> str:
    """Write a number with its noun."""
    assert count is not None
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def dates(period: Period) -> str:
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
