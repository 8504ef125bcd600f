"""What is known of many windows at once, as columns: the window ending on each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from events.bounds.answers import Answers
from events.bounds.closure import Ints
from events.bounds.evidence import Evidence
from events.measures import Measure


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The windows that end while one measure is in force.

    Attributes
    ----------
    code : int
        Index of the measure.
    evidence, answers
        What its reports say together, and the figures.
    starts, counted, ends : ndarray of int64
        Ordinals: where each window starts as asked, where its days since the measure began do,
        and the day after its last.
    """

    code: int
    evidence: Evidence
    answers: Answers
    starts: Ints
    counted: Ints
    ends: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """What ``pressure`` gives for the window ending on each day, as columns of one length.

    Attributes
    ----------
    border, first_day, window_days
        What was asked: ``window_days`` is None for everything since ``first_day``.
    measures : tuple of Measure
        The measures of this border, in the order they came into force.
    measure : ndarray of uint8
        Index into ``measures``.
    way : ndarray of uint8
        Index into ``WAYS``; the step of the rule is one more.
    kind : ndarray of uint8
        Index into ``KINDS``: exact, about, at least; 255 for none.
    rate, rate_low, rate_high : ndarray of float32
        Rate per day and its ends; NaN where there is none, and 0 is a measured zero. A range has
        ends and no rate.
    total : ndarray of float64
        The number behind the rate; NaN where there is none.
    least, most : ndarray of float64
        Bounds of the window's days since its measure began; ``most`` is infinite without a limit.
    coverage : ndarray of int32
        Days of the window that the figure speaks for.
    counted : ndarray of int32
        Days of the window since the measure began.
    own_first, own_last : ndarray of int32
        First and last day that the figure itself counts, as days from ``first_day``; they may lie
        before it.
    contested : ndarray of bool
        Whether a report was put aside that says otherwise.
    day_state : ndarray of uint8
        How well each day itself is known: index into ``DAY_STATES``. The same at any length.
    parts : tuple of Part
        What the columns were made of, a part for each measure; `timeline_words` reads them.
    """

    border: str
    first_day: date
    window_days: int | None
    measures: tuple[Measure, ...]
    measure: NDArray[np.uint8]
    way: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    rate: NDArray[np.float32]
    rate_low: NDArray[np.float32]
    rate_high: NDArray[np.float32]
    total: NDArray[np.float64]
    least: NDArray[np.float64]
    most: NDArray[np.float64]
    coverage: NDArray[np.int32]
    counted: NDArray[np.int32]
    own_first: NDArray[np.int32]
    own_last: NDArray[np.int32]
    contested: NDArray[np.bool_]
    day_state: NDArray[np.uint8]
    parts: tuple[Part, ...]
