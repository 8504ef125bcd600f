"""What holds from one date to another, on the shipped tables."""

from dataclasses import replace
from datetime import date, timedelta
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from events import Period, TableError, UnknownIdError
from events.condition_table import load_conditions
from events.conditions import (
    AIRPORT_KINDS,
    LASTING_KINDS,
    ConditionKind,
    EndHow,
    conditions,
    crossing_status,
)
from events.ledger import DATA_FOLDER
from events.markers import load_key_events, load_named_periods
from events.stops import stops

LEDGER = shipped_ledger()
DAYS = st.dates(date(2017, 1, 1), date(2026, 12, 31))
HEADER = (DATA_FOLDER / "conditions.csv").read_text(encoding="utf-8").splitlines()[0]


def status(crossing_id: str, day: str) -> str | None:
    return crossing_status(LEDGER, crossing_id, date.fromisoformat(day)).status


def held(day: str) -> set[str]:
    return {c.id for c in conditions(LEDGER, Period.of_day(date.fromisoformat(day)))}


def test_every_condition_rests_on_reports_or_pages_of_the_ledger():
    assert len(LEDGER.conditions) == 110
    for condition in LEDGER.conditions:
        assert condition.report_ids or condition.source_ids
        assert set(condition.report_ids) <= set(LEDGER.reports)
        assert set(condition.source_ids) <= set(LEDGER.sources)


def test_every_place_of_a_condition_is_known():
    from geodata import load_airports, load_crossings

    for condition in LEDGER.conditions:
        assert condition.crossing_id is None or condition.crossing_id in load_crossings()
        assert condition.airport_iata is None or condition.airport_iata in load_airports()
        if condition.stretch_id is not None:
            assert LEDGER.stretches[condition.stretch_id].border in condition.borders
        if condition.crossing_id is not None:
            assert condition.borders == (load_crossings()[condition.crossing_id].pair,)


def test_kuznica_was_closed_for_four_years():
    assert status("kuznica-bruzgi", "2021-11-08") is None
    assert status("kuznica-bruzgi", "2021-11-09") == "closed"
    assert status("kuznica-bruzgi", "2025-11-16") == "closed"
    assert status("kuznica-bruzgi", "2025-11-17") == "restricted"
    closed = crossing_status(LEDGER, "kuznica-bruzgi", date(2022, 1, 1))
    assert closed.since == date(2021, 11, 9)
    assert closed.report_ids == ("incident-0075", "incident-0076", "incident-0412")


def test_bobrowniki_and_the_lithuanian_crossings_follow_their_reports():
    assert status("bobrowniki-berestovitsa", "2023-02-09") is None
    assert status("bobrowniki-berestovitsa", "2023-02-10") == "closed"
    assert status("bobrowniki-berestovitsa", "2025-11-17") == "open"
    assert status("salcininkai-benyakoni", "2024-03-01") == "restricted"
    assert status("salcininkai-benyakoni", "2025-11-19") == "closed"
    assert status("salcininkai-benyakoni", "2025-11-20") == "restricted"
    assert status("raigardas-privalka", "2026-01-01") == "closed"


def test_the_closure_of_all_polish_crossings_ends_when_they_reopen():
    for crossing in ("terespol-brest-road", "terespol-brest-rail", "kukuryki-kozlovichi"):
        assert status(crossing, "2025-09-12") == "closed"
        assert status(crossing, "2025-09-24") == "closed"
        assert status(crossing, "2025-09-25") in ("open", "restricted")


@given(day=DAYS)
@settings(max_examples=40, deadline=None)
def test_a_crossing_nobody_reported_on_is_not_reported_on_any_day(day):
    for crossing in ("indra-bihosava-rail", "piedruja-druya"):
        state = crossing_status(LEDGER, crossing, day)
        assert (state.status, state.since, state.report_ids) == (None, None, ())


@given(day=DAYS)
@settings(max_examples=60, deadline=None)
def test_a_status_is_never_carried_back_in_time(day):
    for condition in LEDGER.conditions:
        if condition.crossing_id is None:
            continue
        state = crossing_status(LEDGER, condition.crossing_id, day)
        first = min(
            c.period.start for c in LEDGER.conditions if c.crossing_id == condition.crossing_id
        )
        assert (state.status is None) or (state.since is not None and first <= state.since <= day)
        if day < first:
            assert state.status is None


