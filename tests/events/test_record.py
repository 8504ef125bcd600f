"""The record of flow figures: days covered, figures that can be looked up, dates corrected."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from events import (
    DayState,
    Ledger,
    Measure,
    Period,
    Precision,
    Pressure,
    Report,
    Way,
    load_ledger,
    measure_in_force,
    pressure,
    section_pressure,
)
from events.agreement import exceeds, is_part, overruns

FLOWS_BEFORE = 393
"""Figures of the first reading; those of the later ones have higher numbers."""


def on(ledger: Ledger, border: str, day: str) -> Pressure:
    """Return the pressure of one day."""
    return pressure(ledger, border, Period.of_day(date.fromisoformat(day)))


def flows(ledger: Ledger) -> list[Report]:
    """Return the flow reports."""
    return [r for r in ledger.reports.values() if r.kind == "flow"]


@pytest.mark.parametrize(("border", "before", "least"), [("BY-PL", 78, 320), ("BY-LT", 20, 295)])
def test_poland_and_lithuania_have_days_of_their_own(
    ledger: Ledger, border: str, before: int, least: int
) -> None:
    days = own_days(flows(ledger), border)
    first = own_days((r for r in flows(ledger) if int(r.id[5:]) <= FLOWS_BEFORE), border)
    assert before <= len(first) <= before + 1
    assert len(days) >= least


def test_latvia_has_days_of_its_own(ledger: Ledger) -> None:
    assert len(own_days(flows(ledger), "BY-LV")) >= 215


def own_days(reports: Iterable[Report], border: str) -> set[date]:
    """Return the days with a figure of the whole border in the measure that is in force last."""
    measure = measure_in_force(border, date(2026, 1, 1))
    return {
        r.period.start
        for r in reports
        if r.whole_border == border
        and r.measure is measure
        and r.quantity is not None
        and r.plotted
        and r.period.precision is Precision.DAY
    }


@pytest.mark.parametrize(
    ("border", "day", "value"),
    [
        ("BY-PL", "2024-03-12", 133),
        ("BY-PL", "2021-11-16", 161),
        ("BY-PL", "2021-10-09", 739),
        ("BY-PL", "2021-10-10", 538),
        ("BY-PL", "2021-10-21", 633),
        ("BY-PL", "2022-05-23", 28),
        ("BY-PL", "2022-05-24", 19),
        ("BY-LT", "2021-10-05", 28),
        ("BY-LT", "2022-07-17", 81),
        ("BY-LV", "2021-08-13", 71),
        ("BY-LV", "2021-08-14", 88),
        ("BY-LV", "2021-08-15", 62),
        ("BY-LV", "2023-09-10", 256),
    ],
)
def test_a_day_has_its_own_figure(ledger: Ledger, border: str, day: str, value: int) -> None:
    found = on(ledger, border, day)
    assert (found.rate_per_day, found.way, found.contested) == (value, Way.COMPLETE, False)
    assert found.days[0].state is DayState.REPORTED


def test_lithuania_is_zero_from_16_to_25_january_2024(ledger: Ledger) -> None:
    first = date(2024, 1, 16)
    for day in (first + timedelta(days=n) for n in range(10)):
        found = pressure(ledger, "BY-LT", Period.of_day(day))
        assert found.rate_per_day == 0, day
        assert found.report_ids


def test_of_133_on_12_march_2024_109_are_on_the_section_of_dubicze_cerkiewne(
    ledger: Ledger,
) -> None:
    there = section_pressure(ledger, Period.of_day(date(2024, 3, 12)))
    (post,) = [f for f in there if f.quantity.value == 109]
    assert post.place_id == "post-dubicze-cerkiewne"
    assert post.section_ids == ("BY-PL-08",)
    assert post.rate_per_day == 109


@pytest.mark.parametrize(
    ("border", "day", "values"),
    [
        ("BY-LT", "2021-08-03", {180, 247}),
        ("BY-LT", "2021-10-01", {84, 93}),
        ("BY-PL", "2021-09-07", {191, 535}),
        ("BY-LV", "2021-08-05", {16, 28}),
        ("BY-PL", "2025-08-13", {146, 150}),
    ],
)
def test_two_figures_for_one_day_stand_side_by_side(
    ledger: Ledger, border: str, day: str, values: set[int]
) -> None:
    found = on(ledger, border, day)
    aside = [contest.report_id for contest in found.contests]
    told = (ledger.report(i).quantity for i in (*found.report_ids, *found.beside_ids, *aside))
    assert values <= {q.least for q in told if q is not None}


def test_a_district_is_contested_with_its_border(ledger: Ledger) -> None:
    there = section_pressure(ledger, Period.of_day(date(2021, 10, 1)))
    lazdijai = [f for f in there if f.place_id == "lazdijai-district"]
    assert {f.quantity.value for f in lazdijai} == {69, 86}
    assert all(f.contested and f.section_ids == ("BY-LT-01",) for f in lazdijai)


@pytest.mark.parametrize(
    ("report_id", "first", "last"),
    [
        ("flow-0082", "2021-08-10", "2021-08-25"),
        ("flow-0143", "2021-10-05", "2021-10-05"),
        ("flow-0147", "2021-10-09", "2021-10-09"),
        ("flow-0151", "2021-10-09", "2021-10-10"),
        ("flow-0225", "2022-01-01", "2022-07-30"),
        ("flow-0249", "2022-07-01", "2022-07-30"),
        ("flow-0253", "2023-01-01", "2023-06-11"),
        ("flow-0351", "2025-01-01", "2025-09-29"),
        ("flow-0352", "2025-01-01", "2025-10-19"),
        ("flow-0382", "2025-10-17", "2025-10-19"),
    ],
)
def test_a_date_that_was_wrong_is_corrected_with_its_reason(
    ledger: Ledger, report_id: str, first: str, last: str
) -> None:
    report = ledger.report(report_id)
    assert (str(report.period.start), str(report.period.last_day)) == (first, last)
    assert report.note


def test_the_727_of_autumn_2021_keeps_its_span(ledger: Ledger) -> None:
    (report,) = [r for r in flows(ledger) if r.quantity is not None and r.quantity.value == 727]
    assert report.period.precision is Precision.ONE_DAY_WITHIN
    assert "1 November" in report.note


def test_what_is_counted_follows_the_day_each_border_changed_its_count(ledger: Ledger) -> None:
    for report in flows(ledger):
        if report.measure is Measure.TURN_BACKS:
            assert report.period.start >= date(2021, 8, 3), report.id
        if report.measure is Measure.PREVENTED and report.whole_border == "BY-LV":
            assert report.period.start >= date(2021, 8, 10), report.id


def test_an_inferred_row_says_why(ledger: Ledger) -> None:
    for report in flows(ledger):
        if report.status.value == "inferred":
            assert report.note, report.id


def test_two_groups_at_one_post_on_one_day_are_two_events(ledger: Ledger) -> None:
    narewka = [
        r
        for r in flows(ledger)
        if r.place.id == "post-narewka" and r.period == Period.of_day(date(2023, 2, 15))
    ]
    assert {r.quantity.value for r in narewka if r.quantity} == {15, 23}
    events = {ledger.event_of[r.id] for r in narewka}
    assert len(events) == 2
    assert not any(e.contested for e in events)


def test_a_figure_joins_the_group_made_by_hand_that_tells_of_the_same(ledger: Ledger) -> None:
    record = ledger.event("incident-record-324")
    assert {r.source_id for r in ledger.reports_of(record)} >= {"zerkalo-io-2021-09-3162"}
    assert not record.contested


def test_parts_that_exceed_their_whole_are_found_on_the_shelves_as_by_hand(
    ledger: Ledger,
) -> None:
    counted = [r for r in flows(ledger) if r.quantity is not None and r.plotted]
    by_hand = {
        (part.id, whole.id)
        for part in counted
        for whole in counted
        if is_part(part, whole) and exceeds(part, whole)
    }
    found = overruns(list(ledger.reports.values()))
    assert {(part.id, whole.id) for part, whole in found} == by_hand
    assert len(found) == len(by_hand) >= 2


def test_the_ledger_loads_quickly() -> None:
    load_ledger()
    taken = []
    for _ in range(5):
        start = time.process_time()
        load_ledger()
        taken.append(time.process_time() - start)
    assert min(taken) < 0.3
