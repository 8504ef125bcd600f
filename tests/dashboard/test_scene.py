import itertools
from datetime import date, timedelta

import numpy as np
import pytest

from dashboard import words
from dashboard.scene import build_scene
from dashboard.state import MapState
from dashboard.style import BREAKS, NO_LEVEL, RAMP, level_of, levels_of
from events import Ledger, RouteStatus, day_figures


def stand(scene, pair):
    return next(border for border in scene.borders if border.style.pair == pair)


def test_the_opening_view_says_what_the_sources_say(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState())
    poland, lithuania, latvia = (stand(scene, pair) for pair in ("BY-PL", "BY-LT", "BY-LV"))
    assert poland.pressure.rate_per_day == (351 + 570 + 309) / 3
    assert poland.pressure.coverage_days == 3
    assert lithuania.pressure.rate_per_day == (87 + 58 + 126 + 98 + 97 + 73) / 6
    assert lithuania.pressure.coverage_days == 6
    assert latvia.pressure.rate_per_day == 21
    assert words.title(scene) == "Belarus–EU border, as of 8 November 2021"
    assert "Not reported" not in words.sentence(scene)
    assert "410 attempts a day" in words.sentence(scene)
    assert "latest report" in words.as_of(scene)


def test_a_missing_figure_is_no_class_and_a_zero_is_one(ledger: Ledger) -> None:
    quiet = build_scene(ledger, MapState(date=date(2023, 12, 8), window="1d"))
    assert stand(quiet, "BY-LT").pressure.rate_per_day == 0
    assert stand(quiet, "BY-LT").level == 0
    assert stand(quiet, "BY-PL").level == NO_LEVEL
    assert "Lithuania 0 turned back a day" in words.border_words(stand(quiet, "BY-LT"))
    assert "not reported" in words.border_words(stand(quiet, "BY-PL"))
    assert "Not reported: Poland." in words.sentence(quiet)


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
    scene = build_scene(ledger, MapState())
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
    assert [r.quantity.value for r in misprints if r.quantity] == [2367, 450, 1336]
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
    from dashboard.marking import is_marked, shown_period

    expected = {
        event.id
        for event in ledger.events
        if is_marked(event) and shown_period(event).overlaps(scene.window)
    }
    assert set(drawn) | set(listed) == expected


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
    [
        (486.5, "487"),
        (485.5, "486"),
        (0.25, "0.3"),
        (8.25, "8.3"),
        (9.96, "10.0"),
        (1234.5, "1,235"),
    ],
)
def test_a_half_is_rounded_up_as_the_browser_does(rate: float, written: str) -> None:
    assert words.number(rate) == written
