import itertools
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from dashboard.scene.appearance import Look, appearance
from dashboard.scene.marks import is_marked
from dashboard.scene.positions import spot_of
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.symbology import BREAKS, NO_LEVEL, RAMP, level_of, levels_of
from dashboard.scene.words import overview
from events import (
    Ledger,
    Period,
    Precision,
    RouteStatus,
    ValueKind,
    Way,
    change,
    day_figures,
    pressure,
)


def stand(scene, pair):
    return next(border for border in scene.borders if border.style.pair == pair)


def test_the_opening_view_says_what_the_sources_say(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2021, 11, 8)))
    poland, lithuania = (stand(scene, pair) for pair in ("BY-PL", "BY-LT"))
    # Three days of seven are no mean: three weeks, about 7,000, speak for the week.
    assert overview.value(poland) == "333.3"
    assert poland.look is Look.AVERAGE
    assert overview.basis(poland).startswith("inside a wider count: about 7,000 in 21 days, ")
    assert overview.further(poland) == (
        "All reports together: between 1,230 and 4,275 on these 7 days.",
    )
    assert (overview.value(lithuania), lithuania.look) == ("89.8", Look.SOLID)
    assert overview.basis(lithuania) == "mean of 6 reported days of 7"
    assert overview.title(scene) == "Belarus–EU border, on 8 November 2021"
    assert "Poland 333.3 attempts a day (inside a wider count: about 7,000 in 21 days)" in (
        overview.sentence(scene)
    )
    assert overview.as_of(scene).endswith("the newest day reported on is 16 Mar 2026.")


def test_a_missing_figure_is_no_class_and_a_zero_is_one(ledger: Ledger) -> None:
    quiet = build_scene(ledger, MapState(date=date(2021, 12, 28), window="1d"))
    assert stand(quiet, "BY-PL").pressure.rate_per_day == 0
    assert stand(quiet, "BY-PL").level == 0
    assert "0 attempts" in overview.border_words(stand(quiet, "BY-PL"))
    silent = stand(build_scene(ledger, MapState(date=date(2025, 4, 21), window="1d")), "BY-LT")
    assert (silent.level, silent.look) == (NO_LEVEL, Look.NONE)
    assert overview.border_words(silent) == "Lithuania not reported"
    assert overview.further(silent) == (
        "narrowest wider count: 550 in 96 days, 21 April – 25 July 2025",
    )


def test_a_border_figure_never_colours_a_section(ledger: Ledger) -> None:
    day = date(2021, 11, 9)
    scene = build_scene(ledger, MapState(date=day, window="1d"))
    assert stand(scene, "BY-PL").pressure.rate_per_day == 599
    assert scene.sections == ()


def test_a_stretch_is_coloured_by_its_own_report_alone(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date=date(2023, 12, 10), window="1d"))
    assert scene.sections
    for section in scene.sections:
        report = ledger.report(section.figure.report_id)
        assert report.place.section_ids == section.figure.section_ids
        assert not report.whole_border


def test_baghdad_is_not_live_on_8_november_2021(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2021, 11, 8)))
    baghdad = [route for route in scene.routes if "BGW" in (route.origin_iata, *route.via)]
    assert baghdad
    assert {route.status for route in baghdad} == {RouteStatus.CONTESTED}


def test_the_diverted_flight_is_drawn_as_it_flew(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date=date(2021, 5, 23), window="1d"))
    flown = [route for route in scene.routes if route.status is RouteStatus.DIVERTED]
    assert [(r.origin_iata, r.via, r.destination_iata) for r in flown] == [("ATH", ("MSQ",), "VNO")]


def test_what_has_no_place_near_the_border_is_listed_not_drawn(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date=date(2021, 8, 5), window="7d"))
    listed = {event.place.name for event in scene.listed}
    assert "Tokyo" in listed
    assert "Tokyo" not in {mark.event.place.name for mark in scene.marks}


def test_a_misprint_is_never_drawn_nor_counted(ledger: Ledger) -> None:
    misprints = [r for r in ledger.reports.values() if not r.plotted]
    assert 2367 in [r.quantity.value for r in misprints if r.quantity]
    scene = build_scene(ledger, MapState(date=date(2021, 11, 23), window="1d"))
    assert stand(scene, "BY-PL").pressure.rate_per_day == 267
    scene = build_scene(ledger, MapState(date=date(2024, 6, 12), window="1d"))
    assert stand(scene, "BY-PL").pressure.rate_per_day == 150


