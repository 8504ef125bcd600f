"""Filters hide; they never make, and never change what is left."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from events import (
    BORDERS,
    Measure,
    Period,
    Selection,
    Way,
    figure_words,
    pressure,
    routes,
    section_pressure,
    select,
    stops,
    unplaced,
)
from events.bounds.evidence import evidence

LEDGER = shipped_ledger()
KINDS = sorted({s.kind for s in LEDGER.sources.values()})
CATEGORIES = sorted({r.incident.category for r in LEDGER.reports.values() if r.incident})
AIRLINES = sorted({r.flight.airline or "" for r in LEDGER.reports.values() if r.flight})


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


selections = st.builds(
    Selection,
    borders=some(list(BORDERS)),
    measures=some([m.key for m in Measure]),
    categories=some(CATEGORIES),
    airlines=some(AIRLINES),
    origins=some(["BGW", "DAM", "DXB", "IST"]),
    source_kinds=some(KINDS),
    grades=some(list("ABCDEF")),
    contested=st.booleans(),
    text=st.sampled_from(["", "kuznica", "Białowieża", "belavia", "no such words"]),
)
windows = st.dates(date(2021, 5, 1), date(2025, 12, 1)).map(lambda d: Period.trailing(d, 30))


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(selections, windows)
def test_a_filter_never_creates_anything(selection: Selection, window: Period) -> None:
    narrowed = select(LEDGER, selection)
    for event in narrowed.events:
        whole = LEDGER.event(event.id)
        # Of several kinds it may be called by another one, in the words of a report of that kind.
        told = {
            (r.incident.category, r.incident.title) for r in LEDGER.reports_of(whole) if r.incident
        }
        assert event == whole or (event.category, event.title) in told
        assert replace(event, kind=whole.kind, category=whole.category, title=whole.title) == whole
    assert {f.report_id for f in section_pressure(narrowed, window)} <= {
        f.report_id for f in section_pressure(LEDGER, window)
    }
    spans = {span for route in routes(LEDGER, window) for span in route.spans}
    assert {span for route in routes(narrowed, window) for span in route.spans} <= spans
    told = {id_ for stop in stops(LEDGER, window) for id_ in stop.report_ids}
    assert {id_ for stop in stops(narrowed, window) for id_ in stop.report_ids} <= told
    assert set(unplaced(narrowed, window)) <= set(unplaced(LEDGER, window))
    for border in BORDERS:
        assert all(narrowed.counts(id_) for id_ in pressure(narrowed, border, window).report_ids)


@settings(max_examples=60, deadline=None)
@given(selections, windows)
def test_words_and_kinds_narrow_what_is_listed_and_never_rewrite_a_figure(
    selection: Selection, window: Period
) -> None:
    words = Selection(
        text=selection.text, categories=selection.categories, contested=selection.contested
    )
    asked = Selection(
        borders=selection.borders,
        measures=selection.measures,
        source_kinds=selection.source_kinds,
        grades=selection.grades,
    )
    narrowed = select(LEDGER, selection)
    for border in BORDERS:
        assert pressure(select(LEDGER, words), border, window) == pressure(LEDGER, border, window)
        alone = pressure(select(LEDGER, asked), border, window)
        assert pressure(narrowed, border, window) == alone
    assert all(narrowed.counts(id_) for id_ in narrowed.shown or ())


def test_a_figure_of_fewer_reports_says_so_and_one_beside_a_search_does_not() -> None:
    october = Period.trailing(date(2021, 10, 31), 31)
    whole = figure_words(LEDGER, pressure(LEDGER, "BY-PL", october)).basis
    searched = select(LEDGER, Selection(text="kuznica"))
    assert figure_words(searched, pressure(searched, "BY-PL", october)).basis == whole
    press = select(LEDGER, Selection(source_kinds=("press",)))
    told = figure_words(press, pressure(press, "BY-PL", october)).basis
    assert told.endswith(", of the reports left")
    # A filter of borders leaves every report of this one in.
    poland = select(LEDGER, Selection(borders=("BY-PL",)))
    assert figure_words(poland, pressure(poland, "BY-PL", october)).basis == whole


def test_a_kind_of_event_is_shown_alone_beside_the_flights() -> None:
    deaths = select(LEDGER, Selection(categories=("death",)))
    shown = [LEDGER.reports[id_] for id_ in deaths.shown or ()]
    assert {report.kind for report in shown} == {"incident", "flight"}
    assert {r.incident.category for r in shown if r.incident} == {"death"}


@settings(max_examples=60, deadline=None)
@given(selections)
def test_every_event_left_has_a_report_that_passed(selection: Selection) -> None:
    narrowed = select(LEDGER, selection)
    for event in narrowed.events:
        assert any(narrowed.shows(id_) for id_ in event.report_ids)
        assert event.contested or not selection.contested


def test_asking_for_nothing_shows_everything() -> None:
    assert select(LEDGER, Selection()) is LEDGER


@pytest.mark.parametrize("text", ["Bialowieza", "białowieża", "BIAŁOWIEŻA"])
def test_a_text_finds_words_whatever_their_accents(text: str) -> None:
    found = select(LEDGER, Selection(text=text)).events
    assert any("Białowieża" in event.title for event in found)
    assert len(found) == len(select(LEDGER, Selection(text="bialowieza")).events)


def test_kuznica_is_found_without_its_accent() -> None:
    assert any("Kuźnica" in e.title for e in select(LEDGER, Selection(text="Kuznica")).events)


def test_a_route_still_ends_where_a_hidden_report_says_it_stopped() -> None:
    window = Period.of_day(date(2021, 9, 1))
    only = select(LEDGER, Selection(airlines=("Fly Baghdad",)))
    assert not [r for r in routes(only, window) if r.origin_iata == "BGW"]


def test_official_figures_alone_make_their_own_rates() -> None:
    day = Period.of_day(date(2021, 11, 8))
    assert pressure(LEDGER, "BY-PL", day).rate_per_day == 309
    official = select(LEDGER, Selection(source_kinds=("official",)))
    assert pressure(official, "BY-PL", day).way is not Way.COMPLETE


def test_a_change_of_filter_is_quick() -> None:
    select(LEDGER, Selection(text="x"))
    started = time.process_time()
    select(LEDGER, Selection(source_kinds=("press",), text="kuznica"))
    assert time.process_time() - started < 1  # a guard against a slip, not a benchmark


def test_a_filter_that_leaves_the_figures_works_nothing_out_anew() -> None:
    whole = evidence(LEDGER, "BY-LV", Measure.PREVENTED)
    planes = select(LEDGER, Selection(airlines=("Belavia",)))
    assert evidence(planes, "BY-LV", Measure.PREVENTED) is whole
    graded = select(LEDGER, Selection(grades=("A",)))
    assert evidence(graded, "BY-LV", Measure.PREVENTED) is not whole
