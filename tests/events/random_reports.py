"""Random daily counts and reports of them: true ones, rough ones, and wrong ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, inf

import numpy as np
from hypothesis import strategies as st

from events import Measure, ValueKind
from events.agreement import ABOUT
from events.bounds.constraints import Constraint
from events.bounds.evidence import Evidence, build_evidence

FIRST = date(2022, 3, 1).toordinal()


@dataclass(frozen=True)
class Story:
    """What was counted each day, and what is reported of it, the more trusted first."""

    counts: tuple[int, ...]
    reports: tuple[Constraint, ...]

    def total(self, start: int, end: int) -> int:
        """Return what was counted in a window."""
        return sum(self.counts[max(start - FIRST, 0) : max(end - FIRST, 0)])


def evidence_of(reports: tuple[Constraint, ...]) -> Evidence:
    """Return what reports say together."""
    return build_evidence("BY-PL", Measure.ATTEMPTS, date.min, reports)


def windows(days: int, longest: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Return every window over the days, and a little before and after them."""
    spans = [
        (FIRST + a, FIRST + b)
        for a in range(-2, days + 2)
        for b in range(a + 1, min(a + longest, days + 2) + 1)
    ]
    starts, ends = zip(*spans, strict=True)
    return np.array(starts), np.array(ends)


def report(
    number: int, start: int, end: int, kind: str, value: float, told: float | None = None
) -> Constraint:
    """Return a report of a count by its kind: exact, about, at_least, one_day, part, range."""
    days = FIRST + start, FIRST + end
    id_ = f"r{number}"
    if kind == "exact":
        return Constraint(id_, *days, value, value, ValueKind.EXACT, value)
    if kind == "about":
        low, high = ceil(value * (1 - ABOUT)), floor(value * (1 + ABOUT))
        return Constraint(id_, *days, float(low), float(high), ValueKind.ABOUT, value)
    if kind == "range":
        assert told is not None
        return Constraint(id_, *days, min(value, told), max(value, told), ValueKind.EXACT, None)
    shown = value if kind == "at_least" else None
    return Constraint(id_, *days, value, inf, ValueKind.AT_LEAST, shown)


@st.composite
def true_stories(draw: st.DrawFn, days: int = 24, most: int = 14) -> Story:
    """Return a random series with reports that are all true of it, if roughly."""
    counts = tuple(draw(st.lists(st.integers(0, 40), min_size=days, max_size=days)))
    reports = []
    for number in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, days - 1))
        end = draw(st.integers(start + 1, days))
        total = float(sum(counts[start:end]))
        kind = draw(
            st.sampled_from(["exact", "exact", "about", "at_least", "one_day", "part", "range"])
        )
        if kind == "about":
            about = draw(st.integers(ceil(total / 1.1), floor(total / 0.9)))
            reports.append(report(number, start, end, kind, float(about)))
        elif kind == "range":
            below = draw(st.integers(0, int(total)))
            reports.append(
                report(number, start, end, kind, float(below), total + draw(st.integers(0, 30)))
            )
        else:
            least = {
                "exact": total,
                "one_day": float(draw(st.sampled_from(counts[start:end]))),
            }.get(kind, float(draw(st.integers(0, int(total)))))
            reports.append(report(number, start, end, kind, least))
    return Story(counts, tuple(reports))


@st.composite
def any_stories(draw: st.DrawFn, days: int = 20, most: int = 12) -> Story:
    """Return reports of which many cannot be true together."""
    reports = []
    for number in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, days - 1))
        end = draw(st.integers(start + 1, days))
        kind = draw(st.sampled_from(["exact", "exact", "about", "at_least", "one_day", "part"]))
        reports.append(report(number, start, end, kind, float(draw(st.integers(0, 200)))))
    return Story((), tuple(reports))