@pytest.mark.parametrize("days", range(0, 1900, 97))
def test_every_event_of_a_window_is_drawn_or_listed_once(ledger: Ledger, days: int) -> None:
    state = MapState(date=date(2020, 12, 1) + timedelta(days=days), window="30d")
    scene = build_scene(ledger, state)
    drawn = [mark.event.id for mark in scene.marks]
    listed = [event.id for event in scene.listed]
    assert len(set(drawn)) == len(drawn)
    assert not set(drawn) & set(listed)
    from dashboard.scene.marks import is_marked, shown_period

    expected = {
        event.id
        for event in ledger.events
        if is_marked(event) and shown_period(event).overlaps(scene.window)
    }
    assert set(drawn) | set(listed) == expected


@pytest.mark.parametrize(("days", "marked"), [(1, True), (92, True), (93, False), (None, False)])
def test_a_figure_at_a_place_is_a_mark_for_a_quarter_of_a_year_at_most(
    ledger: Ledger, days: int | None, marked: bool
) -> None:
    known = next(e for e in ledger.events if e.kind == "flow" and e.place.kind == "point")
    start = known.period.start
    end = None if days is None else start + timedelta(days=days)
    how = Precision.OPEN if days is None else Precision.RANGE
    assert is_marked(replace(known, period=Period(start, end, how))) is marked


@pytest.mark.parametrize(
    ("precision_km", "vague"), [(None, False), (10.0, False), (10.1, True), (11.0, True)]
)
def test_a_place_known_to_more_than_ten_kilometres_carries_the_ring(
    ledger: Ledger, precision_km: float | None, vague: bool
) -> None:
    known = next(e for e in ledger.events if e.id == "incident-kuznica-2021-11-16")
    place = replace(known.place, precision_km=precision_km, rough=False)
    spot = spot_of(replace(known, place=place))
    assert spot is not None
    assert spot.vague is vague


def test_a_key_event_of_a_kind_without_a_label_is_on_the_map_and_not_in_the_sentence(
    ledger: Ledger,
) -> None:
    def told(day: date) -> tuple[dict[str, int], str]:
        scene = build_scene(ledger, MapState(date=day, window="1d"))
        return {mark.event.id: mark.weight for mark in scene.marks}, overview.sentence(scene)

    weights, sentence = told(date(2022, 1, 25))
    assert weights["incident-barrier-start-2022-01-25"] == 100
    assert "among them" not in sentence
    weights, sentence = told(date(2021, 8, 11))
    assert weights["event-incident-0035"] == 120
    assert "; among them: " in sentence


def test_every_reported_day_falls_into_a_class_of_its_own_scale(ledger: Ledger) -> None:
    for pair, key in BREAKS:
        measure = next(m for m in {r.measure for r in ledger.reports.values()} if m.key == key)
        figures = day_figures(ledger, pair, measure)
        assert figures, (pair, key)
        levels = {level_of(pair, key, figure.rate_per_day) for figure in figures}
        assert levels <= {0, 1, 2, 3, 4, 5}


def test_classes_are_half_open() -> None:
    rates = (0, 0.4, 49.9, 50, 99.9, 100, 400, 739)
    assert [level_of("BY-PL", "attempts", rate) for rate in rates] == [0, 1, 1, 2, 2, 3, 5, 5]
    assert level_of("BY-PL", "attempts", None) == NO_LEVEL


def test_many_rates_fall_into_the_classes_that_each_falls_into() -> None:
    for pair, measure in BREAKS:
        rates = np.array([np.nan, 0, 0.2, *BREAKS[pair, measure], 1e6])
        singly = [level_of(pair, measure, None if np.isnan(r) else float(r)) for r in rates]
        assert levels_of(pair, measure, rates).tolist() == singly


def test_the_ramp_gets_darker_in_grey() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    tones = [grey(colour) for colour in RAMP]
    steps = [a - b for a, b in itertools.pairwise(tones)]
    assert all(step > 15 for step in steps)


@pytest.mark.parametrize(
    ("rate", "written"),
    [(486.5, "486.5"), (0.25, "0.3"), (8.25, "8.3"), (9.96, "10"), (1234.5, "1,234.5"), (0, "0")],
)
def test_a_rate_has_one_decimal_unless_it_is_whole(rate: float, written: str) -> None:
    assert overview.number(rate) == written


