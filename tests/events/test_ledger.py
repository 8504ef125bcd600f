"""The shipped ledger keeps what it promises, row by row."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

import geodata
from events import (
    BORDERS,
    Event,
    Figure,
    Ledger,
    Measure,
    MeasureError,
    PlaceKind,
    Precision,
    Quantity,
    Report,
    Status,
    UnknownIdError,
    ValueKind,
    find,
)
from events.agreement import disagree, exceeds, is_part, preference
from events.ledger import DATA_FOLDER


def test_no_report_was_lost(ledger: Ledger) -> None:
    kinds = Counter(r.kind for r in ledger.reports.values())
    assert kinds == {"flow": 2120, "flight": 222, "incident": 567}
    flows = [r for r in ledger.reports.values() if r.kind == "flow"]
    assert sum(r.plotted for r in flows) == 2117


def test_the_three_misprints_are_kept_and_never_plotted(ledger: Ledger) -> None:
    misprints = [r for r in ledger.reports.values() if r.status is Status.MISPRINT]
    assert [(r.quantity.value, str(r.period.last_day)) for r in misprints if r.quantity] == [
        (2367, "2021-11-23"),
        (450, "2024-06-12"),
        (1336, "2025-10-18"),
    ]
    rates = [r for s in ledger.series.values() for m in Measure for r in s.of(m)]
    used = {i for r in rates for i in r.report_ids}
    for misprint in misprints:
        assert not misprint.plotted
        assert misprint.id not in used
        event = ledger.event_of[misprint.id]
        assert not event.contested
        assert misprint.quantity is not None
        assert f"{misprint.quantity.value:,.0f}" not in event.title
    assert len(ledger.event_of[misprints[0].id].report_ids) == 3


def test_every_report_has_a_source_that_exists_and_a_grade(ledger: Ledger) -> None:
    for report in ledger.reports.values():
        assert report.source_id in ledger.sources
        assert re.fullmatch(r"[A-F][1-6]", ledger.grade(report))


def test_every_source_is_used_and_says_where_or_why_not(ledger: Ledger) -> None:
    used = {r.source_id for r in ledger.reports.values()}
    used |= {s for c in ledger.conditions for s in c.source_ids}
    assert set(ledger.sources) == used
    for source in ledger.sources.values():
        assert source.address or source.address_note
    assert {s.publisher_id for s in ledger.sources.values()} == set(ledger.publishers)


def test_every_report_belongs_to_exactly_one_event(ledger: Ledger) -> None:
    members = [i for e in ledger.events for i in e.report_ids]
    assert sorted(members) == sorted(ledger.reports)
    assert all(e.report_ids for e in ledger.events)
    assert len({e.id for e in ledger.events}) == len(ledger.events)


def test_every_coordinate_has_its_source_and_precision(ledger: Ledger) -> None:
    for place in ledger.places.values():
        known = {
            place.lon is None,
            place.lat is None,
            place.coordinate_source is None,
            place.precision_km is None,
        }
        assert len(known) == 1
        assert place.located_how


def test_every_place_and_stretch_is_used(ledger: Ledger) -> None:
    used = {r.place.id for r in ledger.reports.values()}
    stretches = {c.stretch_id for c in ledger.conditions} | used
    assert set(ledger.places) == used
    assert set(ledger.stretches) <= stretches


def test_the_points_without_a_verified_coordinate_stay_without_one(ledger: Ledger) -> None:
    unverified = [
        r
        for r in ledger.reports.values()
        if r.kind == "incident" and "No verified coordinate" in r.place.located_how
    ]
    assert len(unverified) == 3
    assert all(r.place.lon is None and r.place.near_border for r in unverified)
    tokyo = [r for r in ledger.reports.values() if r.place.id == "tokyo"]
    assert [r.place.near_border for r in tokyo] == [False, False]


@pytest.mark.parametrize("name", ["brussels", "tokyo", "kyiv", "gaza", "minsk", "warsaw"])
def test_what_is_far_from_the_border_is_listed_not_drawn(ledger: Ledger, name: str) -> None:
    place = ledger.places[name]
    assert not place.near_border
    assert place.borders == place.section_ids == ()


def test_sections_named_by_places_are_those_of_the_geodata(ledger: Ledger) -> None:
    sections = {s.id: s for s in geodata.load_border_sections()}
    for place in ledger.places.values():
        assert set(place.section_ids) <= set(sections)
        if place.kind is PlaceKind.POINT and place.near_border:
            assert place.lon is not None and place.lat is not None
            section, distance_km = geodata.nearest_section(place.lon, place.lat)
            assert place.section_ids == (section.id,), place.id
            assert distance_km < 30
    for stretch in ledger.stretches.values():
        if stretch.from_km is not None and stretch.to_km is not None:
            found = geodata.sections_between(stretch.border, stretch.from_km, stretch.to_km)
            assert stretch.section_ids == tuple(s.id for s in found), stretch.id


def test_airports_are_those_of_the_geodata(ledger: Ledger) -> None:
    airports = geodata.load_airports()
    for report in ledger.reports.values():
        if report.flight is None:
            continue
        flight = report.flight
        codes = {flight.origin_iata, flight.destination_iata, *flight.covers_iata} - {None}
        assert codes <= set(airports), report.id


def test_exact_repeats_become_one_event_with_every_report(ledger: Ledger) -> None:
    event = ledger.event_of["flow-0052"]
    assert event.report_ids == ("flow-0052", "flow-0053", "flow-0487")
    assert not event.contested
    assert len({ledger.reports[i].source_id for i in event.report_ids}) == 3


def values(ledger: Ledger, event: Event) -> set[float]:
    """Return the plotted values of an event's reports."""
    found = (ledger.reports[i] for i in event.report_ids)
    return {r.quantity.least for r in found if r.quantity is not None and r.plotted}


