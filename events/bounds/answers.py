"""The figures of many windows, as the rule writes them and everything else reads them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from events.bounds.closure import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The figure of each window, as columns of one length; ordinals are days, half-open.

    Attributes
    ----------
    way : ndarray of uint8
        Index into ``WAYS``.
    kind : ndarray of uint8
        Code of `counts`; ``NO_COUNT`` where there is no figure.
    rate, rate_low, rate_high, total : ndarray of float64
        NaN where there is none.
    least, most : ndarray of float64
        Bounds of the window.
    coverage : ndarray of int64
        Days of the window that the figure speaks for.
    own_start, own_end : ndarray of int64
        The days that the figure itself counts.
    first, last : ndarray of int64
        Nodes of the count that steps 1, 2 and 5 take; -1 for the others.
    contested : ndarray of bool
        Whether the figure needs a contested report, or one was put aside that says otherwise.
    """

    way: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    rate: Floats
    rate_low: Floats
    rate_high: Floats
    total: Floats
    least: Floats
    most: Floats
    coverage: Ints
    own_start: Ints
    own_end: Ints
    first: Ints
    last: Ints
    contested: NDArray[np.bool_]
