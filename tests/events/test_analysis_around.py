"""Both sides of a day, checked against the tables themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from events import Ledger, Period, PeriodError, known
from events.analysis import before_after


def by_hand(ledger: Ledger, border: str, first: date, days: int) -> list[float]:
    """Return the exact and "about" figures of single days, one `known` at a time."""
    found = []
    for step in range(days):
        day = Period.of_day(first + timedelta(days=step))
        found += [one.value for one in known(ledger, border, day).days if one.kind != "at_least"]
    return found


@pytest.mark.parametrize(
    ("border", "day", "sides", "ratio", "rank", "others"),
    [
        ("BY-PL", "2021-11-13", (6, 12), 0.5604, (39, 124, 11), 5),
        ("BY-PL", "2021-12-02", (9, 9), 0.3038, (11, 124, 11), 1),
        ("BY-PL", "2021-11-16", (8, 11), 0.7103, (58, 124, 11), 5),
        ("BY-LT", "2021-12-02", (5, 8), 0.4561, (16, 158, 9), 1),
    ],
)
def test_a_day_is_ranked_among_all_days_where_the_same_can_be_asked(
    ledger: Ledger,
    border: str,
    day: str,
    sides: tuple[int, int],
    ratio: float,
    rank: tuple[int, int, int],
    others: int,
) -> None:
    at = date.fromisoformat(day)
    found = before_after(ledger, border, at)
    assert found.reason is None
    assert (found.before.figures, found.after.figures) == sides
    assert found.ratio == pytest.approx(ratio, abs=1e-3)
    assert (found.as_extreme, found.possible, found.separate) == rank
    assert len(found.events) == others
    before = by_hand(ledger, border, at - timedelta(days=14), 14)
    after = by_hand(ledger, border, at, 14)
    assert found.ratio == pytest.approx((sum(after) / len(after)) / (sum(before) / len(before)))


def test_the_rank_is_the_one_that_asking_every_day_gives(ledger: Ledger) -> None:
    found = before_after(ledger, "BY-LV", date(2021, 8, 25))
    ratios = [
        one.ratio
        for step in range(1_700)
        if (one := before_after(ledger, "BY-LV", date(2021, 8, 10) + timedelta(days=step))).ratio
        is not None
    ]
    assert found.ratio == pytest.approx(0.5277, abs=1e-3)
    assert len(ratios) == found.possible == 64
    assert sum(ratio <= found.ratio + 1e-9 for ratio in ratios if found.ratio) == found.as_extreme


@pytest.mark.parametrize(
    ("border", "day", "why"),
    [
        ("BY-LT", "2021-08-06", "counted only since 3 August 2021"),
        ("BY-PL", "2021-08-06", "0 days with a figure on the side before are too few"),
        ("BY-LV", "2021-11-16", "1 day with a figure on the side before is too few"),
    ],
)
def test_a_side_with_few_figures_is_refused(
    ledger: Ledger, border: str, day: str, why: str
) -> None:
    found = before_after(ledger, border, date.fromisoformat(day))
    assert found.reason is not None
    assert why in found.reason
    assert (found.ratio, found.as_extreme) == (None, None)


def test_a_side_has_at_least_five_days(ledger: Ledger) -> None:
    with pytest.raises(PeriodError, match="at least 5 days"):
        before_after(ledger, "BY-PL", date(2021, 11, 13), 4)