def test_an_unknown_crossing_is_an_error_and_not_an_empty_status():
    with pytest.raises(UnknownIdError, match="is not a crossing"):
        crossing_status(LEDGER, "kuznica", date(2021, 11, 9))


def test_the_emergencies_of_autumn_2021_hold_on_their_days():
    assert "pl-emergency-2021" not in held("2021-09-01")
    assert {"pl-emergency-2021", "lv-emergency-2021", "lt-emergency-2021"} <= held("2021-09-02")
    assert "lt-state-of-emergency-2021" in held("2021-12-10")
    assert "lt-state-of-emergency-2021" not in held("2021-12-11")
    assert "pl-ban-on-stay-2021" in held("2021-12-01")
    assert "pl-emergency-2021" not in held("2021-12-01")


def test_the_buffer_zone_holds_from_one_prolongation_to_the_next():
    zone = [c for c in LEDGER.conditions if c.kind is ConditionKind.BUFFER_ZONE]
    assert len(zone) == 8
    assert "pl-buffer-zone-2025-03" in held("2025-06-07")
    assert "pl-buffer-zone-2025-06" in held("2025-06-08")
    assert not any(
        c.kind is ConditionKind.BUFFER_ZONE for c in conditions(LEDGER, _day("2026-06-03"))
    )
    assert {c.value_km for c in zone} == {None, 60.67, 78.29}


def _day(text: str) -> Period:
    return Period.of_day(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("day", "border", "what", "length_km"),
    [
        ("2022-06-11", "BY-PL", "fence", None),
        ("2022-06-29", "BY-PL", "fence", 140),
        ("2022-06-30", "BY-PL", "fence", 186.25),
        ("2021-12-30", "BY-LT", "concertina", 73),
        ("2021-12-31", "BY-LT", "concertina", 150.4),
        ("2023-03-23", "BY-LT", "fence", 502),
        ("2023-03-24", "BY-LT", "fence", 530),
        ("2025-12-31", "BY-LT", "concertina", 360),
        ("2023-12-30", "BY-PL", "electronic barrier", 72),
        ("2023-12-31", "BY-PL", "electronic barrier", 206),
        ("2024-07-31", "BY-LV", "fence", None),
        ("2024-08-01", "BY-LV", "fence", 145),
    ],
)
def test_barrier_kilometres_are_those_announced_by_that_day(day, border, what, length_km):
    built = [
        c.value_km
        for c in conditions(LEDGER, _day(day))
        if c.kind is ConditionKind.BARRIER_BUILT and border in c.borders and c.value_of == what
    ]
    assert built == ([] if length_km is None else [length_km])


@given(day=DAYS)
@settings(max_examples=60, deadline=None)
def test_one_thing_has_one_length_a_day(day):
    lengths = [
        (c.borders, c.value_of)
        for c in conditions(LEDGER, Period.of_day(day))
        if c.kind is ConditionKind.BARRIER_BUILT
    ]
    assert len(lengths) == len(set(lengths))


def test_what_has_no_reported_end_is_drawn_for_180_days_unless_it_is_of_a_kind_that_lasts():
    decree = next(c for c in LEDGER.conditions if c.id == "lt-turn-back-decree")
    assert decree.end_how is EndHow.NOT_REPORTED
    last = decree.period.start + timedelta(days=179)
    assert decree in conditions(LEDGER, Period.of_day(last))
    after = Period.of_day(last + timedelta(days=1))
    assert decree not in conditions(LEDGER, after)
    lasting = [
        c for c in LEDGER.conditions if c.kind in LASTING_KINDS and c.end_how is EndHow.NOT_REPORTED
    ]
    assert lasting
    assert all(c.drawn_end is None for c in lasting)


@given(day=st.dates(date(2021, 5, 1), date(2022, 6, 30)))
@settings(max_examples=60, deadline=None)
def test_a_flight_ban_that_holds_has_its_stop_on_the_map(day):
    window = Period.of_day(day)
    marks = {(s.airport_iata, s.kind.value): set(s.report_ids) for s in stops(LEDGER, window)}
    reports_at: dict[str, set[str]] = {}
    for (airport, _), ids in marks.items():
        reports_at.setdefault(airport, set()).update(ids)
    for condition in conditions(LEDGER, window):
        if condition.kind not in AIRPORT_KINDS - {ConditionKind.AIRPORT_CLOSED}:
            continue
        assert condition.airport_iata in reports_at, condition.id


