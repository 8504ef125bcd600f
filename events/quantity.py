"""A number of one measure, which refuses to be added to or ranked with another measure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from events.errors import MeasureError, QuantityError
from events.measures import Measure


class ValueKind(StrEnum):
    """How the source gives its number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of one measure as a source gives it: a value, or a low and a high.

    Parameters
    ----------
    measure : Measure
        What is counted.
    value : float, optional
        The number, when the source gives one.
    low, high : float, optional
        Both ends, when the source gives a range instead.
    kind : ValueKind
        Exact, about or at least.

    Raises
    ------
    QuantityError
        Without any number, with half a range, a negative number or a range the wrong way round.
    """

    measure: Measure
    value: float | None = None
    kind: ValueKind = ValueKind.EXACT
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        numbers = [n for n in (self.value, self.low, self.high) if n is not None]
        if not numbers:
            raise QuantityError(f"{self.measure.key}: a quantity needs a value, or low and high.")
        if any(not 0 <= n < float("inf") for n in numbers):
            raise QuantityError(f"{self.measure.key}: {numbers} is not a count of zero or more.")
        if (self.low is None) != (self.high is None):
            raise QuantityError(f"{self.measure.key}: a range needs both low and high.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise QuantityError(f"{self.measure.key}: low {self.low} lies above high {self.high}.")

    @property
    def least(self) -> float:
        """Smallest number the source allows."""
        number = self.value if self.low is None else self.low
        assert number is not None
        return number

    @property
    def most(self) -> float | None:
        """Largest number the source allows; None when it says "at least"."""
        if self.kind is ValueKind.AT_LEAST:
            return None
        return self.value if self.high is None else self.high

    def __add__(self, other: object) -> Quantity:
        """Add a quantity of the same measure; levels and listed deaths refuse."""
        if not isinstance(other, Quantity):
            return NotImplemented
        self._same(other, "added")
        if not self.measure.sums:
            raise MeasureError(f'"{self.measure.label}" is listed, never summed.')
        kinds = {self.kind, other.kind}
        kind = next(
            (k for k in (ValueKind.ABOUT, ValueKind.AT_LEAST) if k in kinds), ValueKind.EXACT
        )
        if self.value is not None and other.value is not None:
            return Quantity(self.measure, self.value + other.value, kind)
        tops = [q.high if q.high is not None else q.value for q in (self, other)]
        high = sum(t for t in tops if t is not None)
        return Quantity(self.measure, None, kind, self.least + other.least, high)

    def __radd__(self, other: object) -> Quantity:
        """Let the built-in ``sum`` start at 0; any other number is a TypeError."""
        if isinstance(other, int) and other == 0:
            return self
        return NotImplemented

    def __lt__(self, other: Quantity) -> bool:
        """Rank two quantities of one measure by their least value."""
        return self._same(other, "ranked").least > self.least

    def __le__(self, other: Quantity) -> bool:
        """Rank two quantities of one measure by their least value."""
        return self._same(other, "ranked").least >= self.least

    def __gt__(self, other: Quantity) -> bool:
        """Rank two quantities of one measure by their least value."""
        return self._same(other, "ranked").least < self.least

    def __ge__(self, other: Quantity) -> bool:
        """Rank two quantities of one measure by their least value."""
        return self._same(other, "ranked").least <= self.least

    def _same(self, other: object, verb: str) -> Quantity:
        if not isinstance(other, Quantity):
            raise MeasureError(f"{other!r} has no measure and cannot be {verb} with a quantity.")
        if self.measure is not other.measure:
            raise MeasureError(
                f'"{self.measure.label}" and "{other.measure.label}" '
                f"are counted differently and cannot be {verb}."
            )
        return other
