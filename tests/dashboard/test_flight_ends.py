"""What the page says of the end of a route or a stop: the day, and the report that ends it."""

from __future__ import annotations

from datetime import date

from dashboard.page.panels.flights import flights_markup
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words.flight_ends import end_of_flights
from events import EndHow, FlightEnd, Ledger, flight_endings


def test_an_end_by_a_later_report_is_told_with_its_day_and_its_source(ledger: Ledger) -> None:
    later = {id_: e for id_, e in flight_endings(ledger).items() if e.how is FlightEnd.LATER_REPORT}
    assert later
    for id_, ending in later.items():
        assert ending.by is not None
        told = end_of_flights(ledger, [id_])
        assert ledger.source_of(ledger.report(ending.by)).title in told
        assert str(ending.day.year) in told and "ends it" in told


def test_the_longest_of_several_reports_decides(ledger: Ledger) -> None:
    assert end_of_flights(ledger, ["flight-0043"]) == "to 12 August 2021, as reported"
    assert end_of_flights(ledger, ["flight-0043", "flight-0045"]).startswith("end not reported")
    assert end_of_flights(ledger, []) == ""


def test_the_airlines_stop_and_the_states_are_told_apart_with_their_ends(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date=date(2021, 8, 6), window="7d"))
    told = str(flights_markup(ledger, scene))
    assert "to 12 August 2021, as reported" in told
    assert "by later report" not in told
    ends = {one.id: one.end_how for one in ledger.conditions}
    assert ends["iraqi-airways-week-2021"] is EndHow.REPORTED
    assert ends["iraq-halt-2021-08"] is EndHow.NOT_REPORTED


def test_a_closure_that_ended_has_one_last_day_in_report_and_condition(ledger: Ledger) -> None:
    held = {one.id: one.period.last_day for one in ledger.conditions}
    for condition, report in (
        ("kuznica-closed-2021", "incident-0076"),
        ("bobrowniki-closed-2023", "incident-0162"),
    ):
        assert ledger.report(report).period.last_day == held[condition] == date(2025, 11, 16)
