"""Pressure figures: the golden ones from the tables, and what holds for any day and window."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events import (
    BORDERS,
    HOW_CODES,
    How,
    Measure,
    Period,
    PeriodError,
    Precision,
    Pressure,
    UnknownIdError,
    ValueKind,
    change,
    day_figures,
    load_ledger,
    measure_in_force,
    pressure,
    section_pressure,
    timeline,
)
from events.__main__ import main
from events.series import WIDEST_DAYS

SHIPPED = load_ledger()
DAYS = st.dates(date(2021, 5, 1), date(2026, 3, 31))
WINDOWS = st.sampled_from([1, 2, 7, 30, 90, 365])


def on(border: str, day: str, days: int = 1) -> Pressure:
    """Return the pressure of the window that ends with a day."""
    return pressure(SHIPPED, border, Period.trailing(date.fromisoformat(day), days))


def figures_of(border: str, measure: Measure, first: str, last: str) -> list[Any]:
    """Return the rates over exactly that period."""
    wanted = (date.fromisoformat(first), date.fromisoformat(last))
    found = day_figures(SHIPPED, border, measure)
    return [r for r in found if (r.period.start, r.period.last_day) == wanted]


def test_poland_in_october_2021_is_17447_beside_about_17300() -> None:
    (rate,) = figures_of("BY-PL", Measure.ATTEMPTS, "2021-10-01", "2021-10-31")
    assert rate.total == 17_447
    assert rate.kind is ValueKind.EXACT
    assert rate.how is How.MONTH_AVERAGE
    assert not rate.contested
    others = [SHIPPED.report(i).quantity for i in rate.report_ids]
    assert [(q.value, q.kind) for q in others if q] == [
        (17_447, ValueKind.EXACT),
        (17_300, ValueKind.ABOUT),
    ]


def test_poland_in_september_2021_is_contested() -> None:
    (rate,) = figures_of("BY-PL", Measure.ATTEMPTS, "2021-09-01", "2021-09-30")
    assert rate.contested
    assert rate.total == 7_667
    quantities = [SHIPPED.report(i).quantity for i in rate.report_ids]
    assert sorted(q.least for q in quantities if q) == [7_535, 7_667, 7_700, 9_000]
    assert (rate.low, rate.high) == (7_535 / 30, 9_000 / 30)


def test_poland_in_2021_is_39670_or_39664_and_too_wide_for_a_rate() -> None:
    reports = [
        r
        for r in SHIPPED.reports.values()
        if r.whole_border == "BY-PL"
        and r.measure is Measure.ATTEMPTS
        and r.period == Period.of_days(date(2021, 1, 1), date(2021, 12, 31), Precision.YEAR)
    ]
    assert {r.quantity.value for r in reports if r.quantity} == {39_670, 39_664}
    assert not any(SHIPPED.event_of[r.id].contested for r in reports)
    assert figures_of("BY-PL", Measure.ATTEMPTS, "2021-01-01", "2021-12-31") == []


def test_lithuania_turned_back_day_by_day_17_to_23_october_2021() -> None:
    days = [on("BY-LT", f"2021-10-{d}") for d in range(17, 24)]
    assert [p.rate_per_day for p in days] == [49, 149, 55, 79, 57, 76, 183]
    assert {p.how for p in days} == {How.DAY}
    assert {p.measure for p in days} == {Measure.TURN_BACKS}
    week = on("BY-LT", "2021-10-23", 7)
    assert week.coverage_days == week.window_days == 7
    assert week.rate_per_day == pytest.approx(sum((49, 149, 55, 79, 57, 76, 183)) / 7)


def test_latvia_13_to_15_august_2021_adds_up_to_what_the_totals_differ_by() -> None:
    days = [on("BY-LV", f"2021-08-{d}") for d in (13, 14, 15)]
    assert [p.rate_per_day for p in days] == [71, 88, 62]
    assert {p.how for p in days} == {How.DAY}
    between = [
        r
        for r in day_figures(SHIPPED, "BY-LV", Measure.PREVENTED)
        if r.how is How.DERIVED and r.period.start == date(2021, 8, 13)
    ]
    assert [r.total for r in between] == [71 + 88 + 62] == [395 - 174]


def test_lithuania_mid_november_2021_is_derived_between_two_running_totals() -> None:
    found = on("BY-LT", "2021-11-16")
    assert found.rate_per_day == pytest.approx(276 / 5)
    assert found.how is How.DERIVED
    assert len(found.report_ids) == 2


def test_poland_16_november_2021_is_161() -> None:
    found = on("BY-PL", "2021-11-16")
    assert (found.rate_per_day, found.how, found.kind) == (161, How.DAY, ValueKind.EXACT)
    there = section_pressure(SHIPPED, Period.of_day(date(2021, 11, 16)))
    (camp,) = [f for f in there if f.measure is Measure.CAMP_STOCK]
    assert camp.quantity.value == 2_000
    assert camp.rate_per_day is None


def test_a_day_without_a_figure_of_its_own_shows_the_month() -> None:
    found = on("BY-PL", "2021-11-30")
    assert found.how is How.MONTH_AVERAGE
    assert found.rate_per_day == pytest.approx(8_900 / 30)
    assert found.kind is ValueKind.ABOUT
    assert found.coverage_days == 1


def test_a_missing_day_is_not_a_zero() -> None:
    missing = on("BY-PL", "2023-12-08")
    assert missing.rate_per_day is None
    assert missing.how is How.NONE
    assert (missing.coverage_days, missing.report_ids, missing.per_km) == (0, (), None)


def test_a_measured_zero_is_a_zero() -> None:
    zero = on("BY-PL", "2021-12-28")
    assert zero.rate_per_day == 0
    assert zero.how is How.DAY
    assert zero.per_km == 0


def test_two_bounds_make_no_rate_between_them() -> None:
    derived = [r for r in day_figures(SHIPPED, "BY-PL", Measure.ATTEMPTS) if r.how is How.DERIVED]
    for rate in derived:
        quantities = [SHIPPED.report(i).quantity for i in rate.report_ids]
        assert {q.kind for q in quantities if q} == {ValueKind.EXACT}
    assert not [r for r in derived if r.period.start == date(2021, 11, 19)]


def test_a_day_somewhere_within_a_span_gives_no_rate() -> None:
    used = {
        i for s in SHIPPED.series.values() for m in s.rates for r in s.of(m) for i in r.report_ids
    }
    within = {
        r.id
        for r in SHIPPED.reports.values()
        if r.kind == "flow" and r.period.precision is Precision.ONE_DAY_WITHIN
    }
    assert {"flow-0214", "flow-0215"} < within
    assert not used & within


def test_a_day_figure_of_two_sources_is_one_figure() -> None:
    both = on("BY-PL", "2021-11-09")
    assert both.rate_per_day == 599
    assert len(both.report_ids) == 2
    assert not both.contested


def test_the_287_is_marked_contested_on_both_days() -> None:
    assert [on("BY-LT", d).contested for d in ("2021-08-01", "2021-08-02")] == [True, True]


def test_no_figure_of_a_part_of_the_border_enters_the_border() -> None:
    for border, series in SHIPPED.series.items():
        for measure in series.rates:
            for rate in series.of(measure):
                for report_id in rate.report_ids:
                    assert SHIPPED.report(report_id).whole_border == border
                    assert SHIPPED.report(report_id).plotted


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
    assert full.ratio == pytest.approx((57 + 76 + 183) / (149 + 55 + 79))
    reasons = {
        ("BY-LT", "2021-08-05", 4): "another measure was counted in the window before",
        ("BY-PL", "2023-12-08", 1): "not reported in this window",
        ("BY-PL", "2021-11-30", 1): "month average against day",
        ("BY-PL", "2021-10-31", 1): "day against month average",
        ("BY-LT", "2021-11-16", 1): "one report covers both windows",
        ("BY-PL", "2021-08-28", 7): "fewer than two reported days in one of the windows",
    }
    for (border, day, days), reason in reasons.items():
        found = change(SHIPPED, border, Period.trailing(date.fromisoformat(day), days))
        assert (found.reason, found.difference_per_day, found.ratio) == (reason, None, None)


@given(st.sampled_from(BORDERS), DAYS, WINDOWS)
def test_change_is_given_only_between_the_same_measure_counted_the_same_way(
    border: str, day: date, days: int
) -> None:
    found = change(SHIPPED, border, Period.trailing(day, days))
    assert (found.difference_per_day is None) == (found.reason is not None)
    if found.reason is None:
        assert found.now.measure is found.before.measure
        assert found.now.how is found.before.how
        assert found.now.report_ids != found.before.report_ids


def test_every_rate_times_its_days_gives_the_reported_total_back() -> None:
    seen = 0
    for series in SHIPPED.series.values():
        for measure in series.rates:
            for rate in series.of(measure):
                quantity = SHIPPED.report(rate.report_ids[0]).quantity
                assert quantity is not None
                assert rate.rate_per_day * rate.days == pytest.approx(rate.total)
                if rate.how is not How.DERIVED and quantity.value is not None:
                    assert rate.total == quantity.value
                assert rate.days <= WIDEST_DAYS
                assert rate.low <= rate.rate_per_day <= rate.high
                seen += 1
    assert seen > 200


@given(st.sampled_from(BORDERS), DAYS, WINDOWS)
def test_coverage_never_exceeds_the_window(border: str, day: date, days: int) -> None:
    found = pressure(SHIPPED, border, Period.trailing(day, days))
    assert 0 <= found.coverage_days <= found.window_days == days
    assert (found.rate_per_day is None) == (found.coverage_days == 0) == (found.how is How.NONE)
    for rate in found.rates:
        assert rate.measure is found.measure
        assert rate.period.overlaps(found.window)
    if found.how is How.DAY:
        assert found.coverage_days == len({r.period.start for r in found.rates})


@settings(max_examples=40, deadline=None)
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
    for offset in {0, length, length // 2, length // 3, length * 3 // 4}:
        day = first + timedelta(days=offset)
        window = Period.of_days(first, day) if days is None else Period.trailing(day, days)
        same_as_pressure(line, offset, pressure(SHIPPED, border, window))


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("days", [1, 7, 30, None])
def test_the_timeline_equals_the_pressure_around_the_changes(border: str, days: int | None) -> None:
    first, last = date(2021, 7, 20), date(2021, 12, 31)
    line = timeline(SHIPPED, border, first, last, days)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        window = Period.of_days(first, day) if days is None else Period.trailing(day, days)
        same_as_pressure(line, offset, pressure(SHIPPED, border, window))


def same_as_pressure(line: Any, offset: int, found: Pressure) -> None:
    """Compare one day of a timeline with the pressure figure."""
    rate = float(line.rate[offset])
    if found.rate_per_day is None:
        assert math.isnan(rate)
    else:
        assert rate == pytest.approx(found.rate_per_day, rel=1e-6)
    assert int(line.coverage[offset]) == found.coverage_days
    assert HOW_CODES[int(line.how[offset])] is found.how
    assert line.measures[int(line.measure[offset])] is found.measure
    assert bool(line.contested[offset]) == found.contested


def test_all_timelines_are_made_in_well_under_a_second() -> None:
    started = time.perf_counter()
    for border in BORDERS:
        for days in (1, 7, 30, None):
            timeline(SHIPPED, border, date(2017, 1, 1), date(2026, 3, 31), days)
    assert time.perf_counter() - started < 0.6


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
    assert poland["how"] == "month average"
    assert (lithuania["rate_per_day"], lithuania["how"]) == (35, "day")
    assert latvia["how"] == "derived"
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
    assert {r["id"] for r in lithuania["reports"]} == expected
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
    assert "296.7 attempts a day (month average, 1 of 1 days)" in text
    assert main(["summary", "--date", "2023-12-08"]) == 0
    assert "attempts to cross irregularly\n  not reported\n" in capsys.readouterr().out


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
        "heavy = {'geopandas', 'pandas', 'matplotlib', 'folium', 'streamlit', 'pyproj'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