def event_with(ledger: Ledger, *report_ids: str) -> Event:
    """Return the one event that holds all of these reports."""
    (event,) = {ledger.event_of[i].id for i in report_ids}
    return ledger.event(event)


def test_the_record_of_287_is_contested_between_two_days(ledger: Ledger) -> None:
    event = event_with(ledger, "flow-0054", "flow-0064")
    assert event.contested
    assert (str(event.period.start), str(event.period.last_day)) == ("2021-08-01", "2021-08-02")


def test_fr4978_has_three_counts_of_who_was_aboard(ledger: Ledger) -> None:
    event = event_with(ledger, "flight-0009", "flight-0010", "flight-0015")
    assert event.contested
    assert event.corrections == ("incident-0005",)
    aboard = {
        f.passengers.least
        for r in ledger.reports_of(event)
        if (f := r.flight) is not None and f.passengers is not None
    }
    assert aboard == {123, 126, 170}


def test_the_repatriation_of_late_november_has_three_counts(ledger: Ledger) -> None:
    event = ledger.event("flight-return-25-november-2021")
    assert event.contested
    assert {608, 617, 650} <= values(ledger, event)


def test_the_alleged_death_of_4_august_is_contested(ledger: Ledger) -> None:
    event = event_with(ledger, "incident-0021", "incident-0022")
    assert event.contested
    assert "Lithuania denies" in event.why


def test_in_may_2024_the_part_exceeds_the_whole(ledger: Ledger) -> None:
    event = event_with(ledger, "flow-0327", "flow-0328")
    assert event.contested
    assert values(ledger, event) == {7000, 7500, 8000}


def test_corrections_stand_in_the_event_they_correct(ledger: Ledger) -> None:
    corrections = {i for e in ledger.events for i in e.corrections}
    assert corrections == {"incident-0004", "incident-0005", "incident-0434"}
    assert ledger.event_of["incident-0004"].contested


