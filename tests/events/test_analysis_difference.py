"""Two windows are compared between equals only, and a refusal never turns into a number."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from analysis_words import days, month
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from events import BORDERS, Ledger, Period, PeriodError, contests, known
from events.analysis import comparable, difference, offers
from events.analysis.sizes import about_same

SHIPPED = shipped_ledger()


@pytest.mark.parametrize(
    ("border", "first", "second", "per_day", "ratio", "low", "high"),
    [
        # 7,667 in September, contested by about 9,000; 17,447 in October.
        ("BY-PL", month("2021-09"), month("2021-10"), 307.24, 2.2022, 232.81, 307.24),
        # About 8,900 in November: between 8,010 and 9,309 by all reports.
        ("BY-PL", month("2021-10"), month("2021-11"), -266.14, 0.5271, -295.81, -252.51),
        ("BY-PL", month("2021-07"), month("2021-08"), 107.45, 17.655, 106.81, 108.10),
        ("BY-PL", month("2022-07"), month("2023-07"), 98.35, 4.2061, 85.45, 111.26),
        ("BY-PL", month("2023-08"), month("2024-08"), -16.13, 0.8214, -32.58, 0.32),
        (
            "BY-PL",
            days("2024-06-01", "2024-08-31"),
            days("2025-06-01", "2025-08-31"),
            68.48,
            1.84,
            45.33,
            80.76,
        ),
        (
            "BY-PL",
            days("2021-11-08", "2021-11-08"),
            days("2021-11-16", "2021-11-16"),
            -148,
            0.521,
            -148,
            -148,
        ),
        ("BY-LT", month("2021-09"), days("2021-10-01", "2021-10-23"), 35.04, 2.0715, 35.04, 35.04),
        ("BY-LV", month("2024-02"), month("2024-03"), 19.83, 8.6688, 19.83, 19.83),
        # 81 in 366 days of 2020; 4,056 in 214 days, contested by "over 4,000" a day earlier.
        (
            "BY-LT",
            days("2020-01-01", "2020-12-31"),
            days("2021-01-01", "2021-08-02"),
            18.73,
            85.64,
            18.56,
            18.73,
        ),
    ],
)
def test_windows_known_alike_have_a_difference(
    ledger: Ledger,
    border: str,
    first: Period,
    second: Period,
    per_day: float,
    ratio: float,
    low: float,
    high: float,
) -> None:
    found = difference(ledger, border, first, second)
    assert found.reason is None
    assert found.per_day == pytest.approx(per_day, abs=0.01)
    assert found.ratio == pytest.approx(ratio, rel=1e-3)
    assert found.low == pytest.approx(low, abs=0.01)
    assert found.high == pytest.approx(high, abs=0.01)
    assert found.report_ids


def test_a_difference_inside_rounding_is_not_settled(ledger: Ledger) -> None:
    found = difference(ledger, "BY-PL", month("2023-08"), month("2024-08"))
    assert not found.settled
    assert found.size is None
    assert "within what the reports leave open" in found.words.sentence


def test_a_lower_bound_above_the_other_gives_the_sign_only(ledger: Ledger) -> None:
    found = difference(ledger, "BY-PL", month("2024-08"), month("2025-08"))
    assert found.by_bounds
    assert found.per_day is None
    assert found.low == pytest.approx(5400 / 31 - 2530 / 31)
    assert found.high == pytest.approx(10168 / 31 - 2070 / 31)
    assert "at least 92.6 more a day, at most 261.2" in found.words.sentence


@pytest.mark.parametrize(
    ("border", "first", "second", "why"),
    [
        ("BY-LT", month("2021-07"), month("2021-08"), "(July 2021) cannot be compared with"),
        (
            "BY-PL",
            days("2021-11-02", "2021-11-08"),
            days("2021-11-09", "2021-11-15"),
            "wider count",
        ),
        ("BY-LV", days("2023-07-04", "2023-08-22"), days("2025-08-22", "2025-10-06"), "other days"),
        ("BY-LT", month("2021-10"), month("2021-11"), "has a figure of other days"),
        ("BY-PL", days("2020-01-01", "2020-12-31"), month("2021-10"), "2020 has no figure"),
    ],
)
def test_windows_not_known_alike_are_refused_in_words(
    ledger: Ledger, border: str, first: Period, second: Period, why: str
) -> None:
    found = difference(ledger, border, first, second)
    assert found.reason is not None
    assert why in found.reason
    assert (found.per_day, found.low, found.high, found.ratio, found.size) == (None,) * 5
    assert found.words.sentence == ""
    assert found.reason in found.words.refusal


def test_each_side_of_a_refusal_offers_what_can_be_compared(ledger: Ledger) -> None:
    refused = difference(ledger, "BY-LT", month("2021-10"), month("2021-11"))
    pairs = offers(ledger, refused)
    assert (month("2021-09").start, month("2021-10").start) in [
        (one.start, other.start) for one, other in pairs
    ]
    for one, other in pairs:
        assert difference(ledger, "BY-LT", one, other).reason is None


def test_the_same_season_of_other_years_is_offered_first_then_what_is_near(ledger: Ledger) -> None:
    found = comparable(ledger, "BY-PL", month("2021-10"))
    assert [match.words for match in found] == [
        "October 2022",
        "October 2023",
        "October 2024",
        "September 2021",
        "November 2021",
        "August 2021",
    ]
    assert [match.same_season for match in found] == [True] * 3 + [False] * 3


def test_windows_that_share_days_are_an_error_with_a_way_out(ledger: Ledger) -> None:
    with pytest.raises(PeriodError, match="Give two windows that share none"):
        difference(ledger, "BY-PL", month("2021-10"), days("2021-10-31", "2021-11-05"))


LENGTHS = st.sampled_from((1, 2, 3, 7, 14, 28, 30, 31, 61, 92))
STARTS = st.dates(date(2021, 6, 1), date(2026, 2, 1))


@settings(max_examples=150)
@given(
    border=st.sampled_from(BORDERS),
    at=STARTS,
    length=LENGTHS,
    gap=st.integers(0, 400),
    other=LENGTHS,
)
def test_swapping_windows_flips_the_sign_and_never_answers_a_refusal(
    border: str, at: date, length: int, gap: int, other: int
) -> None:
    first = Period.of_days(at, at + timedelta(days=length - 1))
    start = at + timedelta(days=length + gap)
    second = Period.of_days(start, start + timedelta(days=other - 1))
    forth = difference(SHIPPED, border, first, second)
    back = difference(SHIPPED, border, second, first)
    assert (forth.reason is None) == (back.reason is None)
    assert forth.settled == back.settled
    assert forth.by_bounds == back.by_bounds
    if forth.per_day is not None:
        assert back.per_day == -forth.per_day
    for low, high in ((forth.low, back.high), (back.low, forth.high)):
        assert (low is None) == (high is None)
        assert low is None or high is None or low == pytest.approx(-high)


@settings(max_examples=100)
@given(border=st.sampled_from(BORDERS), at=STARTS, length=LENGTHS, other=LENGTHS)
def test_what_is_answered_holds_for_every_count_that_the_reports_allow(
    border: str, at: date, length: int, other: int
) -> None:
    """Independent of the figure: the interval never lies outside what the bounds leave."""
    first = Period.of_days(at, at + timedelta(days=length - 1))
    start = at + timedelta(days=length)
    second = Period.of_days(start, start + timedelta(days=other - 1))
    found = difference(SHIPPED, border, first, second)
    if found.reason is not None or found.first.way == "mean":
        return
    one, two = known(SHIPPED, border, first), known(SHIPPED, border, second)
    lowest = two.least / other - (np.inf if one.most is None else one.most) / length
    highest = (np.inf if two.most is None else two.most) / other - one.least / length
    assert found.per_day is None or lowest - 1e-9 <= found.per_day <= highest + 1e-9


def test_over_4000_by_1_august_collides_with_totals_of_3830(ledger: Ledger) -> None:
    contest = next(one for one in contests(ledger, "BY-LT") if one.report_id == "flow-0014")
    assert (contest.least, contest.most) == (3830, 3830)


def test_means_of_some_days_are_as_wide_as_what_the_reports_leave_open(ledger: Ledger) -> None:
    first, second = days("2021-11-09", "2021-11-15"), days("2021-11-16", "2021-11-22")
    found = difference(ledger, "BY-PL", first, second)
    assert found.per_day == pytest.approx(-32.2)
    assert not found.settled
    assert "means of 5 of 7 and 5 of 7 days, other days are not known" in found.words.sentence
    later = difference(ledger, "BY-PL", first, days("2021-12-07", "2021-12-13"))
    assert later.settled
    assert (later.low, later.high) == (
        pytest.approx(-575.86, abs=0.01),
        pytest.approx(-109.86, abs=0.01),
    )


def test_figures_within_a_tenth_of_each_other_are_about_the_same() -> None:
    ratios = (None, 0.90, 0.92, 1.0, 1.09, 1.105)
    assert [about_same(ratio) for ratio in ratios] == [False, False, True, True, True, False]
