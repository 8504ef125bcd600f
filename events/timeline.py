"""What is known of a border for every day at once, for maps and charts that move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from events.bounds.columns import Part, Timeline
from events.bounds.counts import NO_COUNT
from events.bounds.evidence import Evidence, evidence
from events.bounds.figure import Way
from events.bounds.rule import answer
from events.bounds.states import states_of
from events.bounds.window_facts import Reading
from events.errors import PeriodError
from events.figure_words import FigureWords, figure_words
from events.ledger import Ledger
from events.series import IN_FORCE, checked_border

_N = TypeVar("_N", bound=np.generic)
_R = TypeVar("_R")

_MOST_REMEMBERED = 8
"""Windows of which figures and words of every day are kept."""

NO_KIND = 255
"""``Timeline.kind`` where there is no figure."""


def timeline(
    ledger: Ledger, border: str, first_day: date, last_day: date, window_days: int | None
) -> Timeline:
    """Return what `pressure` gives for the window ending on each day, from the first to the last.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    first_day, last_day : datetime.date
        Both included.
    window_days : int or None
        Length of the trailing window; None: everything since ``first_day``.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        When the days are the wrong way round or the window is shorter than a day.
    """
    steps = IN_FORCE[checked_border(border)]
    if last_day < first_day:
        raise PeriodError(f"{first_day} to {last_day}: the last day lies before the first.")
    if window_days is not None and window_days < 1:
        raise PeriodError(f"a window needs at least one day, not {window_days}.")
    asked = (first_day.toordinal(), last_day.toordinal() + 1)
    parts = tuple(
        part
        for code in range(len(steps))
        if len((part := _part(ledger, border, code, asked, window_days)).starts)
    )
    kind = _joined(parts, "kind", np.uint8)
    kind[kind == NO_COUNT] = NO_KIND
    zero = np.int32(asked[0])
    return Timeline(
        border=border,
        first_day=first_day,
        window_days=window_days,
        measures=tuple(measure for _, measure in steps),
        measure=np.concatenate([np.full(len(part.starts), part.code, np.uint8) for part in parts]),
        way=_joined(parts, "way", np.uint8),
        kind=kind,
        rate=_joined(parts, "rate", np.float32),
        rate_low=_joined(parts, "rate_low", np.float32),
        rate_high=_joined(parts, "rate_high", np.float32),
        total=_joined(parts, "total", np.float64),
        least=_joined(parts, "least", np.float64),
        most=_joined(parts, "most", np.float64),
        coverage=_joined(parts, "coverage", np.int32),
        counted=np.concatenate([part.ends - part.counted for part in parts]).astype(np.int32),
        own_first=_joined(parts, "own_start", np.int32) - zero,
        own_last=_joined(parts, "own_end", np.int32) - zero - 1,
        contested=_joined(parts, "contested", np.bool_),
        day_state=np.concatenate([states_of(part.evidence, part.ends - 1) for part in parts]),
        parts=parts,
    )


def timeline_words(ledger: Ledger, line: Timeline) -> tuple[FigureWords, ...]:
    """Return the words of each day of a timeline: those that `figure_words` gives its figure."""
    return tuple(chain.from_iterable(_part_words(ledger, part) for part in line.parts))


def _part_words(ledger: Ledger, part: Part) -> tuple[FigureWords, ...]:
    """Return the words of a part."""
    if not len(part.ends):
        return ()
    key = (int(part.starts[0]), int(part.starts[-1]), int(part.ends[0]), int(part.ends[-1]))
    return _remembered(part.evidence, "words", key, lambda: tuple(_told(ledger, part)))


def _remembered(
    found: Evidence, what: str, key: tuple[int | None, ...], work_out: Callable[[], _R]
) -> _R:
    """Return what was worked out for a window; the last few are kept with what the reports say."""
    known: dict[tuple[int | None, ...], _R] = found.memory(what, dict)
    value = known.get(key)
    if value is None:
        value = work_out()
        # Other sessions may look at the same time: nothing is taken from it that must be there.
        for old in list(known)[: 1 - _MOST_REMEMBERED]:
            known.pop(old, None)
        known[key] = value
    return value


def _told(ledger: Ledger, part: Part) -> Iterator[FigureWords]:
    # Most windows lie inside one wider count for weeks on end, and say the same of it.
    inside: dict[tuple[object, ...], FigureWords] = {}
    for at in range(len(part.starts)):
        start, counted, end = (int(c[at]) for c in (part.starts, part.counted, part.ends))
        reading = Reading(part.evidence, part.answers, at, start, (counted, end))
        if reading.way is not Way.WIDER:
            yield figure_words(ledger, reading)
            continue
        key = (
            *(*reading.own_span, end - start, end - counted, reading.contested),
            *(reading.least, reading.most, reading.day_sum),
        )
        if key not in inside:
            inside[key] = figure_words(ledger, reading)
        yield inside[key]


def day_states(ledger: Ledger, border: str, first_day: date, last_day: date) -> NDArray[np.uint8]:
    """Return how well each day is known in the measure in force on it: `DAY_STATES` by index.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    first_day, last_day : date
        Both included.
    """
    return timeline(ledger, border, first_day, last_day, 1).day_state


def _part(
    ledger: Ledger, border: str, code: int, asked: tuple[int, int], window_days: int | None
) -> Part:
    """Answer the windows that end on the days on which one measure is in force."""
    steps = IN_FORCE[border]
    since, measure = steps[code]
    until = steps[code + 1][0] if code + 1 < len(steps) else date.max
    found = evidence(ledger, border, measure)
    first = max(asked[0], since.toordinal())
    last = min(asked[1], until.toordinal())
    ends = np.arange(first + 1, max(first, last) + 1)
    starts = np.full(len(ends), asked[0]) if window_days is None else ends - window_days
    counted = np.maximum(starts, since.toordinal())
    key = (first, last, window_days, asked[0])
    answers = _remembered(found, "answers", key, lambda: answer(found, counted, ends))
    return Part(code, found, answers, starts, counted, ends)


def _joined(parts: tuple[Part, ...], name: str, kind: type[_N]) -> NDArray[_N]:
    return np.concatenate([getattr(part.answers, name) for part in parts]).astype(kind)
