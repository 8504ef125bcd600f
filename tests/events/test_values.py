"""Quantities and periods keep their promises for any value."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events import (
    Measure,
    MeasureError,
    Period,
    PeriodError,
    Precision,
    Quantity,
    QuantityError,
    TableError,
    UnknownIdError,
    ValueKind,
    frames,
)
from events.agreement import disagree, limits

MEASURES = st.sampled_from(list(Measure))
COUNTS = st.integers(0, 100_000)
DAYS = st.dates(date(2017, 1, 1), date(2027, 1, 1))
KINDS = st.sampled_from(list(ValueKind))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Draw a period of up to three years."""
    start = draw(DAYS)
    return Period.of_days(start, start + timedelta(days=draw(st.integers(0, 1000))))


@given(MEASURES, MEASURES, COUNTS, COUNTS)
def test_two_measures_are_never_added_or_ranked(
    one: Measure, other: Measure, a: int, b: int
) -> None:
    assume(one is not other)
    left, right = Quantity(one, a), Quantity(other, b)
    with pytest.raises(TypeError):
        left + right
    with pytest.raises(TypeError):
        sum([left, right])
    for compare in (left.__lt__, left.__le__, left.__gt__, left.__ge__):
        with pytest.raises(MeasureError):
            compare(right)
    with pytest.raises(TypeError):
        max(left, right)
    with pytest.raises(TypeError):
        sorted([left, right])
    assert left != right


@pytest.mark.parametrize("measure", [m for m in Measure if not m.sums])
def test_deaths_and_levels_are_listed_never_summed(measure: Measure) -> None:
    with pytest.raises(MeasureError, match="never summed"):
        sum([Quantity(measure, 1), Quantity(measure, 2)])


def test_measures_themselves_have_no_order() -> None:
    with pytest.raises(TypeError):
        Measure.ATTEMPTS < Measure.DEATHS  # type: ignore[operator]  # noqa: B015


def test_a_bare_number_is_not_a_quantity() -> None:
    attempts = Quantity(Measure.ATTEMPTS, 5)
    with pytest.raises(TypeError):
        attempts + 3
    with pytest.raises(TypeError):
        3 + attempts
    with pytest.raises(TypeError):
        attempts < 3  # type: ignore[operator]  # noqa: B015


@given(st.lists(COUNTS, min_size=1), KINDS)
def test_one_measure_sums_to_the_sum(values: list[int], kind: ValueKind) -> None:
    total = sum(Quantity(Measure.TURN_BACKS, v, kind) for v in values)
    assert isinstance(total, Quantity)
    assert total.value == sum(values)
    assert total.kind is kind


@given(COUNTS, COUNTS, COUNTS)
def test_a_range_stays_a_range_when_added(value: int, a: int, b: int) -> None:
    low, high = sorted((a, b))
    ranged = Quantity(Measure.ATTEMPTS, None, ValueKind.ABOUT, low, high)
    total = ranged + Quantity(Measure.ATTEMPTS, value)
    assert (total.low, total.high, total.value) == (low + value, high + value, None)
    assert total.kind is ValueKind.ABOUT


@pytest.mark.parametrize(
    "numbers",
    [
        {},
        {"low": 3.0},
        {"high": 3.0},
        {"low": 4.0, "high": 3.0},
        {"value": -1.0},
        {"value": float("nan")},
        {"value": float("inf")},
    ],
)
def test_a_quantity_needs_a_real_number(numbers: dict[str, float]) -> None:
    with pytest.raises(QuantityError):
        Quantity(
            Measure.ATTEMPTS,
            numbers.get("value"),
            low=numbers.get("low"),
            high=numbers.get("high"),
        )


@given(COUNTS, COUNTS, KINDS, KINDS)
def test_disagreement_is_mutual_and_needs_two_percent(
    a: int, b: int, one: ValueKind, other: ValueKind
) -> None:
    left, right = Quantity(Measure.PREVENTED, a, one), Quantity(Measure.PREVENTED, b, other)
    assert disagree(left, right) == disagree(right, left)
    if abs(a - b) <= 0.02 * max(a, b):
        assert not disagree(left, right)


@given(COUNTS, COUNTS)
def test_at_least_is_contradicted_only_by_a_smaller_value(bound: int, value: int) -> None:
    at_least = Quantity(Measure.ATTEMPTS, bound, ValueKind.AT_LEAST)
    exact = Quantity(Measure.ATTEMPTS, value)
    assert disagree(at_least, exact) == (bound - value > max(0.02 * bound, 3))


@pytest.mark.parametrize(
    ("measure", "larger", "agrees", "disagrees"),
    [
        (Measure.ATTEMPTS, 1000, 980, 979),
        (Measure.ATTEMPTS, 10, 7, 6),
        (Measure.CAMP_STOCK, 1000, 980, 979),
        (Measure.CAMP_STOCK, 10, 10, 9),
    ],
)
def test_figures_agree_within_two_percent_and_counts_that_add_up_within_three_people(
    measure: Measure, larger: int, agrees: int, disagrees: int
) -> None:
    most = Quantity(measure, larger)
    assert not disagree(most, Quantity(measure, agrees))
    assert disagree(most, Quantity(measure, disagrees))


