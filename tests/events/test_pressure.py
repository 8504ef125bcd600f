"""What is known of a window: the golden figures, and what holds for any day and window."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from events import (
    BORDERS,
    DAY_STATES,
    IN_FORCE,
    KINDS,
    NO_KIND,
    WAYS,
    DayState,
    How,
    Measure,
    Period,
    PeriodError,
    Precision,
    Pressure,
    Selection,
    Timeline,
    UnknownIdError,
    ValueKind,
    Way,
    change,
    day_figures,
    day_states,
    figure_words,
    known,
    load_ledger,
    measure_in_force,
    pressure,
    rate_in_words,
    section_pressure,
    select,
    timeline,
    timeline_words,
)
from events.__main__ import main
from events.bounds.bounds import build_bounds
from events.bounds.constraints import constraints
from events.figure_basis import values_in_words
from events.series import build_series

SHIPPED = shipped_ledger()
FIRST, LAST = date(2021, 7, 20), SHIPPED.last_reported
DAYS = st.dates(date(2021, 5, 1), date(2026, 3, 31))
WINDOWS = st.sampled_from([1, 2, 7, 30, 90, 365])


def on(border: str, day: str, days: int = 1) -> Pressure:
    """Return the figure of the window that ends with a day."""
    return pressure(SHIPPED, border, Period.trailing(date.fromisoformat(day), days))


def told(ids: tuple[str, ...]) -> list[tuple[float, ValueKind]]:
    """Return what reports say."""
    quantities = [SHIPPED.report(id_).quantity for id_ in ids]
    return [(q.least, q.kind) for q in quantities if q is not None]


def words(found: Pressure) -> str:
    """Return how a figure is said to be known."""
    return figure_words(SHIPPED, found).basis


def test_poland_in_october_2021_is_17447_beside_about_17300() -> None:
    found = on("BY-PL", "2021-10-31", 31)
    assert (found.way, found.total, found.kind) == (Way.COMPLETE, 17_447, ValueKind.EXACT)
    assert found.rate_per_day == pytest.approx(562.8, abs=0.05)
    assert told(found.report_ids) == [(17_447, ValueKind.EXACT)]
    assert told(found.beside_ids) == [(17_300, ValueKind.ABOUT)]
    assert not found.contested
    assert words(found) == "complete: 17,447 in 31 days"


def test_poland_in_september_2021_is_7667_with_all_that_is_told_beside_it() -> None:
    found = on("BY-PL", "2021-09-30", 30)
    assert (found.way, found.total) == (Way.COMPLETE, 7_667)
    assert found.rate_per_day == pytest.approx(255.6, abs=0.05)
    assert found.contested
    assert sorted(told(found.beside_ids)) == [(7_535, ValueKind.EXACT), (7_700, ValueKind.ABOUT)]
    aside = {told((c.report_id,))[0] for c in found.contests}
    assert (9_000, ValueKind.ABOUT) in aside
    said = figure_words(SHIPPED, found)
    assert said.beside == "also told as about 7,700 and 7,535"
    assert said.contested.startswith("contested: about 9,000")


def test_poland_in_august_2023_is_a_count_of_the_month_and_not_its_one_calm_day() -> None:
    found = on("BY-PL", "2023-08-31", 31)
    assert (found.way, found.total, found.kind) == (Way.COUNT, 2_800, ValueKind.ABOUT)
    assert found.rate_per_day == pytest.approx(90.3, abs=0.05)
    assert on("BY-PL", "2023-08-30", 30).rate_per_day == pytest.approx(90.3, abs=0.05)


def test_poland_in_2021_is_complete_and_its_two_totals_agree() -> None:
    found = on("BY-PL", "2021-12-31", 365)
    assert found.way is Way.COMPLETE
    assert found.rate_per_day == pytest.approx(108.7, abs=0.05)
    both = told((*found.report_ids, *found.beside_ids))
    assert sorted(both) == [(39_664, ValueKind.EXACT), (39_670, ValueKind.EXACT)]
    assert not found.contested


def test_poland_on_16_november_2021_is_161() -> None:
    found = on("BY-PL", "2021-11-16")
    assert (found.rate_per_day, found.way, found.kind) == (161, Way.COMPLETE, ValueKind.EXACT)
    (report,) = (SHIPPED.report(id_) for id_ in found.report_ids)
    assert "EFE" in SHIPPED.source_of(report).title
    there = section_pressure(SHIPPED, Period.of_day(date(2021, 11, 16)))
    (camp,) = [f for f in there if f.measure is Measure.CAMP_STOCK]
    assert (camp.quantity.value, camp.rate_per_day) == (2_000, None)


def test_lithuania_in_november_2025_is_36_though_one_day_of_it_was_zero() -> None:
    found = on("BY-LT", "2025-11-30", 30)
    assert (found.way, found.total, found.derived) == (Way.COMPLETE, 36, True)
    assert found.rate_per_day == pytest.approx(1.2)
    assert words(found) == "complete: 36 in 30 days, derived from other reports"
    to_the_26th = known(SHIPPED, "BY-LT", Period.of_days(date(2025, 11, 2), date(2025, 11, 26)))
    assert to_the_26th.exact
    assert to_the_26th.least == 1_582 - 1_546
    two_days = known(SHIPPED, "BY-LT", Period.of_days(date(2025, 11, 24), date(2025, 11, 25)))
    assert (two_days.least, two_days.most) == (20, 20)


def test_lithuania_from_16_to_25_january_2024_is_a_measured_zero() -> None:
    found = on("BY-LT", "2024-01-25", 10)
    assert (found.way, found.total, found.rate_per_day, found.most) == (Way.COMPLETE, 0, 0, 0)
    for day in found.days:
        assert (day.value, day.state) == (0, DayState.DERIVED)
        assert day.report_ids


def test_latvia_from_13_to_15_august_2021_is_221_from_its_days_and_from_totals_alike() -> None:
    found = on("BY-LV", "2021-08-15", 3)
    assert (found.way, found.total) == (Way.COMPLETE, 221)
    assert [day.value for day in found.days] == [71, 88, 62]
    since = IN_FORCE["BY-LV"][-1][0]
    ordered = constraints(SHIPPED, "BY-LV", Measure.PREVENTED, since)
    start, end = found.window.start.toordinal(), date(2021, 8, 16).toordinal()
    days = [c for c in ordered if start <= c.start and c.end <= end and c.days == 1]
    totals = [c for c in ordered if c.days > 1]
    for some in (days, totals):
        least, most = build_bounds(some).closure.between(np.array([start]), np.array([end]))
        assert (least[0], most[0]) == (221, 221)


def test_latvia_on_10_september_2023_is_256() -> None:
    found = on("BY-LV", "2023-09-10")
    assert (found.rate_per_day, found.way) == (256, Way.COMPLETE)


def test_only_days_since_a_measure_began_count_and_the_words_say_so() -> None:
    found = on("BY-LV", "2021-08-15", 30)
    assert (found.counted_days, found.window_days, found.total) == (6, 30, 395)
    assert found.rate_per_day == pytest.approx(395 / 6)
    assert words(found) == "complete: 395 in 6 of 30 days, counted since 10 August 2021"


def test_a_total_of_the_year_bounds_a_measure_that_began_within_it() -> None:
    found = known(SHIPPED, "BY-LT", Period.of_days(date(2021, 8, 3), date(2021, 12, 31)))
    assert found.most is not None
    assert found.most - found.least <= 0.05 * found.least


def test_a_count_of_nearly_the_same_days_is_told_with_its_own_days() -> None:
    found = on("BY-PL", "2021-08-31", 30)
    assert (found.way, found.total) == (Way.COUNT, 3_531)
    assert found.own == Period.of_days(date(2021, 8, 1), date(2021, 8, 31))
    assert words(found) == "3,531 in 31 days, August 2021"


def test_a_narrow_range_is_told_by_both_ends_and_never_by_its_middle() -> None:
    found = on("BY-LT", "2025-10-20", 7)
    assert found.way is Way.BETWEEN
    assert (found.rate_per_day, found.total) == (None, None)
    assert found.rate_low == pytest.approx(found.least / 7)
    assert found.most is not None
    assert found.rate_high == pytest.approx(found.most / 7)
    assert words(found) == f"between {found.least:.0f} and {found.most:.0f} in 7 days"


def test_bounds_that_agree_say_more_than_a_count_of_nearly_the_days() -> None:
    found = on("BY-LT", "2026-02-17", 1_754)
    assert found.way is Way.BETWEEN
    assert found.most is not None
    assert found.most - found.least <= 0.02 * found.most


def test_a_bound_is_told_only_where_it_says_more_than_the_figure() -> None:
    year = figure_words(SHIPPED, on("BY-PL", "2021-12-31", 366))
    assert (year.basis, year.bounds) == ("39,664 in 365 of 366 days", "")
    week = figure_words(SHIPPED, on("BY-PL", "2021-11-14", 7))
    assert week.bounds == "All reports together: between 1,717 and 4,508 on these 7 days."
    since = figure_words(SHIPPED, on("BY-LT", "2026-02-17", 1_754))
    assert since.value == "14.8"


def test_a_mean_needs_half_of_the_days() -> None:
    found = on("BY-PL", "2021-11-14", 7)
    assert (found.way, found.coverage_days) == (Way.MEAN, 5)
    assert found.total == sum(day.value for day in found.days)
    assert found.rate_per_day == pytest.approx(found.total / 5)
    assert words(found) == "mean of 5 reported days of 7"


def test_an_average_of_a_wider_count_is_told_as_such() -> None:
    found = on("BY-PL", "2023-08-09", 7)
    assert (found.way, found.total) == (Way.WIDER, 1_000)
    assert words(found) == "inside a wider count: about 1,000 in 10 days, 1–10 August 2023"


def test_single_days_are_told_as_what_they_are_without_a_rate() -> None:
    found = on("BY-PL", "2026-02-17", 30)
    assert found.way is Way.DAYS
    assert (found.rate_per_day, found.rate_low, found.own) == (None, None, None)
    assert not found.rated
    assert figure_words(SHIPPED, found).value == "0 to 1"
    assert words(found) == "5 reported days of 30: 0 to 1"


def test_a_missing_day_is_not_a_zero_and_the_wider_count_stands_beside() -> None:
    found = on("BY-PL", "2023-12-08")
    assert (found.way, found.rate_per_day, found.report_ids) == (Way.NONE, None, ())
    assert not found.reported
    assert found.context is not None
    assert found.context.period.covers(found.window)
    said = figure_words(SHIPPED, found)
    assert (said.value, said.basis) == ("not reported", "no figure for that day")
    assert said.context.startswith("narrowest wider count: ")


@pytest.mark.parametrize(("days", "rates"), [(92, 1), (93, 0)])
def test_a_count_of_more_than_a_quarter_of_a_year_makes_no_rate(days: int, rates: int) -> None:
    report = next(
        r for r in SHIPPED.reports.values() if r.whole_border == "BY-PL" and r.measure.sums
    )
    start = report.period.start
    wide = replace(report, period=Period.of_days(start, start + timedelta(days=days - 1)))
    series = build_series([wide], SHIPPED.sources, SHIPPED.event_of)
    assert len(series["BY-PL"].of(report.measure)) == rates


def test_up_to_three_values_are_listed_and_of_more_the_ends_are_told() -> None:
    values = [(float(n), ValueKind.EXACT) for n in (5, 2, 9, 7)]
    assert values_in_words(values[:3]) == "5, 2 and 9"
    assert values_in_words(values) == "2 to 9"


def test_a_measured_zero_is_a_zero() -> None:
    zero = on("BY-PL", "2021-12-28")
    assert (zero.rate_per_day, zero.per_km, zero.way) == (0, 0, Way.COMPLETE)


def test_a_total_of_two_bounds_is_no_exact_count() -> None:
    for rate in day_figures(SHIPPED, "BY-PL", Measure.ATTEMPTS):
        if rate.how is How.DERIVED:
            window = Period.of_days(rate.period.start, rate.period.last_day)
            facts = known(SHIPPED, "BY-PL", window)
            assert (facts.least, facts.most) == (rate.total, rate.total)


def test_a_day_somewhere_within_a_span_makes_no_count() -> None:
    within = {
        r.id
        for r in SHIPPED.reports.values()
        if r.kind == "flow" and r.period.precision is Precision.ONE_DAY_WITHIN
    }
    assert {"flow-0214", "flow-0215"} < within
    stepped = {
        id_
        for border in BORDERS
        for _, measure in IN_FORCE[border]
        for rate in day_figures(SHIPPED, border, measure)
        if rate.how is not How.DERIVED
        for id_ in rate.report_ids
    }
    assert not stepped & within


def test_a_day_figure_of_two_sources_is_one_figure() -> None:
    both = on("BY-PL", "2021-11-09")
    assert both.rate_per_day == 599
    assert len((*both.report_ids, *both.beside_ids)) == 2
    assert not both.contested
    assert figure_words(SHIPPED, both).beside == ""


def test_the_287_is_marked_contested_on_both_days() -> None:
    assert [on("BY-LT", d).contested for d in ("2021-08-01", "2021-08-02")] == [True, True]


def test_two_figures_for_one_day_are_both_told() -> None:
    found = on("BY-PL", "2021-09-07")
    assert (found.rate_per_day, found.contested) == (191, True)
    assert figure_words(SHIPPED, found).contested == "contested: 535"


def test_a_part_of_the_border_bounds_it_from_below_and_is_no_count_of_it() -> None:
    found = on("BY-PL", "2024-05-31", 31)
    assert found.least == 8_000
    (part,) = [SHIPPED.report(id_) for id_ in found.least_ids]
    assert part.whole_border is None
    for border in BORDERS:
        for _, measure in IN_FORCE[border]:
            for rate in day_figures(SHIPPED, border, measure):
                reports = [SHIPPED.report(id_) for id_ in rate.report_ids]
                assert all(r.plotted for r in reports)
                if rate.how is not How.DERIVED:
                    assert all(r.whole_border == border for r in reports)


def test_the_measure_is_the_one_in_force_on_the_last_day() -> None:
    turn = {
        ("BY-LT", "2021-08-02"): Measure.DETENTIONS,
        ("BY-LT", "2021-08-03"): Measure.TURN_BACKS,
        ("BY-LV", "2021-08-09"): Measure.DETENTIONS,
        ("BY-LV", "2021-08-10"): Measure.PREVENTED,
        ("BY-PL", "2018-01-01"): Measure.ATTEMPTS,
        ("BY-PL", "2025-01-01"): Measure.ATTEMPTS,
    }
    for (border, day), measure in turn.items():
        assert measure_in_force(border, date.fromisoformat(day)) is measure
        assert on(border, day, 30).measure is measure


def test_the_rate_per_km_uses_the_measured_length_and_says_so() -> None:
    found = on("BY-PL", "2021-11-09")
    assert found.length_km == pytest.approx(420.5, abs=1)
    assert "OpenStreetMap" in found.length_source
    assert found.per_km == pytest.approx(599 / found.length_km)


def test_change_needs_equals() -> None:
    full = change(SHIPPED, "BY-LT", Period.trailing(date(2021, 10, 23), 3))
    assert full.reason is None
    assert full.difference_per_day == pytest.approx((57 + 76 + 183) / 3 - (149 + 55 + 79) / 3)
    assert (full.low, full.high) == (full.difference_per_day, full.difference_per_day)
    assert full.ratio == pytest.approx((57 + 76 + 183) / (149 + 55 + 79))
    reasons = {
        ("BY-LT", "2021-08-05", 4): "another measure was counted in the window before",
        ("BY-LT", "2021-09-12", 40): "another measure was counted in part of the window before",
        ("BY-PL", "2023-12-08", 1): "not reported in this window",
        ("BY-PL", "2026-02-17", 30): "only single days or wide bounds in this window",
        ("BY-PL", "2021-11-14", 7): "a mean of reported days against the average of a wider count",
    }
    for (border, day, days), reason in reasons.items():
        found = change(SHIPPED, border, Period.trailing(date.fromisoformat(day), days))
        assert (found.reason, found.difference_per_day, found.ratio) == (reason, None, None)


def test_a_change_to_or_from_a_range_is_a_range() -> None:
    found = change(SHIPPED, "BY-LT", Period.trailing(date(2025, 10, 20), 7))
    now, before = found.now, found.before
    assert now.way is Way.BETWEEN
    if found.reason is None:
        assert (found.difference_per_day, found.ratio) == (None, None)
        assert now.rate_low is not None
        assert before.rate_high is not None
        assert found.low == now.rate_low - before.rate_high


@given(st.sampled_from(BORDERS), DAYS, WINDOWS)
def test_change_is_given_only_between_the_same_measure_known_the_same_way(
    border: str, day: date, days: int
) -> None:
    found = change(SHIPPED, border, Period.trailing(day, days))
    assert (found.low is None) == (found.high is None) == (found.reason is not None)
    if found.reason is None:
        assert found.now.measure is found.before.measure
        assert found.now.rated
        assert found.before.rated
        assert (found.now.way is Way.MEAN) == (found.before.way is Way.MEAN)
        assert (found.now.way is Way.WIDER) == (found.before.way is Way.WIDER)


def test_every_step_times_its_days_gives_its_total_back() -> None:
    seen = 0
    for border in BORDERS:
        for _, measure in IN_FORCE[border]:
            for rate in day_figures(SHIPPED, border, measure):
                assert rate.rate_per_day * rate.days == pytest.approx(rate.total)
                quantity = SHIPPED.report(rate.report_ids[0]).quantity
                assert quantity is not None
                if rate.how is not How.DERIVED and quantity.value is not None:
                    assert rate.total == quantity.value
                assert rate.days <= 92
                assert rate.low <= rate.rate_per_day <= rate.high
                seen += 1
    assert seen > 1_000


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("days", [1, 7, 30])
def test_no_figure_lies_outside_its_own_bounds_on_any_day(border: str, days: int) -> None:
    line = timeline(SHIPPED, border, FIRST, LAST, days)
    rated = ~np.isnan(line.rate_low)
    floor = line.kind == KINDS.index(ValueKind.AT_LEAST)
    low, high = line.rate_low * line.counted, line.rate_high * line.counted
    # Rates are single precision.
    slack = 1e-6 * np.maximum(1, line.least)
    assert (high[rated] <= (line.most + slack)[rated]).all()
    assert (low[rated & ~floor] >= (line.least - slack)[rated & ~floor]).all()
    zero = (line.rate == 0) & ~floor
    assert (line.most[zero] == 0).all()


@given(st.sampled_from(BORDERS), DAYS, WINDOWS)
def test_a_figure_keeps_to_its_window(border: str, day: date, days: int) -> None:
    found = pressure(SHIPPED, border, Period.trailing(day, days))
    assert 0 <= found.coverage_days <= found.counted_days <= found.window_days == days
    assert found.rated == (found.way not in (Way.DAYS, Way.NONE))
    assert found.reported == (found.way is not Way.NONE)
    for figure in found.days:
        assert found.counted.holds(figure.day)
        assert figure.report_ids
    if found.way is Way.MEAN:
        assert found.coverage_days == len(found.days) or any(
            d.kind is ValueKind.AT_LEAST for d in found.days
        )
    if found.reported and found.way is not Way.DAYS:
        assert found.report_ids
    if found.contested:
        assert found.contests


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(BORDERS),
    DAYS,
    st.integers(0, 400),
    st.one_of(st.none(), st.integers(1, 400)),
)
def test_the_timeline_equals_the_pressure_of_every_day(
    border: str, first: date, length: int, days: int | None
) -> None:
    last = first + timedelta(days=length)
    line = timeline(SHIPPED, border, first, last, days)
    said = timeline_words(SHIPPED, line)
    for offset in {0, length, length // 2, length // 3, length * 3 // 4}:
        day = first + timedelta(days=offset)
        window = Period.of_days(first, day) if days is None else Period.trailing(day, days)
        found = pressure(SHIPPED, border, window)
        same_as_pressure(line, offset, found)
        assert said[offset] == figure_words(SHIPPED, found)


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("days", [1, 7, 30, None])
def test_the_timeline_equals_the_pressure_around_the_changes(border: str, days: int | None) -> None:
    first, last = FIRST, date(2021, 12, 31)
    line = timeline(SHIPPED, border, first, last, days)
    for offset in range(0, (last - first).days + 1, 3):
        day = first + timedelta(days=offset)
        window = Period.of_days(first, day) if days is None else Period.trailing(day, days)
        same_as_pressure(line, offset, pressure(SHIPPED, border, window))


def same_as_pressure(line: Timeline, at: int, found: Pressure) -> None:
    """Compare one day of a timeline with the figure of its window."""
    for column, value in (
        (line.rate, found.rate_per_day),
        (line.rate_low, found.rate_low),
        (line.rate_high, found.rate_high),
        (line.total, found.total),
    ):
        number = float(column[at])
        assert math.isnan(number) if value is None else number == pytest.approx(value, rel=1e-6)
    assert int(line.coverage[at]) == found.coverage_days
    assert int(line.counted[at]) == found.counted_days
    assert WAYS[line.way[at]] is found.way
    assert line.measures[line.measure[at]] is found.measure
    assert bool(line.contested[at]) == found.contested
    assert float(line.least[at]) == found.least
    assert float(line.most[at]) == (math.inf if found.most is None else found.most)
    kind = int(line.kind[at])
    assert (None if kind == NO_KIND else KINDS[kind]) is found.kind
    if found.own is not None:
        own_first = line.first_day + timedelta(days=int(line.own_first[at]))
        own_last = line.first_day + timedelta(days=int(line.own_last[at]))
        assert (own_first, own_last) == (found.own.start, found.own.last_day)


def test_the_state_of_a_day_follows_from_its_figure() -> None:
    for border in BORDERS:
        states = day_states(SHIPPED, border, FIRST, LAST)
        line = timeline(SHIPPED, border, FIRST, LAST, 1)
        for at in range(0, len(states), 7):
            day = FIRST + timedelta(days=at)
            state, way = DAY_STATES[states[at]], WAYS[line.way[at]]
            figures = [f.state for f in on(border, day.isoformat()).days]
            if state is DayState.DERIVED:
                assert (way, figures) == (Way.COMPLETE, [DayState.DERIVED])
            if figures:
                assert state is figures[0]
            if way is Way.WIDER:
                assert state is DayState.WIDER


def test_all_days_of_one_length_are_answered_at_once() -> None:
    fresh = load_ledger()  # of the one that tests share the answers are there
    for days in (1, 7, 30, None):
        started = time.process_time()
        for border in BORDERS:
            timeline(fresh, border, date(2021, 5, 1), date(2026, 3, 31), days)
        # Half a second on a busy machine; a third of it on a calm one.
        assert time.process_time() - started < 1.5


def test_a_filter_by_source_gives_bounds_of_its_own() -> None:
    started = time.process_time()
    fewer = select(SHIPPED, Selection(grades=("A", "B")))
    for border in BORDERS:
        timeline(fewer, border, date(2021, 5, 1), date(2026, 3, 31), 7)
    assert time.process_time() - started < 3
    assert fewer.reserve is SHIPPED
    window = Period.trailing(date(2021, 9, 7), 1)
    assert pressure(fewer, "BY-PL", window).way is not Way.COMPLETE
    for border in BORDERS:
        found = pressure(fewer, border, Period.trailing(date(2021, 11, 30), 30))
        for id_ in (*found.report_ids, *found.least_ids, *found.most_ids):
            assert fewer.shows(id_)


def test_section_figures_come_only_from_reports_that_name_a_place() -> None:
    window = Period.of_days(date(2021, 1, 1), date(2021, 12, 31))
    figures = section_pressure(SHIPPED, window)
    assert {f.place_id for f in figures} >= {"post-michalowo", "post-czeremcha", "narewka"}
    for figure in figures:
        report = SHIPPED.report(figure.report_id)
        assert report.whole_border is None
        assert figure.section_ids == report.place.section_ids
    michalowo = next(f for f in figures if f.place_id == "post-michalowo")
    assert (michalowo.quantity.value, michalowo.rate_per_day) == (5_466, None)


def test_nonsense_is_refused() -> None:
    with pytest.raises(UnknownIdError):
        pressure(SHIPPED, "PL-BY", Period.of_day(date(2021, 11, 8)))
    with pytest.raises(PeriodError):
        pressure(SHIPPED, "BY-PL", Period.of_days(date(2021, 11, 8), None))
    with pytest.raises(PeriodError):
        timeline(SHIPPED, "BY-PL", date(2021, 11, 8), date(2021, 11, 7), 1)
    with pytest.raises(PeriodError):
        timeline(SHIPPED, "BY-PL", date(2021, 11, 8), date(2021, 11, 8), 0)


def summary(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """Run the command line and return what it prints as JSON."""
    assert main(["summary", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_summary_says_what_made_each_rate(capsys: pytest.CaptureFixture[str]) -> None:
    found = summary(capsys, "--date", "2021-11-30")
    poland, lithuania, latvia = found["borders"]
    assert [b["border"] for b in found["borders"]] == ["BY-PL", "BY-LT", "BY-LV"]
    assert poland["rate_per_day"] == pytest.approx(8_900 / 30)
    assert (poland["step"], poland["way"]) == (5, "wider")
    assert (lithuania["rate_per_day"], lithuania["way"]) == (35, "complete")
    assert (latvia["way"], latvia["step"]) == ("wider", 5)
    assert poland["words"]["basis"].startswith("inside a wider count: about 8,900 in 30 days")
    named = {r["id"] for r in poland["reports"]}
    assert {*poland["used"], *poland["behind_least"], *poland["behind_most"]} <= named
    (month,) = [r for r in poland["reports"] if r["id"] in poland["used"]]
    assert (month["value"], month["value_kind"]) == (8_900, "about")
    assert month["period"]["first_day"] == "2021-11-01"
    assert set(month["source"]) >= {"title", "address", "grade"}
    found = summary(capsys, "--date", "2021-11-16")
    assert {e["category"] for e in found["events"]} >= {"clash", "camp_stock"}
    assert any(c["crossing"] for c in found["conditions"])


def test_the_summary_lists_every_report_of_the_measure_in_the_window(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = summary(capsys, "--date", "2021-10-23", "--window", "7d")
    window = Period.trailing(date(2021, 10, 23), 7)
    lithuania = found["borders"][1]
    expected = {
        r.id
        for r in SHIPPED.reports.values()
        if r.measure is Measure.TURN_BACKS and r.period.overlaps(window)
    }
    behind = {*lithuania["used"], *lithuania["behind_least"], *lithuania["behind_most"]}
    assert {r["id"] for r in lithuania["reports"]} == expected | behind
    assert lithuania["coverage_days"] == 7


@pytest.mark.parametrize("address", [True, False])
def test_an_address_is_given_or_its_absence_explained(
    capsys: pytest.CaptureFixture[str], address: bool
) -> None:
    found = summary(capsys, "--date", "2021-08-28")
    sources = [r["source"] for e in found["events"] for r in e["reports"]]
    some = [s for s in sources if bool(s["address"]) is address]
    assert some
    assert all(s["address"] or s["address_note"] for s in some)


def test_the_summary_reads_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "--date", "2021-11-30"]) == 0
    text = capsys.readouterr().out
    assert "296.7 attempts a day (inside a wider count: about 8,900 in 30 days" in text
    assert main(["summary", "--date", "2023-12-08"]) == 0
    text = capsys.readouterr().out
    assert "attempts to cross irregularly\n  not reported (no figure for that day)\n" in text
    assert main(["summary", "--date", "2021-09-30", "--window", "30d"]) == 0
    text = capsys.readouterr().out
    assert "255.6 attempts a day (complete: 7,667 in 30 days)" in text
    assert "also told as about 7,700 and 7,535" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["summary"],
        ["summary", "--date", "8.11.2021"],
        ["summary", "--date", "2021-02-30"],
        ["summary", "--date", "2021-11-08", "--window", "0d"],
        ["summary", "--date", "2021-11-08", "--window", "week"],
        ["nonsense"],
        [],
    ],
)
def test_a_bad_command_line_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_damaged_tables_end_with_1_and_a_message(
    tables: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    (tables / "flow_reports.csv").unlink()
    assert main(["summary", "--date", "2021-11-08", "--tables", str(tables)]) == 1
    assert "flow_reports.csv: is missing" in capsys.readouterr().err


def test_importing_the_ledger_drags_no_heavy_library_in() -> None:
    code = (
        "import events, sys; events.load_ledger(); "
        "heavy = {'geopandas', 'pandas', 'matplotlib', 'folium', 'streamlit', 'pyproj', 'pyarrow', "
        "'pyogrio', 'python_calamine', 'events.analysis', 'events.uploads'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_what_is_next_to_nothing_never_reads_as_nothing() -> None:
    assert [rate_in_words(rate) for rate in (0, 0.033, 0.049, 0.05, 0.95, 1234.55)] == [
        "0",
        "under 0.1",
        "under 0.1",
        "0.1",
        "1",
        "1,234.6",
    ]
    before = on("BY-LT", "2026-02-14", 30)
    assert before.rate_per_day is not None and 0 < before.rate_per_day < 0.05
    assert figure_words(SHIPPED, before).value == "under 0.1"
