"""A second map: its date travels in the address, and the panel says of which map it speaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.page.basemap import Role, build_map
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query, read_query, to_query
from dashboard.scene.words.overview import compared_words

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


def test_the_panel_says_of_which_map_it_speaks() -> None:
    state = MapState(date(2021, 11, 8), compare=date(2021, 8, 6))
    said = compared_words(state)
    assert "first map, 2–8 Nov 2021" in said
    assert "31 Jul – 6 Aug 2021" in said
    assert compared_words(replace(state, compare=None)) == ""


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