def test_about_a_thousand_is_nine_to_eleven_hundred() -> None:
    assert limits(Quantity(Measure.ATTEMPTS, 1000, ValueKind.ABOUT)) == (900, 1100)
    # 904.5 to 1,105.5: people are whole numbers, and both ends are rounded inward.
    assert limits(Quantity(Measure.ATTEMPTS, 1005, ValueKind.ABOUT)) == (905, 1105)


def test_a_window_of_no_day_is_refused() -> None:
    assert Period.trailing(date(2021, 11, 8), 1) == Period.of_day(date(2021, 11, 8))
    with pytest.raises(PeriodError, match="at least one day, not 0"):
        Period.trailing(date(2021, 11, 8), 0)


def test_unlike_measures_cannot_even_disagree() -> None:
    with pytest.raises(MeasureError):
        disagree(Quantity(Measure.ATTEMPTS, 1), Quantity(Measure.DETENTIONS, 2))


@given(periods(), st.sampled_from(["day", "week", "month"]))
def test_frames_cut_a_period_without_gap_or_overlap(period: Period, step: str) -> None:
    cut = frames(period, step)
    assert cut[0].start == period.start
    assert cut[-1].end == period.end
    for one, other in pairwise(cut):
        assert one.end == other.start
        assert not one.overlaps(other)
    assert sum(f.days or 0 for f in cut) == period.days


@given(periods(), DAYS)
def test_a_period_holds_the_days_from_start_to_before_end(period: Period, day: date) -> None:
    assert period.end is not None
    assert period.holds(day) == (period.start <= day < period.end)
    assert period.overlaps(Period.of_day(day)) == period.holds(day)


@given(periods(), periods())
def test_covering_is_overlapping_and_more(one: Period, other: Period) -> None:
    if one.covers(other):
        assert one.overlaps(other)
        assert (one.days or 0) >= (other.days or 0)
    assert one.overlaps(other) == other.overlaps(one)


@given(DAYS, st.integers(1, 400))
def test_the_window_before_adjoins(day: date, days: int) -> None:
    window = Period.trailing(day, days)
    before = window.before()
    assert before.end == window.start
    assert before.days == window.days == days


def days(first: int, last: int) -> Period:
    """Return the period of days of November 2021, both included."""
    return Period.of_days(date(2021, 11, first), date(2021, 11, last))


def test_a_period_ends_before_the_day_after_its_last() -> None:
    week = days(8, 14)
    assert (week.end, week.last_day, week.days) == (date(2021, 11, 15), date(2021, 11, 14), 7)
    held = [day for day in range(1, 30) if week.holds(date(2021, 11, day))]
    assert held == [8, 9, 10, 11, 12, 13, 14]
    assert week.covers(days(8, 14)) and week.covers(days(8, 8)) and week.covers(days(14, 14))
    assert not week.covers(days(7, 14)) and not week.covers(days(8, 15))
    assert week.overlaps(days(1, 8)) and week.overlaps(days(14, 20))
    assert not week.overlaps(days(1, 7)) and not week.overlaps(days(15, 20))
    assert week.before() == days(1, 7)


def test_a_frame_is_a_week_or_a_month_only_when_it_is_whole() -> None:
    told = [(f.days, f.precision.value) for f in frames(days(9, 22), "week")]
    assert told == [(6, "range"), (7, "week"), (1, "day")]
    autumn = Period.of_days(date(2021, 10, 2), date(2021, 12, 1))
    told = [(f.days, f.precision.value) for f in frames(autumn, "month")]
    assert told == [(30, "range"), (30, "month"), (1, "day")]
    begun = frames(Period.of_days(date(2021, 11, 1), date(2021, 12, 1)), "month")
    assert [f.precision.value for f in begun] == ["month", "day"]


def test_periods_that_cannot_be_are_refused() -> None:
    day = date(2021, 11, 8)
    with pytest.raises(PeriodError):
        Period(day, day)
    with pytest.raises(PeriodError):
        Period(day, None)
    with pytest.raises(PeriodError):
        Period(day, day + timedelta(days=2), Precision.DAY)
    with pytest.raises(PeriodError):
        Period.trailing(day, 0)
    with pytest.raises(PeriodError):
        frames(Period.of_day(day), "fortnight")
    with pytest.raises(PeriodError):
        frames(Period.of_days(day, None), "day")


def test_an_open_period_reaches_every_later_day() -> None:
    halt = Period.of_days(date(2021, 8, 6), None)
    assert halt.precision is Precision.OPEN
    assert halt.holds(date(2030, 1, 1))
    assert not halt.holds(date(2021, 8, 5))
    assert halt.covers(Period.of_day(date(2022, 1, 1)))
    assert not Period.of_day(date(2022, 1, 1)).covers(halt)


def test_an_unknown_measure_names_the_known_ones() -> None:
    with pytest.raises(UnknownIdError, match="attempts, detentions, turn_backs, prevented"):
        Measure.from_key("push back")


def test_an_error_survives_a_cache() -> None:
    error = TableError("a.csv", "is odd", "Mend it.", row=3, column="b", value="c")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) == 'a.csv, row 3, b: "c" is odd. Mend it.'
    assert (again.file, again.row, again.column, again.value) == ("a.csv", 3, "b", "c")