def test_a_condition_never_starts_before_everything_it_rests_on_was_known():
    for condition in LEDGER.conditions:
        if condition.source_ids:
            continue
        starts = [LEDGER.reports[r].period.start for r in condition.report_ids]
        assert min(starts) - condition.period.start <= timedelta(days=1), condition.id


def test_every_key_event_lies_in_the_period_of_a_report_it_points_to():
    assert len(LEDGER.key_events) == 51
    for key in LEDGER.key_events:
        periods = [LEDGER.reports[r].period for r in key.report_ids]
        assert any(p.holds(key.day) for p in periods), key.label
        assert all(r in LEDGER.event_of for r in key.report_ids)


def test_every_named_period_overlaps_the_reports_it_points_to():
    assert {p.label for p in LEDGER.named_periods} >= {"Kuźnica – Bruzgi, 8–16 Nov 2021"}
    for named in LEDGER.named_periods:
        for report_id in named.report_ids:
            assert named.period.overlaps(LEDGER.reports[report_id].period), named.label


GOOD = {
    "condition_id": "test",
    "kind": "emergency",
    "title": "Test",
    "borders": "BY-PL",
    "crossing_id": "",
    "stretch_id": "",
    "airport_iata": "",
    "first_day": "2021-09-02",
    "last_day": "2021-12-01",
    "start_precision": "day",
    "end_how": "reported",
    "value_km": "",
    "value_of": "",
    "report_ids": "incident-0045",
    "source_ids": "",
    "note": "",
}


@pytest.mark.parametrize(
    ("column", "value", "blamed"),
    [
        ("kind", "war", "kind"),
        ("borders", "BY-UA", "borders"),
        ("borders", "", "borders"),
        ("crossing_id", "kuznica-bruzgi", "crossing_id"),
        ("airport_iata", "MSQ", "airport_iata"),
        ("first_day", "2021-13-01", "first_day"),
        ("last_day", "2021-09-01", "last_day"),
        ("last_day", "", "end_how"),
        ("end_how", "not reported", "end_how"),
        ("value_km", "12", "value_of"),
        ("value_km", "-1", "value_km"),
        ("report_ids", "", "report_ids"),
        ("report_ids", "incident-9999", "report_ids"),
        ("source_ids", "nobody", "source_ids"),
        ("start_precision", "about", "start_precision"),
        ("title", "", "title"),
    ],
)
def test_a_damaged_condition_names_its_row_and_column(tmp_path, column, value, blamed):
    bad = ",".join(GOOD[c] if c != column else value for c in HEADER.split(","))
    good = ",".join({**GOOD, "condition_id": "kept"}[c] for c in HEADER.split(","))
    (tmp_path / "conditions.csv").write_text(f"{HEADER}\n{bad}\n{good}\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_conditions(tmp_path, LEDGER.reports, LEDGER.sources)
    assert (caught.value.row, caught.value.column) == (2, blamed)
    problems: list[TableError] = []
    kept = load_conditions(tmp_path, LEDGER.reports, LEDGER.sources, problems)
    assert [c.id for c in kept] == ["kept"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("file", "load"),
    [("key_events.csv", load_key_events), ("named_periods.csv", load_named_periods)],
)
def test_a_mark_on_the_clock_without_a_report_is_an_error(tmp_path, file, load):
    lines = (DATA_FOLDER / file).read_text(encoding="utf-8").splitlines()
    broken = lines[1].rsplit(",", 1)[0] + ",incident-9999"
    (tmp_path / file).write_text(f"{lines[0]}\n{broken}\n", encoding="utf-8")
    with pytest.raises(TableError, match=f"{file}, row 2, report_ids"):
        load(tmp_path, LEDGER.reports)
    copyfile(DATA_FOLDER / file, tmp_path / file)
    assert load(tmp_path, LEDGER.reports)


def test_a_crossing_with_two_states_on_a_day_shows_the_stricter_one():
    cut = replace(
        LEDGER,
        conditions=tuple(
            c for c in LEDGER.conditions if c.kind is not ConditionKind.CROSSING_CLOSED
        ),
    )
    day = date(2025, 11, 1)
    assert crossing_status(LEDGER, "medininkai-kamenny-log", day).status == "closed"
    assert crossing_status(cut, "medininkai-kamenny-log", day).status == "restricted"
