"""Both sides of a day, and how the same comparison comes out around every other day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from events.analysis.result import Table, Words, unique, words_of
from events.analysis.tiles import Tile, day_tiles
from events.bounds.evidence import Evidence
from events.bounds.known import asked
from events.errors import PeriodError
from events.figure_basis import plural
from events.figure_words import rate_in_words
from events.ledger import Ledger
from events.markers import KeyEvent
from events.measures import Measure
from events.period import Period
from events.words import BORDER_NAMES, day_in_words

FEWEST_FIGURES = 5
"""A side has at least so many days with a figure."""

FEWEST_SEPARATE = 5
"""With fewer windows that share no day a rank is told in words, not as a share."""

NOT_SHOWN = (
    "What brought a change about is not shown: other key events, the weather and what happened to "
    "be reported lie in these days as well."
)


@dataclass(frozen=True, slots=True)
class Side:
    """The days with a figure on one side: how many, and what they say a day.

    ``values`` holds the figures themselves, by day.
    """

    period: Period
    figures: int
    mean: float | None
    median: float | None
    least: float | None
    most: float | None
    values: tuple[float, ...]
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Two sides of a day, compared; or why they cannot be.

    Attributes
    ----------
    day : datetime.date
        First day of the later side.
    ratio : float or None
        Mean after over mean before.
    as_extreme : int or None
        Days around which the ratio is at least as far on the same side of one, this one included.
    possible : int
        Days around which the same can be asked in this measure, this one included.
    ratios : tuple of float
        The ratio around each of these days, by day.
    separate : int
        How many of these have windows that share no day.
    events : tuple of KeyEvent
        Other key events inside the window.
    """

    border: str
    measure: Measure
    day: date
    before: Side
    after: Side
    ratio: float | None
    as_extreme: int | None
    possible: int
    ratios: tuple[float, ...]
    separate: int
    events: tuple[KeyEvent, ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def before_after(ledger: Ledger, border: str, day: date, days: int = 14) -> BeforeAfter:
    """Compare the days before a day with that day and those after it.

    Only days with an exact figure or one given as "about" count; none is filled in.

    Parameters
    ----------
    ledger : Ledger
        The ledger.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    day : datetime.date
        First day of the later side.
    days : int
        Days on each side.

    Raises
    ------
    UnknownIdError
        For another border.
    PeriodError
        For less than five days a side.
    """
    if days < FEWEST_FIGURES:
        raise PeriodError(f"a side needs at least {FEWEST_FIGURES} days, not {days}.")
    length = timedelta(days=days)
    window = Period(day - length, day + length)
    found, _ = asked(ledger, border, window)
    before, after = (_side(found, Period(start, start + length)) for start in (window.start, day))
    reason = _no_comparison(found, window, before, after)
    ratio = None
    extreme, possible, separate = None, 0, 0
    everywhere: tuple[float, ...] = ()
    if reason is None and before.mean:
        assert after.mean is not None
        ratio = after.mean / before.mean
        ratios, at = _everywhere(found, days)
        possible, separate = len(ratios), _apart(at, days)
        everywhere = tuple(ratios.tolist())
        extreme = int(
            (ratios <= ratio + 1e-9).sum() if ratio < 1 else (ratios >= ratio - 1e-9).sum()
        )
    events = tuple(
        event for event in ledger.key_events if window.holds(event.day) and event.day != day
    )
    name = BORDER_NAMES[border]
    return BeforeAfter(
        border=border,
        measure=found.measure,
        day=day,
        before=before,
        after=after,
        ratio=ratio,
        as_extreme=extreme,
        possible=possible,
        ratios=everywhere,
        separate=separate,
        events=events,
        reason=reason,
        report_ids=unique(before.report_ids, after.report_ids),
        words=words_of(
            reason,
            f"{name}, before and after {day_in_words(day)}",
            ""
            if ratio is None or extreme is None
            else (
                f"{name}, {found.measure.label}: {_side_words(before)} in the {days} days before "
                f"{day_in_words(day)}, {_side_words(after)} from that day on (×{ratio:.2f}). "
                f"{_rank_words(ratio, extreme, possible, separate)} "
                f"{plural(len(events), 'other key event')} {_lie(len(events))} inside these days."
            ),
            NOT_SHOWN,
        ),
        table=Table(
            ("side", "days with a figure", "mean a day", "median", "least", "most"),
            tuple(
                (label, f"{side.figures} of {days}", *_numbers(side))
                for label, side in (("before", before), ("after", after))
            ),
        ),
    )


def _side(found: Evidence, period: Period) -> Side:
    tiles = day_tiles(found, period)
    values = np.array([tile.total for tile in tiles])
    ids = unique(*(tile.report_ids for tile in tiles))
    if not tiles:
        return Side(period, 0, None, None, None, None, (), ids)
    return Side(
        period,
        len(tiles),
        float(values.mean()),
        float(np.median(values)),
        float(values.min()),
        float(values.max()),
        tuple(values.tolist()),
        ids,
    )


def _no_comparison(found: Evidence, window: Period, before: Side, after: Side) -> str | None:
    if window.start < found.since:
        return f"{found.measure.label} are counted only since {day_in_words(found.since)}"
    for side, where in ((before, "before"), (after, "after")):
        if side.figures < FEWEST_FIGURES:
            return (
                f"{plural(side.figures, 'day')} with a figure on the side {where} "
                f"{'is' if side.figures == 1 else 'are'} too few; each needs {FEWEST_FIGURES}"
            )
    if not before.mean:
        return "nobody was counted before, and a ratio to zero says nothing"
    return None


def _everywhere(found: Evidence, days: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the ratio around each day where both sides have figures enough, and those days."""
    first = max(found.days.first, found.since.toordinal())
    length = found.days.first + len(found.days.kind) - first
    tiles: tuple[Tile, ...] = (
        day_tiles(found, Period(date.fromordinal(first), date.fromordinal(first + length)))
        if length > 0
        else ()
    )
    values, told = np.zeros(length), np.zeros(length)
    for tile in tiles:
        values[tile.start - first] = tile.total
        told[tile.start - first] = 1
    people, figures = (np.concatenate([[0.0], np.cumsum(column)]) for column in (values, told))
    at = np.arange(days, length - days + 1)
    before = figures[at] - figures[at - days]
    after = figures[at + days] - figures[at]
    sum_before = people[at] - people[at - days]
    fits = (before >= FEWEST_FIGURES) & (after >= FEWEST_FIGURES) & (sum_before > 0)
    at = at[fits]
    mean_after = (people[at + days] - people[at]) / after[fits]
    return mean_after / (sum_before[fits] / before[fits]), at


def _apart(at: NDArray[np.int64], days: int) -> int:
    """Count how many windows can be chosen that share no day."""
    count, free = 0, -1
    for day in at.tolist():
        if day - days >= free:
            count, free = count + 1, day + days
    return count


def _rank_words(ratio: float, extreme: int, possible: int, separate: int) -> str:
    way = "low" if ratio < 1 else "high"
    whole = f"{plural(possible, 'day')} where the same can be asked"
    windows = plural(separate, "window") + " without a common day"
    if separate < FEWEST_SEPARATE:
        return (
            f"As {way} or {way}er around {_roughly(extreme / possible)} of the {whole} ({windows})."
        )
    return f"As {way} or {way}er around {extreme / possible:.0%} of the {whole} ({windows})."


def _roughly(share: float) -> str:
    steps = ((0.15, "few"), (0.4, "about a third"), (0.6, "about half"), (0.85, "most"))
    return next((word for top, word in steps if share <= top), "nearly all")


def _lie(count: int) -> str:
    return "lies" if count == 1 else "lie"


def _side_words(side: Side) -> str:
    assert side.mean is not None
    return f"{rate_in_words(side.mean)} a day ({plural(side.figures, 'day')} with a figure)"


def _numbers(side: Side) -> tuple[str, ...]:
    values = (side.mean, side.median, side.least, side.most)
    return tuple("" if value is None else rate_in_words(value) for value in values)
