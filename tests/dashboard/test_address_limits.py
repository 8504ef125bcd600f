"""Where each parameter of an address ends: the last value that is read, the first that is not."""

from __future__ import annotations

import pytest

from dashboard.scene.state import MapState
from dashboard.scene.url import from_query, read_query, to_query
from events import Showing

KEYS = [f"{number:012x}" for number in range(1, 10)]


@pytest.mark.parametrize(
    ("name", "within", "beyond"),
    [
        ("at", "180,85,20", "180.1,85,20"),
        ("at", "-180,-85,0", "-180.1,-85,0"),
        ("at", "23,85,7", "23,85.1,7"),
        ("at", "23,-85,7", "23,-85.1,7"),
        ("at", "23,53,20", "23,53,20.1"),
        ("at", "23,53,0", "23,53,-0.1"),
        ("at", "23,53,7", "23,53"),
        ("window", "1d", "0d"),
        ("window", "366d", "367d"),
        ("window", "7d", "07d"),
        ("window", "all", ""),
        ("pick", "a" * 80, "a" * 81),
        ("pick", ",".join(["a"] * 200), ",".join(["a"] * 201)),
        ("files", KEYS[0], KEYS[0][1:]),
        ("files", ",".join(KEYS[:8]), ",".join(KEYS)),
        ("files", "0123456789ab", "0123456789ag"),
        ("find", "x" * 1000, "x" * 1001),
        ("to", "2021-05-02", "2021-05-01"),
        ("date", "2000-01-01", "1999-12-31"),
        ("date", "2099-12-31", "2100-01-01"),
        ("border", "BY-LV", "BY-UA"),
        ("grade", "F", "G"),
        ("contested", "only", "yes"),
    ],
)
def test_a_value_is_read_up_to_its_limit_and_told_beyond_it(
    name: str, within: str, beyond: str
) -> None:
    state, problems = read_query({name: within})
    assert problems == () and name in to_query(state)
    _, problems = read_query({name: beyond})
    assert len(problems) == 1 and name in problems[0]


def test_a_number_of_events_has_nine_digits_at_most() -> None:
    assert read_query({"pick": "a", "of": "999999999"})[0].heap == 999_999_999
    assert len(read_query({"pick": "a", "of": "1000000000"})[1]) == 1


def test_what_says_nothing_leaves_the_address() -> None:
    told = from_query({"pick": "a,b", "of": "2"})
    assert "of" not in to_query(told) and told.heap == 0
    assert to_query(MapState(picked=("a", "b"), heap=2)).keys() == {"date", "window", "pick"}
    assert "own" not in to_query(MapState(showing=Showing.ALONE))
    assert "compare-window" not in to_query(MapState(compare_window="3d"))
    assert from_query({"files": f"{KEYS[0]},{KEYS[0]}"}).files == (KEYS[0],)


def test_a_view_keeps_nine_digits() -> None:
    assert to_query(from_query({"at": "23.1234567,53.7654321,7.25"}))["at"] == (
        "23.1234567,53.7654321,7.25"
    )