def test_a_range_over_two_classes_is_hatched_in_the_lower_one(ledger: Ledger) -> None:
    found = pressure(ledger, "BY-PL", Period.of_days(date(2021, 11, 8), date(2021, 11, 14)))
    ends = {"rate_per_day": None, "way": Way.BETWEEN, "kind": ValueKind.EXACT}
    over = replace(found, rate_low=95.0, rate_high=105.0, **ends)
    assert appearance(over) == (2, Look.HATCHED)
    within = replace(found, rate_low=101.0, rate_high=140.0, **ends)
    assert appearance(within) == (3, Look.SOLID)
    from_zero = replace(found, rate_low=0.0, rate_high=0.4, **ends)
    assert appearance(from_zero) == (0, Look.HATCHED)
    at_least = replace(found, rate_low=120.0, rate_high=120.0, kind=ValueKind.AT_LEAST)
    assert appearance(replace(at_least, way=Way.COUNT)) == (3, Look.HATCHED)


def test_a_wider_count_has_a_white_core_and_single_days_no_colour(ledger: Ledger) -> None:
    opening = build_scene(ledger, MapState(date(2021, 11, 8)))
    assert stand(opening, "BY-PL").look is Look.AVERAGE
    few = stand(build_scene(ledger, MapState(date(2022, 8, 15), window="7d")), "BY-LT")
    assert few.pressure.way is Way.DAYS
    assert (few.level, few.look) == (NO_LEVEL, Look.NONE)
    assert overview.border_words(few) == "Lithuania 2 reported days of 7: 61 and 36 turned back"
    assert (overview.value(few), overview.basis(few)) == ("61 and 36", "2 reported days of 7")
    assert overview.measure_words(few) == "turned back on single days"
    assert overview.further(few)[-1].startswith("narrowest wider count: 5,471 in 106 days")


def test_bounds_that_make_no_rate_are_told_as_bounds(ledger: Ledger) -> None:
    found = stand(build_scene(ledger, MapState(date(2025, 10, 12), window="1d")), "BY-LT")
    assert overview.border_words(found) == "Lithuania between 34 and 58 turned back in 1 day"
    assert (overview.value(found), overview.measure_words(found)) == (
        "34 to 58",
        "turned back in all",
    )
    assert found.level == NO_LEVEL


@pytest.mark.parametrize(
    ("day", "window", "pair", "value", "said"),
    [
        (date(2023, 8, 31), "31d", "BY-PL", "90.3", "about 2,800 in 31 days"),
        (date(2021, 12, 31), "365d", "BY-PL", "108.7", "complete: 39,664 in 365 days"),
        (date(2021, 10, 31), "31d", "BY-PL", "562.8", "complete: 17,447 in 31 days"),
        (date(2021, 9, 30), "30d", "BY-PL", "255.6", "complete: 7,667 in 30 days"),
        (
            *(date(2025, 11, 30), "30d", "BY-LT", "1.2"),
            "complete: 36 in 30 days, derived from other reports",
        ),
    ],
)
def test_a_count_of_the_window_goes_before_its_days(
    ledger: Ledger, day: date, window: str, pair: str, value: str, said: str
) -> None:
    found = stand(build_scene(ledger, MapState(day, window=window)), pair)
    assert (overview.value(found), overview.basis(found)) == (value, said)


def test_all_values_of_a_contested_figure_are_named(ledger: Ledger) -> None:
    found = stand(build_scene(ledger, MapState(date(2021, 9, 30), window="30d")), "BY-PL")
    told = " ".join(overview.further(found))
    for value in ("about 7,700", "7,535", "about 9,000"):
        assert value in told
    named = {ledger.report(id_).quantity.value for id_ in found.report_ids}
    assert {7667, 7535, 7700, 9000} <= named


def test_a_share_of_next_to_nothing_is_not_told(ledger: Ledger) -> None:
    found = change(ledger, "BY-LT", Period.trailing(date(2026, 3, 16), 30))
    assert found.ratio is not None and found.ratio > 30
    assert overview.change_words(found) == "up: 1.4 after under 0.1"
    found = change(ledger, "BY-PL", Period.trailing(date(2023, 8, 31), 31))
    assert overview.change_words(found) == "down 30%: 90.3 after 129"
    shares = [
        overview.share_words(replace(found, ratio=ratio)) for ratio in (None, 0.5, 10.0, 10.1)
    ]
    assert shares == ["", " 50%", " 900%", ""]
