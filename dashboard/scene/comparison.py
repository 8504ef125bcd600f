"""Two dates side by side: what each tells of each border, and how far the two can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.scene.charts.difference import difference_words, differences_chart, headline
from dashboard.scene.charts.shapes import Chart
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.words import overview
from dashboard.scene.words.two_dates import A, B, between_words, side_words
from events import Ledger, Period, dates

if TYPE_CHECKING:
    from events.analysis import Difference, Table, Words

NOT_SHOWN = (
    "why a figure differs, and whether more people came or more of them were counted. Each border "
    "stands on its own scale; no two borders are compared."
)
COLUMNS = (
    "border",
    "window",
    "measure",
    "figure",
    "how it is known",
    "days with reports",
    "reports",
)


@dataclass(frozen=True, slots=True)
class BorderPair:
    """One border on both dates.

    Attributes
    ----------
    first, second : BorderStand
        How it stands in window A and in window B, as each map shows it.
    difference : Difference or None
        B less A, in people a day, by the rule of `events.analysis.difference`; it holds its own
        refusal. None where the windows share days.
    reason : str or None
        Why there is no difference.
    """

    first: BorderStand
    second: BorderStand
    difference: Difference | None
    reason: str | None

    @property
    def headline(self) -> str:
        """The difference in a few words: "48 fewer a day", "not comparable"."""
        if self.difference is None or self.reason is not None:
            return "not comparable"
        return headline(self.difference)

    @property
    def detail(self) -> str:
        """Why there is no difference, or the ends it lies between; empty where it has none."""
        if self.reason is not None:
            return self.reason
        return "" if self.difference is None else difference_words(self.difference)

    @property
    def report_ids(self) -> tuple[str, ...]:
        """Every report named beside the two figures or behind their difference, each once."""
        own = () if self.difference is None or self.reason else self.difference.report_ids
        return tuple(dict.fromkeys((*self.first.report_ids, *self.second.report_ids, *own)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two windows, border by border. What page, paper and file need of a result, it has.

    Attributes
    ----------
    first, second : Period
        Window A, of the date that the clock moves, and window B.
    pairs : tuple of BorderPair
        The three borders, always all of them; never one total.
    """

    first: Period
    second: Period
    pairs: tuple[BorderPair, ...]

    @property
    def reason(self) -> str | None:
        """Why no border can be compared; None where one can."""
        reasons = [pair.reason for pair in self.pairs]
        if None in reasons:
            return None
        return "; ".join(dict.fromkeys(filter(None, reasons)))

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports that the two columns and their differences rest on, each once."""
        return tuple(dict.fromkeys(id_ for pair in self.pairs for id_ in pair.report_ids))

    @property
    def between(self) -> str:
        """Which way the differences run, in words."""
        return between_words(self.first, self.second)

    @property
    def words(self) -> Words:
        """Both windows and what is said of each border, from A to B; the table says why."""
        from events.analysis import Words

        told = f"{side_words(A, self.first)}; {side_words(B, self.second)}. "
        told += f"{self.between[0].upper()}{self.between[1:]}: "
        parts = (f"{pair.first.style.short} {pair.headline}" for pair in self.pairs)
        return Words(f"{told}{'; '.join(parts)}.", "", NOT_SHOWN)

    @property
    def table(self) -> Table:
        """Three rows a border: A, B and what lies between them."""
        from events.analysis import Table

        return Table(COLUMNS, tuple(row for pair in self.pairs for row in self._rows(pair)))

    def _rows(self, pair: BorderPair) -> tuple[tuple[str, ...], ...]:
        between = () if pair.reason or pair.difference is None else pair.difference.report_ids
        return (
            _side_row(A, self.first, pair.first),
            _side_row(B, self.second, pair.second),
            (
                pair.first.style.short,
                self.between,
                "",
                pair.headline,
                pair.detail,
                "",
                ", ".join(between),
            ),
        )


def compare_scenes(ledger: Ledger, first: Scene, second: Scene) -> Comparison:
    """Compare two scenes border by border.

    Parameters
    ----------
    ledger : Ledger
        The reports that both scenes were built from.
    first, second : Scene
        Window A and window B; of whatever lengths, since only rates a day are compared.
    """
    return Comparison(
        first.window,
        second.window,
        tuple(
            _pair(ledger, one, other)
            for one, other in zip(first.borders, second.borders, strict=True)
        ),
    )


def comparison_chart(found: Comparison, width: float) -> Chart | None:
    """Draw both windows of every border, each on its own scale; None where none is compared."""
    results = [pair.difference for pair in found.pairs if pair.difference is not None]
    if found.reason is not None or not results:
        return None
    return differences_chart(results, width)


def _pair(ledger: Ledger, first: BorderStand, second: BorderStand) -> BorderPair:
    # What works a difference out is loaded when two dates are compared, not before.
    from events.analysis import difference

    one, other = first.pressure.window, second.pressure.window
    if one.overlaps(other):
        return BorderPair(first, second, None, "the two windows share days")
    found = difference(ledger, first.style.pair, one, other)
    hidden = [
        f"{letter}: {overview.absent_basis(stand.absence)}"
        for letter, stand in ((A, first), (B, second))
        if stand.hidden
    ]
    # What is only out of sight is not said to be unknown.
    return BorderPair(first, second, found, "; ".join(hidden) or found.reason)


def _side_row(letter: str, window: Period, stand: BorderStand) -> tuple[str, ...]:
    found = stand.pressure
    known = "; ".join((overview.basis(stand), *overview.further(stand)))
    return (
        stand.style.short,
        f"{letter}, {dates(window)}",
        found.measure.label,
        " ".join(filter(None, (overview.value(stand), overview.measure_words(stand)))),
        known,
        days_words(stand),
        ", ".join(stand.report_ids),
    )


def days_words(stand: BorderStand) -> str:
    """Say for how many days of the window a figure speaks: "5 of 7"; nothing where it is hidden."""
    if stand.hidden:
        return ""
    return f"{stand.pressure.coverage_days:,} of {stand.pressure.window_days:,}"
