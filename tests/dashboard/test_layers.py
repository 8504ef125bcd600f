"""Brought files in the scene, in words and in what the browser is given: the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

from dashboard import feed as feeding
from dashboard.feed import build_feed
from dashboard.feed.blob import unpack
from dashboard.feed.figures import WITHHELD
from dashboard.scene.scene import build_scene
from dashboard.scene.state import FIRST_DATE, WINDOWS, MapState
from dashboard.scene.symbology import (
    CATEGORIES,
    FILTERED_LEVEL,
    HIDDEN_LEVEL,
    LAYER_CATEGORIES,
    NO_LEVEL,
)
from dashboard.scene.url import from_query, to_query
from dashboard.scene.words import overview
from dashboard.scene.words.dates import day_number
from events import Ledger, Selection, Showing, select
from events.uploads import Layer, Provenance, build_layer, join_layers, read_upload

LEDGER = shipped_ledger()
ROWS = (
    "date,until,lon,lat,kind,title,people\n"
    "2021-11-08,2021-11-08,23.65,53.51,pushback,At the fence,12\n"
    "2021-11-09,2021-11-12,21.01,52.23,attempt,In Warsaw,\n"
    "2021-11-10,2021-11-10,,,attempt,No place given,7\n"
    "2021-11-20,2022-11-20,27.80,55.90,closure,A rule of a year,3\n"
    "2021-11-08,2021-11-08,2.35,48.85,group,Far away,1\n"
)
FLIGHTS = (
    "icao24,callsign,firstSeen,estDepartureAirport,lastSeen,estArrivalAirport\n"
    "4e1234,THY283,1636358400,LTFM,1636369200,UMMS\n"
    "4e1234,THY283,1636444800,LTFM,1636455600,UMMS\n"
)


@cache
def own_rows() -> Layer:
    return build_layer(read_upload(ROWS.encode(), "own.csv"), 1)


@cache
def air() -> Layer:
    return build_layer(
        read_upload(FLIGHTS.encode(), "air.csv"), 2, Provenance("Arrivals", "", "B", 2)
    )


@cache
def joined(showing: Showing, selection: Selection | None = None) -> Ledger:
    return select(join_layers(LEDGER, [own_rows(), air()], showing), selection or Selection())


@cache
def feed_of(showing: Showing) -> tuple[Any, Any]:
    return unpack(build_feed(joined(showing), FIRST_DATE))


def state_of(showing: Showing, day: date = date(2021, 11, 12), window: str = "7d") -> MapState:
    return MapState(date=day, window=window, files=(own_rows().key, air().key), showing=showing)


def ids_in_frame(showing: Showing, first: int, last: int) -> set[str]:
    header, columns = feed_of(showing)
    begin, end = np.searchsorted(columns["mark_day"], [first, last + 1])
    marks = list(range(begin, end))
    for mark, until in zip(columns["long_mark"], columns["long_last"], strict=True):
        if columns["mark_day"][mark] < first <= until:
            marks.append(int(mark))
    keys = {layer["number"]: layer["key"] for layer in header["layers"]}
    told = dict(zip(header["marks"]["index"], header["marks"]["id"], strict=True))
    found = set()
    for mark in marks:
        number = int(columns["mark_flags"][mark]) >> 1
        own = f"own-{keys[number]}-{columns['mark_row'][mark]}" if number else None
        assert own is None or told[mark] == own, "both ways to a row's id lead to the same"
        found.add(own or told[mark])
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2021, 10, 1), date(2022, 12, 1)),
    st.sampled_from(list(WINDOWS)),
    st.sampled_from(list(Showing)),
)
def test_the_browser_marks_what_the_scene_marks(day: date, window: str, showing: Showing) -> None:
    state = state_of(showing, day, window)
    scene = build_scene(joined(showing), state)
    first, last = day_number(state.first_day), day_number(day)
    assert ids_in_frame(showing, first, last) == {mark.event.id for mark in scene.marks}


@pytest.mark.parametrize("showing", list(Showing))
def test_rows_in_the_window_are_accounted_for(showing: Showing) -> None:
    scene = build_scene(joined(showing), state_of(showing))
    own, air = scene.layers
    for stand in scene.layers:
        assert stand.sections + stand.points + stand.not_located == stand.in_window
        assert not stand.left_out
    assert (own.in_window, own.sections, own.points, own.not_located) == (4, 1, 2, 1)
    assert [count for _, count in own.by_section] == [1]
    shown = [e for e in (*(m.event for m in scene.marks), *scene.listed) if e.layer == 1]
    assert len(shown) == own.in_window
    assert air.in_window == 2
    assert [r.flown for r in scene.routes if r.status == "brought"] == [2]


def test_a_rule_of_a_year_is_marked_where_it_begins_only_when_it_stands_among_the_rules() -> None:
    later = date(2022, 3, 1)
    for showing, marked in ((Showing.MERGED, False), (Showing.BESIDE, True)):
        scene = build_scene(joined(showing), state_of(showing, later))
        assert any(m.event.title == "A rule of a year" for m in scene.marks) is marked


def test_alone_a_border_is_hidden_and_never_not_reported() -> None:
    scene = build_scene(joined(Showing.ALONE), state_of(Showing.ALONE))
    assert all(stand.hidden for stand in scene.borders)
    assert not scene.crossings
    assert "ot reported" not in overview.sentence(scene)
    assert "reference is hidden" in overview.sentence(scene)
    header, columns = feed_of(Showing.ALONE)
    assert header["reference"] == "hidden"
    assert not header["crossings"]
    assert columns["report_count"].sum() == len(own_rows().imported) + len(air().imported)


def test_beside_the_reference_is_told_as_without_files() -> None:
    state = state_of(Showing.BESIDE)
    scene = build_scene(joined(Showing.BESIDE), state)
    plain = build_scene(LEDGER, replace(state, files=()))
    assert scene.borders == plain.borders
    assert overview.sentence(scene).startswith(overview.sentence(plain))
    assert [m for m in scene.marks if not m.event.layer] == list(plain.marks)
    header, columns = feed_of(Showing.BESIDE)
    bare, numbers = unpack(build_feed(LEDGER, FIRST_DATE))
    assert header["reference"] == bare["reference"] == "shown"
    assert (columns["report_count"] == numbers["report_count"]).all()
    assert "mark_row" not in numbers
    assert not bare["layers"]


def test_a_file_is_named_with_its_grade_wherever_its_rows_are_counted() -> None:
    told = overview.sentence(build_scene(joined(Showing.BESIDE), state_of(Showing.BESIDE)))
    assert told.endswith("rows in the window: own.csv (F6) 4; Arrivals (B2) 2.")
    one = build_scene(join_layers(LEDGER, [own_rows()], Showing.BESIDE), state_of(Showing.BESIDE))
    assert overview.sentence(one).endswith(
        "own.csv (F6): 4 rows in the window: 1 at border sections, 2 elsewhere, 1 without a place."
    )


def test_each_file_has_a_symbol_of_its_own_and_its_title_for_a_label() -> None:
    scene = build_scene(joined(Showing.BESIDE), state_of(Showing.BESIDE))
    labels = {scene.label_of(m.category) for m in scene.marks if m.event.layer}
    assert labels == {"own.csv"}
    assert len({(c.shape, c.colour) for c in CATEGORIES}) == len(CATEGORIES)
    assert len({c.shape for c in LAYER_CATEGORIES}) == len(LAYER_CATEGORIES) == 8
    header, _ = feed_of(Showing.BESIDE)
    assert header["categories"][header["layers"][0]["category"]]["label"] == "own.csv"


def test_of_many_rows_the_browser_is_given_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "MOST_WORDS", 1)
    header, columns = unpack(build_feed(joined(Showing.BESIDE), FIRST_DATE))
    assert not any(id_.startswith("own-") for id_ in header["marks"]["id"])
    assert len(columns["mark_row"]) > len(header["marks"]["id"])


def test_a_filter_hides_rows_on_the_map_and_in_the_scene_alike() -> None:
    selection = Selection(borders=("BY-LV",))
    ledger = joined(Showing.BESIDE, selection)
    scene = build_scene(ledger, replace(state_of(Showing.BESIDE), selection=selection))
    assert not [m for m in scene.marks if m.event.layer]
    _, columns = unpack(build_feed(ledger, FIRST_DATE))
    assert (columns["mark_flags"] >> 1 == 1).sum() == 1, "the row in the east, on another date"


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.text("0123456789abcdef", min_size=12, max_size=12), max_size=8, unique=True),
    st.sampled_from(list(Showing)),
)
def test_an_address_names_files_and_how_they_are_shown(keys: list[str], showing: Showing) -> None:
    state = MapState(
        date(2021, 11, 8), files=tuple(keys), showing=showing if keys else Showing.BESIDE
    )
    assert from_query(to_query(state)) == state


def test_a_figure_behind_a_filter_is_filtered_out_and_not_unreported() -> None:
    selection = Selection(source_kinds=("NGO",))
    state = MapState(date=date(2022, 10, 20), selection=selection)
    ledger = select(LEDGER, selection)
    scene = build_scene(ledger, state)
    plain = build_scene(LEDGER, replace(state, selection=Selection()))
    assert {s.style.short: s.absence for s in plain.borders} == {
        "Poland": None,
        "Lithuania": "not reported",
        "Latvia": None,
    }
    assert {s.style.short: s.absence for s in scene.borders} == {
        "Poland": "filtered out",
        "Lithuania": "not reported",
        "Latvia": "filtered out",
    }
    told = overview.sentence(scene)
    assert "Not reported: Lithuania." in told
    assert "Filtered out: Poland and Latvia." in told
    header, columns = unpack(build_feed(ledger, FIRST_DATE))
    at = day_number(state.date) - header["first"]
    levels = columns["figure_level"]
    assert levels[columns["figure:7d:BY-PL"][at]] == FILTERED_LEVEL
    assert levels[columns["figure:7d:BY-LT"][at]] == NO_LEVEL
    assert columns["state:BY-PL"][at] == WITHHELD
    _, numbers = feed_of(Showing.ALONE)
    for window in WINDOWS:
        rows = numbers[f"figure:{window}:BY-PL"]
        assert set(numbers["figure_level"][rows]) == {HIDDEN_LEVEL}
