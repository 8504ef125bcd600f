"""Routes, stops and what cannot be drawn, on the shipped tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from events import Ledger, Period, TableError
from events.contradictions import load_contradictions
from events.flights import FlightEnd, covers_airline, flight_endings
from events.routes import RouteStatus, is_route, route_spans, routes, width_a_week
from events.stops import StopKind, UnplacedReason, stop_spans, stops, unplaced

LEDGER = shipped_ledger()
FIRST, LAST = date(2017, 1, 1), date(2025, 12, 31)
WINDOWS = st.builds(
    Period.trailing,
    st.dates(FIRST, LAST) | st.dates(date(2021, 4, 1), date(2022, 4, 1)),
    st.sampled_from([1, 7, 30, 365]),
)


def on(day: str, days: int = 1) -> Period:
    return Period.trailing(date.fromisoformat(day), days)


def by_pair(window: Period) -> dict[tuple[str, str, RouteStatus], object]:
    return {(r.origin_iata, r.destination_iata, r.status): r for r in routes(LEDGER, window)}


@pytest.fixture
def ledger() -> Ledger:
    return LEDGER


def test_every_flight_report_of_the_research_is_in_the_ledger(ledger):
    flights = [r for r in ledger.reports.values() if r.flight is not None]
    assert len(flights) == 222
    assert sum(r.period.end is None for r in flights) == 58


def test_baghdad_is_not_running_on_the_day_the_crowd_reached_kuznica():
    found = by_pair(on("2021-11-08"))
    assert ("BGW", "MSQ", RouteStatus.SCHEDULED) not in found
    assert ("BGW", "MSQ", RouteStatus.FREQUENCY_NOT_REPORTED) not in found
    claim = found["BGW", "MSQ", RouteStatus.CONTESTED]
    assert claim.report_ids == ("flight-0047",)
    assert "flight-0045" in claim.contradicted_by
    assert claim.flights_a_week == 1


def test_baghdad_ran_before_the_halt_with_the_largest_single_report_and_no_sum():
    route = by_pair(on("2021-08-04"))["BGW", "MSQ", RouteStatus.SCHEDULED]
    assert route.flights_a_week == 7
    assert (route.low, route.high) == (2, 7)
    assert {"flight-0035", "flight-0037", "flight-0038", "flight-0155"} <= set(route.report_ids)
    told = {i: LEDGER.reports[i].flight.flights_a_week.value for i in route.report_ids}
    assert told["flight-0155"] == 7


def test_belavia_to_baghdad_is_a_contested_claim_for_as_long_as_it_is_made():
    for day in ("2021-07-01", "2021-08-06"):
        claim = by_pair(on(day))["BGW", "MSQ", RouteStatus.CONTESTED]
        assert "flight-0032" in claim.report_ids
        assert "flight-0083" in claim.contradicted_by
    assert not any("flight-0032" in r.report_ids for r in routes(LEDGER, on("2021-08-07")))


def test_erbil_named_after_the_halt_is_contested_and_has_no_frequency():
    claim = by_pair(on("2021-10-01"))["EBL", "MSQ", RouteStatus.CONTESTED]
    assert claim.flights_a_week is None
    assert "flight-0045" in claim.contradicted_by


def test_a_planned_route_never_runs():
    spans = route_spans(LEDGER)
    assert not {"BSR", "ISU", "AER", "AYT"} & {s.origin_iata for s in spans}
    assert not {"PQC", "ALA", "UTP", "TUN", "BAH", "AMM"} & {s.destination_iata for s in spans}
    planned = {r.id for r in LEDGER.reports.values() if r.flight and r.flight.planned}
    assert len(planned) == 34
    assert not planned & {s.report_id for s in spans}
    listed = {u.report_id: u.reason for u in unplaced(LEDGER, on("2021-08-20"))}
    assert listed["flight-0042"] is UnplacedReason.PLANNED


def test_a_planned_flight_of_the_future_is_not_the_last_day_reported():
    planned = max(r.period.start for r in LEDGER.reports.values() if r.flight and r.flight.planned)
    assert planned == date(2026, 5, 1)
    assert LEDGER.last_reported < planned


def test_a_planned_return_is_told_as_planned():
    assert LEDGER.event_for("flight-0185").title.endswith("planned return flight, 9 December 2021")


def test_no_width_comes_from_a_row_of_several_origins_or_without_both_airports():
    for span in route_spans(LEDGER):
        report = LEDGER.reports[span.report_id]
        assert report.flight is not None
        assert not report.flight.covers_iata
        assert report.flight.origin_iata and report.flight.destination_iata
    listed = {u.report_id: u.reason for u in unplaced(LEDGER, on("2021-11-07", 7))}
    assert listed["flight-0068"] is UnplacedReason.SEVERAL_ORIGINS
    assert listed["flight-0030"] is UnplacedReason.NO_AIRPORTS


def test_the_diverted_flight_is_drawn_as_flown_and_once():
    (route,) = [r for r in routes(LEDGER, on("2021-05-23")) if r.status is RouteStatus.DIVERTED]
    assert (route.origin_iata, route.via, route.destination_iata) == ("ATH", ("MSQ",), "VNO")
    assert len(route.report_ids) == 8
    assert set(route.contradicted_by) == {"flight-0015", "incident-0002"}
    assert not any(r.status is RouteStatus.DIVERTED for r in routes(LEDGER, on("2021-05-24")))


def test_the_last_days_of_cham_wings_are_contested_and_only_those():
    assert ("DAM", "MSQ", RouteStatus.CONTESTED) not in by_pair(on("2021-11-10"))
    contested = by_pair(on("2021-11-12"))["DAM", "MSQ", RouteStatus.CONTESTED]
    assert contested.contradicted_by == ("flight-0071",)
    assert set(contested.report_ids) == {
        "flight-0059",
        "flight-0067",
        "flight-0077",
        "flight-0078",
        "flight-0170",
    }


def test_istanbul_is_drawn_without_a_frequency_until_one_is_reported():
    route = by_pair(on("2021-09-15"))["IST", "MSQ", RouteStatus.FREQUENCY_NOT_REPORTED]
    assert route.flights_a_week is None and route.low is None
    assert by_pair(on("2021-11-11"))["IST", "MSQ", RouteStatus.SCHEDULED].flights_a_week == 7


def test_where_a_route_without_an_end_stops_and_how_that_is_known():
    endings = flight_endings(LEDGER)
    known = {
        "flight-0003": (date(2021, 1, 13), FlightEnd.NOT_REPORTED),
        "flight-0004": (date(2021, 6, 1), FlightEnd.LATER_REPORT),
        "flight-0007": (date(2021, 8, 6), FlightEnd.LATER_REPORT),
        "flight-0032": (date(2021, 8, 7), FlightEnd.LATER_REPORT),
        "flight-0136": (date(2021, 1, 13), FlightEnd.NOT_REPORTED),
        "flight-0137": (date(2021, 8, 19), FlightEnd.NOT_REPORTED),
        "flight-0148": (date(2021, 12, 12), FlightEnd.NOT_REPORTED),
        "flight-0198": (date(2024, 2, 7), FlightEnd.NOT_REPORTED),
        "flight-0201": (date(2024, 8, 26), FlightEnd.NOT_REPORTED),
        "flight-0202": (date(2024, 8, 26), FlightEnd.NOT_REPORTED),
        "flight-0203": (date(2024, 8, 26), FlightEnd.NOT_REPORTED),
        "flight-0207": (date(2025, 6, 14), FlightEnd.NOT_REPORTED),
        "flight-0208": (date(2026, 4, 6), FlightEnd.NOT_REPORTED),
        "flight-0210": (date(2026, 4, 26), FlightEnd.NOT_REPORTED),
    }
    for report_id, (day, how) in known.items():
        assert (endings[report_id].day, endings[report_id].how) == (day, how)
    assert endings["flight-0007"].by == "flight-0045"
    open_routes = {
        r.id
        for r in LEDGER.reports.values()
        if r.flight and r.period.end is None and is_route(r.flight)
    }
    assert open_routes == set(known)


def test_nothing_without_a_reported_end_is_drawn_for_more_than_180_days():
    for report in LEDGER.reports.values():
        if report.flight is not None and report.period.end is None:
            ending = flight_endings(LEDGER)[report.id]
            assert ending.day - report.period.start <= timedelta(days=180)
    for span in route_spans(LEDGER):
        if LEDGER.reports[span.report_id].period.end is None:
            assert span.end - span.start <= timedelta(days=180)


def test_a_faded_route_is_listed_until_a_later_report_ends_it():
    for day, listed in (("2021-01-12", False), ("2021-01-13", True), ("2021-08-01", True)):
        found = {u.report_id for u in unplaced(LEDGER, on(day))}
        assert ("flight-0003" in found) is listed
    assert "flight-0003" not in {u.report_id for u in unplaced(LEDGER, on("2021-08-02"))}


def test_suspension_ban_and_bar_are_three_different_marks():
    found = stops(LEDGER, on("2021-11-18"))
    assert {s.kind for s in found} == set(StopKind)
    marks = {(s.kind, s.airport_iata) for s in found}
    assert (StopKind.SUSPENSION, "BGW") in marks
    assert (StopKind.SUSPENSION, "DAM") in marks
    assert (StopKind.AIRLINE_BAN, "MSQ") in marks
    assert {a for k, a in marks if k is StopKind.CITIZEN_BAR} == {"IST", "DXB", "TAS", "BEY"}


def test_a_bar_names_the_nationalities_its_reports_name():
    bars = {s.id: s for s in stops(LEDGER, on("2021-11-18")) if s.kind is StopKind.CITIZEN_BAR}
    assert bars["flight-turkey-bar@IST"].nationalities == ("AF", "IQ", "SY", "YE")
    assert bars["flight-lebanon-bar@BEY"].nationalities == ()


def test_a_sanction_listing_is_no_stop_of_flights():
    drawn = {r for s in stop_spans(LEDGER) for r in s.report_ids}
    assert not {"flight-0118", "flight-0119", "flight-0177", "flight-0178"} & drawn
    listed = {u.report_id: u.reason for u in unplaced(LEDGER, on("2021-12-10"))}
    assert listed["flight-0118"] is UnplacedReason.LISTING


def test_a_lifted_listing_holds_to_the_day_it_was_lifted():
    event = LEDGER.event("flight-cham-wings-listing")
    assert not event.contested
    lifted = [r for r in LEDGER.reports_of(event) if r.period.end is not None]
    assert {str(r.period.last_day) for r in lifted} == {"2022-07-18"}
    assert len({LEDGER.source_of(r).publisher_id for r in lifted}) == 3
    endings = flight_endings(LEDGER)
    assert {endings[r.id].how for r in lifted} == {FlightEnd.REPORTED}


def test_a_halt_prolonged_again_and_again_is_one_stop_to_the_last_report():
    (halt,) = [s for s in stop_spans(LEDGER) if s.event_id == "flight-turkish-airlines-2022"]
    assert (halt.start, halt.end) == (date(2022, 2, 24), date(2023, 11, 4))
    assert (halt.kind, halt.airport_iata, len(halt.report_ids)) == (StopKind.SUSPENSION, "IST", 7)
    assert halt.end_how is FlightEnd.REPORTED
    assert LEDGER.event("flight-turkish-airlines-2022").contested


def test_the_landing_from_baghdad_in_november_2021_is_a_contested_claim():
    claim = by_pair(on("2021-11-04"))["BGW", "MSQ", RouteStatus.CONTESTED]
    assert "flight-0162" in claim.report_ids
    assert {"flight-0045", "flight-0064"} <= set(claim.contradicted_by)


def test_two_reports_that_differ_for_six_days_are_contested_on_those_days_only():
    for day, contested in (("2021-05-31", False), ("2021-06-03", True), ("2021-06-07", False)):
        claims = {
            i
            for r in routes(LEDGER, on(day))
            if r.status is RouteStatus.CONTESTED
            for i in r.report_ids
        }
        assert ("flight-0007" in claims) is contested, day


@pytest.mark.parametrize(
    ("day", "pair", "week"),
    [
        ("2020-03-15", ("AUH", "MSQ"), 3),
        ("2021-03-01", ("DXB", "MSQ"), 3),
        ("2021-06-06", ("MSQ", "IST"), 10),
        ("2023-09-01", ("MSQ", "DEL"), 1),
        ("2024-03-01", ("MSQ", "DXB"), 17),
        ("2024-03-01", ("MSQ", "SVO"), 84),
        ("2025-01-01", ("MSQ", "URC"), 1),
        ("2025-02-01", ("MSQ", "DXB"), 7),
    ],
)
def test_what_flew_before_and_after_2021_has_the_reported_frequency(day, pair, week):
    assert by_pair(on(day))[(*pair, RouteStatus.SCHEDULED)].flights_a_week == week


def test_a_line_is_never_wider_than_two_flights_a_day():
    assert [width_a_week(n) for n in (None, 0.7, 14.0, 17.0, 84.0)] == [None, 0.7, 14, 14, 14]


def test_a_stop_tells_which_claims_it_speaks_against():
    (halt,) = [s for s in stop_spans(LEDGER) if s.event_id == "flight-iraq-halt"]
    assert set(halt.contradicts) == {"flight-0047", "flight-0055", "flight-0155", "flight-0162"}
    assert halt.start == date(2021, 8, 6)


def test_every_airport_of_the_table_is_known():
    from geodata import load_airports

    codes = {
        iata
        for r in LEDGER.reports.values()
        if r.flight
        for iata in (r.flight.origin_iata, r.flight.destination_iata, *r.flight.covers_iata)
        if iata
    }
    assert codes <= set(load_airports())


@pytest.mark.parametrize(
    ("named", "airline", "covered"),
    [
        ("All carriers", "Belavia", True),
        ("Iraqi carriers", "Fly Baghdad", True),
        ("Iraqi carriers", "Belavia", False),
        ("Iraqi Airways", "Fly Baghdad", False),
        (None, "Cham Wings", True),
        ("Cham Wings", None, False),
    ],
)
def test_who_is_meant_when_a_report_names_carriers(named, airline, covered):
    assert covers_airline(named, airline) is covered


@settings(max_examples=150, deadline=None)
@given(window=WINDOWS)
def test_a_window_is_a_look_up_over_spans(window):
    """What the browser does: filter spans by overlap, gather them by lane, take the largest."""
    expected: dict[tuple[str, str, str], set[tuple[str, date]]] = {}
    largest: dict[tuple[str, str, str], float] = {}
    for span in route_spans(LEDGER):
        if span.end <= window.start or span.start >= window.end:
            continue
        expected.setdefault(span.lane, set()).add((span.report_id, span.start))
        if span.flights_a_week is not None:
            largest[span.lane] = max(largest.get(span.lane, 0.0), span.flights_a_week)
    found = routes(LEDGER, window)
    assert {r.spans[0].lane: {(s.report_id, s.start) for s in r.spans} for r in found} == expected
    for route in found:
        assert route.flights_a_week == largest.get(route.spans[0].lane)


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(window=WINDOWS.filter(lambda w: w.days <= 30))
def test_a_window_holds_what_its_days_hold(window):
    days = [Period.of_day(window.start + timedelta(days=n)) for n in range(window.days)]
    of_days = {(s.report_id, s.status) for d in days for r in routes(LEDGER, d) for s in r.spans}
    assert {(s.report_id, s.status) for r in routes(LEDGER, window) for s in r.spans} == of_days
    stopped = {s.id for d in days for s in stops(LEDGER, d)}
    assert {s.id for s in stops(LEDGER, window)} == stopped


@settings(max_examples=150, deadline=None)
@given(window=WINDOWS)
def test_every_flight_report_of_a_window_is_drawn_or_listed_or_ended(window):
    drawn = {s.report_id for r in routes(LEDGER, window) for s in r.spans}
    marked = {i for s in stops(LEDGER, window) for i in s.report_ids}
    listed = [u.report_id for u in unplaced(LEDGER, window)]
    assert len(listed) == len(set(listed))
    assert not drawn & set(listed)
    assert not drawn & marked
    endings = flight_endings(LEDGER)
    for report in LEDGER.reports.values():
        if report.flight is None or not report.period.overlaps(window):
            continue
        ended = endings[report.id].known_day
        assert (
            report.id in drawn
            or report.id in marked
            or report.id in listed
            or (ended is not None and ended <= window.start)
        ), report.id


@settings(max_examples=60, deadline=None)
@given(window=WINDOWS)
def test_a_width_is_always_one_reports_own_figure(window):
    for route in routes(LEDGER, window):
        own = {
            LEDGER.reports[i].flight.flights_a_week.value
            for i in route.report_ids
            if LEDGER.reports[i].flight.flights_a_week is not None
        }
        assert route.flights_a_week is None or route.flights_a_week in own


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("flight-9999,,,flight-0045,Why.", "report_id"),
        ("flight-0047,,,flight-9999,Why.", "contradicted_by"),
        ("flight-0047,,,flight-0047,Why.", "contradicted_by"),
        ("flight-0047,,,,Why.", "contradicted_by"),
        ("flight-0047,,,flight-0045,", "reason"),
        ("flight-0047,2021-08-07,,flight-0045,Why.", "last_day"),
        ("flight-0047,2021-08-07,2021-08-01,flight-0045,Why.", "last_day"),
        ("flight-0047,7 Aug,2021-08-09,flight-0045,Why.", "first_day"),
    ],
)
def test_a_damaged_contradiction_names_its_row_and_column(tmp_path, row, column):
    header = "report_id,first_day,last_day,contradicted_by,reason"
    path = tmp_path / "flight_contradictions.csv"
    path.write_text(f"{header}\n{row}\nflight-0047,,,flight-0045,Why.\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_contradictions(tmp_path, LEDGER.reports)
    assert (caught.value.row, caught.value.column) == (2, column)
    problems: list[TableError] = []
    kept = load_contradictions(tmp_path, LEDGER.reports, problems)
    assert len(problems) == 1
    assert [c.report_id for c in kept] == ["flight-0047"]