def test_reports_of_one_thing_that_disagree_are_contested(ledger: Ledger) -> None:
    def thing(report: Report) -> object:
        period = report.period
        within = period.precision is Precision.ONE_DAY_WITHIN
        size = report.quantity if report.measure is Measure.GROUP_SIZE else None
        return report.measure, report.place.id, period.start, period.end, within, size

    groups: dict[object, list[Report]] = {}
    for report in ledger.reports.values():
        if report.kind == "flow" and report.plotted and report.quantity is not None:
            groups.setdefault(thing(report), []).append(report)
    found = 0
    for group in groups.values():
        for one, other in combinations(group, 2):
            assert one.quantity is not None and other.quantity is not None
            if disagree(one.quantity, other.quantity):
                found += 1
                assert ledger.event_of[one.id].contested
                assert ledger.event_of[other.id].contested
            elif one.period == other.period:
                assert ledger.event_of[one.id] == ledger.event_of[other.id]
    assert found >= 20


def test_every_part_is_at_most_its_whole_or_the_pair_is_contested(ledger: Ledger) -> None:
    flows = [r for r in ledger.reports.values() if r.kind == "flow" and r.quantity is not None]
    pairs = [(p, w) for p in flows for w in flows if p is not w and is_part(p, w)]
    assert len(pairs) > 1000
    over = [(p, w) for p, w in pairs if exceeds(p, w)]
    for part, whole in over:
        assert ledger.event_of[part.id].contested, (part.id, whole.id)
        assert ledger.event_of[whole.id].contested, (part.id, whole.id)
    assert over


def test_a_contested_event_says_why(ledger: Ledger) -> None:
    for event in ledger.events:
        assert event.contested == bool(event.why), event.id


def test_deaths_are_never_summed(ledger: Ledger) -> None:
    deaths = [
        r.incident.deaths
        for r in ledger.reports.values()
        if r.incident is not None and r.incident.deaths is not None
    ]
    assert len(deaths) == 177
    with pytest.raises(MeasureError):
        sum(deaths)
    assert Measure.DEATHS not in {m for s in ledger.series.values() for m in s.rates}


def test_statements_have_no_number_and_everything_else_has_one(ledger: Ledger) -> None:
    for report in ledger.reports.values():
        assert (report.quantity is None) == (report.measure is Measure.STATEMENT)
        if report.kind == "flow":
            assert (report.figure is Figure.NONE) == (report.quantity is None)


def test_a_day_within_a_span_stays_a_span(ledger: Ledger) -> None:
    within = [r for r in ledger.reports.values() if r.period.precision is Precision.ONE_DAY_WITHIN]
    flows = [r for r in within if r.kind == "flow"]
    assert [r.id for r in flows][:2] == ["flow-0214", "flow-0215"]
    assert len(flows) == 81
    assert all(r.period.days is not None and r.period.days > 1 for r in within)


def test_a_reported_range_keeps_both_ends(ledger: Ledger) -> None:
    near = ledger.report("flow-0182").quantity
    forest = ledger.report("flow-0185").quantity
    assert near is not None and forest is not None
    assert (near.value, near.low, near.high) == (None, 2000, 4000)
    assert (forest.value, forest.low, forest.high) == (None, 4000, 5000)


