"""How things look and what an address says, written out: a change of either is meant."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.scene.filter_text import filters_to_query, with_filter
from dashboard.scene.symbology import (
    BREAKS,
    CATEGORIES,
    FILTERED_LEVEL,
    HIDDEN_LEVEL,
    NO_LEVEL,
    PENDING_LEVEL,
    RAMP,
    RATED_BELOW,
    RATIO_ENDS,
    RATIOS,
    ZERO_LEVEL,
    category_index,
    level_colour,
    level_of,
)
from dashboard.scene.words.dates import day_number, short_span
from events import Selection

LOOKS = (
    ("clash", "triangle", "#D55E00", 70),
    ("incident", "square", "#E69F00", 50),
    ("death", "diamond", "#000000", 60),
    ("camp", "pentagon", "#0072B2", 45),
    ("pushback", "triangle-left", "#CC79A7", 40),
    ("emergency", "hexagon", "#56B4E9", 20),
    ("military", "star", "#F0E442", 30),
    ("diplomacy", "disc", "#009E73", 0),
    ("aviation", "plane", "#FFFFFF", 35),
    ("barrier", "comb", "#FFFFFF", 0),
)


def test_every_kind_of_event_has_its_shape_its_colour_and_its_turn_for_a_label() -> None:
    found = [(one.key, one.shape, one.colour, one.weight) for one in CATEGORIES[: len(LOOKS)]]
    assert tuple(found) == LOOKS


@pytest.mark.parametrize(
    ("told", "key"),
    [
        *(("detention", "pushback"), ("policy", "emergency"), ("closure", "emergency")),
        *(("deployment", "military"), ("sanctions", "diplomacy"), ("statement", "diplomacy")),
        *(("flow_record", "figure"), ("flow", "figure")),
    ],
)
def test_a_kind_that_tables_name_otherwise_is_marked_alike(told: str, key: str) -> None:
    assert CATEGORIES[category_index(told)].key == key


def test_levels_that_are_no_class_lie_beyond_all_that_are() -> None:
    assert (ZERO_LEVEL, FILTERED_LEVEL, HIDDEN_LEVEL, PENDING_LEVEL, NO_LEVEL) == (
        0,
        252,
        253,
        254,
        255,
    )
    assert RATED_BELOW == 252


def test_the_five_classes_and_the_seven_ratios_have_their_colours() -> None:
    assert [level_colour(level) for level in range(6)] == ["#FFFFFF", *RAMP]
    assert RATIO_ENDS == ("¼", "½", "0.9", "1.1", "2", "4")
    assert RAMP == ("#F2CBDD", "#DE95B9", "#C25C95", "#94246F", "#560A45")
    assert list(RATIOS.values()) == [
        *(("#0B5A52", 7.0), ("#3F8F84", 6.0), ("#9CCBC2", 5.0), ("#D9D7D0", 4.0)),
        *(("#E9C58A", 5.0), ("#B8791C", 6.0), ("#7E4A08", 7.0)),
    ]


@pytest.mark.parametrize(
    ("pair", "measure", "begins"),
    [
        ("BY-PL", "attempts", (50, 100, 200, 400)),
        ("BY-LT", "turn_backs", (5, 15, 50, 100)),
        ("BY-LT", "detentions", (25, 50, 100, 200)),
        ("BY-LV", "prevented", (10, 20, 40, 80)),
        ("BY-LV", "detentions", (10, 20, 40, 80)),
    ],
)
def test_a_class_begins_with_the_rate_that_is_written_down(
    pair: str, measure: str, begins: tuple[int, ...]
) -> None:
    assert len(BREAKS) == 5
    assert (level_of(pair, measure, None), level_of(pair, measure, 0)) == (255, 0)
    assert level_of(pair, measure, 0.1) == 1
    for level, rate in enumerate(begins, start=2):
        assert level_of(pair, measure, rate - 0.1) == level - 1
        assert level_of(pair, measure, rate) == level


def test_days_are_counted_from_the_first_of_1970() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(2021, 11, 8)) == 18_939


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2021, 11, 8), date(2021, 11, 8), "8 Nov 2021"),
        (date(2021, 11, 2), date(2021, 11, 8), "2–8 Nov 2021"),
        (date(2021, 10, 28), date(2021, 11, 8), "28 Oct – 8 Nov 2021"),
        (date(2020, 11, 2), date(2021, 11, 8), "2 Nov 2020 – 8 Nov 2021"),
    ],
)
def test_a_span_says_no_month_and_no_year_twice(first: date, last: date, told: str) -> None:
    assert short_span(first, last) == told


def test_values_of_one_filter_stand_in_an_address_with_bars_between() -> None:
    chosen = Selection(borders=("BY-PL", "BY-LT"), airlines=("Air A, Ltd", "B"), contested=True)
    query = filters_to_query(chosen)
    assert query == {"border": "BY-PL|BY-LT", "airline": "Air A, Ltd|B", "contested": "only"}
    read = Selection()
    for name, text in query.items():
        read = with_filter(read, name, text)
    assert read == chosen
