"""The bounds checked by another way: forty windows as linear programmes over single days."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_array

from docs.known_page import WINDOWS
from docs.known_page.windows import Window
from events import Ledger, known
from events.bounds.evidence import Evidence, evidence


@cache
def programme(found: Evidence) -> tuple[coo_array, np.ndarray, int]:
    """Return the kept reports as rows ``A x <= b`` over the days' counts, and the first day."""
    kept = found.bounds.kept
    first = min(one.start for one in kept)
    days = max(one.end for one in kept) - first
    rows: list[int] = []
    columns: list[int] = []
    signs: list[float] = []
    limits: list[float] = []
    for one in kept:
        for sign, limit in ((1.0, one.high), (-1.0, -one.low)):
            if np.isfinite(limit):
                span = range(one.start - first, one.end - first)
                rows += [len(limits)] * len(span)
                columns += span
                signs += [sign] * len(span)
                limits.append(limit)
    return coo_array((signs, (rows, columns)), (len(limits), days)), np.array(limits), first


@pytest.mark.parametrize("window", WINDOWS, ids=lambda w: f"{w.border}-{w.last_day}-{w.days}")
def test_a_linear_programme_finds_the_same_bounds(ledger: Ledger, window: Window) -> None:
    facts = known(ledger, window.border, window.period)
    found = evidence(ledger, window.border, facts.measure)
    table, limits, first = programme(found)
    count = table.shape[1]
    wanted = np.zeros(count)
    start = facts.counted.start.toordinal() - first
    assert facts.counted.end is not None
    end = facts.counted.end.toordinal() - first
    wanted[max(start, 0) : max(end, 0)] = 1.0
    least = linprog(wanted, A_ub=table.tocsr(), b_ub=limits, bounds=(0, None), method="highs")
    assert least.status == 0
    assert facts.least == pytest.approx(least.fun, abs=1)
    most = linprog(-wanted, A_ub=table.tocsr(), b_ub=limits, bounds=(0, None), method="highs")
    outside = start < 0 or end > count
    if facts.most is None:
        assert most.status == 3 or outside  # unbounded, or with days of which nothing is said
    else:
        assert not outside
        assert facts.most == pytest.approx(-most.fun, abs=1)
