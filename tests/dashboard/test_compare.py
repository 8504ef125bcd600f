"""A second map: its date travels in the address, and the panel says of which map it speaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.page.basemap import Role, build_map
from dashboard.page.panels.two_dates import two_dates_markup
from dashboard.scene.comparison import Comparison, compare_scenes, comparison_chart
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query, read_query, to_query
from dashboard.scene.words.two_dates import compared_words
from events import Ledger, Selection, select

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(date_=days, compare=st.none() | days)
def test_the_date_of_the_second_map_survives_the_address(date_: date, compare: date | None) -> None:
    state = MapState(date=date_, compare=compare)
    assert from_query(to_query(state)) == state
    assert ("compare" in to_query(state)) is (compare is not None)


@pytest.mark.parametrize("text", ["yesterday", "2021-02-30", "1999-12-31", ""])
def test_a_bad_second_date_is_named_and_left_out(text: str) -> None:
    state, problems = read_query({"date": "2021-11-08", "compare": text})
    assert state == MapState(date(2021, 11, 8))
    assert len(problems) == 1
    assert problems[0].startswith("compare: ")


windows = st.integers(1, 366).map("{}d".format) | st.just("all")


@given(date_=days, compare=days, window=windows, other=st.none() | windows)
def test_the_second_map_has_a_window_of_its_own_in_the_address(
    date_: date, compare: date, window: str, other: str | None
) -> None:
    state = MapState(date=date_, window=window, compare=compare, compare_window=other)
    assert from_query(to_query(state)) == state
    assert ("compare-window" in to_query(state)) is (other is not None)
    assert state.second == MapState(date=compare, window=other or window)


def test_a_window_of_the_second_map_needs_a_second_map() -> None:
    assert from_query({"date": "2021-11-08", "compare-window": "30d"}) == MapState(
        date(2021, 11, 8)
    )


def test_a_bad_window_of_the_second_map_is_named_and_is_as_long_as_the_first() -> None:
    query = {"date": "2021-11-08", "compare": "2021-08-06", "compare-window": "0d"}
    state, problems = read_query(query)
    assert state == MapState(date(2021, 11, 8), compare=date(2021, 8, 6))
    (problem,) = problems
    assert problem.startswith("compare-window: ")
    assert problem.endswith("The second map shows as many days as the first.")


def test_the_panel_says_of_which_map_it_speaks() -> None:
    state = MapState(date(2021, 11, 8), compare=date(2021, 8, 6), compare_window="30d")
    said = compared_words(state)
    assert "map A, 2–8 Nov 2021, 7 days, which the clock moves" in said
    assert "8 Jul – 6 Aug 2021, 30 days" in said
    assert compared_words(state.alone) == ""


def compared(ledger: Ledger, state: MapState) -> Comparison:
    assert state.second is not None
    chosen = select(ledger, state.selection)
    return compare_scenes(chosen, build_scene(chosen, state), build_scene(chosen, state.second))


OCTOBER_AND_SEPTEMBER = MapState(
    date(2021, 10, 31), window="31d", compare=date(2021, 9, 30), compare_window="30d"
)


def test_months_of_unlike_length_are_compared_by_their_rates(ledger: Ledger) -> None:
    found = compared(ledger, OCTOBER_AND_SEPTEMBER)
    poland, lithuania, latvia = found.pairs
    # 17,447 in 31 days and 7,667 in 30, as the Polish border guard counts them.
    assert poland.difference is not None
    assert poland.difference.per_day == pytest.approx(7667 / 30 - 17447 / 31)
    assert poland.headline == "307.2 fewer a day, ×0.45"
    assert lithuania.headline == "at least 36.3 fewer a day"
    assert latvia.headline == "not comparable"
    assert "lies inside a wider count" in latvia.detail
    assert found.words.told == (
        "A, 1–31 Oct 2021 (31 days); B, 1–30 Sep 2021 (30 days). From A back to B: Poland 307.2 "
        "fewer a day, ×0.45; Lithuania at least 36.3 fewer a day; Latvia not comparable."
    )


def test_windows_that_share_days_stand_side_by_side_without_a_difference(ledger: Ledger) -> None:
    found = compared(ledger, replace(OCTOBER_AND_SEPTEMBER, compare_window="31d"))
    assert found.reason is None
    found = compared(ledger, replace(OCTOBER_AND_SEPTEMBER, compare=date(2021, 10, 1)))
    assert {pair.reason for pair in found.pairs} == {"the two windows share days"}
    assert found.reason == "the two windows share days"
    assert comparison_chart(found, 720) is None
    assert found.pairs[0].first.pressure.total == 17447


def test_what_a_filter_hides_is_not_said_to_be_unknown(ledger: Ledger) -> None:
    filtered = replace(OCTOBER_AND_SEPTEMBER, selection=Selection(measures=("turn_backs",)))
    poland = compared(ledger, filtered).pairs[0]
    assert (
        poland.reason == "A: no report that passes the filter; B: no report that passes the filter"
    )
    assert poland.headline == "not comparable"


near = st.dates(date(2021, 5, 1), date(2022, 6, 30))
few_days = st.integers(1, 92).map("{}d".format)


@settings(max_examples=20, deadline=None)
@given(one=near, other=near, window=few_days, second=few_days)
def test_swapped_dates_flip_the_sign_and_never_turn_a_refusal_into_a_number(
    ledger: Ledger, one: date, other: date, window: str, second: str
) -> None:
    there = compared(ledger, MapState(one, window=window, compare=other, compare_window=second))
    back = compared(ledger, MapState(other, window=second, compare=one, compare_window=window))
    assert (there.first, there.second) == (back.second, back.first)
    for a, b in zip(there.pairs, back.pairs, strict=True):
        assert (a.reason is None) is (b.reason is None)
        assert (a.difference is None) is (b.difference is None)
        assert (a.first, a.second) == (b.second, b.first)
        if a.reason is not None or a.difference is None or b.difference is None:
            assert a.headline == b.headline == "not comparable"
            continue
        for low, high in (
            (a.difference.low, b.difference.high),
            (a.difference.high, b.difference.low),
            (a.difference.per_day, b.difference.per_day),
        ):
            assert low == (None if high is None else pytest.approx(-high))


def test_the_table_names_every_source_of_both_columns_and_why_there_is_no_difference(
    ledger: Ledger,
) -> None:
    found = compared(ledger, OCTOBER_AND_SEPTEMBER)
    markup = str(two_dates_markup(ledger, found))
    assert "A, 1–31 Oct 2021 (31 days)" in markup
    assert "B, 1–30 Sep 2021 (30 days)" in markup
    assert "days with reports: 30 of 30" in markup
    for pair in found.pairs:
        assert str(escape(pair.detail)) in markup
        for stand in (pair.first, pair.second):
            for id_ in stand.report_ids:
                assert str(escape(ledger.source_of(ledger.report(id_)).title)) in markup


def test_the_two_maps_differ_in_nothing_but_their_role() -> None:
    def parts(role: Role, token: str) -> tuple[str, str]:
        build = {"scripts": "a", "layers": "b", "fonts": "c", "leaflet": "d", "token": token}
        base = build_map(**build, role=role)
        root = base.get_root()
        root.render()
        name = base.get_name()
        return root.html.render().replace(name, "map"), root.script.render().replace(name, "map")

    main, other = parts("main", "0" * 32), parts("other", "1" * 32)
    assert main[0] != other[0]
    assert main[0] == other[0].replace("other", "main").replace("1" * 32, "0" * 32)
    # One script for every session and both maps: the frame names it by its digest.
    assert main[1] == other[1]


def on_page(query: dict[str, str]) -> str:
    page = AppTest.from_file(APP, default_timeout=180)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    return "\n".join(element.proto.body for element in page.get("html"))


def test_the_page_has_the_table_for_as_long_as_two_dates_are_compared() -> None:
    query = {"date": "2021-10-31", "window": "31d"}
    shown = on_page({**query, "compare": "2021-09-30", "compare-window": "30d"})
    assert "307.2 fewer a day, ×0.45" in shown
    assert "Map B stays at 1–30 Sep 2021, 30 days" in shown
    alone = on_page(query)
    assert "From A" not in alone
    assert "Map B" not in alone