def test_no_text_of_the_tables_is_left_over_from_their_making() -> None:
    banned = re.compile(
        r"\bseed\b|search tool|record_set|\bstored\b|illegal|\bTODO\b|article-00\d", re.IGNORECASE
    )
    for path in sorted(DATA_FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                for column in ("note", "title", "why", "label", "reason", "located_how"):
                    text = row.get(column) or ""
                    assert not banned.search(text), f"{path.name}, row {number}: {text}"
                assert all(v is not None and v == v.strip() for v in row.values())


def test_text_is_in_one_unicode_form() -> None:
    for path in DATA_FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert "\r" not in text


@pytest.mark.parametrize(
    ("plain", "accented"),
    [
        ("Bialowieza", "Białowieża"),
        ("Kuznica", "Kuźnica"),
        ("usnarz gorny", "Usnarz Górny"),
        ("KRASLAVA", "Krāslava"),
        ("salcininkai", "Šalčininkai"),
        ("Strazy", "Straży"),
    ],
)
def test_a_search_ignores_accents(ledger: Ledger, plain: str, accented: str) -> None:
    assert find(ledger, plain) == find(ledger, accented)
    if plain != "Strazy":
        assert find(ledger, plain)


def test_a_search_finds_by_every_word(ledger: Ledger) -> None:
    found = find(ledger, "kuznica clash")
    assert found
    assert set(found) <= set(find(ledger, "kuznica"))
    assert find(ledger, "") == ledger.events
    assert find(ledger, "no such words anywhere") == ()


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=20))
def test_a_search_never_makes_events(text: str) -> None:
    ledger = shipped_ledger()
    assert set(find(ledger, text)) <= set(ledger.events)


def test_located_and_not_located_add_up_to_the_table(ledger: Ledger) -> None:
    incidents = [r for r in ledger.reports.values() if r.kind == "incident"]
    near = [r for r in incidents if r.place.near_border]
    away = [r for r in incidents if not r.place.near_border]
    on_section = [r for r in near if r.place.section_ids]
    on_border = [r for r in near if not r.place.section_ids]
    assert len(on_section) + len(on_border) + len(away) == 567
    assert all(r.place.borders for r in near)
    assert all(set(r.place.borders) <= set(BORDERS) for r in near)


def test_unknown_ids_are_our_error(ledger: Ledger) -> None:
    with pytest.raises(UnknownIdError):
        ledger.report("flow-9999")
    with pytest.raises(UnknownIdError):
        ledger.event("nothing")


def test_the_last_day_is_not_an_announced_end(ledger: Ledger) -> None:
    assert str(ledger.first_day) == "2017-01-01"
    assert str(ledger.last_day) == "2026-03-16"


def test_a_part_exceeds_its_whole_by_more_than_two_percent_and_three_people(ledger: Ledger) -> None:
    report = next(r for r in ledger.reports.values() if r.measure is Measure.ATTEMPTS)

    def told(number: float) -> Report:
        return replace(report, quantity=Quantity(Measure.ATTEMPTS, number))

    assert not exceeds(told(103), told(100)) and exceeds(told(104), told(100))
    assert not exceeds(told(1020), told(1000)) and exceeds(told(1021), told(1000))


def test_of_figures_for_one_thing_the_sharper_the_better_graded_and_the_later_is_shown_first(
    ledger: Ledger,
) -> None:
    report = next(
        r
        for r in ledger.reports.values()
        if r.quantity is not None and r.quantity.kind is ValueKind.EXACT
    )
    source = ledger.sources[report.source_id]

    def place(
        kind: ValueKind, grade: str, credibility: int, published: str | None, id_: str
    ) -> tuple[int, str, int, int, str]:
        told = Quantity(report.measure, 100, kind)
        return preference(
            replace(report, quantity=told, credibility=credibility, id=id_),
            replace(source, reliability=grade, published=published),
        )

    exact, about, least = ValueKind.EXACT, ValueKind.ABOUT, ValueKind.AT_LEAST
    in_order = [
        place(exact, "A", 2, "2021-11-09", "b"),
        place(exact, "A", 2, "2021-11-08", "b"),
        place(exact, "A", 2, "2021-11-08", "c"),
        place(exact, "A", 2, "2021-11", "a"),
        place(exact, "A", 2, None, "a"),
        place(exact, "A", 3, "2021-11-09", "a"),
        place(exact, "B", 1, "2021-11-09", "a"),
        place(about, "A", 1, "2021-11-09", "a"),
        place(least, "A", 1, "2021-11-09", "a"),
    ]
    assert sorted(in_order) == in_order and len(set(in_order)) == len(in_order)
